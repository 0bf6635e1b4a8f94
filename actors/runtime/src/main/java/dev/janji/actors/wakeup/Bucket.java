package dev.janji.actors.wakeup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What a slice has in memory of one minute: its wake-ups that were read or are due before the minute begins, and how far its
 * draining is. Exists only while there is something to remember. Confined to its slice.
 */
final class Bucket {

    /** How far the rows of the minute were read. */
    enum Scan {
        /** The minute is open, or waits for its turn. */
        NEEDED,
        RUNNING,
        /** Every row was read that a finished registration wrote. */
        COMPLETE
    }

    final long minute;
    final Map<String, Entry> entries = new HashMap<>();
    final Deque<WakeUpRow> answered = new ArrayDeque<>();

    Scan scan = Scan.NEEDED;
    /** The last debtor that was read. */
    String readUpTo = "";

    boolean reading;
    /** Rows were left out for want of room: another scan when there is room. */
    boolean skipped;
    /** A row came too late for the scan: another one. */
    boolean again;

    int writesInFlight;
    boolean removing;
    boolean finishing;

    Bucket(long minute) {
        this.minute = minute;
    }

    boolean isIdle() {
        return entries.isEmpty() && writesInFlight == 0 && scan == Scan.NEEDED;
    }

    boolean isDone() {
        return scan == Scan.COMPLETE
                && entries.isEmpty()
                && answered.isEmpty()
                && writesInFlight == 0
                && !removing
                && !finishing;
    }

    /** One debtor's wake-up in a bucket. */
    static final class Entry {

        static final long NONE = Long.MAX_VALUE;

        enum State {
            WAITING,
            FIRING,
            MOVING,
            /** Answered, but its row, in a minute that is still open, was not read. */
            ANSWERED,
            REMOVING,
            /** Not in memory any more: its row will be read again. */
            GONE
        }

        final Bucket bucket;
        final String debtor;
        final long number;

        State state = State.WAITING;
        /** What it waits for, or what was registered while it fires; microseconds. */
        long due = NONE;
        /** As its row was read. */
        long storedDue = NONE;

        long firedDue = NONE;
        long firedAt;
        int attempt;
        /** Dues up to here were answered. */
        long coveredUntil = Long.MIN_VALUE;

        Entry(Bucket bucket, String debtor, long number) {
            this.bucket = bucket;
            this.debtor = debtor;
            this.number = number;
        }
    }
}
