package dev.janji.loadtest.journal;

import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.feed.LoggedRow;
import dev.janji.loadtest.stored.LogTables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * One reader a slice that follows the log from its end on, in the process of its owners, and takes every event apart. Notes how long after its
 * intended sending it saw each. Thread-safe.
 */
final class SliceReaders implements AutoCloseable {
    private static final int DIGITS = 3;

    private final List<UniqueKillSwitch> switches = new ArrayList<>();
    private final ConcurrentHistogram delay = new ConcurrentHistogram(DIGITS);
    private final AtomicLong rows = new AtomicLong();

    private SliceReaders() {}

    /** @param tables tell where the log ends; nothing may be on its way to it */
    static SliceReaders follow(RunningDebtors debtors, LogTables tables) {
        SliceReaders readers = new SliceReaders();
        for (int slice = 0; slice < debtors.slices(); slice++) {
            readers.switches.add(debtors.source()
                    .portions(slice, tables.last(slice) + 1)
                    .viaMat(KillSwitches.single(), Keep.right())
                    .toMat(Sink.foreach(readers::see), Keep.left())
                    .run(debtors.system()));
        }
        return readers;
    }

    private void see(List<LoggedRow> portion) {
        for (LoggedRow row : portion) {
            rows.incrementAndGet();
            for (LogEntry.Event event : row.events()) {
                long sent = event.payload().asReadOnlyByteBuffer().getLong();
                delay.recordValue(Math.max(0, System.nanoTime() - sent));
            }
        }
    }

    /** Events that were seen so far. */
    long events() {
        return delay.getTotalCount();
    }

    /** Of the log, with those that are no events. */
    long rows() {
        return rows.get();
    }

    /** From the intended sending of each event to its reader, in nanoseconds. */
    Histogram delay() {
        return delay;
    }

    @Override
    public void close() {
        switches.forEach(UniqueKillSwitch::shutdown);
    }
}
