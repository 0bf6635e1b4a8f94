package dev.janji.loadtest.adapters;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.time.HouseClock;
import dev.janji.gateways.push.FcmPushPort;
import dev.janji.gateways.push.FcmSettings;
import dev.janji.loadtest.sms.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;

/** Push by FCM HTTP v1, before a server that answers as the vendor describes it. */
final class FcmPeer implements Peer {
    private static final String PROJECT = "janji";
    private static final int KEY_BITS = 2_048;

    private final TakingHttpServer server = TakingHttpServer.start(
            number -> String.format(Locale.ROOT, "{\"name\":\"projects/%s/messages/%d\"}", PROJECT, number));
    private final int underWay;
    private final String key;

    FcmPeer(int underWay) throws IOException {
        this.underWay = underWay;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            this.key = Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected a JDK that knows RSA", e);
        }
    }

    private static String device(int message) {
        return String.format(Locale.ROOT, "device-%07d:APA91b", message % 1_000_000);
    }

    @Override
    public void sendBare(int messages) throws InterruptedException {
        URI where = URI.create(server.url() + "/v1/projects/" + PROJECT + "/messages:send");
        BareHttpClient.send(
                message -> HttpRequest.newBuilder(where)
                        .header("Authorization", "Bearer token-1")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"message\":{\"token\":\"" + device(message)
                                + "\",\"notification\":{\"title\":\"" + AdapterRun.SUBJECT + "\",\"body\":\""
                                + AdapterRun.TEXT
                                + "\"},\"android\":{\"ttl\":\"3660s\"}}}"))
                        .build(),
                messages,
                underWay);
    }

    @Override
    public ChannelPort adapter(Path folder, HouseClock clock) throws IOException {
        return start(server.url(), folder, clock);
    }

    /** Tokens are there: only those who take messages are away. */
    @Override
    public ChannelPort adapterToNobody(Path folder, HouseClock clock) throws IOException {
        return start(TakingHttpServer.url(FreePort.find()), folder, clock);
    }

    private ChannelPort start(String url, Path folder, HouseClock clock) throws IOException {
        Files.createDirectories(folder);
        Path account = folder.resolve("account.json");
        Files.writeString(
                account,
                String.format(
                        Locale.ROOT,
                        "{\"type\":\"service_account\",\"project_id\":\"%s\",\"private_key_id\":\"key-1\","
                                + "\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n\","
                                + "\"client_email\":\"janji@example.com\",\"token_uri\":\"%s\"}",
                        PROJECT,
                        key,
                        server.url() + TakingHttpServer.TOKENS),
                StandardCharsets.US_ASCII);
        return FcmPushPort.start(
                FcmSettings.from(ConfigFactory.parseString(String.format(
                                Locale.ROOT,
                                "url = \"%s\", service-account-file = \"%s\", log = \"%s\"",
                                url,
                                account,
                                folder.resolve("log")))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.push.fcm"))
                        .resolve()),
                clock);
    }

    @Override
    public String addressOf(int message) {
        return "fcm:" + device(message);
    }

    @Override
    public int underWay() {
        return underWay;
    }

    @Override
    public OptionalLong taken() {
        return OptionalLong.of(server.taken());
    }

    @Override
    public void close() {
        server.close();
    }
}
