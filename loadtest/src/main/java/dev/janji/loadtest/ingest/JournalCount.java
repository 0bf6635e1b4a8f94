package dev.janji.loadtest.ingest;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.loadtest.stored.StoredJournal;
import dev.janji.protocols.journal.v1.Record;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.IntFunction;

/**
 * The journal's rows against the answers that the lender got: every accepted event is there once, under the sequence number of its answer, and
 * nothing is there that was not sent. Reads the store by CQL, every event. Confined to one thread.
 */
final class JournalCount {
    private static final String EVENT = "e-";

    private final String prefix;
    private final int debtors;
    private final IntFunction<int[]> answers;
    private final BitSet seen = new BitSet();
    private long rows;
    private long bytes;
    private long derived;
    private long acked;
    private long inDoubt;
    private long lost;
    private long twice;
    private long unsent;
    private long gaps;

    /** The debtor whose rows are being read. */
    private int debtor = -1;

    private int[] expected = new int[0];
    private BitSet found = new BitSet();
    private long last;

    /**
     * What was found.
     *
     * @param rows in the journal, of the run's debtors
     * @param bytes of their events
     * @param derived rows that no lender sent: what the house concluded
     * @param acked events that were accepted and are there
     * @param inDoubt events that the server could not answer and are there
     * @param lost accepted events that are not there, or not under their sequence number
     * @param twice events that are there more than once
     * @param unsent rows of events that were refused or never sent
     * @param gaps missing sequence numbers
     */
    record Found(
            long rows,
            long bytes,
            long derived,
            long acked,
            long inDoubt,
            long lost,
            long twice,
            long unsent,
            long gaps) {
        boolean right() {
            return lost == 0 && twice == 0 && unsent == 0 && gaps == 0 && rows == acked + inDoubt + derived;
        }
    }

    JournalCount(String lender, int debtors, IntFunction<int[]> answers) {
        this.prefix = "Debtor|" + lender + "~";
        this.debtors = debtors;
        this.answers = answers;
    }

    /** @param answers of a debtor, as {@link Lane#sequences} gives them */
    static Found of(CqlSession session, String lender, int debtors, IntFunction<int[]> answers) {
        JournalCount count = new JournalCount(lender, debtors, answers);
        StoredJournal.of(session, StoredJournal.KEYSPACE)
                .events()
                .filter(event -> event.persistenceId().startsWith(count.prefix))
                .forEachOrdered(event -> count.row(event.persistenceId(), event.sequenceNumber(), event.record()));
        return count.end();
    }

    /** The rows of a debtor come together, in order of their sequence numbers. */
    void row(String id, long sequence, ByteBuffer event) {
        int which = Workload.debtor(id.substring(prefix.length()));
        if (which != debtor) {
            endOfDebtor();
            debtor = which;
            expected = answers.apply(which);
            found = new BitSet();
            last = 0;
        }
        rows++;
        bytes += event.remaining();
        gaps += sequence - last - 1;
        last = sequence;
        Record record = parse(id, sequence, event);
        if (record.hasLenderEventApplied()) {
            lenderEvent(record.getLenderEventApplied().getEventId(), sequence);
        } else {
            derived++;
        }
    }

    private void lenderEvent(String eventId, long sequence) {
        int number = eventId.startsWith(EVENT) ? Integer.parseInt(eventId, EVENT.length(), eventId.length(), 10) : 0;
        int answered = number > 0 && number < expected.length ? expected[number] : Lane.REFUSED;
        if (number > 0 && found.get(number)) {
            twice++;
        } else if (answered == sequence) {
            acked++;
        } else if (answered == Lane.IN_DOUBT) {
            inDoubt++;
        } else if (answered <= 0) {
            unsent++;
        }
        if (number > 0 && (answered == sequence || answered == Lane.IN_DOUBT)) {
            found.set(number);
        }
    }

    private void endOfDebtor() {
        if (debtor < 0) {
            return;
        }
        seen.set(debtor);
        lost += missing(expected, found);
    }

    private static long missing(int[] expected, BitSet found) {
        long missing = 0;
        for (int number = 1; number < expected.length; number++) {
            if (expected[number] > 0 && !found.get(number)) {
                missing++;
            }
        }
        return missing;
    }

    Found end() {
        endOfDebtor();
        for (int each = seen.nextClearBit(0); each < debtors; each = seen.nextClearBit(each + 1)) {
            lost += missing(answers.apply(each), new BitSet());
        }
        return new Found(rows, bytes, derived, acked, inDoubt, lost, twice, unsent, gaps);
    }

    private static Record parse(String id, long sequence, ByteBuffer event) {
        try {
            return Record.parseFrom(event);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "Expected a record of the journal, but its bytes are something else [id=" + id + ", seq=" + sequence
                            + "]",
                    e);
        }
    }
}
