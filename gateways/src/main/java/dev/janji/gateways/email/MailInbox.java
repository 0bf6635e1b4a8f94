package dev.janji.gateways.email;

import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.actors.time.HouseClock;
import dev.janji.gateways.email.ReturnedMail.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailbox in which bounces, complaints and replies arrive, over IMAP. A mail leaves the folder only when what it says is stored, so each is handled at least
 * once, and the debtors know it again by its id; what nobody understands is moved to a folder for a person. One thread; {@link #close} from any.
 */
public final class MailInbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailInbox.class);
    private static final long STOP_SECONDS = 10;
    private static final int FETCHED_BYTES = 256 * 1024;
    /** Taken out of the folder together. */
    private static final int MOST_TOGETHER = 50;
    /** The debtors can't be reached: the next look goes on behind these. */
    private static final int MOST_FAILURES = 10;

    private final ImapSettings settings;
    private final HouseClock clock;
    private final Session session;
    private final ReturnedMailReader reader;
    private final ReturnedMailDelivery delivery;
    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread worker;
    private int startBehind;

    private MailInbox(
            ImapSettings settings, ReturnedMailReader reader, ReturnedMailDelivery delivery, HouseClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings));
        this.reader = reader;
        this.delivery = delivery;
        this.worker = new Thread(this::work, "mail-inbox");
        worker.setDaemon(true);
    }

    /**
     * @param sender whose mails come back
     * @param clock says when what is brought came in
     */
    public static MailInbox start(
            ImapSettings settings,
            SmtpSettings sender,
            HouseClock clock,
            ReceiptListener receipts,
            InboundListener inbound) {
        MailInbox inbox = new MailInbox(
                settings, new ReturnedMailReader(sender.marks()), new ReturnedMailDelivery(receipts, inbound), clock);
        LOG.info("What comes back by e-mail is read over IMAP [{}]", settings);
        inbox.worker.start();
        return inbox;
    }

    /** Mails of a kind since its start. */
    public long count(String kind) {
        LongAdder counted = counts.get(Kind.valueOf(kind));
        return counted == null ? 0 : counted.sum();
    }

    private void work() {
        Duration pause = settings.leastPause();
        try {
            while (closed.getCount() > 0) {
                try (IMAPStore store = connected()) {
                    pause = settings.leastPause();
                    do {
                        look(store);
                    } while (!closed.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS));
                } catch (MessagingException e) {
                    if (closed.getCount() > 0) {
                        LOG.warn(
                                "Expected to read the mailbox, but could not: {}; the next try is in {}",
                                kind(e),
                                pause);
                    }
                    closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                    Duration doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(settings.mostPause()) < 0 ? doubled : settings.mostPause();
                } catch (RuntimeException e) {
                    LOG.error(
                            "Expected to read the mailbox, but it failed: {}",
                            e.getClass().getName());
                    closed.await(settings.mostPause().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private IMAPStore connected() throws MessagingException {
        IMAPStore store = (IMAPStore) session.getStore("imap");
        store.connect(settings.host(), settings.port(), settings.userName(), settings.password());
        return store;
    }

    /** One look: what is there, in windows. After failures the next look begins behind them, so that a mail that can't be stored holds up no other. */
    private void look(IMAPStore store) throws MessagingException, InterruptedException {
        boolean isMore = true;
        while (isMore && closed.getCount() > 0) {
            IMAPFolder folder = (IMAPFolder) store.getFolder(settings.folder());
            folder.open(Folder.READ_WRITE);
            try {
                isMore = window(store, folder);
            } finally {
                if (folder.isOpen()) {
                    // Without expunging: what others marked is theirs to remove.
                    folder.close(false);
                }
            }
        }
    }

    /** @return whether there is more to be looked at now */
    private boolean window(IMAPStore store, IMAPFolder folder) throws MessagingException, InterruptedException {
        int count = folder.getMessageCount();
        int first = startBehind < count ? startBehind + 1 : 1;
        int last = Math.min(count, first + MOST_TOGETHER - 1);
        if (count <= 0) {
            return false;
        }
        List<Message> gone = new ArrayList<>();
        int failures = 0;
        for (Message each : folder.getMessages(first, last)) {
            if (closed.getCount() == 0) {
                break;
            }
            if (each.isSet(Flags.Flag.DELETED) || isTaken(store, folder, (IMAPMessage) each)) {
                gone.add(each);
            } else {
                failures++;
            }
        }
        remove(store, folder, gone);
        boolean isMore = last < count && failures < MOST_FAILURES;
        startBehind = last < count ? last - gone.size() : 0;
        return isMore;
    }

    /** @return whether it is stored, or in the folder for a person, and can leave */
    private boolean isTaken(IMAPStore store, IMAPFolder folder, IMAPMessage message)
            throws MessagingException, InterruptedException {
        byte[] bytes = bytes(message);
        HouseClock.Hold hold = clock.hold("email-returned");
        try {
            Instant now = clock.instant();
            ReturnedMail mail = reader.read(bytes, now);
            String id = "mail-" + UnsubscribeLinks.hash(bytes);
            if (mail instanceof ReturnedMail.Strange strange) {
                LOG.info("A mail needs a person: {} [folder={}, mail={}]", strange.why(), settings.review(), id);
            } else if (!isStored(mail, id, now)) {
                count(Kind.NOT_STORED);
                return false;
            }
            String target = mail instanceof ReturnedMail.Strange ? settings.review() : settings.handled();
            if (!target.isEmpty()) {
                folder.copyMessages(new Message[] {message}, folderOf(store, target));
            }
            count(mail.kind());
            return true;
        } finally {
            hold.close();
        }
    }

    private boolean isStored(ReturnedMail mail, String id, Instant now) throws InterruptedException {
        try {
            delivery.bring(mail, id, now)
                    .toCompletableFuture()
                    .get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.warn(
                    "Expected what came back to be stored, but it was not: {}; it stays in the mailbox [mail={}]",
                    e.getCause() == null ? "" : e.getCause().getClass().getSimpleName(),
                    id);
            return false;
        } catch (TimeoutException e) {
            LOG.warn(
                    "Expected what came back to be stored in time, but it was not; it stays in the mailbox [mail={}]",
                    id);
            return false;
        } catch (RuntimeException e) {
            LOG.error(
                    "Expected what came back to be taken, but it failed: {} [mail={}]",
                    e.getClass().getName(),
                    id);
            return false;
        }
    }

    /** Its beginning, where it is larger than we read; looking does not mark it as seen. */
    private byte[] bytes(IMAPMessage message) throws MessagingException {
        message.setPeek(true);
        try (InputStream in = message.getMimeStream()) {
            return in.readNBytes(settings.largest());
        } catch (IOException e) {
            throw new MessagingException("the mail could not be read to its end", e);
        }
    }

    private static Folder folderOf(IMAPStore store, String name) throws MessagingException {
        Folder folder = store.getFolder(name);
        if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("the folder " + name + " can't be made");
        }
        return folder;
    }

    private static void remove(IMAPStore store, IMAPFolder folder, List<Message> gone) throws MessagingException {
        if (gone.isEmpty()) {
            return;
        }
        Message[] all = gone.toArray(Message[]::new);
        folder.setFlags(all, new Flags(Flags.Flag.DELETED), true);
        if (store.hasCapability("UIDPLUS")) {
            folder.expunge(all);
        } else {
            folder.expunge();
        }
    }

    private void count(Kind kind) {
        counts.computeIfAbsent(kind, unused -> new LongAdder()).increment();
        Telemetry.count(
                Telemetry.EMAIL_RETURNED,
                "kind",
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Waits for the mail that it has in hand. */
    @Override
    public void close() {
        closed.countDown();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of the innermost failure; never its text, in which a server may repeat anything. */
    private static String kind(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return "the server refuses our credentials";
        }
        Throwable innermost = failure;
        while (innermost instanceof MessagingException outer && outer.getNextException() != null) {
            innermost = outer.getNextException();
        }
        return innermost.getClass().getSimpleName();
    }

    private static Properties properties(ImapSettings settings) {
        Properties mail = new Properties();
        mail.setProperty(
                "mail.imap.connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        mail.setProperty(
                "mail.imap.timeout", Long.toString(settings.readTimeout().toMillis()));
        mail.setProperty(
                "mail.imap.writetimeout", Long.toString(settings.readTimeout().toMillis()));
        mail.setProperty("mail.imap.fetchsize", Integer.toString(FETCHED_BYTES));
        mail.setProperty("mail.imap.ssl.checkserveridentity", "true");
        boolean startTls = settings.security() == SmtpSettings.Security.STARTTLS;
        mail.setProperty("mail.imap.starttls.enable", Boolean.toString(startTls));
        mail.setProperty("mail.imap.starttls.required", Boolean.toString(startTls));
        mail.setProperty("mail.imap.ssl.enable", Boolean.toString(settings.security() == SmtpSettings.Security.TLS));
        settings.trustedCertificates()
                .ifPresent(file -> mail.put("mail.imap.ssl.socketFactory", TrustedCertificates.socketFactory(file)));
        return mail;
    }
}
