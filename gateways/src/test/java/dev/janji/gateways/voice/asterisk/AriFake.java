package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.janji.gateways.voice.VoiceBench.Telephone;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An Asterisk that a test controls, over real HTTP and WebSocket: channels that ring, are answered and hang up when the test says so, bridges and
 * recordings that are only kept in mind. Its messages have the shapes of the published description; every request is held against {@link
 * AriDescription}. Thread-safe.
 */
final class AriFake implements Closeable {
    static final String PASSWORD = "a secret of tests";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHEN = "2026-03-02T01:00:00.000+0000";

    /** What is done with a request to dial. */
    enum Answer {
        YES,
        NO,
        LATER,
        TAKES_NOTHING_AND_IS_SILENT,
        DIALS_AND_IS_SILENT,
        DIALS_AND_NEVER_ANSWERS
    }

    private static final class FakeChannel {
        final String id;
        final String endpoint;
        final String number;
        final Telephone telephone;
        String state = "Down";
        boolean isInStasis;

        FakeChannel(String id, String endpoint, String number, Telephone telephone) {
            this.id = id;
            this.endpoint = endpoint;
            this.number = number;
            this.telephone = telephone;
        }
    }

    private final ServerSocket server;
    private final Set<AriSocket> sockets = new HashSet<>();
    private final List<AriSocket> listeners = new ArrayList<>();
    private final Map<String, FakeChannel> channels = new LinkedHashMap<>();
    private final Map<String, Set<String>> bridges = new LinkedHashMap<>();
    private final Set<String> recordings = new LinkedHashSet<>();
    private final Map<String, Integer> dialed = new LinkedHashMap<>();
    private final Set<String> silentLookUps = new HashSet<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private int inbound;
    private boolean down;
    private volatile boolean answersPings = true;
    private volatile boolean detects = true;
    private volatile Set<String> broken = Set.of();

