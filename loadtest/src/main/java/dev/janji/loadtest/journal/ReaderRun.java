package dev.janji.loadtest.journal;

import dev.janji.loadtest.stored.LogTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The event log at 70 % of its rate with a reader for every slice: what a reader waits, and what it costs. Confined to one thread. */
final class ReaderRun {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 10;

    private final Drive drive;
    private final RunningDebtors debtors;
    private final LogTables tables;
    private final CpuMeter cpu;
    private final double perSecond;
    private final List<Histogram> delays = new ArrayList<>();
    private final Turns acks = new Turns();
    private Cost cost = Cost.NONE;
    private boolean complete = true;

    ReaderRun(Drive drive, RunningDebtors debtors, LogTables tables, CpuMeter cpu, double perSecond) {
        this.drive = drive;
        this.debtors = debtors;
        this.tables = tables;
        this.cpu = cpu;
        this.perSecond = perSecond;
    }

    /**
     * What was found. Treat as immutable.
     *
     * @param delays of each turn, from the intended sending of an event to its reader, in nanoseconds
     * @param acks the same to its acknowledgement
     * @param complete whether readers saw as many events as were acknowledged
     */
    record Result(List<Histogram> delays, Turns acks, Cost cost, boolean complete) {
        /** Over raw's p99: the wait for the row on its way (another 10 ms, as for an ack), and 35 ms to hear of it and take it apart. */
        static final double MILLIS_OVER_RAW = 45;

        /** Of the turn in the middle. */
        double millisAt(double percentile) {
            return Turns.median(delays.stream()
                    .map(delay -> delay.getValueAtPercentile(percentile) / 1e6)
                    .toList());
        }

        double p99Millis() {
            return millisAt(99);
        }

        boolean isPrompt(Turns raw) {
            return complete && p99Millis() <= raw.p99Millis() + MILLIS_OVER_RAW;
        }
    }

    Result result() {
        return new Result(List.copyOf(delays), acks, cost, complete);
    }

    void turn(long nanos) throws InterruptedException {
        try (SliceReaders readers = SliceReaders.follow(debtors, tables)) {
            cpu.begin();
            Drive.Stretch stretch = drive.openLoop(perSecond, nanos);
            long acked = stretch.latency().getTotalCount();
            long deadline = System.nanoTime() + CATCH_UP.toNanos();
            while (readers.events() < acked && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            cost = cost.plus(cpu.end(acked));
            complete &= readers.events() == acked;
            delays.add(readers.delay());
            acks.add(stretch);
        }
    }
}
