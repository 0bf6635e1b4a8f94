package dev.janji.gateways.once;

import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of an adapter is under way: each is answered exactly once, also when the adapter ends. Thread-safe. */
public final class OpenSends {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSends.class);

    private record Open(SendPermit permit, CompletableFuture<SendAnswer> answer) {
        void abandon() {
            answer.complete(
                    permit.revoke()
                            ? new SendAnswer.Refused(RefusalReason.STOPPING, "the adapter is stopping")
                            : new SendAnswer.Unknown("the adapter was stopped"));
        }
    }

    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param sending is not begun any more when the adapter has ended
     * @return never fails
     */
    public CompletionStage<SendAnswer> tracked(SendPermit permit, Supplier<CompletionStage<SendAnswer>> sending) {
        Open send = new Open(permit, new CompletableFuture<>());
        open.add(send);
        CompletionStage<SendAnswer> answer = send.answer()
                .whenComplete((given, failure) -> open.remove(send))
                .minimalCompletionStage();
        if (closed) {
            send.abandon();
            return answer;
        }
        sending.get().whenComplete((given, failure) -> {
            if (failure == null) {
                send.answer().complete(given);
            } else {
                LOG.error("Expected an answer about a message, but sending failed", failure);
                send.abandon();
            }
        });
        return answer;
    }

    /** What waits is refused, what has left is in doubt. @return false when that was done before */
    public synchronized boolean close() {
        if (closed) {
            return false;
        }
        closed = true;
        open.forEach(Open::abandon);
        return true;
    }
}
