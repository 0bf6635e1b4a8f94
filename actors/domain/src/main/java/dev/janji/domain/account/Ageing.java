package dev.janji.domain.account;

import dev.janji.domain.id.PauseId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which days of an account do not count. Immutable. A day that is paused adds nothing to the days past due, and brings no step closer that is
 * counted from a day before it. All days are the debtor's local ones; pauses may overlap, a day is paused once. Every question takes time
 * in proportion to the spans, whatever their length.
 *
 * @param pauses by their first day
 * @param spans the days of all pauses, in order, without overlap or gap of no day
 */
public record Ageing(List<Pause> pauses, List<Span> spans) {
    /** More pauses of one cause than this are refused. */
    public static final int MOST = 100;

    public static final Ageing NONE = new Ageing(List.of(), List.of());

    private static final Comparator<Pause> ORDER = Comparator.comparing(Pause::from)
            .thenComparing(Pause::cause)
            .thenComparing(pause -> pause.id().value());

    public Ageing {
        pauses = List.copyOf(pauses);
        spans = List.copyOf(spans);
    }

    /** Why days do not count. */
    public enum Cause {
        /** The lender paused the account. */
        LENDER,
        /** A moratorium, whose id the pause has. */
        MORATORIUM
    }

    /**
     * One pause.
     *
     * @param from the first day that does not count
     * @param until the first day that counts again, not before {@code from}; null when nobody knows it
     */
    public record Pause(
            Cause cause,
            PauseId id,
            LocalDate from,
            @Nullable LocalDate until) {
        private boolean isSame(Cause other, PauseId otherId) {
            return cause == other && id.equals(otherId);
        }
    }

    /** Days that do not count. @param until the first day that counts again; null only of the last one, when nobody knows it */
    public record Span(LocalDate from, @Nullable LocalDate until) {
        boolean holds(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /** In whatever order they come. */
    public static Ageing of(List<Pause> pauses) {
        if (pauses.isEmpty()) {
            return NONE;
        }
        List<Pause> ordered = new ArrayList<>(pauses);
        ordered.sort(ORDER);
        List<Span> spans = new ArrayList<>();
        for (Pause pause : ordered) {
            LocalDate until = pause.until();
            if (until != null && !until.isAfter(pause.from())) {
                continue;
            }
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            LocalDate end = last == null ? null : last.until();
            if (last == null || end != null && pause.from().isAfter(end)) {
                spans.add(new Span(pause.from(), until));
            } else if (end != null && (until == null || until.isAfter(end))) {
                spans.set(spans.size() - 1, new Span(last.from(), until));
            }
        }
        return new Ageing(ordered, spans);
    }

    /** The pause takes the place of the one with the same cause and id. */
    public Ageing with(Pause pause) {
        List<Pause> next = new ArrayList<>(pauses);
        next.removeIf(each -> each.isSame(pause.cause(), pause.id()));
        next.add(pause);
        return of(next);
    }

    /** @return the pause, or null when there never was one with this id */
    public @Nullable Pause pause(Cause cause, PauseId id) {
        for (Pause pause : pauses) {
            if (pause.isSame(cause, id)) {
                return pause;
            }
        }
        return null;
    }

    public int pausesOf(Cause cause) {
        int count = 0;
        for (Pause pause : pauses) {
            count += pause.cause() == cause ? 1 : 0;
        }
        return count;
    }

    /** @return the span that this day is in; null when the day counts */
    public @Nullable Span spanOn(LocalDate day) {
        for (Span span : spans) {
            if (span.holds(day)) {
                return span;
            }
        }
        return null;
    }

    /** @return how many days after {@code after}, up to {@code until} included, do not count; 0 when {@code until} is not later */
    public int pausedDays(LocalDate after, LocalDate until) {
        long first = after.toEpochDay() + 1;
        long end = until.toEpochDay() + 1;
        long paused = 0;
        for (Span span : spans) {
            LocalDate resumed = span.until();
            long from = Math.max(first, span.from().toEpochDay());
            long to = resumed == null ? end : Math.min(end, resumed.toEpochDay());
            paused += Math.max(0, to - from);
        }
        return Math.toIntExact(paused);
    }

    /** @return how many days after {@code after}, up to {@code until} included, count; negative days when {@code until} is earlier */
    public int countedDays(LocalDate after, LocalDate until) {
        return Math.toIntExact(until.toEpochDay() - after.toEpochDay()) - pausedDays(after, until);
    }

    /**
     * The day that is so many counted days after another one. What comes on that day or before it is a matter of the calendar alone: a due
     * date does not move, and neither does a reminder of it.
     *
     * @param days 0 and less are calendar days
     * @return null when it never comes, because a pause before it has no end
     */
    public @Nullable LocalDate dayAfter(LocalDate from, int days) {
        LocalDate day = from.plusDays(days);
        if (days <= 0 || spans.isEmpty()) {
            return day;
        }
        for (Span span : spans) {
            LocalDate resumed = span.until();
            LocalDate first = span.from().isAfter(from) ? span.from() : from.plusDays(1);
            if (first.isAfter(day)) {
                break;
            }
            if (resumed == null) {
                return null;
            }
            day = day.plusDays(Math.max(0, resumed.toEpochDay() - first.toEpochDay()));
        }
        return day;
    }
}
