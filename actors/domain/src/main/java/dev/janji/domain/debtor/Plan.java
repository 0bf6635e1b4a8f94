package dev.janji.domain.debtor;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the next step of an account is taken: what {@link Timetable} says is next, later when something holds it back. Of several steps whose
 * time has come only the latest is taken, so a debtor who is taken over late, or a server that was down, begins at the step of today.
 */
final class Plan {
    /** Ids under which a verdict and an explanation name what stops a contact outside the policy pack. */
    static final String DISPUTE = "DISPUTE";

    static final String HOLD = "HOLD";
    static final String PROMISE = "PROMISE";
    static final String OFFER = "OFFER";
    static final String HANDED_OVER = "HANDED-OVER";
    static final String AGEING_PAUSED = "AGEING-PAUSED";
    static final String REST = "REST-AFTER-PAYMENT";
    static final String CALLBACK = "CALLBACK";
    static final String COMPLAINT = "COMPLAINT";
    static final String QUIET = "QUIET-AFTER-REPLY";
    static final String SKIP_TRACE = "SKIP-TRACE";
    static final String UNUSABLE = "UNUSABLE-CONTACT-POINT";
    static final String NO_CONTACT_POINT = "NO-CONTACT-POINT";
    static final String TRIES = "TRIES-EXHAUSTED";

    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final long LARGEST_OFFSET_SECONDS = 18 * 3_600L;

    private final Known known;
    private final RuleContext context;
    private final ZoneId zone;
    private final LocalDateTime localNow;

    Plan(Known known, RuleContext context) {
        this.known = known;
        this.context = context;
        this.zone = context.rules().policy().dayZone(known.profile().homeZone());
        this.localNow = LocalDateTime.ofInstant(context.now(), zone);
    }

    /**
     * A step and its time.
     *
     * @param steps that are over when it is taken, itself the first
     * @param strategy the version that it is of
     * @param at when to look at it again; in the past when it is due
     * @param waitsFor ids of what moved it to {@code at}; empty when only the plan did
     */
    record Next(List<StepReference> steps, Step step, Strategy strategy, Instant at, List<String> waitsFor) {
        StepReference reference() {
            return steps.get(0);
        }

        private Next at(Instant other) {
            return other.equals(at) ? this : new Next(steps, step, strategy, other, waitsFor);
        }
    }

    /** Why an account is not worked now. @param pauses whether no day of it counts either */
    private record Suspension(String id, @Nullable Instant until, boolean pauses) {
        private Suspension(String id, @Nullable Instant until) {
            this(id, until, false);
        }
    }

    /** @return the next step, or null when the account has none until something happens */
    @Nullable
    Next nextOf(Account account) {
        return nextOf(account, Course.of(known, account, context));
    }

    private @Nullable Next nextOf(Account account, Course course) {
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        if (known.lifeCycle() != LifeCycle.ACTIVE
                || account.status() != Account.Status.OPEN
                || dueDate == null
                || course.segment() == null) {
            return null;
        }
        Timetable timetable = new Timetable(known, account, dueDate, course, context, localNow);
        List<Suspension> suspensions = suspensions(account);
        Next ordinary = ordinary(account, course, timetable, suspensions);
        // A promise that stands is all that the debtor is reminded of.
        Timetable.Entry reminder =
                account.hasOpenOffer() && !account.hasActivePromise() ? timetable.reminder(Trigger.OFFER_DUE) : null;
        Next ofOffer = timed(account, course, reminder, suspensions);
        if (reminder == null || ofOffer == null) {
            return ordinary;
        }
        // Once its time has come it goes first, however long it waits: two steps that give way to each other would
        // never rest.
        return ordinary == null || reminder.isDue() || ofOffer.at().isBefore(ordinary.at()) ? ofOffer : ordinary;
    }

    private @Nullable Next ordinary(Account account, Course course, Timetable timetable, List<Suspension> suspensions) {
        Promise promise = account.promise();
        if (promise != null && promise.state() == Promise.State.ACTIVE) {
            // Of a promise the debtor is reminded; everything else waits for its end.
            Next reminder = timed(account, course, timetable.reminder(Trigger.PROMISE_DUE), suspensions);
            if (reminder != null && reminder.at().isBefore(promiseEnds(promise))) {
                return reminder;
            }
        }
        return timed(account, course, timetable.leading(), suspensions);
    }

