package dev.janji.gateways.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.pushy.apns.server.RejectionReason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ApnsPushPortTest implements ChannelPortContract {
    @TempDir
    Path folder;

    private ApnsBench apns;

    @BeforeEach
    void start() throws Exception {
        apns = new ApnsBench(folder);
    }

    @AfterEach
    void close() {
        apns.close();
    }

    @Override
    public ProviderBench bench() {
        return apns;
    }

    /** The log answers, not the provider. */
    @Test
    @Override
    public void shouldAnswerLookUpsFromBeforeWhenRestarted() {
        send(message(1, Behaviour.ACCEPTS), permit());
        apns.restartAdapter();
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
        assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.NeverSent.class);
    }

    @Test
    void shouldShowTheTextAndCarryNothingElseOfTheDebt() throws Exception {
        SendAnswer answer = send(message(1, Behaviour.ACCEPTS), permit());

        String id = MessageNames.of(ChannelPortContract.attempt(1)).toString();
        assertThat(((SendAnswer.HandedOver) answer).providerReference()).isEqualTo(id);
        ApnsBench.Taken taken = apns.taken.get(0);
        assertThat(taken.id()).isEqualTo(id);
        assertThat(taken.headers())
                .containsEntry("apns-topic", ApnsBench.TOPIC)
                .containsEntry("apns-push-type", "alert")
                .containsEntry("apns-priority", "10")
                .doesNotContainKey("apns-collapse-id");
        JsonNode payload = JsonMapper.builder().build().readTree(taken.payload());
        assertThat(payload.path("aps").path("alert").path("title").asText()).isEqualTo("A subject");
        assertThat(payload.path("aps").path("alert").path("body").asText()).isEqualTo("A text");
        assertThat(payload.path("message").asText()).isEqualTo(id);
        assertThat(payload.size()).isEqualTo(2);
        assertThat(taken.payload()).doesNotContain("acme", "debtor-1");
    }

    @ParameterizedTest
    @CsvSource({"PT90S, 90", "PT11H, 39600", "PT13H, 43200"})
    void shouldExpireNoLaterThanTheDebtorsWindow(String left, long seconds) {
        OutboundMessage message = message(1, apns.addressFor(Behaviour.ACCEPTS), "A text", Duration.parse(left));

        assertThat(send(message, permit())).isInstanceOf(SendAnswer.HandedOver.class);

        assertThat(apns.taken.get(0).headers())
                .containsEntry(
                        "apns-expiration",
                        Long.toString(ContractClock.START.plusSeconds(seconds).getEpochSecond()));
    }

    private static OutboundMessage message(int number, String address, String text, Duration left) {
        Instant deliverUntil = ContractClock.START.plus(left);
        return new OutboundMessage(
                ChannelPortContract.attempt(number),
                DEBTOR,
                new ContactPointId("cp-1"),
                address,
                "",
                text,
                "due-1",
                Set.of(),
                VALID_UNTIL,
                deliverUntil);
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void shouldTellWhatEachReasonMeans(RejectionReason reason) {
        apns.refusals.put("50", reason);

        SendAnswer answer = send(message(1, "ab".repeat(31) + "50", "A text", Duration.ofSeconds(30)), permit());

        if (reason == RejectionReason.INTERNAL_SERVER_ERROR) {
            assertThat(answer).isInstanceOf(SendAnswer.Unknown.class);
            return;
        }
        assertThat(ChannelPortContract.refusal(answer))
                .isEqualTo(
                        switch (reason) {
                            case BAD_DEVICE_TOKEN, UNREGISTERED, DEVICE_TOKEN_NOT_FOR_TOPIC ->
                                RefusalReason.INVALID_ADDRESS;
                            case TOO_MANY_REQUESTS, TOO_MANY_PROVIDER_TOKEN_UPDATES -> RefusalReason.THROTTLED;
                            case SERVICE_UNAVAILABLE, SHUTDOWN, IDLE_TIMEOUT -> RefusalReason.TEMPORARY;
                            case BAD_CERTIFICATE,
                                    BAD_CERTIFICATE_ENVIRONMENT,
                                    EXPIRED_PROVIDER_TOKEN,
                                    FORBIDDEN,
                                    INVALID_PROVIDER_TOKEN,
                                    MISSING_PROVIDER_TOKEN,
                                    TOPIC_DISALLOWED,
                                    BAD_TOPIC,
                                    MISSING_TOPIC -> RefusalReason.NOT_AUTHORISED;
                            default -> RefusalReason.REJECTED;
                        });
    }

    @Test
    void shouldSayThatWeAreNotAuthorisedWhenTheKeyIsNotOurs() {
        apns.restartWith("team-id = OTHER12345");
        assertThat(ChannelPortContract.refusal(send(message(1, Behaviour.ACCEPTS), permit())))
                .isEqualTo(RefusalReason.NOT_AUTHORISED);
        assertThat(apns.taken).isEmpty();
    }

    @Test
    void shouldNotTalkToWhomItDoesNotTrust() {
        apns.restartWith("trusted-certificates = \"\"");
        assertThat(ChannelPortContract.refusal(send(message(1, Behaviour.ACCEPTS), permit())))
                .isEqualTo(RefusalReason.UNREACHABLE);
        assertThat(apns.taken).isEmpty();
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        OutboundMessage message =
                message(1, apns.addressFor(Behaviour.ACCEPTS), "x".repeat(4_096), Duration.ofSeconds(30));
        assertThat(ChannelPortContract.refusal(send(message, permit()))).isEqualTo(RefusalReason.REJECTED);
        assertThat(apns.taken).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"apns:", "apns:xyz", "apns:abcdef", "apns:../../3/device/ab"})
    void shouldNotAskForWhatIsNoToken(String address) {
        assertThat(ChannelPortContract.refusal(send(message(1, address, "A text", Duration.ofSeconds(30)), permit())))
                .isEqualTo(RefusalReason.INVALID_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key-file = \"/nowhere/at/all\" | key-file",
                "key-id = short | key-id",
                "team-id = short | team-id",
                "topic = \"\" | topic",
                "connections = 0 | connections",
                "longest-validity = 31 days | longest-validity"
            })
    void shouldNameTheKeyThatIsWrong(String own, String key) {
        assertThatThrownBy(() -> apns.settings(own)).hasMessageContaining(key);
    }

    @Test
    void shouldSayNothingOfAKeyThatCannotBeUsed() throws Exception {
        Files.writeString(
                folder.resolve("broken.p8"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        ApnsSettings settings = apns.settings("key-file = \"" + folder.resolve("broken.p8") + "\"");
        assertThatThrownBy(() -> ApnsPushPort.start(settings, apns.clock()))
                .hasMessageContaining("broken.p8")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }
}
