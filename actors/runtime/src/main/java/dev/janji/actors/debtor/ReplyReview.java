package dev.janji.actors.debtor;

import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.reply.UnmatchedReplies;
import dev.janji.actors.reply.UnmatchedReplies.Closing;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.ReplyId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The messages that no debtor was found for, as a person works them off. Thread-safe; never blocks. */
public final class ReplyReview {
    /** The most that are shown. */
    static final int MOST = 100;

    private final UnmatchedReplies unmatched;
    private final ReplyTeller teller;
    private final InstantSource clock;

    public ReplyReview(UnmatchedReplies unmatched, ReplyTeller teller, InstantSource clock) {
        this.unmatched = unmatched;
        this.teller = teller;
        this.clock = clock;
    }

    /** One of them. @param candidates who has the address now */
    public record Case(InboundMessage message, List<DebtorKey> candidates) {
        public Case {
            candidates = List.copyOf(candidates);
        }
    }

    /** What waits. @param cases the oldest first, at most 100 of them. @param waiting all */
    public record Waiting(List<Case> cases, int waiting) {
        public Waiting {
            cases = List.copyOf(cases);
        }
    }

    /** Why a message can't be assigned or dismissed. */
    public static final class NotClosed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** What is wrong. */
        public enum Why {
            /** It does not wait, or not any more. */
            DOES_NOT_WAIT,
            /** It came in on the line of another lender. */
            OF_ANOTHER_LENDER,
            REFUSED
        }

        private final Why why;
        private final @Nullable RefusalReason refusal;

        private NotClosed(Why why, @Nullable RefusalReason refusal, ReplyId id) {
            super("Expected to take a reply off the list, but: " + why + " [message=" + id + "]", null, false, false);
            this.why = why;
            this.refusal = refusal;
        }

        public Why why() {
            return why;
        }

        /** What the debtor says; null when it was not asked. */
        public @Nullable RefusalReason refusal() {
            return refusal;
        }
    }

    /** @return fails when the store does not answer */
    public CompletionStage<Waiting> waiting() {
        return unmatched.waiting(MOST).thenCompose(found -> {
            List<CompletableFuture<Case>> cases = new ArrayList<>();
            for (InboundMessage message : found.messages()) {
                cases.add(teller.holders(message)
                        .thenApply(holders -> new Case(
                                message,
                                holders.stream().map(ReplyTeller.Holder::debtor).toList()))
                        .toCompletableFuture());
            }
            return CompletableFuture.allOf(cases.toArray(CompletableFuture[]::new))
                    .thenApply(done -> new Waiting(
                            cases.stream().map(CompletableFuture::join).toList(), found.waiting()));
        });
    }

    /**
     * Tells the debtor, then takes it off the list: who is interrupted does it again.
     *
     * @return fails with {@link NotClosed}, or when the debtor or the store can't be asked
     */
    public CompletionStage<Done> assign(ReplyId id, DebtorKey debtor, PersonId by) {
        return unmatched.find(id).thenCompose(found -> {
            InboundMessage message = found.orElseThrow(() -> new NotClosed(NotClosed.Why.DOES_NOT_WAIT, null, id));
            LenderId line = message.lender();
            if (line != null && !line.equals(debtor.lender())) {
                throw new NotClosed(NotClosed.Why.OF_ANOTHER_LENDER, null, id);
            }
            return teller.tell(message, debtor).thenCompose(refusal -> {
                refusal.ifPresent(reason -> {
                    throw new NotClosed(NotClosed.Why.REFUSED, reason, id);
                });
                return close(id, new Closing(clock.instant(), by, debtor, ""));
            });
        });
    }

    /** @param reason for people, without personal data. @return fails with {@link NotClosed}, or when the store does not answer */
    public CompletionStage<Done> dismiss(ReplyId id, PersonId by, String reason) {
        return close(id, new Closing(clock.instant(), by, null, reason));
    }

    private CompletionStage<Done> close(ReplyId id, Closing closing) {
        return unmatched.close(id, closing).thenApply(isClosed -> {
            if (!isClosed) {
                throw new NotClosed(NotClosed.Why.DOES_NOT_WAIT, null, id);
            }
            return Done.getInstance();
        });
    }
}
