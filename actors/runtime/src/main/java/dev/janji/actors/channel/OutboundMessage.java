package dev.janji.actors.channel;

import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.Set;

/**
 * What is to reach a debtor, complete and already allowed by the rules. Immutable; its text form holds ids only.
 *
 * @param address number, mailbox or device token, as the channel writes it
 * @param subject empty where the channel has none
 * @param template whose words it has
 * @param strategies versions of the plans whose steps it stands for
 * @param validUntil it may not leave the house from this instant on, by the house clock
 */
public record OutboundMessage(
        AttemptId attempt,
        DebtorKey debtor,
        ContactPointId contactPoint,
        String address,
        String subject,
        String body,
        String template,
        Set<String> strategies,
        Instant validUntil) {
    public OutboundMessage {
        strategies = Set.copyOf(strategies);
    }

    /** Ids only: address and text are personal. */
    @Override
    public String toString() {
        return "OutboundMessage[attempt=" + attempt + ", contactPoint=" + contactPoint + ", validUntil=" + validUntil
                + "]";
    }
}
