package dev.janji.gateways.voice.carrier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to one call, as one line of the carrier's log. Ids only. Immutable.
 *
 * @param facts by name: {@code call}, {@code way}, {@code dialed} or {@code called}, {@code ringing}, {@code answered}, {@code heardAs},
 *     {@code connected}, {@code agent}, {@code ended}, {@code end}; instants by the house clock; what did not happen is not there
 * @param acts what the house did with it besides, each with its instant: held, recorded, supervised, announced
 */
public record LoggedCall(Map<String, String> facts, List<String> acts) {
    private static final JsonFactory JSON = new JsonFactory();

    public LoggedCall {
        facts = Map.copyOf(facts);
        acts = List.copyOf(acts);
    }

    /** Empty when it did not happen. */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** One line of JSON without its line break. */
    static String toLine(Map<String, String> facts, List<String> acts) {
        StringWriter line = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
            json.writeArrayFieldStart("acts");
            for (String act : acts) {
                json.writeString(act);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Expected to write to memory, but could not", e);
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException when the line is not a whole one */
    public static LoggedCall parse(String line) {
        Map<String, String> facts = new LinkedHashMap<>();
        List<String> acts = new ArrayList<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("Expected an object, but found something else");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        acts.add(json.getText());
                    }
                } else {
                    facts.put(name, json.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected a line of JSON, but it breaks off", e);
        }
        return new LoggedCall(facts, acts);
    }
}