    private @Nullable Next timed(
            Account account, Course course, Timetable.@Nullable Entry entry, List<Suspension> suspensions) {
        if (entry == null) {
            return null;
        }
        Instant notBefore =
                account.progress().trying(entry.from(), entry.step().minute()).notBefore();
        Instant at = notBefore != null && notBefore.isAfter(entry.dueAt()) ? notBefore : entry.dueAt();
        Next next = free(account, course, entry, at, suspensions);
        if (next == null) {
            return null;
        }
        next = next.at(opening(entry.step(), next.at()));
        if (!next.at().isAfter(entry.dueAt())) {
            return next;
        }
        // What must wait may lose its place before its time comes: to a later step, or because it is gone by then.
        Timetable.Entry following = entry.following();
        Next sooner = following == null ? null : free(account, course, following, following.dueAt(), suspensions);
        next = sooner != null && sooner.at().isBefore(next.at()) ? sooner : next;
        Instant gone = entry.step().goneFrom(entry.from().date(), entry.on(), zone);
        sooner = gone == null ? null : free(account, course, entry, gone, suspensions);
        return sooner != null && sooner.at().isBefore(next.at()) ? sooner : next;
    }

    private static boolean isRemindedBy(Suspension suspension, Trigger trigger) {
        return switch (trigger) {
            case PROMISE_DUE -> suspension.id().equals(PROMISE);
            case OFFER_DUE -> suspension.id().equals(OFFER);
            default -> false;
        };
    }

