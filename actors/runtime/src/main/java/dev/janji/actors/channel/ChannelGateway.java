package dev.janji.actors.channel;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The gateway of one channel for one lender account on this node: a bounded queue with a rate limit and a circuit breaker in
 * front of the adapter. Every attempt is answered exactly once; none is handed to the adapter twice, or after its {@code
 * validUntil}, or after it was withdrawn. Validity is judged by the house clock, rate and patience run in real time because
 * the provider's do. It holds the house clock for every attempt from arrival to answer; the sender keeps an own hold from
 * telling {@link Send} until it has worked off {@link Answered}.
 */
public final class ChannelGateway extends AbstractBehavior<ChannelGateway.Message> {
    /** What this actor accepts. */
    public sealed interface Message {}

    /** What others may tell it. */
    public sealed interface Request extends Message {}

    /**
     * Send this, at most once. The same attempt a second time is never sent again and gets the first answer. Tell it once,
     * after the intent is stored; after a restart ask {@link LookUp} instead, because this memory does not survive.
     */
    public record Send(OutboundMessage message, ActorRef<Answered> replyTo) implements Request {}

    /** Do not send it, if that is still possible. */
    public record Withdraw(AttemptId attempt, ActorRef<WithdrawAnswer> replyTo) implements Request {}

    /** The stops have changed: what waits or has not left, and is halted now, never leaves. */
    public enum LookAtStops implements Request {
        INSTANCE
    }

    /** What became of it? Answered from memory, otherwise by the provider. */
    public record LookUp(DoubtedAttempt attempt, ActorRef<LookedUp> replyTo) implements Request {}

    /** Take nothing new, refuse what waits, answer what is under way, then stop. */
    public record Drain(ActorRef<Done> replyTo) implements Request {}

    /** The one answer to a {@link Send}. */
    public record Answered(AttemptId attempt, SendAnswer answer) {}

    /** The answer to a {@link LookUp}. */
    public record LookedUp(AttemptId attempt, LookUpAnswer answer) {}

    /** The answer to a {@link Withdraw}. */
    public sealed interface WithdrawAnswer {
        AttemptId attempt();
    }

    /** It has not been sent and never will be by this gateway. */
    public record Withdrawn(AttemptId attempt) implements WithdrawAnswer {}

    /** It has left or is leaving. The answer to its {@link Send} tells how that ended, or still follows. */
    public record AlreadySent(AttemptId attempt) implements WithdrawAnswer {}

    /**
     * This gateway never saw it, and will not send it should it still arrive. Another node, or this one before a restart, may
     * have: reconcile by {@link LookUp}, and trust {@code NeverSent} only after its {@code validUntil}.
     */
    public record NotHere(AttemptId attempt) implements WithdrawAnswer {}

    private record PortAnswered(
            OpenSend send,
            @Nullable SendAnswer answer,
            @Nullable Throwable failure) implements Message {}

    private record PortSilent(OpenSend send) implements Message {}

    private record PortLookedUp(LookUp question, LookUpAnswer answer) implements Message {}

    private record TokenEarned() implements Message {}

    private record SweepDue() implements Message {}

    /** How often the queue is searched for attempts whose time has passed, while anything waits. */
    static final Duration SWEEP_EVERY = Duration.ofMillis(250);

