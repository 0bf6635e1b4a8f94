package dev.janji.loadtest.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A contender with everything that was measured of it. Confined to one thread. */
final class Measured {
    private final String name;
    private final Drive drive;
    private final CpuMeter cpu;
    private final List<Drive.Stretch> rounds = new ArrayList<>();
    private final Turns seventy = new Turns();
    private Cost cost = Cost.NONE;
    private Cost lastCost = Cost.NONE;
    private Cost costAtSeventy = Cost.NONE;

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
        lastCost = cpu.end(stretch.latency().getTotalCount());
        cost = cost.plus(lastCost);
        rounds.add(stretch);
    }

    /** A turn at seven tenths of its own rate. */
    void seventy(long nanos) throws InterruptedException {
        cpu.begin();
        Drive.Stretch stretch = drive.openLoop(seventyPerSecond(), nanos);
        costAtSeventy = costAtSeventy.plus(cpu.end(stretch.latency().getTotalCount()));
        seventy.add(stretch);
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

    /** Of the last round. */
    Cost lastCost() {
        return lastCost;
    }

    Turns atSeventy() {
        return seventy;
    }

    Cost costAtSeventy() {
        return costAtSeventy;
    }
}
