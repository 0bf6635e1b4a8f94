package dev.janji.loadtest.journal;

import dev.janji.actors.eventlog.EventLogSettings;
import java.time.Duration;

/**
 * What a restart was like. Treat as immutable.
 *
 * @param claims nanoseconds from the beginning of all claims to the end of each, sorted
 * @param firsts the same to the first acknowledgement in each slice
 * @param killed what the first owner said last
 * @param next what the next owner said last
 * @param recovery of every debtor by the next owner
 * @param lostSlices that the next owner lost
 * @param memoryBytes {@code janji.event-log.memory-bytes}
 */
record RestartResult(
        int debtors,
        int slices,
        long[] claims,
        long[] firsts,
        RestartOwner.State killed,
        RestartOwner.State next,
        RestartOwner.Recovery recovery,
        int lostSlices,
        long memoryBytes) {
    static final Duration FIRST_ACK = Duration.ofSeconds(5);
    static final int MOST_STATEMENTS = 2;

    /** Of the memory that a row takes at most. */
    private static final long ROW_BYTES =
            EventLogSettings.MOST_BYTES + (long) EventLogSettings.MOST_ENTRIES * TailBytes.OVERHEAD;

    /** From the beginning of the claims: with what a claim reads, and with the recovery of a debtor. */
    double firstMillis(double share) {
        return millis(firsts, share);
    }

    double claimMillis(double share) {
        return millis(claims, share);
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))] / 1e6;
    }

    double statementsPerDebtor() {
        return (double) recovery.statements() / recovery.debtors();
    }

    long mostBytes() {
        return Math.max(killed.mostBytes(), next.mostBytes());
    }

    long boundBytes() {
        return memoryBytes + ROW_BYTES;
    }

    boolean isSoon() {
        return firsts.length == slices && firstMillis(1) <= FIRST_ACK.toMillis();
    }

    boolean isCheap() {
        return statementsPerDebtor() <= MOST_STATEMENTS;
    }

    boolean isBounded() {
        return mostBytes() <= boundBytes();
    }

    /** Whether the next owner knows of every event that was acknowledged, by their number. */
    boolean isWhole() {
        return lostSlices == 0 && recovery.debtors() == debtors && recovery.events() >= killed.acked();
    }
}
