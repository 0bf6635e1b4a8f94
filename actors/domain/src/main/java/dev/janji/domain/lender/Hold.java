package dev.janji.domain.lender;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.HoldId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stop on contacts.
 *
 * @param account null when the hold is on the person
 * @param until null when it stands until lifted
 */
public record Hold(
        HoldId id,
        Kind kind,
        @Nullable AccountId account,
        @Nullable Instant until) {

    /** Why contacts stop. */
    public enum Kind {
        MORATORIUM,
        DECEASED,
        BANKRUPTCY,
        ATTORNEY,
        CEASE,
        HARDSHIP
    }

    public boolean standsAt(Instant now) {
        return until == null || now.isBefore(until);
    }

    public boolean covers(AccountId id) {
        return account == null || account.equals(id);
    }
}
