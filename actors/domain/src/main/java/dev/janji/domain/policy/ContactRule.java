package dev.janji.domain.policy;

import dev.janji.domain.contact.ContactPoint;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * A rule that may forbid or defer a contact, with the id under which the law or the house knows it. Immutable. Ids of the default pack
 * are those of the rule catalogue ({@code docs/glossary.md}).
 */
public sealed interface ContactRule {
    String id();

    /** A rule about time. Asked for every zone in which the debtor may be. */
    sealed interface OnTime extends ContactRule {
        /**
         * @param made instants of the attempts that count, any order
         * @return the earliest instant from {@code at} on at which this rule allows a contact; {@code at} itself when it does now
         */
        Instant earliestAllowed(Instant at, ZoneId zone, List<Instant> made);

        /** @return the first instant after {@code at}, an allowed one, from which this rule must be asked again */
        Instant allowedUntil(Instant at, ZoneId zone);
    }

    /** A rule about the number or address that would be used. Waiting does not change its answer. */
    sealed interface OnContactPoint extends ContactRule {
        boolean allows(ContactPoint point);
    }

    /**
     * A contact starts on these days, from {@code from} (included) to {@code to} (excluded), local time of the debtor.
     *
     * @see <a href="https://www.ojk.go.id/">POJK 22/2023 article 62(2)f (ID-01)</a>
     */
    record ContactHours(String id, Set<DayOfWeek> days, LocalTime from, LocalTime to) implements OnTime {
        /** A clock set forward may leave out the window of one week, never of two. */
        private static final int LONGEST_SEARCH_DAYS = 15;

        /** @throws IllegalArgumentException when no instant would ever be allowed */
        public ContactHours {
            days = Set.copyOf(days);
            if (days.isEmpty() || !from.isBefore(to)) {
                throw new IllegalArgumentException(
                        "Expected rule " + id + " to have a day and a window that begins before it ends, but got "
                                + days + " from " + from + " to " + to);
            }
        }

        private boolean isOpen(Instant at, ZoneId zone) {
            LocalDateTime local = LocalDateTime.ofInstant(at, zone);
            LocalTime time = local.toLocalTime();
            return days.contains(local.getDayOfWeek()) && time.compareTo(from) >= 0 && time.compareTo(to) < 0;
        }

        @Override
        public Instant earliestAllowed(Instant at, ZoneId zone, List<Instant> made) {
            if (isOpen(at, zone)) {
                return at;
            }
            Instant change = LocalInstants.nextChange(zone, at);
            Instant opening = nextOpening(at, zone);
            return change != null && change.isBefore(opening) && isOpen(change, zone) ? change : opening;
        }

        private Instant nextOpening(Instant at, ZoneId zone) {
            LocalDate date = LocalDate.ofInstant(at, zone);
            LocalDate end = date.plusDays(LONGEST_SEARCH_DAYS);
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
        public Instant allowedUntil(Instant at, ZoneId zone) {
            Instant change = LocalInstants.nextChange(zone, at);
            Instant until = change == null || isOpen(change, zone) ? Instant.MAX : change;
            for (Instant each : LocalInstants.of(LocalDate.ofInstant(at, zone).atTime(to), zone)) {
                until = each.isAfter(at) && each.isBefore(until) ? each : until;
            }
            return until;
        }
    }

    /** No contact on these dates, local to the debtor. */
    record NoHolidays(String id, Set<LocalDate> holidays) implements OnTime {
        public NoHolidays {
            holidays = Set.copyOf(holidays);
        }

        @Override
        public Instant earliestAllowed(Instant at, ZoneId zone, List<Instant> made) {
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
        public Instant allowedUntil(Instant at, ZoneId zone) {
            return LocalInstants.startOf(LocalDate.ofInstant(at, zone).plusDays(1), zone, at);
        }
    }

    /**
     * No more than so many attempts on one local day, over all channels (ID-05; the number is the house's choice).
     *
     * @param attempts from 1 to {@link #LARGEST}
     */
    record DailyCap(String id, int attempts) implements OnTime {
        /** The state keeps enough of the past to judge a cap up to this. */
        public static final int LARGEST = 16;

        /** @throws IllegalArgumentException when the cap is outside its range */
        public DailyCap {
            if (attempts < 1 || attempts > LARGEST) {
                throw new IllegalArgumentException(
                        "Expected rule " + id + " to allow 1 to " + LARGEST + " attempts a day, but got " + attempts);
            }
        }

        @Override
        public Instant earliestAllowed(Instant at, ZoneId zone, List<Instant> made) {
            LocalDate today = LocalDate.ofInstant(at, zone);
            int count = 0;
            for (Instant each : made) {
                if (LocalDate.ofInstant(each, zone).equals(today)) {
                    count++;
                }
            }
            return count < attempts ? at : LocalInstants.startOf(today.plusDays(1), zone, at);
        }

        @Override
        public Instant allowedUntil(Instant at, ZoneId zone) {
            return LocalInstants.startOf(LocalDate.ofInstant(at, zone).plusDays(1), zone, at);
        }
    }

    /** Only the debtor's own and verified numbers and addresses (ID-04). */
    record OwnContactPointsOnly(String id) implements OnContactPoint {
        @Override
        public boolean allows(ContactPoint point) {
            return point.role() == ContactPoint.Role.OWN && point.verification() == ContactPoint.Verification.VERIFIED;
        }
    }

    /** An emergency contact is never used to collect (ID-13). */
    record NeverEmergencyContacts(String id) implements OnContactPoint {
        @Override
        public boolean allows(ContactPoint point) {
            return point.role() != ContactPoint.Role.EMERGENCY;
        }
    }

    /** Nothing goes to a contact point that the debtor opted out. */
    record ConsentRespected(String id) implements OnContactPoint {
        @Override
        public boolean allows(ContactPoint point) {
            return point.consent() == ContactPoint.Consent.GIVEN;
        }
    }
}