    private static final SendAnswer EXPIRED = new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED);
    private static final SendAnswer WITHDRAWN = new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN);

    private final ChannelPort port;
    private final HouseClock clock;
    private final ChannelSettings settings;
    private final StopCheck stops;
    private final LongSupplier nanos;
    private final TimerScheduler<Message> timers;
    private final ChannelMetrics metrics;
    private final TokenBucket bucket;
    private final CircuitBreaker breaker;
    private final AttemptMemory memory;
    private final LookUps lookUps;
    private final Map<AttemptId, OpenSend> queue = new LinkedHashMap<>();
    private final Map<AttemptId, OpenSend> sending = new HashMap<>();
    private final List<ActorRef<Done>> drainers = new ArrayList<>();

    private ChannelGateway(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            ChannelPort port,
            HouseClock clock,
            ChannelSettings settings,
            StopCheck stops,
            LongSupplier nanos) {
        super(context);
        this.timers = timers;
        this.port = port;
        this.clock = clock;
        this.settings = settings;
        this.stops = stops;
        this.nanos = nanos;
        this.metrics = new ChannelMetrics(port.channel());
        this.bucket = new TokenBucket(settings.perSecond(), settings.burst(), nanos.getAsLong());
        this.breaker =
                new CircuitBreaker(settings.failuresToOpen(), settings.openFor().toNanos());
        this.memory = new AttemptMemory(settings.rememberedAttempts());
        this.lookUps = new LookUps(port, clock, settings.answerTimeout());
    }

    public static Behavior<Message> create(
            ChannelPort port, HouseClock clock, ChannelSettings settings, StopCheck stops) {
        return create(port, clock, settings, stops, System::nanoTime);
    }

    /** @param nanos real time that only grows */
    static Behavior<Message> create(
            ChannelPort port, HouseClock clock, ChannelSettings settings, StopCheck stops, LongSupplier nanos) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ChannelGateway(context, timers, port, clock, settings, stops, nanos)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Send.class, this::onSend)
                .onMessage(Withdraw.class, this::onWithdraw)
                .onMessage(LookAtStops.class, look -> onLookAtStops())
                .onMessage(LookUp.class, this::onLookUp)
                .onMessage(PortAnswered.class, this::onPortAnswered)
                .onMessage(PortSilent.class, this::onPortSilent)
                .onMessage(PortLookedUp.class, found -> lookedUp(found.question(), found.answer()))
                .onMessage(TokenEarned.class, message -> pump())
                .onMessage(SweepDue.class, message -> onSweepDue())
                .onMessage(Drain.class, this::onDrain)
                .onSignal(PostStop.class, signal -> onPostStop())
                .build();
    }

    private Behavior<Message> onSend(Send send) {
        AttemptId attempt = send.message().attempt();
        OpenSend open = queue.getOrDefault(attempt, sending.get(attempt));
        if (open != null) {
            open.alsoAnswer(send.replyTo());
            return this;
        }
        Optional<AttemptMemory.Remembered> before = memory.of(attempt);
        if (before.isPresent()) {
            send.replyTo().tell(new Answered(attempt, before.get().answer()));
            return this;
        }
        open = new OpenSend(send, clock, () -> stops.halts(port.channel(), send.message()), nanos.getAsLong());
        Instant now = clock.instant();
        if (!memory.hasRoom(onTheWay(), now)) {
            SendAnswer full = refused(RefusalReason.MEMORY_FULL);
            metrics.answered(full, open.age(nanos.getAsLong()));
            open.answer(full);
        } else if (!drainers.isEmpty()) {
            answer(open, refused(RefusalReason.STOPPING));
        } else if (!now.isBefore(open.message().validUntil())) {
            answer(open, EXPIRED);
        } else if (stops.halts(port.channel(), open.message())) {
            answer(open, WITHDRAWN);
        } else if (breaker.state(nanos.getAsLong()) == CircuitBreaker.State.OPEN) {
            answer(open, refused(RefusalReason.CIRCUIT_OPEN));
        } else if (queue.size() >= settings.queueCapacity()) {
            answer(open, refused(RefusalReason.QUEUE_FULL));
        } else {
            queue.put(attempt, open);
            metrics.waiting(1);
            pump();
        }
        return this;
    }

    private Behavior<Message> onWithdraw(Withdraw withdraw) {
        AttemptId attempt = withdraw.attempt();
        OpenSend queued = queue.get(attempt);
        OpenSend leaving = sending.get(attempt);
        WithdrawAnswer answer;
        if (queued != null) {
            leaveQueue(queued);
            answer(queued, WITHDRAWN);
            answer = new Withdrawn(attempt);
        } else if (leaving != null) {
            answer = leaving.permit().revoke() ? new Withdrawn(attempt) : new AlreadySent(attempt);
        } else {
            Instant now = clock.instant();
            answer = memory.withdraw(attempt, onTheWay(), now, now.plus(settings.withdrawalsKeptFor()));
        }
        metrics.withdrawal(answer);
        withdraw.replyTo().tell(answer);
        return this;
    }

    private Behavior<Message> onLookAtStops() {
        List.copyOf(queue.values()).forEach(open -> {
            if (stops.halts(port.channel(), open.message())) {
                leaveQueue(open);
                answer(open, WITHDRAWN);
            }
        });
        // What was handed to the adapter is answered by it: not sent, when this comes before its claim.
        sending.values().forEach(open -> open.permit().denied());
        return pump();
    }

    private Behavior<Message> onLookUp(LookUp lookUp) {
        AttemptId attempt = lookUp.attempt().id();
        if (queue.containsKey(attempt) || sending.containsKey(attempt)) {
            return lookedUp(lookUp, new LookUpAnswer.CannotTell("still on its way through the gateway"));
        }
        Optional<LookUpAnswer> known = memory.of(attempt).flatMap(AttemptMemory.Remembered::certainty);
        if (known.isPresent()) {
            return lookedUp(lookUp, known.get());
        }
        ActorRef<Message> self = getContext().getSelf();
        lookUps.ask(lookUp.attempt()).thenAccept(answer -> self.tell(new PortLookedUp(lookUp, answer)));
        return this;
    }

    private Behavior<Message> lookedUp(LookUp question, LookUpAnswer answer) {
        metrics.lookUp(answer);
        question.replyTo().tell(new LookedUp(question.attempt().id(), answer));
        return this;
    }

    /** Hands over what may go now, and asks to be called again when the next token is earned. */
    private Behavior<Message> pump() {
        Iterator<OpenSend> first = queue.values().iterator();
        while (first.hasNext() && sending.size() < settings.maxInFlight() && breaker.maySend(nanos.getAsLong())) {
            OpenSend open = first.next();
            Optional<SendAnswer.NotSent> denied = open.permit().denied();
            if (denied.isPresent()) {
                first.remove();
                metrics.waiting(-1);
                answer(open, denied.get());
                continue;
            }
            long waitNanos = bucket.take(nanos.getAsLong());
            if (waitNanos > 0) {
                timers.startSingleTimer(TokenEarned.class, new TokenEarned(), Duration.ofNanos(waitNanos));
                break;
            }
            first.remove();
            metrics.waiting(-1);
            handOver(open);
        }
        sweepWhileSomethingWaits();
        return this;
    }

    private void handOver(OpenSend open) {
        breaker.started();
        sending.put(open.attempt(), open);
        metrics.inFlight(1);
        timers.startSingleTimer(open, new PortSilent(open), settings.answerTimeout());
        CompletionStage<SendAnswer> answer;
        try {
            answer = port.send(open.message(), open.permit());
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        ActorRef<Message> self = getContext().getSelf();
        answer.whenComplete((given, failure) -> self.tell(new PortAnswered(open, given, failure)));
    }

    private Behavior<Message> onPortAnswered(PortAnswered answered) {
        OpenSend open = answered.send();
        open.oddity(answered.answer()).ifPresent(oddity -> {
            metrics.odd(oddity);
            getContext()
                    .getLog()
                    .error(
                            "Expected the adapter to keep the contract of the port, but its answer was {} [attempt={}]",
                            oddity,
                            open.attempt());
        });
        SendAnswer answer = open.judge(answered.answer(), answered.failure());
        if (open.isAnswered()) {
            metrics.odd("late");
            memory.amend(open.attempt(), answer);
            return this;
        }
        return landed(open, answer);
    }

    private Behavior<Message> onPortSilent(PortSilent silent) {
        return silent.send().isAnswered()
                ? this
                : landed(silent.send(), silent.send().judgeSilence(settings.answerTimeout()));
    }

    private Behavior<Message> landed(OpenSend open, SendAnswer answer) {
        sending.remove(open.attempt());
        metrics.inFlight(-1);
        timers.cancel(open);
        answer(open, answer);
        learn(answer);
        return stopWhenDrained();
    }

    /** Gives the one answer and remembers it. */
    private void answer(OpenSend open, SendAnswer answer) {
        open.answer(answer);
        memory.put(
                open.attempt(),
                new AttemptMemory.Remembered(
                        answer, true, open.wasClaimed(), open.message().validUntil()));
        metrics.answered(answer, open.age(nanos.getAsLong()));
        getContext().getLog().debug("Attempt answered [attempt={}, answer={}]", open.attempt(), answer);
    }

    private void learn(SendAnswer answer) {
        if (breaker.learn(answer, nanos.getAsLong())) {
            metrics.breakerOpened();
            getContext()
                    .getLog()
                    .warn(
                            "Expected the provider to answer, but it failed again; refusing for {} [channel={}, queued={}]",
                            settings.openFor(),
                            port.channel(),
                            queue.size());
            refuseQueue(RefusalReason.CIRCUIT_OPEN);
        }
    }

    private void refuseQueue(RefusalReason reason) {
        List.copyOf(queue.values()).forEach(open -> {
            leaveQueue(open);
            answer(open, refused(reason));
        });
    }

    private int onTheWay() {
        return queue.size() + sending.size();
    }

    private void leaveQueue(OpenSend open) {
        queue.remove(open.attempt());
        metrics.waiting(-1);
    }

    private void sweepWhileSomethingWaits() {
        if (queue.isEmpty()) {
            timers.cancel(SweepDue.class);
        } else if (!timers.isTimerActive(SweepDue.class)) {
            timers.startTimerWithFixedDelay(SweepDue.class, new SweepDue(), SWEEP_EVERY);
        }
    }

    /** Nobody waits for an answer much longer than the attempt is valid, however slow the provider is. */
    private Behavior<Message> onSweepDue() {
        Instant now = clock.instant();
        List.copyOf(queue.values()).forEach(open -> {
            if (!now.isBefore(open.message().validUntil())) {
                leaveQueue(open);
                answer(open, EXPIRED);
            }
        });
        return pump();
    }

    private Behavior<Message> onDrain(Drain drain) {
        drainers.add(drain.replyTo());
        refuseQueue(RefusalReason.STOPPING);
        return stopWhenDrained();
    }

    private Behavior<Message> stopWhenDrained() {
        if (!drainers.isEmpty() && sending.isEmpty()) {
            drainers.forEach(drainer -> drainer.tell(Done.getInstance()));
            return Behaviors.stopped();
        }
        return pump();
    }

    /** Stopped without a drain: what had not left never does, the rest is unknown. */
    private Behavior<Message> onPostStop() {
        refuseQueue(RefusalReason.STOPPING);
        sending.values().forEach(open -> {
            metrics.inFlight(-1);
            answer(open, open.judge(null, null));
        });
        sending.clear();
        return this;
    }

    private static SendAnswer refused(RefusalReason reason) {
        return new SendAnswer.Refused(reason, "by the gateway");
    }
}
