package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests and the events of an Asterisk's REST interface. Answers and events come on the given executor, in the order in which they were
 * read. No request that changes anything is ever repeated. At most so many are under way at once as the settings say; further ones wait their turn:
 * an Asterisk closes connections of which it has too many without an answer. Thread-safe.
 */
final class AriClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AriClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 2;
    /** How long the JDK keeps an idle connection, seconds; it reads this once, for the whole process, when the first one is made. */
    static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    static {
        // An Asterisk closes what was idle for 15 s (session_keep_alive of http.conf), and a request that meets that
        // instant is lost: a hang-up, too.
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, "10");
        }
    }

    /** @param body missing when there is none, or none that is JSON */
    record Reply(int status, JsonNode body) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    /** The events of one connection. Told on the executor. */
    interface Events {
        void event(JsonNode event);

        void pong();

        /** Once, the last. */
        void lost();
    }

    private final AsteriskSettings settings;
    private final Executor loop;
    private final ExecutorService threads;
    private final HttpClient http;
    private final String authorization;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    AriClient(AsteriskSettings settings, Executor loop) {
        this.settings = settings;
        this.loop = loop;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "janji-ari");
            thread.setDaemon(true);
            return thread;
        });
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.requestTimeout())
                .executor(threads)
                .build();
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((settings.user() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8));
    }

    CompletableFuture<Reply> get(List<String> path, String... query) {
        return request("GET", path, query);
    }

    CompletableFuture<Reply> post(List<String> path, String... query) {
        return request("POST", path, query);
    }

    CompletableFuture<Reply> delete(List<String> path, String... query) {
        return request("DELETE", path, query);
    }

    /**
     * @param path segments, not encoded
     * @param query names and values in turn, not encoded
     * @return fails when there was no answer in time, counted from its turn
     */
    private CompletableFuture<Reply> request(String verb, List<String> path, String... query) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.url() + encoded(path, query)))
                .header("Authorization", authorization)
                .timeout(settings.requestTimeout())
                .method(verb, HttpRequest.BodyPublishers.noBody())
                .build();
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        inTurn(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .whenComplete((response, failure) -> {
                    isOver();
                    if (failure == null) {
                        answer.complete(new Reply(response.statusCode(), parse(response.body())));
                    } else {
                        answer.completeExceptionally(failure);
                    }
                }));
        // So that a failure, too, is heard on the loop.
        return answer.whenCompleteAsync((reply, failure) -> {}, loop);
    }

    private void inTurn(Runnable request) {
        synchronized (waiting) {
            if (underWay == settings.connections()) {
                waiting.add(request);
                return;
            }
            underWay++;
        }
        request.run();
    }

    private void isOver() {
        Runnable next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                underWay--;
                return;
            }
        }
        next.run();
    }

    /** Opens the connection that events come on. */
    CompletableFuture<WebSocket> connect(Events events) {
        String url = settings.url() + encoded(List.of("events"), "app", settings.app());
        return http.newWebSocketBuilder()
                .header("Authorization", authorization)
                .connectTimeout(settings.requestTimeout())
                .buildAsync(URI.create("ws" + url.substring("http".length())), new Listener(events));
    }

    private static String encoded(List<String> path, String... query) {
        StringBuilder text = new StringBuilder();
        path.forEach(segment -> text.append('/').append(encode(segment)));
        for (int i = 0; i < query.length; i += 2) {
            text.append(i == 0 ? '?' : '&').append(query[i]).append('=').append(encode(query[i + 1]));
        }
        return text.toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = text.isEmpty() ? null : JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Puts texts together and hands them on. The JDK calls it one at a time. */
    private final class Listener implements WebSocket.Listener {
        private final Events events;
        private final StringBuilder text = new StringBuilder();

        Listener(Events events) {
            this.events = events;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode event = parse(text.toString());
                text.setLength(0);
                tell(told -> told.event(event));
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            tell(Events::pong);
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            tell(Events::lost);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            LOG.info(
                    "The event connection to the Asterisk broke [kind={}]",
                    failure.getClass().getSimpleName());
            tell(Events::lost);
        }

        private void tell(Consumer<Events> what) {
            loop.execute(() -> what.accept(events));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
