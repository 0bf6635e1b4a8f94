package dev.janji.domain.debtor;

import dev.janji.domain.account.Ledger;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.StepProgress.Assignment;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The version and the segment by which an account is worked.
 *
 * @param segment null when the account is in none
 */
record Course(Strategy strategy, @Nullable Segment segment) {

    /** @return what the account was assigned to; what it would be assigned to when it was not, or when that version is gone */
    static Course of(Known known, Account account, RuleContext context) {
        Assignment assignment = account.progress().assignment();
        Strategy assigned =
                assignment == null ? null : context.rules().strategies().find(assignment.strategyVersion());
        if (assignment == null || assigned == null) {
            Strategy current = context.rules().strategies().current();
            return new Course(current, current.segmentOf(facts(known, account, current, context)));
        }
        return new Course(assigned, assigned.segment(assignment.segment()));
    }

    private static DebtorSegmentFacts facts(Known known, Account account, Strategy strategy, RuleContext context) {
        return new DebtorSegmentFacts(known, account, strategy, context, context.today(known));
    }

    /** @return the move of an account to the segment and the version that its facts ask for; null when it stays or is not worked */
    static DebtorEvent.@Nullable SegmentEntered entered(Known known, Account account, RuleContext context) {
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        if (known.lifeCycle() != DebtorState.LifeCycle.ACTIVE
                || account.status() != Account.Status.OPEN
                || dueDate == null) {
            return null;
        }
        Strategy strategy = versionFor(known, account, dueDate, context);
        Assignment before = account.progress().assignment();
        String stays = before != null && before.strategyVersion().equals(strategy.version()) ? before.segment() : null;
        if (stays != null && strategy.worksAllAlike()) {
            return null;
        }
        Segment segment = strategy.segmentOf(facts(known, account, strategy, context));
        String name = segment == null ? "" : segment.name();
        return name.equals(stays)
                ? null
                : new DebtorEvent.SegmentEntered(
                        context.now(),
                        DebtorRules.VERSION,
                        account.id(),
                        before == null ? "" : before.segment(),
                        name,
                        strategy.version(),
                        Split.armOf(strategy.split(), context.debtor()));
    }

    private static Strategy versionFor(Known known, Account account, LocalDate dueDate, RuleContext context) {
        Strategies strategies = context.rules().strategies();
        Strategy current = strategies.current();
        Assignment before = account.progress().assignment();
        Strategy running = before == null ? null : strategies.find(before.strategyVersion());
        if (running == null || running.version().equals(current.version())) {
            return current;
        }
        boolean comes = switch (current.migration()) {
            case AT_ONCE -> true;
            case AT_THE_NEXT_DUE_DATE -> account.progress().isFresh(Anchor.dueDate(dueDate));
            case WHEN_CURRENT -> account.ledger().daysPastDue(context.today(known)) <= 0;
        };
        return comes ? current : running;
    }

    /** @return the next local midnight at which time alone may move the account to another segment; null when there is none */
    @Nullable
    Instant nextBorder(Known known, Account account, RuleContext context) {
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        if (dueDate == null || strategy.worksAllAlike()) {
            return null;
        }
        DebtorSegmentFacts facts = facts(known, account, strategy, context);
        LocalDate day = strategy.borders()
                .nextDay(facts, facts.today(), dueDate, account.ledger().ageing());
        LocalDate more = moreIsOverdueOn(account, facts.today().isBefore(dueDate) ? dueDate : facts.today());
        LocalDate first = earlier(earlier(day, more), debtorMovesOn(known, facts.today()));
        return first == null
                ? null
                : first.atStartOfDay(
                                context.rules().policy().dayZone(known.profile().homeZone()))
                        .toInstant();
    }

    /** @return the day on which the days past due of some open account, and so of the debtor, may cross a border; null when none does */
    private @Nullable LocalDate debtorMovesOn(Known known, LocalDate today) {
        LocalDate first = null;
        for (Account each : known.accounts()) {
            LocalDate dueDate = each.ledger().earliestUnpaidDueDate();
            if (each.status() == Account.Status.OPEN && dueDate != null) {
                first = earlier(
                        first,
                        strategy.borders()
                                .nextDebtorDay(
                                        each.ledger().daysPastDue(today),
                                        today,
                                        dueDate,
                                        each.ledger().ageing()));
            }
        }
        return first;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /** @return the day after the first due date from then on: what is overdue grows on it; null when there is none */
    private static @Nullable LocalDate moreIsOverdueOn(Account account, LocalDate from) {
        for (Ledger.Due due : account.ledger().dues()) {
            if (!due.date().isBefore(from)) {
                return due.date().plusDays(1);
            }
        }
        return null;
    }
}
