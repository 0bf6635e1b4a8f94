package dev.janji.gateways.voice.asterisk;

import dev.janji.gateways.voice.VoiceBench.Telephone;
import java.util.Map;

/** A channel of {@link AriFake}, which guards it. */
final class FakeChannel {
    /** Which number of the house is called. */
    static final String OUR_NUMBER = "62215550001";

    final String id;
    final String endpoint;
    final String number;
    final Telephone telephone;
    String state = "Down";
    String extension = "s";
    boolean isInStasis;

    FakeChannel(String id, String endpoint, String number, Telephone telephone) {
        this.id = id;
        this.endpoint = endpoint;
        this.number = number;
        this.telephone = telephone;
    }

    /** As an event or an answer shows it. */
    Map<String, Object> json() {
        Map<String, Object> person = Map.of("name", "", "number", number);
        return Map.of(
                "id",
                id,
                "protocol_id",
                "0",
                "name",
                endpoint + "-00000001",
                "state",
                state,
                "caller",
                person,
                "connected",
                Map.of("name", "", "number", ""),
                "accountcode",
                "",
                "dialplan",
                Map.of(
                        "context",
                        "default",
                        "exten",
                        extension,
                        "priority",
                        1,
                        "app_name",
                        isInStasis ? "Stasis" : "AMD",
                        "app_data",
                        ""),
                "creationtime",
                AriFake.WHEN,
                "language",
                "en");
    }

    /** Fills the event in which its person presses a key. */
    void pressed(Map<String, Object> event, char key) {
        event.put("digit", String.valueOf(key));
        event.put("duration_ms", 120);
        event.put("channel", json());
    }

    /** What is played on it, as the Asterisk describes it. */
    Map<String, Object> playback(String playback, String media) {
        return Map.of(
                "id", playback, "media_uri", media, "target_uri", "channel:" + id, "language", "en", "state", "done");
    }
}
