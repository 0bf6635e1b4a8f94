package dev.janji.actors.reply;

import dev.janji.actors.channel.InboundMessage;
import dev.janji.domain.id.ReplyId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The list in memory. */
public final class ListedReplies implements UnmatchedReplies {
    public final Map<ReplyId, Closing> closings = new HashMap<>();
    private final Map<ReplyId, InboundMessage> open = new LinkedHashMap<>();

    @Override
    public CompletionStage<Done> keep(InboundMessage message) {
        ReplyId id = new ReplyId(message.id());
        if (!closings.containsKey(id)) {
            open.putIfAbsent(id, message);
        }
        return CompletableFuture.completedStage(Done.getInstance());
    }

    @Override
    public CompletionStage<Waiting> waiting(int most) {
        return CompletableFuture.completedStage(
                new Waiting(open.values().stream().limit(most).toList(), open.size()));
    }

    @Override
    public CompletionStage<Optional<InboundMessage>> find(ReplyId id) {
        return CompletableFuture.completedStage(Optional.ofNullable(open.get(id)));
    }

    @Override
    public CompletionStage<Boolean> close(ReplyId id, Closing closing) {
        boolean isOpen = open.remove(id) != null;
        if (isOpen) {
            closings.put(id, closing);
        }
        return CompletableFuture.completedStage(isOpen);
    }
}
