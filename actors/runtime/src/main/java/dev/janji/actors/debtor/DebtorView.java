package dev.janji.actors.debtor;

import dev.janji.domain.debtor.Circumstances;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Explanation;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a debtor looks like at an instant. Immutable; its text form holds ids only.
 *
 * @param today the debtor's local date at {@code computedAt}
 * @param nextWakeUp null when the debtor waits for no time
 */
public record DebtorView(
        DebtorKey debtor,
        DebtorState state,
        Explanation explanation,
        @Nullable Instant nextWakeUp,
        Instant computedAt,
        LocalDate today,
        LenderRules rules) {
    /** Judges a state at the context's instant and by its rules. */
    static DebtorView of(DebtorKey debtor, DebtorState state, RuleContext context) {
        return new DebtorView(
                debtor,
                state,
                DebtorRules.explain(state, context),
                DebtorRules.outstanding(state, context).nextWakeUp(),
                context.now(),
                context.today(state),
                context.rules());
    }

    /** The zone in which the debtor's days are counted. */
    public ZoneId zone() {
        return rules.policy()
                .dayZone(
                        state instanceof DebtorState.Known known
                                ? known.profile().homeZone()
                                : null);
    }

    /** What the rules look at, at {@code computedAt}. @param known the state of this view */
    public Circumstances circumstances(DebtorState.Known known) {
        return DebtorRules.circumstances(known, RuleContext.at(debtor, computedAt, rules));
    }

    @Override
    public String toString() {
        return "DebtorView[" + debtor + ", seq=" + state.version() + "]";
    }
}
