package dev.janji.gateways.push;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The APNs adapter in front of the library's mock server, which checks the token's signature, the topic and the form of every request. */
final class ApnsBench implements ProviderBench {
    static final String TOPIC = "dev.janji.app";
    private static final String KEY_ID = "KEY1234567";
    private static final String TEAM = "TEAM123456";
    private static final String PASSWORD = "changeit";

    /** Made once: it takes seconds. */
    private static final Path CERTIFICATE = certificate();

    /** A notification as it was taken. */
    record Taken(String id, String path, Map<String, String> headers, String payload) {}

    final List<Taken> taken = new CopyOnWriteArrayList<>();
    final Map<String, RejectionReason> refusals = new ConcurrentHashMap<>();
    final Path folder;
    private final ContractClock clock = new ContractClock();
    private final MockApnsServer server;
    private final Cable cable;
    private ApnsSettings settings;
    private ApnsPushPort port;

    ApnsBench(Path folder) throws Exception {
        this.folder = folder;
        refusals.put("91", RejectionReason.BAD_DEVICE_TOKEN);
        refusals.put("92", RejectionReason.TOO_MANY_REQUESTS);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        Files.writeString(
                folder.resolve("key.p8"), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        server = server(verificationKey(keys));
        server.start(free).get(30, TimeUnit.SECONDS);
        cable = new Cable(free);
        settings = settings("");
        restartAdapter();
    }

    /** @param own keys that differ */
    ApnsSettings settings(String own) {
        return ApnsSettings.from(ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseString("""
                        host = localhost, port = %d, key-file = "%s", key-id = %s, team-id = %s, topic = "%s", log = "%s"
                        trusted-certificates = "%s", other-servers-send = off, answer-timeout = 20 s
                        """.formatted(
                                cable.port(),
                                folder.resolve("key.p8"),
                                KEY_ID,
                                TEAM,
                                TOPIC,
                                folder.resolve("apns"),
                                CERTIFICATE.resolve("server.pem"))))
                .withFallback(ConfigFactory.parseResources("reference.conf").getConfig("janji.gateways.push.apns"))
                .resolve());
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    private static ApnsVerificationKey verificationKey(KeyPair keys) throws Exception {
        byte[] pem = pem("PUBLIC KEY", keys.getPublic().getEncoded()).getBytes(StandardCharsets.US_ASCII);
        return ApnsVerificationKey.loadFromInputStream(new ByteArrayInputStream(pem), TEAM, KEY_ID);
    }

    private MockApnsServer server(ApnsVerificationKey key) throws Exception {
        Path store = CERTIFICATE.resolve("server.p12");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        ValidatingPushNotificationHandlerFactory validating = new ValidatingPushNotificationHandlerFactory(
                Map.of(TOPIC, new EveryToken()), Map.of(), Map.of(KEY_ID, key), Map.of(key, Set.of(TOPIC)));
        return new MockApnsServerBuilder()
                .setServerCredentials(
                        new X509Certificate[] {(X509Certificate) keys.getCertificate("server")},
                        (PrivateKey) keys.getKey("server", PASSWORD.toCharArray()),
                        null)
                .setHandlerFactory(session -> after(validating.buildHandler(session)))
                .build();
    }

    private static Path certificate() {
        try {
            Path folder = Files.createTempDirectory("apns");
            Path store = folder.resolve("server.p12");
            keytool(
                    store,
                    "-genkeypair",
                    "-keyalg",
                    "RSA",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12");
            keytool(
                    store,
                    "-exportcert",
                    "-rfc",
                    "-file",
                    folder.resolve("server.pem").toString());
            return folder;
        } catch (Exception e) {
            throw new IllegalStateException("Expected to make a certificate, but could not", e);
        }
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("Expected keytool to work, but it did not");
        }
    }

    /** Every token is one of the topic. */
    private static final class EveryToken extends java.util.AbstractSet<String> {
        @Override
        public boolean contains(Object token) {
            return true;
        }

        @Override
        public java.util.Iterator<String> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }

    private PushNotificationHandler after(PushNotificationHandler validating) {
        return (headers, payload) -> {
            validating.handlePushNotification(headers, payload);
            String path = headers.path().toString();
            String ending = path.substring(path.length() - 2);
            RejectionReason refusal = refusals.get(ending);
            if (refusal == RejectionReason.UNREGISTERED) {
                throw new UnregisteredDeviceTokenException(Instant.EPOCH);
            } else if (refusal != null) {
                throw new RejectedNotificationException(refusal);
            }
            if (ending.equals("93")) {
                cable.cut();
                return;
            }
            take(headers, payload, path);
            if (ending.equals("94")) {
                cable.cut();
            }
        };
    }

    private void take(Http2Headers headers, ByteBuf payload, String path) {
        Map<String, String> all = new ConcurrentHashMap<>();
        headers.forEach(
                each -> all.put(each.getKey().toString(), each.getValue().toString()));
        taken.add(new Taken(headers.get("apns-id").toString(), path, all, payload.toString(StandardCharsets.UTF_8)));
    }

    @Override
    public ApnsPushPort port() {
        return port;
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    @Override
    public String addressFor(Behaviour behaviour) {
        return "apns:" + "ab".repeat(31)
                + ProviderBench.super.addressFor(behaviour).substring(10);
    }

    @Override
    public int taken(AttemptId attempt) {
        String id = MessageNames.of(attempt).toString();
        return (int) taken.stream().filter(one -> one.id().equals(id)).count();
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        cable.setDown(down);
    }

    @Override
    public void restartAdapter() {
        if (port != null) {
            port.close();
        }
        port = ApnsPushPort.start(settings, clock);
    }

    /** Ends the adapter and starts one with other keys. */
    void restartWith(String own) {
        settings = settings(own);
        restartAdapter();
    }

    @Override
    public boolean answersLookUps() {
        return false;
    }

    @Override
    public void close() {
        port.close();
        cable.close();
        server.shutdown();
    }
}
