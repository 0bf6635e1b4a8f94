package dev.janji.domain.debtor;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.strategy.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of one account's segment on the calendar, whatever else may hold them back. Of one decision; confined to one thread. */
final class Timetable {
    private static final Trigger[] TRIGGERS = Trigger.values();

    private final Account account;
    private final LocalDate dueDate;
    private final Course course;
    private final List<Step> steps;
    private final RuleContext context;
    private final Known known;
    private final ZoneId zone;
    private final LocalDateTime now;
    private final String bucket;

    /**
     * @param dueDate the earliest unpaid one
     * @param now the debtor's local time
     */
    Timetable(Known known, Account account, LocalDate dueDate, Course course, RuleContext context, LocalDateTime now) {
        this.known = known;
        this.account = account;
        this.dueDate = dueDate;
        this.course = course;
        this.context = context;
        this.zone = context.rules().policy().dayZone(known.profile().homeZone());
        this.now = now;
        this.bucket = account.bucket();
        Segment segment = course.segment();
        this.steps = segment == null ? List.of() : segment.steps();
    }

    /**
     * A step that is next.
     *
     * @param on the local day on which it falls
     * @param isDue whether its time has come
     * @param following the step that takes its place when it must wait for too long; null when none may
     * @param merged due steps of other triggers that it stands for
     */
    record Entry(
            Anchor from,
            Step step,
            LocalDate on,
            Instant dueAt,
            boolean isDue,
            @Nullable Entry following,
            List<Entry> merged) {

        List<StepReference> references(Account account) {
            StepReference own = StepReference.of(account, from, step);
            if (merged.isEmpty()) {
                return List.of(own);
            }
            List<StepReference> all = new ArrayList<>(List.of(own));
            merged.forEach(each -> all.add(StepReference.of(account, each.from(), each.step())));
            return all;
        }

        /** Whether days that do not count moved it. */
        boolean isMoved() {
            return !on.equals(from.date().plusDays(step.day()));
        }

        private boolean comesBefore(Entry other) {
            if (isDue != other.isDue) {
                return isDue;
            }
            if (!isDue) {
                return dueAt.isBefore(other.dueAt);
            }
            boolean first = step.late() == Late.STILL_DUE;
            if (first != (other.step.late() == Late.STILL_DUE)) {
                return first;
            }
            return first ? dueAt.isBefore(other.dueAt) : dueAt.isAfter(other.dueAt);
        }

        private boolean canStandFor(Entry other) {
            return !equals(other)
                    && isDue
                    && other.isDue
                    && step.late() != Late.STILL_DUE
                    && other.step.late() != Late.STILL_DUE
                    && (step.action() instanceof Action.Contact
                            ? other.step.action() instanceof Action.Contact
                            : step.action() instanceof Action.Call call && call.isLike(other.step.action()));
        }

        private Entry followedBy(@Nullable Entry next) {
            return new Entry(from, step, on, dueAt, isDue, next, merged);
        }

        private Entry standingFor(List<Entry> others) {
            List<Entry> stands = new ArrayList<>(0);
            for (Entry other : others) {
                if (canStandFor(other)) {
                    stands.add(other);
                }
            }
            return stands.isEmpty() ? this : new Entry(from, step, on, dueAt, isDue, following, stands);
        }
    }

    /** @return the reminder that comes next; null when there is none. @param of what: an active promise or an open offer */
    @Nullable
    Entry reminder(Trigger of) {
        return leading(of);
    }

    /** @return the step that comes next over all triggers but those of reminders of a word; null when there is none */
    @Nullable
    Entry leading() {
        return leading(null);
    }

    /** @param reminding of the steps that are asked for; null for those that remind of no word */
    private @Nullable Entry leading(@Nullable Trigger reminding) {
        List<Entry> entries = new ArrayList<>(2);
        for (Trigger trigger : TRIGGERS) {
            Entry entry = reminding(trigger) == reminding ? of(trigger) : null;
            if (entry != null) {
                entries.add(entry);
            }
        }
        Entry next = nextChannel();
        if (next != null && reminding(next.from().trigger()) == reminding) {
            entries.add(next);
        }
        Entry leading = null;
        for (Entry entry : entries) {
            leading = leading == null || entry.comesBefore(leading) ? entry : leading;
        }
        return leading == null || entries.size() == 1
                ? leading
                : leading.standingFor(entries).followedBy(following(leading, entries));
    }

