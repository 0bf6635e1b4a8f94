package dev.janji.loadtest.journal;

import dev.janji.actors.eventlog.EventLogs;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A process that claims every slice of the event log once, stores an event of every debtor and then events of random ones, as fast as they are
 * acknowledged, until it is killed. It tells on its standard output what it knows, as {@link RestartOwner} reads it.
 */
@Command(name = "journal-restart-owner", hidden = true)
public final class RestartOwnerCommand implements Callable<Integer> {
    private static final int EVENT_BYTES = 200;
    private static final long TELL_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Option(names = "--store-port", required = true)
    private int storePort;

    @Option(names = "--debtors", required = true)
    private int debtors;

    @Option(names = "--in-flight", required = true)
    private int inFlight;

    @Option(names = "--seed", required = true)
    private long seed;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    private final AtomicLong acked = new AtomicLong();
    private final TailBytes bytes = new TailBytes();

    @Override
    public Integer call() throws InterruptedException {
        RunningDebtors running = RunningDebtors.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), storePort),
                new RunningDebtors.Making("""
                        pekko.persistence.snapshot-store.plugin = "janji.event-log.snapshots"
                        pekko.loglevel = OFF
                        janji.event-log.claim-on-use = off
                        """, EVENT_BYTES, seed, true, bytes));
        long begin = System.nanoTime();
        for (int slice = 0; slice < running.slices(); slice++) {
            claim(running.log(), slice, begin);
        }
        Thread teller = new Thread(() -> tell(running), "teller");
        teller.setDaemon(true);
        teller.start();
        Drive drive = new Drive(contender(running, begin), debtors, seed);
        drive.once(inFlight);
        out.println("recovered " + running.recovered() + " " + running.recoveredEvents() + " "
                + running.door().ofDebtors());
        drive.closedLoop(inFlight, TimeUnit.DAYS.toNanos(1));
        return 0;
    }

    private void claim(EventLogs log, int slice, long begin) {
        log.claim(slice, lost -> out.println("lost " + slice))
                .whenComplete((done, failed) -> out.println(
                        failed == null
                                ? "claimed " + slice + " " + (System.nanoTime() - begin)
                                : "unclaimed " + slice));
    }

    /** Tells of the first acknowledgement in each slice. */
    private Contender contender(RunningDebtors running, long begin) {
        AtomicLongArray firsts = new AtomicLongArray(running.slices());
        Contender log = running.on(JournalRun.EVENT_LOG, "Restart", debtors);
        return (debtor, intendedNanos, done) -> log.store(debtor, intendedNanos, failed -> {
            int slice = running.sliceOf(debtor);
            if (firsts.compareAndSet(slice, 0, 1)) {
                out.println("first " + slice + " " + (System.nanoTime() - begin));
            }
            acked.incrementAndGet();
            done.accept(failed);
        });
    }

    private void tell(RunningDebtors running) {
        while (true) {
            out.println("state " + acked + " " + bytes.most() + " " + running.recovered());
            LockSupport.parkNanos(TELL_EVERY_NANOS);
        }
    }
}
