package dev.janji.actors.debtor;

import dev.janji.domain.debtor.Outlook;
import dev.janji.domain.debtor.Outlook.Place;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.policy.ContactRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What other rules would do to a lender's debtors now. Immutable.
 *
 * @param changed debtors for whom anything would change
 * @param otherWakeUp debtors whose next wake-up would be another instant
 * @param moves sorted, the most accounts first
 */
public record RulesEffect(long debtors, long accounts, long changed, long otherWakeUp, List<Move> moves) {
    public RulesEffect {
        moves = List.copyOf(moves);
    }

    /** So many accounts would go from one to another. @param from empty when they were in none, and so {@code to} */
    public record Move(Kind kind, String from, String to, long accounts) {}

    /** Between what. */
    public enum Kind {
        BUCKET,
        STRATEGY,
        SEGMENT
    }

    /** Adds up debtor by debtor. Not thread-safe. */
    static final class Sum {
        private record Slot(Kind kind, String from, String to) {}

        private final LenderRules rules;
        private final Map<Slot, Long> moves = new HashMap<>();
        private long debtors;
        private long accounts;
        private long changed;
        private long otherWakeUp;

        /** @param rules that are tried */
        Sum(LenderRules rules) {
            this.rules = rules;
        }

        Sum add(DebtorView view) {
            Outlook now = outlook(view, view.rules());
            Outlook then = outlook(view, rules);
            debtors++;
            accounts += now.accounts().size();
            if (!now.equals(then)) {
                changed++;
            }
            if (!Objects.equals(now.nextWakeUp(), then.nextWakeUp())) {
                otherWakeUp++;
            }
            now.accounts().forEach((account, before) -> {
                Place after = then.accounts().getOrDefault(account, before);
                moved(Kind.BUCKET, before.bucket(), after.bucket());
                moved(Kind.STRATEGY, before.strategyVersion(), after.strategyVersion());
                moved(Kind.SEGMENT, before.segment(), after.segment());
            });
            return this;
        }

        /** As if no stop stood, and nobody had contacted the same person as another debtor: neither depends on the rules tried. */
        private static Outlook outlook(DebtorView view, LenderRules rules) {
            return Outlook.of(
                    view.state(),
                    RuleContext.at(view.debtor(), view.computedAt(), rules).with(ContactRecord.NONE));
        }

        private void moved(Kind kind, String from, String to) {
            if (!from.equals(to)) {
                moves.merge(new Slot(kind, from, to), 1L, Long::sum);
            }
        }

        RulesEffect result() {
            List<Move> all = new ArrayList<>();
            moves.forEach((slot, number) -> all.add(new Move(slot.kind(), slot.from(), slot.to(), number)));
            all.sort(Comparator.comparing(Move::kind)
                    .thenComparing(Comparator.comparingLong(Move::accounts).reversed())
                    .thenComparing(Move::from)
                    .thenComparing(Move::to));
            return new RulesEffect(debtors, accounts, changed, otherWakeUp, all);
        }
    }
}
