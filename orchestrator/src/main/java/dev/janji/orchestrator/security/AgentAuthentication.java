package dev.janji.orchestrator.security;

import dev.janji.domain.id.AgentId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who an agent's token belongs to. Thread-safe, and never blocks; a token is never part of an error or a log line. */
@FunctionalInterface
public interface AgentAuthentication {
    /** @return empty when the token is nobody's, or not any more. Fails when nobody can say: try again */
    CompletionStage<Optional<AgentId>> agentOf(String token);

    /** Tokens of the installation's own credentials. */
    static AgentAuthentication by(Credentials credentials) {
        return token -> CompletableFuture.completedStage(
                credentials.identify(null, "Bearer " + token) instanceof Identification.Known known
                                && known.caller() instanceof Caller.OfAgent agent
                        ? Optional.of(agent.agent())
                        : Optional.empty());
    }
}
