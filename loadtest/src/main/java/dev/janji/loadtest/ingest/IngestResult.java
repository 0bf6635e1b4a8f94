package dev.janji.loadtest.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured. Immutable.
 *
 * @param sweep rows a second of the limit by rows in flight
 * @param inFlight the best of the sweep, with which the limits were measured
 * @param eventBytes mean size of an event in the journal, and of the limit's rows
 * @param limits rows a second, one before each round and one after the last
 * @param limitRows rows of these, for the CPU of one
 * @param rate events a second that were offered in the rounds
 * @param seventy a window at 70 % of that rate; null when there was no time for it
 * @param cpu of the three processes in the rounds
 * @param limitCpu of the three processes while the limits were measured
 * @param statements that the store worked off in the rounds
 * @param active heap right after the load; null when it was not counted, as the next two
 * @param idle heap after every debtor had left memory
 * @param doubled heap after as many debtors again had been loaded and had left memory
 */
record IngestResult(
        Machine machine,
        Map<Integer, Double> sweep,
        int inFlight,
        int eventBytes,
        List<Double> limits,
        double limitRows,
        double rate,
        List<Window> rounds,
        @Nullable Window seventy,
        Processes.Cpu cpu,
        Processes.Cpu limitCpu,
        StatementCounts statements,
        @Nullable HeapCensus active,
        @Nullable HeapCensus idle,
        @Nullable HeapCensus doubled,
        JournalCount.Found journal,
        Tally tally) {
    private static final double DRIFT = 0.1;

    IngestResult {
        limits = List.copyOf(limits);
        rounds = List.copyOf(rounds);
    }

    double ours() {
        return median(rounds.stream().mapToDouble(Window::ackedPerSecond).toArray());
    }

    double limit() {
        return median(limits.stream().mapToDouble(each -> each).toArray());
    }

    /** @return of a round: ours to the mean of the limits before and after it */
    double ratio(int round) {
        return rounds.get(round).ackedPerSecond() * 2 / (limits.get(round) + limits.get(round + 1));
    }

    double ratio() {
        double[] ratios = new double[rounds.size()];
        Arrays.setAll(ratios, this::ratio);
        return median(ratios);
    }

    /** @return largest difference between the limits, as a share of their median */
    double drift() {
        double most = limits.stream().mapToDouble(each -> each).max().orElse(0);
        double least = limits.stream().mapToDouble(each -> each).min().orElse(0);
        return (most - least) / limit();
    }

    boolean drifted() {
        return drift() > DRIFT;
    }

    boolean saturated() {
        return rounds.stream().anyMatch(Window::saturated);
    }

    boolean sustained() {
        return rounds.stream().allMatch(Window::sustained);
    }

    long acked() {
        return rounds.stream().mapToLong(round -> round.whole().acked()).sum();
    }

    /** Whether every answer was as promised, and the journal holds what was answered. */
    boolean nothingLost() {
        return journal.right() && tally.wrongs().isEmpty();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
