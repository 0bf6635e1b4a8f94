package dev.janji.loadtest.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of a process from its {@code /proc/PID/stat}. Immutable. */
public record ProcessCpu(long pid) {
    /** The kernel's unit for user space, 100 a second on every platform that Java runs on. */
    private static final long TICK_MICROS = 10_000;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** @return microseconds since the process began, all threads, user and system; 0 where there is no {@code /proc} */
    public long micros() {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        try {
            String line = Files.readString(stat);
            // The name of the program, in parentheses, may hold anything.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * TICK_MICROS;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + stat + ", but could not", e);
        }
    }
}
