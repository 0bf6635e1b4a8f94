package dev.janji.domain.strategy;

import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.Slices;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Champion and challengers: each debtor falls on one side for as long as the split has its name and its shares. Immutable.
 *
 * @param name part of what is hashed, so that two splits cut across each other
 * @param arms whose shares make 100
 */
public record Split(String name, List<Arm> arms) {
    private static final int WHOLE = 100;

    /** One side. @param percent of the debtors, from 1 */
    public record Arm(String name, int percent) {}

    /** @throws IllegalArgumentException when the shares do not make 100 */
    public Split {
        arms = List.copyOf(arms);
        int sum = 0;
        for (Arm arm : arms) {
            if (arm.percent() < 1) {
                throw new IllegalArgumentException("Expected arm " + arm.name() + " of split " + name
                        + " to have a share of 1 or more, but got " + arm.percent());
            }
            sum += arm.percent();
        }
        if (sum != WHOLE) {
            throw new IllegalArgumentException(
                    "Expected the shares of split " + name + " to make 100, but they make " + sum);
        }
    }

    /** @return the debtor's arm; empty without a split */
    public static String armOf(@Nullable Split split, DebtorKey debtor) {
        if (split == null) {
            return "";
        }
        int place = Slices.sliceOf(split.name() + "/" + debtor.entityId(), WHOLE);
        for (Arm arm : split.arms()) {
            place -= arm.percent();
            if (place < 0) {
                return arm.name();
            }
        }
        throw new IllegalStateException("Expected shares that make 100, but " + split.name() + " has others");
    }
}
