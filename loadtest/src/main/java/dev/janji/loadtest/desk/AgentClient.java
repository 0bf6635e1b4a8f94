package dev.janji.loadtest.desk;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Pong;
import dev.janji.protocols.desk.v1.SignIn;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the agents' protocol {@code janji.desk.v1} in binary frames. It has no thread of its own: thousands share those of one
 * {@link HttpClient}. Answers pings by itself, and remembers what a later connection needs to go on. Thread-safe.
 */
public final class AgentClient implements AutoCloseable {
    private static final String SUBPROTOCOL = "janji.desk.v1";
    private static final int BROKEN = 1006;
    private static final ClientMessage PONG =
            ClientMessage.newBuilder().setPong(Pong.getDefaultInstance()).build();

    private final AgentListener listener;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long lastSequence;
    private volatile String resumeToken = "";
    private @Nullable WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    private AgentClient(AgentListener listener) {
        this.listener = listener;
    }

    /**
     * Connects and signs in; the answer comes to the listener.
     *
     * @param http shared by all clients
     * @param uri such as {@code ws://127.0.0.1:8080/desk/v1}
     * @param token of the agent
     * @return the client once the sign-in is sent; fails when the server turns the connection away
     */
    public static CompletionStage<AgentClient> connect(HttpClient http, URI uri, String token, AgentListener listener) {
        return connect(http, uri, SignIn.newBuilder().setToken(token).build(), listener);
    }

    /** The same with everything that a sign-in can say, such as the {@link #resuming} of an earlier client. */
    public static CompletionStage<AgentClient> connect(
            HttpClient http, URI uri, SignIn signIn, AgentListener listener) {
        AgentClient client = new AgentClient(listener);
        client.lastSequence = signIn.getLastSequence();
        return http.newWebSocketBuilder()
                .subprotocols(SUBPROTOCOL)
                .buildAsync(uri, client.new Frames())
                .thenApply(socket -> {
                    client.begin(socket);
                    client.send(ClientMessage.newBuilder().setSignIn(signIn));
                    return client;
                });
    }

    /** @return the sign-in with which another connection goes on where this one stands */
    public SignIn resuming(String token) {
        return SignIn.newBuilder()
                .setToken(token)
                .setResumeToken(resumeToken)
                .setLastSequence(lastSequence)
                .build();
    }

    /** Sends a request under a new id. @return the id, which the answer names */
    public String send(ClientMessage.Builder request) {
        String id = "r-" + requests.incrementAndGet();
        send(request.setRequestId(id).build());
        return id;
    }

    /** Sends a message as it is. What is sent on a closed connection is lost, as the listener was told. */
    public synchronized void send(ClientMessage message) {
        WebSocket open = socket;
        if (open != null) {
            ByteBuffer bytes = ByteBuffer.wrap(message.toByteArray());
            // One after another: a socket takes the next message when it has sent the last.
            sending = sending.handle((sent, failure) -> null)
                    .thenCompose(last -> open.sendBinary(bytes, true))
                    .whenComplete((sent, failure) -> {
                        if (failure != null) {
                            gone(BROKEN);
                        }
                    });
        }
    }

    /** Ends the connection as a browser that is closed does. */
    @Override
    public synchronized void close() {
        WebSocket open = socket;
        if (open != null) {
            sending = sending.handle((sent, failure) -> null)
                    .thenCompose(last -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        }
    }

    /** Breaks the connection as a lost network does. */
    public synchronized void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        gone(BROKEN);
    }

    private synchronized void begin(WebSocket opened) {
        socket = opened;
    }

    private void gone(int code) {
        if (closed.compareAndSet(false, true)) {
            listener.closed(this, code);
        }
    }

    private void hear(DeskMessage message) {
        if (message.hasPing()) {
            send(PONG);
            listener.pinged(this, message.getPing());
            return;
        }
        if (message.hasSignedIn()) {
            resumeToken = message.getSignedIn().getResumeToken();
            lastSequence = message.getSignedIn().getResumed() ? lastSequence : 0;
        }
        if (message.getSequence() > 0) {
            lastSequence = message.getSequence();
        }
        listener.said(this, message);
    }

    /** Puts the pieces of a frame together. */
    private final class Frames implements WebSocket.Listener {
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            pieces.writeBytes(piece);
            if (last) {
                byte[] whole = pieces.toByteArray();
                pieces.reset();
                try {
                    hear(DeskMessage.parseFrom(whole));
                } catch (InvalidProtocolBufferException e) {
                    webSocket.abort();
                    gone(BROKEN);
                }
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            gone(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            gone(BROKEN);
        }
    }
}
