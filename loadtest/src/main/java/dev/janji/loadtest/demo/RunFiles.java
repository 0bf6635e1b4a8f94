package dev.janji.loadtest.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a run on the disk. Stateless. */
public final class RunFiles {
    private static final String MARK = "janji-demo";

    private RunFiles() {}

    /**
     * Makes an empty folder; what an earlier run left there is deleted.
     *
     * @throws IllegalArgumentException when there is something else in it
     */
    public static void begin(Path folder) {
        try {
            if (Files.exists(folder)) {
                boolean ours = Files.exists(folder.resolve(MARK));
                if (!ours && !isEmpty(folder)) {
                    throw new IllegalArgumentException(
                            "Expected --data to name an empty folder or that of an earlier demo, but " + folder
                                    + " holds something else");
                }
                delete(folder);
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARK), "This folder is deleted when the next demo begins.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to prepare " + folder + ", but could not", e);
        }
    }

    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to delete " + folder + ", but could not", e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.findAny().isEmpty();
        }
    }
}
