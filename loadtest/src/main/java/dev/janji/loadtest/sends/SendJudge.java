package dev.janji.loadtest.sends;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.loadtest.portfolio.SmsDebtors;
import dev.janji.loadtest.stored.StoredEvent;
import dev.janji.protocols.journal.v1.Answer;
import dev.janji.protocols.journal.v1.AttemptAnswered;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.Settlement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Holds the event log against the provider's own book: the provider has no message twice and none that no attempt explains, every attempt has ended, what is said to be handed
 * over is there, what is said never to have left is not, and a receipt that was taken is stored. Knows nothing of how anybody decides. Confined to one thread.
 */
final class SendJudge {
    private static final int MOST_KEPT = 200;

    private final String lender;
    private final ProviderBook book;
    private final BitSet judged = new BitSet();
    private final List<String> violations = new ArrayList<>();
    private long violated;
    private long attempts;
    private long surely;
    private long counted;
    private long notSent;
    private long inDoubt;
    private long settledSent;
    private long settledNever;
    private long outcomes;

    /** The debtor whose events are being read; negative before the first. */
    private int debtor = -1;

    private final Map<String, Attempt> open = new LinkedHashMap<>();

    /** What the log says of one attempt. */
    private static final class Attempt {
        final int step;

        @Nullable
        AttemptAnswered answer;

        @Nullable
        Settlement settlement;

        boolean isReported;

        Attempt(int step) {
            this.step = step;
        }

        boolean isInDoubt() {
            return answer != null && answer.getAnswer() == Answer.ANSWER_IN_DOUBT;
        }

        boolean isSettled() {
            return answer != null && (!isInDoubt() || settlement != null);
        }

        boolean isSurelySent() {
            return answer != null
                    && (answer.getAnswer() == Answer.ANSWER_HANDED_OVER || settlement == Settlement.SETTLEMENT_SENT);
        }

        boolean isCounted() {
            return settlement == Settlement.SETTLEMENT_COUNTED_AS_MADE;
        }
    }

    /**
     * What was found.
     *
     * @param attempts that began
     * @param surely of them the log says that they left
     * @param counted that count as made, because nobody will ever know
     * @param notSent that surely never left
     * @param inDoubt that were in doubt once
     * @param settledSent of those in doubt, found out to have left
     * @param settledNever of those in doubt, found out not to have left
     * @param outcomes attempts with a receipt
     * @param violated how many violations
     * @param violations the first of them, in words
     */
    record Verdict(
            long attempts,
            long surely,
            long counted,
            long notSent,
            long inDoubt,
            long settledSent,
            long settledNever,
            long outcomes,
            long violated,
            List<String> violations) {}

    SendJudge(String lender, ProviderBook book) {
        this.lender = lender;
        this.book = book;
    }

