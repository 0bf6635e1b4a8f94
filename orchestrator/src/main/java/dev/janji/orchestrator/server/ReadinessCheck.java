package dev.janji.orchestrator.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;

/** Answers Pekko Management's {@code /ready}: Cassandra reachable, schema migrated, sharding up, ports open. Thread-safe. */
public final class ReadinessCheck implements Supplier<CompletionStage<Boolean>> {
    private final HealthBoard board;

    /** Called by Pekko Management, which finds the class by its name in the configuration. */
    public ReadinessCheck(ActorSystem system) {
        this.board = HealthBoard.ID.get(system);
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedStage(board.waitsFor().isEmpty());
    }
}
