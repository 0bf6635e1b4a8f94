package dev.janji.gateways.simulator;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.reply.ReplyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An adapter and its provider in one, and the people behind it, for any channel of messages: follows a {@link Script}, and has "sent" what stands in
 * its {@link AttemptLog}. The log is its memory too, so a restarted one answers look-ups, recognises resends and brings the receipts it owes. Latency and patience
 * run in real time, because the house clock waits for an open contact; receipts come on the house clock. Thread-safe. Keeps
 * about 150 bytes of heap per attempt in its log: it is no provider.
 */
public final class SimulatedPort implements ChannelPort {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedPort.class);

    private final Channel channel;
    private final SimulatorSettings settings;
    private final HouseClock clock;
    private final AttemptLog log;
    private final ReceiptListener receipts;
    private final Bringer bringer;
    private final SimulatedReplies replies;
    private final ScheduledExecutorService provider;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Visits visits;
    private final AtomicLong resends = new AtomicLong();
    private volatile boolean down;

    private SimulatedPort(
            Channel channel,
            SimulatorSettings settings,
            HouseClock clock,
            ReceiptListener receipts,
            InboundListener inbound,
            ScheduledExecutorService provider) {
        this.channel = channel;
        this.settings = settings;
        this.clock = clock;
        this.receipts = receipts;
        this.bringer = new Bringer(clock);
        this.replies = new SimulatedReplies(channel, bringer, inbound, settings.replyLog());
        remember();
        this.log = AttemptLog.open(settings.log());
        this.provider = provider;
        this.visits = new Visits("the simulated provider", provider);
    }

    /**
     * Reads the log and goes on from it.
     *
     * @param receipts where receipts go
     * @param inbound where what debtors write goes
     */
    public static SimulatedPort start(
            Channel channel,
            SimulatorSettings settings,
            HouseClock clock,
            ReceiptListener receipts,
            InboundListener inbound) {
        String name = channel.name().toLowerCase(Locale.ROOT);
        return start(
                channel,
                settings,
                clock,
                receipts,
                inbound,
                new ScheduledThreadPoolExecutor(settings.threads(), work -> {
                    Thread thread = new Thread(work, "simulated-" + name);
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    /** @param provider on whose time the provider answers; ended with this port */
    public static SimulatedPort start(
            Channel channel,
            SimulatorSettings settings,
            HouseClock clock,
            ReceiptListener receipts,
            InboundListener inbound,
            ScheduledExecutorService provider) {
        return new SimulatedPort(channel, settings, clock, receipts, inbound, provider);
    }

    private void remember() {
        Instant owedSince = clock.instant().minus(settings.owedFor());
        Instant earliest = owedSince.minus(settings.longestDelay());
        AttemptLog.read(settings.log(), contact -> {
            sent.add(contact.attempt());
            if (contact.atVirtual().isAfter(earliest)) {
                AttemptId attempt = new AttemptId(contact.attempt());
                DebtorKey debtor = new DebtorKey(new LenderId(contact.lender()), new DebtorId(contact.debtor()));
                for (Script.PlannedReceipt receipt :
                        settings.scriptFor(debtor).fateOf(attempt).receipts()) {
                    Instant due =
                            Spell.dammed(settings.storms(), contact.atVirtual().plus(receipt.after()));
                    if (!due.isBefore(owedSince)) {
                        bring(debtor, attempt, receipt, due);
                    }
                }
            }
        });
    }

    private void bring(DebtorKey debtor, AttemptId attempt, Script.PlannedReceipt planned, Instant due) {
        Receipt receipt = new Receipt(planned.id(), planned.outcome(), due);
        bringer.at(due, attempt, () -> receipts.receipt(debtor, attempt, receipt));
    }

    @Override
    public Channel channel() {
        return channel;
    }

    /** Lets a test or a demo take the provider away and bring it back. */
    public void setDown(boolean nowDown) {
        down = nowDown;
    }

    /** Attempts in its log. */
    public int sentCount() {
        return sent.size();
    }

    /** How often an attempt came that had been sent before. */
    public long resendCount() {
        return resends.get();
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        if (channel == Channel.WHATSAPP && !WhatsAppWindow.takes(message, clock.instant())) {
            return CompletableFuture.completedFuture(new SendAnswer.Refused(
                    RefusalReason.REJECTED,
                    "the debtor has not written within 24 hours, and there is no template for words of an agent"));
        }
        Script script = settings.scriptFor(message.address(), message.debtor());
        Script.Fate fate = script.fateOf(message.attempt());
        return visits.begin(message, permit, fate.latency().dividedBy(2), visit -> arrive(visit, script, fate));
    }

    private void arrive(Visits.Visit visit, Script script, Script.Fate fate) {
        Optional<Outage.As> outage = settings.outageAt(clock.instant());
        if (down || outage.filter(Outage.As.DOWN::equals).isPresent()) {
            visit.unreachable("the simulated provider is down");
            return;
        }
        if (!visit.permit().claim()) {
            visit.deny();
            return;
        }
        switch (outage.map(Outage.As::reception).orElse(fate.reception())) {
            case TAKEN -> {
                take(visit, fate);
                visit.handedOver();
            }
            case LOST_AFTER -> {
                take(visit, fate);
                visit.unknown(script.patience(), "the simulated answer was lost");
            }
            case LOST_BEFORE -> visit.unknown(script.patience(), "the simulated provider was silent");
            case REJECTED -> visit.refused(RefusalReason.REJECTED);
            case INVALID_ADDRESS -> visit.refused(RefusalReason.INVALID_ADDRESS);
            case THROTTLED -> visit.refused(RefusalReason.THROTTLED);
        }
    }

    /** The sending itself: the line in the log. A resend is recognised and sends nothing. */
    private void take(Visits.Visit visit, Script.Fate fate) {
        OutboundMessage message = visit.message();
        if (!sent.add(message.attempt().value())) {
            resends.incrementAndGet();
            return;
        }
        LoggedAttempt line = visit.line(channel);
        try {
            log.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Script.PlannedReceipt receipt : fate.receipts()) {
            bring(message.debtor(), message.attempt(), receipt, whenItComes(line.atVirtual(), receipt.after()));
        }
        ReplyScript.PlannedReply reply = fate.reply();
        if (reply != null && SimulatedReplies.canComeBackOn(channel)) {
            boolean isInvited = message.template().equals(ReplyReader.INVITATION);
            ReplyScript script =
                    settings.scriptFor(message.address(), message.debtor()).replies();
            replies.write(
                    message,
                    isInvited ? script.toInvitation(reply) : reply,
                    whenItComes(line.atVirtual(), reply.after()));
        }
    }

    private Instant whenItComes(Instant sentAt, Duration after) {
        return Spell.dammed(settings.storms(), sentAt.plus(after));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return CompletableFuture.completedFuture(
                sent.contains(attempt.id().value())
                        ? new LookUpAnswer.Sent(Visits.reference(attempt.id()))
                        : new LookUpAnswer.NeverSent());
    }

    @Override
    public void close() {
        bringer.close();
        provider.shutdownNow();
        try {
            if (!provider.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Expected the simulated provider to stop, but it still works [channel={}]", channel);
            }
            visits.abandon();
            log.close();
            replies.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            visits.abandon();
        } catch (IOException e) {
            LOG.warn("Expected to close the attempt log, but could not [channel={}]", channel, e);
        }
    }
}
