package dev.janji.gateways.simulator;

import dev.janji.actors.channel.ChannelPort;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
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
    private final Set<Visit> open = ConcurrentHashMap.newKeySet();
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
        Visit visit = new Visit(message, permit);
        open.add(visit);
        visit.answer.whenComplete((answer, failure) -> open.remove(visit));
        visit.later(visit.halfWay(), visit::arrive);
        return visit.answer;
    }

    /** One message on its way to the provider and back. */
    private final class Visit {
        private final OutboundMessage message;
        private final SendPermit permit;
        private final Script script;
        private final Script.Fate fate;
        private final CompletableFuture<SendAnswer> answer = new CompletableFuture<>();

        Visit(OutboundMessage message, SendPermit permit) {
            this.message = message;
            this.permit = permit;
            this.script = settings.scriptFor(message.address(), message.debtor());
            this.fate = script.fateOf(message.attempt());
        }

        private Duration halfWay() {
            return fate.latency().dividedBy(2);
        }

        private void arrive() {
            Optional<Outage.As> outage = settings.outageAt(clock.instant());
            if (down || outage.filter(Outage.As.DOWN::equals).isPresent()) {
                answer.complete(new SendAnswer.Refused(RefusalReason.UNREACHABLE, "the simulated provider is down"));
                return;
            }
            if (!permit.claim()) {
                answer.complete(permit.denial());
                return;
            }
            switch (outage.map(Outage.As::reception).orElse(fate.reception())) {
                case TAKEN:
                    take();
                    answerAfter(halfWay(), new SendAnswer.HandedOver(reference(message.attempt())));
                    break;
                case LOST_AFTER:
                    take();
                    answerAfter(script.patience(), new SendAnswer.Unknown("the simulated answer was lost"));
                    break;
                case LOST_BEFORE:
                    answerAfter(script.patience(), new SendAnswer.Unknown("the simulated provider was silent"));
                    break;
                case REJECTED:
                    answerAfter(halfWay(), refused(RefusalReason.REJECTED));
                    break;
                case INVALID_ADDRESS:
                    answerAfter(halfWay(), refused(RefusalReason.INVALID_ADDRESS));
                    break;
                case THROTTLED:
                    answerAfter(halfWay(), refused(RefusalReason.THROTTLED));
                    break;
            }
        }

        /** The sending itself: the line in the log. A resend is recognised and sends nothing. */
        private void take() {
            if (!sent.add(message.attempt().value())) {
                resends.incrementAndGet();
                return;
            }
            SendPermit.Claim claim = permit.claimed().orElseThrow();
            try {
                log.append(new LoggedAttempt(
                        message.attempt().value(),
                        message.debtor().lender().value(),
                        message.debtor().debtor().value(),
                        channel.name(),
                        message.contactPoint().value(),
                        claim.at(),
                        claim.wallMicros(),
                        OptionalLong.empty(),
                        Optional.of(message.deliverUntil())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (Script.PlannedReceipt receipt : fate.receipts()) {
                bring(message.debtor(), message.attempt(), receipt, whenItComes(claim, receipt.after()));
            }
            ReplyScript.PlannedReply reply = fate.reply();
            if (reply != null && SimulatedReplies.canComeBackOn(channel)) {
                replies.write(message, reply, whenItComes(claim, reply.after()));
            }
        }

        private Instant whenItComes(SendPermit.Claim claim, Duration after) {
            return Spell.dammed(settings.storms(), claim.at().plus(after));
        }

        private void answerAfter(Duration delay, SendAnswer given) {
            later(delay, () -> answer.complete(given));
        }

        private void later(Duration delay, Runnable work) {
            Runnable guarded = () -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error(
                            "Expected the simulated provider to work, but it failed [attempt={}]",
                            message.attempt(),
                            e);
                    answer.completeExceptionally(e);
                }
            };
            try {
                provider.schedule(guarded, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                abandon();
            }
        }

        private void abandon() {
            answer.complete(
                    permit.revoke()
                            ? refused(RefusalReason.STOPPING)
                            : new SendAnswer.Unknown("the simulated provider was stopped"));
        }

        private SendAnswer refused(RefusalReason reason) {
            return new SendAnswer.Refused(reason, "by the simulated provider");
        }
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(AttemptId attempt) {
        return CompletableFuture.completedFuture(
                sent.contains(attempt.value())
                        ? new LookUpAnswer.Sent(reference(attempt))
                        : new LookUpAnswer.NeverSent());
    }

    private static String reference(AttemptId attempt) {
        return "simulated-" + attempt;
    }

    @Override
    public void close() {
        bringer.close();
        provider.shutdownNow();
        try {
            if (!provider.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Expected the simulated provider to stop, but it still works [channel={}]", channel);
            }
            open.forEach(Visit::abandon);
            log.close();
            replies.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open.forEach(Visit::abandon);
        } catch (IOException e) {
            LOG.warn("Expected to close the attempt log, but could not [channel={}]", channel, e);
        }
    }
}
