package dev.janji.gateways.simulator;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reached a simulated provider, one JSON line an attempt, appended by one write to the file each: what was written survives
 * the end of the process, however it ends (not of the machine). Thread-safe.
 */
public final class AttemptLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    private final FileChannel file;

    private AttemptLog(FileChannel file) {
        this.file = file;
    }

    /** Opens a log to go on with it, or makes one. */
    public static AttemptLog open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            boolean torn = endsInTheMiddleOfALine(path);
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            if (torn) {
                LOG.warn(
                        "Expected the log to end with a whole line, but it does not; its last line is lost [file={}]",
                        path);
                file.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            return new AttemptLog(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to open the attempt log " + path + ", but could not", e);
        }
    }

    /** @throws IOException when it is not certain that the whole line is in the file */
    public void append(LoggedAttempt attempt) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((attempt.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (this) {
            while (line.hasRemaining()) {
                file.write(line);
            }
        }
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

    private static boolean endsInTheMiddleOfALine(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            file.read(last, file.size() - 1);
            return last.get(0) != '\n';
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
