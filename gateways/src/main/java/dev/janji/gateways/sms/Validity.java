package dev.janji.gateways.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How {@code validity_period} is written: until when a provider may deliver. Down to whole seconds, so that it does not end too late; a last second is rounded
 * up, because zero would mean "as long as you like".
 */
public enum Validity {
    /** From when the provider has it, so a clock of its own that is wrong does no harm. */
    RELATIVE {
        @Override
        String written(Instant now, Instant until) {
            Duration exact = Duration.between(now, until);
            Duration left = exact.compareTo(SHORTEST) < 0 ? SHORTEST : exact;
            return String.format(
                    Locale.ROOT,
                    "0000%02d%02d%02d%02d000R",
                    left.toDays(),
                    left.toHoursPart(),
                    left.toMinutesPart(),
                    left.toSecondsPart());
        }
    },
    /** An instant, in UTC. */
    ABSOLUTE {
        @Override
        String written(Instant now, Instant until) {
            return INSTANT.format(until) + "000+";
        }
    };

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @param until after {@code now}, at most 99 days */
    abstract String written(Instant now, Instant until);
}
