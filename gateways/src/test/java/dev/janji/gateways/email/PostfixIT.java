package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Out over a real Postfix with STARTTLS, refused by the server behind it, and back as Postfix's own report into a mailbox. As root; {@code -Dpostfix=...} names
 * one that is elsewhere: see docs/channels.md.
 */
final class PostfixIT {
    private record Brought(AttemptId attempt, Outcome outcome) {}

    @TempDir
    Path home;

    private final ContractClock clock = new ContractClock();
    private final BlockingQueue<Brought> receipts = new LinkedBlockingQueue<>();
    private final BlockingQueue<InboundMessage> messages = new LinkedBlockingQueue<>();
    private final ScriptedSmtpServer elsewhere = new ScriptedSmtpServer();
    /** The mail server of the domain to which reports go. */
    private final ScriptedSmtpServer bank = new ScriptedSmtpServer();

    private GreenMailUser reader;
    private GreenMail mailbox;
    private PostfixServer postfix;
    private SmtpEmailPort port;
    private MailInbox inbox;

    @BeforeEach
    void start() throws Exception {
        Path program = Path.of(System.getProperty("postfix", "/usr/sbin/postfix"));
        assertThat(Files.isExecutable(program))
                .as("Expected a Postfix at %s, but there is none: apt-get install postfix openssl", program)
                .isTrue();
        assertThat(System.getProperty("user.name"))
                .as(
                        "Expected to run as root, for Postfix starts for nobody else; or leave this test out: JANJI_WITHOUT=postfix ./check")
                .isEqualTo("root");
        mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        mailbox.start();
        reader = mailbox.setUser("bounces@bank.example", "reader", "secret");
        // GreenMail takes no mail from nobody, and every report is from nobody.
        bank.before.put("QUIT", this::deliver);
        postfix = new PostfixServer(
                program,
                home,
                List.of(
                        "elsewhere.example smtp:[127.0.0.1]:" + elsewhere.port(),
                        "bank.example smtp:[127.0.0.1]:" + bank.port(),
                        "gone.example error:5.1.1 no such user"));
        SmtpSettings settings = SmtpBench.settings(
                postfix.port(),
                "host = localhost, security = STARTTLS, from = \"Bank <bank@bank.example>\", bounce-to ="
                        + " \"bounces@bank.example\", trusted-certificates = \"" + postfix.certificate() + "\"");
        port = SmtpEmailPort.start(settings, clock);
        inbox = MailInbox.start(
                ImapSettings.from(ConfigFactory.parseString(
                                "host = 127.0.0.1, security = NONE, username = reader, password = secret, poll = 50 ms, port = "
                                        + mailbox.getImap().getPort())
                        .withFallback(ConfigFactory.parseResources("reference.conf")
                                .resolve()
                                .getConfig("janji.gateways.email.imap"))),
                settings,
                clock,
                (debtor, attempt, receipt) -> {
                    receipts.add(new Brought(attempt, receipt.outcome()));
                    return CompletableFuture.completedFuture(Done.getInstance());
                },
                message -> {
                    messages.add(message);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }

    @AfterEach
    void stop() {
        if (inbox != null) {
            inbox.close();
            port.close();
        }
        if (postfix != null) {
            postfix.close();
        }
        if (mailbox != null) {
            mailbox.stop();
        }
        elsewhere.close();
        bank.close();
    }

    private synchronized void deliver() {
        for (String mail : bank.taken) {
            try {
                reader.deliver(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
            bank.taken.remove(mail);
        }
    }

    private SendAnswer send(int number, String address) {
        return Answers.get(port.send(
                new OutboundMessage(
                        ChannelPortContract.attempt(number),
                        ChannelPortContract.DEBTOR,
                        new ContactPointId("cp-1"),
                        address,
                        "Tagihan Ñame",
                        "Yth. Ibu Ñame ✓",
                        "due-1",
                        Set.of(),
                        ChannelPortContract.VALID_UNTIL),
                new SendPermit(clock, ChannelPortContract.VALID_UNTIL, () -> false)));
    }

    private Brought reported() throws InterruptedException {
        Brought brought = receipts.poll(60, TimeUnit.SECONDS);
        assertThat(brought).as(postfix.log()).isNotNull();
        return brought;
    }

    @Test
    void shouldTellHardFromSoftByWhatPostfixReports() throws Exception {
        // when
        assertThat(send(2, "r550@elsewhere.example")).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(reported()).isEqualTo(new Brought(ChannelPortContract.attempt(2), Outcome.BOUNCED));
        assertThat(send(3, "r451@elsewhere.example")).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(reported()).isEqualTo(new Brought(ChannelPortContract.attempt(3), Outcome.UNDELIVERED));
        assertThat(send(4, "r552@elsewhere.example")).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(reported()).isEqualTo(new Brought(ChannelPortContract.attempt(4), Outcome.UNDELIVERED));
        // then
        assertThat(inbox.count("REVIEW")).isZero();
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldHearAtOnceWhenPostfixItselfRefuses() {
        assertThat(send(1, "somebody@gone.example"))
                .isEqualTo(new SendAnswer.Refused(RefusalReason.INVALID_ADDRESS, "SMTP 550 5.1.1 at RCPT"));
    }

    @Test
    void shouldArriveAsItLeftAndSayNothingOfIt() throws Exception {
        assertThat(send(1, "debtor@elsewhere.example")).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(elsewhere.arrived.tryAcquire(60, TimeUnit.SECONDS))
                .as(postfix.log())
                .isTrue();
        assertThat(elsewhere.taken).as(postfix.log()).hasSize(1);
        assertThat(elsewhere.taken.get(0)).contains("Yth. Ibu =C3=91ame =E2=9C=93");
        assertThat(elsewhere.senders.get(0)).contains("MAIL FROM:<bounces+");
        assertThat(postfix.log()).contains("TLS connection established").as("the way to Postfix");
        assertThat(receipts).isEmpty();
    }
}
