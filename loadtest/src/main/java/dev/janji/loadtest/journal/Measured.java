package dev.janji.loadtest.journal;

import dev.janji.loadtest.ingest.ProcessCpu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contender with everything that was measured of it. Confined to one thread. */
final class Measured {
    private final String name;
    private final Drive drive;
    private final ProcessCpu self;
    private final ProcessCpu store;
    private final List<Drive.Stretch> rounds = new ArrayList<>();
    private long events;
    private long selfMicros;
    private long storeMicros;
    private Drive.@Nullable Stretch seventy;

    /** @param storePid of Cassandra */
    Measured(String name, Drive drive, long storePid) {
        this.name = name;
        this.drive = drive;
        this.self = new ProcessCpu(ProcessHandle.current().pid());
        this.store = new ProcessCpu(storePid);
    }

    String name() {
        return name;
    }

    Drive drive() {
        return drive;
    }

    void round(int inFlight, long nanos) throws InterruptedException {
        long selfBefore = self.micros();
        long storeBefore = store.micros();
        Drive.Stretch stretch = drive.closedLoop(inFlight, nanos);
        selfMicros += self.micros() - selfBefore;
        storeMicros += store.micros() - storeBefore;
        events += stretch.latency().getTotalCount();
        rounds.add(stretch);
    }

    /** At seven tenths of its own rate. */
    void seventy(long nanos) throws InterruptedException {
        seventy = drive.openLoop(0.7 * median(), nanos);
    }

    List<Double> rates() {
        return rounds.stream().map(Drive.Stretch::perSecond).toList();
    }

    double median() {
        double[] sorted =
                rounds.stream().mapToDouble(Drive.Stretch::perSecond).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }

    /** CPU of this process, with what sends the events, for an event. */
    double selfMicrosPerEvent() {
        return (double) selfMicros / Math.max(1, events);
    }

    double storeMicrosPerEvent() {
        return (double) storeMicros / Math.max(1, events);
    }

    Drive.Stretch atSeventy() {
        return Objects.requireNonNull(seventy);
    }
}