    AriFake() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "ari-fake");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/ari";
    }

    // What a test does.

    List<String> faults() {
        return faults;
    }

    /** {@code POST channels/x/moh} and so on, in the order in which they came. */
    List<String> requests() {
        return requests;
    }

    void answersPings(boolean does) {
        answersPings = does;
    }

    /** Whether the dialplan comes back with a result. */
    void detects(boolean does) {
        detects = does;
    }

    /** Requests with such a last word of their path fail with 500. */
    void breaks(String... words) {
        broken = Set.of(words);
    }

    synchronized int timesDialed(String channel) {
        return dialed.getOrDefault(channel, 0);
    }

    synchronized boolean has(String channel) {
        return channels.containsKey(channel);
    }

    synchronized Map<String, Set<String>> bridges() {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        bridges.forEach((id, members) -> copy.put(id, Set.copyOf(members)));
        return copy;
    }

    synchronized void setDown(boolean nowDown) {
        down = nowDown;
        if (down) {
            List.copyOf(sockets).forEach(AriFake::closeQuietly);
        }
    }

    /** Its next step; false when it is over. */
    synchronized boolean advance(String id) {
        FakeChannel channel = channels.get(id);
        if (channel == null) {
            return false;
        }
        if (channel.state.equals("Up") || channel.state.equals("Ring")) {
            destroy(channel, 16);
        } else {
            switch (channel.telephone) {
                case BUSY -> destroy(channel, 17);
                case NO_SUCH_NUMBER -> destroy(channel, 1);
                case NO_CIRCUIT -> destroy(channel, 34);
                case NEVER_ANSWERS, DECLINES, ANSWERS, MACHINE -> advanceRinging(channel);
            }
        }
        return true;
    }

    private void advanceRinging(FakeChannel channel) {
        if (channel.state.equals("Down") && channel.number.endsWith("07")) {
            // Early media: the carrier plays the ringing itself.
            channel.state = "Dialing";
            emit("Dial", event -> {
                event.put("peer", json(channel));
                event.put("dialstatus", "PROGRESS");
            });
        } else if (channel.state.equals("Down")) {
            channel.state = "Ringing";
            emit("Dial", event -> {
                event.put("peer", json(channel));
                event.put("dialstatus", "RINGING");
            });
            emit("ChannelStateChange", event -> event.put("channel", json(channel)));
        } else if (channel.telephone == Telephone.NEVER_ANSWERS) {
            destroy(channel, 19);
        } else if (channel.telephone == Telephone.DECLINES) {
            destroy(channel, 21);
        } else {
            channel.state = "Up";
            emit("ChannelStateChange", event -> event.put("channel", json(channel)));
            enter(channel, "dialed");
        }
    }

    /** Somebody calls. @return the channel */
    synchronized String callsIn(String number) {
        FakeChannel channel = new FakeChannel("1772413200." + ++inbound, "PJSIP/trunk", number, Telephone.ANSWERS);
        channel.state = "Ring";
        channels.put(channel.id, channel);
        enter(channel, "inbound");
        return channel.id;
    }

    /** Whoever is on the line presses a key. */
    synchronized void presses(String id, char key) {
        FakeChannel channel = channels.get(id);
        if (channel != null && channel.isInStasis) {
            emit("ChannelDtmfReceived", event -> {
                event.put("digit", String.valueOf(key));
                event.put("duration_ms", 120);
                event.put("channel", json(channel));
            });
        }
    }

    /** Ends without a word. */
    synchronized void vanishes(String id) {
        channels.remove(id);
        bridges.values().forEach(members -> members.remove(id));
    }

    /** Another server takes the application. */
    synchronized void replaceListener() {
        emit("ApplicationReplaced", event -> {});
    }

    private void enter(FakeChannel channel, String... args) {
        channel.isInStasis = true;
        emit("StasisStart", event -> {
            event.put("args", List.of(args));
            event.put("channel", json(channel));
        });
    }

    private void destroy(FakeChannel channel, int cause) {
        vanishes(channel.id);
        if (channel.isInStasis) {
            emit("StasisEnd", event -> event.put("channel", json(channel)));
        }
        emit("ChannelDestroyed", event -> {
            event.put("cause", cause);
            event.put("cause_txt", "Cause " + cause);
            event.put("channel", json(channel));
        });
    }

    private interface Filling {
        void into(Map<String, Object> event);
    }

    private void emit(String type, Filling filling) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("application", "janji");
        event.put("timestamp", WHEN);
        filling.into(event);
        for (AriSocket listener : List.copyOf(listeners)) {
            try {
                listener.text(JSON.writeValueAsString(event));
            } catch (IOException e) {
                listeners.remove(listener);
            }
        }
    }

    private static Map<String, Object> json(FakeChannel channel) {
        Map<String, Object> person = Map.of("name", "", "number", channel.number);
        return Map.of(
                "id",
                channel.id,
                "protocol_id",
                "0",
                "name",
                channel.endpoint + "-00000001",
                "state",
                channel.state,
                "caller",
                person,
                "connected",
                Map.of("name", "", "number", ""),
                "accountcode",
                "",
                "dialplan",
                Map.of("context", "default", "exten", "s", "priority", 1, "app_name", "Stasis", "app_data", ""),
                "creationtime",
                WHEN,
                "language",
                "en");
    }

    // What it does with requests.

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                thread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (AriSocket connection = new AriSocket(socket)) {
            synchronized (this) {
                if (down) {
                    return;
                }
                sockets.add(connection);
            }
            for (Optional<AriSocket.Request> next = connection.read(); next.isPresent(); next = connection.read()) {
                AriSocket.Request request = next.get();
                if (!answer(connection, request)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side went away, or the test wanted it so.
        }
    }

    private boolean answer(AriSocket connection, AriSocket.Request request) throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString(("janji:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        List<String> path = request.path().subList(1, request.path().size());
        faults.addAll(AriDescription.faultsOf(request.verb(), path, request.query()));
        requests.add(request.verb() + " " + String.join("/", path));
        if (!expected.equals(request.headers().get("authorization"))) {
            connection.answer(401, "{\"message\":\"Authentication required\"}");
            return true;
        }
        if (path.get(0).equals("events")) {
            connection.upgrade(request);
            synchronized (this) {
                listeners.add(connection);
            }
            try {
                connection.serveFrames(answersPings);
            } finally {
                synchronized (this) {
                    listeners.remove(connection);
                }
            }
            return false;
        }
        String body;
        int status;
        synchronized (this) {
            Result result = broken.contains(path.get(path.size() - 1))
                    ? new Result(500, "{\"message\":\"Internal error\"}")
                    : handle(request.verb(), path, request.query());
            status = result.status();
            body = result.body();
        }
        if (status == 0) {
            return false;
        }
        if (status == Result.NEVER.status()) {
            return true;
        }
        connection.answer(status, body);
        return true;
    }

    /** @param status 0 for a connection that is closed without an answer */
    private record Result(int status, String body) {
        static final Result DONE = new Result(204, "");
        static final Result NOT_FOUND = new Result(404, "{\"message\":\"Not found\"}");
        static final Result SILENCE = new Result(0, "");
        /** The connection stays, and nothing comes. */
        static final Result NEVER = new Result(-1, "");
    }

    private Result handle(String verb, List<String> path, Map<String, String> query) throws IOException {
        String last = path.get(path.size() - 1);
        switch (path.get(0)) {
            case "channels":
                return path.size() == 1
                        ? ok(channels.values().stream().map(AriFake::json).toList())
                        : onChannel(verb, path, query);
            case "bridges":
                return onBridge(verb, path, query);
            case "recordings":
                return recordings.contains(path.get(2)) ? Result.DONE : Result.NOT_FOUND;
            case "applications":
                return ok(Map.of("name", "janji", "channel_ids", List.of(last)));
            default:
                return Result.NOT_FOUND;
        }
    }

    private static Result ok(Object body) throws IOException {
        return new Result(200, JSON.writeValueAsString(body));
    }

    private Result onChannel(String verb, List<String> path, Map<String, String> query) throws IOException {
        String id = path.get(1);
        if (path.size() == 2 && verb.equals("POST")) {
            return originate(id, query);
        }
        if (path.size() == 2 && verb.equals("GET") && silentLookUps.remove(id)) {
            return new Result(503, "{\"message\":\"Busy\"}");
        }
        FakeChannel channel = channels.get(id);
        if (channel == null) {
            return Result.NOT_FOUND;
        }
        if (path.size() == 2) {
            if (verb.equals("DELETE")) {
                destroy(channel, 16);
                return Result.DONE;
            }
            return ok(json(channel));
        }
        if (!channel.isInStasis) {
            return new Result(409, "{\"message\":\"Channel not in Stasis application\"}");
        }
        switch (path.get(2)) {
            case "continue" -> detect(channel);
            case "answer" -> channel.state = "Up";
            case "play" -> {
                Map<String, Object> playback = Map.of(
                        "id",
                        path.get(3),
                        "media_uri",
                        query.getOrDefault("media", ""),
                        "target_uri",
                        "channel:" + id,
                        "language",
                        "en",
                        "state",
                        "done");
                emit("PlaybackFinished", event -> event.put("playback", playback));
                return new Result(201, JSON.writeValueAsString(playback));
            }
            case "snoop" -> {
                FakeChannel snoop = new FakeChannel(path.get(3), "Snoop/" + id, "", Telephone.ANSWERS);
                snoop.state = "Up";
                channels.put(snoop.id, snoop);
                enter(snoop, query.get("appArgs"));
                return ok(json(snoop));
            }
            default -> {}
        }
        return Result.DONE;
    }

    private void detect(FakeChannel channel) {
        channel.isInStasis = false;
        emit("StasisEnd", event -> event.put("channel", json(channel)));
        if (detects) {
            enter(channel, "detected", channel.telephone == Telephone.MACHINE ? "MACHINE" : "HUMAN");
        }
    }

    private Result originate(String id, Map<String, String> query) throws IOException {
        String endpoint = query.getOrDefault("endpoint", "");
        if (query.get("appArgs").equals("line")) {
            if (channels.containsKey(id)) {
                return new Result(409, "{\"message\":\"Channel with given unique ID already exists\"}");
            }
            if (endpoint.endsWith("nobody")) {
                return new Result(400, "{\"message\":\"Endpoint not found\"}");
            }
            FakeChannel line = new FakeChannel(id, endpoint, "", Telephone.ANSWERS);
            channels.put(id, line);
            line.state = "Up";
            enter(line, "line");
            return ok(json(line));
        }
        String number = endpoint.substring(endpoint.indexOf('/') + 1, endpoint.indexOf('@'));
        Answer answer = AriBench.answerOf(number);
        if (answer == Answer.NO) {
            return new Result(400, "{\"message\":\"Invalid parameters\"}");
        }
        if (answer == Answer.LATER) {
            return new Result(503, "{\"message\":\"Shutting down\"}");
        }
        if (answer == Answer.TAKES_NOTHING_AND_IS_SILENT) {
            return Result.SILENCE;
        }
        if (channels.containsKey(id)) {
            return new Result(409, "{\"message\":\"Channel with given unique ID already exists\"}");
        }
        FakeChannel channel = new FakeChannel(id, endpoint, number, AriBench.telephoneOf(number));
        channels.put(id, channel);
        dialed.merge(id, 1, Integer::sum);
        if (answer == Answer.DIALS_AND_IS_SILENT) {
            silentLookUps.add(id);
            return Result.SILENCE;
        }
        return answer == Answer.DIALS_AND_NEVER_ANSWERS ? Result.NEVER : ok(json(channel));
    }

    private Result onBridge(String verb, List<String> path, Map<String, String> query) throws IOException {
        String id = path.get(1);
        if (path.size() == 2 && verb.equals("POST")) {
            if (bridges.containsKey(id)) {
                return new Result(409, "{\"message\":\"Bridge already exists\"}");
            }
            bridges.put(id, new LinkedHashSet<>());
            return ok(Map.of(
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
                    WHEN));
        }
        Set<String> members = bridges.get(id);
        if (members == null) {
            return Result.NOT_FOUND;
        }
        if (path.size() == 2) {
            bridges.remove(id);
            return Result.DONE;
        }
        switch (path.get(2)) {
            case "addChannel" -> {
                for (String name : query.get("channel").split(",")) {
                    FakeChannel channel = channels.get(name);
                    if (channel == null) {
                        return new Result(400, "{\"message\":\"Channel not found\"}");
                    }
                    if (!channel.isInStasis) {
                        return new Result(422, "{\"message\":\"Channel not in Stasis application\"}");
                    }
                    bridges.values().forEach(others -> others.remove(name));
                    members.add(name);
                }
            }
            case "removeChannel" -> {
                if (!members.remove(query.get("channel"))) {
                    return new Result(422, "{\"message\":\"Channel not in this bridge\"}");
                }
            }
            default -> {
                if (!recordings.add(query.get("name"))) {
                    return new Result(409, "{\"message\":\"Recording exists\"}");
                }
                return new Result(
                        201,
                        JSON.writeValueAsString(Map.of(
                                "name",
                                query.get("name"),
                                "format",
                                query.get("format"),
                                "target_uri",
                                "bridge:" + id,
                                "state",
                                "recording")));
            }
        }
        return Result.DONE;
    }

    private static void closeQuietly(Closeable closed) {
        try {
            closed.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
        List.copyOf(sockets).forEach(AriFake::closeQuietly);
    }
}
