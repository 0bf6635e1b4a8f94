package dev.janji.domain.lender;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.MoratoriumId;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A span of local days in which nothing is collected, nothing is charged and no day counts. Immutable. It is a hold that knows its first day.
 *
 * @param account null when it covers every account of the debtor, also those that are opened in it
 * @param from the first day that does not count
 * @param until the first day on which it is over, not before {@code from}; null when nobody knows it
 */
public record Moratorium(
        MoratoriumId id,
        Kind kind,
        @Nullable AccountId account,
        LocalDate from,
        @Nullable LocalDate until) {

    /** On what it rests. */
    public enum Kind {
        /** The law's respite for whoever takes debt advice. */
        BREATHING_SPACE,
        /** The law's respite during treatment of a mental health crisis. */
        MENTAL_HEALTH_CRISIS,
        /** The lender's own word. */
        LENDER,
        /** Somebody else who owes the same account has one: no moratorium of this debtor's own, so no terms of those bind it. */
        JOINT_DEBTOR
    }

    public boolean covers(AccountId id) {
        return account == null || account.equals(id);
    }

    /** Whether there is a day of it: one that ended on its first day never was. */
    public boolean hasDays() {
        return until == null || until.isAfter(from);
    }

    /** Whether nothing may be charged on this day. */
    public boolean holds(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    /** The stop on contacts that it is: from when it is told until the midnight that ends it. @param zone of the debtor's days */
    public Hold hold(ZoneId zone) {
        return new Hold(
                new HoldId(id.value()),
                Hold.Kind.MORATORIUM,
                account,
                until == null ? null : until.atStartOfDay(zone).toInstant());
    }

    public Moratorium endedOn(LocalDate on) {
        return new Moratorium(id, kind, account, from, on);
    }
}
