package dev.janji.gateways.voice.carrier;

import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.actors.voice.VoicePort.Part;
import dev.janji.actors.voice.VoicePort.Recording;
import dev.janji.domain.debtor.RecordedCalls;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.simulator.Script;
import dev.janji.gateways.voice.carrier.CallScript.Fate;
import dev.janji.gateways.voice.carrier.CallScript.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * The calls and agents' lines of a played carrier, by the house clock. Thread-safe: one lock, under which the listener is told, so that a call's
 * events keep their order. A call is forgotten when it is over, and its script ends every call.
 */
final class Exchange {
    private static final char NO_KEY = ' ';

    private final Object lock = new Object();
    private final HouseClock clock;
    private final CarrierSettings settings;
    private final Consumer<String> log;
    private final Consumer<HouseClock.Hold> releaseSoon;
    private final Map<CallId, PlayedCall> calls = new HashMap<>();
    private final Set<AgentId> lines = new HashSet<>();
    private final Map<AgentId, CallId> talking = new HashMap<>();

    @Nullable
    private CallListener listener;

    private boolean down;
    private boolean closed;

    /**
     * @param log takes the line of every call that is over
     * @param releaseSoon closes a hold after the house had its time to react
     */
    Exchange(HouseClock clock, CarrierSettings settings, Consumer<String> log, Consumer<HouseClock.Hold> releaseSoon) {
        this.clock = clock;
        this.settings = settings;
        this.log = log;
        this.releaseSoon = releaseSoon;
    }

    void listen(CallListener heard) {
        synchronized (lock) {
            if (listener != null) {
                throw new IllegalStateException("Expected one listener of the carrier, but there is one already");
            }
            listener = heard;
        }
    }

    boolean isUp() {
        synchronized (lock) {
            return listener != null && !down && !closed;
        }
    }

    boolean isListened() {
        synchronized (lock) {
            return listener != null;
        }
    }

    int callsUp() {
        synchronized (lock) {
            return calls.size();
        }
    }

    /** Calls and their scripts go on while the carrier is away; only nobody hears of them. */
    void setDown(boolean nowDown) {
        synchronized (lock) {
            if (nowDown == down) {
                return;
            }
            down = nowDown;
            if (listener == null) {
                return;
            }
            if (down) {
                calls.values().forEach(PlayedCall::letClockGo);
                listener.lost();
                return;
            }
            listener.reachable(Set.copyOf(calls.keySet()));
            for (PlayedCall call : List.copyOf(calls.values())) {
                List<CallEvent> missed = List.copyOf(call.untold);
                call.untold.clear();
                for (CallEvent event : missed) {
                    // Whoever hears of the first may have hung up.
                    if (calls.get(call.id) == call) {
                        tell(call, event);
                    }
                }
            }
        }
    }

    /** Somebody is dialed. */
    void dial(CallId id, Fate fate, Instant at) {
        synchronized (lock) {
            boolean isRoom = calls.size() < settings.lines();
            PlayedCall call = new PlayedCall(id, isRoom ? fate : withoutCircuit(fate), false);
            call.note("dialed", at.toString());
            calls.put(id, call);
            boolean rings = call.fate.way().rings();
            after(call, at, call.fate.setup(), now -> {
                if (rings) {
                    rings(call, now);
                } else {
                    end(call, now, call.fate.way().end());
                }
            });
        }
    }

    private static Fate withoutCircuit(Fate fate) {
        return new Fate(Way.NO_CIRCUIT, fate.setup(), fate.ring(), fate.heardAs(), fate.talk(), fate.waits());
    }

    private void rings(PlayedCall call, Instant at) {
        call.note("ringing", at.toString());
        after(call, at, call.fate.ring(), now -> {
            if (call.fate.way().isAnswered()) {
                answered(call, now);
            } else {
                end(call, now, call.fate.way().end());
            }
        });
        tell(call, new CallEvent.Ringing(at));
    }

    private void answered(PlayedCall call, Instant at) {
        call.answeredAt = at;
        call.note("answered", at.toString());
        Duration detection = settings.script().times().detection();
        if (detection.compareTo(patience(call)) >= 0) {
            leavesAfter(call, at, patience(call));
        } else {
            after(call, at, detection, now -> {
                leavesAfter(call, at, patience(call));
                tellAnswer(call, call.heardAs());
            });
        }
    }

    private Duration patience(PlayedCall call) {
        return call.fate.way() == Way.MACHINE ? settings.script().times().machineListens() : call.fate.waits();
    }

