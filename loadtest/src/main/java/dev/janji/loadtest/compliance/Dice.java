package dev.janji.loadtest.compliance;

import java.util.List;
import java.util.SplittableRandom;

/** Chance, the same for the same seed. Confined to one thread. */
final class Dice {
    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** @return from the first to the last number, both included */
    int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    /** @return from 0 to before the bound, 0 when there is no room */
    long below(long bound) {
        return bound <= 0 ? 0 : random.nextLong(bound);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
