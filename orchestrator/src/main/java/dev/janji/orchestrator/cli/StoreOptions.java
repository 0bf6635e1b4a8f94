package dev.janji.orchestrator.cli;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.orchestrator.cassandra.EmbeddedCassandra;
import dev.janji.orchestrator.cassandra.EmbeddedSettings;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.DataFolder;
import dev.janji.orchestrator.server.ServerFile;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which store a command looks into, and how it fails in words. */
final class StoreOptions {
    private static final int FAILED = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of `janji up`, running or not. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji");

    @Option(names = "--config", paramLabel = "FILE", description = "The settings of `janji serve`: its store instead.")
    private @Nullable Path config;

    /** What a command does with an open store. */
    interface Work {
        /** @return the exit code */
        int with(CqlSession session, Config config) throws StartFailure;
    }

    /** What a command does with the event log of the store. */
    interface LogWork {
        /** @return the exit code */
        int with(EventLogTables log, Config config) throws StartFailure;
    }

    int onLog(LogWork work) {
        return onStore(
                (session, configuration) -> work.with(EventLogTables.existing(session, configuration), configuration));
    }

    /** @return the exit code of the work, or 1 after a sentence that says what is wrong and what to do */
    int onStore(Work work) {
        // The server's own log is not ours to write.
        System.setProperty(
                "janji.logs",
                Path.of(System.getProperty("java.io.tmpdir"), "janji-commands").toString());
        try {
            if (config != null) {
                return on(Configuration.beside(config), work);
            }
            Optional<ServerFile> running = running();
            return running.isPresent() ? on(Configuration.beside(running.get()), work) : onEmbedded(work);
        } catch (StartFailure e) {
            return fail(e.sentence());
        } catch (SchemaMigrations.Refused | EmbeddedCassandra.CannotStart e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (CompletionException e) {
            return fail("The store answered with a failure: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }

    /** Whether a server works on the chosen folder; of a store that --config names nobody can say. */
    boolean isServerRunning() {
        return config == null && running().isPresent();
    }

    private Optional<ServerFile> running() {
        return ServerFile.read(folder().serverFile())
                .filter(server -> ProcessHandle.of(server.pid()).isPresent());
    }

    private DataFolder folder() {
        return new DataFolder(data.toAbsolutePath().normalize());
    }

    private int onEmbedded(Work work) throws StartFailure {
        if (!Files.isDirectory(folder().cassandra())) {
            throw new StartFailure("Expected the folder of a server, but " + folder().root()
                    + " is none. Name it with --data DIR, or the settings of your own store with --config FILE.");
        }
        Config configuration = Configuration.embedded(folder());
        PrintWriter console = spec.commandLine().getErr();
        console.println("Starting the store in " + folder().root() + ", which takes some seconds ...");
        console.flush();
        try (EmbeddedCassandra started = EmbeddedCassandra.start(EmbeddedSettings.from(configuration))) {
            return on(CassandraSettings.driverTo(started.contactPoint()).withFallback(configuration), work);
        }
    }

    private static int on(Config configuration, Work work) throws StartFailure {
        try (CqlSession session = CassandraSettings.connect(configuration)) {
            return work.with(session, configuration);
        } catch (AllNodesFailedException e) {
            throw new StartFailure(
                    "Expected Cassandra at "
                            + String.join(
                                    ", ", configuration.getStringList("datastax-java-driver.basic.contact-points"))
                            + ", but it does not answer: " + e.getMessage(),
                    e);
        }
    }

    private int fail(String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
        return FAILED;
    }
}
