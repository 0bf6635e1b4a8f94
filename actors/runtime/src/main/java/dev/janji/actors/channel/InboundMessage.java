package dev.janji.actors.channel;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote to a lender's line. Immutable; its text form holds no personal data.
 *
 * @param id the same for every delivery of the same message; of letters, digits and dashes
 * @param lender whose line it came in on; null for a line of several lenders
 * @param from number or mailbox of the writer; personal
 * @param to the line; personal where it is a person's
 * @param text personal
 * @param at when it came in, by the house clock
 * @param answers the newest attempt to that address, as far as it is remembered
 */
public record InboundMessage(
        String id,
        Channel channel,
        @Nullable LenderId lender,
        String from,
        String to,
        String text,
        Instant at,
        @Nullable Answered answers) {
    /** What it is an answer to. */
    public record Answered(DebtorKey debtor, AttemptId attempt, ContactPointId contactPoint) {}

    /** Ids only: addresses and text are personal. */
    @Override
    public String toString() {
        return "InboundMessage[id=" + id + ", channel=" + channel + ", answers=" + answers + "]";
    }
}
