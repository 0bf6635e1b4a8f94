package dev.janji.gateways.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log of lines, appended by one write to the file each: what was written survives the end of the process, however it ends (not of the
 * machine). Thread-safe.
 */
public final class LineLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LineLog.class);

    private final FileChannel file;

    private LineLog(FileChannel file) {
        this.file = file;
    }

    /** Opens a log to go on with it, or makes one. */
    public static LineLog open(Path path) {
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
            return new LineLog(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to open the log " + path + ", but could not", e);
        }
    }

    /**
     * @param text without a line break
     * @throws IOException when it is not certain that the whole line is in the file
     */
    public void append(String text) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (this) {
            while (line.hasRemaining()) {
                file.write(line);
            }
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
