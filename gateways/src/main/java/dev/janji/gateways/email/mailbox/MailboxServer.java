package dev.janji.gateways.email.mailbox;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.janji.gateways.simulator.AttemptLog;
import dev.janji.gateways.simulator.LoggedAttempt;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox for every address, behind a real SMTP server on a loopback port. Each mail that it accepts is a line in its {@link
 * AttemptLog} before the sender is told so; the newest mails stay in memory to be looked at, the others are gone. It believes
 * the sender's {@code X-Janji-} headers, so {@code janji.gateways.email.smtp.trace-headers} must be on. Thread-safe.
 */
public final class MailboxServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxServer.class);

    private static final long START_MILLIS = 30_000;

    /**
     * A mail as it lies in the mailbox; personal.
     *
     * @param attempt whose it is, by its header; empty when it has none
     */
    public record Mail(String attempt, String subject, String text) {
        @Override
        public String toString() {
            return "Mail[" + text.length() + " characters]";
        }
    }

    private final GreenMail server;
    private final InstantSource wall;
    private final AttemptLog log;
    private final int kept;
    private final Deque<MimeMessage> newest = new ArrayDeque<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong strangers = new AtomicLong();

    private MailboxServer(int port, Path log, int kept, InstantSource wall) {
        this.wall = wall;
        this.log = AttemptLog.open(log);
        this.kept = kept;
        ServerSetup setup =
                new ServerSetup(port, InetAddress.getLoopbackAddress().getHostAddress(), "smtp");
        setup.setServerStartupTimeout(START_MILLIS);
        this.server = new GreenMail(setup);
        server.getUserManager().setMessageDeliveryHandler((message, address) -> {
            accept(message);
            return Nobody.INSTANCE;
        });
    }

    /**
     * @param port on the loopback address; 0 for any that is free
     * @param log of what is accepted
     * @param kept how many of the newest mails stay in memory
     * @param wall this machine's clock, never the house clock: the log says when a mail really came
     */
    public static MailboxServer start(int port, Path log, int kept, InstantSource wall) {
        MailboxServer mailbox = new MailboxServer(port, log, kept, wall);
        mailbox.server.start();
        LOG.info("Mailbox server listens [port={}, log={}]", mailbox.port(), log);
        return mailbox;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Mails accepted since its start. */
    public long count() {
        return accepted.get();
    }

    /** Mails accepted that no gateway of ours sent: without an attempt. They are not in the log. */
    public long strangerCount() {
        return strangers.get();
    }

    /** The newest mails, the oldest of them first. */
    public List<Mail> newest() {
        List<MimeMessage> mails;
        synchronized (newest) {
            mails = List.copyOf(newest);
        }
        return mails.stream().map(MailboxServer::opened).toList();
    }

    private static Mail opened(MimeMessage mail) {
        try {
            return new Mail(
                    Objects.requireNonNullElse(header(mail, "X-Janji-Attempt"), ""),
                    Objects.requireNonNullElse(mail.getSubject(), ""),
                    textOf(mail));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("Expected a mail that can be read, but it cannot", e);
        }
    }

    /** The first form of a mail that has several: its text. */
    private static String textOf(Part part) throws MessagingException, IOException {
        return part.getContent() instanceof Multipart several
                ? textOf(several.getBodyPart(0))
                : part.getContent().toString();
    }

    private void accept(MovingMessage moving) throws MessagingException {
        MimeMessage mail = moving.getMessage();
        long wallMicros = ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
        String attempt = header(mail, "X-Janji-Attempt");
        String lender = header(mail, "X-Janji-Lender");
        String debtor = header(mail, "X-Janji-Debtor");
        String contactPoint = header(mail, "X-Janji-Contact-Point");
        String at = header(mail, "X-Janji-At");
        if (attempt == null || lender == null || debtor == null || contactPoint == null || at == null) {
            strangers.incrementAndGet();
            LOG.warn("Expected X-Janji- headers in every mail, but one came without [attempt={}]", attempt);
        } else {
            String claimed = header(mail, "X-Janji-Claimed-Wall-Micros");
            try {
                log.append(new LoggedAttempt(
                        attempt,
                        lender,
                        debtor,
                        "EMAIL",
                        contactPoint,
                        Instant.parse(at),
                        wallMicros,
                        claimed == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(claimed))));
            } catch (IOException e) {
                throw new MessagingException("Expected to log the mail, but could not", e);
            }
        }
        accepted.incrementAndGet();
        synchronized (newest) {
            newest.addLast(mail);
            if (newest.size() > kept) {
                newest.removeFirst();
            }
        }
    }

    private static @Nullable String header(MimeMessage mail, String name) throws MessagingException {
        return mail.getHeader(name, null);
    }

    @Override
    public void close() {
        server.stop();
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("Expected to close the mailbox's log, but could not", e);
        }
    }

    /** Whom GreenMail delivers to: everything is done when the mail was accepted. */
    private enum Nobody implements GreenMailUser {
        INSTANCE;

        @Override
        public String getEmail() {
            return "nobody@localhost";
        }

        @Override
        public String getLogin() {
            return "nobody";
        }

        @Override
        public void deliver(MovingMessage message) {}

        @Override
        public void deliver(MimeMessage message) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}

        @Override
        public String getQualifiedMailboxName() {
            return "nobody";
        }
    }
}
