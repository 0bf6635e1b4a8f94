package dev.janji.loadtest.portfolio;

import java.util.SplittableRandom;

/**
 * Seeded draws for one client. Each draw has a name and does not depend on the draws before it, so that a new assumption leaves the others
 * as they were. Immutable.
 */
record Draws(long seed, int client) {
    private static final long PRIME = 0x100000001b3L;

    /** @return evenly from 0 up to, not including, 1 */
    double share(String what) {
        long h = seed * 0x9E3779B97F4A7C15L + client;
        for (int i = 0; i < what.length(); i++) {
            h = (h ^ what.charAt(i)) * PRIME;
        }
        return new SplittableRandom(h).split().nextDouble();
    }

    boolean chance(double probability, String what) {
        return share(what) < probability;
    }

    /** @return evenly from {@code low} to {@code high}, both included; {@code low} when the range is empty */
    int between(int low, int high, String what) {
        return high <= low ? low : low + (int) (share(what) * (high - low + 1));
    }
}
