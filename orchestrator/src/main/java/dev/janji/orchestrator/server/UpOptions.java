package dev.janji.orchestrator.server;

import dev.janji.domain.id.LenderId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code up} says. Null stands for what the configuration says; 0 for any free port.
 *
 * @param config laid over the defaults
 * @param time null: the real clock
 */
public record UpOptions(
        Path data,
        @Nullable Path config,
        List<LenderId> lenders,
        Ports ports,
        @Nullable ScaledTime time) {
    public UpOptions {
        lenders = List.copyOf(lenders);
    }

    /** The ports of a server. */
    public record Ports(
            @Nullable Integer grpc,
            @Nullable Integer http,
            @Nullable Integer management,
            @Nullable Integer metrics,
            @Nullable Integer cassandra) {}

    /**
     * A clock for the demo and for tests.
     *
     * @param start ISO 8601
     * @param speed seconds of the house in a second of the world, at most
     * @param awaitHorizon stand still until a simulated lender says how far time may go
     */
    public record ScaledTime(String start, double speed, boolean awaitHorizon) {}
}
