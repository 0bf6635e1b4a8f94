package dev.janji.actors.wakeup;

import java.time.Instant;

/** Instants as microseconds and minutes since 1970 UTC. */
final class Micros {

    static final long PER_MINUTE = 60_000_000L;
    private static final long PER_SECOND = 1_000_000L;
    private static final int NANOS = 1_000;

    private Micros() {}

    /** The first whole microsecond at or after the instant: rounding makes nothing early. */
    static long of(Instant instant) {
        long micros = Math.multiplyExact(instant.getEpochSecond(), PER_SECOND) + instant.getNano() / NANOS;
        return instant.getNano() % NANOS == 0 ? micros : micros + 1;
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    static long minuteOf(long micros) {
        return Math.floorDiv(micros, PER_MINUTE);
    }

    static long startOf(long minute) {
        return minute * PER_MINUTE;
    }
}
