package dev.janji.gateways.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.SendAnswer;
import dev.janji.gateways.once.BrokenReplies;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudAnswerFuzzTest {
    private static final List<String> SEEDS = List.of(
            "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"62811000003\",\"wa_id\":\"62811000003\"}],\"messages\":[{\"id\":\"wamid.1\"}]}",
            "{\"error\":{\"message\":\"not to 62811000003\",\"type\":\"OAuthException\",\"code\":131026,\"error_data\":{\"details\":\"no\"},\"fbtrace_id\":\"A\"}}");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldTakeNoAnswerForAYesThatIsNone(long seed) {
        assertThat(BrokenReplies.of(seed, SEEDS)).allSatisfy(reply -> {
            SendAnswer answer = CloudAnswer.read(reply);
            if (answer instanceof SendAnswer.HandedOver) {
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.json().path("messages").path(0).path("id").asText())
                        .isNotEmpty();
            } else if (answer instanceof SendAnswer.Refused refused) {
                assertThat(refused.detail()).doesNotContain("62811000003");
            }
        });
    }
}
