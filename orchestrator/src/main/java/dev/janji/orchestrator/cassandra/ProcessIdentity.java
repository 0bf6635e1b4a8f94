package dev.janji.orchestrator.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from a later one that was given the same number. Immutable.
 *
 * @param pid number of the process
 * @param startedAt epoch milliseconds, or 0 where the system does not tell
 */
record ProcessIdentity(long pid, long startedAt) {

    /** The system counts from its boot and corrects that instant, so two readings of one start may differ a little. */
    private static final long TOLERANCE_MILLIS = Duration.ofSeconds(2).toMillis();

    static ProcessIdentity current() {
        return of(ProcessHandle.current());
    }

    static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startOf(process));
    }

    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> {
            long started = startOf(process);
            return started == 0 || startedAt == 0 || Math.abs(started - startedAt) <= TOLERANCE_MILLIS;
        });
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
