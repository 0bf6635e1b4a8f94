package dev.janji.loadtest.demo;

import dev.janji.loadtest.checker.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks for the promises of a run as an operator does, beside the running server, and keeps what was printed. Stateless. */
final class ReportRun {
    private static final long WITHIN_MINUTES = 10;

    private ReportRun() {}

    /** @throws IllegalStateException with the command's last words when it fails */
    static void keep(DemoSettings settings, RunFolder folder, String lender, RunFolder.Period period)
            throws InterruptedException {
        Path errors = settings.data().resolve("report.log");
        Path printed = settings.data().resolve("report.out");
        try {
            Process process = new ProcessBuilder(command(settings, lender, period))
                    .directory(settings.home().toFile())
                    .redirectError(errors.toFile())
                    .redirectOutput(printed.toFile())
                    .start();
            if (!process.waitFor(WITHIN_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("Expected a report of promises within " + WITHIN_MINUTES
                        + " minutes, but there is none; see " + errors);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("Expected a report of promises, but it ended with code "
                        + process.exitValue() + ": " + Files.readString(errors));
            }
            // The metrics agent may say something first.
            String text = Files.readString(printed);
            Files.writeString(folder.promiseReport(), text.substring(Math.max(0, text.indexOf("{\n"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to ask for a report of promises, but could not", e);
        }
    }

    private static List<String> command(DemoSettings settings, String lender, RunFolder.Period period) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + settings.serverArguments());
        command.add(ServerOptions.QUICK_START);
        command.addAll(List.of("dev.janji.orchestrator.Main", "report", "promises", "--json", "--lender", lender));
        command.addAll(
                List.of("--from", period.from().toString(), "--to", period.to().toString()));
        command.addAll(List.of("--data", ServerOptions.server(settings).toString()));
        return command;
    }
}
