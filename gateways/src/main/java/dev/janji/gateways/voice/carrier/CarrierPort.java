package dev.janji.gateways.voice.carrier;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.simulator.AttemptLog;
import dev.janji.gateways.simulator.LineLog;
import dev.janji.gateways.simulator.LoggedAttempt;
import dev.janji.gateways.simulator.Script;
import dev.janji.gateways.simulator.Visits;
import dev.janji.gateways.voice.NewestCalls;
import dev.janji.gateways.voice.carrier.CallScript.Fate;
import dev.janji.gateways.voice.carrier.CallScript.Reception;
import dev.janji.gateways.voice.carrier.CallScript.Taking;
import dev.janji.gateways.voice.carrier.CallScript.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A telephone adapter and its carrier in one: follows a {@link CallScript}, and has "dialed" what stands in its {@link AttemptLog}, which is
 * its memory too. What the carrier answers comes in real time, because the house clock waits for an open contact; calls ring, talk and end on
 * the house clock. A second log says what happened to each call that is over. Nobody is dialed before somebody listens. Thread-safe. Keeps
 * about 150 bytes of heap per attempt in its log: it is no carrier.
 */
public final class CarrierPort implements VoicePort {
    private static final Logger LOG = LoggerFactory.getLogger(CarrierPort.class);
    /** Who is called may call back; older ones are forgotten. */
    private static final int REMEMBERED_NUMBERS = 256;

    private final CarrierSettings settings;
    private final HouseClock clock;
    private final AttemptLog log;
    private final LineLog calls;
    private final Exchange exchange;
    private final ScheduledExecutorService carrier;
    private final Set<String> dialed = ConcurrentHashMap.newKeySet();
    /** Calls that were hung up before they were dialed: they never are. Guarded by {@code dialed}. */
    private final NewestCalls hungUp = new NewestCalls();

    private final Visits visits;
    private final Callers callers;
    private volatile boolean down;
    private volatile boolean closed;

    private CarrierPort(CarrierSettings settings, HouseClock clock, ScheduledExecutorService carrier) {
        this.carrier = carrier;
        this.visits = new Visits("the simulated carrier", carrier);
        this.settings = settings;
        this.clock = clock;
        this.callers = new Callers();
        AttemptLog.read(settings.log(), attempt -> dialed.add(attempt.attempt()));
        this.log = AttemptLog.open(settings.log());
        this.calls = LineLog.open(settings.calls());
        this.exchange = new Exchange(clock, settings, this::write, this::releaseSoon);
    }

