package dev.janji.loadtest.agents;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One connection to the echo: sends a frame of a size, and says how many nanoseconds later it is back. Thread-safe. */
public final class EchoLine {
    private static final long FREE = 0;

    private final AtomicLong sentAt = new AtomicLong(FREE);
    private final LongConsumer back;
    private @Nullable WebSocket socket;

    private EchoLine(LongConsumer back) {
        this.back = back;
    }

    public static CompletionStage<EchoLine> connect(HttpClient http, URI uri, LongConsumer back) {
        EchoLine line = new EchoLine(back);
        return http.newWebSocketBuilder().buildAsync(uri, line.new Frames()).thenApply(socket -> {
            line.begin(socket);
            return line;
        });
    }

    /** Nothing is sent while the last one is not back. */
    public synchronized void send(int bytes) {
        WebSocket open = socket;
        if (open != null && sentAt.compareAndSet(FREE, System.nanoTime())) {
            open.sendBinary(ByteBuffer.wrap(new byte[bytes]), true);
        }
    }

    public synchronized void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private synchronized void begin(WebSocket opened) {
        socket = opened;
    }

    private final class Frames implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            long now = System.nanoTime();
            if (last) {
                back.accept(now - sentAt.getAndSet(FREE));
            }
            webSocket.request(1);
            return null;
        }
    }
}
