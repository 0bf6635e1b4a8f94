package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.Receipt;
import dev.janji.gateways.contract.ContractClock;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS to the mailbox, and settings that would read it in the clear. */
final class MailInboxSecurityTest {
    @TempDir
    static Path folder;

    private static ImapSettings settings(String own) {
        Config shipped =
                ConfigFactory.parseResources("reference.conf").resolve().getConfig("janji.gateways.email.imap");
        return ImapSettings.from(ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseString(
                        "host = localhost, username = reader, password = top-secret, poll = 10 ms"))
                .withFallback(shipped));
    }

    @Test
    void shouldReadOverTlsWhenItTrustsTheCertificate() throws Exception {
        // given
        SmtpSecurityTest.Certificate certificate = SmtpSecurityTest.Certificate.in(folder);
        System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
        System.setProperty("greenmail.tls.keystore.password", SmtpSecurityTest.PASSWORD);
        SmtpSettings sender = SmtpBench.settings(25, "");
        BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
        GreenMail server = new GreenMail(new ServerSetup(0, "localhost", "imaps"));
        server.start();
        try {
            GreenMailUser reader = server.setUser("bounces@example.test", "reader", "top-secret");
            reader.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(ReturnedMailReaderTest.vector("postfix-unknown-user", sender.marks())
                            .getBytes(StandardCharsets.UTF_8))));
            // when
            try (MailInbox inbox = MailInbox.start(
                    settings("port = " + server.getImaps().getPort() + ", trusted-certificates = \"" + certificate.pem()
                            + "\""),
                    sender,
                    new ContractClock(),
                    (debtor, attempt, receipt) -> {
                        receipts.add(receipt);
                        return CompletableFuture.completedFuture(Done.getInstance());
                    },
                    message -> CompletableFuture.completedFuture(Done.getInstance()))) {
                // then
                assertThat(receipts.poll(60, TimeUnit.SECONDS)).isNotNull();
                assertThat(inbox.count("REVIEW")).isZero();
            }
        } finally {
            server.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    @Test
    void shouldKeepThePasswordOutOfItsText() {
        assertThat(settings("").toString()).doesNotContain("top-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "security = NONE, host = 192.0.2.1 | security",
                "username = \"\" | username",
                "port = 0 | port",
                "review = INBOX | review",
                "handled = janji-review | handled",
                "largest = 1 KiB | largest",
                "poll = 0 s | poll",
                "patience = 0 s | patience",
                "reconnect.most = 1 ms | reconnect.most"
            })
    void shouldNameTheKeyWhenASettingIsOutOfRange(String own, String key) {
        assertThatThrownBy(() -> settings(own))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }
}
