package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/**
 * What the commit path of the event log costs in CPU per event, with a store that costs nothing and answers after a millisecond: {@code
 * EventLogBench <debtors> <events> <in flight>}.
 */
public final class EventLogBench {
    private static final int PAYLOAD_BYTES = 250;

    private EventLogBench() {}

    /** Answers yes to everything after a millisecond. */
    private static final class FreeStore implements EventLogStore {
        private static <T> CompletionStage<T> soon(T value) {
            return new CompletableFuture<T>().completeOnTimeout(value, 1, TimeUnit.MILLISECONDS);
        }

        @Override
        public CompletionStage<Standing> commit(LogRow row) {
            return soon(new Standing(row.epoch(), row.commitId()));
        }

        @Override
        public CompletionStage<Optional<LogRow>> readSerial(int slice, long position) {
            return soon(Optional.empty());
        }

        @Override
        public CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
            return soon(List.of());
        }

        @Override
        public CompletionStage<Checkpoint> checkpoint(int slice) {
            return soon(Checkpoint.NONE);
        }

        @Override
        public CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
            return soon(next);
        }

        @Override
        public CompletionStage<Done> flush(List<HistoryRow> rows) {
            return soon(Done.getInstance());
        }

        @Override
        public CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long fromSequenceNumber) {
            return soon(List.of());
        }

        @Override
        public CompletionStage<Long> highest(int slice, String persistenceId) {
            return soon(0L);
        }

        @Override
        public SnapshotRows snapshots() {
            throw new UnsupportedOperationException("Expected no snapshots, but they were asked for");
        }
    }

    public static void main(String[] args) throws Exception {
        int debtors = Integer.parseInt(args[0]);
        int events = Integer.parseInt(args[1]);
        int inFlight = Integer.parseInt(args[2]);
        ActorTestKit kit = ActorTestKit.create(
                "bench",
                ConfigFactory.parseString("janji.event-log.claim-on-use = on").withFallback(ConfigFactory.load()));
        EventLogs log = EventLogs.get(kit.system());
        log.furnish(new FreeStore(), InstantSource.system());
        String[] ids = new String[debtors];
        for (int i = 0; i < debtors; i++) {
            ids[i] = "Debtor|bank~" + i;
        }
        int[] numbers = new int[debtors];
        for (int round = 1; round <= 5; round++) {
            measure(round, log, ids, numbers, events, inFlight);
        }
        kit.shutdownTestKit();
    }

    private static void measure(int round, EventLogs log, String[] ids, int[] numbers, int events, int inFlight)
            throws InterruptedException {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        SplittableRandom random = new SplittableRandom(round);
        Semaphore free = new Semaphore(inFlight);
        ByteString payload = ByteString.copyFrom(new byte[PAYLOAD_BYTES]);
        long cpu = machine.getProcessCpuTime();
        long began = System.nanoTime();
        int next = random.nextInt(ids.length);
        for (int i = 0; i < events; i++) {
            free.acquire();
            next = (next + 1) % ids.length;
            int number = ++numbers[next];
            LogEntry.Event event = new LogEntry.Event(
                    ids[next], number, "writer", 7301, "journal.Record", "", payload, 1, null, null, 0);
            log.append(List.of(event)).whenComplete((done, failure) -> {
                if (failure != null) {
                    System.out.println(failure);
                }
                free.release();
            });
        }
        free.acquire(inFlight);
        double micros = (double) (machine.getProcessCpuTime() - cpu) / 1e3 / events;
        double perSecond = events * 1e9 / (double) (System.nanoTime() - began);
        System.out.printf(
                "round %d: %,d debtors, %,d events, %,d in flight: %,.0f events/s, %.2f CPU-us per event%n",
                round, ids.length, events, inFlight, perSecond, micros);
    }
}
