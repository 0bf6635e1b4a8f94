package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.Receipt;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mailbox of a real IMAP server (GreenMail) in this process. */
final class MailInboxTest {
    private static final String REVIEW = "janji-review";
    private static final String HANDLED = "janji-handled";

    private final ContractClock clock = new ContractClock();
    private final SmtpSettings sender = SmtpBench.settings(25, "");
    private final MailMarks marks = sender.marks();
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private final BlockingQueue<InboundMessage> messages = new LinkedBlockingQueue<>();
    /** How often a message of an id is not stored. */
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    private volatile BooleanSupplier isDown = () -> false;
    private volatile boolean repliesAreDown;
    private GreenMail server;
    private GreenMailUser user;
    private MailInbox inbox;

    @BeforeEach
    void startServer() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        server.start();
        user = server.setUser("bounces@example.test", "reader", "secret");
    }

    @AfterEach
    void stop() {
        if (inbox != null) {
            inbox.close();
        }
        server.stop();
    }

    private void start(String own) {
        ImapSettings settings = ImapSettings.from(ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseString(
                        "host = 127.0.0.1, security = NONE, username = reader, password = secret, poll = 10 ms,"
                                + " reconnect { least = 10 ms, most = 20 ms }, port = "
                                + server.getImap().getPort()))
                .withFallback(ConfigFactory.parseResources("reference.conf")
                        .resolve()
                        .getConfig("janji.gateways.email.imap")));
        inbox = MailInbox.start(
                settings,
                sender,
                clock,
                (debtor, attempt, receipt) -> {
                    assertThat(debtor).isEqualTo(ReturnedMailReaderTest.DEBTOR);
                    assertThat(attempt).isEqualTo(ReturnedMailReaderTest.ATTEMPT);
                    return stored(receipts, receipt, receipt.id());
                },
                message -> stored(messages, message, message.id()));
    }

    private <T> CompletionStage<Done> stored(BlockingQueue<T> queue, T what, String id) {
        if (isDown.getAsBoolean() || repliesAreDown && what instanceof InboundMessage) {
            failures.merge(id, 1, Integer::sum);
            return CompletableFuture.failedFuture(new IllegalStateException("down"));
        }
        queue.add(what);
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    private void arrives(String mail) throws Exception {
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
    }

    private void arrivesVector(String name) throws Exception {
        arrives(ReturnedMailReaderTest.vector(name, marks));
    }

    private int in(String folder) {
        try {
            ImapHostManager host = server.getManagers().getImapHostManager();
            MailFolder found = folder.equals("INBOX") ? host.getInbox(user) : host.getFolder(user, folder, false);
            return found == null ? 0 : found.getMessageCount();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldBringEachKindToWhereItBelongsAndMoveIt() throws Exception {
        // given
        for (String vector : List.of(
                "postfix-unknown-user",
                "exim-mailbox-full",
                "postfix-delayed",
                "complaint",
                "reply-outlook",
                "vacation",
                "bounce-in-prose")) {
            arrivesVector(vector);
        }
        // when
        start("");
        Answers.await("an empty mailbox", () -> in("INBOX") == 0);
        // then
        assertThat(receipts).extracting(Receipt::outcome).containsExactly(Outcome.BOUNCED, Outcome.UNDELIVERED);
        assertThat(receipts).extracting(Receipt::at).containsOnly(clock.instant());
        assertThat(messages).extracting(InboundMessage::text).first().isEqualTo("STOP");
        assertThat(messages)
                .extracting(InboundMessage::answers)
                .containsExactly(ReturnedMailReaderTest.ABOUT, ReturnedMailReaderTest.ABOUT);
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.channel()).isEqualTo(Channel.EMAIL);
            assertThat(message.id()).matches("[a-z0-9-]{1,64}");
        });
        assertThat(in(REVIEW)).isEqualTo(1);
        assertThat(in(HANDLED)).isEqualTo(6);
        for (String kind : List.of("BOUNCED", "UNDELIVERED", "DELAYED", "COMPLAINT", "REPLY", "AUTOMATIC", "REVIEW")) {
            assertThat(inbox.count(kind)).as(kind).isEqualTo(1);
        }
        assertThat(clock.openHolds()).isZero();
    }

    @Test
    void shouldKeepWhatIsNotStoredAndBringItAgainUnderTheSameId() throws Exception {
        // given
        isDown = () -> failures.values().stream().mapToInt(Integer::intValue).sum() < 3;
        arrivesVector("postfix-unknown-user");
        // when
        start("");
        Receipt receipt = receipts.poll(30, TimeUnit.SECONDS);
        // then
        assertThat(failures).containsOnlyKeys(receipt.id()).containsValue(3);
        Answers.await("an empty mailbox", () -> in("INBOX") == 0);
        assertThat(inbox.count("NOT_STORED")).isEqualTo(3);
        assertThat(receipts).isEmpty();
    }

    @Test
    void shouldReachTheLastMailWhenManyBeforeItCannotBeStored() throws Exception {
        // given
        int stuck = 120;
        for (int i = 0; i < stuck; i++) {
            arrives(ReturnedMailReaderTest.vector("reply-below", marks).replace("Tagihan Anda", "Tagihan " + i));
        }
        arrivesVector("postfix-unknown-user");
        // when
        repliesAreDown = true;
        start("handled = \"\"");
        // then
        assertThat(receipts.poll(60, TimeUnit.SECONDS)).isNotNull();
        repliesAreDown = false;
        Answers.await("an empty mailbox", () -> in("INBOX") == 0);
        assertThat(messages).hasSizeGreaterThanOrEqualTo(stuck);
        assertThat(in(HANDLED)).isZero();
    }

    @Test
    void shouldReadOnWhenTheServerWasAway() throws Exception {
        // given
        start("");
        arrivesVector("exim-unrouteable");
        assertThat(receipts.poll(30, TimeUnit.SECONDS)).isNotNull();
        int port = server.getImap().getPort();
        // when
        server.stop();
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", "imap"));
        server.start();
        user = server.setUser("bounces@example.test", "reader", "secret");
        arrivesVector("exchange-not-found");
        // then
        assertThat(receipts.poll(30, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.BOUNCED);
    }

    @Test
    void shouldReadTheBeginningOfAMailThatIsTooLarge() throws Exception {
        arrives(ReturnedMailReaderTest.vector("reply-below", marks)
                        .replace("On Mon, 2 Mar 2026, Bank wrote:", "STOP\r\n\r\nOn Mon, 2 Mar 2026, Bank wrote:")
                + "\r\n> " + "x".repeat(100) + ("\r\n> " + "y".repeat(500)).repeat(200));
        start("largest = 16 KiB");
        assertThat(messages.poll(30, TimeUnit.SECONDS).text()).startsWith("STOP");
    }
}
