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
    /** As an Asterisk has it that nobody told otherwise: those that are too many are closed without a word. */
    private static final int MOST_CONNECTIONS = 100;

    private static final String INBOUND = "PJSIP/trunk";
    static final String WHEN = "2026-03-02T01:00:00.000+0000";

    /** What is done with a request to dial. */
    enum Answer {
        YES,
        NO,
        LATER,
        TAKES_NOTHING_AND_IS_SILENT,
        DIALS_AND_IS_SILENT,
        DIALS_AND_NEVER_ANSWERS
    }

    private final ServerSocket server;
    private final Set<AriSocket> sockets = new HashSet<>();
    private final List<AriSocket> listeners = new ArrayList<>();
    private final Map<String, FakeChannel> channels = new LinkedHashMap<>();
    final FakeBridges bridges = new FakeBridges(channels);
    private final Map<String, Integer> dialed = new LinkedHashMap<>();
    private final Set<String> silentLookUps = new HashSet<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private int inbound;
    private int mostConnections;
    private boolean holdsRemovals;
    private int removals;
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

    /** At once, the one for events among them. */
    synchronized int mostConnections() {
        return mostConnections;
    }

    /** Whether removals of bridges stay under way. */
    synchronized void holdsRemovals(boolean does) {
        holdsRemovals = does;
        notifyAll();
    }

    /** Bridges that were removed, or were not there. */
    synchronized int removals() {
        return removals;
    }

    synchronized int timesDialed(String channel) {
        return dialed.getOrDefault(channel, 0);
    }

    synchronized boolean has(String channel) {
        return channels.containsKey(channel);
    }

    synchronized Map<String, Set<String>> bridges() {
        return bridges.members();
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
                event.put("peer", channel.json());
                event.put("dialstatus", "PROGRESS");
            });
        } else if (channel.state.equals("Down")) {
            channel.state = "Ringing";
            emit("Dial", event -> {
                event.put("peer", channel.json());
                event.put("dialstatus", "RINGING");
            });
            emit("ChannelStateChange", event -> event.put("channel", channel.json()));
        } else if (channel.telephone == Telephone.NEVER_ANSWERS) {
            destroy(channel, 19);
        } else if (channel.telephone == Telephone.DECLINES) {
            destroy(channel, 21);
        } else {
            channel.state = "Up";
            emit("ChannelStateChange", event -> event.put("channel", channel.json()));
            enter(channel, "dialed");
        }
    }

    /** It is in the dialplan, and nobody was told. */
    synchronized void leavesApplication(String id) {
        channels.get(id).isInStasis = false;
    }

    /** The dialplan comes back with what it found out. @param status such as {@code HUMAN} */
    synchronized void detected(String id, String status) {
        enter(channels.get(id), "detected", status);
    }

    /** Somebody calls. @return the channel */
    synchronized String callsIn(String number) {
        FakeChannel channel = new FakeChannel("1772413200." + ++inbound, INBOUND, number, Telephone.ANSWERS);
        channel.state = "Ring";
        channel.extension = FakeChannel.OUR_NUMBER;
        channels.put(channel.id, channel);
        enter(channel, "inbound");
        return channel.id;
    }

    /** Whoever is on the line presses a key. */
    synchronized void presses(String id, char key) {
        FakeChannel channel = channels.get(id);
        emit("ChannelDtmfReceived", event -> channel.pressed(event, key));
    }

    /** Ends without a word. */
    synchronized void vanishes(String id) {
        channels.remove(id);
        bridges.forget(id);
    }

    /** Another server takes the application. */
    synchronized void replaceListener() {
        emit("ApplicationReplaced", event -> {});
    }

    private void enter(FakeChannel channel, String... args) {
        channel.isInStasis = true;
        emit("StasisStart", event -> {
            event.put("args", List.of(args));
            event.put("channel", channel.json());
        });
    }

    private void destroy(FakeChannel channel, int cause) {
        vanishes(channel.id);
        if (channel.isInStasis) {
            emit("StasisEnd", event -> event.put("channel", channel.json()));
        }
        if (channel.endpoint.equals(INBOUND) || channel.endpoint.startsWith("Snoop/")) {
            // An application is subscribed only to what was dialed for it, so it hears no more of others that leave it.
            return;
        }
        emit("ChannelDestroyed", event -> {
            event.put("cause", cause);
            event.put("cause_txt", "Cause " + cause);
            event.put("channel", channel.json());
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
        AriSocket served = null;
        try (AriSocket connection = new AriSocket(socket)) {
            served = connection;
            synchronized (this) {
                if (down || sockets.size() >= MOST_CONNECTIONS) {
                    return;
                }
                sockets.add(connection);
                mostConnections = Math.max(mostConnections, sockets.size());
            }
            for (Optional<AriSocket.Request> next = connection.read(); next.isPresent(); next = connection.read()) {
                AriSocket.Request request = next.get();
                if (!answer(connection, request)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side went away, or the test wanted it so.
        } finally {
            synchronized (this) {
                sockets.remove(served);
            }
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
            // Whoever is told that it listens hears everything from then on.
            synchronized (this) {
                connection.upgrade(request);
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
            if (request.verb().equals("DELETE") && path.get(0).equals("bridges")) {
                awaitRemoval();
            }
            FakeResult result = broken.contains(path.get(path.size() - 1))
                    ? new FakeResult(500, "{\"message\":\"Internal error\"}")
                    : handle(request.verb(), path, request.query());
            status = result.status();
            body = result.body();
        }
        if (status == 0) {
            return false;
        }
        if (status == FakeResult.NEVER.status()) {
            return true;
        }
        connection.answer(status, body);
        return true;
    }

    private synchronized void awaitRemoval() {
        try {
            while (holdsRemovals) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        removals++;
        notifyAll();
    }

    private FakeResult handle(String verb, List<String> path, Map<String, String> query) throws IOException {
        String last = path.get(path.size() - 1);
        switch (path.get(0)) {
            case "channels":
                return path.size() == 1
                        ? FakeResult.ok(channels.values().stream()
                                .map(FakeChannel::json)
                                .toList())
                        : onChannel(verb, path, query);
            case "bridges":
                return bridges.answer(verb, path, query);
            case "recordings", "playbacks":
                return path.get(0).equals("playbacks") || bridges.hasRecording(path.get(2))
                        ? FakeResult.DONE
                        : FakeResult.NOT_FOUND;
            case "applications":
                return FakeResult.ok(Map.of("name", "janji", "channel_ids", List.of(last)));
            default:
                return FakeResult.NOT_FOUND;
        }
    }

    private FakeResult onChannel(String verb, List<String> path, Map<String, String> query) throws IOException {
        String id = path.get(1);
        if (path.size() == 2 && verb.equals("POST")) {
            return originate(id, query);
        }
        if (path.size() == 2 && verb.equals("GET") && silentLookUps.remove(id)) {
            return new FakeResult(503, "{\"message\":\"Busy\"}");
        }
        FakeChannel channel = channels.get(id);
        if (channel == null) {
            return FakeResult.NOT_FOUND;
        }
        if (path.size() == 2) {
            if (verb.equals("DELETE")) {
                destroy(channel, 16);
                return FakeResult.DONE;
            }
            return FakeResult.ok(channel.json());
        }
        if (!channel.isInStasis) {
            return new FakeResult(409, "{\"message\":\"Channel not in Stasis application\"}");
        }
        switch (path.get(2)) {
            case "continue" -> detect(channel);
            case "answer" -> channel.state = "Up";
            case "play" -> {
                Map<String, Object> playback = channel.playback(path.get(3), query.getOrDefault("media", ""));
                if (!playback.get("media_uri").toString().contains("endless")) {
                    emit("PlaybackFinished", event -> event.put("playback", playback));
                }
                return FakeResult.made(playback);
            }
            case "snoop" -> {
                FakeChannel snoop = new FakeChannel(path.get(3), "Snoop/" + id, "", Telephone.ANSWERS);
                snoop.state = "Up";
                channels.put(snoop.id, snoop);
                enter(snoop, query.get("appArgs"));
                return FakeResult.ok(snoop.json());
            }
            default -> {}
        }
        return FakeResult.DONE;
    }

    private void detect(FakeChannel channel) {
        channel.isInStasis = false;
        emit("StasisEnd", event -> event.put("channel", channel.json()));
        if (detects) {
            enter(channel, "detected", channel.telephone == Telephone.MACHINE ? "MACHINE" : "HUMAN");
        }
    }

    private FakeResult originate(String id, Map<String, String> query) throws IOException {
        String endpoint = query.getOrDefault("endpoint", "");
        if (query.get("appArgs").equals("line")) {
            if (channels.containsKey(id)) {
                return new FakeResult(409, "{\"message\":\"Channel with given unique ID already exists\"}");
            }
            if (endpoint.endsWith("nobody")) {
                return new FakeResult(500, "{\"message\":\"Allocation failed\"}");
            }
            FakeChannel line = new FakeChannel(id, endpoint, "", Telephone.ANSWERS);
            channels.put(id, line);
            line.state = "Up";
            enter(line, "line");
            return FakeResult.ok(line.json());
        }
        String number = endpoint.substring(endpoint.indexOf('/') + 1, endpoint.indexOf('@'));
        Answer answer = AriBench.answerOf(number);
        if (answer == Answer.NO) {
            return new FakeResult(400, "{\"message\":\"Invalid parameters\"}");
        }
        if (answer == Answer.LATER) {
            return new FakeResult(503, "{\"message\":\"Shutting down\"}");
        }
        if (answer == Answer.TAKES_NOTHING_AND_IS_SILENT) {
            return FakeResult.SILENCE;
        }
        if (channels.containsKey(id)) {
            return new FakeResult(409, "{\"message\":\"Channel with given unique ID already exists\"}");
        }
        FakeChannel channel = new FakeChannel(id, endpoint, number, AriBench.telephoneOf(number));
        channels.put(id, channel);
        dialed.merge(id, 1, Integer::sum);
        if (answer == Answer.DIALS_AND_IS_SILENT) {
            silentLookUps.add(id);
            return FakeResult.SILENCE;
        }
        return answer == Answer.DIALS_AND_NEVER_ANSWERS ? FakeResult.NEVER : FakeResult.ok(channel.json());
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
