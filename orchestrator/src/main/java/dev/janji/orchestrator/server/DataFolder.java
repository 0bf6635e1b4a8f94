package dev.janji.orchestrator.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a server that was started by {@code up} keeps everything. Immutable.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {
    /** Makes the folder when it is not there. */
    public static DataFolder at(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Files.createDirectories(root);
        return new DataFolder(root);
    }

    public Path credentials() {
        return root.resolve("credentials");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path masterKey() {
        return root.resolve("master-key.json");
    }

    public Path clock() {
        return root.resolve("clock");
    }

    public Path cassandra() {
        return root.resolve("cassandra");
    }

    /** Of a simulated channel. */
    public Path sent(String channel) {
        return root.resolve("sent").resolve(channel + ".jsonl");
    }

    /** By which mails are marked. */
    public Path emailKey() {
        return root.resolve("email.key");
    }

    /** By which links in messages are sealed. */
    public Path linksKey() {
        return root.resolve("links.key");
    }

    /** By which what a link brings to the lender's page is signed. */
    public Path paymentTokenKey() {
        return root.resolve("payment-token.pem");
    }

    /** Says where a running server can be reached; see {@link ServerFile}. */
    public Path serverFile() {
        return root.resolve("server.json");
    }
}
