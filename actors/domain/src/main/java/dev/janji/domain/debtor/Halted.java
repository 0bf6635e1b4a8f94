package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is due at one wake-up and halted by stops: it stays due, and one event says so for as long as the same stops halt the same steps.
 * Of one decision; confined to one thread.
 */
final class Halted {
    /** Under this id events and explanations name a stop. */
    static final String STOP = "STOP";

    private final RuleContext context;
    private final Set<AccountId> accounts = new HashSet<>();
    private final List<StepReference> steps = new ArrayList<>();
    private final List<StopId> stops = new ArrayList<>();
    private final TreeSet<String> ruleIds = new TreeSet<>();
    private Instant until;
    private @Nullable Strategy strategy;

    Halted(RuleContext context) {
        this.context = context;
        this.until = context.stops().lookAgain(context.debtor(), context.now());
    }

    /** @param otherwise when another way to make the contact opens; null when none is known */
    void add(Plan.Next next, Stop stop, Verdict.@Nullable Deferred otherwise) {
        accounts.add(next.reference().account());
        steps.addAll(next.steps());
        ruleIds.add(STOP);
        if (!stops.contains(stop.id())) {
            stops.add(stop.id());
        }
        strategy = strategy == null ? next.strategy() : strategy;
        if (otherwise != null) {
            ruleIds.addAll(otherwise.ruleIds());
            until = otherwise.until().isBefore(until) ? otherwise.until() : until;
        }
    }

    boolean covers(AccountId account) {
        return accounts.contains(account);
    }

    /** @return null when nothing is halted, or the last decision says the same */
    DebtorEvent.@Nullable ContactDeferred toTell(Known known) {
        Strategy first = strategy;
        if (first == null
                || known.lastDecision() instanceof DebtorEvent.ContactDeferred last
                        && last.steps().equals(steps)
                        && last.stops().equals(stops)
                        && last.ruleIds().equals(List.copyOf(ruleIds))) {
            return null;
        }
        return new DebtorEvent.ContactDeferred(
                context.now(),
                DebtorRules.VERSION,
                steps,
                until,
                List.copyOf(ruleIds),
                first.version(),
                context.rules().policy().version(),
                stops);
    }

    /** @return the stop that halts this step by the last decision and still stands; null when none does */
    static @Nullable Stop stopOf(Known known, Plan.Next next, RuleContext context) {
        if (known.lastDecision() instanceof DebtorEvent.ContactDeferred last
                && last.steps().contains(next.reference())) {
            for (StopId id : last.stops()) {
                Stop stop = context.stops().find(id);
                if (stop != null) {
                    return stop;
                }
            }
        }
        return null;
    }
}
