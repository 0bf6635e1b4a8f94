package dev.janji.gateways.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that counts what it has got and misbehaves by the recipient's name: {@code r550}, {@code r552}, {@code r451} and {@code r421}
 * refuse at RCPT, {@code d554} after the content; {@code dropped-before} and {@code dropped-after} end the connection once the
 * content is there, without or with taking it; {@code silent} never answers RCPT, {@code silent-after} takes and never answers.
 */
final class ScriptedSmtpServer implements AutoCloseable {
    /** Mails taken, whole, header and text. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    /** A permit for each of them. */
    final Semaphore arrived = new Semaphore(0);

    /** What was said at MAIL. */
    final List<String> senders = new CopyOnWriteArrayList<>();

    final AtomicInteger connections = new AtomicInteger();
    /** Contents that broke off before the final dot. */
    final AtomicInteger brokenOff = new AtomicInteger();
    /** What to do before a command is answered, by its verb. */
    final Map<String, Runnable> before = new ConcurrentHashMap<>();

    /** So many conversations are ended by 421 at MAIL. */
    final AtomicInteger endedAtMail = new AtomicInteger();

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private final boolean tlsFirst;
    private volatile ServerSocket listening;

    private final @Nullable SSLContext tls;

    ScriptedSmtpServer() {
        this(null, false);
    }

    /**
     * @param tls to offer, by STARTTLS or from the first byte; wants the user {@code sender} with the password {@code secret}
     */
    ScriptedSmtpServer(@Nullable SSLContext tls, boolean fromTheFirstByte) {
        this.tls = tls;
        this.tlsFirst = fromTheFirstByte;
        listening = listen(0);
        port = listening.getLocalPort();
    }

    int port() {
        return port;
    }

    void setDown(boolean down) {
        if (down) {
            close(listening);
            dropConnections();
        } else {
            listening = listen(port);
        }
    }

    void dropConnections() {
        open.forEach(ScriptedSmtpServer::close);
    }

    private ServerSocket listen(int on) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
            start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) throws IOException {
        while (!socket.isClosed()) {
            Socket client = socket.accept();
            // A connection may still slip through while the closing thread has not yet woken this one.
            if (socket.isClosed()) {
                close(client);
                return;
            }
            connections.incrementAndGet();
            open.add(client);
            start(() -> new Conversation(client).run());
        }
    }

    @Override
    public void close() {
        close(listening);
        dropConnections();
    }

    /** One connection, in its own thread. */
    private final class Conversation {
        private final Socket raw;
        private Socket client;
        private BufferedReader in;
        private String recipient = "";

        Conversation(Socket client) throws IOException {
            this.raw = client;
            talkOver(client);
        }

        private void talkOver(Socket socket) throws IOException {
            client = socket;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        private void startTls() throws IOException {
            SSLSocket secure = (SSLSocket) Objects.requireNonNull(tls)
                    .getSocketFactory()
                    .createSocket(client, "localhost", client.getPort(), true);
            secure.setUseClientMode(false);
            talkOver(secure);
        }

        void run() throws IOException {
            try (raw) {
                if (tlsFirst) {
                    startTls();
                }
                say("220 scripted");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
                    before.getOrDefault(verb, () -> {}).run();
                    if (!answer(verb, line)) {
                        return;
                    }
                }
            } finally {
                open.remove(raw);
            }
        }

        private boolean answer(String verb, String line) throws IOException {
            switch (verb) {
                case "EHLO":
                    boolean secure = client instanceof SSLSocket;
                    String offer = tls == null ? "" : secure ? "250-AUTH PLAIN\r\n" : "250-STARTTLS\r\n";
                    say("250-scripted\r\n" + offer + "250 8BITMIME");
                    return true;
                case "STARTTLS":
                    say("220 go ahead");
                    startTls();
                    return true;
                case "AUTH":
                    String credentials = line.substring(line.lastIndexOf(' ') + 1);
                    say(
                            new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).endsWith(SENDER)
                                    ? "235 2.7.0 welcome"
                                    : "535 5.7.8 no");
                    return true;
                case "MAIL":
                    senders.add(line);
                    if (endedAtMail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        say("421 4.4.2 idle for too long");
                        return false;
                    }
                    say("250 ok");
                    return true;
                case "RCPT":
                    recipient = line.replaceAll(".*<([^@]*)@.*", "$1");
                    return rcpt();
                case "DATA":
                    say("354 go ahead");
                    return content();
                case "QUIT":
                    say("221 bye");
                    return false;
                default:
                    say("250 ok");
                    return true;
            }
        }

        private boolean rcpt() throws IOException {
            switch (recipient) {
                case "r550":
                    say("550 5.1.1 <" + recipient + "@example.test>: no such user");
                    return true;
                case "r451":
                    say("451 4.7.1 come later");
                    return true;
                case "r552":
                    say("552 5.2.2 mailbox full");
                    return true;
                case "r421":
                    say("421 4.3.2 closing");
                    return false;
                case "silent":
                    return in.readLine() != null;
                default:
                    say("250 ok");
                    return true;
            }
        }

        private boolean content() throws IOException {
            List<String> lines = new ArrayList<>();
            String line = in.readLine();
            while (line != null && !line.equals(".")) {
                lines.add(line.startsWith("..") ? line.substring(1) : line);
                line = in.readLine();
            }
            if (line == null) {
                brokenOff.incrementAndGet();
                return false;
            }
            switch (recipient) {
                case "d554":
                    say("554 5.7.1 not this content");
                    return true;
                case "dropped-before":
                    return false;
                case "dropped-after":
                    take(lines);
                    return false;
                case "silent-after":
                    take(lines);
                    return in.readLine() != null;
                default:
                    take(lines);
                    say("250 2.0.0 queued");
                    return true;
            }
        }

        private void say(String reply) throws IOException {
            client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        }
    }

    /** How AUTH PLAIN ends for the user and the password that it wants. */
    private static final String SENDER = "\0sender\0secret";

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other side or the test ended the connection.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(List<String> lines) {
        taken.add(String.join("\n", lines));
        arrived.release();
    }
}
