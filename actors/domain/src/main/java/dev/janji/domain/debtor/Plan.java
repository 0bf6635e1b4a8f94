package dev.janji.domain.debtor;

import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.strategy.Strategy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next step of an account: which one, and when. Of several steps whose time has come only the latest is taken, so a debtor who is
 * taken over late, or a server that was down, begins at the step of today.
 */
final class Plan {
    /** Ids under which a verdict and an explanation name what stops a contact outside the policy pack. */
    static final String DISPUTE = "DISPUTE";

    static final String HOLD = "HOLD";
    static final String PROMISE = "PROMISE";
    static final String REST = "REST-AFTER-PAYMENT";
    static final String NO_CONTACT_POINT = "NO-CONTACT-POINT";
    static final String TRIES = "TRIES-EXHAUSTED";

    private final Known known;
    private final RuleContext context;
    private final Strategy strategy;
    private final ZoneId zone;

    Plan(Known known, RuleContext context) {
        this.known = known;
        this.context = context;
        this.strategy = context.rules().strategy();
        this.zone = context.rules().policy().dayZone(known.profile().zone());
    }

    /**
     * A step and its time.
     *
     * @param at when to look at it again; in the past when it is due
     * @param waitsFor ids of what moved it to {@code at}; empty when only the plan did
     */
    record Next(StepReference step, Instant at, List<String> waitsFor) {}

    /** Why an account is not worked now. */
    private record Suspension(String id, @Nullable Instant until) {}

    /** @return the next step, or null when the account has none until something happens */
    @Nullable
    Next nextOf(Account account) {
        LocalDate anchor = account.ledger().earliestUnpaidDueDate();
        if (known.lifeCycle() != LifeCycle.ACTIVE || account.status() != Account.Status.OPEN || anchor == null) {
            return null;
        }
        int index = stepFor(account, anchor);
        if (index < 0) {
            return null;
        }
        List<String> waitsFor = new ArrayList<>();
        Instant at = strategy.dueAt(index, anchor, zone);
        Instant notBefore = account.progress().trying(anchor, index).notBefore();
        if (notBefore != null && notBefore.isAfter(at)) {
            Instant following = following(index, anchor);
            if (following != null && following.isBefore(notBefore)) {
                index++;
                at = following;
            } else {
                at = notBefore;
            }
        }
        Instant rested = restedAt();
        if (rested != null && rested.isAfter(at)) {
            at = rested;
            waitsFor.add(REST);
        }
        for (Suspension suspension : suspensions(account)) {
            if (suspension.until() == null) {
                return null;
            }
            if (suspension.until().isAfter(at)) {
                at = suspension.until();
                waitsFor.add(suspension.id());
            } else if (suspension.until().equals(at) && !waitsFor.isEmpty()) {
                // A hold has an id for each rule that it stands for.
                waitsFor.add(suspension.id());
            }
        }
        return new Next(
                new StepReference(
                        account.id(), anchor, index, strategy.steps().get(index).name()),
                at,
                waitsFor);
    }

    /** @return ids of what suspends the account now, whatever its steps; empty when nothing does */
    List<String> suspendedBy(Account account) {
        return suspensions(account).stream().map(Suspension::id).distinct().toList();
    }

    /** @return the latest step whose time has come and that is not over, else the next one, else -1 */
    private int stepFor(Account account, LocalDate anchor) {
        int passed = account.progress().passedFor(anchor);
        LocalDate today = context.today(known);
        int due = -1;
        for (int i = passed; i < strategy.steps().size(); i++) {
            if (!strategy.isDue(i, anchor, zone, context.now(), today)) {
                return due >= 0 ? due : i;
            }
            // A reminder speaks of a day to come: it is dropped when that day is over.
            if (!strategy.steps().get(i).isReminder() || !today.isAfter(anchor)) {
                due = i;
            }
        }
        return due;
    }

    /** @return when the step after a due one is due, which then takes its place; null when there is none */
    private @Nullable Instant following(int index, LocalDate anchor) {
        return index + 1 < strategy.steps().size() ? strategy.dueAt(index + 1, anchor, zone) : null;
    }

    private @Nullable Instant restedAt() {
        LocalDate paid = known.lastPaidOn();
        return paid == null
                ? null
                : paid.plusDays(strategy.restDaysAfterPayment())
                        .atStartOfDay(zone)
                        .toInstant();
    }

    private List<Suspension> suspensions(Account account) {
        List<Suspension> all = new ArrayList<>();
        if (account.dispute() != null) {
            all.add(new Suspension(DISPUTE, null));
        }
        Promise promise = account.promise();
        if (promise != null && promise.state() == Promise.State.ACTIVE) {
            all.add(new Suspension(PROMISE, promiseEnds(promise)));
        }
        for (Hold hold : known.holds()) {
            if (hold.covers(account.id()) && hold.standsAt(context.now())) {
                all.add(new Suspension(HOLD, hold.until()));
                context.rules()
                        .policy()
                        .stoppingOn(hold.kind())
                        .forEach(id -> all.add(new Suspension(id, hold.until())));
            }
        }
        return all;
    }

    /** The first instant at which an unkept promise is broken. */
    Instant promiseEnds(Promise promise) {
        return promise.deadline(context.rules().promiseTerms())
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    /**
     * @return the earliest instant at which time alone changes something for this debtor: a step, the border of a bucket, the end of a
     *     promise, the end of an open attempt's validity, an attempt in doubt; null when nothing does
     */
    @Nullable
    Instant nextWakeUp() {
        Instant earliest = null;
        Attempt open = known.openAttempt();
        if (open != null) {
            earliest = Contacts.deadline(open, context);
        }
        for (PastAttempt past : known.history().inDoubt()) {
            earliest = earlier(earliest, Contacts.nextLookUp(past, context));
        }
        if (known.lifeCycle() == LifeCycle.ERASED) {
            return earliest;
        }
        LocalDate today = context.today(known);
        for (Account account : known.accounts()) {
            if (account.status() == Account.Status.OPEN) {
                LocalDate border = context.rules().buckets().nextChange(account.ledger(), today);
                if (border != null) {
                    earliest = earlier(earliest, border.atStartOfDay(zone).toInstant());
                }
            }
            Promise promise = account.promise();
            if (promise != null && promise.state() == Promise.State.ACTIVE) {
                earliest = earlier(earliest, promiseEnds(promise));
            }
            Next next = open == null ? nextOf(account) : null;
            if (next != null) {
                earliest = earlier(earliest, next.at());
            }
        }
        return earliest;
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }
}
