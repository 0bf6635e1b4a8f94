package dev.janji.actors.channel;

import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.time.Instant;

/**
 * An attempt of which nobody knows whether it was sent. Immutable.
 *
 * @param authorizedAt when the debtor's rules allowed it, by the house clock of the server that held the debtor then
 */
public record DoubtedAttempt(AttemptId id, Instant authorizedAt) {
    /** More than the clocks of two servers, or one server's before and after it was set, ever differ by. */
    static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** Before this instant it surely had not left, by anybody's clock: a log that knows everything since then knows whether it did. */
    public Instant notSentBefore() {
        return authorizedAt.minus(CLOCKS_DIFFER);
    }
}
