package dev.janji.loadtest.lender;

import java.time.Clock;
import java.time.Instant;

/** The real time of this machine in microseconds since 1970, so that the logs of different processes compare. Thread-safe. */
public final class WallClock {
    private static final long MICROS = 1_000_000;
    private static final Clock UTC = Clock.systemUTC();

    private WallClock() {}

    public static long micros() {
        Instant now = UTC.instant();
        return now.getEpochSecond() * MICROS + now.getNano() / 1_000;
    }
}
