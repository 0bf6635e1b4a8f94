package dev.janji.gateways.voice.asterisk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operations that the adapter may use and the events that it understands, as Asterisk's published description of the interface has them. {@code
 * AsteriskIT} compares every line with what an Asterisk itself publishes ({@code /ari/api-docs}); last with 22.10.1.
 */
final class AriDescription {
    /**
     * One request.
     *
     * @param path segments; what is in braces is any word
     * @param parameters of the query, and the values that each may have; none for any
     * @param required parameters
     * @param faults statuses of its own failures, besides those that every request may have
     */
    record Operation(
            String verb,
            List<String> path,
            Map<String, Set<String>> parameters,
            Set<String> required,
            Set<Integer> faults) {
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

    /** @param fields of an event or of what is in one, and the values that each may have; none for any */
    record Model(String name, Map<String, Set<String>> fields) {}

    /** Verb, path, parameters with an exclamation mark for those that must be there and with their values, and statuses of failures. */
    static final List<Operation> OPERATIONS = List.of(
            of("GET /events app! subscribeAll"),
            of("GET /channels"),
            of("GET /channels/{channelId} | 404"),
            of("POST /channels/{channelId} endpoint! extension context priority label app appArgs callerId timeout"
                    + " otherChannelId originator formats | 400 409"),
            of("DELETE /channels/{channelId} reason_code reason=normal,busy,congestion,no_answer,timeout,rejected,"
                    + "unallocated,normal_unspecified,number_incomplete,codec_mismatch,interworking,failure,"
                    + "answered_elsewhere | 400 404"),
            of("POST /channels/{channelId}/continue context extension priority label | 404 409 412"),
            of("POST /channels/{channelId}/answer | 404 409 412"),
            of("POST /channels/{channelId}/moh mohClass | 404 409 412"),
            of("DELETE /channels/{channelId}/moh | 404 409 412"),
            of("POST /channels/{channelId}/play/{playbackId} media! lang offsetms skipms | 404 409 412"),
            of("DELETE /playbacks/{playbackId} | 404"),
            of("POST /channels/{channelId}/snoop/{snoopId} spy=none,both,out,in whisper=none,both,out,in app! appArgs"
                    + " | 400 404"),
            of("POST /bridges/{bridgeId} type name | 409"),
            of("GET /bridges/{bridgeId} | 404"),
            of("DELETE /bridges/{bridgeId} | 404"),
            of("POST /bridges/{bridgeId}/addChannel channel! role absorbDTMF mute inhibitConnectedLineUpdates"
                    + " | 400 404 409 422"),
            of("POST /bridges/{bridgeId}/removeChannel channel! | 400 404 409 422"),
            of("POST /bridges/{bridgeId}/record name! format! recorder_format maxDurationSeconds maxSilenceSeconds"
                    + " ifExists=fail,overwrite,append beep terminateOn=none,any,*,# | 400 404 409 422"),
            of("POST /recordings/live/{recordingName}/stop | 404"),
            of("POST /applications/{applicationName}/subscription eventSource! | 400 404 422"));

    /** Of each the fields that the adapter reads. */
    static final List<Model> MODELS = List.of(
            model("StasisStart application args channel"),
            model("ChannelStateChange channel"),
            model("Dial peer dialstatus"),
            model("ChannelDestroyed cause channel"),
            model("PlaybackFinished playback"),
            model("ApplicationReplaced application"),
            model("Channel id state=Down,Rsrved,OffHook,Dialing,Ring,Ringing,Up,Busy,Dialing_Offhook,Pre-ring,Unknown"
                    + " caller"),
            model("CallerID number"),
            model("Playback id state=queued,playing,continuing,done,failed"));

    private AriDescription() {}

    private static Operation of(String text) {
        String[] halves = text.split(" \\| ");
        List<String> words = Arrays.asList(halves[0].split(" "));
        Set<String> required = new TreeSet<>();
        for (String word : words) {
            if (word.endsWith("!")) {
                required.add(word.replace("!", ""));
            }
        }
        Set<Integer> faults = new TreeSet<>();
        if (halves.length > 1) {
            Arrays.stream(halves[1].split(" ")).map(Integer::valueOf).forEach(faults::add);
        }
        return new Operation(
                words.get(0),
                List.of(words.get(1).substring(1).split("/")),
                named(words.subList(2, words.size())),
                required,
                faults);
    }

    private static Model model(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        return new Model(words.get(0), named(words.subList(1, words.size())));
    }

    private static Map<String, Set<String>> named(List<String> words) {
        Map<String, Set<String>> named = new LinkedHashMap<>();
        for (String word : words) {
            String[] sides = word.replace("!", "").split("=");
            Set<String> values = new TreeSet<>();
            if (sides.length > 1) {
                Arrays.stream(sides[1].split(","))
                        .map(value -> value.replace('_', value.startsWith("Dialing") ? ' ' : '_'))
                        .forEach(values::add);
            }
            named.put(sides[0], values);
        }
        return named;
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
        query.forEach((name, value) -> {
            Set<String> values = operation.parameters().get(name);
            if (values == null) {
                faults.add("no parameter " + name + " of " + verb + " " + operation.path());
            } else if (!values.isEmpty() && !values.contains(value)) {
                faults.add("parameter " + name + " is never " + value + " in " + verb + " " + operation.path());
            }
        });
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
