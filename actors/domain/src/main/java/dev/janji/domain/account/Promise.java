package dev.janji.domain.account;

import dev.janji.domain.id.PromiseId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The debtor's word to pay an amount by a date (janji bayar, promise to pay).
 *
 * @param amountMinor at least 1
 * @param dueDate the last day on which a payment keeps it, before grace
 * @param madeAt payments stored since then count for it
 * @param supersedes the promise that was rescheduled by it; null when it stands for itself
 */
public record Promise(
        PromiseId id,
        long amountMinor,
        LocalDate dueDate,
        Instant madeAt,
        State state,
        @Nullable PromiseId supersedes) {

    /** A promise that stands for itself. */
    public Promise(PromiseId id, long amountMinor, LocalDate dueDate, Instant madeAt, State state) {
        this(id, amountMinor, dueDate, madeAt, state, null);
    }

    /** The states of the promise machine; one promise of an account is {@code ACTIVE} at most. */
    public enum State {
        ACTIVE,
        KEPT,
        PARTIALLY_KEPT,
        BROKEN,
        CANCELLED,
        /** Another promise, or an arrangement, came in its place; only events say so, since an account keeps its last promise only. */
        SUPERSEDED
    }

    /**
     * When a promise counts as kept. A lender's terms.
     *
     * @param tolerancePermille the share of the amount that may be missing, 0 to 1000
     * @param graceDays days after the due date that still count, from 0
     */
    public record Terms(int tolerancePermille, int graceDays) {
        public Terms {
            if (tolerancePermille < 0 || tolerancePermille > 1000 || graceDays < 0) {
                throw new IllegalArgumentException(
                        "Expected a tolerance of 0 to 1000 permille and no negative grace, but got " + tolerancePermille
                                + " and " + graceDays);
            }
        }
    }

    /** The last local day on which a payment keeps the promise. */
    public LocalDate deadline(Terms terms) {
        return dueDate.plusDays(terms.graceDays());
    }

    public Promise in(State next) {
        return new Promise(id, amountMinor, dueDate, madeAt, next, supersedes);
    }

    /**
     * The state that the ledger gives this promise. A payment counts when it was stored since the promise and its value date meets the
     * deadline, however late it arrives; a reversed one does not. Rounding: the threshold is rounded up to a whole minor unit.
     *
     * @param today the debtor's local date
     */
    public State stateBy(Ledger ledger, LocalDate today, Terms terms) {
        if (state == State.CANCELLED || state == State.SUPERSEDED) {
            return state;
        }
        LocalDate deadline = deadline(terms);
        long paid = 0;
        for (Payment payment : ledger.payments()) {
            if (payment.stands()
                    && !payment.receivedAt().isBefore(madeAt)
                    && !payment.valueDate().isAfter(deadline)) {
                paid += payment.amountMinor();
            }
        }
        long threshold = amountMinor
                - amountMinor / 1000 * terms.tolerancePermille()
                - amountMinor % 1000 * terms.tolerancePermille() / 1000;
        if (paid >= threshold) {
            return State.KEPT;
        }
        if (!today.isAfter(deadline)) {
            return State.ACTIVE;
        }
        return paid == 0 ? State.BROKEN : State.PARTIALLY_KEPT;
    }
}
