package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.janji.gateways.contract.Answers;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * An Asterisk as it is installed on this machine, with the configuration of {@code src/test/resources/asterisk} in a folder of its own, on loopback only.
 * Confined to one thread.
 */
final class AsteriskServer implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CONFIGURATION = List.of(
            "amd.conf",
            "ari.conf",
            "asterisk.conf",
            "extensions.conf",
            "http.conf",
            "logger.conf",
            "modules.conf",
            "musiconhold.conf",
            "pjsip.conf",
            "rtp.conf");

    /** @param body null when there is none */
    record Reply(int status, JsonNode body) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Path program;
    private final Path home;
    private final int port;
    private final int sipPort;
    private Process process;

    /** @param telephones port of them */
    AsteriskServer(Path program, Path home, int telephones) {
        this.program = program;
        this.home = home;
        this.sipPort = SippTelephones.freeUdpPort();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            for (String folder : List.of("etc", "var", "spool/recording", "run", "log", "moh", "sounds")) {
                Files.createDirectories(home.resolve(folder));
            }
            for (String name : CONFIGURATION) {
                String text = resource(name)
                        .replace("${home}", home.toString())
                        .replace("${http}", "" + port)
                        .replace("${sip}", "" + sipPort)
                        .replace("${callee}", "" + telephones)
                        .replace("${password}", AriFake.PASSWORD)
                        .replace("${elsewhere}", elsewhere());
                Files.writeString(home.resolve("etc").resolve(name), text);
            }
            Files.write(home.resolve("moh/music.ulaw"), SippTelephones.audio(0, 10_000, 0));
            Files.write(home.resolve("sounds/announcement.ulaw"), SippTelephones.audio(100, 700, 200));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of an Asterisk that is not where it was built for: {@code -Dasterisk.modules} and {@code -Dasterisk.data}, which holds its documentation. */
    private static String elsewhere() {
        String modules = System.getProperty("asterisk.modules", "");
        String data = System.getProperty("asterisk.data", "");
        return (modules.isEmpty() ? "" : "astmoddir => " + modules + "\n")
                + (data.isEmpty() ? "" : "astdatadir => " + data + "\n");
    }

    static String resource(String name) throws IOException {
        try (InputStream in = AsteriskServer.class.getResourceAsStream("/asterisk/" + name)) {
            if (in == null) {
                throw new IllegalStateException("Expected a resource asterisk/" + name + ", but there is none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    int port() {
        return port;
    }

    int sipPort() {
        return sipPort;
    }

    /** What {@code announcements} may name. */
    String announcement() {
        return "sound:" + home.resolve("sounds/announcement");
    }

    /** Of what was kept under this name, in bytes; 0 when there is nothing. */
    long recordingSize(String name) {
        try {
            Path file = home.resolve("spool/recording").resolve(name + ".wav");
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        try {
            process = new ProcessBuilder(program.toString(), "-f", "-n", "-C", home + "/etc/asterisk.conf")
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log/console").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("Expected to start " + program + ", but could not", e);
        }
        Answers.await("Asterisk to listen", () -> isListening());
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Expected Asterisk to run, but it ended; see " + home + "/log");
        }
        try {
            return ask("GET", "/applications").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Past the adapter. @param path with its query, encoded */
    Reply ask(String verb, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ari" + path))
                .timeout(Duration.ofSeconds(10))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("janji:" + AriFake.PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .method(verb, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean has(String channel) {
        return ask("GET", "/channels/" + encode(channel)).status() == 200;
    }

    /** Whether the dialplan finds out who answered. */
    boolean isInDialplan(String channel) {
        return ask("GET", "/channels/" + encode(channel))
                .body()
                .path("dialplan")
                .path("app_name")
                .asText()
                .equals("AMD");
    }

    /** The call's id of SIP. */
    String sipIdOf(String channel) {
        return ask("GET", "/channels/" + encode(channel) + "/variable?variable=CHANNEL(pjsip,call-id)")
                .body()
                .path("value")
                .asText();
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** No channel, bridge or recording of one test is there in the next. */
    void tidy() {
        Answers.await("the channels to end", () -> {
            JsonNode channels = ask("GET", "/channels").body();
            channels.forEach(channel ->
                    ask("DELETE", "/channels/" + encode(channel.path("id").asText())));
            return channels.isEmpty();
        });
        Answers.await("the bridges to end", () -> {
            JsonNode bridges = ask("GET", "/bridges").body();
            bridges.forEach(bridge ->
                    ask("DELETE", "/bridges/" + encode(bridge.path("id").asText())));
            return bridges.isEmpty();
        });
        ask("GET", "/recordings/stored")
                .body()
                .forEach(recording -> ask(
                        "DELETE",
                        "/recordings/stored/" + encode(recording.path("name").asText())));
    }

    /** Ends at once, with all its calls. */
    void stop() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        stop();
    }
}
