package dev.janji.actors.desk;

import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.RuleFileRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's folder of a server, read again whenever its files have changed. One that cannot be used any more changes nothing:
 * what was read last stays in force, and the log says with file and line what is wrong. Thread-safe.
 */
public final class OperatorFolder implements Supplier<OperatorBook>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorFolder.class);

    private final Path folder;
    private final Consumer<OperatorBook> changed;
    private final ScheduledExecutorService looking;
    private volatile OperatorBook book;
    private String refused = "";

    private OperatorFolder(Path folder, OperatorBook book, Consumer<OperatorBook> changed) {
        this.folder = folder;
        this.book = book;
        this.changed = changed;
        this.looking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "operator-folder");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param book what it said when it was read first
     * @param every how often it is looked at, in real time
     * @param changed is told of every later book, on the thread that reads
     */
    public static OperatorFolder start(Path folder, OperatorBook book, Duration every, Consumer<OperatorBook> changed) {
        OperatorFolder started = new OperatorFolder(folder, book, changed);
        started.looking.scheduleWithFixedDelay(started::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        return started;
    }

    @Override
    public OperatorBook get() {
        return book;
    }

    /** Reads it now, if its files are others than those that were read last. Called by its own thread. */
    void look() {
        try {
            OperatorFiles files = OperatorFiles.in(folder);
            String version = files.version();
            if (version.equals(book.version()) || version.equals(refused)) {
                return;
            }
            refused = version;
            OperatorBook next = OperatorReader.read(files);
            refused = "";
            book = next;
            LOG.info(
                    "The operator's folder has changed [version={}, desks={}, agents={}]",
                    next.version(),
                    next.desks().size(),
                    next.agents().size());
            changed.accept(next);
        } catch (FolderRefused | RuleFileRefused e) {
            LOG.error(
                    "Expected an operator's folder that can be used, but {}; what was read last stays", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Expected to look at the operator's folder, but failed [folder={}]", folder, e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
