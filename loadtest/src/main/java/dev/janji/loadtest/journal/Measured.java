package dev.janji.loadtest.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contender with everything that was measured of it. Confined to one thread. */
final class Measured {
    private final String name;
    private final Drive drive;
    private final CpuMeter cpu;
    private final List<Drive.Stretch> rounds = new ArrayList<>();
    private Cost cost = Cost.NONE;
    private Drive.@Nullable Stretch seventy;

    /** @param storePid of Cassandra */
    Measured(String name, Drive drive, long storePid) {
        this.name = name;
        this.drive = drive;
        this.cpu = new CpuMeter(storePid);
    }

    String name() {
        return name;
    }

    Drive drive() {
        return drive;
    }

    void round(int inFlight, long nanos) throws InterruptedException {
        cpu.begin();
        Drive.Stretch stretch = drive.closedLoop(inFlight, nanos);
        cost = cost.plus(cpu.end(stretch.latency().getTotalCount()));
        rounds.add(stretch);
    }

    /** At seven tenths of its own rate. */
    void seventy(long nanos) throws InterruptedException {
        seventy = drive.openLoop(seventyPerSecond(), nanos);
    }

    double seventyPerSecond() {
        return 0.7 * median();
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

    /** Of all rounds. */
    Cost cost() {
        return cost;
    }

    Drive.Stretch atSeventy() {
        return Objects.requireNonNull(seventy);
    }
}
