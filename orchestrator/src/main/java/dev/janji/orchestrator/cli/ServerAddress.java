package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.server.DataFolder;
import dev.janji.orchestrator.server.ServerFile;
import dev.janji.orchestrator.server.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running server a command asks, and about whose debtor. */
final class ServerAddress {
    private static final List<Path> USUAL = List.of(Path.of(".janji"), Path.of(".janji", "demo", "server"));

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the running server. Default: .janji, else that of the demo in it")
    private @Nullable Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server's status page instead, such as http://127.0.0.1:8080")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The operator's token, when the status page asks for one.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--lender",
            paramLabel = "ID",
            description = "Whose debtor. Default: the lender of the server, when it has one.")
    private @Nullable String lender;

    /** @return where the status page is */
    String url() throws StartFailure {
        if (url != null) {
            return url;
        }
        ServerFile.Address http = running().orElseThrow(this::nothingRuns).http();
        return "http://" + (http.host().equals("0.0.0.0") ? "127.0.0.1" : http.host()) + ":" + http.port();
    }

    /** @return null when none was named */
    @Nullable
    String token() throws StartFailure {
        if (tokenFile == null) {
            return null;
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new StartFailure("Expected the operator's token in " + tokenFile + ", but it can't be read.", e);
        }
    }

    String lender() throws StartFailure {
        if (lender != null) {
            return lender;
        }
        List<String> known = lenders();
        if (known.size() == 1) {
            return known.get(0);
        }
        throw new StartFailure("Name the lender with --lender ID"
                + (known.isEmpty() ? "." : "; this server has " + String.join(", ", known) + "."));
    }

    /** @return those with development credentials; of another server nobody beside it can say */
    private List<String> lenders() {
        String credentials =
                url == null ? running().map(ServerFile::credentials).orElse("") : "";
        if (credentials.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(Path.of(credentials, "lenders"))) {
            return homes.filter(Files::isDirectory)
                    .map(home -> home.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Optional<ServerFile> running() {
        return running(data);
    }

    private StartFailure nothingRuns() {
        return nothingRuns(data, "its status page with --url URL");
    }

    /** @param data its folder; null for the usual ones */
    static Optional<ServerFile> running(@Nullable Path data) {
        return (data == null ? USUAL : List.of(data))
                .stream()
                        .map(folder -> new DataFolder(folder.toAbsolutePath().normalize()))
                        .flatMap(folder -> ServerFile.read(folder.serverFile()).stream())
                        .filter(server -> ProcessHandle.of(server.pid()).isPresent())
                        .findFirst();
    }

    /** @param otherwise how else to name a server */
    static StartFailure nothingRuns(@Nullable Path data, String otherwise) {
        Path folder = data == null ? USUAL.get(0) : data;
        return new StartFailure("No server runs on " + folder.toAbsolutePath().normalize()
                + ". Start it there, name the folder of another one with --data DIR, or " + otherwise + ".");
    }
}
