package dev.janji.orchestrator.cli;

import com.typesafe.config.ConfigFactory;
import dev.janji.orchestrator.cassandra.EmbeddedCassandra;
import dev.janji.orchestrator.cassandra.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded store without a server, for measurements and for tests of faults. */
@Command(
        name = "store",
        description = "Starts the embedded store alone, until it is asked to stop.",
        hidden = true,
        mixinStandardHelpOptions = true)
public final class StoreCommand implements Callable<Integer> {
    private static final String PATH = "janji.orchestrator.cassandra.embedded.";

    @Option(names = "--folder", paramLabel = "DIR", required = true, description = "Where it keeps everything.")
    private Path folder = Path.of("");

    @Option(names = "--port", paramLabel = "PORT", required = true, description = "Where it answers CQL.")
    private int port;

    @Option(names = "--storage-port", paramLabel = "PORT", required = true, description = "A free port.")
    private int storagePort;

    @Option(
            names = "--commit-log-sync",
            paramLabel = "WHEN",
            defaultValue = "periodic",
            description = "periodic or group; default: ${DEFAULT-VALUE}")
    private String commitLogSync = "periodic";

    @Override
    public Integer call() throws InterruptedException {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            EmbeddedCassandra cassandra = EmbeddedCassandra.start(settings(root));
            Runtime.getRuntime().addShutdownHook(new Thread(cassandra::close, "janji-store-stop"));
            Path written = Files.writeString(root.resolve("store.pid.new"), Long.toString(cassandra.pid()));
            Files.move(written, root.resolve("store.pid"), StandardCopyOption.ATOMIC_MOVE);
        } catch (EmbeddedCassandra.CannotStart | IOException e) {
            System.err.println("The store did not start. " + e.getMessage());
            return 1;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private EmbeddedSettings settings(Path root) {
        return EmbeddedSettings.from(ConfigFactory.load(ConfigFactory.parseMap(Map.of(
                PATH + "folder", root.resolve("cassandra").toString(),
                PATH + "cql-port", port,
                PATH + "commit-log-sync", commitLogSync,
                PATH + "storage-port", storagePort))));
    }
}
