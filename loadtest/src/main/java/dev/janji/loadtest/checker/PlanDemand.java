package dev.janji.loadtest.checker;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instant by which the plan demands something of a debtor as it stands: a decision about the latest step that is due, or the end of an
 * open attempt. Immutable.
 *
 * @param at it must happen at this instant, or a configured lateness after it
 */
record PlanDemand(Instant at, String what) {
    private static final long ANSWER_SECONDS = 60;

    /** @return null when the plan demands nothing until something happens */
    static @Nullable PlanDemand of(DebtorFacts debtor, HouseRules rules, Instant now) {
        if (debtor.open != null) {
            Instant over = JournalRow.instant(debtor.open.getValidUntil()).plusSeconds(ANSWER_SECONDS);
            return new PlanDemand(over, "the answer to " + debtor.open.getAttemptId());
        }
        PlanDemand first = null;
        for (AccountFacts account : debtor.accounts.values()) {
            PlanDemand each = of(debtor, account, rules, now);
            first = each != null && (first == null || each.at().isBefore(first.at())) ? each : first;
        }
        return first;
    }

    private static @Nullable PlanDemand of(DebtorFacts debtor, AccountFacts account, HouseRules rules, Instant now) {
        LocalDate anchor = account.arrears.oldestUnpaid();
        if (anchor == null || !debtor.live || debtor.erased || !account.open || account.disputed) {
            return null;
        }
        ZoneId zone = debtor.dayZone();
        Instant at = now;
        // Whatever is stopped now may be free later; each round moves to the end of one stop.
        for (int round = 0; round < 50; round++) {
            int index = step(account, anchor, rules, zone, at);
            if (index < 0) {
                return null;
            }
            Instant due = rules.plan().get(index).dueAt(anchor, zone);
            Instant free = later(due, at);
            AccountFacts.Waiting waiting = account.waiting;
            if (waiting != null
                    && waiting.anchor().equals(anchor)
                    && waiting.minute() == rules.plan().get(index).minute()) {
                free = later(free, waiting.until());
            }
            Instant stopped = endOfStop(debtor, account, rules, free);
            if (stopped == null) {
                return null;
            }
            free = later(free, stopped);
            if (step(account, anchor, rules, zone, free) == index) {
                return new PlanDemand(
                        free,
                        "a decision about step " + rules.plan().get(index).name() + " of " + account.id + " due "
                                + anchor);
            }
            at = free;
        }
        return null;
    }

    /** @return the latest step that is due at the instant and not over, else the next one, else -1 */
    private static int step(AccountFacts account, LocalDate anchor, HouseRules rules, ZoneId zone, Instant at) {
        List<HouseRules.PlanStep> plan = rules.plan();
        int latest = -1;
        for (int i = 0; i < plan.size(); i++) {
            if (account.isOver(anchor, plan.get(i).minute())) {
                continue;
            }
            if (plan.get(i).dueAt(anchor, zone).isAfter(at)) {
                return latest >= 0 ? latest : i;
            }
            // A reminder speaks of a day to come; when that day is over it is dropped.
            if (!plan.get(i).reminder() || !LocalDate.ofInstant(at, zone).isAfter(anchor)) {
                latest = i;
            }
        }
        return latest;
    }

    /** @return the instant at which promise, holds and rest are over, {@code at} when they are; null when never by time alone */
    private static @Nullable Instant endOfStop(DebtorFacts debtor, AccountFacts account, HouseRules rules, Instant at) {
        Instant end = at;
        LocalDate paid = debtor.paidOn;
        if (paid != null) {
            end = later(
                    end,
                    paid.plusDays(rules.restDays())
                            .atStartOfDay(debtor.dayZone())
                            .toInstant());
        }
        AccountFacts.Promise promise = account.promise;
        if (promise != null && account.promised(debtor.today(at), rules)) {
            end = later(
                    end,
                    AccountFacts.deadline(promise, rules)
                            .plusDays(1)
                            .atStartOfDay(debtor.dayZone())
                            .toInstant());
        }
        for (DebtorFacts.Hold hold : debtor.holds.values()) {
            if (hold.covers(account.id) && hold.standsAt(end)) {
                if (hold.until() == null) {
                    return null;
                }
                end = later(end, hold.until());
            }
        }
        return end;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
