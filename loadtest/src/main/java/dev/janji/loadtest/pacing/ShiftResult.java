package dev.janji.loadtest.pacing;

/**
 * What a shift came to. Immutable.
 *
 * @param busySeconds of talk and wrap-up with persons
 * @param staffedSeconds of agents logged in
 * @param answered by persons
 * @param abandoned of those, with those that detection took for machines
 * @param connected to persons
 * @param worstHour share abandoned in the worst clock hour of the shift
 */
record ShiftResult(
        double busySeconds, double staffedSeconds, long answered, long abandoned, long connected, double worstHour) {
    /** Percent. */
    double utilisation() {
        return 100 * busySeconds / staffedSeconds;
    }

    /** Percent. */
    double abandonedShare() {
        return answered == 0 ? 0 : 100.0 * abandoned / answered;
    }
}
