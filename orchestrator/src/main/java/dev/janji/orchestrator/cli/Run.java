package dev.janji.orchestrator.cli;

import ch.qos.logback.classic.LoggerContext;
import com.typesafe.config.Config;
import dev.janji.orchestrator.server.DataFolder;
import dev.janji.orchestrator.server.Server;
import dev.janji.orchestrator.server.ServerFile;
import dev.janji.orchestrator.server.StartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** One life of a server, from its start until somebody or something ends it. */
final class Run {
    private static final int WELL = 0;
    private static final int FAILED = 1;
    private static final long STOP_WITHIN_SECONDS = 150;

    private final Config config;
    private final DataFolder folder;
    private volatile boolean endedByItself;

    Run(Config config, DataFolder folder) {
        this.config = config;
        this.folder = folder;
    }

    /**
     * @param durable demand a store that keeps what it acknowledged when the power fails
     * @return the exit code
     */
    int untilTheEnd(boolean durable) throws StartFailure {
        CountDownLatch stopped = new CountDownLatch(1);
        Server server = Server.start(config, durable);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "janji-stop"));
        ServerFile where = server.reachableAt();
        try {
            where.write(folder.serverFile());
        } catch (IOException e) {
            server.close();
            throw new StartFailure("The folder " + folder.root() + " can't be written: " + e.getMessage(), e);
        }
        new Banner(where).print(System.out);
        server.ended().toCompletableFuture().join();
        if (!server.isStopping()) {
            endedByItself = true;
            System.err.println("Janji ended by itself; its log says why: " + folder.logs());
            return FAILED;
        }
        awaitStop(stopped);
        return WELL;
    }

    /** Says one sentence to the operator, and everything to the log. */
    static int failed(StartFailure failure) {
        PrintStream console = System.err;
        console.println("Janji did not start. " + failure.sentence());
        LoggerFactory.getLogger(Run.class).info("Did not start: {}", failure.sentence(), failure);
        return FAILED;
    }

    private void stop(Server server, CountDownLatch stopped) {
        try {
            server.close();
            Files.deleteIfExists(folder.serverFile());
        } catch (IOException e) {
            LoggerFactory.getLogger(Run.class).warn("Expected to delete {}, but it failed", folder.serverFile(), e);
        } finally {
            stopped.countDown();
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
                log.stop();
            }
        }
        if (!endedByItself) {
            // Asked to stop and stopped: that is no failure, though a signal would make the JVM say so.
            Runtime.getRuntime().halt(WELL);
        }
    }

    private static void awaitStop(CountDownLatch stopped) {
        try {
            if (!stopped.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Expected to stop within " + STOP_WITHIN_SECONDS + " s, but did not");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
