package dev.janji.loadtest.ingest;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Whose turn it is: every debtor alike, or a few hot ones most of the time (Zipf). Confined to one thread. */
final class Choice {
    /** Coprime to every number of debtors that it does not divide; spreads the hot ones over slices and streams. */
    private static final long SPREAD = 1_000_003L;

    private final int debtors;
    private final double[] cumulated;
    private final SplittableRandom random;

    private Choice(int debtors, double[] cumulated, long seed) {
        this.debtors = debtors;
        this.cumulated = cumulated;
        this.random = new SplittableRandom(seed);
    }

    /** @param exponent of Zipf's law, such as 0.99; 0 for every debtor alike */
    static Choice among(int debtors, double exponent, long seed) {
        if (exponent == 0) {
            return new Choice(debtors, new double[0], seed);
        }
        double[] cumulated = new double[debtors];
        double sum = 0;
        for (int rank = 0; rank < debtors; rank++) {
            sum += Math.pow(rank + 1, -exponent);
            cumulated[rank] = sum;
        }
        return new Choice(debtors, cumulated, seed);
    }

    int debtor() {
        if (cumulated.length == 0) {
            return random.nextInt(debtors);
        }
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[debtors - 1]);
        long rank = Math.min(debtors - 1, found < 0 ? -found - 1 : found);
        return (int) (rank * SPREAD % debtors);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
