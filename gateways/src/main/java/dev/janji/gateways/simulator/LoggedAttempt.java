package dev.janji.gateways.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One attempt that reached a simulated provider, as one line of its log. Ids only. Immutable.
 *
 * @param atVirtual when it left the house, by the house clock
 * @param atWallMicros when the provider had it, micros since 1970 on this machine's clock
 * @param claimedWallMicros when its permit was claimed, on the same clock, if the provider was told
 * @param deliverUntil until when the provider may deliver it, by the house clock, if the provider was told
 */
public record LoggedAttempt(
        String attempt,
        String lender,
        String debtor,
        String channel,
        String contactPoint,
        Instant atVirtual,
        long atWallMicros,
        OptionalLong claimedWallMicros,
        Optional<Instant> deliverUntil) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Of a provider that is not told until when it may deliver. */
    public LoggedAttempt(
            String attempt,
            String lender,
            String debtor,
            String channel,
            String contactPoint,
            Instant atVirtual,
            long atWallMicros,
            OptionalLong claimedWallMicros) {
        this(
                attempt,
                lender,
                debtor,
                channel,
                contactPoint,
                atVirtual,
                atWallMicros,
                claimedWallMicros,
                Optional.empty());
    }

    /** One line of JSON without its line break. */
    String toLine() {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("attempt", attempt);
            json.writeStringField("lender", lender);
            json.writeStringField("debtor", debtor);
            json.writeStringField("channel", channel);
            json.writeStringField("contactPoint", contactPoint);
            json.writeStringField("atVirtual", atVirtual.toString());
            json.writeNumberField("atWallMicros", atWallMicros);
            if (claimedWallMicros.isPresent()) {
                json.writeNumberField("claimedWallMicros", claimedWallMicros.getAsLong());
            }
            if (deliverUntil.isPresent()) {
                json.writeStringField("deliverUntil", deliverUntil.get().toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Expected to write to memory, but could not", e);
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException when the line is not a whole one */
    public static LoggedAttempt parse(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("Expected an object, but found something else");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected a line of JSON, but it breaks off", e);
        }
        try {
            String claimed = fields.get("claimedWallMicros");
            return new LoggedAttempt(
                    field(fields, "attempt"),
                    field(fields, "lender"),
                    field(fields, "debtor"),
                    field(fields, "channel"),
                    field(fields, "contactPoint"),
                    Instant.parse(field(fields, "atVirtual")),
                    Long.parseLong(field(fields, "atWallMicros")),
                    claimed == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(claimed)),
                    Optional.ofNullable(fields.get("deliverUntil")).map(Instant::parse));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Expected instants in atVirtual and deliverUntil, but found none", e);
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Expected the field " + name + ", but it is missing");
        }
        return value;
    }
}