    private static @Nullable Trigger reminding(Trigger trigger) {
        return trigger == Trigger.PROMISE_DUE || trigger == Trigger.OFFER_DUE ? trigger : null;
    }

    /** @return the step of whatever trigger that takes the place of the leading one next; null when none does */
    private static @Nullable Entry following(Entry leading, List<Entry> entries) {
        Entry first = null;
        if (leading.step().late() == Late.STILL_DUE) {
            return null;
        }
        for (Entry entry : entries) {
            Entry later = entry.isDue() || entry.equals(leading) ? entry.following() : entry;
            if (later != null && (first == null || later.dueAt().isBefore(first.dueAt()))) {
                first = later;
            }
        }
        return first;
    }

    /** @return the latest step of a trigger whose time has come and that is not over, else its next one, else null */
    @Nullable
    Entry of(Trigger trigger) {
        Anchor from = null;
        Step latest = null;
        LocalDate latestOn = null;
        Instant latestAt = null;
        Entry coming = null;
        for (Step step : steps) {
            if (step.trigger() != trigger || !step.isOf(bucket)) {
                continue;
            }
            from = from == null ? anchor(trigger) : from;
            if (from == null) {
                return null;
            }
            if (account.progress().isOver(from, step.minute())) {
                continue;
            }
            LocalDate on = dayOf(from, step);
            if (on == null) {
                // No later step of this trigger falls on a day either.
                break;
            }
            Instant dueAt = isNear(on) ? step.dueAt(on, zone) : null;
            boolean isDue = dueAt == null ? on.isBefore(now.toLocalDate()) : !dueAt.isAfter(context.now());
            if (isDue && (step.isGone(from.date(), on, now) || cameTooEarly(step, on))) {
                continue;
            }
            if (latest != null && latestOn != null && latest.late() == Late.STILL_DUE) {
                return entry(from, latest, latestOn, latestAt, true);
            }
            if (!isDue) {
                Entry next = entry(from, step, on, dueAt, false);
                if (coming != null) {
                    return coming.followedBy(next);
                }
                if (latest != null && latestOn != null) {
                    return entry(from, latest, latestOn, latestAt, true).followedBy(next);
                }
                if (step.late() == Late.STILL_DUE) {
                    return next;
                }
                // It may have to wait for longer than the one behind it.
                coming = next;
                continue;
            }
            latest = step;
            latestOn = on;
            latestAt = dueAt;
        }
        return from == null || latest == null || latestOn == null
                ? coming
                : entry(from, latest, latestOn, latestAt, true);
    }

    /**
     * The local day on which a step falls: so many counted days after its anchor. A bucket's anchor is the day on which the account would have
     * entered it if every day had counted, so it stays the same whatever is told of pauses later.
     *
     * @return null when it never comes, because a pause before it has no end
     */
    private @Nullable LocalDate dayOf(Anchor from, Step step) {
        Ageing ageing = account.ledger().ageing();
        if (from.trigger() != Trigger.BUCKET_ENTERED) {
            return ageing.dayAfter(from.date(), step.day());
        }
        long age = from.date().toEpochDay() - dueDate.toEpochDay();
        return ageing.dayAfter(dueDate, Math.toIntExact(age + step.day()));
    }

    /** Whether a day is today or next to it, so that only the time tells whether a step of it is due. */
    private boolean isNear(LocalDate day) {
        return Math.abs(day.toEpochDay() - now.toLocalDate().toEpochDay()) <= 1;
    }

    /** @param dueAt when it is known already */
    private Entry entry(Anchor from, Step step, LocalDate on, @Nullable Instant dueAt, boolean isDue) {
        return new Entry(from, step, on, dueAt == null ? step.dueAt(on, zone) : dueAt, isDue, null, List.of());
    }

