package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the house clock that may come again and again. Immutable.
 *
 * @param from its first instant
 * @param lasts above 0
 * @param every from one beginning to the next, longer than it lasts; null when it comes once
 */
public record Spell(Instant from, Duration lasts, @Nullable Duration every) {
    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public Spell {
        if (lasts.isNegative() || lasts.isZero()) {
            throw new IllegalArgumentException("Expected lasts to be above 0, but it is " + lasts);
        }
        if (every != null && every.compareTo(lasts) <= 0) {
            throw new IllegalArgumentException("Expected every to be longer than lasts, but it is " + every);
        }
    }

    /** @throws ConfigException when a key is missing or out of its range */
    static Spell from(Config config) {
        try {
            return new Spell(
                    Instant.parse(config.getString("from")),
                    config.getDuration("lasts"),
                    config.hasPath("every") ? config.getDuration("every") : null);
        } catch (DateTimeParseException e) {
            throw new ConfigException.BadValue(
                    config.origin(), "from", "Expected an instant such as 2026-04-03T02:00:00Z", e);
        }
    }

    /** @return the end of the spell in which an instant lies; empty when it lies in none */
    Optional<Instant> endAround(Instant at) {
        if (at.isBefore(from)) {
            return Optional.empty();
        }
        Instant begins = every == null
                ? from
                : from.plus(every.multipliedBy(Duration.between(from, at).dividedBy(every)));
        Instant ends = begins.plus(lasts);
        return at.isBefore(ends) ? Optional.of(ends) : Optional.empty();
    }

    /** @return when what is dammed up by these storms comes, that without them would come at an instant */
    static Instant dammed(List<Spell> storms, Instant due) {
        return storms.stream()
                .flatMap(storm -> storm.endAround(due).stream())
                .max(Instant::compareTo)
                .orElse(due);
    }
}
