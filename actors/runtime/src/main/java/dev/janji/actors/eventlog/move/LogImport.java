package dev.janji.actors.eventlog.move;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.EntryCodec;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Copies an old journal into an event log that nobody has used. Can be interrupted anywhere and run again: the old journal is read in the same order
 * every time, so the last entry of each slice says how far it came. At the end both are read once more and compared. Blocking, for a command.
 */
public final class LogImport {
    /** Who claims the slices; by it an import knows what another one has left. */
    static final String OWNER = "janji log import";

    private static final int ROWS_PER_READ = 64;
    /** Entries between two words of progress. */
    private static final long WORD_EVERY = 100_000;

    private final OldJournal journal;
    private final EventLogStore store;
    private final EventLogLayout layout;
    private final InstantSource clock;

    public LogImport(OldJournal journal, EventLogStore store, EventLogLayout layout, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.layout = layout;
        this.clock = clock;
    }

    /** It must not or can not go on; says why, and what to do. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * @param persistenceIds that have events
     * @param entries in the log now: events and deletions
     * @param added by this run
     */
    public record Outcome(long persistenceIds, long entries, long added, int slices) {}

    /**
     * @param progress told now and then how many entries were read
     * @throws Refused when a slice has been used, when somebody else writes, or when log and journal differ in the end
     */
    public Outcome run(LongConsumer progress) {
        Map<Integer, SliceImport> slices = new TreeMap<>();
        for (int slice = 0; slice < layout.slices(); slice++) {
            slices.put(slice, SliceImport.resume(slice, store, clock));
        }
        long[] read = {0};
        long[] told = {0};
        journal.read(part -> {
            read[0] += Objects.requireNonNull(slices.get(layout.sliceOf(part.persistenceId())))
                    .add(part);
            if (read[0] / WORD_EVERY > told[0]) {
                told[0] = read[0] / WORD_EVERY;
                progress.accept(read[0]);
            }
        });
        slices.values().forEach(SliceImport::finish);
        return compare(slices);
    }

    private Outcome compare(Map<Integer, SliceImport> slices) {
        Map<Integer, Tally> old = new TreeMap<>();
        long[] persistenceIds = {0};
        String[] last = {""};
        journal.read(part -> {
            Tally tally = old.computeIfAbsent(layout.sliceOf(part.persistenceId()), none -> new Tally());
            SliceImport.entries(part).forEach(tally::add);
            if (!last[0].equals(part.persistenceId())) {
                last[0] = part.persistenceId();
                persistenceIds[0]++;
            }
        });
        long entries = 0;
        long added = 0;
        for (SliceImport slice : slices.values()) {
            Tally log = logged(slice.slice());
            Tally expected = old.getOrDefault(slice.slice(), new Tally());
            if (!log.agrees(expected)) {
                throw new Refused(
                        "Expected slice " + slice.slice() + " of the event log to have the " + expected.entries()
                                + " entries of the old journal, but it has " + log.entries()
                                + (log.entries() == expected.entries() ? ", and some differ" : "")
                                + "; make sure that no server writes the old journal, empty the event log's tables, and run it again");
            }
            entries += log.entries();
            added += slice.added();
        }
        return new Outcome(persistenceIds[0], entries, added, old.size());
    }

    /** Reads a slice again, and its chain with it. */
    private Tally logged(int slice) {
        Tally tally = new Tally();
        long next = 1;
        ByteString previous = BatchCodec.NO_HASH;
        List<LogRow> rows;
        do {
            rows = store.read(slice, next, ROWS_PER_READ).toCompletableFuture().join();
            for (LogRow row : rows) {
                List<byte[]> written = BatchCodec.demandChained(previous, row);
                previous = row.hash();
                for (byte[] entry : written) {
                    if (!(EntryCodec.decode(entry) instanceof LogEntry.Fence)) {
                        tally.add(entry);
                    }
                }
            }
            next += rows.size();
        } while (rows.size() == ROWS_PER_READ);
        return tally;
    }
}