    private void leavesAfter(PlayedCall call, Instant since, Duration time) {
        after(call, since, time, now -> end(call, now, End.THEY_HUNG_UP));
    }

    private void tellAnswer(PlayedCall call, By by) {
        Instant at = call.answeredAt;
        if (at == null || call.isAnswerTold) {
            return;
        }
        call.isAnswerTold = true;
        call.note("heardAs", by.name());
        waitForHouse(call);
        tell(call, new CallEvent.Answered(at, by));
    }

    private void waitForHouse(PlayedCall call) {
        if (!settings.reaction().isZero() && !down) {
            HouseClock.Hold hold = clock.hold("simulated-call");
            call.holdClock(hold);
            releaseSoon.accept(hold);
        }
    }

    /** Somebody calls the house. */
    void calledBy(CallId id, String number, Fate fate, Instant at) {
        synchronized (lock) {
            if (listener == null || down || closed || calls.size() >= settings.lines()) {
                return;
            }
            PlayedCall call = new PlayedCall(id, fate, true);
            call.note("called", at.toString());
            call.answeredAt = at;
            call.isAnswerTold = true;
            calls.put(id, call);
            leavesAfter(call, at, fate.waits());
            waitForHouse(call);
            listener.calledBy(id, number, settings.inboundNumber());
        }
    }

    CompletableFuture<Done> openLine(AgentId agent) {
        return done(() -> lines.add(agent));
    }

    CompletableFuture<Done> closeLine(AgentId agent) {
        return done(() -> {
            lines.remove(agent);
            CallId id = talking.remove(agent);
            PlayedCall call = id == null ? null : calls.get(id);
            if (call != null) {
                call.agent = null;
                call.act(clock.instant(), "left " + agent);
            }
        });
    }

    CompletableFuture<Done> connect(CallId id, AgentId agent) {
        return done(() -> {
            PlayedCall call = living(id);
            demandLine(agent);
            if (!call.isAnswerTold) {
                throw new IllegalStateException("Expected an answered call, but it is not [call=" + id + "]");
            }
            CallId other = talking.get(agent);
            if (other != null && !other.equals(id)) {
                throw new IllegalStateException(
                        "Expected a free line, but it has another call [agent=" + agent + ", call=" + id + "]");
            }
            if (agent.equals(call.agent)) {
                return;
            }
            if (call.agent != null) {
                talking.remove(call.agent);
            }
            Instant now = clock.instant();
            talking.put(agent, id);
            // A machine does not notice who listens.
            if (call.connect(now, agent) && call.fate.way() != Way.MACHINE) {
                leavesAfter(call, now, call.fate.talk());
            }
            call.letClockGo();
        });
    }

    CompletableFuture<Done> hold(CallId id, boolean held) {
        return done(() -> {
            PlayedCall call = living(id);
            if (call.isHeld != held) {
                call.isHeld = held;
                call.act(clock.instant(), held ? "held" : "unheld");
            }
        });
    }

    CompletableFuture<Done> play(CallId id, Announcement announcement) {
        return play(id, announcement.name(), call -> {
            if (announcement == Announcement.CALLBACK_OFFERED && agrees(call)) {
                press(call, '1');
            }
        });
    }

    /** Who is called by a machine and hears a recording to its end listens as long as others talk, and may press a key after the greeting. */
    CompletableFuture<Done> play(CallId id, Recording recording) {
        return play(id, recording.toString(), call -> {
            char key = recording.template().equals(RecordedCalls.GREETING) && call.fate.way() != Way.MACHINE
                    ? keyOf(call)
                    : NO_KEY;
            if (key != NO_KEY && !call.hasPressed) {
                call.hasPressed = true;
                press(call, key);
            }
        });
    }

    /** @param then under the lock, when the words are over and the call is not */
    private CompletableFuture<Done> play(CallId id, String words, Consumer<PlayedCall> then) {
        CompletableFuture<Done> played = new CompletableFuture<>();
        CompletableFuture<Done> begun = done(() -> {
            PlayedCall call = living(id);
            if (!call.isAnswerTold) {
                throw new IllegalStateException("Expected an answered call, but it is not [call=" + id + "]");
            }
            Instant now = clock.instant();
            call.act(now, "plays " + words);
            if (words.startsWith(RecordedCalls.TEMPLATES) && !call.isListening) {
                call.isListening = true;
                if (call.fate.way() != Way.MACHINE) {
                    leavesAfter(call, now, call.fate.talk());
                }
            }
            call.playing.add(played);
            clock.at(now.plus(settings.script().times().announcement()), () -> {
                synchronized (lock) {
                    call.playing.remove(played);
                    if (calls.get(id) == call) {
                        then.accept(call);
                    }
                }
                played.complete(Done.getInstance());
            });
            call.letClockGo();
        });
        return begun.thenCompose(done -> played);
    }

