package dev.janji.domain.stop;

import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import java.time.Instant;

/**
 * What a person of the operator has halted: no contact that it covers leaves the house, until it is lifted. Immutable.
 *
 * @param reason the author's, for people: {@link #LONGEST_REASON} characters at most, without personal data
 */
public record Stop(StopId id, StopScope scope, String reason, PersonId author, Instant placedAt) {
    /** Characters of a reason. */
    public static final int LONGEST_REASON = 500;

    /** @throws IllegalArgumentException when the reason is missing or too long */
    public Stop {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("Expected a reason of 1 to " + LONGEST_REASON
                    + " characters for a stop, but got " + reason.strip().length());
        }
    }
}
