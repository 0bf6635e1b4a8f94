package dev.janji.actors.reply;

import dev.janji.actors.channel.InboundMessage;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.ReplyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The messages that wait for a person to say whose they are. Thread-safe; never blocks; a stage fails when the store does not answer. */
public interface UnmatchedReplies {
    /**
     * How a message left the list.
     *
     * @param debtor who has it now; null when it is nobody's
     * @param reason for people, without personal data; empty when it was assigned
     */
    record Closing(Instant at, PersonId by, @Nullable DebtorKey debtor, String reason) {}

    /** What waits. @param messages the oldest first, without what they answer. @param waiting all, also those beyond the messages */
    record Waiting(List<InboundMessage> messages, int waiting) {
        public Waiting {
            messages = List.copyOf(messages);
        }
    }

    /** @return completes when it is stored; one that is on the list, or was within 30 days, changes nothing */
    CompletionStage<Done> keep(InboundMessage message);

    /** @param most messages that are wanted */
    CompletionStage<Waiting> waiting(int most);

    /** @return empty when it does not wait, or not any more */
    CompletionStage<Optional<InboundMessage>> find(ReplyId id);

    /** Takes it off the list; its words are deleted. @return false when it does not wait, or not any more */
    CompletionStage<Boolean> close(ReplyId id, Closing closing);
}
