package dev.janji.actors.debtor;

import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.reply.UnmatchedReplies;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import dev.janji.domain.reply.ReadReply;
import dev.janji.domain.reply.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of what somebody writes a {@link ReplyReceived} of a debtor: of the newest attempt to that address, otherwise of the one debtor of the line's lender who
 * has it. A stop goes to every debtor of the line who has it. Below a confidence the intent is {@code OTHER}. What no debtor takes waits for a person.
 * Thread-safe; never blocks.
 */
public final class InboundReplies implements InboundListener {
    private static final Logger LOG = LoggerFactory.getLogger(InboundReplies.class);

    private final ReplyTeller teller;
    private final UnmatchedReplies unmatched;

    public InboundReplies(ReplyTeller teller, UnmatchedReplies unmatched) {
        this.teller = teller;
        this.unmatched = unmatched;
    }

    @Override
    public CompletionStage<Done> received(InboundMessage message) {
        InboundMessage.Answered answers = message.answers();
        if (answers == null) {
            return toThoseKnown(message);
        }
        return teller.read(message, answers)
                .thenCompose(read -> teller.tell(message, read, answers.debtor(), Optional.of(answers.contactPoint()))
                        .thenCompose(refusal -> {
                            if (refusal.isPresent()) {
                                return toThoseKnown(message);
                            }
                            return isStop(read) ? toTheOthers(message, read, answers.debtor()) : done();
                        }));
    }

    private CompletionStage<Done> toTheOthers(InboundMessage message, ReadReply read, DebtorKey told) {
        return teller.holders(message)
                .thenCompose(found -> tellAll(
                        message,
                        read,
                        found.stream()
                                .filter(each -> !each.debtor().equals(told))
                                .toList()));
    }

    private CompletionStage<Done> toThoseKnown(InboundMessage message) {
        return teller.holders(message).thenCompose(found -> {
            if (found.isEmpty()) {
                return keep(message);
            }
            ReadReply read = teller.read(message, found.get(0).debtor().lender());
            return found.size() > 1 && !isStop(read) ? keep(message) : tellAll(message, read, found);
        });
    }

    /** A person looks at what one of them does not take. */
    private CompletionStage<Done> tellAll(InboundMessage message, ReadReply read, List<ReplyTeller.Holder> all) {
        List<CompletableFuture<Optional<RefusalReason>>> told = new ArrayList<>();
        all.forEach(holder -> told.add(
                teller.tell(message, read, holder.debtor(), holder.point()).toCompletableFuture()));
        return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
                .thenCompose(none -> told.stream().allMatch(each -> each.join().isEmpty()) ? done() : keep(message));
    }

    private CompletionStage<Done> keep(InboundMessage message) {
        return unmatched.keep(message).thenApply(done -> {
            LOG.warn(
                    "Expected to know who wrote, but nobody is found, several are, or the debtor did not take it: a person must look [message={}]",
                    message.id());
            return done;
        });
    }

    private static boolean isStop(ReadReply read) {
        return read.intent() == Wish.STOP.intent();
    }

    private static CompletionStage<Done> done() {
        return CompletableFuture.completedStage(Done.getInstance());
    }
}
