package dev.janji.actors.time;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Which clock the house keeps. Immutable. */
public sealed interface TimeSettings {

    String PATH = "janji.actors.time";

    /** The clock of the system. */
    record Real() implements TimeSettings {}

    /**
     * @param start where a new clock begins
     * @param factor seconds of the clock in a second of the world, at most; above 0
     * @param positionFile where its position is kept
     * @param waitForHorizon whether it stands still until somebody raises the horizon
     * @param holdWarning after how much real time an open hold is reported
     */
    record Scaled(Instant start, double factor, Path positionFile, boolean waitForHorizon, Duration holdWarning)
            implements TimeSettings {
        public Scaled {
            if (!(factor > 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("Expected a finite factor above 0, but got " + factor);
            }
            if (holdWarning.isNegative() || holdWarning.isZero()) {
                throw new IllegalArgumentException("Expected a hold warning above 0, but got " + holdWarning);
            }
        }
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    static TimeSettings from(Config config) {
        String clock = config.getString(PATH + ".clock");
        return switch (clock) {
            case "real" -> new Real();
            case "scaled" -> scaled(config);
            default -> throw new ConfigException.BadValue(PATH + ".clock", "Expected real or scaled, but got " + clock);
        };
    }

    private static Scaled scaled(Config config) {
        String scaled = PATH + ".scaled";
        Instant start;
        try {
            start = Instant.parse(config.getString(scaled + ".start"));
        } catch (DateTimeException e) {
            throw new ConfigException.BadValue(scaled + ".start", "Expected an instant like 2026-01-01T00:00:00Z", e);
        }
        try {
            return new Scaled(
                    start,
                    config.getDouble(scaled + ".factor"),
                    Path.of(config.getString(scaled + ".position-file")),
                    config.getBoolean(scaled + ".wait-for-horizon"),
                    config.getDuration(scaled + ".hold-warning"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(scaled, e.getMessage(), e);
        }
    }
}
