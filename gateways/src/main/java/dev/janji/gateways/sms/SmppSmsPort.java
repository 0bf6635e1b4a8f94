package dev.janji.gateways.sms;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.once.SentLine;
import dev.janji.gateways.once.SentLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SMS over SMPP 3.4: a connection for each account, bound as a transceiver. An attempt stands in a log before the provider hears of it, and what stands there is
 * never sent again; there is also what the provider calls it, so a receipt that comes after a restart finds its attempt. Thread-safe. {@code docs/channels.md}
 * says what happens when.
 */
public final class SmppSmsPort implements ChannelPort {
    private static final Logger LOG = LoggerFactory.getLogger(SmppSmsPort.class);

    /** A long search in the log does not hold up a look-up. */
    private static final int READERS = 2;

    private final SmppSettings settings;
    private final SentLog log;
    private final SmsReceipts receipts;
    private final SmsMemory memory;
    private final SmsReplies replies;
    private final ReplyParts parts;
    private final List<SmppLink> links = new ArrayList<>();
    private final Set<SmsSend> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService reader;
    private volatile boolean closed;

    private SmppSmsPort(SmppSettings settings, HouseClock clock, ReceiptListener receipts, InboundListener inbound) {
        this.settings = settings;
        this.receipts = new SmsReceipts(clock, receipts);
        Instant owedSince = clock.instant().minus(settings.owedFor());
        List<SentLine> owed = new ArrayList<>();
        Unanswered unanswered = new Unanswered(SmsMemory.MOST_DOUBTED);
        this.log = SentLog.open(settings.log(), "sms", clock, settings.keptDays(), line -> {
            unanswered.read(line);
            if (line.word() == SentLine.Word.REPORTED && line.at().isAfter(owedSince)) {
                owed.add(line);
            }
        });
        this.memory = new SmsMemory(log, clock, this.receipts, unanswered.lines(), settings.othersSend());
        this.reader = Executors.newFixedThreadPool(READERS, work -> {
            Thread thread = new Thread(work, "smpp-look-up");
            thread.setDaemon(true);
            return thread;
        });
        this.replies = new SmsReplies(clock, memory, inbound, reader);
        this.parts = ReplyParts.open(
                settings.log().resolve("parts"), settings.joinWithin(), settings.mostParts(), clock, replies);
        owed.forEach(this.receipts::bring);
        link(settings.shared(), clock);
        for (SmppAccount account : settings.own().values()) {
            if (linkOf(account).isEmpty()) {
                link(account, clock);
            }
        }
    }

    /**
     * Reads the log and begins to connect.
     *
     * @param receipts where receipts go
     * @param inbound where what debtors write goes
     */
    public static SmppSmsPort start(
            SmppSettings settings, HouseClock clock, ReceiptListener receipts, InboundListener inbound) {
        SmppSmsPort port = new SmppSmsPort(settings, clock, receipts, inbound);
        LOG.info("SMS goes over SMPP [{}]", settings);
        return port;
    }

    private void link(SmppAccount account, HouseClock clock) {
        if (!account.tls()) {
            LOG.warn("SMS goes to the provider in the clear: anybody on the way can read it [{}]", account);
        }
        SmppReceiver receiver =
                new SmppReceiver(account, line -> settings.lenderAt(account, line), clock, memory, replies, parts);
        links.add(SmppLink.start(account, clock, memory, receiver));
    }

    private Optional<SmppLink> linkOf(SmppAccount account) {
        return links.stream().filter(link -> link.account().isSameLink(account)).findFirst();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    /** Whether every account is bound. */
    public boolean isUp() {
        return !closed && links.stream().allMatch(SmppLink::isUp);
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        SmppAccount account = settings.of(message.debtor().lender());
        Optional<SmsAddress> to = SmsAddress.ofDebtor(message.address());
        if (to.isEmpty()) {
            return refused(RefusalReason.INVALID_ADDRESS, "not a telephone number in international form");
        }
        SmsText text = SmsText.of(message.body());
        int segments = text.segments().size();
        if (segments > account.mostSegments()) {
            return refused(
                    RefusalReason.REJECTED,
                    "the text needs " + segments + " segments, and most-segments is " + account.mostSegments());
        }
        SmppLink link = linkOf(account).orElseThrow();
        SmsSend send = new SmsSend(
                message,
                permit,
                text,
                to.get(),
                memory.hashOf(to.get().digits()),
                account.source(),
                account.longForm() == SmppAccount.LongForm.PAYLOAD ? 1 : segments,
                link);
        open.add(send);
        CompletionStage<SendAnswer> answer = send.answer().whenComplete((given, failure) -> open.remove(send));
        if (closed) {
            send.abandon();
        } else {
            link.send(send);
        }
        return answer;
    }

    private static CompletionStage<SendAnswer> refused(RefusalReason reason, String detail) {
        return CompletableFuture.completedFuture(new SendAnswer.Refused(reason, detail));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        try {
            return CompletableFuture.supplyAsync(() -> memory.lookUp(attempt), reader)
                    .exceptionally(failure -> new LookUpAnswer.CannotTell("the log of messages cannot be read"));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new LookUpAnswer.CannotTell("the adapter is stopped"));
        }
    }

    /** What has left may be answered for some seconds; what waits is refused. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        receipts.close();
        parts.close();
        links.parallelStream().forEach(SmppLink::close);
        open.forEach(SmsSend::abandon);
        reader.shutdown();
        try {
            log.close();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Expected to close the log of messages, but could not", e);
        }
    }
}
