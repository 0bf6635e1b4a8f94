package dev.janji.gateways.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FcmPushPortTest implements ChannelPortContract {
    @TempDir
    Path folder;

    private FcmBench fcm;

    @Override
    public ProviderBench bench() {
        return with("");
    }

    private FcmBench with(String own) {
        if (fcm == null) {
            fcm = new FcmBench(folder, own);
        }
        return fcm;
    }

    @AfterEach
    void close() {
        if (fcm != null) {
            fcm.close();
        }
    }

    /** The log answers, not the provider. */
    @Test
    @Override
    public void shouldAnswerLookUpsFromBeforeWhenRestarted() {
        send(message(1, Behaviour.ACCEPTS), permit());
        fcm.restartAdapter();
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
        assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.NeverSent.class);
    }

    @Test
    void shouldShowTheTextAndCarryNothingElseOfTheDebt() {
        SendAnswer answer = send(message(1, Behaviour.ACCEPTS), permit());

        assertThat(((SendAnswer.HandedOver) answer).providerReference()).isEqualTo("projects/janji-test/messages/1");
        JsonNode message = fcm.provider.taken.get(0);
        assertThat(message.path("notification").toString()).isEqualTo("{\"title\":\"A subject\",\"body\":\"A text\"}");
        assertThat(message.path("data").toString())
                .isEqualTo("{\"message\":\"" + MessageNames.of(ChannelPortContract.attempt(1)) + "\"}")
                .doesNotContain("acme", "debtor-1");
    }

    @ParameterizedTest
    @CsvSource({"PT90S, 90s", "PT0.9S, 0s", "PT11H59M59S, 43199s", "PT13H, 43200s"})
    void shouldLiveNoLongerThanTheDebtorsWindow(String left, String expected) {
        OutboundMessage plain = message(1, with("").addressFor(Behaviour.ACCEPTS), Duration.parse(left));

        assertThat(send(plain, permit())).isInstanceOf(SendAnswer.HandedOver.class);

        assertThat(fcm.provider.taken.get(0).path("android").path("ttl").asText())
                .isEqualTo(expected);
    }

    private static OutboundMessage message(int number, String address, Duration left) {
        Instant deliverUntil = ContractClock.START.plus(left);
        return new OutboundMessage(
                ChannelPortContract.attempt(number),
                DEBTOR,
                new ContactPointId("cp-1"),
                address,
                "",
                "A text",
                "due-1",
                Set.of(),
                VALID_UNTIL,
                deliverUntil);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND, UNREGISTERED, INVALID_ADDRESS",
        "400, INVALID_ARGUMENT, INVALID_ARGUMENT, REJECTED",
        "403, PERMISSION_DENIED, SENDER_ID_MISMATCH, REJECTED",
        "429, RESOURCE_EXHAUSTED, QUOTA_EXCEEDED, THROTTLED",
        "503, UNAVAILABLE, UNAVAILABLE, TEMPORARY",
        "401, UNAUTHENTICATED, THIRD_PARTY_AUTH_ERROR, NOT_AUTHORISED",
        "403, PERMISSION_DENIED, '', NOT_AUTHORISED",
        "404, NOT_FOUND, '', REJECTED",
        "500, INTERNAL, INTERNAL, UNKNOWN",
        "502, '', '', UNKNOWN"
    })
    void shouldTellWhatTheProvidersCodesMean(int status, String general, String own, String expected) {
        with("").provider
                .refuse(
                        "50",
                        status,
                        FcmServer.error(status, general, own.isEmpty() ? "" : FcmServer.fcmError(own)),
                        "");

        SendAnswer answer = send(message(1, "fcm:device-1:50", Duration.ofSeconds(30)), permit());

        if (expected.equals("UNKNOWN")) {
            assertThat(answer).isInstanceOf(SendAnswer.Unknown.class);
        } else {
            assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.valueOf(expected));
            assertThat(((SendAnswer.Refused) answer).detail()).doesNotContain("device-1");
        }
    }

    @Test
    void shouldRetireATokenThatIsTheArgumentThatIsWrong() {
        String violation =
                "{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":[{\"field\":\"message.token\","
                        + "\"description\":\"Invalid registration token\"}]}";
        with("").provider.refuse("50", 400, FcmServer.error(400, "INVALID_ARGUMENT", violation), "");

        assertThat(ChannelPortContract.refusal(send(message(1, "fcm:device-1:50", Duration.ofSeconds(30)), permit())))
                .isEqualTo(RefusalReason.INVALID_ADDRESS);
    }

    @Test
    void shouldAskNobodyBeforeTheProviderWantsUsToComeAgain() {
        with("").provider.refuse("50", 503, FcmServer.error(503, "UNAVAILABLE", ""), "3600");
        send(message(1, "fcm:device-1:50", Duration.ofSeconds(30)), permit());
        SendPermit permit = permit();

        SendAnswer answer = send(message(2, Behaviour.ACCEPTS), permit);

        assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.THROTTLED);
        assertThat(permit.state()).isEqualTo(SendPermit.State.WAITING);
        assertThat(fcm.provider.asked).hasValue(1);
    }

    @Test
    void shouldGetOneTokenForMany() {
        for (int i = 1; i <= 5; i++) {
            send(message(i, Behaviour.ACCEPTS), permit());
        }
        assertThat(fcm.provider.tokens).hasValue(1);
    }

    @Test
    void shouldGetAnotherTokenBeforeItEnds() {
        with("").provider.tokenSeconds = 300;
        send(message(1, Behaviour.ACCEPTS), permit());
        send(message(2, Behaviour.ACCEPTS), permit());
        assertThat(fcm.provider.tokens).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"400, NOT_AUTHORISED", "401, NOT_AUTHORISED", "503, UNREACHABLE"})
    void shouldSendNothingWithoutAToken(int status, RefusalReason expected) {
        with("").provider.tokenStatus = status;
        SendPermit permit = permit();

        assertThat(ChannelPortContract.refusal(send(message(1, Behaviour.ACCEPTS), permit)))
                .isEqualTo(expected);
        assertThat(permit.state()).isNotEqualTo(SendPermit.State.CLAIMED);

        fcm.provider.tokenStatus = 200;
        assertThat(send(message(2, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
    }

    @Test
    void shouldSignAsOpensslDoes() throws IOException {
        try (InputStream in = FcmPushPortTest.class.getResourceAsStream("/push/assertion.txt")) {
            String golden = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();

            assertThat(FcmBench.account(folder, "https://oauth2.googleapis.com/token")
                            .assertion(Instant.ofEpochSecond(1_772_413_200)))
                    .isEqualTo(golden);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service-account-file = \"/nowhere/at/all\" | service-account-file",
                "url = \"http://fcm.googleapis.com\" | url",
                "longest-validity = 29 days | longest-validity",
                "answer-timeout = 0 s | answer-timeout",
                "kept-days = 32 | kept-days"
            })
    void shouldNameTheKeyThatIsWrong(String own, String key) {
        assertThatThrownBy(() -> FcmBench.settings(folder, "http://127.0.0.1:1", own))
                .hasMessageContaining(key);
    }
}