    /** @return the step at this instant, or when rest and suspensions are over; null when nobody knows when */
    private @Nullable Next free(
            Account account, Course course, Timetable.Entry next, Instant from, List<Suspension> suspensions) {
        Instant at = from;
        List<String> waitsFor = new ArrayList<>(0);
        Instant rested = restedAt(course.strategy(), at);
        if (rested != null && rested.isAfter(at)) {
            at = rested;
            waitsFor.add(REST);
        }
        for (Suspension suspension : suspensions) {
            if (isRemindedBy(suspension, next.step().trigger())) {
                continue;
            }
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
        if (next.isMoved()) {
            nameWhatMoved(suspensions, waitsFor);
        }
        return new Next(next.references(account), next.step(), course.strategy(), at, waitsFor);
    }

    /** A moratorium that stands ends before the step that waits for its days to be over. */
    private static void nameWhatMoved(List<Suspension> suspensions, List<String> waitsFor) {
        waitsFor.add(AGEING_PAUSED);
        for (Suspension suspension : suspensions) {
            if (suspension.pauses() && !waitsFor.contains(suspension.id())) {
                waitsFor.add(suspension.id());
            }
        }
    }

    /** @return {@code at}, or the next opening of the step's window when it is closed then */
    private Instant opening(Step step, Instant at) {
        Instant from = at.isAfter(context.now()) ? at : context.now();
        Instant open = step.openFrom(from, zone);
        return open.equals(from) ? at : open;
    }

    /** @return ids of what suspends the account now, whatever its steps; empty when nothing does */
    List<String> suspendedBy(Account account) {
        List<String> ids = new ArrayList<>(
                suspensions(account).stream().map(Suspension::id).distinct().toList());
        Ageing.Span paused = account.ledger().ageing().spanOn(localNow.toLocalDate());
        if (paused != null && paused.until() == null) {
            ids.add(AGEING_PAUSED);
        }
        return ids;
    }

    /** @return the end of the rest that the last payment brought; null when it is surely over at {@code at} */
    private @Nullable Instant restedAt(Strategy strategy, Instant at) {
        LocalDate paid = known.lastPaidOn();
        if (paid == null) {
            return null;
        }
        LocalDate end = paid.plusDays(strategy.restDaysAfterPayment());
        // A local day begins everywhere within 18 hours of the one of UTC: most payments need no calendar.
        boolean over = end.toEpochDay() * SECONDS_OF_A_DAY + LARGEST_OFFSET_SECONDS <= at.getEpochSecond();
        return over ? null : end.atStartOfDay(zone).toInstant();
    }

    /** @return the end of the rest that the last payment brought to this account; null when it is over or there was none */
    @Nullable
    Instant restEnds(Account account) {
        Instant rested = restedAt(Course.of(known, account, context).strategy(), context.now());
        return rested != null && rested.isAfter(context.now()) ? rested : null;
    }

    private List<Suspension> suspensions(Account account) {
        List<Suspension> all = new ArrayList<>(0);
        Dialogue dialogue = known.dialogue();
        boolean silent = dialogue.isSilent();
        if (account.dispute() != null || !silent && dialogue.disputes(account.id())) {
            all.add(new Suspension(DISPUTE, null));
        }
        if (account.handedOver() != null) {
            all.add(new Suspension(HANDED_OVER, null));
        }
        Promise promise = account.promise();
        if (promise != null && promise.state() == Promise.State.ACTIVE) {
            all.add(new Suspension(PROMISE, promiseEnds(promise)));
        }
        Offer offer = account.offer();
        if (offer != null && offer.isOpen()) {
            Instant considered = offer.consideredUntil(context.rules().offerTerms(), zone);
            if (considered.isAfter(context.now())) {
                all.add(new Suspension(OFFER, considered));
            }
        }
        for (Hold hold : known.holds()) {
            suspend(account, hold, false, all);
        }
        for (Moratorium moratorium : known.moratoria()) {
            if (moratorium.hasDays()) {
                suspend(account, moratorium.hold(zone), true, all);
            }
        }
        if (!silent) {
            for (Hold hold : dialogue.holds()) {
                suspend(account, hold, false, all);
            }
            for (Silence silence : Silence.of(dialogue, account, context, zone)) {
                all.add(new Suspension(silence.id(), silence.until()));
            }
        }
        return all;
    }

    private void suspend(Account account, Hold hold, boolean pauses, List<Suspension> all) {
        if (hold.covers(account.id()) && hold.standsAt(context.now())) {
            all.add(new Suspension(HOLD, hold.until(), pauses));
            context.rules()
                    .policy()
                    .stoppingOn(hold.kind())
                    .forEach(id -> all.add(new Suspension(id, hold.until(), pauses)));
        }
    }

    /** The first instant at which an unkept promise is broken. */
    Instant promiseEnds(Promise promise) {
        return promise.deadline(context.rules().promiseTerms())
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    /**
     * @return the earliest instant at which time alone changes something for this debtor: a step, the border of a bucket or of a
     *     segment, the end of a promise, the last day of an offer, an unpaid instalment of an arrangement, the end of an open attempt's validity, of a lead, a
     *     promised call, a question, a reply that waits for an agent, an attempt in doubt; null when nothing does
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
        LiveLead lead = known.lead();
        if (lead != null) {
            earliest = earlier(earliest, lead.lookAt());
        }
        if (known.lifeCycle() == LifeCycle.ERASED) {
            return earliest;
        }
        boolean engaged = open != null || lead != null;
        PromisedCall promised = engaged ? null : PromisedCall.next(known, context);
        if (promised != null) {
            earliest = earlier(earliest, promised.offeredFrom());
        }
        WrittenConversation written = engaged ? null : WrittenConversation.next(known, context);
        if (written != null) {
            earliest = earlier(earliest, written.from().isAfter(context.now()) ? written.from() : context.now());
        }
        StandardAnswer answer = engaged ? null : StandardAnswer.next(known, context);
        if (answer != null) {
            earliest = earlier(earliest, answer.from().isAfter(context.now()) ? answer.from() : context.now());
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
            Offer offer = account.offer();
            if (offer != null && offer.mayLapse()) {
                earliest = earlier(earliest, offer.lapsesAt(zone));
            }
            Arrangement arrangement = account.ledger().arrangement();
            LocalDate breaks = arrangement == null
                    ? null
                    : arrangement.breaksOn(account.ledger(), context.rules().arrangementTerms());
            if (breaks != null) {
                earliest = earlier(earliest, breaks.atStartOfDay(zone).toInstant());
            }
            if (account.status() != Account.Status.OPEN) {
                continue;
            }
            Course course = Course.of(known, account, context);
            Instant moved = course.nextBorder(known, account, context);
            if (moved != null) {
                earliest = earlier(earliest, moved);
            }
            Next next = engaged ? null : nextOf(account, course);
            if (next != null) {
                earliest = earlier(earliest, halted(next));
            }
        }
        return earliest;
    }

    /** @return when to look at a step again: when it is due and a stop halts it, the debtor's own moment to see whether that stands */
    Instant halted(Next next) {
        return next.at().isAfter(context.now()) || Halted.stopOf(known, next, context) == null
                ? next.at()
                : context.stops().lookAgain(context.debtor(), context.now());
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }
}
