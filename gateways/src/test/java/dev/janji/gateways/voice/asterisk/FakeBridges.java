package dev.janji.gateways.voice.asterisk;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The bridges of {@link AriFake} and what is recorded of them; guarded by it. */
final class FakeBridges {
    private final Map<String, Set<String>> bridges = new LinkedHashMap<>();
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Set<String> recordings = new LinkedHashSet<>();
    private final Map<String, FakeChannel> channels;

    /** @param channels that there are, by id */
    FakeBridges(Map<String, FakeChannel> channels) {
        this.channels = channels;
    }

    Map<String, Set<String>> members() {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        bridges.forEach((id, members) -> copy.put(id, Set.copyOf(members)));
        return copy;
    }

    void forget(String channel) {
        bridges.values().forEach(members -> members.remove(channel));
    }

    /** Nothing is there, but the name is taken for so many requests more, as an Asterisk under load has it. */
    void keepName(String bridge, int requests) {
        taken.put(bridge, requests);
    }

    boolean hasRecording(String name) {
        return recordings.contains(name);
    }

    FakeResult answer(String verb, List<String> path, Map<String, String> query) throws IOException {
        String id = path.get(1);
        if (path.size() == 2 && verb.equals("POST")) {
            if (bridges.containsKey(id) || isTaken(id)) {
                return new FakeResult(409, "{\"message\":\"Bridge already exists\"}");
            }
            bridges.put(id, new LinkedHashSet<>());
            return described(id, query.getOrDefault("type", "mixing"), Set.of());
        }
        Set<String> members = bridges.get(id);
        if (members == null) {
            return FakeResult.NOT_FOUND;
        }
        if (path.size() == 2 && verb.equals("GET")) {
            return described(id, "mixing", members);
        }
        if (path.size() == 2) {
            bridges.remove(id);
            return FakeResult.DONE;
        }
        switch (path.get(2)) {
            case "addChannel" -> {
                for (String name : query.get("channel").split(",")) {
                    FakeChannel channel = channels.get(name);
                    if (channel == null) {
                        return new FakeResult(400, "{\"message\":\"Channel not found\"}");
                    }
                    if (!channel.isInStasis) {
                        return new FakeResult(422, "{\"message\":\"Channel not in Stasis application\"}");
                    }
                    bridges.values().forEach(others -> others.remove(name));
                    members.add(name);
                }
            }
            case "removeChannel" -> {
                if (!members.remove(query.get("channel"))) {
                    return new FakeResult(422, "{\"message\":\"Channel not in this bridge\"}");
                }
            }
            default -> {
                if (!recordings.add(query.get("name"))) {
                    return new FakeResult(409, "{\"message\":\"Recording exists\"}");
                }
                return FakeResult.made(Map.of(
                        "name",
                        query.get("name"),
                        "format",
                        query.get("format"),
                        "target_uri",
                        "bridge:" + id,
                        "state",
                        "recording"));
            }
        }
        return FakeResult.DONE;
    }

    private boolean isTaken(String id) {
        int left = taken.getOrDefault(id, 0);
        taken.put(id, Math.max(0, left - 1));
        return left > 0;
    }

    private static FakeResult described(String id, String type, Set<String> members) throws IOException {
        return FakeResult.ok(Map.of(
                "id",
                id,
                "technology",
                "simple_bridge",
                "bridge_type",
                type,
                "bridge_class",
                "stasis",
                "creator",
                "Stasis",
                "name",
                "",
                "channels",
                List.copyOf(members),
                "creationtime",
                AriFake.WHEN));
    }
}
