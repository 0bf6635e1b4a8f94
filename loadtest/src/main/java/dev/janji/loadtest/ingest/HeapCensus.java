package dev.janji.loadtest.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What lives in a JVM's heap after a full collection, counted by {@code jcmd PID GC.class_histogram}. Immutable.
 *
 * @param bytes of all live objects
 * @param debtors that are in memory
 */
public record HeapCensus(long bytes, long debtors) {
    private static final String DEBTOR = "dev.janji.actors.debtor.DebtorEntity";

    /** Stops the process for a moment. */
    public static HeapCensus of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "Expected jcmd to count the server's objects, but it said: " + text.strip());
            }
            return parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected jcmd beside this JVM, but it cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected jcmd to end, but was interrupted", e);
        }
    }

    /** @param text lines of {@code rank: instances bytes class}, then the total */
    static HeapCensus parse(String text) {
        long bytes = 0;
        long debtors = 0;
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 3 && words[0].equals("Total")) {
                bytes = Long.parseLong(words[2]);
            } else if (words.length >= 4 && words[3].equals(DEBTOR)) {
                debtors = Long.parseLong(words[1]);
            }
        }
        return new HeapCensus(bytes, debtors);
    }
}
