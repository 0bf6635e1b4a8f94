package dev.janji.domain.account;

import dev.janji.domain.id.OfferId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * Instalments that the lender offers to a debtor, who may take them until a day: taken, they are an arrangement. Immutable.
 *
 * @param instalments never empty, oldest due date first
 * @param offeredBy whose authority it rests on
 * @param waivedMinor what is given up once all instalments are paid, from 0
 * @param madeIn the conversation or the letter in which it was made, as the lender names it; empty when neither
 * @param madeAt when it was made, which may be before it was told
 * @param validUntil the last local day on which it can be accepted
 */
public record Offer(
        OfferId id,
        Kind kind,
        List<Instalment> instalments,
        Arrangement.Role offeredBy,
        long waivedMinor,
        String madeIn,
        Instant madeAt,
        LocalDate validUntil,
        State state) {

    /** Why it is offered. */
    public enum Kind {
        /** The debtor is in trouble. */
        HARDSHIP,
        /** The debtor can pay, but later or in smaller parts. */
        RESCHEDULING
    }

    /** What a debtor says to an offer. */
    public enum Answer {
        ACCEPTED,
        DECLINED
    }

    /** The states of an offer; one of an account is {@code OPEN} at most. */
    public enum State {
        OPEN,
        /** It became an arrangement. */
        ACCEPTED,
        DECLINED,
        /** The lender took it back. */
        WITHDRAWN,
        /** Its last day passed without an answer. */
        LAPSED,
        /** Another offer, which the account keeps, or an arrangement came in its place. */
        SUPERSEDED,
        /** Nothing is left to offer it for: the account is paid or not worked, or the debtor was erased. Open again when that is taken back. */
        CANCELLED
    }

    public Offer {
        instalments = instalments.stream()
                .sorted(Comparator.comparing(Instalment::dueDate))
                .toList();
    }

    /**
     * How long an offer keeps collection waiting. A lender's terms.
     *
     * @param considerationDays local days, 0 to {@link #MOST_DAYS}: {@code n} days end at the midnight that begins the {@code n}-th day after
     *     the one on which it was made; 0 is no wait at all
     */
    public record Terms(int considerationDays) {
        /** Longer than this is refused: who does not answer must not be forgotten. */
        public static final int MOST_DAYS = 31;

        public static final Terms STANDARD = new Terms(7);

        /** @throws IllegalArgumentException when the number is outside of its range */
        public Terms {
            if (considerationDays < 0 || considerationDays > MOST_DAYS) {
                throw new IllegalArgumentException(
                        "Expected consideration-days from 0 to " + MOST_DAYS + ", but got " + considerationDays);
            }
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether nobody answered it or took it back; what was said in time may be told of after its last day. */
    public boolean isUnanswered() {
        return state == State.OPEN || state == State.LAPSED || state == State.CANCELLED;
    }

    /** Whether its last day may still come. */
    public boolean mayLapse() {
        return state == State.OPEN || state == State.CANCELLED;
    }

    public Offer in(State next) {
        return new Offer(id, kind, instalments, offeredBy, waivedMinor, madeIn, madeAt, validUntil, next);
    }

    /**
     * The state that account and calendar give this offer: what cancels it may be taken back until its last day.
     *
     * @param possible whether there is anything left to offer it for
     * @param today the debtor's local date
     */
    public State stateBy(boolean possible, LocalDate today) {
        if (!isUnanswered()) {
            return state;
        }
        if (today.isAfter(validUntil)) {
            return State.LAPSED;
        }
        return possible ? State.OPEN : State.CANCELLED;
    }

    /** @return the first instant at which nobody can accept it any more */
    public Instant lapsesAt(ZoneId zone) {
        return validUntil.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** @return the first instant at which collection no longer waits for the answer */
    public Instant consideredUntil(Terms terms, ZoneId zone) {
        Instant end = LocalDate.ofInstant(madeAt, zone)
                .plusDays(terms.considerationDays())
                .atStartOfDay(zone)
                .toInstant();
        Instant lapse = lapsesAt(zone);
        return end.isAfter(lapse) ? lapse : end;
    }
}
