package dev.janji.gateways.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.reply.ReadReply;
import dev.janji.domain.reply.ReplyReader;
import dev.janji.domain.reply.Wish;
import dev.janji.gateways.contract.ContractClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator on every channel of messages, by its shipped settings: endings, segments, outages, storms, and what people write back. */
final class SimulatedPeopleTest {
    private static final Instant VALID_UNTIL = ContractClock.START.plus(Duration.ofDays(40));
    private static final Duration LONG = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final ContractClock clock = new ContractClock();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final List<InboundMessage> written = new CopyOnWriteArrayList<>();
    private @Nullable SimulatedPort port;

    @AfterEach
    void stop() {
        if (port != null) {
            port.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "VOICE", mode = EnumSource.Mode.EXCLUDE)
    void shouldServeEveryChannelOfMessages(Channel channel) throws Exception {
        start(channel, "");
        assertThat(send(1, "+62899900")).isInstanceOf(SendAnswer.HandedOver.class);
        clock.pass(LONG);
        assertThat(outcomes).containsExactly("1 DELIVERED");
        assertThat(Files.readString(folder.resolve("sent.jsonl")))
                .contains("\"channel\":\"" + channel + "\"", "\"deliverUntil\":\"" + VALID_UNTIL + "\"")
                .doesNotContain("+62");
    }

    @ParameterizedTest
    @CsvSource({
        "99900, 1 DELIVERED",
        "99901, '1 DELIVERED,1 READ'",
        "99902, 1 UNDELIVERED",
        "99903, 1 BOUNCED",
        "99904, ''",
        "99905, 1 DELIVERED",
        "99906, '1 DELIVERED,1 DELIVERED'"
    })
    void shouldReportWhatTheEndingSays(String ending, String expected) {
        start(Channel.SMS, "");
        assertThat(send(1, "+628" + ending)).isInstanceOf(SendAnswer.HandedOver.class);
        clock.pass(LONG);
        assertThat(String.join(",", outcomes)).isEqualTo(expected);
        assertThat(written).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"99910, REJECTED", "99911, THROTTLED", "99912, INVALID_ADDRESS"})
    void shouldRefuseWhatTheEndingSays(String ending, RefusalReason reason) {
        start(Channel.PUSH, "");
        assertThat(((SendAnswer.Refused) send(1, "fcm:" + ending)).reason()).isEqualTo(reason);
        assertThat(port().sentCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"99913, 0", "99914, 1"})
    void shouldLoseWhatTheEndingSays(String ending, int sent) {
        start(Channel.EMAIL, "");
        assertThat(send(1, "client-" + ending + "@example.org")).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(port().sentCount()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "99920, PAID",
        "99921, WILL_PAY",
        "99922, DISPUTE",
        "99923, STOP",
        "99924, WRONG_PERSON",
        "99925, CALL_ME",
        "99926, HOW_MUCH",
        "99927, HOW_TO_PAY",
        "99928, OTHER",
        "99929, CALL_ME"
    })
    void shouldWriteBackWhatTheEndingSaysInTheLanguageOfTheMessage(String ending, Wish wish) throws Exception {
        start(Channel.WHATSAPP, "");
        send(1, "+628" + ending, "id");
        send(2, "+628" + ending, "en");
        clock.pass(LONG);
        assertThat(written).hasSize(2).allSatisfy(message -> {
            assertThat(read(message).wish()).isEqualTo(wish);
            assertThat(message.from()).isEqualTo("+628" + ending);
            assertThat(message.channel()).isEqualTo(Channel.WHATSAPP);
            assertThat(message.id()).matches("[a-z0-9-]{10,60}");
        });
        assertThat(written).extracting(InboundMessage::id).doesNotHaveDuplicates();
        assertThat(Files.readAllLines(folder.resolve("sent-replies.jsonl")))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("\"attempt\":\"1\"", "\"language\":\"id\""))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("{\"stored\":\"" + written.get(0).id() + "\"}"))
                .allSatisfy(line -> assertThat(line).doesNotContain("+62"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayNothingThatTheReaderTakesForSomethingElse(Writing says) {
        for (String language : List.of("id", "en")) {
            for (String text : says.textsIn(language)) {
                boolean isInvited = says == Writing.AGREES || says == Writing.UNCLEAR;
                ReadReply read = ReplyReader.read(text, LocalDate.of(2026, 4, 1).atTime(9, 0), isInvited);
                Wish expected = switch (says) {
                    case UNCLEAR -> Wish.OTHER;
                    case CALL_ME_AT, AGREES -> Wish.CALL_ME;
                    default -> Wish.valueOf(says.name());
                };
                assertThat(read.wish()).as(text).isEqualTo(expected);
                assertThat(says == Writing.UNCLEAR || read.isSure()).as(text).isTrue();
                assertThat(says != Writing.CALL_ME_AT || read.callAt() != null)
                        .as(text)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldLetThoseWhoAreInvitedToBeCalledBackWantThatMostly() {
        start(Channel.SMS, "script { reply = 1, invited = 0.7, replies { call-me = 0, call-me-at = 0 } }");
        OutboundMessage.Wording wording = new OutboundMessage.Wording("en", Map.of("name", "Client"), null);
        for (int i = 0; i < 1_000; i++) {
            send(i, "+62123", wording, i < 500 ? ReplyReader.INVITATION : "due-1");
        }
        clock.pass(LONG);

        assertThat(written).hasSizeGreaterThan(900);
        assertThat(written.stream().filter(SimulatedPeopleTest::isCallWanted))
                .as("of 500")
                .hasSizeBetween(300, 400)
                .allSatisfy(message -> assertThat(
                                Integer.parseInt(message.answers().attempt().value()))
                        .isLessThan(500));
    }

    private static boolean isCallWanted(InboundMessage message) {
        return ReplyReader.read(message.text(), LocalDate.of(2026, 4, 1).atTime(9, 0), true)
                        .intent()
                == Wish.CALL_ME.intent();
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "LETTER"})
    void shouldHearNobodyWhereNobodyCanWriteBack(Channel channel) {
        start(channel, "");
        send(1, "fcm:99920");
        clock.pass(LONG);
        assertThat(written).isEmpty();
        assertThat(outcomes).containsExactly("1 DELIVERED");
    }

    @Test
    void shouldWriteAgainWhatWasNotStored() {
        int[] failures = {2};
        start(Channel.SMS, "", message -> {
            if (failures[0]-- > 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("not now"));
            }
            written.add(message);
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        send(1, "+62899920");
        clock.pass(LONG);
        assertThat(written).hasSize(1);
    }

    @Test
    void shouldGiveADebtorTheSameSegmentOnEveryChannelAndEachSegmentItsShare() {
        SimulatorSettings sms =
                settings("segments { talkative { share = 0.2, reply = 1 }, gone { share = 0.1, bounced = 1 } }");
        int talkative = 0;
        int gone = 0;
        for (int i = 0; i < 10_000; i++) {
            DebtorKey debtor = new DebtorKey(new LenderId("acme"), new DebtorId("d-" + i));
            Script script = sms.scriptFor(debtor);
            talkative += script.replies().chance() == 1 ? 1 : 0;
            gone += script.receipts().bounced() == 1 ? 1 : 0;
            assertThat(sms.scriptFor("any address", debtor)).isSameAs(script);
        }
        assertThat(talkative).isBetween(1_800, 2_200);
        assertThat(gone).isBetween(850, 1_150);
    }

    @ParameterizedTest
    @CsvSource({"DOWN, Refused", "SILENT, Unknown", "THROTTLED, Refused"})
    void shouldTakeNothingInAnOutageAndAllAfterIt(String as, String answer) {
        start(
                Channel.SMS,
                "outages = [{ from = \"" + ContractClock.START + "\", lasts = 1 h, every = 24 h, as = " + as + " }]");
        assertThat(send(1, "+62899900").getClass().getSimpleName()).isEqualTo(answer);
        clock.pass(Duration.ofHours(1));
        assertThat(send(2, "+62899900")).isInstanceOf(SendAnswer.HandedOver.class);
        clock.pass(Duration.ofHours(23));
        assertThat(send(3, "+62899900").getClass().getSimpleName()).isEqualTo(answer);
        assertThat(port().sentCount()).isEqualTo(1);
    }

    @Test
    void shouldBringEverythingAtOnceAtTheEndOfAStorm() {
        List<Instant> when = new ArrayList<>();
        start(Channel.SMS, "storms = [{ from = \"" + ContractClock.START + "\", lasts = 12 h }]", message -> {
            when.add(clock.instant());
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        for (int i = 0; i < 50; i++) {
            send(i, "+62899920");
        }
        clock.pass(Duration.ofHours(12).minusMillis(1));
        assertThat(outcomes).isEmpty();
        assertThat(when).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(outcomes).hasSize(50);
        assertThat(when).hasSize(50).containsOnly(ContractClock.START.plus(Duration.ofHours(12)));
    }

    @Test
    void shouldTakeWordsOfAPersonOnWhatsAppOnlyForADayAfterTheDebtorWrote() {
        start(Channel.WHATSAPP, "");
        assertThat(((SendAnswer.Refused) answer(1, null)).reason()).isEqualTo(RefusalReason.REJECTED);
        assertThat(answer(2, clock.instant().minus(Duration.ofHours(24)))).isInstanceOf(SendAnswer.Refused.class);
        assertThat(answer(3, clock.instant().minus(Duration.ofHours(23)))).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(port().sentCount()).isEqualTo(1);
    }

    private static ReadReply read(InboundMessage message) {
        return ReplyReader.read(message.text(), LocalDate.of(2026, 4, 1));
    }

    private SimulatorSettings settings(String own) {
        Config shipped =
                ConfigFactory.parseResources("reference.conf").resolve().getConfig("janji.gateways.simulator");
        return SimulatorSettings.from(
                ConfigFactory.parseString(own + "\nlog = \"" + folder.resolve("sent.jsonl") + "\"")
                        .withFallback(shipped));
    }

    private void start(Channel channel, String own) {
        start(channel, own, message -> {
            written.add(message);
            return CompletableFuture.completedFuture(Done.getInstance());
        });
    }

    private void start(Channel channel, String own, InboundListener inbound) {
        port = SimulatedPort.start(
                channel,
                settings(own),
                clock,
                (debtor, attempt, receipt) -> {
                    outcomes.add(attempt + " " + receipt.outcome());
                    return CompletableFuture.completedFuture(Done.getInstance());
                },
                inbound);
    }

    private SimulatedPort port() {
        assertThat(port).isNotNull();
        return port;
    }

    private SendAnswer send(int number, String address) {
        return send(number, address, "id");
    }

    private SendAnswer send(int number, String address, String language) {
        return send(number, address, new OutboundMessage.Wording(language, Map.of("name", "Client"), null));
    }

    private SendAnswer answer(int number, @Nullable Instant writtenAt) {
        return send(number, "+62899900", new OutboundMessage.Wording("id", Map.of(), writtenAt));
    }

    private SendAnswer send(int number, String address, OutboundMessage.Wording wording) {
        return send(number, address, wording, "due-1");
    }

    private SendAnswer send(int number, String address, OutboundMessage.Wording wording, String template) {
        OutboundMessage message = new OutboundMessage(
                new AttemptId(String.valueOf(number)),
                new DebtorKey(new LenderId("acme"), new DebtorId("debtor-1")),
                new ContactPointId("cp-1"),
                address,
                "",
                "A text",
                template,
                Set.of("plan-1"),
                VALID_UNTIL,
                VALID_UNTIL,
                wording);
        return port().send(message, new SendPermit(clock, VALID_UNTIL, () -> false))
                .toCompletableFuture()
                .join();
    }
}
