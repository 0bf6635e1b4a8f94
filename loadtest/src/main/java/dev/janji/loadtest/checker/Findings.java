package dev.janji.loadtest.checker;

import java.util.ArrayList;
import java.util.List;

/** Collects the violations of one debtor. Confined to one thread. */
final class Findings {
    private final String debtor;
    private final List<Violation> violations = new ArrayList<>();

    Findings(String debtor) {
        this.debtor = debtor;
    }

    void add(Invariant invariant, String what, String... history) {
        violations.add(new Violation(invariant, debtor, what, List.of(history)));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
