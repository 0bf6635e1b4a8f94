package dev.janji.loadtest.adapters;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail server that takes everything and keeps nothing but the count; a thread for each connection. Thread-safe. */
final class TakingMailServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TakingMailServer.class);
    private static final int BACKLOG = 100;

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();

    private TakingMailServer(ServerSocket listening) {
        this.listening = listening;
    }

    /** On any free port of the loopback address. */
    static TakingMailServer start() throws IOException {
        TakingMailServer server = new TakingMailServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        thread(server::accept);
        return server;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Mails taken since its start. */
    int taken() {
        return taken.get();
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                thread(() -> talk(client));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                LOG.warn("Expected to accept connections, but could not", e);
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
            OutputStream out = client.getOutputStream();
            say(out, "220 taking");
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(out, "250-taking\r\n250 8BITMIME");
                    case "DATA" -> {
                        say(out, "354 go ahead");
                        content(in);
                        taken.incrementAndGet();
                        say(out, "250 2.0.0 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (SocketException e) {
            LOG.debug("A client is gone: {}", e.getClass().getSimpleName());
        } catch (IOException e) {
            LOG.warn("Expected to talk with a client, but could not", e);
        } finally {
            open.remove(client);
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** @return empty at the end */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int letter = in.read(); letter >= 0 && letter != '\n'; letter = in.read()) {
            if (letter != '\r') {
                line.append((char) letter);
            }
        }
        return line.toString();
    }

    /** Up to the line that is a dot. */
    private static void content(InputStream in) throws IOException {
        String end = "\r\n.\r\n";
        int matched = 2;
        while (matched < end.length()) {
            int letter = in.read();
            if (letter < 0) {
                throw new IOException("Expected a final dot, but the content breaks off");
            }
            matched = letter == end.charAt(matched) ? matched + 1 : letter == '\r' ? 1 : 0;
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "taking-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
