package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What the server answered when it was asked for a debtor while time stood still. Immutable.
 *
 * @param key {@code <lender>~<debtor>}
 * @param at virtual time at which the server computed it
 * @param sequenceNumber up to which it had counted
 */
public record DaysPastDueReading(
        String key, Instant at, long sequenceNumber, String account, int daysPastDue, long overdueMinor) {

    static DaysPastDueReading of(JsonNode line) {
        return new DaysPastDueReading(
                line.path("lender").asText() + "~" + line.path("debtor").asText(),
                Instant.parse(line.path("at").asText()),
                line.path("sequenceNumber").asLong(),
                line.path("account").asText(),
                line.path("daysPastDue").asInt(),
                line.path("overdueMinor").asLong());
    }

    /** One line of a history. */
    String shown() {
        return "server   says at " + at + " seq=" + sequenceNumber + " " + account + " daysPastDue=" + daysPastDue
                + " overdueMinor=" + overdueMinor;
    }
}
