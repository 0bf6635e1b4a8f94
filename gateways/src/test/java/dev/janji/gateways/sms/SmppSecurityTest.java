package dev.janji.gateways.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.ssl.SslConfiguration;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between us and whoever plays the provider. */
final class SmppSecurityTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private static Path store;
    private static String trust;

    private final ContractClock clock = new ContractClock();

    @BeforeAll
    static void makeCertificate() throws Exception {
        store = certificates.resolve("server.p12");
        Path pem = certificates.resolve("server.pem");
        String[] where = {"-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD};
        keytool(
                where,
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
        keytool(where, "-exportcert", "-rfc", "-file", pem.toString());
        trust = "trusted-certificates = \"" + pem + "\"";
    }

    private static void keytool(String[] where, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(where));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static SmppProvider provider() {
        SslConfiguration tls = new SslConfiguration();
        tls.setKeyStorePath(store.toString());
        tls.setKeyStoreType("PKCS12");
        tls.setKeyStorePassword(PASSWORD);
        tls.setKeyManagerPassword(PASSWORD);
        tls.setTrustStorePath(store.toString());
        tls.setTrustStoreType("PKCS12");
        tls.setTrustStorePassword(PASSWORD);
        return new SmppProvider(SmppBench.freePort(), tls);
    }

    @Test
    void shouldBindAndSendWhenItTrustsTheCertificate() {
        try (SmppProvider provider = provider();
                SmppSmsPort port = start(provider.port(), "tls = on, host = localhost, " + trust)) {
            Answers.await("the bind", port::isUp);
            assertThat(send(port)).isInstanceOf(SendAnswer.HandedOver.class);
            assertThat(provider.taken).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tls = on, host = localhost", "tls = on, host = 127.0.0.1, TRUST", "tls = off, host = localhost"
            })
    void shouldSendNothingWhenTheCertificateIsNotTheHosts(String own) {
        try (SmppProvider provider = provider();
                SmppSmsPort port = start(
                        provider.port(),
                        own.replace("TRUST", trust) + ", wait-for-link = 300 ms, connect-timeout = 500 ms")) {
            assertThat(ChannelPortContract.refusal(send(port))).isEqualTo(RefusalReason.UNREACHABLE);
            assertThat(provider.taken).isEmpty();
            assertThat(provider.binds).hasValue(0);
        }
    }

    @Test
    void shouldHangUpAndMakeNoRoomWhenALengthIsImpossible() throws IOException {
        try (ServerSocket rogue = new ServerSocket(0)) {
            Thread thread = new Thread(() -> {
                try (Socket socket = rogue.accept();
                        OutputStream out = socket.getOutputStream()) {
                    out.write(new byte[] {0x7F, -1, -1, -1, 0, 0, 0, 0});
                    out.flush();
                    while (socket.getInputStream().read() >= 0) {
                        // Until the other side hangs up.
                    }
                } catch (IOException e) {
                    // The other side has hung up.
                }
            });
            thread.start();
            try (SmppSmsPort port = start(
                    rogue.getLocalPort(),
                    "host = 127.0.0.1, answer-timeout = 20 s, reconnect.least = 20 s, reconnect.most = 20 s, wait-for-link = 0 s")) {
                Answers.await("the hang-up", () -> !thread.isAlive());
                assertThat(port.isUp()).isFalse();
            }
        }
    }

    private SmppSmsPort start(int port, String own) {
        return SmppSmsPort.start(
                SmppBench.settings(port, folder, own),
                clock,
                (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance()),
                message -> CompletableFuture.completedFuture(Done.getInstance()));
    }

    private SendAnswer send(SmppSmsPort port) {
        OutboundMessage message = new OutboundMessage(
                ChannelPortContract.attempt(1),
                ChannelPortContract.DEBTOR,
                new ContactPointId("cp-1"),
                "+62811000003",
                "",
                "Halo",
                "due-1",
                Set.of("plan-1"),
                ChannelPortContract.VALID_UNTIL);
        return Answers.get(port.send(message, new SendPermit(clock, ChannelPortContract.VALID_UNTIL, () -> false)));
    }
}
