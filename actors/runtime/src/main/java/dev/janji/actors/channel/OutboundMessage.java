package dev.janji.actors.channel;

import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to reach a debtor, complete and already allowed by the rules. Immutable; its text form holds ids only.
 *
 * @param address number, mailbox or device token, as the channel writes it
 * @param subject empty where the channel has none
 * @param template whose words it has
 * @param strategies versions of the plans whose steps it stands for
 * @param validUntil it may not leave the house from this instant on, by the house clock
 * @param deliverUntil from this instant on no provider may deliver it, by the house clock: the end of the window in which the debtor may be contacted
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
        Instant validUntil,
        Instant deliverUntil,
        Wording wording) {
    /**
     * What a channel needs to know of the words that does not let everything be said at any time.
     *
     * @param language of the text
     * @param values what the text's variables say, by their keys; empty when a person wrote it; personal
     * @param writtenAt when the debtor last wrote on this channel from there; null when that is not remembered
     */
    public record Wording(
            String language,
            Map<String, String> values,
            @Nullable Instant writtenAt) {
        static final Wording UNKNOWN = new Wording("", Map.of(), null);

        public Wording {
            values = Map.copyOf(values);
        }

        /** Values are personal. */
        @Override
        public String toString() {
            return "Wording[" + language + "]";
        }
    }

    public OutboundMessage {
        strategies = Set.copyOf(strategies);
    }

    /** For a channel that takes any text at any time. */
    public OutboundMessage(
            AttemptId attempt,
            DebtorKey debtor,
            ContactPointId contactPoint,
            String address,
            String subject,
            String body,
            String template,
            Set<String> strategies,
            Instant validUntil,
            Instant deliverUntil) {
        this(
                attempt,
                debtor,
                contactPoint,
                address,
                subject,
                body,
                template,
                strategies,
                validUntil,
                deliverUntil,
                Wording.UNKNOWN);
    }

    /** What no provider may keep for longer than it may leave the house. */
    public OutboundMessage(
            AttemptId attempt,
            DebtorKey debtor,
            ContactPointId contactPoint,
            String address,
            String subject,
            String body,
            String template,
            Set<String> strategies,
            Instant validUntil) {
        this(attempt, debtor, contactPoint, address, subject, body, template, strategies, validUntil, validUntil);
    }

    /** Ids only: address and text are personal. */
    @Override
    public String toString() {
        return "OutboundMessage[attempt=" + attempt + ", contactPoint=" + contactPoint + ", validUntil=" + validUntil
                + "]";
    }
}
