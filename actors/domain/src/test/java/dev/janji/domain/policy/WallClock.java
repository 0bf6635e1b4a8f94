package dev.janji.domain.policy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody who looks at a clock on a wall every minute: the slow and obvious twin of the rules about time. Immutable. */
final class WallClock {
    private final Instant start;
    private final boolean[] allowed;
    private final int[] opens;
    private final int[] closes;

    /** @param start a whole minute */
    WallClock(ZoneId zone, Instant start, int minutes, Predicate<LocalDateTime> allows) {
        this.start = start;
        allowed = new boolean[minutes];
        opens = new int[minutes];
        closes = new int[minutes];
        for (int i = minutes - 1; i >= 0; i--) {
            allowed[i] = allows.test(LocalDateTime.ofInstant(at(i), zone));
            opens[i] = allowed[i] ? i : i + 1 < minutes ? opens[i + 1] : minutes;
            closes[i] = allowed[i] ? i + 1 < minutes ? closes[i + 1] : minutes : i;
        }
    }

    Instant at(int minute) {
        return start.plusSeconds(60L * minute);
    }

    boolean allows(int minute) {
        return allowed[minute];
    }

    /** @return the first minute from this one on that is allowed; null when it is not seen any more */
    @Nullable
    Instant opens(int minute) {
        return opens[minute] == allowed.length ? null : at(opens[minute]);
    }

    /** @return the first minute from this one on that is not allowed; null when it is not seen any more */
    @Nullable
    Instant closes(int minute) {
        return closes[minute] == allowed.length ? null : at(closes[minute]);
    }
}