    private void press(PlayedCall call, char key) {
        Instant pressed = clock.instant();
        call.act(pressed, "presses " + key);
        tell(call, new CallEvent.Pressed(pressed, key));
    }

    /** By lot of the call alone. */
    private char keyOf(PlayedCall call) {
        double lot = Script.randomOf(settings.script().seed(), call.id.value() + "~key")
                .nextDouble();
        if (lot < settings.recordedConfirms()) {
            return '1';
        }
        if (lot < settings.recordedConfirms() + settings.recordedCallsBack()) {
            return '2';
        }
        return lot < settings.recordedConfirms() + settings.recordedCallsBack() + settings.recordedStops()
                ? '9'
                : NO_KEY;
    }

    /** By lot of the call alone. */
    private boolean agrees(PlayedCall call) {
        return call.isInbound
                && Script.randomOf(settings.script().seed(), call.id.value() + "~agrees")
                                .nextDouble()
                        < settings.inboundAgrees();
    }

    CompletableFuture<Done> hangUp(CallId id) {
        return done(() -> {
            demandUp(id);
            PlayedCall call = calls.get(id);
            if (call != null) {
                end(call, clock.instant(), End.WE_HUNG_UP);
            }
        });
    }

    CompletableFuture<String> startRecording(CallId id) {
        return answer(() -> {
            PlayedCall call = living(id);
            String reference = call.recording;
            if (reference == null) {
                reference = "recording~" + id + "~" + ++call.recordings;
                call.recording = reference;
                call.act(clock.instant(), "records " + reference);
            }
            return reference;
        });
    }

    CompletableFuture<Done> stopRecording(CallId id) {
        return done(() -> {
            PlayedCall call = living(id);
            if (call.recording != null) {
                call.act(clock.instant(), "stops " + call.recording);
                call.recording = null;
            }
        });
    }

    CompletableFuture<Done> supervise(CallId id, AgentId supervisor, Part part) {
        return done(() -> {
            PlayedCall call = living(id);
            if (part != Part.LEAVE) {
                demandLine(supervisor);
            }
            call.act(clock.instant(), part + " " + supervisor);
        });
    }

    /** Hangs everything up. Again, it changes nothing. */
    void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            Instant now = clock.instant();
            List.copyOf(calls.values()).forEach(call -> end(call, now, End.WE_HUNG_UP));
            closed = true;
        }
    }

    private void end(PlayedCall call, Instant at, End end) {
        if (call.answeredAt != null) {
            // Whoever hung up before anybody knew who it was had answered all the same.
            tellAnswer(call, By.UNKNOWN);
        }
        // Whoever was told may have hung up at once.
        if (!calls.remove(call.id, call)) {
            return;
        }
        if (call.agent != null) {
            talking.remove(call.agent);
        }
        call.end(at, end);
        log.accept(call.toLine());
        tell(call, new CallEvent.Ended(at, end));
    }

    private void tell(PlayedCall call, CallEvent event) {
        CallListener told = listener;
        if (told == null) {
            return;
        }
        if (down) {
            call.untold.add(event);
        } else {
            told.heard(call.id, event);
        }
    }

    private void after(PlayedCall call, Instant since, Duration time, Consumer<Instant> then) {
        call.await(clock.at(since.plus(time), () -> {
            synchronized (lock) {
                if (calls.get(call.id) == call && !closed) {
                    then.accept(clock.instant());
                }
            }
        }));
    }

    private PlayedCall living(CallId id) {
        demandUp(id);
        PlayedCall call = calls.get(id);
        if (call == null) {
            throw new CallLost("Expected a call that goes on, but it is over [call=" + id + "]");
        }
        return call;
    }

    private void demandUp(CallId id) {
        if (down || closed) {
            throw new CallLost("Expected the carrier to be there, but it is not [call=" + id + "]");
        }
    }

    private void demandLine(AgentId agent) {
        if (!lines.contains(agent)) {
            throw new CallLost("Expected an open line, but there is none [agent=" + agent + "]");
        }
    }

    private CompletableFuture<Done> done(Runnable work) {
        return answer(() -> {
            work.run();
            return Done.getInstance();
        });
    }

    private <T> CompletableFuture<T> answer(Supplier<T> work) {
        synchronized (lock) {
            try {
                return CompletableFuture.completedFuture(work.get());
            } catch (CallLost | IllegalStateException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }
}
