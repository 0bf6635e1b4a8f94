package dev.janji.actors.desk;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RecordedCalls;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * A telephone with a machine beside it: calls whose template is a recording are the machine's ({@link RecordedTalk}), from the dial on; every other call, and what
 * is left of an earlier life, is its listener's as if there were no machine. No more of its calls are up than {@link RecordedCallSettings#lines}; what finds no
 * line is not dialed. Thread-safe; nothing here blocks.
 */
public final class RecordedVoice implements VoicePort {
    private final VoicePort port;
    private final RecordedTalk.House house;
    private final RecordedCallSettings settings;
    private final Map<CallId, RecordedTalk> talks = new HashMap<>();
    private @Nullable Instant lastDial;

    private RecordedVoice(VoicePort port, RecordedTalk.House house, RecordedCallSettings settings) {
        this.port = port;
        this.house = house;
        this.settings = settings;
    }

    /** @param debtors who say whether anything may be played */
    public static RecordedVoice beside(
            VoicePort port,
            ActorSystem<?> system,
            HouseClock clock,
            DebtorDoor debtors,
            RecordedCallSettings settings) {
        RealTime realTime = (delay, task) -> system.scheduler().scheduleOnce(delay, task, system.executionContext());
        return beside(port, clock, debtors, new DebtorPost(debtors, realTime, clock), settings);
    }

    static RecordedVoice beside(
            VoicePort port, HouseClock clock, DebtorDoor debtors, DebtorPost post, RecordedCallSettings settings) {
        return new RecordedVoice(port, new RecordedTalk.House(port, clock, debtors, post, settings), settings);
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        if (!RecordedCalls.is(message.template(), Channel.VOICE)) {
            return port.send(message, permit);
        }
        String language = message.wording().language();
        Recording greeting = new Recording(RecordedCalls.GREETING, language, Map.of());
        Recording words =
                new Recording(message.template(), language, message.wording().values());
        Optional<String> lacking = port.lacksFor(greeting).or(() -> port.lacksFor(words));
        if (lacking.isPresent()) {
            count("no-recording");
            return CompletableFuture.completedFuture(new SendAnswer.Refused(RefusalReason.REJECTED, lacking.get()));
        }
        CallId call = CallId.of(message.attempt());
        RecordedTalk talk = new RecordedTalk(house, message, greeting, words, () -> forget(call));
        if (!admits(call, talk)) {
            count("no-line");
            if (permit.revoke()) {
                return CompletableFuture.completedFuture(permit.denial());
            }
            // It was claimed before: only the telephone itself can say what became of it.
            return port.send(message, permit);
        }
        talk.begin();
        return port.send(message, permit).whenComplete((answer, failure) -> {
            if (answer instanceof SendAnswer.Refused || answer instanceof SendAnswer.NotSent) {
                talk.neverDialed();
            } else {
                count("dialed");
            }
        });
    }

    /** @return false when no line is free, or the last call was begun too lately */
    private boolean admits(CallId call, RecordedTalk talk) {
        Instant now = house.clock().instant();
        Duration pause = Duration.ofNanos((long) (1_000_000_000L / settings.perSecond()));
        synchronized (talks) {
            Instant last = lastDial;
            boolean isTooSoon = last != null && now.isBefore(last.plus(pause));
            if (talks.size() >= settings.lines() || isTooSoon || talks.containsKey(call)) {
                return false;
            }
            lastDial = now;
            talks.put(call, talk);
            return true;
        }
    }

    private void forget(CallId call) {
        synchronized (talks) {
            talks.remove(call);
        }
    }

    private @Nullable RecordedTalk talkOf(CallId call) {
        synchronized (talks) {
            return talks.get(call);
        }
    }

    /** The machine's calls that are up. */
    int callsUp() {
        synchronized (talks) {
            return talks.size();
        }
    }

    static void count(String event) {
        Telemetry.count(Telemetry.RECORDED_CALLS, "event", event);
    }

    @Override
    public void listen(CallListener listener) {
        port.listen(new CallListener() {
            @Override
            public void heard(CallId call, CallEvent event) {
                RecordedTalk talk = talkOf(call);
                if (talk == null) {
                    listener.heard(call, event);
                } else {
                    talk.heard(event);
                }
            }

            @Override
            public void calledBy(CallId call, String number, String called) {
                listener.calledBy(call, number, called);
            }

            @Override
            public void lost() {
                listener.lost();
            }

            @Override
            public void reachable(Set<CallId> calls) {
                Set<CallId> others = new HashSet<>(calls);
                List<RecordedTalk> mine;
                synchronized (talks) {
                    others.removeAll(talks.keySet());
                    mine = List.copyOf(talks.values());
                }
                mine.forEach(talk -> talk.found(calls));
                listener.reachable(others);
            }
        });
    }

    @Override
    public Channel channel() {
        return port.channel();
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return port.lookUp(attempt);
    }

    @Override
    public boolean isUp() {
        return port.isUp();
    }

    @Override
    public CompletionStage<Done> openLine(AgentId agent, String address) {
        return port.openLine(agent, address);
    }

    @Override
    public CompletionStage<Done> closeLine(AgentId agent) {
        return port.closeLine(agent);
    }

    @Override
    public CompletionStage<Done> connect(CallId call, AgentId agent) {
        return port.connect(call, agent);
    }

    @Override
    public CompletionStage<Done> hold(CallId call, boolean held) {
        return port.hold(call, held);
    }

    @Override
    public CompletionStage<Done> play(CallId call, Announcement announcement) {
        return port.play(call, announcement);
    }

    @Override
    public Optional<String> lacksFor(Recording recording) {
        return port.lacksFor(recording);
    }

    @Override
    public CompletionStage<Done> play(CallId call, Recording recording) {
        return port.play(call, recording);
    }

    @Override
    public CompletionStage<Done> hangUp(CallId call) {
        return port.hangUp(call);
    }

    @Override
    public CompletionStage<String> startRecording(CallId call) {
        return port.startRecording(call);
    }

    @Override
    public CompletionStage<Done> stopRecording(CallId call) {
        return port.stopRecording(call);
    }

    @Override
    public CompletionStage<Done> supervise(CallId call, AgentId supervisor, Part part) {
        return port.supervise(call, supervisor, part);
    }

    @Override
    public void close() {
        port.close();
    }
}
