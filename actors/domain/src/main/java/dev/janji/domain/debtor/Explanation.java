package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.stop.Stop;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why the last step was taken, and what the debtor waits for. Contains no personal data.
 *
 * @param lastDecision as it was stored; null before the first
 * @param until when time alone ends the wait; null when only an event can
 * @param ruleIds of what keeps it waiting
 * @param sameRules whether what is awaited was judged by the strategy and the policy that made the last decision
 */
public record Explanation(
        @Nullable DebtorEvent lastDecision,
        Awaited awaited,
        @Nullable Instant until,
        List<String> ruleIds,
        boolean sameRules) {
    public Explanation {
        ruleIds = List.copyOf(ruleIds);
    }

    static Explanation of(DebtorState state, RuleContext context) {
        if (!(state instanceof Known known)) {
            return new Explanation(null, new Awaited.FirstWord(), null, List.of(), true);
        }
        DebtorEvent last = known.lastDecision();
        boolean sameRules = last == null || sameRules(last, context.rules());
        if (known.lifeCycle() == LifeCycle.LOADING) {
            return new Explanation(last, new Awaited.GoLive(), null, List.of(), sameRules);
        }
        if (known.lifeCycle() == LifeCycle.ERASED) {
            return new Explanation(last, new Awaited.Nothing(), null, List.of(), sameRules);
        }
        Attempt open = known.openAttempt();
        if (open != null) {
            return new Explanation(
                    last,
                    new Awaited.ChannelAnswer(open.channel(), open.id()),
                    Contacts.deadline(open, context),
                    List.of(),
                    sameRules);
        }
        LiveLead lead = known.lead();
        if (lead != null) {
            return new Explanation(last, Awaited.LiveAgent.of(lead), lead.lookAt(), List.of(), sameRules);
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
            Awaited awaited = suspended.isEmpty() ? new Awaited.NewDueDate() : new Awaited.EndOfSuspension();
            return new Explanation(last, awaited, null, List.copyOf(suspended), sameRules);
        }
        TreeSet<String> ruleIds = new TreeSet<>(earliest.waitsFor());
        if (last instanceof DebtorEvent.ContactDeferred deferred
                && deferred.until().equals(earliest.at())
                && (deferred.stops().isEmpty() || Halted.stopOf(known, earliest, context) != null)) {
            ruleIds.addAll(deferred.ruleIds());
        }
        Stop stop = Halted.stopOf(known, earliest, context);
        return new Explanation(
                last,
                stop == null
                        ? new Awaited.NextStep(earliest.reference())
                        : new Awaited.EndOfStop(earliest.reference(), stop),
                plan.halted(earliest),
                List.copyOf(ruleIds),
                sameRules);
    }

    /** A version of the strategy that still works accounts decides as it did. */
    private static boolean sameRules(DebtorEvent decision, RuleContext.LenderRules rules) {
        if (decision instanceof DebtorEvent.ContactAuthorized made) {
            return same(made.strategyVersion(), made.policyVersion(), rules);
        }
        if (decision instanceof DebtorEvent.ContactDeferred made) {
            return same(made.strategyVersion(), made.policyVersion(), rules);
        }
        if (decision instanceof DebtorEvent.ContactRefused made) {
            return same(made.strategyVersion(), made.policyVersion(), rules);
        }
        return !(decision instanceof DebtorEvent.AccountHandedOver made)
                || rules.strategies().find(made.strategyVersion()) != null;
    }

    private static boolean same(String strategy, String policy, RuleContext.LenderRules rules) {
        return rules.strategies().find(strategy) != null
                && rules.policy().version().equals(policy);
    }
}
