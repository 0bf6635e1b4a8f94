package dev.janji.loadtest.ingest;

import dev.janji.loadtest.lender.ConnectionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** All streams of a run. One thread sends; answers come on the transport's threads. */
final class Lanes implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(400);
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;
    private static final int LOADING_PASSES = 12;
    private static final int GENTLE = 8;

    private final List<Lane> lanes;
    private final Choice choice;

    private Lanes(List<Lane> lanes, Choice choice) {
        this.lanes = lanes;
        this.choice = choice;
    }

    static Lanes open(ConnectionSettings connection, int streams, int debtors, Workload workload, Choice choice) {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            lanes.add(Lane.open(i, streams, debtors, workload, connection.openDirect()));
        }
        return new Lanes(lanes, choice);
    }

    Lane of(int debtor) {
        return lanes.get(debtor % lanes.size());
    }

    int outstanding() {
        int sum = 0;
        for (Lane lane : lanes) {
            sum += lane.outstanding();
        }
        return sum;
    }

    /**
     * Loads the debtors {@code from} to {@code to - 1} as a careful lender does: gently at first, and again what the server could not take.
     *
     * @param inFlight events under way at most
     */
    Window load(int from, int to, int inFlight) throws InterruptedException {
        forget();
        long begin = System.nanoTime();
        int missing = to - from;
        for (int pass = 0; missing > 0 && pass < LOADING_PASSES; pass++) {
            missing = 0;
            for (int debtor = from; debtor < to; debtor++) {
                awaitRoom(Math.min(inFlight, GENTLE + (debtor - from) / 2));
                missing += of(debtor).again(debtor, Workload.LOADING, System.nanoTime()) > 0 ? 1 : 0;
            }
            awaitAnswers();
        }
        if (missing > 0) {
            throw new IllegalStateException("Expected every debtor to be loaded, but the server refused: "
                    + takeTally().refusals());
        }
        return window(begin, System.nanoTime(), 0, 0, false);
    }

    /** Sends the mix as fast as answers come, with a bounded number of events under way. */
    Window closedLoop(int inFlight, long nanos) throws InterruptedException {
        forget();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            awaitRoom(inFlight);
            send(System.nanoTime());
        }
        return window(begin, System.nanoTime(), 0, 0, false);
    }

    /**
     * Sends the mix at fixed instants, whatever the server does; ends early when more than {@code mostOutstanding} events are unanswered.
     *
     * @param rate events a second
     */
    Window openLoop(double rate, long nanos, int mostOutstanding) throws InterruptedException {
        forget();
        long begin = System.nanoTime();
        long gap = (long) (1e9 / rate);
        long sent = 0;
        long late = 0;
        int halfway = -1;
        boolean overrun = false;
        while (true) {
            long now = System.nanoTime();
            long due = Math.min(now - begin, nanos) / gap;
            while (sent < due) {
                long intended = begin + sent * gap;
                if (System.nanoTime() - intended > LATE_NANOS) {
                    late++;
                }
                send(intended);
                sent++;
            }
            if (now - begin >= nanos) {
                break;
            }
            int open = outstanding();
            if (halfway < 0 && now - begin >= nanos / 2) {
                halfway = open;
            }
            if (open > mostOutstanding) {
                overrun = true;
                break;
            }
            LockSupport.parkNanos(Math.max(TICK_NANOS, begin + (sent + 1) * gap - System.nanoTime()));
        }
        return window(begin, System.nanoTime(), late, halfway, overrun);
    }

    private void send(long intendedNanos) {
        int debtor = choice.debtor();
        Lane lane = of(debtor);
        if (!choice.chance(Kind.DUPLICATE.percent()) || !lane.duplicate(debtor, intendedNanos)) {
            lane.next(debtor, intendedNanos);
        }
    }

    private Window window(long begin, long end, long late, int halfway, boolean overrun) throws InterruptedException {
        int open = outstanding();
        Tally tally = takeTally();
        awaitAnswers();
        Histogram latency = new Histogram(DIGITS);
        lanes.forEach(lane -> lane.takeLatency(latency));
        Tally whole = new Tally().add(tally).add(takeTally());
        return new Window(end - begin, tally, whole, latency, late, halfway, open, overrun);
    }

    private Tally takeTally() {
        Tally sum = new Tally();
        lanes.forEach(lane -> sum.add(lane.takeTally()));
        return sum;
    }

    private void forget() {
        Histogram forgotten = new Histogram(DIGITS);
        lanes.forEach(lane -> lane.takeLatency(forgotten));
        takeTally();
    }

    private void awaitRoom(int inFlight) {
        while (outstanding() >= inFlight) {
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** Waits until everything is answered. */
    void awaitAnswers() throws InterruptedException {
        long deadline = System.nanoTime() + DRAIN_NANOS;
        for (Lane lane : lanes) {
            if (!lane.awaitAnswers(deadline)) {
                throw new IllegalStateException(
                        "Expected every event to be answered within a minute, but " + outstanding() + " are not");
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
