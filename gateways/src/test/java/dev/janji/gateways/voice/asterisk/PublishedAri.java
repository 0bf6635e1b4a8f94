package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What an Asterisk publishes of its interface, held beside {@link AriDescription}. Stateless. */
final class PublishedAri {
    private static final List<String> FILES =
            List.of("applications", "bridges", "channels", "events", "playbacks", "recordings");

    private PublishedAri() {}

    /** @param read the description with this name, such as {@code channels} @return where ours says something else */
    static List<String> differences(Function<String, JsonNode> read) {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        Map<String, JsonNode> models = new LinkedHashMap<>();
        for (String file : FILES) {
            JsonNode description = read.apply(file);
            for (JsonNode api : description.path("apis")) {
                for (JsonNode operation : api.path("operations")) {
                    operations.put(
                            operation.path("httpMethod").asText() + " "
                                    + api.path("path").asText(),
                            operation);
                }
            }
            description.path("models").fields().forEachRemaining(model -> models.put(model.getKey(), model.getValue()));
        }
        List<String> differences = new ArrayList<>();
        for (AriDescription.Operation ours : AriDescription.OPERATIONS) {
            String name = ours.verb() + " /" + String.join("/", ours.path());
            JsonNode theirs = operations.get(name);
            if (theirs == null) {
                differences.add("no operation " + name);
            } else {
                compare(name, ours, theirs, differences);
            }
        }
        for (AriDescription.Model ours : AriDescription.MODELS) {
            JsonNode theirs = models.get(ours.name());
            if (theirs == null) {
                differences.add("no model " + ours.name());
            } else {
                compare(ours, theirs, models.getOrDefault("Event", theirs), differences);
            }
        }
        return differences;
    }

    private static void compare(String name, AriDescription.Operation ours, JsonNode theirs, List<String> differences) {
        Map<String, Set<String>> parameters = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        for (JsonNode parameter : theirs.path("parameters")) {
            if (parameter.path("paramType").asText().equals("query")) {
                String parameterName = parameter.path("name").asText();
                parameters.put(parameterName, values(parameter));
                if (parameter.path("required").asBoolean()) {
                    required.add(parameterName);
                }
            }
        }
        Set<Integer> faults = new TreeSet<>();
        theirs.path("errorResponses")
                .forEach(response -> faults.add(response.path("code").asInt()));
        differ(name + ", parameters", ours.parameters(), parameters, differences);
        differ(name + ", required", ours.required(), required, differences);
        differ(name + ", faults", ours.faults(), faults, differences);
    }

    private static void compare(AriDescription.Model ours, JsonNode theirs, JsonNode event, List<String> differences) {
        ours.fields().forEach((field, values) -> {
            JsonNode property = theirs.path("properties").has(field)
                    ? theirs.path("properties").path(field)
                    : event.path("properties").path(field);
            if (!property.path("required").asBoolean()) {
                differences.add(ours.name() + "." + field + " is not always there");
            }
            differ(ours.name() + "." + field, values, values(property), differences);
        });
    }

    private static Set<String> values(JsonNode described) {
        Set<String> values = new TreeSet<>();
        described.path("allowableValues").path("values").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static void differ(String what, Object ours, Object theirs, List<String> differences) {
        if (!ours.equals(theirs)) {
            differences.add(what + ": ours " + ours + ", published " + theirs);
        }
    }
}
