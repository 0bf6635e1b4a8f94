package dev.janji.gateways.voice.asterisk;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The network between the adapter and an Asterisk: hands requests and answers on as they are, loses some as the dialed number's ending says, and is cut when
 * a test says so. A number that is to be refused is asked for at a trunk that is not there, so that the refusal is the Asterisk's. Thread-safe.
 */
final class AriBetween implements Closeable {
    private static final Pattern DIAL =
            Pattern.compile("POST /ari/channels/([^/?]+)\\?endpoint=PJSIP%2F([^&]*)%40trunk");
    private static final Pattern LOOK = Pattern.compile("GET /ari/channels/([^/? ]+) ");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    /** A request that has not been answered yet. */
    private record Asked(String dialed, AriFake.Answer treatment) {
        static final Asked ANYTHING = new Asked("", AriFake.Answer.YES);
    }

    private final ServerSocket server;
    private final int asterisk;
    private final Set<Socket> sockets = new HashSet<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Set<String> silentLookUps = ConcurrentHashMap.newKeySet();
    private boolean down;

    /** @param asterisk port of its HTTP server on this machine */
    AriBetween(int asterisk) {
        this.asterisk = asterisk;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side went away, or the test wanted it so.
                    }
                },
                "ari-between");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/ari";
    }

    /** How often the Asterisk said that it dials this channel. */
    synchronized int taken(String channel) {
        return taken.getOrDefault(channel, 0);
    }

    synchronized void setDown(boolean nowDown) {
        down = nowDown;
        if (down) {
            List.copyOf(sockets).forEach(AriBetween::closeQuietly);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            synchronized (this) {
                if (down) {
                    closeQuietly(client);
                    continue;
                }
                sockets.add(client);
            }
            thread(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), asterisk)) {
            synchronized (this) {
                sockets.add(upstream);
            }
            AtomicReference<Asked> asked = new AtomicReference<>(Asked.ANYTHING);
            thread(() -> answers(upstream, client, asked));
            InputStream requests = new BufferedInputStream(client.getInputStream());
            OutputStream out = upstream.getOutputStream();
            for (String head = head(requests); !head.isEmpty(); head = head(requests)) {
                Matcher look = LOOK.matcher(head);
                if (look.lookingAt() && silentLookUps.remove(look.group(1))) {
                    client.getOutputStream().write(bytes("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
                    continue;
                }
                Asked next = asked(head);
                if (next.treatment() == AriFake.Answer.TAKES_NOTHING_AND_IS_SILENT) {
                    return;
                }
                asked.set(next);
                boolean isRefused = next.treatment() == AriFake.Answer.NO || next.treatment() == AriFake.Answer.LATER;
                out.write(bytes(isRefused ? head.replace("%40trunk", "%40nowhere") : head));
                if (head.toLowerCase(Locale.ROOT).contains("upgrade: websocket")) {
                    requests.transferTo(out);
                    return;
                }
            }
        } finally {
            synchronized (this) {
                sockets.remove(client);
            }
        }
    }

    private static Asked asked(String head) {
        Matcher dial = DIAL.matcher(head);
        return dial.lookingAt() ? new Asked(dial.group(1), AriBench.answerOf(dial.group(2))) : Asked.ANYTHING;
    }

    private void answers(Socket upstream, Socket client, AtomicReference<Asked> asked) throws IOException {
        try (upstream;
                client) {
            InputStream answers = new BufferedInputStream(upstream.getInputStream());
            OutputStream out = client.getOutputStream();
            for (String head = head(answers); !head.isEmpty(); head = head(answers)) {
                Matcher length = LENGTH.matcher(head);
                byte[] body = answers.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                Asked request = asked.getAndSet(Asked.ANYTHING);
                if (head.startsWith("HTTP/1.1 200") && !request.dialed().isEmpty()) {
                    synchronized (this) {
                        taken.merge(decoded(request.dialed()), 1, Integer::sum);
                    }
                }
                switch (request.treatment()) {
                    case DIALS_AND_IS_SILENT -> {
                        silentLookUps.add(request.dialed());
                        return;
                    }
                    case DIALS_AND_NEVER_ANSWERS -> {}
                    default -> {
                        out.write(bytes(head));
                        out.write(body);
                        out.flush();
                    }
                }
                if (head.startsWith("HTTP/1.1 101")) {
                    answers.transferTo(out);
                    return;
                }
            }
        }
    }

    /** @return up to the empty line and with it; empty when the other side has closed */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.append((char) octet);
            if (octet == '\n'
                    && head.length() > 3
                    && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
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
        List.copyOf(sockets).forEach(AriBetween::closeQuietly);
    }
}
