package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps that are due at one instant, over all accounts of a debtor. Immutable.
 *
 * @param steps one an account, that of the worst account first; never empty
 * @param worst the account longest past due; of equals the first
 */
record Due(List<StepReference> steps, Account worst) {

    /** @return null when nothing is due now */
    static @Nullable Due of(Known known, RuleContext context) {
        Plan plan = new Plan(known, context);
        LocalDate today = context.today(known);
        List<StepReference> steps = new ArrayList<>();
        Account worst = null;
        for (Account account : known.accounts()) {
            Plan.Next next = plan.nextOf(account);
            if (next == null || next.at().isAfter(context.now())) {
                continue;
            }
            boolean leads = worst == null
                    || account.ledger().daysPastDue(today) > worst.ledger().daysPastDue(today);
            steps.add(leads ? 0 : steps.size(), next.step());
            worst = leads ? account : worst;
        }
        return worst == null ? null : new Due(List.copyOf(steps), worst);
    }
}
