package dev.janji.domain.strategy;

import dev.janji.domain.contact.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One timed step of a plan. Immutable. Whoever asks knows on which day it falls: {@code day} days after its trigger's date, those that do
 * not count left out.
 *
 * @param name such as {@code D-3} or {@code H+7}, unique in its segment
 * @param trigger what {@code day} is counted from
 * @param day local days after the trigger's date; negative or 0 of a due date for a reminder, at most {@link #MOST_DAYS} either way
 * @param from of the debtor's local day; whole minutes
 * @param until from this local time on it waits for {@code from} of the next day; null when it may leave until midnight
 * @param late what happens to it when its day is over
 * @param buckets that it belongs to when it is counted from a bucket's entry; empty for every one
 */
public record Step(
        String name,
        Trigger trigger,
        int day,
        LocalTime from,
        @Nullable LocalTime until,
        Late late,
        Set<String> buckets,
        Action action) {
    /** Twenty years: more is a mistake. */
    public static final int MOST_DAYS = 7_305;

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** What happens to a step when its day has passed: after an outage, a take-over, a long stop. */
    public enum Late {
        /** It is never taken. */
        DROP,
        /** The latest of several such steps stands for all of them. */
        MERGE,
        /** It is taken before every later step. */
        STILL_DUE
    }

    /** @throws IllegalArgumentException when a number is outside its range or the parts do not go together */
    public Step {
        buckets = Set.copyOf(buckets);
        if (Math.abs(day) > MOST_DAYS || from.toSecondOfDay() % 60 != 0 || from.getNano() != 0) {
            throw new IllegalArgumentException("Expected step " + name + " at a whole minute at most " + MOST_DAYS
                    + " days from its trigger, but got day " + day + " at " + from);
        }
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException(
                    "Expected step " + name + " to end after it begins, but got " + from + " to " + until);
        }
        if (trigger != Trigger.DUE_DATE && !remindsOfAWord(trigger) && day < 0) {
            throw new IllegalArgumentException(
                    "Expected step " + name + " on or after the day that nobody knows before, but got day " + day);
        }
        if (remindsOfAWord(trigger) && day > 0) {
            throw new IllegalArgumentException("Expected step " + name + " to remind of "
                    + (trigger == Trigger.PROMISE_DUE ? "a promise" : "an offer")
                    + " by its date, but got day "
                    + day);
        }
    }

    private static boolean remindsOfAWord(Trigger trigger) {
        return trigger == Trigger.PROMISE_DUE || trigger == Trigger.OFFER_DUE;
    }

    /** A contact counted from the due date that may leave until midnight and is merged when late. */
    public static Step contact(String name, int day, LocalTime from, List<Channel> channels, String template) {
        return new Step(
                name,
                Trigger.DUE_DATE,
                day,
                from,
                null,
                Late.MERGE,
                Set.of(),
                new Action.Contact(channels, template, null));
    }

    /** @return its place in the order of its trigger: local minutes after the trigger's date */
    public int minute() {
        return day * MINUTES_OF_A_DAY + from.toSecondOfDay() / 60;
    }

    /** Whether it speaks of a day to come, and is dropped when that day is over. */
    public boolean isReminder() {
        return trigger == Trigger.DUE_DATE && day <= 0 || remindsOfAWord(trigger);
    }

    /** Whether it is of a bucket that the account is in. */
    public boolean isOf(String bucket) {
        return buckets.isEmpty() || buckets.contains(bucket);
    }

    /** When it is due on its day in a zone. A local time inside a gap of the clock moves forward by the gap. @param on its day */
    public Instant dueAt(LocalDate on, ZoneId zone) {
        return on.atTime(from).atZone(zone).toInstant();
    }

    /** Whether waiting made it pointless: a reminder after its day, or a step that is dropped when late. @param on its day */
    public boolean isGone(LocalDate anchor, LocalDate on, LocalDateTime now) {
        if (isReminder() && now.toLocalDate().isAfter(anchor)) {
            return true;
        }
        return late == Late.DROP
                && (now.toLocalDate().isAfter(on)
                        || until != null
                                && now.toLocalDate().equals(on)
                                && !now.toLocalTime().isBefore(until));
    }

    /** @return the first instant at which {@link #isGone waiting has made it pointless}; null when waiting never does */
    public @Nullable Instant goneFrom(LocalDate anchor, LocalDate on, ZoneId zone) {
        if (late == Late.DROP) {
            return (until == null
                            ? on.plusDays(1).atStartOfDay(zone)
                            : on.atTime(until).atZone(zone))
                    .toInstant();
        }
        return isReminder() ? anchor.plusDays(1).atStartOfDay(zone).toInstant() : null;
    }

    /** @return the first instant from {@code at} on that lies in its window of the local day */
    public Instant openFrom(Instant at, ZoneId zone) {
        if (until == null) {
            return at;
        }
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        LocalDate day = local.toLocalDate();
        ZoneOffsetTransition jump = zone.getRules().getTransition(day.atTime(from));
        if (jump != null && jump.isGap()) {
            return openFrom(at, local.toLocalTime(), day.atTime(from).atZone(zone), until);
        }
        if (!local.toLocalTime().isBefore(from) && local.toLocalTime().isBefore(until)) {
            return at;
        }
        LocalDate on = day.plusDays(local.toLocalTime().isBefore(from) ? 0 : 1);
        ZonedDateTime opens = on.atTime(from).atZone(zone);
        // A local time that comes twice may be over once.
        return opens.toInstant().isBefore(at) ? opens.withLaterOffsetAtOverlap().toInstant() : opens.toInstant();
    }

    /** On a day on which the clocks jump over the opening. @param opens as much later as they jump, as every step does that falls into the jump */
    private Instant openFrom(Instant at, LocalTime now, ZonedDateTime opens, LocalTime closes) {
        boolean isThere = opens.toLocalTime().isBefore(closes);
        if (isThere && at.isBefore(opens.toInstant())) {
            return opens.toInstant();
        }
        return isThere && now.isBefore(closes)
                ? at
                : opens.toLocalDate()
                        .plusDays(1)
                        .atTime(from)
                        .atZone(opens.getZone())
                        .toInstant();
    }
}
