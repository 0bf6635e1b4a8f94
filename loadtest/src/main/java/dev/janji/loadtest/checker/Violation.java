package dev.janji.loadtest.checker;

import java.util.List;

/**
 * A broken invariant with the smallest history that shows it. Immutable; ids only.
 *
 * @param debtor {@code <lender>~<debtor>}
 */
public record Violation(Invariant invariant, String debtor, String what, List<String> history) {
    public Violation {
        history = List.copyOf(history);
    }
}
