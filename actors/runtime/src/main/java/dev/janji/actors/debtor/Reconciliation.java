package dev.janji.actors.debtor;

import dev.janji.domain.debtor.AccountBalance;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A lender's accounts and balances as of an instant. Immutable.
 *
 * @param lines one for each currency and bucket, sorted by them
 */
public record Reconciliation(Instant asOf, long debtors, List<Line> lines) {
    public Reconciliation {
        lines = List.copyOf(lines);
    }

    /** So many accounts owe so much. */
    public record Line(String currency, String bucket, long accounts, long balanceMinor) {}

    /** Adds up debtor by debtor. Not thread-safe. */
    static final class Sum {
        private record Slot(String currency, String bucket) {}

        private final Map<Slot, Line> lines = new HashMap<>();
        private long debtors;

        Sum add(List<AccountBalance> balances) {
            debtors++;
            for (AccountBalance each : balances) {
                Slot slot = new Slot(each.balance().currency().getCurrencyCode(), each.bucket());
                lines.merge(
                        slot,
                        new Line(
                                slot.currency(),
                                slot.bucket(),
                                1,
                                each.balance().minor()),
                        (a, b) -> new Line(
                                a.currency(),
                                a.bucket(),
                                a.accounts() + 1,
                                Math.addExact(a.balanceMinor(), b.balanceMinor())));
            }
            return this;
        }

        Reconciliation asOf(Instant instant) {
            return new Reconciliation(
                    instant,
                    debtors,
                    lines.values().stream()
                            .sorted(Comparator.comparing(Line::currency).thenComparing(Line::bucket))
                            .toList());
        }
    }
}
