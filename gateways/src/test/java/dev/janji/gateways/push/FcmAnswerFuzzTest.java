package dev.janji.gateways.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.SendAnswer;
import dev.janji.gateways.once.BrokenReplies;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FcmAnswerFuzzTest {
    private static final List<String> SEEDS = List.of(
            "{\"name\":\"projects/janji-test/messages/1\",\"more\":1}",
            FcmServer.error(404, "NOT_FOUND", FcmServer.fcmError("UNREGISTERED")),
            FcmServer.error(
                    400,
                    "INVALID_ARGUMENT",
                    "{\"fieldViolations\":[{\"field\":\"message.token\",\"description\":\"device-1\"}]}"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldTakeNoAnswerForAYesThatIsNone(long seed) {
        assertThat(BrokenReplies.of(seed, SEEDS)).allSatisfy(reply -> {
            SendAnswer answer = FcmAnswer.read(reply);
            if (answer instanceof SendAnswer.HandedOver) {
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.json().path("name").asText()).isNotEmpty();
            } else if (answer instanceof SendAnswer.Refused refused) {
                assertThat(refused.detail()).doesNotContain("device-1");
            }
        });
    }
}
