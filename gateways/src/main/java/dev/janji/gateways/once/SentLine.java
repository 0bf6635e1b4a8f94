package dev.janji.gateways.once;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One line of what is known of an attempt. Ids only. Immutable.
 *
 * @param to keyed hash of the number or device token, in hexadecimal
 * @param at by the house clock
 * @param wallMicros when its permit was claimed, micros since 1970 on this machine's clock
 * @param reference the provider's id of the message or of one of its segments; empty where there is none
 * @param detail the outcome of a report, or the status of a refusal; empty otherwise
 */
public record SentLine(
        Word word,
        AttemptId attempt,
        ContactPointId contactPoint,
        String to,
        Instant at,
        long wallMicros,
        String reference,
        String detail) {
    /** What the line says. */
    public enum Word {
        /** It is about to be written to the provider. */
        LEAVING,
        /** The provider has it, or a segment of it. */
        TAKEN,
        /** The provider took nothing of it. */
        REFUSED,
        /** The provider told an outcome. */
        REPORTED
    }

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public DebtorKey debtor() {
        return DebtorKey.parse(attempt.value().substring(0, attempt.value().lastIndexOf('~')));
    }

    public SentLine with(Word next, Instant when, String nextReference, String nextDetail) {
        return new SentLine(next, attempt, contactPoint, to, when, wallMicros, nextReference, nextDetail);
    }

    /** One line of JSON without its line break, in ASCII. */
    String toLine() {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("word", word.name());
            json.writeStringField("attempt", attempt.value());
            json.writeStringField("contactPoint", contactPoint.value());
            json.writeStringField("to", to);
            json.writeStringField("at", at.toString());
            json.writeNumberField("claimedWallMicros", wallMicros);
            if (!reference.isEmpty()) {
                json.writeStringField("reference", reference);
            }
            if (!detail.isEmpty()) {
                json.writeStringField("detail", detail);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Expected to write to memory, but could not", e);
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException when the line is not a whole one */
    static SentLine parse(String line) {
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
            return new SentLine(
                    Word.valueOf(field(fields, "word")),
                    new AttemptId(field(fields, "attempt")),
                    new ContactPointId(field(fields, "contactPoint")),
                    field(fields, "to"),
                    Instant.parse(field(fields, "at")),
                    Long.parseLong(field(fields, "claimedWallMicros")),
                    fields.getOrDefault("reference", ""),
                    fields.getOrDefault("detail", ""));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Expected an instant in at, but found none", e);
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
