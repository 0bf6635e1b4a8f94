package dev.janji.orchestrator.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** The files and the command line that make a child of the settings. */
final class ChildCommand {

    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.management/com.sun.management.internal");

    private static final List<String> OPENS = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.management/com.sun.management.internal");

    private final EmbeddedSettings settings;
    private final String classPath;

    ChildCommand(EmbeddedSettings settings) {
        this.settings = settings;
        this.classPath = readClassPath(settings.classPathFile()) + java.io.File.pathSeparator + ownClasses();
    }

    /** Tells whether a running child was started with the same settings and the same libraries. */
    String form() {
        CRC32 sum = new CRC32();
        sum.update(String.join("\n", arguments()).getBytes(StandardCharsets.UTF_8));
        sum.update(configuration().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(sum.getValue(), 8);
    }

    /** Writes what the child reads, and answers its command line. */
    List<String> prepare(String marker) {
        write(configurationFile(), configuration());
        write(settings.folder().resolve("logback.xml"), template("logback.xml"));
        Path argumentFile = settings.folder().resolve("jvm.args");
        List<String> lines = new ArrayList<>();
        for (String argument : arguments()) {
            lines.add('"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        write(argumentFile, String.join("\n", lines) + "\n");
        return List.of(
                settings.javaHome().resolve("bin").resolve("java").toString(),
                "-D" + ChildFiles.MARKER_PROPERTY + "=" + marker,
                "-D" + CassandraChild.FORM_PROPERTY + "=" + form(),
                "@" + argumentFile,
                CassandraChild.class.getName());
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("-Xmx" + settings.heapMegabytes() + "m");
        arguments.add("-XX:+UseG1GC");
        arguments.add("-XX:+ExitOnOutOfMemoryError");
        arguments.add("-XX:-UsePerfData");
        arguments.add("-Xss512k");
        arguments.add("-Dfile.encoding=UTF-8");
        arguments.add("-Djava.awt.headless=true");
        arguments.add("-Djdk.attach.allowAttachSelf=true");
        arguments.add("-Dcassandra-foreground=yes");
        arguments.add("-Dcassandra.config=" + configurationFile().toUri());
        arguments.add("-Dcassandra.storagedir=" + settings.folder().resolve("data"));
        arguments.add("-Dcassandra.logdir=" + settings.folder().resolve("log"));
        arguments.add("-Dlogback.configurationFile=" + settings.folder().resolve("logback.xml"));
        arguments.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        arguments.add("-Dcassandra.ring_delay_ms=0");
        arguments.add("-Dcassandra.shutdown_announce_in_ms=0");
        arguments.add("-Dcassandra.memtable.row_overhead_size=180");
        arguments.add("-D" + CassandraChild.FOLDER_PROPERTY + "=" + settings.folder());
        arguments.add("-D" + CassandraChild.GRACE_PROPERTY + "="
                + settings.orphanGrace().toMillis());
        EXPORTS.forEach(name -> arguments.add("--add-exports=" + name + "=ALL-UNNAMED"));
        OPENS.forEach(name -> arguments.add("--add-opens=" + name + "=ALL-UNNAMED"));
        if ("root".equals(System.getProperty("user.name"))) {
            // On few cores its compilers would starve among its own threads; nobody else may put them first.
            arguments.add("-XX:ThreadPriorityPolicy=1");
            arguments.add("-XX:CompilerThreadPriority=-10");
        }
        arguments.addAll(settings.jvmOptions());
        arguments.add("-cp");
        arguments.add(classPath);
        return arguments;
    }

    private Path configurationFile() {
        return settings.folder().resolve("cassandra.yaml");
    }

    private String configuration() {
        return template("cassandra.yaml")
                .replace("${folder}", settings.folder().toString().replace("'", "''"))
                .replace("${cql-port}", Integer.toString(settings.cqlPort()))
                .replace("${storage-port}", Integer.toString(settings.storagePort()))
                .replace(
                        "${commit-log}",
                        template("commitlog-" + settings.commitLogSync().name().toLowerCase(Locale.ROOT) + ".yaml"));
    }

    private static String readClassPath(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EmbeddedCassandra.CannotStart("Expected the class path of the embedded Cassandra in " + file
                    + ", but it cannot be read; build it, or name another file in " + EmbeddedSettings.PATH
                    + ".class-path-file");
        }
    }

    /** Where this class was loaded from: a folder of classes or a jar. */
    private static String ownClasses() {
        try {
            return Path.of(ChildCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Expected the place of our own classes, but it is no path", e);
        }
    }

    private static String template(String name) {
        try (InputStream stream = ChildCommand.class.getResourceAsStream("/cassandra/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("Expected the resource cassandra/" + name + ", but it is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file + ", but it failed", e);
        }
    }
}
