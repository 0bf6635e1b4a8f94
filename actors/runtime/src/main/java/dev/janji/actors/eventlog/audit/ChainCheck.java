package dev.janji.actors.eventlog.audit;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row after the other, as a chain: positions, hashes, epochs and the numbers of events. Confined to its caller. */
final class ChainCheck {
    /** Persistence ids whose last number is remembered; of one that was forgotten the next event is taken as it is. */
    private static final int NUMBERS = 500_000;

    private final int slice;
    private long next;
    private long epoch;
    /** Of the row before; null when it is not known, or not to be trusted. */
    private @Nullable ByteString previous;

    private final Map<String, Long> numbers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > NUMBERS;
        }
    };

    /**
     * @param first position that is there
     * @param epoch of the row before it, 0 when there never was one
     */
    ChainCheck(int slice, long first, long epoch) {
        this.slice = slice;
        this.next = first;
        this.epoch = epoch;
        this.previous = first == 1 ? BatchCodec.NO_HASH : null;
    }

    /** The position that comes next. */
    long next() {
        return next;
    }

    List<Finding> add(LogRow row) {
        List<Finding> findings = new ArrayList<>();
        if (row.position() != next) {
            findings.add(missing(next, row.position() - 1));
            previous = null;
            numbers.clear();
        }
        next = row.position() + 1;
        Optional<Finding> wrong = RowCheck.check(row);
        if (wrong.isPresent()) {
            // Whatever such a row says of its neighbours proves nothing.
            findings.add(wrong.get());
            previous = null;
            numbers.clear();
            return findings;
        }
        if (previous != null && !previous.equals(row.previousHash())) {
            findings.add(new Finding(
                    slice,
                    row.position(),
                    Finding.Kind.BROKEN_CHAIN,
                    "this row was written behind another row than the one that stands before it now: position "
                            + (row.position() - 1) + " was replaced, or this row"));
        }
        List<LogEntry> entries = BatchCodec.entries(row);
        epochs(row, entries, previous != null, findings);
        entries.forEach(entry -> number(row, entry, findings));
        previous = row.hash();
        return findings;
    }

    Finding missing(long from, long to) {
        String what = from == to ? "the row is missing" : "the rows up to position " + to + " are missing";
        return new Finding(slice, from, Finding.Kind.MISSING, what);
    }

    private void epochs(LogRow row, List<LogEntry> entries, boolean sure, List<Finding> findings) {
        boolean fence = entries.stream().anyMatch(LogEntry.Fence.class::isInstance);
        String words = null;
        if (row.epoch() < epoch) {
            words = "its epoch " + row.epoch() + " is older than epoch " + epoch
                    + " before it: an owner wrote that had been fenced";
        } else if (fence && entries.size() > 1) {
            words = "a claim stands among other entries";
        } else if (sure && fence && row.epoch() == epoch) {
            words = "the slice is claimed here without a new epoch";
        } else if (sure && !fence && row.epoch() > epoch) {
            words = "epoch " + row.epoch() + " begins here without a claim";
        } else if (sure && row.epoch() > epoch + 1) {
            words = "epoch " + row.epoch() + " follows on epoch " + epoch + ": the claims between them are missing";
        }
        if (words != null) {
            findings.add(new Finding(slice, row.position(), Finding.Kind.EPOCH, words));
        }
        epoch = Math.max(epoch, row.epoch());
    }

    private void number(LogRow row, LogEntry entry, List<Finding> findings) {
        if (entry instanceof LogEntry.Event event) {
            Long last = numbers.put(event.persistenceId(), event.sequenceNumber());
            if (last != null && event.sequenceNumber() != last + 1) {
                findings.add(new Finding(
                        slice,
                        row.position(),
                        Finding.Kind.SEQUENCE,
                        "event " + event.sequenceNumber() + " of " + event.persistenceId() + " follows on its event "
                                + last));
            }
        }
    }
}
