package dev.janji.domain.testing;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A property that must hold for every seed. Each seed is a test of its own with the seed in its name; {@code -Dseed=17} runs that one
 * only, {@code -Dthorough} all of them. A failure is repeated with ever shorter prefixes of its commands, and the shortest one that fails is reported.
 */
public final class Property {
    /** A short run tries one in so many seeds ... */
    private static final int SHARE = 12;

    /** ... and never less. */
    private static final int FEWEST = 5;

    private final int seeds;
    private final int commands;

    private Property(int seeds, int commands) {
        this.seeds = seeds;
        this.commands = commands;
    }

    /** Runs the first so many things that a seed leads to, and throws when the property does not hold. */
    @FunctionalInterface
    public interface Check {
        void run(long seed, int commands);
    }

    /** Whether tests that take long shall do all that they can. */
    public static boolean isThorough() {
        return System.getProperty("thorough") != null;
    }

    /** @param seeds of a thorough run; a short one tries a few of them */
    public static Property of(int seeds, int commands) {
        return new Property(isThorough() ? seeds : Math.max(FEWEST, seeds / SHARE), commands);
    }

    public Stream<DynamicTest> holds(Check check) {
        String only = System.getProperty("seed", "");
        LongStream all = only.isEmpty() ? LongStream.range(0, seeds) : LongStream.of(Long.parseLong(only));
        return all.mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed, check)));
    }

    private void run(long seed, Check check) {
        Throwable whole = failure(seed, commands, check);
        if (whole == null) {
            return;
        }
        int fine = 0;
        int fails = commands;
        while (fails - fine > 1) {
            int middle = (fine + fails) >>> 1;
            if (failure(seed, middle, check) == null) {
                fine = middle;
            } else {
                fails = middle;
            }
        }
        Throwable shortest = failure(seed, fails, check);
        throw new AssertionError(
                "Expected the property to hold, but it fails after " + fails + " commands; run again with -Dseed="
                        + seed + ": " + (shortest == null ? whole : shortest).getMessage(),
                shortest == null ? whole : shortest);
    }

    @SuppressWarnings("CatchingUnchecked")
    private static Throwable failure(long seed, int commands, Check check) {
        try {
            check.run(seed, commands);
            return null;
        } catch (AssertionError | RuntimeException failure) {
            return failure;
        }
    }
}
