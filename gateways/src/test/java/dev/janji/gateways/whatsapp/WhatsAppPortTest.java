package dev.janji.gateways.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhatsAppPortTest implements ChannelPortContract {
    private static final String NUMBER = "+62811000003";
    private static final Map<String, String> VALUES = Map.of("name", "Budi", "due-date", "5 Maret 2026");

    @TempDir
    Path folder;

    private WhatsAppBench whatsApp;

    @Override
    public ProviderBench bench() {
        return with("");
    }

    private WhatsAppBench with(String own) {
        if (whatsApp == null) {
            whatsApp = new WhatsAppBench(folder, own);
        }
        return whatsApp;
    }

    @AfterEach
    void close() {
        if (whatsApp != null) {
            whatsApp.close();
        }
    }

    /** The contract's message has no values, as what an agent writes: here the debtor has just written. */
    @Override
    public OutboundMessage message(int number, ProviderBench.Behaviour behaviour) {
        OutboundMessage plain = ChannelPortContract.super.message(number, behaviour);
        return message(number, plain.address(), Map.of(), ContractClock.START.minusSeconds(60), VALID_UNTIL);
    }

    private static OutboundMessage message(
            int number, String address, Map<String, String> values, Instant writtenAt, Instant deliverUntil) {
        return new OutboundMessage(
                ChannelPortContract.attempt(number),
                DEBTOR,
                new ContactPointId("cp-1"),
                address,
                "",
                "A text",
                "due-1",
                Set.of("plan-1"),
                VALID_UNTIL,
                deliverUntil,
                new OutboundMessage.Wording("id", values, writtenAt));
    }

    /** The log answers, not the provider. */
    @Test
    @Override
    public void shouldAnswerLookUpsFromBeforeWhenRestarted() {
        send(message(1, ProviderBench.Behaviour.ACCEPTS), permit());
        whatsApp.restartAdapter();
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
        assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.NeverSent.class);
    }

    private JsonNode sent() {
        assertThat(whatsApp.provider.taken).hasSize(1);
        return whatsApp.provider.taken.get(0).message();
    }

    @Test
    void shouldSendATemplateWithItsValuesByNameWhenTheDebtorHasNotWritten() {
        with("templates { due-2 = other }");

        SendAnswer answer = send(message(1, NUMBER, VALUES, null, VALID_UNTIL), permit());

        assertThat(answer).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(((SendAnswer.HandedOver) answer).providerReference()).startsWith("wamid.");
        assertThat(sent().path("type").asText()).isEqualTo("template");
        assertThat(sent().path("to").asText()).isEqualTo("62811000003");
        assertThat(sent().path("template").toString())
                .isEqualTo("{\"name\":\"due_1\",\"language\":{\"code\":\"id\"},\"components\":[{\"type\":\"body\","
                        + "\"parameters\":[{\"type\":\"text\",\"parameter_name\":\"due_date\",\"text\":\"5 Maret 2026\"},"
                        + "{\"type\":\"text\",\"parameter_name\":\"name\",\"text\":\"Budi\"}]}]}");
    }

    @Test
    void shouldCallTemplatesAndLanguagesAsTheProviderDoes() {
        with("templates { due-1 = first_reminder }, languages { id = id_ID }");

        send(message(1, NUMBER, VALUES, null, VALID_UNTIL), permit());

        assertThat(sent().path("template").path("name").asText()).isEqualTo("first_reminder");
        assertThat(sent().path("template").path("language").path("code").asText())
                .isEqualTo("id_ID");
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWERS, false, PT1H, template",
        "ANSWERS, true, PT1H, text",
        "ANSWERS, true, PT23H57M, text",
        "ANSWERS, true, PT23H58M, none",
        "ANSWERS, true, PT24H, none",
        "ANSWERS, true, , none",
        "ANSWERS, false, , template",
        "ALL, false, PT1H, text",
        "ALL, false, PT23H58M, template",
        "ALL, true, , none",
        "NOTHING, true, PT1H, none",
        "NOTHING, false, PT1H, template"
    })
    void shouldSayWordsOfOurOwnOnlyWithinADayOfWhatTheDebtorWrote(
            String setting, boolean isAnAgents, String ago, String expected) {
        with("text-in-window = " + setting);
        Instant writtenAt = ago == null ? null : ContractClock.START.minus(Duration.parse(ago));
        SendPermit permit = permit();

        SendAnswer answer = send(message(1, NUMBER, isAnAgents ? Map.of() : VALUES, writtenAt, VALID_UNTIL), permit);

        if (expected.equals("none")) {
            assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.REJECTED);
            assertThat(permit.state()).isEqualTo(SendPermit.State.WAITING);
            assertThat(whatsApp.provider.asked).hasValue(0);
        } else {
            assertThat(sent().path("type").asText()).isEqualTo(expected);
        }
    }

    @Test
    void shouldNotSendATemplateThatMightBeDeliveredAfterTheWindow() {
        with("template-validity = 10 minutes");
        SendPermit permit = permit();
        Instant tooSoon = ContractClock.START.plus(Duration.ofMinutes(10)).minusNanos(1);

        SendAnswer answer = send(message(1, NUMBER, VALUES, null, tooSoon), permit);

        assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.TEMPORARY);
        assertThat(permit.state()).isEqualTo(SendPermit.State.WAITING);
        assertThat(whatsApp.provider.asked).hasValue(0);
        assertThat(send(message(2, NUMBER, VALUES, null, tooSoon.plusNanos(1)), permit()))
                .isInstanceOf(SendAnswer.HandedOver.class);
    }

    @Test
    void shouldSendByTheLendersOwnLine() {
        with("");
        DebtorKey other = new DebtorKey(new LenderId("bravo"), new DebtorId("debtor-1"));
        OutboundMessage plain = message(1, NUMBER, VALUES, null, VALID_UNTIL);
        send(
                new OutboundMessage(
                        dev.janji.domain.id.AttemptId.of(other, 1),
                        other,
                        plain.contactPoint(),
                        plain.address(),
                        "",
                        "A text",
                        "due-1",
                        Set.of(),
                        VALID_UNTIL,
                        VALID_UNTIL,
                        plain.wording()),
                permit());
        assertThat(whatsApp.provider.taken.get(0).line()).isEqualTo(WhatsAppBench.OWN_LINE);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 131026, INVALID_ADDRESS",
        "400, 131047, REJECTED",
        "400, 132001, REJECTED",
        "400, 132015, REJECTED",
        "400, 131049, REJECTED",
        "400, 100, REJECTED",
        "429, 130429, THROTTLED",
        "400, 80007, THROTTLED",
        "400, 131056, THROTTLED",
        "400, 131048, THROTTLED",
        "400, 4, THROTTLED",
        "401, 190, NOT_AUTHORISED",
        "401, 0, NOT_AUTHORISED",
        "403, 10, NOT_AUTHORISED",
        "403, 200, NOT_AUTHORISED",
        "403, 131031, NOT_AUTHORISED",
        "503, 131016, TEMPORARY",
        "503, 2, TEMPORARY",
        "500, 131000, UNKNOWN",
        "500, 1, UNKNOWN",
        "500, 999999, UNKNOWN",
        "400, 999999, REJECTED"
    })
    void shouldTellWhatTheProvidersCodesMean(int status, int code, String expected) {
        with("").provider.refuse("50", status, code);

        SendAnswer answer = send(message(1, "+62811000050", VALUES, null, VALID_UNTIL), permit());

        if (expected.equals("UNKNOWN")) {
            assertThat(answer).isInstanceOf(SendAnswer.Unknown.class);
        } else {
            assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.valueOf(expected));
            assertThat(((SendAnswer.Refused) answer).detail())
                    .contains(Integer.toString(code))
                    .doesNotContain("6281");
        }
    }

    @Test
    void shouldAskNobodyWhileTheProviderWantsUsToWait() {
        with("throttle-pause = 1 hour").provider.refuse("50", 429, 130_429);
        send(message(1, "+62811000050", VALUES, null, VALID_UNTIL), permit());
        SendPermit permit = permit();

        SendAnswer answer = send(message(2, NUMBER, VALUES, null, VALID_UNTIL), permit);

        assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.THROTTLED);
        assertThat(permit.state()).isEqualTo(SendPermit.State.WAITING);
        assertThat(whatsApp.provider.asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "62", "+62 811", "someone@example.com", "+0811000003"})
    void shouldNotAskForWhatIsNoNumber(String address) {
        with("");
        assertThat(ChannelPortContract.refusal(send(message(1, address, VALUES, null, VALID_UNTIL), permit())))
                .isEqualTo(RefusalReason.INVALID_ADDRESS);
        assertThat(whatsApp.provider.asked).hasValue(0);
    }

    @Test
    void shouldNotSendAgainWhatHasLeftThoughNobodyKnowsWhatBecameOfIt() {
        with("");
        OutboundMessage lost = message(1, ProviderBench.Behaviour.LOST_AFTER_ACCEPTANCE);
        send(lost, permit());
        whatsApp.restartAdapter();

        assertThat(send(lost, permit())).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(whatsApp.provider.taken).hasSize(1);
        assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.NeverSent.class);
    }

    @Test
    void shouldWriteNothingPersonalIntoItsLog() throws IOException {
        with("");
        send(message(1, NUMBER, VALUES, null, VALID_UNTIL), permit());
        try (Stream<Path> files = Files.list(folder.resolve("whatsapp"))) {
            List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList();
            assertThat(logs).hasSize(1);
            assertThat(Files.readString(logs.get(0)))
                    .contains("acme~debtor-1~1", "TAKEN")
                    .doesNotContain("62811000003", "Budi");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone-number-id = \"+62811\" | phone-number-id",
                "template-validity = 29 s | template-validity",
                "template-validity = 13 hours | template-validity",
                "url = \"http://graph.facebook.com/v23.0\" | url",
                "url = \"not an address\" | url",
                "app-secret = \"\" | app-secret",
                "app-secret-file = \"/nowhere/at/all\" | app-secret-file",
                "access-token = \"\" | access-token",
                "verify-token = \"\" | verify-token",
                "templates { due-1 = \"Due 1\" } | templates",
                "lenders { acme {} } | lenders.acme",
                "text-in-window = SOME | text-in-window",
                "kept-days = 0 | kept-days"
            })
    void shouldNameTheKeyThatIsWrong(String own, String key) {
        assertThatThrownBy(() -> WhatsAppBench.settings("http://127.0.0.1:1/v23.0", folder, own))
                .hasMessageContaining(key);
    }

    @Test
    void shouldKnowWhoseALineIsUnlessSeveralHaveIt() {
        WhatsAppSettings settings = WhatsAppBench.settings(
                "http://127.0.0.1:1",
                folder,
                "lenders { one { phone-number-id = 77777 }, two { phone-number-id = 88888 }, three { phone-number-id = 88888 } }");
        assertThat(settings.lenderAt("77777")).contains(new LenderId("one"));
        assertThat(settings.lenderAt("88888")).isEmpty();
        assertThat(settings.lenderAt(CloudServer.LINE)).isEmpty();
        assertThat(settings.isOurs("88888")).isTrue();
        assertThat(settings.isOurs("99999")).isFalse();
    }

    @Test
    void shouldSayNothingSecretOfItself() {
        assertThat(WhatsAppBench.settings("http://127.0.0.1:1", folder, "").toString())
                .doesNotContain(CloudServer.TOKEN, WhatsAppBench.SECRET, "verify-1");
    }
}
