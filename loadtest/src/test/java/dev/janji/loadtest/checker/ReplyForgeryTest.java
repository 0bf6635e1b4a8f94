package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.ReplyIntent;
import dev.janji.protocols.journal.v1.ReplyReceived;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forged histories of what debtors write to the house, and of what may still be delivered: one good, the others each bad in one way. */
final class ReplyForgeryTest {
    private static final String WRITTEN_AT = "2026-04-07T05:00:00Z";

    @TempDir
    Path folder;

    @Test
    void shouldFindNothingWhenAReplyIsStoredAsItWasWritten() {
        Forge forge = contacted();
        stored(forge, "re-1", Channel.CHANNEL_SMS, ReplyIntent.REPLY_INTENT_PAID);
        assertThat(broken(forge, written("re-1", "SMS", "paid", true))).isEmpty();
    }

    @Test
    void shouldFindNothingWhenAQuestionIsStoredAsOne() {
        Forge much = contacted();
        stored(much, "re-1", Channel.CHANNEL_SMS, ReplyIntent.REPLY_INTENT_HOW_MUCH);
        assertThat(broken(much, written("re-1", "SMS", "how-much", true))).isEmpty();
        Forge pay = contacted();
        stored(pay, "re-1", Channel.CHANNEL_SMS, ReplyIntent.REPLY_INTENT_HOW_TO_PAY);
        assertThat(broken(pay, written("re-1", "SMS", "how-to-pay", true))).isEmpty();
    }

    @Test
    void shouldFindAReplyThatWasSaidToBeStoredAndIsNot() {
        assertThat(broken(contacted(), written("re-1", "SMS", "unclear", true))).containsExactly(Invariant.REPLY);
        assertThat(broken(contacted(), written("re-1", "SMS", "unclear", false)))
                .isEmpty();
    }

    @Test
    void shouldFindAReplyThatIsStoredAsSomethingElse() {
        Forge otherIntent = contacted();
        stored(otherIntent, "re-1", Channel.CHANNEL_SMS, ReplyIntent.REPLY_INTENT_OTHER);
        assertThat(broken(otherIntent, written("re-1", "SMS", "stop", true))).containsExactly(Invariant.REPLY);
        Forge otherChannel = contacted();
        stored(otherChannel, "re-1", Channel.CHANNEL_WHATSAPP, ReplyIntent.REPLY_INTENT_OTHER);
        assertThat(broken(otherChannel, written("re-1", "SMS", "unclear", true)))
                .containsExactly(Invariant.REPLY);
    }

    @ParameterizedTest
    @CsvSource({"how-much, HOW_MUCH", "how-to-pay, HOW_TO_PAY"})
    void shouldDemandThatAQuestionIsStoredAsOne(String says, String intent) {
        Forge question = contacted();
        stored(question, "re-1", Channel.CHANNEL_SMS, ReplyIntent.valueOf("REPLY_INTENT_" + intent));
        assertThat(broken(question, written("re-1", "SMS", says, true))).doesNotContain(Invariant.REPLY);
        Forge unclear = contacted();
        stored(unclear, "re-1", Channel.CHANNEL_SMS, ReplyIntent.REPLY_INTENT_OTHER);
        assertThat(broken(unclear, written("re-1", "SMS", says, true))).contains(Invariant.REPLY);
    }

    @Test
    void shouldFindAReplyThatNobodyWrote() {
        Forge forge = contacted();
        stored(forge, "re-1", Channel.CHANNEL_SMS, ReplyIntent.REPLY_INTENT_OTHER);
        assertThat(broken(forge)).containsExactly(Invariant.I2);
    }

    @Test
    void shouldFindWordsOfAPersonByWhatsAppADayAfterTheDebtorWrote() {
        assertThat(answered("2026-04-08T04:59:59Z")).doesNotContain(Invariant.REPLY);
        assertThat(answered("2026-04-08T05:00:00Z")).contains(Invariant.REPLY);
    }

    @Test
    void shouldFindAMessageThatItsProviderMayDeliverInTheEvening() {
        assertThat(deliverable("2026-04-07T13:00:00Z")).isEmpty();
        assertThat(deliverable("2026-04-07T13:00:01Z")).containsExactly(Invariant.I7);
    }

    @Test
    void shouldReadTheLogOfASimulatorThatWasKilledInTheMiddleOfALine() throws Exception {
        Path log = folder.resolve("sms-replies.jsonl");
        Files.writeString(log, """
                {"reply":"re-1","lender":"bank","debtor":"client-1","channel":"SMS","contactPoint":"sms","attempt":"a","says":"paid"}
                {"stored":"re-1"}
                {"reply":"re-2","lender":"bank","debtor":"client-1","channel":"SMS","contactPoint":"sms","attempt":"b","says":"stop"}
                {"stored":"re""");
        assertThat(WrittenReply.of(log))
                .containsExactlyInAnyOrder(written("re-1", "SMS", "paid", true), written("re-2", "SMS", "stop", false));
    }

    /** One contact on the first day after the due date; the run ends before the next step. */
    private static Forge contacted() {
        return Forge.good();
    }

    private static WrittenReply written(String id, String channel, String says, boolean stored) {
        return new WrittenReply(id, Forge.KEY, channel, "sms", says, stored);
    }

    private static void stored(Forge forge, String id, Channel channel, ReplyIntent intent) {
        forge.row(
                forge.rows.get(forge.rows.size() - 1).at().plusSeconds(60).toString(),
                record -> record.setManifest("debtor.ReplyReceived")
                        .setLenderEventApplied(LenderEventApplied.newBuilder()
                                .setEventId(id)
                                .setOccurredAt(Forge.timestamp(Instant.parse(WRITTEN_AT)))
                                .setReplyReceived(ReplyReceived.newBuilder()
                                        .setReplyId(id)
                                        .setChannel(channel)
                                        .setIntent(intent))));
    }

    private static List<Invariant> answered(String at) {
        Forge forge = contacted();
        stored(forge, "re-1", Channel.CHANNEL_WHATSAPP, ReplyIntent.REPLY_INTENT_OTHER);
        forge.authorized(at, "wa", "WHATSAPP");
        forge.change(
                forge.rows.size(),
                "writer-1",
                record ->
                        record.getContactAuthorizedBuilder().getAttemptBuilder().setTemplate("answer"));
        forge.reached(at).answered(at);
        return broken(forge, new WrittenReply("re-1", Forge.KEY, "WHATSAPP", "wa", "unclear", true));
    }

    private static List<Invariant> deliverable(String until) {
        Forge forge = contacted();
        int last = forge.sent.size() - 1;
        forge.sent.set(last, until(forge.sent.get(last), Instant.parse(until)));
        return broken(forge);
    }

    private static SentContact until(SentContact sent, @Nullable Instant until) {
        return new SentContact(
                sent.attempt(),
                sent.key(),
                sent.channel(),
                sent.contactPoint(),
                sent.at(),
                sent.leftWallMicros(),
                sent.wallMicros(),
                until);
    }

    private static List<Invariant> broken(Forge forge, WrittenReply... written) {
        Evidence evidence = Evidence.of(
                forge.facts,
                forge.rows,
                forge.sent,
                forge.readings,
                List.of(written),
                new StopLog(forge.stops),
                forge.end);
        return Checker.check(evidence, HouseRules.standard().under(Set.of("id"), Set.of("whatsapp-allowed")))
                .violations()
                .stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }
}
