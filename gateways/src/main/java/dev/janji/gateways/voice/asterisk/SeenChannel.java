package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.gateways.voice.asterisk.AriClient.Reply;
import java.util.HashMap;
import java.util.Map;

/**
 * A channel that is there when an Asterisk is asked. Immutable.
 *
 * @param state such as {@code Ringing} or {@code Up}
 * @param isOurs whether an application of the REST interface has it; otherwise it is in the dialplan, and nobody can be connected with it
 */
record SeenChannel(String state, boolean isOurs) {
    static final SeenChannel NONE = new SeenChannel("", false);

    /** @return by the channel's name */
    static Map<String, SeenChannel> of(Reply channels) {
        Map<String, SeenChannel> seen = new HashMap<>();
        for (JsonNode channel : channels.body()) {
            boolean isOurs = channel.path("dialplan").path("app_name").asText().equals("Stasis");
            seen.put(
                    channel.path("id").asText(),
                    new SeenChannel(channel.path("state").asText(), isOurs));
        }
        return seen;
    }
}
