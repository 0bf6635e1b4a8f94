package dev.janji.gateways.voice.asterisk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephones behind an Asterisk: {@code sipp} with the scenarios of {@code src/test/resources/asterisk}, whose twin this is. Each call tells its twin whom it
 * is for and waits; then it does what it is told, a word a step. Agents' telephones ({@code agent-...}) answer at once and stay silent, but for {@code agent-3},
 * which is busy. Thread-safe.
 */
final class SippTelephones implements Closeable {
    private static final int END = 27;
    private static final int SAMPLES_PER_SECOND = 8000;
    private static final Pattern CALL_ID = Pattern.compile("(?i)call-id: *(\\S+)");
    private static final Pattern CALLER = Pattern.compile("Caller: *(.*)");
    private static final Pattern CALLED = Pattern.compile("Called: *(\\S+)");

    /**
     * @param caller what the telephone shows of who calls, as SIP has it
     * @param twin where words for it are written
     */
    private record Call(String id, String number, String caller, Socket twin) {}

    private final Path home;
    private final int port;
    private final ServerSocket twins;
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Call> calls = new HashMap<>();
    private int connected;

    /** @param home where scenarios, sounds and logs are */
    SippTelephones(Path home) {
        this.home = home;
        this.port = freeUdpPort();
        try {
            this.twins = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            for (String scenario : List.of("callee.xml", "caller.xml")) {
                Files.writeString(home.resolve(scenario), AsteriskServer.resource(scenario));
            }
            Files.write(home.resolve("person.ulaw"), audio(300, 500, 4000));
            Files.write(home.resolve("machine.ulaw"), audio(300, 8000, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    /** Silence, a tone and silence again, as 8-bit µ-law. */
    static byte[] audio(int before, int tone, int after) {
        ByteArrayOutputStream audio = new ByteArrayOutputStream();
        for (int i = 0; i < samples(before); i++) {
            audio.write(0xff);
        }
        for (int i = 0; i < samples(tone); i++) {
            audio.write(i / 9 % 2 == 0 ? 0x10 : 0x90);
        }
        for (int i = 0; i < samples(after); i++) {
            audio.write(0xff);
        }
        return audio.toByteArray();
    }

    private static int samples(int millis) {
        return millis * SAMPLES_PER_SECOND / 1000;
    }

    static int freeUdpPort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where all telephones are. */
    int port() {
        return port;
    }

    /** Ready to be called by the Asterisk at this port. */
    void start(int asterisk) {
        sipp("callee.xml", port, asterisk, 16_000);
        await("sipp to connect", () -> connected > 0 ? "" : null);
    }

    /** Somebody calls the house. */
    synchronized void call(String number, int asterisk) {
        sipp("caller.xml", freeUdpPort(), asterisk, 18_000, "-m", "1", "-s", "1500", "-key", "caller", number);
    }

    private synchronized void sipp(String scenario, int own, int asterisk, int media, String... more) {
        List<String> command = new ArrayList<>(List.of("sipp", "-sf", scenario, "-i", "127.0.0.1", "-nostdin"));
        command.addAll(List.of("-p", "" + own, "-mi", "127.0.0.1", "-mp", "" + media));
        command.addAll(List.of("-3pcc", "127.0.0.1:" + twins.getLocalPort(), "-trace_err"));
        command.addAll(List.of(more));
        command.add("127.0.0.1:" + asterisk);
        File log = home.resolve(scenario + "." + processes.size() + ".log").toFile();
        try {
            processes.add(new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException("Expected to start sipp (Debian: sip-tester), but could not", e);
        }
    }

    /** Whom the call was for, as soon as its telephone has heard of it. @param id of SIP */
    String numberOf(String id) {
        return await("a call " + id, () -> calls.containsKey(id) ? calls.get(id).number() : null);
    }

    /** What its telephone shows of who calls. */
    String shownOn(String id) {
        return await("a call " + id, () -> calls.containsKey(id) ? calls.get(id).caller() : null);
    }

    /** The call that was answered by the house, or the one that rings there. @return its id of SIP */
    String idOf(String number) {
        return await(
                "the caller to be answered",
                () -> calls.values().stream()
                        .filter(call -> call.number().equals(number))
                        .map(Call::id)
                        .findAny()
                        .orElse(null));
    }

    /** @param word {@code ring}, {@code progress}, {@code person}, {@code machine}, {@code silence}, {@code bye} or a status of SIP; to a call that is over, nothing */
    synchronized void say(String id, String word) {
        Call call = calls.get(id);
        if (call == null) {
            // It was hung up meanwhile.
            return;
        }
        try {
            OutputStream out = call.twin().getOutputStream();
            out.write(("Call-ID: " + id + "\r\nDo: " + word + "\r\n\r\n" + (char) END)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (word.equals("bye") || Character.isDigit(word.charAt(0))) {
            calls.remove(id);
        }
    }

    private synchronized <T> T await(String what, Supplier<T> found) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (T result = found.get(); ; result = found.get()) {
            if (result != null) {
                return result;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("Expected " + what + ", but nothing came; see " + home);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "sipp-twin");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!twins.isClosed()) {
            try {
                Socket twin = twins.accept();
                synchronized (this) {
                    connected++;
                    notifyAll();
                }
                thread(() -> listen(twin));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void listen(Socket twin) {
        try (twin;
                InputStream in = new BufferedInputStream(twin.getInputStream())) {
            StringBuilder message = new StringBuilder();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == END) {
                    heard(message.toString(), twin);
                    message.setLength(0);
                } else {
                    message.append((char) octet);
                }
            }
        } catch (IOException e) {
            // sipp has ended.
        }
    }

    private synchronized void heard(String message, Socket twin) {
        Matcher id = CALL_ID.matcher(message);
        Matcher called = CALLED.matcher(message);
        Matcher caller = CALLER.matcher(message);
        if (!id.find()) {
            return;
        }
        if (called.find()) {
            String number = called.group(1);
            calls.put(id.group(1), new Call(id.group(1), number, caller.find() ? caller.group(1) : "", twin));
            if (number.startsWith("agent-")) {
                say(id.group(1), number.equals("agent-3") ? "486" : "silence");
            }
        } else {
            // Hung up by the house.
            calls.remove(id.group(1));
        }
        notifyAll();
    }

    @Override
    public synchronized void close() throws IOException {
        twins.close();
        processes.forEach(Process::destroyForcibly);
    }
}
