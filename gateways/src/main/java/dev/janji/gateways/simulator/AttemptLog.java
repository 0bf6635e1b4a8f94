package dev.janji.gateways.simulator;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reached a simulated provider, one JSON line an attempt, in a {@link LineLog}. Thread-safe. */
public final class AttemptLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    private final LineLog lines;

    private AttemptLog(LineLog lines) {
        this.lines = lines;
    }

    /** Opens a log to go on with it, or makes one. */
    public static AttemptLog open(Path path) {
        return new AttemptLog(LineLog.open(path));
    }

    /** @throws IOException when it is not certain that the whole line is in the file */
    public void append(LoggedAttempt attempt) throws IOException {
        lines.append(attempt.toLine());
    }

    /** Reads a log from its beginning; a line that broke off is passed over. */
    public static void read(Path path, Consumer<LoggedAttempt> reader) {
        if (!Files.exists(path)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LoggedAttempt attempt;
                try {
                    attempt = LoggedAttempt.parse(line);
                } catch (IllegalArgumentException e) {
                    LOG.warn(
                            "Expected an attempt in every line, but one is broken: {} [file={}]", e.getMessage(), path);
                    continue;
                }
                reader.accept(attempt);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the attempt log " + path + ", but could not", e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
