package dev.janji.orchestrator.server;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a running server can be reached, for programs beside it. Written when the server is ready, deleted when it stops; after a
 * kill it stays, and its {@code pid} says that it is stale.
 *
 * @param clock real or scaled
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServerFile(
        long pid,
        String version,
        Address grpc,
        Address http,
        Address management,
        Address metrics,
        Store cassandra,
        String credentials,
        String clock,
        String logs) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerFile.class);

    /** An open port. */
    public record Address(String host, int port) {}

    /** @param storagePort of an embedded node, 0 otherwise */
    public record Store(List<String> contactPoints, String localDatacenter, String keyspace, int storagePort) {}

    /** @return what the last server wrote, also when it was killed; empty when there is nothing readable */
    public static Optional<ServerFile> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(new JsonMapper().readValue(file.toFile(), ServerFile.class))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("Expected to read where the last server was, but {} is damaged", file);
            return Optional.empty();
        }
    }

    /** Replaces the file in one step. */
    public void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
