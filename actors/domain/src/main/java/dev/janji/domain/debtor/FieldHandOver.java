package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.strategy.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account may be given to field collectors, and whether it may stay with them. To hand data over is no visit, so the hour does not matter; when somebody may go
 * is said in the {@link FieldCase}.
 */
public final class FieldHandOver {
    /** Personal data is gone. */
    public static final String ERASED = "ERASED";

    /** The account is closed, recalled or written off, or the debtor is not worked. */
    public static final String CLOSED = "CLOSED";

    /** The lender placed the account with somebody. */
    public static final String PLACED = "PLACED";

    /** What it was handed over for is not overdue any more. */
    public static final String SETTLED = "SETTLED";

    /** No pack of the lender says when a visit may begin. */
    public static final String NO_VISITING_HOURS = "NO-VISITING-HOURS";

    private FieldHandOver() {}

    /** @return the debtor's first own, verified and usable postal address; null when there is none */
    public static @Nullable ContactPoint address(Known known) {
        for (ContactPoint point : known.profile().contactPoints()) {
            if (point.channel() == Channel.LETTER
                    && point.role() == ContactPoint.Role.OWN
                    && !point.address().isBlank()
                    && Contactability.of(point, known).kind() == Contactability.Kind.USABLE) {
                return point;
            }
        }
        return null;
    }

    /** @return ids of the rules against a step's hand-over; empty when none is, and for every other receiver */
    static List<String> refusing(Known known, Due due, Action.Receiver to, RuleContext context) {
        return to == Action.Receiver.FIELD ? againstVisit(known, due.worst(), context) : List.of();
    }

    /** A pack that says nothing of visits demands nothing. */
    private static List<String> againstVisit(Known known, Account account, RuleContext context) {
        List<FieldTerms> terms = context.rules().policy().field();
        if (terms.isEmpty()) {
            return List.of();
        }
        ContactPoint point = address(known);
        if (point == null) {
            return terms.stream().map(FieldTerms::id).distinct().sorted().toList();
        }
        ContactProposal proposal = Proposals.about(known, List.of(account), ContactProposal.Purpose.COLLECTION, context)
                .to(point);
        return context.rules().policy().againstVisit(proposal, context.today(known));
    }

    /**
     * Whether a case may be with field collectors now: written, or left there.
     *
     * @param context with the stops that stand
     * @return ids of what is against it: of rules of the packs, of what suspends the account, of a {@link #CLOSED word of this class}; empty when nothing is
     */
    public static List<String> against(DebtorState state, AccountId id, RuleContext context) {
        if (!(state instanceof Known known)) {
            return List.of(CLOSED);
        }
        if (known.lifeCycle() == LifeCycle.ERASED) {
            return List.of(ERASED);
        }
        Account account = known.account(id);
        if (known.lifeCycle() != LifeCycle.ACTIVE || account == null || account.status() != Account.Status.OPEN) {
            return List.of(CLOSED);
        }
        StepProgress.HandedOver to = account.handedOver();
        if (to == null || to.to() != Action.Receiver.FIELD) {
            return List.of(account.progress().handedOver() == null ? PLACED : SETTLED);
        }
        List<String> against = new ArrayList<>(0);
        String strategy = Course.of(known, account, context).strategy().version();
        if (context.stops().ofPlan(context.debtor().lender(), strategy) != null) {
            against.add(Halted.STOP);
        }
        for (String suspension : new Plan(known, context).suspendedBy(account)) {
            // Whom nobody reached by telephone may be found at home.
            if (!suspension.equals(Plan.HANDED_OVER)
                    && !suspension.equals(Plan.SKIP_TRACE)
                    && !against.contains(suspension)) {
                against.add(suspension);
            }
        }
        againstVisit(known, account, context).stream()
                .filter(rule -> !against.contains(rule))
                .forEach(against::add);
        if (against.isEmpty() && FieldCase.hours(known, context) == null) {
            against.add(NO_VISITING_HOURS);
        }
        return List.copyOf(against);
    }
}
