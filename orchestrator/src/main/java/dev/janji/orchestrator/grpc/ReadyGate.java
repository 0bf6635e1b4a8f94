package dev.janji.orchestrator.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens when the client has read what was written before. Thread-safe, for one writer that waits each time. */
final class ReadyGate {
    private final ServerCallStreamObserver<?> answers;
    private CompletableFuture<Void> waiting = CompletableFuture.completedFuture(null);

    /** Only inside the call's own method: handlers can't be set later. */
    ReadyGate(ServerCallStreamObserver<?> answers) {
        this.answers = answers;
        answers.setOnReadyHandler(() -> current().complete(null));
        answers.setOnCancelHandler(
                () -> current().completeExceptionally(new CancellationException("the client went away")));
    }

    /** @return completes when the next answer may be written; fails when the client is gone */
    CompletionStage<Void> open() {
        CompletableFuture<Void> next = new CompletableFuture<>();
        synchronized (this) {
            waiting = next;
        }
        if (answers.isCancelled()) {
            next.completeExceptionally(new CancellationException("the client went away"));
        } else if (answers.isReady()) {
            next.complete(null);
        }
        return next;
    }

    private synchronized CompletableFuture<Void> current() {
        return waiting;
    }
}
