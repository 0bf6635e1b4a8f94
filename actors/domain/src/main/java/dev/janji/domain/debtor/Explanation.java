package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why the last step was taken, and what the debtor waits for. Contains no personal data.
 *
 * @param lastDecision null before the first
 * @param waitsFor in words
 * @param until null when only an event can change something
 * @param ruleIds of what keeps it waiting
 */
public record Explanation(
        @Nullable DebtorEvent lastDecision,
        String waitsFor,
        @Nullable Instant until,
        List<String> ruleIds) {
    public Explanation {
        ruleIds = List.copyOf(ruleIds);
    }

    static Explanation of(DebtorState state, RuleContext context) {
        if (!(state instanceof Known known)) {
            return new Explanation(null, "The lender has not told of this debtor", null, List.of());
        }
        DebtorEvent last = known.lastDecision();
        if (known.lifeCycle() == LifeCycle.LOADING) {
            return new Explanation(last, "The lender's go-live: history is still being loaded", null, List.of());
        }
        if (known.lifeCycle() == LifeCycle.ERASED) {
            return new Explanation(last, "Nothing: the debtor was erased", null, List.of());
        }
        Attempt open = known.openAttempt();
        if (open != null) {
            return new Explanation(
                    last,
                    "The " + open.channel() + " channel's answer to attempt " + open.id(),
                    Contacts.deadline(open, context),
                    List.of());
        }
        Plan plan = new Plan(known, context);
        Plan.Next earliest = null;
        TreeSet<String> suspended = new TreeSet<>();
        for (Account account : known.accounts()) {
            Plan.Next next = plan.nextOf(account);
            if (next != null && (earliest == null || next.at().isBefore(earliest.at()))) {
                earliest = next;
            }
            if (account.status() == Account.Status.OPEN && account.ledger().balanceMinor() > 0) {
                suspended.addAll(plan.suspendedBy(account));
            }
        }
        if (earliest == null) {
            String what = suspended.isEmpty()
                    ? "A new due date, or any other event: no step is ahead"
                    : "The end of what suspends collection";
            return new Explanation(last, what, null, List.copyOf(suspended));
        }
        TreeSet<String> ruleIds = new TreeSet<>(earliest.waitsFor());
        if (last instanceof DebtorEvent.ContactDeferred deferred
                && deferred.until().equals(earliest.at())) {
            ruleIds.addAll(deferred.ruleIds());
        }
        return new Explanation(
                last,
                "Step " + earliest.reference().name() + " for the due date "
                        + earliest.reference().anchor() + " of account "
                        + earliest.reference().account(),
                earliest.at(),
                List.copyOf(ruleIds));
    }
}