    /** Takes an event; those of a debtor come together and in order. */
    void event(StoredEvent event) {
        String prefix = lender + "~";
        OptionalInt found = event.key().startsWith(prefix)
                ? SmsDebtors.ofId(event.key().substring(prefix.length()))
                : OptionalInt.empty();
        if (found.isEmpty()) {
            return;
        }
        if (found.getAsInt() != debtor) {
            endOfDebtor();
            debtor = found.getAsInt();
        }
        try {
            record(Record.parseFrom(event.record()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "Expected a record of the journal, but its bytes are something else [id=" + event.persistenceId()
                            + ", seq=" + event.sequenceNumber() + "]",
                    e);
        }
    }

    private void record(Record record) {
        if (record.hasContactAuthorized()) {
            var attempt = record.getContactAuthorized().getAttempt();
            OptionalInt step = SendsPlan.stepOfTemplate(attempt.getTemplate());
            if (step.isEmpty()) {
                violated("an attempt of no step", attempt.getAttemptId());
            } else if (open.put(attempt.getAttemptId(), new Attempt(step.getAsInt())) != null) {
                violated("an attempt begins twice", attempt.getAttemptId());
            }
        } else if (record.hasAttemptAnswered()) {
            Attempt attempt = of(record.getAttemptAnswered().getAttemptId());
            if (attempt != null && attempt.answer != null) {
                violated(
                        "an attempt is answered twice",
                        record.getAttemptAnswered().getAttemptId());
            } else if (attempt != null) {
                attempt.answer = record.getAttemptAnswered();
            }
        } else if (record.hasAttemptSettled()) {
            Attempt attempt = of(record.getAttemptSettled().getAttemptId());
            if (attempt != null) {
                attempt.settlement = record.getAttemptSettled().getSettlement();
            }
        } else if (record.hasOutcomeReceived()) {
            Attempt attempt = of(record.getOutcomeReceived().getAttemptId());
            if (attempt != null) {
                attempt.isReported = true;
            }
        }
    }

    private @Nullable Attempt of(String id) {
        Attempt attempt = open.get(id);
        if (attempt == null) {
            violated("the log tells of an attempt that never began", id);
        }
        return attempt;
    }

    private void endOfDebtor() {
        if (debtor < 0) {
            return;
        }
        if (debtor >= book.debtors() || judged.get(debtor)) {
            violated("a debtor whom nobody told of, or whose events do not come together", "none");
        } else {
            judged.set(debtor);
            judge();
        }
        open.clear();
    }

    private void judge() {
        int[] explained = new int[SendsPlan.STEPS];
        int[] sent = new int[SendsPlan.STEPS];
        open.forEach((id, attempt) -> {
            attempts++;
            int place = SendsPlan.place(debtor, attempt.step);
            inDoubt += attempt.isInDoubt() ? 1 : 0;
            outcomes += attempt.isReported ? 1 : 0;
            if (!attempt.isSettled()) {
                violated(attempt.answer == null ? "an attempt is open" : "an attempt is in doubt for ever", id);
                explained[attempt.step]++;
            } else if (attempt.isSurelySent()) {
                surely++;
                settledSent += attempt.isInDoubt() ? 1 : 0;
                explained[attempt.step]++;
                sent[attempt.step]++;
                judgeSent(id, attempt, place);
            } else if (attempt.isCounted()) {
                counted++;
                explained[attempt.step]++;
            } else {
                notSent++;
                settledNever += attempt.isInDoubt() ? 1 : 0;
            }
        });
        for (int step = 0; step < SendsPlan.STEPS; step++) {
            int times = book.times(SendsPlan.place(debtor, step));
            String where = "step " + step;
            if (times > 1) {
                violated("the provider has a message " + times + " times", where);
            }
            if (times > explained[step]) {
                violated(
                        explained[step] == 0
                                ? "the provider has a message that no attempt in the log explains"
                                : "the provider has a message more often than the log explains",
                        where);
            }
            if (sent[step] > times) {
                violated("the log says that a message left, and the provider has it " + times + " times", where);
            }
        }
    }

    private void judgeSent(String id, Attempt attempt, int place) {
        AttemptAnswered answer = attempt.answer;
        if (answer == null || answer.getAnswer() != Answer.ANSWER_HANDED_OVER || book.times(place) == 0) {
            return;
        }
        String reference = answer.getProviderReference();
        if (!reference.isEmpty() && !reference.equals(Integer.toString(book.id(place)))) {
            violated("the provider calls a message " + book.id(place) + ", and the log " + reference, id);
        }
        if (!reference.isEmpty() && book.isReceiptTaken(place) && !attempt.isReported) {
            violated("a receipt was taken, and is not in the log", id);
        }
    }

    /** Everything was read. */
    Verdict end() {
        endOfDebtor();
        debtor = -1;
        for (int each = judged.nextClearBit(0); each < book.debtors(); each = judged.nextClearBit(each + 1)) {
            debtor = each;
            judge();
        }
        debtor = -1;
        if (book.strangers() > 0) {
            violated("the provider has " + book.strangers() + " messages that are nobody's", "none");
        }
        return new Verdict(
                attempts,
                surely,
                counted,
                notSent,
                inDoubt,
                settledSent,
                settledNever,
                outcomes,
                violated,
                List.copyOf(violations));
    }

    private void violated(String what, String where) {
        violated++;
        if (violations.size() < MOST_KEPT) {
            violations.add(
                    what + " [debtor=" + (debtor < 0 ? "none" : SmsDebtors.id(debtor)) + ", attempt=" + where + "]");
        }
    }
}
