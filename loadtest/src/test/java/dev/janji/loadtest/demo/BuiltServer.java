package dev.janji.loadtest.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server as the running build has made it, whether or not {@code ./janji} was ever called. Stateless. */
public final class BuiltServer {
    private BuiltServer() {}

    /** Janji's folder: the parent of this module's. */
    public static Path home() {
        return Path.of("").toAbsolutePath().getParent();
    }

    /** Writes an argument file like that of {@code ./janji}, in the test's folder. */
    public static Path arguments(Path folder) {
        Path server = home().resolve("orchestrator").resolve("target");
        try {
            String classpath =
                    Files.readString(server.resolve("runtime.classpath")).strip();
            Path file = folder.resolve("server.args");
            Files.write(
                    file,
                    List.of(
                            "-Xmx1g",
                            "-XX:TieredStopAtLevel=1",
                            "-Dfile.encoding=UTF-8",
                            "\"-Djanji.home=" + home() + "\"",
                            "\"-javaagent:" + server.resolve("agent").resolve("kanela-agent.jar") + "\"",
                            "-cp",
                            "\"" + server.resolve("classes") + ":" + classpath + "\""));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the server's module to be built before this one", e);
        }
    }
}
