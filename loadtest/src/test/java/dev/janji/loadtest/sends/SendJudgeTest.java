package dev.janji.loadtest.sends;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.janji.loadtest.portfolio.SmsDebtors;
import dev.janji.loadtest.stored.StoredEvent;
import dev.janji.protocols.journal.v1.Answer;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.AttemptAnswered;
import dev.janji.protocols.journal.v1.AttemptSettled;
import dev.janji.protocols.journal.v1.ContactAuthorized;
import dev.janji.protocols.journal.v1.Outcome;
import dev.janji.protocols.journal.v1.OutcomeReceived;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whoever judges {@code ./janji loadtest sends} sees each fault that is planted, and none where there is none. */
final class SendJudgeTest {
    private static final String LENDER = "sends-bank";
    private static final ProviderBook.Chances ANSWERS = new ProviderBook.Chances(0, 0, 0);
    private static final ProviderBook.Chances SILENT = new ProviderBook.Chances(1_000, 0, 0);

    private final List<StoredEvent> log = new ArrayList<>();
    private ProviderBook book = new ProviderBook(1, 7, ANSWERS);
    private int ids;

    @Test
    void shouldFindNothingWhenEveryAttemptHasEndedAndIsAtTheProviderOnce() {
        // given
        sent(0);
        book = silent();
        atProvider(1);
        begins("a2", 1);
        answered("a2", Answer.ANSWER_IN_DOUBT, "");
        settled("a2", Settlement.SETTLEMENT_COUNTED_AS_MADE);
        begins("a3", 2);
        answered("a3", Answer.ANSWER_IN_DOUBT, "");
        settled("a3", Settlement.SETTLEMENT_NEVER_SENT);
        begins("a4", 3);
        answered("a4", Answer.ANSWER_REFUSED, "");

        // when
        SendJudge.Verdict verdict = verdict();

        // then
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.attempts()).isEqualTo(4);
        assertThat(verdict.surely()).isEqualTo(1);
        assertThat(verdict.counted()).isEqualTo(1);
        assertThat(verdict.notSent()).isEqualTo(2);
        assertThat(verdict.settledNever()).isEqualTo(1);
    }

    /** The message that was noted before goes on to be there. */
    private ProviderBook silent() {
        ProviderBook silent = new ProviderBook(1, 7, SILENT);
        ids = 0;
        silent.taken(number(), text(0), ++ids, 1);
        return silent;
    }

    @Test
    void shouldFindAMessageThatTheProviderHasTwice() {
        sent(0);
        atProvider(0);

        assertThat(verdict().violations()).anyMatch(each -> each.contains("has a message 2 times"));
    }

    @Test
    void shouldFindAMessageThatIsThereTwiceThoughTwoAttemptsExplainIt() {
        sent(0);
        begins("a2", 0);
        answered("a2", Answer.ANSWER_IN_DOUBT, "");
        settled("a2", Settlement.SETTLEMENT_SENT);
        atProvider(0);

        assertThat(verdict().violations()).anyMatch(each -> each.contains("has a message 2 times"));
    }

    @Test
    void shouldFindAMessageThatNoAttemptExplains() {
        atProvider(4);

        assertThat(verdict().violations()).anyMatch(each -> each.contains("no attempt in the log explains"));
    }

    @Test
    void shouldFindAMessageThatTheLogSaysNeverLeft() {
        atProvider(0);
        begins("a1", 0);
        answered("a1", Answer.ANSWER_IN_DOUBT, "");
        settled("a1", Settlement.SETTLEMENT_NEVER_SENT);

        assertThat(verdict().violations()).anyMatch(each -> each.contains("no attempt in the log explains"));
    }

    @Test
    void shouldFindAMessageThatTheLogSaysWasRefused() {
        atProvider(0);
        begins("a1", 0);
        answered("a1", Answer.ANSWER_REFUSED, "");

        assertThat(verdict().violations()).anyMatch(each -> each.contains("no attempt in the log explains"));
    }

    @Test
    void shouldFindAMessageThatTheLogSaysLeftAndNobodyHas() {
        begins("a1", 0);
        answered("a1", Answer.ANSWER_HANDED_OVER, "1");

        assertThat(verdict().violations()).anyMatch(each -> each.contains("the provider has it 0 times"));
    }

    @Test
    void shouldFindAnAttemptThatIsOpen() {
        begins("a1", 0);

        assertThat(verdict().violations()).anyMatch(each -> each.contains("an attempt is open"));
    }

    @Test
    void shouldFindAnAttemptThatStaysInDoubt() {
        begins("a1", 0);
        answered("a1", Answer.ANSWER_IN_DOUBT, "");

        assertThat(verdict().violations()).anyMatch(each -> each.contains("in doubt for ever"));
    }

    @Test
    void shouldFindAReceiptThatWasTakenAndIsNotStored() {
        sent(0);
        book.acknowledged(1);

        assertThat(verdict().violations()).anyMatch(each -> each.contains("a receipt was taken"));
    }

    @Test
    void shouldFindNothingWhenTheReceiptIsStored() {
        sent(0);
        book.acknowledged(1);
        event(Record.newBuilder()
                .setOutcomeReceived(
                        OutcomeReceived.newBuilder().setAttemptId("a1").setOutcome(Outcome.OUTCOME_DELIVERED))
                .build());

        assertThat(verdict().violations()).isEmpty();
    }

    @Test
    void shouldFindAMessageThatTheLogCallsByAnotherName() {
        atProvider(0);
        begins("a1", 0);
        answered("a1", Answer.ANSWER_HANDED_OVER, "99");

        assertThat(verdict().violations()).anyMatch(each -> each.contains("calls a message 1"));
    }

    @Test
    void shouldFindAMessageThatIsNobodys() {
        book.taken("628119999999", "Langkah 00, Klien.", 1, 1);

        assertThat(verdict().violations()).anyMatch(each -> each.contains("nobody's"));
    }

    @Test
    void shouldDrawOneInAHundredWhenChancesAreTheUsualOnes() {
        book = new ProviderBook(1_000, 3, ProviderBook.Chances.USUAL);

        for (int debtor = 0; debtor < 1_000; debtor++) {
            for (int step = 0; step < SendsPlan.STEPS; step++) {
                book.taken("62811" + (1_000_000 + debtor), text(step), ++ids, 1);
            }
        }

        assertThat(book.timeouts() / (double) book.taken()).isBetween(0.008, 0.012);
        assertThat(book.lostReceipts() / (double) book.taken()).isBetween(0.008, 0.012);
        assertThat(book.strangers()).isZero();
    }

    private void sent(int step) {
        atProvider(step);
        begins("a1", step);
        answered("a1", Answer.ANSWER_HANDED_OVER, Integer.toString(ids));
    }

    private void atProvider(int step) {
        book.taken(number(), text(step), ++ids, ids);
    }

    private static String number() {
        return "628111000000";
    }

    private static String text(int step) {
        return String.format(Locale.ROOT, "Langkah %02d, Klien. Balas STOP", step);
    }

    private void begins(String attempt, int step) {
        event(Record.newBuilder()
                .setContactAuthorized(ContactAuthorized.newBuilder()
                        .setAttempt(Attempt.newBuilder()
                                .setAttemptId(attempt)
                                .setTemplate(String.format(Locale.ROOT, "step-%02d", step))))
                .build());
    }

    private void answered(String attempt, Answer answer, String reference) {
        event(Record.newBuilder()
                .setAttemptAnswered(AttemptAnswered.newBuilder()
                        .setAttemptId(attempt)
                        .setAnswer(answer)
                        .setProviderReference(reference))
                .build());
    }

    private void settled(String attempt, Settlement settlement) {
        event(Record.newBuilder()
                .setAttemptSettled(
                        AttemptSettled.newBuilder().setAttemptId(attempt).setSettlement(settlement))
                .build());
    }

    private void event(Message record) {
        log.add(new StoredEvent(
                "Debtor|" + LENDER + "~" + SmsDebtors.id(0),
                log.size() + 1,
                "",
                record.toByteString().asReadOnlyByteBuffer()));
    }

    private SendJudge.Verdict verdict() {
        SendJudge judge = new SendJudge(LENDER, book);
        log.forEach(judge::event);
        return judge.end();
    }
}
