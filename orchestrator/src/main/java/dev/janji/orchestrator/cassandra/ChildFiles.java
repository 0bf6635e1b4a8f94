package dev.janji.orchestrator.cassandra;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The two small files by which a server and its Cassandra know each other: the server writes who it is, the child writes who
 * it is and which server it follows. Each is replaced as a whole. Uses the JDK only.
 */
final class ChildFiles {

    /** On the child's command line, so that no other process is taken for it. */
    static final String MARKER_PROPERTY = "janji.cassandra.marker";

    private final Path folder;

    ChildFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * @param marker random text on the child's command line
     * @param form what the child was started with; another form is another child
     * @param server the server that it follows
     */
    record Child(ProcessIdentity process, String marker, String form, ProcessIdentity server) {

        /** The running child, if this process still is the one that wrote the record. */
        Optional<ProcessHandle> alive() {
            return process.alive().filter(this::hasMarker);
        }

        private boolean hasMarker(ProcessHandle handle) {
            String expected = "-D" + MARKER_PROPERTY + "=" + marker;
            return handle.info()
                    .commandLine()
                    .filter(line -> line.contains(expected))
                    .isPresent();
        }
    }

    void writeServer(ProcessIdentity server) {
        Properties properties = new Properties();
        put(properties, "server", server);
        write(serverFile(), properties);
    }

    Optional<ProcessIdentity> readServer() {
        return read(serverFile()).map(properties -> identity(properties, "server"));
    }

    void writeChild(Child child) {
        Properties properties = new Properties();
        put(properties, "child", child.process());
        properties.setProperty("marker", child.marker());
        properties.setProperty("form", child.form());
        put(properties, "server", child.server());
        write(childFile(), properties);
    }

    Optional<Child> readChild() {
        return read(childFile())
                .map(properties -> new Child(
                        identity(properties, "child"),
                        properties.getProperty("marker", ""),
                        properties.getProperty("form", ""),
                        identity(properties, "server")));
    }

    void deleteChild() {
        try {
            Files.deleteIfExists(childFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to delete " + childFile() + ", but it failed", e);
        }
    }

    private Path serverFile() {
        return folder.resolve("server.properties");
    }

    private Path childFile() {
        return folder.resolve("child.properties");
    }

    private static void put(Properties properties, String name, ProcessIdentity identity) {
        properties.setProperty(name + ".pid", Long.toString(identity.pid()));
        properties.setProperty(name + ".started-at", Long.toString(identity.startedAt()));
    }

    private static ProcessIdentity identity(Properties properties, String name) {
        return new ProcessIdentity(
                number(properties.getProperty(name + ".pid")), number(properties.getProperty(name + ".started-at")));
    }

    /** A damaged number names no process. */
    private static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Optional<Properties> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return Optional.of(properties);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but it failed", e);
        }
    }

    private static void write(Path file, Properties properties) {
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                properties.store(writer, "Written by Janji; says which process belongs to this folder");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file + ", but it failed", e);
        }
    }
}
