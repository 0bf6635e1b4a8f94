package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that the debtor was promised, or asked for in a reply, and an agent of the house is to make. The debtor asked for it, so a promise, an offer or a rest does not
 * hold it back; what stops every contact with an account does.
 *
 * @param accounts that it is about, the one longest past due first; never empty
 */
record PromisedCall(Callback callback, List<Account> accounts) {
    /** The text of which an agent reads the voice part. */
    static final String TEMPLATE = "callback";

    /** A desk seeks an agent from so long before the promised time. */
    static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Set<String> NO_MATTER =
            Set.of(Plan.PROMISE, Plan.OFFER, Plan.CALLBACK, Plan.QUIET, Plan.AGEING_PAUSED);

    /** @return the one that is promised for first; null when there is none, or none is made by this house */
    static @Nullable PromisedCall next(Known known, RuleContext context) {
        if (context.rules().callbackQueue() == null
                || known.dialogue().isSilent()
                || known.lifeCycle() != DebtorState.LifeCycle.ACTIVE) {
            return null;
        }
        Callback first = null;
        ZoneId zone = context.rules().policy().dayZone(known.profile().homeZone());
        for (Callback each : known.dialogue().wantedCalls(context.rules().quiet(), zone)) {
            boolean open = each.until().isAfter(context.now()) && each.from().isBefore(each.until());
            if (open && (first == null || each.from().isBefore(first.from()))) {
                first = each;
            }
        }
        List<Account> accounts = first == null ? List.of() : accounts(known, context);
        return first == null || accounts.isEmpty() ? null : new PromisedCall(first, accounts);
    }

    private static List<Account> accounts(Known known, RuleContext context) {
        Plan plan = new Plan(known, context);
        LocalDate today = context.today(known);
        List<Account> accounts = new ArrayList<>();
        int most = Integer.MIN_VALUE;
        for (Account account : known.accounts()) {
            if (account.status() == Account.Status.OPEN && NO_MATTER.containsAll(plan.suspendedBy(account))) {
                int days = account.ledger().daysPastDue(today);
                accounts.add(days > most ? 0 : accounts.size(), account);
                most = Math.max(most, days);
            }
        }
        return accounts;
    }

    /** When it is offered to a desk. */
    Instant offeredFrom() {
        return callback.from().minus(AHEAD);
    }

    Account worst() {
        return accounts.get(0);
    }

    List<StepReference> steps() {
        List<StepReference> steps = new ArrayList<>(accounts.size());
        for (Account account : accounts) {
            steps.add(StepReference.ofCallback(account, callback.id()));
        }
        return steps;
    }

    Strategy strategy(Known known, RuleContext context) {
        return Course.of(known, worst(), context).strategy();
    }

    /** Judged for the promised time, or for now when that is over. */
    Choice choice(Known known, ContactProposal.@Nullable Agent agent, RuleContext context) {
        Strategy strategy = strategy(known, context);
        ContactPointId asked = numberOf(known);
        return Choice.of(
                known,
                Proposals.about(known, accounts, Purpose.COLLECTION, context),
                context.rules().policyOf(strategy),
                new Choice.Wish(
                        List.of(Channel.VOICE),
                        (channel, id) -> asked != null && !asked.equals(id),
                        TEMPLATE,
                        Set.of(strategy.version()),
                        agent,
                        callback.from().isAfter(context.now()) ? callback.from() : context.now()),
                context);
    }

    /** @return the number that the debtor wants to be called on; null when any will do, or it is none of the debtor's telephones any more */
    private @Nullable ContactPointId numberOf(Known known) {
        ContactPointId asked = callback.point();
        ContactPoint point = asked == null ? null : known.profile().contactPoint(asked);
        return point != null && point.channel() == Channel.VOICE ? asked : null;
    }
}
