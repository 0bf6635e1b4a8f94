package dev.janji.loadtest.journal;

import dev.janji.loadtest.stored.LogTables;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * The event log at 70 % of its rate with a reader for every slice, and without, in turns: what a reader waits, and what it costs. Confined to
 * one thread.
 */
final class ReaderRun {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 10;

    private final Drive drive;
    private final RunningDebtors debtors;
    private final LogTables tables;
    private final CpuMeter cpu;
    private final double perSecond;
    private final long nanos;
    private final Histogram delay = new Histogram(3);
    private final Histogram acks = new Histogram(3);
    private Cost with = Cost.NONE;
    private Cost without = Cost.NONE;
    private boolean complete = true;

    /** @param nanos of each of four stretches */
    ReaderRun(Drive drive, RunningDebtors debtors, LogTables tables, CpuMeter cpu, double perSecond, long nanos) {
        this.drive = drive;
        this.debtors = debtors;
        this.tables = tables;
        this.cpu = cpu;
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /**
     * What was found. Treat as immutable.
     *
     * @param delay from the intended sending of an event to its reader, in nanoseconds
     * @param acks the same to its acknowledgement, in the stretches with readers
     * @param complete whether readers saw as many events as were acknowledged
     */
    record Result(Histogram delay, Histogram acks, Cost with, Cost without, boolean complete) {
        /** Over raw's p99: the wait for the row on its way (another 10 ms, as for an ack), and 35 ms to hear of it and take it apart. */
        static final double MILLIS_OVER_RAW = 45;

        double p99Millis() {
            return delay.getValueAtPercentile(99) / 1e6;
        }

        boolean isPrompt(Drive.Stretch raw) {
            return complete && p99Millis() <= raw.p99Millis() + MILLIS_OVER_RAW;
        }
    }

    /** Without, with, with, without: what changes by itself in that time falls on both alike. */
    Result measure() throws InterruptedException {
        without();
        with();
        with();
        without();
        return new Result(delay, acks, with, without, complete);
    }

    private void without() throws InterruptedException {
        cpu.begin();
        Drive.Stretch stretch = drive.openLoop(perSecond, nanos);
        without = without.plus(cpu.end(stretch.latency().getTotalCount()));
    }

    private void with() throws InterruptedException {
        try (SliceReaders readers = SliceReaders.follow(debtors, tables)) {
            cpu.begin();
            Drive.Stretch stretch = drive.openLoop(perSecond, nanos);
            long acked = stretch.latency().getTotalCount();
            long deadline = System.nanoTime() + CATCH_UP.toNanos();
            while (readers.events() < acked && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            with = with.plus(cpu.end(acked));
            complete &= readers.events() == acked;
            delay.add(readers.delay());
            acks.add(stretch.latency());
        }
    }
}
