package dev.janji.loadtest.ingest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a measurement was made, so that it can be judged. Immutable.
 *
 * @param load runnable threads in the last minute, before the run; above half a core the figures are those of a shared machine
 * @param commit of the sources, marked when they were changed since
 */
public record Machine(int cores, double load, String kernel, String jvm, String commit) {
    private static final double QUIET = 0.5;

    public static Machine now(Path home) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                commit(home));
    }

    public boolean quiet() {
        return load <= QUIET;
    }

    public String shown() {
        return String.format(
                Locale.ROOT,
                "%d cores, load %.1f%s, %s, %s",
                cores,
                load,
                quiet() ? "" : " (shared: compare ratios and CPU, not rates)",
                kernel,
                jvm);
    }

    private static String commit(Path home) {
        String commit = git(home, "rev-parse", "--short", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        return commit
                + (git(home, "status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : ", changed since");
    }

    private static String git(Path home, String... arguments) {
        if (!Files.exists(home.resolve(".git"))) {
            return "";
        }
        try {
            String[] command = new String[arguments.length + 1];
            command[0] = "git";
            System.arraycopy(arguments, 0, command, 1, arguments.length);
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
