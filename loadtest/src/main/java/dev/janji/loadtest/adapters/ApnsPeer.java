package dev.janji.loadtest.adapters;

import com.eatthepath.pushy.apns.server.BenchmarkApnsServer;
import com.eatthepath.pushy.apns.server.BenchmarkApnsServerBuilder;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.time.HouseClock;
import dev.janji.gateways.push.ApnsPushPort;
import dev.janji.gateways.push.ApnsSettings;
import dev.janji.loadtest.sms.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;

/** Push by APNs, before the benchmark server of the adapter's own library, which counts nothing: what it took is what was answered. */
final class ApnsPeer implements Peer {
    private static final String PASSWORD = "changeit";
    private static final String KEY_ID = "KEY1234567";
    private static final String TEAM = "TEAM123456";
    private static final String TOPIC = "dev.janji.app";
    private static final int CONNECTIONS = 2;

    private final BenchmarkApnsServer server;
    private final BareApnsClient.Account account;
    private final int underWay;

    /** @param folder empty; for a certificate and a key, which take seconds to make */
    ApnsPeer(Path folder, int underWay) throws IOException, InterruptedException {
        this.underWay = underWay;
        Files.createDirectories(folder);
        Path store = folder.resolve("server.p12");
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("key.p8");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            Files.writeString(
                    key,
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(generator
                                            .generateKeyPair()
                                            .getPrivate()
                                            .getEncoded())
                            + "\n-----END PRIVATE KEY-----\n",
                    StandardCharsets.US_ASCII);
            this.server = server(store);
            int port = FreePort.find();
            server.start(port).get();
            this.account = new BareApnsClient.Account(port, certificate, key, KEY_ID, TEAM, TOPIC, CONNECTIONS);
        } catch (GeneralSecurityException | ExecutionException e) {
            throw new IllegalStateException("Expected to start a server that speaks APNs, but could not", e);
        }
    }

    private static BenchmarkApnsServer server(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new BenchmarkApnsServerBuilder()
                .setServerCredentials(
                        new X509Certificate[] {(X509Certificate) keys.getCertificate("server")},
                        (PrivateKey) keys.getKey("server", PASSWORD.toCharArray()),
                        null)
                .build();
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("Expected keytool to work, but it did not: " + String.join(" ", arguments));
        }
    }

    private static String token(int message) {
        return String.format(Locale.ROOT, "%064x", message % 1_000_000);
    }

    @Override
    public void sendBare(int messages) throws IOException, InterruptedException {
        BareApnsClient.send(account, ApnsPeer::token, messages, underWay);
    }

    @Override
    public ChannelPort adapter(Path folder, HouseClock clock) {
        return start(account.port(), folder, clock);
    }

    @Override
    public ChannelPort adapterToNobody(Path folder, HouseClock clock) {
        return start(FreePort.find(), folder, clock);
    }

    private ChannelPort start(int port, Path folder, HouseClock clock) {
        return ApnsPushPort.start(
                ApnsSettings.from(ConfigFactory.parseString(String.format(
                                Locale.ROOT,
                                "host = localhost, port = %d, key-file = \"%s\", key-id = %s, team-id = %s, topic = \"%s\","
                                        + " connections = %d, trusted-certificates = \"%s\", log = \"%s\"",
                                port,
                                account.key(),
                                KEY_ID,
                                TEAM,
                                TOPIC,
                                CONNECTIONS,
                                account.certificate(),
                                folder))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.push.apns"))
                        .resolve()),
                clock);
    }

    @Override
    public String addressOf(int message) {
        return "apns:" + token(message);
    }

    @Override
    public int underWay() {
        return underWay;
    }

    @Override
    public OptionalLong taken() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        server.shutdown().join();
    }
}
