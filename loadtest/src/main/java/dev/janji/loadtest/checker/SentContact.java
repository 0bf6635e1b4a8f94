package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a gateway's own log: a message that reached the provider. Immutable.
 *
 * @param key {@code <lender>~<debtor>}
 * @param at virtual time at which it left the house
 * @param leftWallMicros real time at which it left the house; that of its arrival when the provider was not told
 * @param wallMicros real time at the provider
 * @param deliverUntil virtual time from which on the provider was told not to deliver it any more; null when it was told nothing
 */
public record SentContact(
        String attempt,
        String key,
        String channel,
        String contactPoint,
        Instant at,
        long leftWallMicros,
        long wallMicros,
        @Nullable Instant deliverUntil) {

    static SentContact of(JsonNode line) {
        return new SentContact(
                line.path("attempt").asText(),
                line.path("lender").asText() + "~" + line.path("debtor").asText(),
                line.path("channel").asText().toUpperCase(Locale.ROOT),
                line.path("contactPoint").asText(),
                Instant.parse(line.path("atVirtual").asText()),
                line.path("claimedWallMicros").asLong(line.path("atWallMicros").asLong()),
                line.path("atWallMicros").asLong(),
                line.has("deliverUntil")
                        ? Instant.parse(line.path("deliverUntil").asText())
                        : null);
    }

    /** One line of a history. */
    String shown() {
        return "provider " + channel + " " + attempt + " to " + contactPoint + " at " + at + " left=" + leftWallMicros
                + " arrived=" + wallMicros;
    }
}
