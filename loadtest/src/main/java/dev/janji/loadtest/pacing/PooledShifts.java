package dev.janji.loadtest.pacing;

import java.util.List;

/** The shifts of one rule in one scenario, seed by seed. Immutable. */
record PooledShifts(List<ShiftResult> shifts) {
    /** Percent of live answers, in any shift. */
    static final double LIMIT = 3.0;

    PooledShifts {
        shifts = List.copyOf(shifts);
    }

    /** Percent of staffed time. */
    double utilisation() {
        return 100 * busySeconds() / staffedSeconds();
    }

    /** Percent of live answers. */
    double abandoned() {
        long answered = shifts.stream().mapToLong(ShiftResult::answered).sum();
        long abandoned = shifts.stream().mapToLong(ShiftResult::abandoned).sum();
        return answered == 0 ? 0 : 100.0 * abandoned / answered;
    }

    /** Seconds that an agent waits for a conversation. */
    double idleSeconds() {
        long connected = shifts.stream().mapToLong(ShiftResult::connected).sum();
        return (staffedSeconds() - busySeconds()) / Math.max(1, connected);
    }

    /** Percent abandoned in the worst hour of all shifts. */
    double worstHour() {
        return shifts.stream().mapToDouble(ShiftResult::worstHour).max().orElse(0);
    }

    /** Percent of the shifts that kept within the limit. */
    double within() {
        return 100.0
                * shifts.stream().filter(each -> each.abandonedShare() <= LIMIT).count()
                / shifts.size();
    }

    /** Points of utilisation of the seed that did worst beside the same seed of another rule. */
    double leastAhead(PooledShifts other) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < shifts.size(); i++) {
            least = Math.min(
                    least, shifts.get(i).utilisation() - other.shifts.get(i).utilisation());
        }
        return least;
    }

    private double busySeconds() {
        return shifts.stream().mapToDouble(ShiftResult::busySeconds).sum();
    }

    private double staffedSeconds() {
        return shifts.stream().mapToDouble(ShiftResult::staffedSeconds).sum();
    }
}
