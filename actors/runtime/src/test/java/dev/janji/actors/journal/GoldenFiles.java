package dev.janji.actors.journal;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The golden files. Append-only: nothing here changes a file that is there; {@code -Dupdate} adds the missing ones. */
final class GoldenFiles {
    static final Path ROOT = Path.of("src/test/resources/golden");

    private GoldenFiles() {}

    static boolean mayAdd() {
        return System.getProperty("update") != null;
    }

    static void add(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }

    static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static String text(Message message) {
        return TextFormat.printer().printToString(message);
    }
}
