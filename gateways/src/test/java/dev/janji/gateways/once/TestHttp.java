package dev.janji.gateways.once;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that can go away and come back at the same port. */
public final class TestHttp implements AutoCloseable {
    private final HttpHandler handler;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int port;
    private HttpServer server;

    public TestHttp(HttpHandler handler) {
        this.handler = handler;
        setDown(false);
        port = server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void setDown(boolean down) {
        try {
            if (down && server != null) {
                server.stop(0);
                server = null;
            } else if (!down && server == null) {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
                server.setExecutor(threads);
                server.createContext("/", handler);
                server.start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers JSON. */
    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        setDown(true);
        threads.shutdownNow();
    }
}
