package dev.janji.loadtest.checker;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the checker found. Immutable.
 *
 * @param checked how many events, rows, contacts and readings were looked at
 */
public record Verdict(List<Violation> violations, Checked checked) {
    private static final int SHOWN_PER_INVARIANT = 5;

    /** How much was looked at. */
    public record Checked(int debtors, long facts, long rows, long contacts, long readings) {}

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** @return the same with what else was found */
    public Verdict and(List<Violation> more) {
        List<Violation> all = new ArrayList<>(violations);
        all.addAll(more);
        return new Verdict(all, checked);
    }

    public boolean kept() {
        return violations.isEmpty();
    }

    /** @return how often each invariant is broken; every invariant is there */
    public Map<Invariant, Integer> counts() {
        Map<Invariant, Integer> counts = new EnumMap<>(Invariant.class);
        for (Invariant invariant : Invariant.values()) {
            counts.put(invariant, 0);
        }
        violations.forEach(violation -> counts.merge(violation.invariant(), 1, Integer::sum));
        return counts;
    }

    /** Prints each violated invariant with its smallest histories, a few of each. */
    public void print(PrintWriter out) {
        out.printf(
                "Looked at %,d debtors: %,d events sent, %,d rows of the journal, %,d contacts at providers, %,d readings.%n",
                checked.debtors(), checked.facts(), checked.rows(), checked.contacts(), checked.readings());
        counts().forEach((invariant, count) -> {
            out.printf("  %s %-8s %s%n", count == 0 ? "kept  " : "BROKEN", invariant, invariant.sentence());
            violations.stream()
                    .filter(violation -> violation.invariant() == invariant)
                    .limit(SHOWN_PER_INVARIANT)
                    .forEach(violation -> {
                        out.printf("      %s: %s%n", violation.debtor(), violation.what());
                        violation.history().forEach(line -> out.printf("        %s%n", line));
                    });
            if (count > SHOWN_PER_INVARIANT) {
                out.printf("      and %,d more%n", count - SHOWN_PER_INVARIANT);
            }
        });
        out.flush();
    }
}
