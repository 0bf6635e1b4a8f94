package dev.janji.orchestrator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.janji.domain.id.AgentId;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.SignIn;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A console on a real socket, in one of the subprotocols. Answers no ping by itself. */
final class Console implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long SECONDS = 60;

    private final BlockingQueue<DeskMessage> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean json;
    private final boolean reads;
    private @Nullable WebSocket socket;
    private int requests;

    private Console(boolean json, boolean reads) {
        this.json = json;
        this.reads = reads;
    }

    static Console json(URI uri) {
        return open(uri, true, true, Optional.empty()).join();
    }

    static Console binary(URI uri) {
        return open(uri, false, true, Optional.empty()).join();
    }

    /** Reads nothing of what it is told. */
    static Console deaf(URI uri) {
        return open(uri, true, false, Optional.empty()).join();
    }

    /** @return fails when the server turns it away */
    static CompletableFuture<Console> from(URI uri, String origin) {
        return open(uri, true, true, Optional.of(origin));
    }

    private static CompletableFuture<Console> open(URI uri, boolean json, boolean reads, Optional<String> origin) {
        Console console = new Console(json, reads);
        WebSocket.Builder builder =
                HTTP.newWebSocketBuilder().subprotocols(json ? "janji.desk.v1+json" : "janji.desk.v1");
        origin.ifPresent(page -> builder.header("Origin", page));
        return builder.buildAsync(uri, console).thenApply(opened -> {
            console.socket = opened;
            return console;
        });
    }

    Console signIn(AgentId agent) {
        return signIn(SignIn.newBuilder().setToken(DeskServer.token(agent)));
    }

    Console signIn(SignIn.Builder wish) {
        send(ClientMessage.newBuilder().setSignIn(wish));
        return this;
    }

    /** @return the id of the request */
    String send(ClientMessage.Builder message) {
        String id = "r-" + ++requests;
        send(message.setRequestId(id).build());
        return id;
    }

    void send(ClientMessage message) {
        try {
            if (json) {
                sendText(JsonFormat.printer().omittingInsignificantWhitespace().print(message));
            } else {
                socket().sendBinary(ByteBuffer.wrap(message.toByteArray()), true)
                        .join();
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    void sendText(String frame) {
        socket().sendText(frame, true).join();
    }

    /** A frame in the middle of which the server may hang up. */
    void tryText(String frame) {
        socket().sendText(frame, true).exceptionally(brokenOff -> socket()).join();
    }

    private WebSocket socket() {
        WebSocket open = socket;
        assertThat(open).isNotNull();
        return open;
    }

    DeskMessage next() {
        try {
            DeskMessage message = heard.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("a message within %d s", SECONDS).isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the next message; empty when none comes in time */
    Optional<DeskMessage> within(long time, TimeUnit unit) {
        try {
            return Optional.ofNullable(heard.poll(time, unit));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    DeskMessage until(Predicate<DeskMessage> wanted) {
        while (true) {
            DeskMessage message = next();
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    DeskMessage answer(ClientMessage.Builder request) {
        String id = send(request);
        return until(message -> message.getRequestId().equals(id));
    }

    /** @return the code with which the server closed, or -1 when the connection broke */
    int closed() {
        return closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** As a network that is lost. */
    void abort() {
        socket().abort();
    }

    @Override
    public void close() {
        socket().abort();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (reads) {
            webSocket.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                DeskMessage.Builder message = DeskMessage.newBuilder();
                JsonFormat.parser().merge(text.toString(), message);
                heard.add(message.build());
            } catch (InvalidProtocolBufferException e) {
                closed.completeExceptionally(e);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        bytes.writeBytes(piece);
        if (last) {
            try {
                heard.add(DeskMessage.parseFrom(bytes.toByteArray()));
            } catch (InvalidProtocolBufferException e) {
                closed.completeExceptionally(e);
            }
            bytes.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(-1);
    }
}
