package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import java.time.Instant;
import java.util.List;

/**
 * One try to reach the debtor, identified and stored before it leaves.
 *
 * @param covers the steps it stands for, the leading one first; never empty
 * @param template of the message
 * @param validUntil nobody may send it from this instant on
 */
public record Attempt(
        AttemptId id,
        Channel channel,
        ContactPointId contactPoint,
        List<StepReference> covers,
        String template,
        Instant authorizedAt,
        Instant validUntil) {
    public Attempt {
        covers = List.copyOf(covers);
    }
}
