package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and credentials, against a server with a certificate of its own. */
final class SmtpSecurityTest {
    static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static SSLContext tls;
    private static String trust;

    private final ContractClock clock = new ContractClock();

    /**
     * A certificate of localhost.
     *
     * @param store with its key, PKCS 12
     */
    record Certificate(Path store, Path pem) {
        static Certificate in(Path folder) throws Exception {
            Path store = folder.resolve("server.p12");
            Path pem = folder.resolve("server.pem");
            keytool(("-genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2"
                            + " -storetype PKCS12 -keystore " + store + " -storepass " + PASSWORD)
                    .split(" "));
            keytool(("-exportcert -alias server -rfc -file " + pem + " -keystore " + store + " -storepass " + PASSWORD)
                    .split(" "));
            return new Certificate(store, pem);
        }
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        Certificate certificate = Certificate.in(folder);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(certificate.store())) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        trust = "trusted-certificates = \"" + certificate.pem() + "\"";
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "TLS"})
    void shouldLogInAndSendWhenItTrustsTheCertificate(String security) {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, security.equals("TLS"))) {
            assertThat(send(server, security, "password = secret, " + trust)).isInstanceOf(SendAnswer.HandedOver.class);
            assertThat(server.taken).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "TLS"})
    void shouldSendNothingWhenItDoesNotTrustTheCertificate(String security) {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, security.equals("TLS"))) {
            assertThat(ChannelPortContract.refusal(send(server, security, "password = secret")))
                    .isEqualTo(RefusalReason.UNREACHABLE);
            assertThat(server.taken).isEmpty();
        }
    }

    @Test
    void shouldSendNothingWhenTheCertificateIsForAnotherHost() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, true)) {
            assertThat(ChannelPortContract.refusal(
                            send(server, "TLS", "host = 127.0.0.1, password = secret, " + trust)))
                    .isEqualTo(RefusalReason.UNREACHABLE);
            assertThat(server.taken).isEmpty();
        }
    }

    @Test
    void shouldSayNotAuthorisedWhenThePasswordIsWrong() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, true)) {
            SendAnswer answer = send(server, "TLS", "password = wrong-one, " + trust);
            assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.NOT_AUTHORISED);
            assertThat(answer.toString()).doesNotContain("wrong-one");
            assertThat(server.taken).isEmpty();
        }
    }

    private SendAnswer send(ScriptedSmtpServer server, String security, String own) {
        String common = ", host = localhost, username = sender, security = " + security;
        String keys = own.contains("host =") ? own + common.replace("host = localhost, ", "") : own + common;
        try (SmtpEmailPort port = SmtpEmailPort.start(SmtpBench.settings(server.port(), keys), clock)) {
            OutboundMessage message = new OutboundMessage(
                    ChannelPortContract.attempt(1),
                    ChannelPortContract.DEBTOR,
                    new ContactPointId("cp-1"),
                    "debtor@example.test",
                    "A subject",
                    "A text",
                    "due-1",
                    Set.of("plan-1"),
                    ChannelPortContract.VALID_UNTIL);
            return Answers.get(port.send(message, new SendPermit(clock, ChannelPortContract.VALID_UNTIL, () -> false)));
        }
    }
}
