package dev.janji.gateways.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.channel.Webhook.Answer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhatsAppWebhookTest {
    private static final AttemptId ATTEMPT = ChannelPortContract.attempt(7);
    private static final long SAID = ContractClock.START.getEpochSecond() - 5;

    @TempDir
    Path folder;

    private WhatsAppBench whatsApp;

    @BeforeEach
    void start() {
        whatsApp = new WhatsAppBench(folder, "");
    }

    @AfterEach
    void close() {
        whatsApp.close();
    }

    @Test
    void shouldAnswerTheChallengeOnlyToWhoKnowsTheToken() {
        assertThat(challenged("subscribe", "verify-1", "1158201444")).contains("1158201444");
        assertThat(challenged("subscribe", "verify-2", "1158201444")).isEmpty();
        assertThat(challenged("unsubscribe", "verify-1", "1158201444")).isEmpty();
        assertThat(challenged("subscribe", "verify-1", "<script>")).isEmpty();
    }

    private Optional<String> challenged(String mode, String token, String challenge) {
        Map<String, String> query = Map.of("hub.mode", mode, "hub.verify_token", token, "hub.challenge", challenge);
        return whatsApp.port().webhook().challenged(name -> Optional.ofNullable(query.get(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=00", "sha1=00", "nonsense"})
    void shouldTakeNothingThatIsNotSigned(String signature) {
        byte[] body = status("delivered", ATTEMPT.value(), 0).getBytes(StandardCharsets.UTF_8);

        assertThat(whatsApp.bring(body, signature)).isEqualTo(Answer.NOT_GENUINE);

        assertThat(whatsApp.receipts).isEmpty();
    }

    @Test
    void shouldTakeNothingThatWasChangedAfterItWasSigned() {
        byte[] body = status("delivered", ATTEMPT.value(), 0).getBytes(StandardCharsets.UTF_8);
        String signature = new WebhookSignature(WhatsAppBench.SECRET).of(body);
        body[body.length - 1] = '\n';

        assertThat(whatsApp.bring(body, signature)).isEqualTo(Answer.NOT_GENUINE);
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, 0, DELIVERED",
        "read, 0, READ",
        "failed, 131026, BOUNCED",
        "failed, 131047, UNDELIVERED",
        "failed, 131053, UNDELIVERED"
    })
    void shouldTellTheDebtorWhatBecameOfTheAttempt(String status, int code, Outcome outcome) {
        assertThat(whatsApp.bring(status(status, ATTEMPT.value(), code))).isEqualTo(Answer.KEPT);

        assertThat(whatsApp.receipts).singleElement().satisfies(brought -> {
            assertThat(brought.debtor()).isEqualTo(ChannelPortContract.DEBTOR);
            assertThat(brought.attempt()).isEqualTo(ATTEMPT);
            assertThat(brought.receipt().outcome()).isEqualTo(outcome);
            assertThat(brought.receipt().at()).isEqualTo(Instant.ofEpochSecond(SAID));
        });
    }

    @Test
    void shouldGiveTheSameIdToTheSameStatus() {
        whatsApp.bring(status("read", ATTEMPT.value(), 0));
        whatsApp.bring(status("delivered", ATTEMPT.value(), 0));
        whatsApp.bring(status("read", ATTEMPT.value(), 0));

        assertThat(whatsApp.receipts)
                .extracting(brought -> brought.receipt().id())
                .hasSize(3)
                .satisfies(ids -> {
                    assertThat(ids.get(0)).isEqualTo(ids.get(2));
                    assertThat(ids.get(0)).isNotEqualTo(ids.get(1));
                });
    }

    @Test
    void shouldFindTheAttemptByTheLogWhenItsOpaqueDataIsMissing() {
        sent(1, "+62811000003");
        String id = whatsApp.provider.taken.get(0).id();

        whatsApp.bring(status("delivered", "somebody else's", 0).replace("wamid.X", id));

        assertThat(whatsApp.receipts)
                .singleElement()
                .satisfies(brought -> assertThat(brought.attempt()).isEqualTo(ChannelPortContract.attempt(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no~number~x", "~~1", "acme~1", "acme~debtor 1~2", "7"})
    void shouldAcknowledgeWhatIsNotOurs(String ours) {
        assertThat(whatsApp.bring(status("delivered", ours, 0))).isEqualTo(Answer.KEPT);
        assertThat(whatsApp.receipts).isEmpty();
    }

    @Test
    void shouldKeepWhatIsOnItsWayToTheProviderWithoutAReceipt() {
        assertThat(whatsApp.bring(status("sent", ATTEMPT.value(), 0))).isEqualTo(Answer.KEPT);
        assertThat(whatsApp.bring(status("deleted", ATTEMPT.value(), 0))).isEqualTo(Answer.KEPT);
        assertThat(whatsApp.receipts).isEmpty();
    }

    @Test
    void shouldAskTheProviderToComeAgainUntilAllOfItIsStored() {
        String both = call("\"statuses\":[" + oneStatus("delivered", ATTEMPT.value(), 0) + "],\"messages\":["
                + oneText("text", "\"text\":{\"body\":\"STOP\"}") + "]");
        whatsApp.debtors = (debtor, attempt, receipt) -> CompletableFuture.failedFuture(new IllegalStateException());

        assertThat(whatsApp.bring(both)).isEqualTo(Answer.COME_AGAIN);

        whatsApp.debtors =
                (debtor, attempt, receipt) -> CompletableFuture.completedFuture(org.apache.pekko.Done.getInstance());
        whatsApp.readers = message -> {
            throw new IllegalStateException("not now");
        };
        assertThat(whatsApp.bring(both)).isEqualTo(Answer.COME_AGAIN);

        whatsApp.readers = message -> CompletableFuture.completedFuture(org.apache.pekko.Done.getInstance());
        assertThat(whatsApp.bring(both)).isEqualTo(Answer.KEPT);
        assertThat(whatsApp.inbound)
                .extracting(InboundMessage::id)
                .hasSize(3)
                .containsOnly(whatsApp.inbound.get(0).id());
        assertThat(whatsApp.clock().openHolds()).isZero();
    }

    @Test
    void shouldBringWhatTheDebtorWroteWithTheNewestAttemptToTheNumber() {
        sent(1, "+62811000003");
        sent(2, "+62811000003");

        assertThat(whatsApp.bring(text("text", "\"text\":{\"body\":\"Saya bayar besok\"}")))
                .isEqualTo(Answer.KEPT);

        assertThat(whatsApp.inbound).singleElement().satisfies(message -> {
            assertThat(message.channel()).isEqualTo(Channel.WHATSAPP);
            assertThat(message.lender()).isNull();
            assertThat(message.from()).isEqualTo("+62811000003");
            assertThat(message.to()).isEqualTo("+15550783881");
            assertThat(message.text()).isEqualTo("Saya bayar besok");
            assertThat(message.at()).isEqualTo(Instant.ofEpochSecond(SAID));
            assertThat(message.id()).matches("wa-[0-9a-f]{32}");
            assertThat(message.answers()).isNotNull();
            assertThat(message.answers().attempt()).isEqualTo(ChannelPortContract.attempt(2));
            assertThat(message.answers().contactPoint()).isEqualTo(new ContactPointId("cp-1"));
        });
    }

    @Test
    void shouldBringItWithTheMessageThatTheDebtorAnswers() {
        sent(1, "+62811000003");
        sent(2, "+62811000003");
        String first = whatsApp.provider.taken.get(0).id();

        whatsApp.bring(
                text("text", "\"context\":{\"from\":\"1\",\"id\":\"" + first + "\"},\"text\":{\"body\":\"ya\"}"));

        assertThat(whatsApp.inbound.get(0).answers().attempt()).isEqualTo(ChannelPortContract.attempt(1));
    }

    @Test
    void shouldNotTakeItForAnAnswerToAnotherLine() {
        sent(1, "+62811000003");

        whatsApp.bring(text("text", "\"text\":{\"body\":\"STOP\"}").replace(CloudServer.LINE, WhatsAppBench.OWN_LINE));

        assertThat(whatsApp.inbound).singleElement().satisfies(message -> {
            assertThat(message.lender()).isEqualTo(new LenderId("bravo"));
            assertThat(message.answers()).isNull();
        });
    }

    @Test
    void shouldLeaveWhatCameInOnALineThatIsNotOurs() {
        assertThat(whatsApp.bring(
                        text("text", "\"text\":{\"body\":\"STOP\"}").replace(CloudServer.LINE, "999999999999999")))
                .isEqualTo(Answer.KEPT);
        assertThat(whatsApp.inbound).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "button | \"button\":{\"payload\":\"p\",\"text\":\"STOP\"} | STOP",
                "interactive | \"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"1\",\"title\":\"Ya\"}} | Ya",
                "interactive | \"interactive\":{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"1\",\"title\":\"Besok\"}} | Besok",
                "image | \"image\":{\"id\":\"1\",\"caption\":\"bukti\"} | bukti",
                "audio | \"audio\":{\"id\":\"1\",\"voice\":true} | ",
                "sticker | \"sticker\":{\"id\":\"1\"} | ",
                "image | \"image\":{\"id\":\"1\"} | ",
                "reaction | \"reaction\":{\"emoji\":\"x\"} | ",
                "unsupported | \"errors\":[{\"code\":131051}] | ",
                "newly-invented | \"text\":{\"body\":\"no\"} | "
            })
    void shouldReadWhatHasWordsAndCountTheRest(String type, String content, String expected) {
        assertThat(whatsApp.bring(text(type, content))).isEqualTo(Answer.KEPT);
        if (expected == null) {
            assertThat(whatsApp.inbound).isEmpty();
        } else {
            assertThat(whatsApp.inbound).extracting(InboundMessage::text).containsExactly(expected);
        }
    }

    @Test
    void shouldNotTakeATimeThatIsYetToCome() {
        long later = ContractClock.START.plus(Duration.ofDays(1)).getEpochSecond();
        whatsApp.bring(text("text", "\"text\":{\"body\":\"ya\"}").replace(Long.toString(SAID), Long.toString(later)));
        assertThat(whatsApp.inbound.get(0).at()).isEqualTo(ContractClock.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "{",
                "{}",
                "{\"object\":\"page\",\"entry\":[]}",
                "{\"object\":\"whatsapp_business_account\"}"
            })
    void shouldRefuseWhatItCannotRead(String body) {
        assertThat(whatsApp.bring(body)).isEqualTo(Answer.MALFORMED);
    }

    private void sent(int number, String to) {
        OutboundMessage message = new OutboundMessage(
                ChannelPortContract.attempt(number),
                ChannelPortContract.DEBTOR,
                new ContactPointId("cp-1"),
                to,
                "",
                "A text",
                "due-1",
                Set.of(),
                ChannelPortContract.VALID_UNTIL,
                ChannelPortContract.VALID_UNTIL,
                new OutboundMessage.Wording("id", Map.of("name", "Budi"), null));
        Answers.get(whatsApp.port()
                .send(message, new SendPermit(whatsApp.clock(), ChannelPortContract.VALID_UNTIL, () -> false)));
    }

    static String status(String status, String ours, int code) {
        return call("\"statuses\":[" + oneStatus(status, ours, code) + "]");
    }

    static String text(String type, String content) {
        return call("\"contacts\":[{\"profile\":{\"name\":\"Budi\"},\"wa_id\":\"62811000003\"}],\"messages\":["
                + oneText(type, content) + "]");
    }

    private static String oneStatus(String status, String ours, int code) {
        String errors = code == 0 ? "" : ",\"errors\":[{\"code\":" + code + ",\"title\":\"no\"}]";
        return "{\"id\":\"wamid.X\",\"status\":\"" + status + "\",\"timestamp\":\"" + SAID
                + "\",\"recipient_id\":\"62811000003\",\"biz_opaque_callback_data\":\"" + ours + "\"" + errors + "}";
    }

    private static String oneText(String type, String content) {
        return "{\"from\":\"62811000003\",\"id\":\"wamid.IN\",\"timestamp\":\"" + SAID + "\",\"type\":\"" + type + "\","
                + content + "}";
    }

    static String call(String value) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":"
                + "{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"1 555-078-3881\",\"phone_number_id\":\""
                + CloudServer.LINE + "\"}," + value + "}}]}]}";
    }
}