    /** Whether its time had come before the promise or the offer was made that it reminds of: nobody is reminded of what was said just now. */
    private boolean cameTooEarly(Step step, LocalDate on) {
        Promise promise = account.promise();
        Offer offer = account.offer();
        Instant said = switch (step.trigger()) {
            case PROMISE_DUE -> promise == null ? null : promise.madeAt();
            case OFFER_DUE -> offer == null ? null : offer.madeAt();
            default -> null;
        };
        return said != null && step.dueAt(on, zone).isBefore(said);
    }

    /** @return the taken step once more, on its next channel, when the response that it waits for does not come; null when it does not wait */
    private @Nullable Entry nextChannel() {
        StepProgress.Trying trying = account.progress().current();
        if (trying == null
                || !account.progress().isLast(trying)
                || Attempts.areExhausted(known, account, trying, course.strategy())
                || course.segment() == null) {
            return null;
        }
        Step step = course.segment().step(trying.from().trigger(), trying.minute());
        if (step == null
                || !trying.from().equals(anchor(step.trigger()))
                || !step.isOf(bucket)
                || !(step.action() instanceof Action.Contact contact)
                || contact.response() == null) {
            return null;
        }
        LocalDate on = dayOf(trying.from(), step);
        if (on == null || step.isGone(trying.from().date(), on, now)) {
            return null;
        }
        List<PastAttempt> made = known.history().madeFor(account.id(), trying.from(), trying.minute());
        if (made.isEmpty()) {
            return null;
        }
        PastAttempt last = made.get(made.size() - 1);
        boolean responded = false;
        for (PastAttempt past : made) {
            responded |= contact.response().sign().isGivenBy(past.outcome());
        }
        boolean channelLeft = contact.channels().stream()
                .anyMatch(channel -> made.stream().noneMatch(past -> past.channel() == channel)
                        && known.profile().contactPoints().stream().anyMatch(point -> point.channel() == channel));
        if (!channelLeft || responded) {
            return null;
        }
        Instant at = last.at().plus(contact.response().within());
        return new Entry(trying.from(), step, on, at, !at.isAfter(context.now()), null, List.of());
    }

    /** @return the day from which the steps of a trigger count now; null when there is none */
    private @Nullable Anchor anchor(Trigger trigger) {
        LocalDate date = switch (trigger) {
            case DUE_DATE -> dueDate;
            case BUCKET_ENTERED -> account.bucketSince();
            case PROMISE_DUE, PROMISE_BROKEN -> promised(trigger);
            case OFFER_DUE -> offeredUntil();
            case PAYMENT_REVERSED -> reversedOn();
        };
        return date == null ? null : new Anchor(trigger, date);
    }

    private @Nullable LocalDate offeredUntil() {
        Offer offer = account.offer();
        return offer != null && offer.isOpen() ? offer.validUntil() : null;
    }

    private @Nullable LocalDate promised(Trigger trigger) {
        Promise promise = account.promise();
        if (promise == null) {
            return null;
        }
        return switch (promise.state()) {
            case ACTIVE -> trigger == Trigger.PROMISE_DUE ? promise.dueDate() : null;
            case BROKEN, PARTIALLY_KEPT -> trigger == Trigger.PROMISE_BROKEN ? brokenOn(promise) : null;
            case KEPT, CANCELLED, SUPERSEDED -> null;
        };
    }

    /** @return null when all that was due by then has been paid since, so that the word is nothing to speak of any more */
    private @Nullable LocalDate brokenOn(Promise promise) {
        LocalDate deadline = promise.deadline(context.rules().promiseTerms());
        return dueDate.isAfter(deadline) ? null : deadline.plusDays(1);
    }

    private @Nullable LocalDate reversedOn() {
        Instant reversed = null;
        Instant received = null;
        for (Payment payment : account.ledger().payments()) {
            Instant taken = payment.reversedAt();
            if (taken == null) {
                received = later(received, payment.receivedAt());
            } else {
                reversed = later(reversed, taken);
            }
        }
        return reversed == null || received != null && received.isAfter(reversed)
                ? null
                : LocalDate.ofInstant(reversed, zone);
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
