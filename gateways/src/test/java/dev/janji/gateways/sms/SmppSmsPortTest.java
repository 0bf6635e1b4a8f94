package dev.janji.gateways.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import dev.janji.gateways.sms.SmppProvider.Taken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SmppSmsPortTest implements ChannelPortContract {
    private static final String DEBTOR_NUMBER = "+62811000003";

    @TempDir
    Path folder;

    private SmppBench sms;

    @Override
    public ProviderBench bench() {
        return with("");
    }

    private SmppBench with(String own) {
        if (sms == null) {
            sms = new SmppBench(folder, own);
        }
        return sms;
    }

    @AfterEach
    void stop() {
        if (sms != null) {
            sms.close();
        }
    }

    /** What SMPP cannot be asked, our own log knows. */
    @Override
    @Test
    public void shouldAnswerLookUpsFromBeforeWhenRestarted() {
        send(message(1, Behaviour.ACCEPTS), permit());
        send(message(3, Behaviour.REFUSES), permit());
        with("").restartAdapter();
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
        assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.NeverSent.class);
        assertThat(lookUp(3)).isInstanceOf(LookUpAnswer.NeverSent.class);
    }

    @Test
    void shouldNotBeSureOfWhatIsNotInTheLogWhenOtherServersSend() {
        with("other-servers-send = on");
        assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.CannotTell.class);
    }

    @Test
    void shouldWriteWhatTheProviderMustKnow() {
        with("longest-validity = 12 hours");
        Answers.get(sms.port().send(text(1, "Yth. Ibu, angsuran [3] jatuh tempo €5"), permit()));
        SubmitSm message = only().message();
        assertThat(message.getDestAddress().getAddress()).isEqualTo("62811000003");
        assertThat(message.getDestAddress().getTon()).isEqualTo((byte) 1);
        assertThat(message.getDestAddress().getNpi()).isEqualTo((byte) 1);
        assertThat(message.getSourceAddress().getAddress()).isEqualTo("12345");
        assertThat(message.getSourceAddress().getTon()).isEqualTo((byte) 3);
        assertThat(message.getRegisteredDelivery()).isEqualTo((byte) 1);
        assertThat(message.getDataCoding()).isEqualTo((byte) 0);
        assertThat(message.getEsmClass()).isZero();
        assertThat(message.getValidityPeriod()).isEqualTo("000000013000000R");
        assertThat(Gsm7.decode(message.getShortMessage())).isEqualTo("Yth. Ibu, angsuran [3] jatuh tempo €5");
    }

    @Test
    void shouldLetNoProviderDeliverAfterTheWindowWhenItsOwnLimitIsLater() {
        with("validity = ABSOLUTE");
        Answers.get(sms.port().send(text(1, "Halo"), permit()));
        assertThat(only().message().getValidityPeriod()).isEqualTo("260302023000000+");
    }

    @Test
    void shouldKeepNoMessageLongerThanAllowedWhenTheWindowIsLong() {
        with("longest-validity = 1 hour");
        Answers.get(sms.port().send(text(1, "Halo"), permit()));
        assertThat(only().message().getValidityPeriod()).isEqualTo("000000010000000R");
    }

    @Test
    void shouldCutALongTextAndAskForTheFateOfItsLastSegment() {
        String body = "0123456789".repeat(40);
        SendAnswer answer = Answers.get(with("").port().send(text(1, body), permit()));
        assertThat(answer).isInstanceOf(SendAnswer.HandedOver.class);
        List<SubmitSm> segments =
                sms.provider().taken.stream().map(Taken::message).toList();
        assertThat(segments).hasSize(3);
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            SubmitSm segment = segments.get(i);
            byte[] content = segment.getShortMessage();
            assertThat(segment.getEsmClass()).isEqualTo((byte) 0x40);
            assertThat(content).startsWith(5, 0, 3, content[3], 3, i + 1);
            assertThat(content[3]).isEqualTo(segments.get(0).getShortMessage()[3]);
            assertThat(segment.getRegisteredDelivery()).isEqualTo((byte) (i == 2 ? 1 : 2));
            joined.append(SmsText.read((byte) 0, content, true));
        }
        assertThat(joined).hasToString(body);
    }

    @Test
    void shouldCountAsSentWhatLeftInPart() {
        with("").provider().refusedSegment = 2;
        SendAnswer answer = Answers.get(sms.port().send(text(1, "0123456789".repeat(40)), permit()));
        assertThat(answer).isEqualTo(new SendAnswer.Unknown("2 of 3 segments were taken, then SMPP status 0x00000058"));
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
    }

    @Test
    void shouldLeaveTheCuttingToTheProviderWhenItCanDoThat() {
        String body = "Selamat pagi 😀 ".repeat(10);
        Answers.get(with("long-messages = PAYLOAD").port().send(text(1, body), permit()));
        Taken taken = only();
        assertThat(taken.message().getShortMessageLength()).isZero();
        assertThat(taken.message().getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(taken.payload(), StandardCharsets.UTF_16BE)).isEqualTo(body);
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        SendAnswer answer = Answers.get(with("most-segments = 2").port().send(text(1, "x".repeat(307)), permit()));
        assertThat(answer)
                .isEqualTo(new SendAnswer.Refused(
                        RefusalReason.REJECTED, "the text needs 3 segments, and most-segments is 2"));
        assertThat(sms.provider().taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0811000003", "+62", "12345", "BANK", "+62811000003;1", "+62 811 000003"})
    void shouldRefuseWhatIsNoNumberInInternationalForm(String number) {
        SendAnswer answer = Answers.get(with("").port().send(to(1, number, "Halo"), permit()));
        assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.INVALID_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0B, INVALID_ADDRESS",
        "0x14, THROTTLED",
        "0x58, THROTTLED",
        "0x08, TEMPORARY",
        "0x64, TEMPORARY",
        "0x45, REJECTED",
        "0x04, NOT_AUTHORISED"
    })
    void shouldSayWhyWhenTheProviderRefuses(String status, RefusalReason reason) {
        with("").provider().refuse("77", Integer.decode(status));
        SendAnswer answer = Answers.get(sms.port().send(to(1, "+62811000077", "Halo"), permit()));
        assertThat(ChannelPortContract.refusal(answer)).isEqualTo(reason);
        assertThat(answer.toString()).doesNotContain("62811");
    }

    @Test
    void shouldNotBeSureWhenTheProviderNamesAnErrorThatSaysNothing() {
        with("").provider().refuse("77", 0xFF);
        assertThat(Answers.get(sms.port().send(to(1, "+62811000077", "Halo"), permit())))
                .isInstanceOf(SendAnswer.Unknown.class);
    }

    @Test
    void shouldSayUnknownAndKeepTheConnectionWhenTheProviderIsSilent() {
        // Long enough for an answer that comes on a machine that is busy.
        with("answer-timeout = 3 s");
        assertThat(Answers.get(sms.port().send(to(1, "+62811000095", "Halo"), permit())))
                .isInstanceOf(SendAnswer.Unknown.class);
        assertThat(send(message(2, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(sms.provider().binds).hasValue(1);
    }

    @Test
    void shouldWaitForAShortLossOfTheConnectionAndSendOnce() {
        with("wait-for-link = 20 s");
        send(message(1, Behaviour.ACCEPTS), permit());
        sms.provider().drop();
        Answers.await(
                "the loss to be seen",
                () -> !sms.port().isUp() || sms.provider().binds.get() > 1);
        assertThat(send(message(2, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(sms.taken(ChannelPortContract.attempt(2))).isEqualTo(1);
    }

    @Test
    void shouldSayNotAuthorisedWhenTheProviderRefusesUs() {
        with("password = wrong, wait-for-link = 0 s");
        Answers.await(
                "the provider's no",
                () -> ChannelPortContract.refusal(send(message(1, Behaviour.ACCEPTS), permit()))
                        == RefusalReason.NOT_AUTHORISED);
        assertThat(sms.port().isUp()).isFalse();
    }

    @Test
    void shouldFindOutThatTheProviderIsGoneWhenItAnswersNoEnquiry() {
        with("heartbeat = 100 ms, answer-timeout = 200 ms");
        Answers.await("an enquiry", () -> sms.provider().enquiries.get() > 0);
        sms.provider().answersEnquiries = false;
        Answers.await("another bind", () -> sms.provider().binds.get() > 1);
        sms.provider().answersEnquiries = true;
    }

    @Test
    void shouldPauseAndGoOnWhenTheProviderSaysThatItIsTooMuch() {
        with("");
        List<CompletionStage<SendAnswer>> answers = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            answers.add(sms.port().send(message(i, i == 1 ? Behaviour.THROTTLES : Behaviour.ACCEPTS), permit()));
        }
        assertThat(ChannelPortContract.refusal(Answers.get(answers.get(0)))).isEqualTo(RefusalReason.THROTTLED);
        answers.subList(1, 10)
                .forEach(answer -> assertThat(Answers.get(answer)).isInstanceOf(SendAnswer.HandedOver.class));
    }

    @Test
    void shouldKeepOneSourceAndOneConnectionForLendersThatDifferInTheSourceOnly() {
        with("lenders { acme { source = \"ACME Bank\" } }");
        send(message(1, Behaviour.ACCEPTS), permit());
        assertThat(only().message().getSourceAddress().getAddress()).isEqualTo("ACME Bank");
        assertThat(only().message().getSourceAddress().getTon()).isEqualTo((byte) 5);
        assertThat(sms.provider().binds).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, DELIVERED",
        "EXPIRED, UNDELIVERED",
        "UNDELIV, UNDELIVERED",
        "REJECTD, UNDELIVERED",
        "DELETED, UNDELIVERED",
        "UNKNOWN, UNKNOWN",
        "SOMETHING, UNKNOWN"
    })
    void shouldBringTheReceiptToItsAttempt(String state, Outcome outcome) {
        with("");
        send(message(1, Behaviour.ACCEPTS), permit());
        assertThat(deliver(SmppProvider.receipt(only(), only().id(), state))).isZero();
        sms.awaitReceipts(1);
        assertThat(sms.receipts.get(0).attempt()).isEqualTo(ChannelPortContract.attempt(1));
        assertThat(sms.receipts.get(0).debtor()).isEqualTo(DEBTOR);
        assertThat(sms.receipts.get(0).receipt().outcome()).isEqualTo(outcome);
        assertThat(sms.receipts.get(0).receipt().at()).isEqualTo(ContractClock.START);
    }

    @Test
    void shouldReadAReceiptFromItsParametersWhenTheTextSaysNothing() throws Exception {
        with("");
        send(message(1, Behaviour.ACCEPTS), permit());
        DeliverSm receipt = SmppProvider.receipt(only(), "", "");
        receipt.setShortMessage(new byte[0]);
        receipt.addOptionalParameter(
                new Tlv(SmppConstants.TAG_RECEIPTED_MSG_ID, (only().id() + "\0").getBytes(StandardCharsets.US_ASCII)));
        receipt.addOptionalParameter(new Tlv(SmppConstants.TAG_MSG_STATE, new byte[] {5}));
        deliver(receipt);
        sms.awaitReceipts(1);
        assertThat(sms.receipts.get(0).receipt().outcome()).isEqualTo(Outcome.UNDELIVERED);
    }

    @Test
    void shouldGiveTheSameIdToAReceiptThatComesTwice() {
        with("");
        send(message(1, Behaviour.ACCEPTS), permit());
        deliver(SmppProvider.receipt(only(), only().id(), "DELIVRD"));
        deliver(SmppProvider.receipt(only(), only().id(), "DELIVRD"));
        sms.awaitReceipts(2);
        assertThat(sms.receipts.get(0).receipt().id())
                .isEqualTo(sms.receipts.get(1).receipt().id());
    }

    @Test
    void shouldBringAReceiptThatComesAfterARestart() {
        with("");
        send(message(1, Behaviour.ACCEPTS), permit());
        sms.restartAdapter();
        deliver(SmppProvider.receipt(only(), only().id(), "DELIVRD"));
        sms.awaitReceipts(1);
        assertThat(sms.receipts.get(0).attempt()).isEqualTo(ChannelPortContract.attempt(1));
    }

    @Test
    void shouldBringAReceiptThatComesDaysLater() {
        with("");
        send(message(1, Behaviour.ACCEPTS), permit());
        sms.clock().moveTo(ContractClock.START.plus(Duration.ofDays(2)));
        send(withUntil(message(2, Behaviour.ACCEPTS)), permitUntil());
        deliver(SmppProvider.receipt(sms.provider().taken.get(0), "1", "DELIVRD"));
        sms.awaitReceipts(1);
        assertThat(sms.receipts.get(0).attempt()).isEqualTo(ChannelPortContract.attempt(1));
    }

    @Test
    void shouldBringAReceiptThatComesBeforeTheAnswer() {
        with("").provider().onTaken = (session, taken) -> {
            try {
                session.sendRequestPdu(SmppProvider.receipt(taken, taken.id(), "DELIVRD"), 10_000, false);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(send(message(1, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        sms.awaitReceipts(1);
        assertThat(sms.receipts.get(0).attempt()).isEqualTo(ChannelPortContract.attempt(1));
    }

    @Test
    void shouldSettleADoubtWhenTheReceiptBringsTheReferenceBack() throws Exception {
        with("");
        assertThat(send(message(1, Behaviour.LOST_AFTER_ACCEPTANCE), permit())).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.CannotTell.class);
        Answers.await("another bind", () -> sms.port().isUp());
        DeliverSm receipt = SmppProvider.receipt(only(), only().id(), "DELIVRD");
        receipt.addOptionalParameter(only().message().getOptionalParameter(SmppConstants.TAG_USER_MESSAGE_REFERENCE));
        deliver(receipt);
        sms.awaitReceipts(1);
        assertThat(sms.receipts.get(0).attempt()).isEqualTo(ChannelPortContract.attempt(1));
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
    }

    @Test
    void shouldSettleADoubtWhenTheReceiptCameWhileTheAnswerWasAwaited() throws Exception {
        with("answer-timeout = 3 s");
        CompletionStage<SendAnswer> answer = sms.port().send(to(1, "+62811000095", "Halo"), permit());
        Answers.await("the message at the provider", () -> sms.provider().taken.size() == 1);
        DeliverSm receipt = SmppProvider.receipt(only(), only().id(), "DELIVRD");
        receipt.addOptionalParameter(only().message().getOptionalParameter(SmppConstants.TAG_USER_MESSAGE_REFERENCE));
        deliver(receipt);

        assertThat(Answers.get(answer)).isInstanceOf(SendAnswer.Unknown.class);

        sms.awaitReceipts(1);
        assertThat(sms.receipts.get(0).attempt()).isEqualTo(ChannelPortContract.attempt(1));
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
    }

    @Test
    void shouldUnderstandAProviderThatCountsInTwoWays() {
        with("receipt-ids = DECIMAL").provider().ids.set(0x1F);
        send(message(1, Behaviour.ACCEPTS), permit());
        assertThat(only().id()).isEqualTo("32");
        deliver(SmppProvider.receipt(only(), Integer.toString(0x32), "DELIVRD"));
        sms.awaitReceipts(1);
    }

    @Test
    void shouldBringAReceiptAgainUntilItIsStored() {
        with("").debtors =
                (debtor, attempt, receipt) -> CompletableFuture.failedFuture(new IllegalStateException("away"));
        send(message(1, Behaviour.ACCEPTS), permit());
        deliver(SmppProvider.receipt(only(), only().id(), "DELIVRD"));
        sms.awaitReceipts(1);
        sms.debtors = (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance());
        sms.clock().pass(Duration.ofMinutes(1));
        sms.awaitReceipts(2);
        assertThat(sms.clock().openHolds()).isZero();
    }

    @Test
    void shouldBringAReceiptAgainAfterARestart() {
        with("").debtors =
                (debtor, attempt, receipt) -> CompletableFuture.failedFuture(new IllegalStateException("away"));
        send(message(1, Behaviour.ACCEPTS), permit());
        deliver(SmppProvider.receipt(only(), only().id(), "DELIVRD"));
        sms.awaitReceipts(1);
        sms.restartAdapter();
        sms.awaitReceipts(2);
        assertThat(sms.receipts.get(1).receipt()).isEqualTo(sms.receipts.get(0).receipt());
    }

    @Test
    void shouldAcknowledgeAReceiptOfNobodyAndBringNothing() {
        with("");
        send(message(1, Behaviour.ACCEPTS), permit());
        assertThat(deliver(SmppProvider.receipt(only(), "4711", "DELIVRD"))).isZero();
        assertThat(deliver(SmppProvider.receipt(only(), "", ""))).isZero();
        assertThat(deliver(SmppProvider.receipt(only(), only().id(), "ENROUTE")))
                .isZero();
        assertThat(sms.receipts).isEmpty();
    }

    @Test
    void shouldBringAReplyWithTheAttemptThatItAnswers() {
        with("");
        send(message(1, Behaviour.ACCEPTS), permit());
        byte[] written = "Besok saya bayar 😀".getBytes(StandardCharsets.UTF_16BE);
        assertThat(deliver(SmppProvider.text("62811000003", "12345", (byte) 8, written)))
                .isZero();
        assertThat(sms.inbound).hasSize(1);
        assertThat(sms.inbound.get(0).text()).isEqualTo("Besok saya bayar 😀");
        assertThat(sms.inbound.get(0).from()).isEqualTo(DEBTOR_NUMBER);
        assertThat(sms.inbound.get(0).lender()).isNull();
        assertThat(sms.inbound.get(0).answers()).isNotNull();
        assertThat(sms.inbound.get(0).answers().attempt()).isEqualTo(ChannelPortContract.attempt(1));
        assertThat(sms.inbound.get(0).answers().contactPoint()).isEqualTo(new ContactPointId("cp-1"));
        assertThat(sms.inbound.get(0).toString()).doesNotContain("62811").doesNotContain("Besok");
    }

    @Test
    void shouldBringAReplyOfSomebodyWhomNobodyWroteTo() {
        with("lenders { acme { source = \"54321\" } }");
        assertThat(deliver(SmppProvider.text(
                        "62811999999", "54321", (byte) 0, "STOP".getBytes(StandardCharsets.US_ASCII))))
                .isZero();
        assertThat(sms.inbound.get(0).answers()).isNull();
        assertThat(sms.inbound.get(0).lender()).isEqualTo(DEBTOR.lender());
    }

    @Test
    void shouldLeaveAReplyWithTheProviderUntilItIsStored() {
        with("").readers = message -> CompletableFuture.failedFuture(new IllegalStateException("away"));
        DeliverSm reply =
                SmppProvider.text("62811000003", "12345", (byte) 0, "STOP".getBytes(StandardCharsets.US_ASCII));
        assertThat(deliver(reply)).isEqualTo(CommandStatus.COME_AGAIN);
        sms.readers = message -> CompletableFuture.completedFuture(Done.getInstance());
        reply.removeSequenceNumber();
        assertThat(deliver(reply)).isZero();
        assertThat(sms.inbound).hasSize(2);
        assertThat(sms.inbound.get(0).id()).isEqualTo(sms.inbound.get(1).id());
    }

    private int deliver(DeliverSm message) {
        return sms.provider().deliver(message);
    }

    private Taken only() {
        assertThat(sms.provider().taken).hasSize(1);
        return sms.provider().taken.get(0);
    }

    private OutboundMessage text(int number, String body) {
        return to(number, DEBTOR_NUMBER, body);
    }

    private static OutboundMessage to(int number, String address, String body) {
        return new OutboundMessage(
                ChannelPortContract.attempt(number),
                DEBTOR,
                new ContactPointId("cp-1"),
                address,
                "",
                body,
                "due-1",
                Set.of("plan-1"),
                VALID_UNTIL,
                ContractClock.START.plus(Duration.ofMinutes(90)));
    }

    private OutboundMessage withUntil(OutboundMessage message) {
        Instant until = sms.clock().instant().plusSeconds(30);
        DebtorKey debtor = message.debtor();
        return new OutboundMessage(
                message.attempt(),
                debtor,
                message.contactPoint(),
                message.address(),
                "",
                message.body(),
                message.template(),
                message.strategies(),
                until);
    }

    private SendPermit permitUntil() {
        return new SendPermit(sms.clock(), sms.clock().instant().plusSeconds(30), () -> false);
    }
}
