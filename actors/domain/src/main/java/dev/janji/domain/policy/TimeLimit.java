package dev.janji.domain.policy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/** A test that waiting may pass. Asked for every zone in which the debtor may be. Immutable. */
public sealed interface TimeLimit extends PolicyRule.Test
        permits TimeLimit.ContactHours, TimeLimit.NoHolidays, ContactLimit {
    /** @return the earliest instant from {@code at} on at which this allows the contact; {@code at} itself when it does now */
    Instant earliestAllowed(Instant at, ZoneId zone, ContactProposal proposal);

    /** @return the first instant after {@code at}, an allowed one, from which this must be asked again */
    Instant allowedUntil(Instant at, ZoneId zone, ContactProposal proposal);

    /** A contact starts on these days, from {@code from} (included) to {@code to} (excluded), local time of the debtor. */
    record ContactHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) implements TimeLimit {
        /** A clock set forward may leave out the window of one week, never of two. */
        private static final int LONGEST_SEARCH_DAYS = 15;

        /** @throws IllegalArgumentException when no instant would ever be allowed */
        public ContactHours {
            days = Set.copyOf(days);
            if (days.isEmpty() || !from.isBefore(to)) {
                throw new IllegalArgumentException("Expected a day and a window that begins before it ends, but got "
                        + days + " from " + from + " to " + to);
            }
        }

        private boolean isOpen(Instant at, ZoneId zone) {
            LocalDateTime local = LocalDateTime.ofInstant(at, zone);
            LocalTime time = local.toLocalTime();
            return days.contains(local.getDayOfWeek()) && time.compareTo(from) >= 0 && time.compareTo(to) < 0;
        }

        @Override
        public Instant earliestAllowed(Instant at, ZoneId zone, ContactProposal proposal) {
            if (isOpen(at, zone)) {
                return at;
            }
            Instant change = LocalInstants.nextChange(zone, at);
            Instant opening = nextOpening(at, zone);
            return change != null && change.isBefore(opening) && isOpen(change, zone) ? change : opening;
        }

        private Instant nextOpening(Instant at, ZoneId zone) {
            LocalDate today = LocalDate.ofInstant(at, zone);
            LocalDate end = today.plusDays(LONGEST_SEARCH_DAYS);
            // A clock that is set back over midnight opens the day before once more.
            LocalDate date = today.minusDays(1);
            for (; !date.equals(end); date = date.plusDays(1)) {
                for (Instant opening : LocalInstants.of(date.atTime(from), zone)) {
                    if (opening.isAfter(at) && isOpen(opening, zone)) {
                        return opening;
                    }
                }
            }
            return LocalInstants.startOf(date, zone, at);
        }

        @Override
        public Instant allowedUntil(Instant at, ZoneId zone, ContactProposal proposal) {
            Instant change = LocalInstants.nextChange(zone, at);
            Instant until = closing(at, zone);
            if (change == null || !change.isBefore(until)) {
                return until;
            }
            // It may have been set back over midnight, into the evening of a day that closes once more.
            return isOpen(change, zone) ? closing(change, zone) : change;
        }

        private Instant closing(Instant at, ZoneId zone) {
            return LocalInstants.next(LocalDate.ofInstant(at, zone).atTime(to), zone, at);
        }
    }

    /** No contact on these dates, local to the debtor. */
    record NoHolidays(Set<LocalDate> holidays) implements TimeLimit {
        public NoHolidays {
            holidays = Set.copyOf(holidays);
        }

        @Override
        public Instant earliestAllowed(Instant at, ZoneId zone, ContactProposal proposal) {
            LocalDate date = LocalDate.ofInstant(at, zone);
            if (!holidays.contains(date)) {
                return at;
            }
            do {
                date = date.plusDays(1);
            } while (holidays.contains(date));
            return LocalInstants.startOf(date, zone, at);
        }

        @Override
        public Instant allowedUntil(Instant at, ZoneId zone, ContactProposal proposal) {
            return LocalInstants.endOfDay(zone, at);
        }
    }

    /** What is counted. */
    enum Counted {
        /** Whatever left us, on every channel. */
        ATTEMPTS,
        /** Our calls that were connected to the dialed number, answered or not. */
        CALLS,
        /** Talks on the telephone, whoever called. */
        CONVERSATIONS;

        boolean counts(PastContact contact) {
            return switch (this) {
                case ATTEMPTS -> contact.reach() != Reach.INBOUND_CONVERSATION;
                case CALLS ->
                    contact.channel() == Channel.VOICE
                            && (contact.reach() == Reach.TRIED || contact.reach() == Reach.CONVERSATION);
                case CONVERSATIONS ->
                    contact.channel() == Channel.VOICE
                            && (contact.reach() == Reach.CONVERSATION || contact.reach() == Reach.INBOUND_CONVERSATION);
            };
        }
    }

    /** Over what is counted. */
    enum Unit {
        /** All contacts with the person. */
        PERSON,
        /** For each debt that the contact is about, those about that debt. */
        DEBT;

        boolean counts(PastContact contact, AccountId account) {
            return this == PERSON || contact.isAbout(account);
        }
    }
}