    /** Reads the log and goes on from it; calls of a former life are over. */
    public static CarrierPort start(CarrierSettings settings, HouseClock clock) {
        return start(settings, clock, new ScheduledThreadPoolExecutor(settings.threads(), work -> {
            Thread thread = new Thread(work, "simulated-voice");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** @param carrier on whose time the carrier answers; ended with this port */
    public static CarrierPort start(CarrierSettings settings, HouseClock clock, ScheduledExecutorService carrier) {
        return new CarrierPort(settings, clock, carrier);
    }

    @Override
    public Channel channel() {
        return Channel.VOICE;
    }

    @Override
    public void listen(CallListener listener) {
        exchange.listen(listener);
        if (settings.inboundPerHour() > 0) {
            callers.expectNext();
        }
    }

    @Override
    public boolean isUp() {
        return exchange.isUp();
    }

    /** Lets a test or a demo take the carrier away and bring it back. Calls go on meanwhile, and nobody hears of them. */
    public void setDown(boolean nowDown) {
        down = nowDown;
        exchange.setDown(nowDown);
    }

    /** Calls that are not over. */
    public int callsUp() {
        return exchange.callsUp();
    }

    /** Somebody calls the house now. @param number personal; empty when it is withheld */
    public CallId call(String number) {
        return callers.call(number);
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        Taking taking = settings.script().takingOf(message.attempt(), message.address());
        return visits.begin(message, permit, taking.latency().dividedBy(2), visit -> arrive(visit, taking.reception()));
    }

    private void arrive(Visits.Visit visit, Reception reception) {
        if (down) {
            visit.unreachable("the simulated carrier is down");
            return;
        }
        if (!exchange.isListened()) {
            visit.unreachable("nobody listens to calls");
            return;
        }
        boolean isClaimed;
        synchronized (dialed) {
            if (hungUp.has(CallId.of(visit.message().attempt()))) {
                visit.permit().revoke();
            }
            isClaimed = visit.permit().claim();
            if (isClaimed && (reception == Reception.TAKEN || reception == Reception.LOST_AFTER)) {
                dial(visit);
            }
        }
        if (!isClaimed) {
            visit.deny();
            return;
        }
        Duration patience = settings.script().setup().patience();
        switch (reception) {
            case TAKEN -> visit.handedOver();
            case LOST_AFTER -> visit.unknown(patience, "the simulated answer was lost");
            case LOST_BEFORE -> visit.unknown(patience, "the simulated carrier was silent");
            case REFUSED -> visit.refused(RefusalReason.REJECTED);
            case THROTTLED -> visit.refused(RefusalReason.THROTTLED);
        }
    }

    /** The dialing itself: the line in the log, then the telephone. A resend is recognised and dials nobody. */
    private void dial(Visits.Visit visit) {
        OutboundMessage message = visit.message();
        if (!dialed.add(message.attempt().value())) {
            return;
        }
        LoggedAttempt line = visit.line(channel());
        try {
            log.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int hour = line.atVirtual().atZone(settings.zone()).getHour();
        Fate fate = settings.script().fateOf(message.attempt(), message.address(), hour);
        if (fate.way() == Way.NO_ANSWER) {
            callers.remember(message.address());
        }
        exchange.dial(CallId.of(message.attempt()), fate, line.atVirtual());
    }

    /** Those who call the house: mostly they were called, did not answer, and call back. */
    private final class Callers {
        private final SplittableRandom random;
        private final String life;
        private final List<String> numbers = new ArrayList<>();
        private int count;

        Callers() {
            Instant begun = clock.instant();
            this.life = "inbound~" + begun.toEpochMilli() + "~";
            this.random = Script.randomOf(settings.script().seed(), "inbound");
        }

        synchronized void remember(String number) {
            if (numbers.size() >= REMEMBERED_NUMBERS) {
                numbers.remove(0);
            }
            numbers.add(number);
        }

        CallId call(String number) {
            CallId id = nextId();
            int hour = clock.instant().atZone(settings.zone()).getHour();
            Fate fate = settings.script().fateOf(new AttemptId(id.value()), "", hour);
            Duration waits = settings.inboundWaits()
                    .any(Script.randomOf(settings.script().seed(), id.value()));
            exchange.calledBy(
                    id,
                    number,
                    new Fate(Way.PERSON, Duration.ZERO, Duration.ZERO, fate.heardAs(), fate.talk(), waits),
                    clock.instant());
            return id;
        }

        private synchronized CallId nextId() {
            return new CallId(life + ++count);
        }

        /** @return empty when nobody has a call to return; an empty text for who withholds the number */
        private synchronized Optional<String> anyNumber() {
            if (random.nextDouble() < settings.inboundWithheld()) {
                return Optional.of("");
            }
            return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.remove(random.nextInt(numbers.size())));
        }

        private synchronized Duration untilNext() {
            return Lots.untilNext(random, settings.inboundPerHour());
        }

        void expectNext() {
            clock.at(clock.instant().plus(untilNext()), () -> {
                if (!closed) {
                    anyNumber().ifPresent(this::call);
                    expectNext();
                }
            });
        }
    }

    private void write(String line) {
        try {
            calls.append(line);
        } catch (IOException e) {
            LOG.warn("Expected to write what happened to a call, but could not [file={}]", settings.calls(), e);
        }
    }

    private void releaseSoon(HouseClock.Hold hold) {
        try {
            carrier.schedule(hold::close, settings.reaction().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            hold.close();
        }
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return CompletableFuture.completedFuture(
                dialed.contains(attempt.id().value())
                        ? new LookUpAnswer.Sent(Visits.reference(attempt.id()))
                        : new LookUpAnswer.NeverSent());
    }

    @Override
    public CompletionStage<Done> openLine(AgentId agent, String address) {
        return exchange.openLine(agent);
    }

    @Override
    public CompletionStage<Done> closeLine(AgentId agent) {
        return exchange.closeLine(agent);
    }

    @Override
    public CompletionStage<Done> connect(CallId call, AgentId agent) {
        return exchange.connect(call, agent);
    }

    @Override
    public CompletionStage<Done> hold(CallId call, boolean held) {
        return exchange.hold(call, held);
    }

    @Override
    public CompletionStage<Done> play(CallId call, Announcement announcement) {
        return exchange.play(call, announcement);
    }

    /** This telephone needs no sounds. */
    @Override
    public Optional<String> lacksFor(Recording recording) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Done> play(CallId call, Recording recording) {
        return exchange.play(call, recording);
    }

    @Override
    public CompletionStage<Done> hangUp(CallId call) {
        synchronized (dialed) {
            if (!dialed.contains(call.value())) {
                hungUp.add(call);
            }
        }
        return exchange.hangUp(call);
    }

    @Override
    public CompletionStage<String> startRecording(CallId call) {
        return exchange.startRecording(call);
    }

    @Override
    public CompletionStage<Done> stopRecording(CallId call) {
        return exchange.stopRecording(call);
    }

    @Override
    public CompletionStage<Done> supervise(CallId call, AgentId supervisor, Part part) {
        return exchange.supervise(call, supervisor, part);
    }

    /** Hangs everything up; answers every send. */
    @Override
    public void close() {
        closed = true;
        exchange.close();
        carrier.shutdownNow();
        try {
            if (!carrier.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Expected the simulated carrier to stop, but it still works");
            }
            visits.abandon();
            log.close();
            calls.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            visits.abandon();
        } catch (IOException e) {
            LOG.warn("Expected to close the logs of the simulated carrier, but could not", e);
        }
    }
}
