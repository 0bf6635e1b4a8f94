package dev.janji.loadtest.checker;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
        if (debtor.waitsForAgent) {
            return null;
        }
        PlanDemand first = null;
        for (AccountFacts account : debtor.accounts.values()) {
            PlanDemand each = of(debtor, account, rules, now);
            first = each != null && (first == null || each.at().isBefore(first.at())) ? each : first;
        }
        return first;
    }

    private static @Nullable PlanDemand of(DebtorFacts debtor, AccountFacts account, HouseRules rules, Instant now) {
        if (account.dispute != null || account.isHandedOver()) {
            return null;
        }
        Instant at = now;
        // Whatever is stopped now may be free later; each round moves to the end of one stop, or to a day that changes
        // the facts.
        for (int round = 0; round < 50; round++) {
            if (debtor.segmentOf(account, at) == null) {
                return null;
            }
            Instant border = nextBorder(debtor, account, rules, at);
            Agenda.Entry entry = new Agenda(debtor, account, rules, at).leading();
            Instant free = entry == null ? border : freeAt(debtor, account, entry, rules, at);
            if (free == null) {
                return null;
            }
            boolean first = border == null || free.isBefore(border);
            if (entry != null && first && entry.equals(new Agenda(debtor, account, rules, free).leading())) {
                return new PlanDemand(
                        free,
                        "a decision about step " + entry.step().name() + " of " + account.id + " from "
                                + entry.anchor().date());
            }
            at = border == null || first ? free : border;
        }
        return null;
    }

    /** @return the next local midnight that ends a promise or lets the days past due ask for other steps; null when there is none */
    private static @Nullable Instant nextBorder(
            DebtorFacts debtor, AccountFacts account, HouseRules rules, Instant at) {
        List<@Nullable LocalDate> days = new ArrayList<>();
        LocalDate oldest = account.arrears.oldestUnpaid();
        if (oldest != null) {
            days.add(account.arrears.dayAfter(oldest, 1));
            days.add(account.arrears.dayAfter(oldest, HousePlan.LAST_BUCKET_FROM));
        }
        AccountFacts.Promise promise = account.promise;
        if (promise != null) {
            days.add(AccountFacts.deadline(promise, rules).plusDays(1));
        }
        return days.stream()
                .filter(Objects::nonNull)
                .map(day -> day.atStartOfDay(debtor.dayZone()).toInstant())
                .filter(border -> border.isAfter(at))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** @return when a step may be decided: its time has come, its deferral, holds and rest are over; null when never by time alone */
    private static @Nullable Instant freeAt(
            DebtorFacts debtor, AccountFacts account, Agenda.Entry entry, HouseRules rules, Instant at) {
        Instant end = later(entry.dueAt(), at);
        AccountFacts.Waiting waiting = account.waiting;
        if (waiting != null
                && waiting.anchor().equals(entry.anchor())
                && waiting.minute() == entry.step().minute()) {
            end = later(end, waiting.until());
        }
        LocalDate paid = debtor.paidOn;
        if (paid != null) {
            end = later(
                    end,
                    paid.plusDays(rules.restDays())
                            .atStartOfDay(debtor.dayZone())
                            .toInstant());
        }
        end = later(end, account.offer.consideredUntil(debtor.dayZone(), rules.considerationDays()));
        Instant free = debtor.said.freeAt(account.id, end, debtor.dayZone());
        if (free == null) {
            return null;
        }
        end = free;
        for (DebtorFacts.Hold hold : debtor.allHolds()) {
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
