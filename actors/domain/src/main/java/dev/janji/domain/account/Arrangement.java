package dev.janji.domain.account;

import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.OfferId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agreed new schedule of instalments that stands in the place of the account's own until it ends. Immutable.
 *
 * <p>While it stands, only its instalments and the charges posted since fall due, and only payments stored since count for them. A
 * payment from before that is taken back raises the balance and falls due when the arrangement has ended.
 *
 * @param instalments never empty, oldest due date first
 * @param agreedBy whose authority it rests on
 * @param waivedMinor what is given up once all instalments are paid, from 0
 * @param before what the ledger held when it was agreed
 * @param ended whether the lender ended it; then its state stands, whatever the ledger says
 * @param offer that was accepted with it; null when it was agreed without one
 */
public record Arrangement(
        ArrangementId id,
        List<Instalment> instalments,
        Role agreedBy,
        long waivedMinor,
        Before before,
        State state,
        boolean ended,
        @Nullable OfferId offer) {

    /** One that was agreed without an offer. */
    public Arrangement(
            ArrangementId id,
            List<Instalment> instalments,
            Role agreedBy,
            long waivedMinor,
            Before before,
            State state,
            boolean ended) {
        this(id, instalments, agreedBy, waivedMinor, before, state, ended, null);
    }

    /** The states of an arrangement; one of an account is {@code ACTIVE} at most. */
    public enum State {
        ACTIVE,
        /** All instalments are paid. */
        COMPLETED,
        /** An instalment was not paid within the grace. */
        BROKEN,
        CANCELLED
    }

    /** Who may agree one, within the authority of the role. */
    public enum Role {
        AGENT,
        TEAM_LEADER,
        LENDER
    }

    /**
     * So much stood in the ledger before it: what comes later in each list came after it.
     *
     * @param waivedMinor what completed arrangements before this one gave up
     */
    public record Before(int payments, int charges, long waivedMinor) {}

    public Arrangement {
        instalments = instalments.stream()
                .sorted(Comparator.comparing(Instalment::dueDate))
                .toList();
    }

    /**
     * What a role may agree. A lender's terms.
     *
     * @param longestMonths from the day of the agreement to the last instalment, 1 to 600
     * @param largestWaivedPermille share of the balance that may be waived, 0 to 1000; rounded down to a whole minor unit
     * @param leastFirstPermille share of the instalments that the first must reach, 0 to 1000; rounded up
     */
    public record Authority(int longestMonths, int largestWaivedPermille, int leastFirstPermille) {
        public Authority {
            if (longestMonths < 1
                    || longestMonths > Ledger.MOST_INSTALMENTS
                    || isNoShare(largestWaivedPermille)
                    || isNoShare(leastFirstPermille)) {
                throw new IllegalArgumentException("Expected 1 to 600 months and shares of 0 to 1000 permille, but got "
                        + longestMonths + ", " + largestWaivedPermille + " and " + leastFirstPermille);
            }
        }

        private static boolean isNoShare(int permille) {
            return permille < 0 || permille > 1000;
        }

        /** What of an arrangement an authority does not reach. */
        public enum Limit {
            LAST_INSTALMENT,
            WAIVED,
            FIRST_INSTALMENT
        }

        /**
         * @param instalments never empty, in any order
         * @param waivedMinor what would be given up
         * @param balanceMinor what is owed when it is agreed
         * @param on the debtor's local date of the agreement
         * @return the first limit that is exceeded; null when none is
         */
        public @Nullable Limit exceededBy(
                List<Instalment> instalments, long waivedMinor, long balanceMinor, LocalDate on) {
            Instalment first = instalments.get(0);
            long total = 0;
            for (Instalment each : instalments) {
                if (each.dueDate().isAfter(on.plusMonths(longestMonths))) {
                    return Limit.LAST_INSTALMENT;
                }
                first = each.dueDate().isBefore(first.dueDate()) ? each : first;
                total += each.amountMinor();
            }
            if (waivedMinor > share(Math.max(0, balanceMinor), largestWaivedPermille)) {
                return Limit.WAIVED;
            }
            return first.amountMinor() < total - share(total, 1000 - leastFirstPermille)
                    ? Limit.FIRST_INSTALMENT
                    : null;
        }

        private static long share(long minor, int permille) {
            return minor / 1000 * permille + minor % 1000 * permille / 1000;
        }
    }

    /**
     * When an arrangement is broken, and who may agree which. A lender's terms.
     *
     * @param graceDays days after an instalment's due date that still count, 0 to 366
     */
    public record Terms(int graceDays, Authority agent, Authority teamLeader, Authority lender) {
        private static final int LONGEST_GRACE = 366;

        public Terms {
            if (graceDays < 0 || graceDays > LONGEST_GRACE) {
                throw new IllegalArgumentException(
                        "Expected a grace of 0 to " + LONGEST_GRACE + " days, but got " + graceDays);
            }
        }

        public Authority of(Role role) {
            return switch (role) {
                case AGENT -> agent;
                case TEAM_LEADER -> teamLeader;
                case LENDER -> lender;
            };
        }
    }

    public boolean stands() {
        return state == State.ACTIVE;
    }

    public LocalDate lastDueDate() {
        return instalments.get(instalments.size() - 1).dueDate();
    }

    public Arrangement in(State next) {
        return new Arrangement(id, instalments, agreedBy, waivedMinor, before, next, ended, offer);
    }

    /** The lender ended it so. */
    public Arrangement endedIn(State next) {
        return new Arrangement(id, instalments, agreedBy, waivedMinor, before, next, true, offer);
    }

    /** @return what the balance is less by, for this arrangement and those before it */
    long givenUpMinor() {
        return before.waivedMinor() + (state == State.COMPLETED ? waivedMinor : 0);
    }

    /**
     * The state that the ledger gives this arrangement: broken when by some instalment's deadline less had come in, by value date, than was
     * due; so a payment that arrives late but counts from a day in time mends it, and a reversal re-opens it.
     *
     * @param ledger of the account
     * @param today the debtor's local date
     */
    public State stateBy(Ledger ledger, LocalDate today, Terms terms) {
        if (ended || state == State.CANCELLED) {
            return state;
        }
        long due = 0;
        for (Instalment instalment : instalments) {
            due += instalment.amountMinor();
            LocalDate deadline = instalment.dueDate().plusDays(terms.graceDays());
            if (deadline.isBefore(today) && ledger.paidSinceMinor(before.payments(), deadline) < due) {
                return State.BROKEN;
            }
        }
        return ledger.paidSinceMinor(before.payments(), LocalDate.MAX) < due ? State.ACTIVE : State.COMPLETED;
    }

    /** @return the first local day on which it is broken unless more comes in; null when it does not stand */
    public @Nullable LocalDate breaksOn(Ledger ledger, Terms terms) {
        if (!stands()) {
            return null;
        }
        long left = ledger.paidSinceMinor(before.payments(), LocalDate.MAX);
        for (Instalment instalment : instalments) {
            left -= instalment.amountMinor();
            if (left < 0) {
                return instalment.dueDate().plusDays(terms.graceDays() + 1L);
            }
        }
        return null;
    }
}
