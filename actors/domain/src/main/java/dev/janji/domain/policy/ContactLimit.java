package dev.janji.domain.policy;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.policy.ContactProposal.Debt;
import dev.janji.domain.policy.ContactRecord.PastContact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No more than so many in any window that ends now. One of these is a daily cap, a rolling limit of calls, or the rest that follows a
 * conversation: one conversation in seven days, its own day the first, means none on the six days after it. Immutable.
 *
 * @param most from 1 to {@link #LARGEST}
 * @param length of the window, from 1: local calendar days of which the current one is the last, or hours up to now
 */
public record ContactLimit(Counted counted, Unit per, int most, int length, WindowUnit unit) implements TimeLimit {
    /** The state keeps enough of the past to judge a limit up to this. */
    public static final int LARGEST = 16;

    /** Local days may be longer than 24 hours, and the first of a window begins a day before its length is over. */
    private static final int LONGEST_DAYS = 2;

    /** In what a window is measured. */
    public enum WindowUnit {
        DAYS,
        HOURS
    }

    /** @throws IllegalArgumentException when a number is outside its range */
    public ContactLimit {
        if (most < 1 || most > LARGEST || length < 1) {
            throw new IllegalArgumentException("Expected a limit of 1 to " + LARGEST
                    + " contacts in one or more days or hours, but got " + most + " in " + length);
        }
    }

    @Override
    public Instant earliestAllowed(Instant at, ZoneId zone, ContactProposal proposal) {
        Instant earliest = afterWhatIsNotKnown(at, zone, proposal.past().completeSince());
        Instant before;
        do {
            before = earliest;
            for (Debt debt : proposal.debts()) {
                earliest = earliestFor(earliest, zone, proposal, debt.account());
            }
            // Each debt may have a contact dated to come on the day to which another one has moved it.
        } while (per == Unit.DEBT && earliest.isAfter(before));
        return earliest;
    }

    /** While the window reaches back to what is not remembered, the limit counts as reached. */
    private Instant afterWhatIsNotKnown(Instant at, ZoneId zone, @Nullable Instant completeSince) {
        if (completeSince == null) {
            return at;
        }
        if (unit == WindowUnit.HOURS) {
            Instant left = completeSince.plus(length, ChronoUnit.HOURS);
            return left.isAfter(at) ? left : at;
        }
        LocalDate left = LocalDate.ofInstant(completeSince, zone).plusDays(length);
        return LocalDate.ofInstant(at, zone).isBefore(left) ? LocalInstants.startOf(left, zone, at) : at;
    }

    private Instant earliestFor(Instant at, ZoneId zone, ContactProposal proposal, AccountId account) {
        List<Instant> counting = new ArrayList<>();
        Instant oldest = at.minus(unit == WindowUnit.HOURS ? length : 24L * (length + LONGEST_DAYS), ChronoUnit.HOURS);
        for (PastContact contact : proposal.past().contacts()) {
            // What is surely outside of the window needs no calendar; most of a history is.
            if (contact.at().isAfter(oldest) && counted.counts(contact) && per.counts(contact, account)) {
                counting.add(contact.at());
            }
        }
        return counting.size() < most
                ? at
                : unit == WindowUnit.DAYS ? afterDays(at, zone, counting) : afterHours(at, counting);
    }

    private Instant afterDays(Instant at, ZoneId zone, List<Instant> counting) {
        long[] days = new long[counting.size()];
        for (int i = 0; i < days.length; i++) {
            days[i] = LocalDate.ofInstant(counting.get(i), zone).toEpochDay();
        }
        long today = LocalDate.ofInstant(at, zone).toEpochDay();
        long day = today;
        while (reachedOn(day, days)) {
            day++;
        }
        return day == today ? at : LocalInstants.startOf(LocalDate.ofEpochDay(day), zone, at);
    }

    private boolean reachedOn(long day, long[] days) {
        int inside = 0;
        for (long each : days) {
            inside += each <= day && each > day - length ? 1 : 0;
        }
        return inside >= most;
    }

    private Instant afterHours(Instant at, List<Instant> counting) {
        Instant earliest = at;
        counting.sort(null);
        // Whoever follows `most` contacts waits until the first of these has left the window.
        for (int i = 0; i + most <= counting.size(); i++) {
            Instant left = counting.get(i).plus(length, ChronoUnit.HOURS);
            boolean reached = !counting.get(i + most - 1).isAfter(earliest) && left.isAfter(earliest);
            earliest = reached ? left : earliest;
        }
        return earliest;
    }

    /** The end of the local day, or the next contact that is dated to come, whatever is first. */
    @Override
    public Instant allowedUntil(Instant at, ZoneId zone, ContactProposal proposal) {
        Instant until = LocalInstants.endOfDay(zone, at);
        for (PastContact contact : proposal.past().contacts()) {
            boolean sooner = contact.at().isAfter(at) && contact.at().isBefore(until);
            until = sooner && unit == WindowUnit.HOURS && counted.counts(contact) ? contact.at() : until;
        }
        return until;
    }
}
