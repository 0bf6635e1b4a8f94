package dev.janji.gateways.voice.asterisk;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bridges of {@link AriFake} and what is recorded of them; guarded by it. */
final class FakeBridges {
    private final Map<String, Set<String>> bridges = new LinkedHashMap<>();
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

    boolean hasRecording(String name) {
        return recordings.contains(name);
    }

    FakeResult answer(String verb, List<String> path, Map<String, String> query) throws IOException {
        String id = path.get(1);
        if (path.size() == 2 && verb.equals("POST")) {
            if (bridges.containsKey(id)) {
                return new FakeResult(409, "{\"message\":\"Bridge already exists\"}");
            }
            bridges.put(id, new LinkedHashSet<>());
            return FakeResult.ok(Map.of(
                    "id",
                    id,
                    "technology",
                    "simple_bridge",
                    "bridge_type",
                    query.getOrDefault("type", "mixing"),
                    "bridge_class",
                    "stasis",
                    "creator",
                    "Stasis",
                    "name",
                    "",
                    "channels",
                    List.of(),
                    "creationtime",
                    AriFake.WHEN));
        }
        Set<String> members = bridges.get(id);
        if (members == null) {
            return FakeResult.NOT_FOUND;
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
}
