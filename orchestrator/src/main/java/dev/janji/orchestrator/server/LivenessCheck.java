package dev.janji.orchestrator.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;

/**
 * Answers Pekko Management's {@code /alive}: the actor system runs and answers. Not the store: a server that is started anew brings no
 * store back. Thread-safe.
 */
public final class LivenessCheck implements Supplier<CompletionStage<Boolean>> {
    private final ActorSystem system;

    /** Called by Pekko Management, which finds the class by its name in the configuration. */
    public LivenessCheck(ActorSystem system) {
        this.system = system;
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedStage(!system.whenTerminated().isCompleted());
    }
}
