package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.strategy.Action;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is due at one instant: one contact over all accounts of a debtor, or one hand-over. Immutable.
 *
 * @param nexts one an account, that of the worst account first; never empty
 * @param worst the account longest past due; of equals the first
 */
record Due(List<Plan.Next> nexts, Account worst) {

    /** @return null when nothing else is due now */
    static @Nullable Due of(Known known, RuleContext context, Halted halted) {
        Plan plan = new Plan(known, context);
        LocalDate today = context.today(known);
        List<Plan.Next> nexts = new ArrayList<>();
        Account worst = null;
        for (Account account : known.accounts()) {
            Plan.Next next = halted.covers(account.id()) ? null : plan.nextOf(account);
            if (next == null || next.at().isAfter(context.now())) {
                continue;
            }
            if (next.step().action() instanceof Action.HandOver) {
                return new Due(List.of(next), account);
            }
            boolean leads = worst == null
                    || account.ledger().daysPastDue(today) > worst.ledger().daysPastDue(today);
            nexts.add(leads ? 0 : nexts.size(), next);
            worst = leads ? account : worst;
        }
        return worst == null ? null : new Due(alike(nexts), worst);
    }

    /** A message stands for messages and a call for calls of the same agents; whatever else is due stays due. */
    private static List<Plan.Next> alike(List<Plan.Next> nexts) {
        if (nexts.size() > 1) {
            Action leading = nexts.get(0).step().action();
            nexts.removeIf(next -> next.step().action() instanceof Action.Call call
                    ? !call.isLike(leading)
                    : leading instanceof Action.Call);
        }
        return List.copyOf(nexts);
    }

    Plan.Next leading() {
        return nexts.get(0);
    }

    /** @return versions of the plans whose steps these are */
    Set<String> strategies() {
        String leading = leading().strategy().version();
        for (Plan.Next next : nexts) {
            if (!next.strategy().version().equals(leading)) {
                return nexts.stream().map(each -> each.strategy().version()).collect(Collectors.toUnmodifiableSet());
            }
        }
        return Set.of(leading);
    }

    /** @return all steps that are over with it, the leading one first */
    List<StepReference> steps() {
        if (nexts.size() == 1) {
            return leading().steps();
        }
        List<StepReference> steps = new ArrayList<>();
        nexts.forEach(next -> steps.addAll(next.steps()));
        return List.copyOf(steps);
    }
}
