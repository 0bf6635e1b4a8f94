package dev.janji.loadtest.agents;

import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Pong;
import dev.janji.protocols.desk.v1.SendText;
import dev.janji.protocols.desk.v1.SignIn;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent on a bare socket who at first reads and then does not any more, but goes on to ask: so it is not lost by its heartbeat, only by what waits for it.
 * Its window is as small as the system lets it be. Worked by one thread, and looked at by any.
 */
final class SlowReader implements AutoCloseable {
    private static final int WINDOW = 4_096;
    private static final int ANSWERS_WITHIN_MILLIS = 20_000;
    private static final int MOST_HEADER = 16_384;
    private static final int FIN_BINARY = 0x82;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int SHORT_LENGTH = 0x7f;

    /** Ticks between two signs of life while it reads. */
    private static final int QUIET_TICKS = 100;

    private static final byte[] PONG = ClientMessage.newBuilder()
            .setPong(Pong.getDefaultInstance())
            .build()
            .toByteArray();

    /** Refused, and remembered as refused: answering it again costs the server nothing but the answer. */
    private static final byte[] QUESTION = ClientMessage.newBuilder()
            .setRequestId("q".repeat(64))
            .setSendText(SendText.newBuilder().setAgentId("n".repeat(40)).setText("?"))
            .build()
            .toByteArray();

    private final SocketChannel channel;
    private final ByteBuffer bin = ByteBuffer.allocate(WINDOW);
    private ByteBuffer writing = ByteBuffer.allocate(0);
    private int ticks;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean cut;
    private volatile long cutAtNanos;

    private SlowReader(SocketChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when it could not sign in */
    static SlowReader signIn(URI desk, String token) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, WINDOW);
            channel.connect(new InetSocketAddress(desk.getHost(), desk.getPort()));
            channel.socket().setSoTimeout(ANSWERS_WITHIN_MILLIS);
            // The key is that of RFC 6455's own example: the server does not look whether it was drawn.
            String upgrade = "GET " + desk.getPath() + " HTTP/1.1\r\nHost: " + desk.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: janji.desk.v1\r\n\r\n";
            write(channel, ByteBuffer.wrap(upgrade.getBytes(StandardCharsets.US_ASCII)));
            DataInputStream in = new DataInputStream(channel.socket().getInputStream());
            demandUpgraded(in);
            write(
                    channel,
                    frame(ClientMessage.newBuilder()
                            .setRequestId("sign-in")
                            .setSignIn(SignIn.newBuilder().setToken(token))
                            .build()
                            .toByteArray()));
            DeskMessage answer = DeskMessage.parseFrom(payload(in));
            if (!answer.hasSignedIn()) {
                throw new IOException("Expected a sign-in, but got " + answer.getBodyCase());
            }
            channel.configureBlocking(false);
            return new SlowReader(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** To be called some 40 times a second: what it does in its next moment. */
    void tick(boolean reads) {
        if (cut) {
            return;
        }
        ticks++;
        try {
            if (reads) {
                read();
            }
            if (writing.hasRemaining()) {
                channel.write(writing);
            } else if (!reads) {
                questions.incrementAndGet();
                writing = frame(QUESTION);
                channel.write(writing);
            } else if (ticks % QUIET_TICKS == 0) {
                writing = frame(PONG);
                channel.write(writing);
            }
        } catch (IOException e) {
            // Reset by the server: it said so by no frame that could still be read.
            cutAtNanos = System.nanoTime();
            cut = true;
        }
    }

    /** When it was noticed. */
    long cutAtNanos() {
        return cutAtNanos;
    }

    /** Whether the server ended the connection. */
    boolean isCut() {
        return cut;
    }

    /** How often it asked without reading. */
    int questions() {
        return questions.get();
    }

    private void read() throws IOException {
        int got;
        do {
            bin.clear();
            got = channel.read(bin);
        } while (got > 0);
        if (got < 0) {
            cutAtNanos = System.nanoTime();
            cut = true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void demandUpgraded(DataInputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            if (header.length() > MOST_HEADER) {
                throw new IOException("Expected the end of an answer's header, but it is too long");
            }
            header.append((char) in.readUnsignedByte());
        }
        if (!header.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("Expected an upgrade, but got " + header.substring(0, header.indexOf("\r\n")));
        }
    }

    /** Of the next frame, which comes whole: what a server says first is small. */
    private static byte[] payload(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & SHORT_LENGTH;
        byte[] payload = new byte[length == TWO_BYTES ? in.readUnsignedShort() : length];
        in.readFully(payload);
        return payload;
    }

    /** The mask is 0, which leaves the payload as it is: there is no proxy here that it would have to be hidden from. */
    private static ByteBuffer frame(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) FIN_BINARY);
        if (payload.length < TWO_BYTES) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
