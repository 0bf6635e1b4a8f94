package dev.janji.gateways.voice.carrier;

import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.voice.carrier.CallScript.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** One call at the played carrier: what it is in, what it waits for, what is written of it. Guarded by its exchange's lock. */
final class PlayedCall {
    /** A log line has an end, whatever the house does. */
    private static final int MOST_ACTS = 200;

    final CallId id;
    final Fate fate;
    final boolean isInbound;
    /** What happened while nobody could be told. */
    final List<CallEvent> untold = new ArrayList<>();
    /** Announcements that play. */
    final Set<CompletableFuture<Done>> playing = new HashSet<>();

    @Nullable
    Instant answeredAt;

    boolean isAnswerTold;

    @Nullable
    AgentId agent;

    boolean isHeld;
    /** Somebody hears recordings, or has pressed the one key that they press. */
    boolean isListening;

    boolean hasPressed;

    @Nullable
    String recording;

    int recordings;
    private boolean wasConnected;
    private HouseClock.@Nullable Appointment next;
    private HouseClock.@Nullable Hold waitsForHouse;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> acts = new ArrayList<>();

    PlayedCall(CallId id, Fate fate, boolean isInbound) {
        this.id = id;
        this.fate = fate;
        this.isInbound = isInbound;
        note("call", id.value());
        note("way", isInbound ? "INBOUND" : fate.way().name());
    }

    void note(String fact, String value) {
        facts.putIfAbsent(fact, value);
    }

    void act(Instant at, String what) {
        if (acts.size() < MOST_ACTS) {
            acts.add(at + " " + what);
        }
    }

    String toLine() {
        return LoggedCall.toLine(facts, acts);
    }

    /** What the script does next; whatever else it was to do is off. */
    void await(HouseClock.Appointment appointment) {
        forget();
        next = appointment;
    }

    private void forget() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /** The house clock waits for the house, until the hold is closed here or by whoever else has it. */
    void holdClock(HouseClock.Hold hold) {
        waitsForHouse = hold;
    }

    /** The house has done something with it. */
    void letClockGo() {
        if (waitsForHouse != null) {
            waitsForHouse.close();
            waitsForHouse = null;
        }
    }

    boolean isAnswered() {
        return answeredAt != null;
    }

    By heardAs() {
        return fate.heardAs();
    }

    /** @return whether it is the first connection */
    boolean connect(Instant at, AgentId to) {
        boolean first = !wasConnected;
        wasConnected = true;
        agent = to;
        note("connected", at.toString());
        note("agent", to.value());
        act(at, "connected " + to);
        return first;
    }

    void end(Instant at, CallEvent.Ended.End end) {
        forget();
        letClockGo();
        note("ended", at.toString());
        note("end", end.name());
        List.copyOf(playing)
                .forEach(play -> play.completeExceptionally(new CallLost(
                        "Expected an announcement to be heard to its end, but the call is over [call=" + id + "]")));
        playing.clear();
    }
}
