package dev.janji.actors.debtor;

import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Explanation;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.time.LocalDate;
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
    @Override
    public String toString() {
        return "DebtorView[" + debtor + ", seq=" + state.version() + "]";
    }
}
