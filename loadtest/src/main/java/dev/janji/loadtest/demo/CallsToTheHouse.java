package dev.janji.loadtest.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of those who called the house, by the carrier's own log. Stateless. */
final class CallsToTheHouse {
    private CallsToTheHouse() {}

    /** @param calls the carrier's log. @return how many of each, by words; a call may be in several */
    static Map<String, Integer> of(Path calls) {
        Map<String, Integer> counts = new TreeMap<>();
        new ProviderLogs(List.of(calls)).poll(line -> count(line, counts));
        return counts;
    }

    private static void count(JsonNode line, Map<String, Integer> counts) {
        if (!line.path("way").asText().equals("INBOUND")) {
            return;
        }
        more("called", counts);
        boolean talked = line.has("connected");
        if (talked) {
            more("talked with an agent", counts);
        }
        String acts = line.path("acts").toString();
        if (acts.contains("plays CALLBACK_NOTED")) {
            more("agreed to be called back", counts);
        } else if (acts.contains("plays CALLER_UNKNOWN")) {
            more("not known", counts);
        } else if (acts.contains("plays CLOSED")) {
            more("outside the hours", counts);
        } else if (!talked && line.path("end").asText().equals("THEY_HUNG_UP")) {
            more("gave up", counts);
        }
    }

    private static void more(String what, Map<String, Integer> counts) {
        counts.merge(what, 1, Integer::sum);
    }
}
