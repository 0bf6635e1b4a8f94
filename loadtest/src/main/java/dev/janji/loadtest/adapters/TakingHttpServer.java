package dev.janji.loadtest.adapters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** A provider that speaks HTTP/1.1 and takes every POST. Thread-safe. */
final class TakingHttpServer implements AutoCloseable {
    /** An access token, for who asks for one first. */
    static final String TOKENS = "/token";

    private static final byte[] TOKEN = "{\"access_token\":\"token-1\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
            .getBytes(StandardCharsets.US_ASCII);
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final LongFunction<String> answers;
    private final AtomicLong taken = new AtomicLong();

    private TakingHttpServer(HttpServer server, LongFunction<String> answers) {
        this.server = server;
        this.answers = answers;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "taking-http-server");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param answers JSON, by the message's number from 1 */
    static TakingHttpServer start(LongFunction<String> answers) throws IOException {
        // Otherwise each answer waits for the client's delayed acknowledgement of its head, and 40 ms are all that is
        // measured.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Clients of earlier rounds keep theirs: with 200 the server would close those that are just being written to.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        TakingHttpServer taking = new TakingHttpServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), answers);
        taking.server.setExecutor(taking.threads);
        taking.server.createContext("/", taking::take);
        taking.server.start();
        return taking;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = exchange.getRequestURI().getPath().equals(TOKENS)
                    ? TOKEN
                    : answers.apply(taken.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        }
    }

    String url() {
        return url(server.getAddress().getPort());
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    long taken() {
        return taken.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
