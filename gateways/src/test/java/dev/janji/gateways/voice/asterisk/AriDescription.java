package dev.janji.gateways.voice.asterisk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operations that the adapter may use, as Asterisk's published description of the interface has them ({@code rest-api/api-docs/*.json} of its
 * sources, read at 22.x): verb, path, what a query may hold, and with an exclamation mark what it must.
 */
final class AriDescription {
    private record Operation(String verb, List<String> path, Set<String> allowed, Set<String> required) {
        boolean isOf(String asked, List<String> segments) {
            if (!verb.equals(asked) || path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!path.get(i).startsWith("{") && !path.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Operation> OPERATIONS = List.of(
            of("GET /events app! subscribeAll"),
            of("GET /channels"),
            of("GET /channels/{channelId}"),
            of("POST /channels/{channelId} endpoint! extension context priority label app appArgs callerId timeout"
                    + " otherChannelId originator formats"),
            of("DELETE /channels/{channelId} reason_code reason"),
            of("POST /channels/{channelId}/continue context extension priority label"),
            of("POST /channels/{channelId}/answer"),
            of("POST /channels/{channelId}/moh mohClass"),
            of("DELETE /channels/{channelId}/moh"),
            of("POST /channels/{channelId}/play/{playbackId} media! lang offsetms skipms"),
            of("POST /channels/{channelId}/snoop/{snoopId} spy whisper app! appArgs"),
            of("POST /bridges/{bridgeId} type name"),
            of("DELETE /bridges/{bridgeId}"),
            of("POST /bridges/{bridgeId}/addChannel channel! role absorbDTMF mute inhibitConnectedLineUpdates"),
            of("POST /bridges/{bridgeId}/removeChannel channel!"),
            of("POST /bridges/{bridgeId}/record name! format! recorder_format maxDurationSeconds maxSilenceSeconds"
                    + " ifExists beep terminateOn"),
            of("POST /recordings/live/{recordingName}/stop"),
            of("POST /applications/{applicationName}/subscription eventSource!"));

    private AriDescription() {}

    private static Operation of(String text) {
        String[] words = text.split(" ");
        Set<String> allowed = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        for (String word : Arrays.asList(words).subList(2, words.length)) {
            String name = word.replace("!", "");
            allowed.add(name);
            if (word.endsWith("!")) {
                required.add(name);
            }
        }
        return new Operation(words[0], List.of(words[1].substring(1).split("/")), allowed, required);
    }

    /** @return what is wrong with a request; empty when nothing is */
    static List<String> faultsOf(String verb, List<String> path, Map<String, String> query) {
        List<String> faults = new ArrayList<>();
        Operation operation = OPERATIONS.stream()
                .filter(one -> one.isOf(verb, path))
                .findFirst()
                .orElse(null);
        if (operation == null) {
            return List.of("no operation " + verb + " " + path);
        }
        for (String name : query.keySet()) {
            if (!operation.allowed().contains(name)) {
                faults.add("no parameter " + name + " of " + verb + " " + operation.path());
            }
        }
        for (String name : operation.required()) {
            if (query.getOrDefault(name, "").isEmpty()) {
                faults.add("parameter " + name + " is missing in " + verb + " " + operation.path());
            }
        }
        if (Set.of("extension", "context", "priority").stream().anyMatch(query::containsKey)
                && query.containsKey("app")) {
            faults.add("app excludes a dialplan's place in " + verb + " " + operation.path());
        }
        return faults;
    }
}
