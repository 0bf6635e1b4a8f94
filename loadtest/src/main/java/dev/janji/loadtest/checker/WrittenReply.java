package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a simulated debtor wrote back, by the simulator's own log. Immutable.
 *
 * @param key {@code <lender>~<debtor>}
 * @param says such as {@code will-pay}
 * @param stored whether the house said that it has it
 */
public record WrittenReply(String id, String key, String channel, String contactPoint, String says, boolean stored) {
    /** What nobody understands is for a person. */
    private static final Map<String, String> INTENTS = Map.ofEntries(
            Map.entry("paid", "PAID"),
            Map.entry("will-pay", "WILL_PAY"),
            Map.entry("dispute", "DISPUTE"),
            Map.entry("stop", "STOP"),
            Map.entry("wrong-person", "WRONG_PERSON"),
            Map.entry("call-me", "CALL_ME"),
            Map.entry("call-me-at", "CALL_ME"),
            // Said to invitations only.
            Map.entry("agrees", "CALL_ME"),
            Map.entry("how-much", "HOW_MUCH"),
            Map.entry("how-to-pay", "HOW_TO_PAY"),
            Map.entry("unclear", "OTHER"));

    /** What the house must have made of it. */
    String intent() {
        return INTENTS.getOrDefault(says, "?");
    }

    /** Of one log; one that was brought again after the simulator stopped stands there twice. */
    static List<WrittenReply> of(Path log) {
        Map<String, WrittenReply> written = new HashMap<>();
        Set<String> stored = new HashSet<>();
        for (JsonNode line : RunFolder.lines(log, line -> line)) {
            if (line.has("stored")) {
                stored.add(line.path("stored").asText());
            } else {
                String id = line.path("reply").asText();
                written.put(
                        id,
                        new WrittenReply(
                                id,
                                line.path("lender").asText() + "~"
                                        + line.path("debtor").asText(),
                                line.path("channel").asText(),
                                line.path("contactPoint").asText(),
                                line.path("says").asText(),
                                false));
            }
        }
        List<WrittenReply> all = new ArrayList<>();
        written.forEach((id, each) -> all.add(new WrittenReply(
                id, each.key(), each.channel(), each.contactPoint(), each.says(), stored.contains(id))));
        return all;
    }

    /** One line of a history. */
    String shown() {
        return "debtor   wrote " + id + " by " + channel + " from " + contactPoint + " saying " + says
                + (stored ? ", stored" : "");
    }
}
