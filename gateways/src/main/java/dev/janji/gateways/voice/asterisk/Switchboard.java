package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.actors.voice.VoicePort.Recording;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls and agents' lines at an Asterisk, what is told of them and what is done with them. A call talks in a bridge of its own, a line waits in a
 * bridge of its own. Confined to the adapter's loop: requests and events come there one after the other; each step that follows an answer of the
 * Asterisk looks anew whether the call is still there.
 */
final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    /** A channel that is not in so many looks in a row is not there: its end may be on its way in the first. */
    private static final int LOOKS = 2;

    static final int NO_CAUSE = -1;

    private final Ari ari;
    private final SpokenWords words;
    private final ChannelNames names;
    private final InstantSource clock;
    private final CallListener listener;
    private final Map<CallId, AriCall> calls = new HashMap<>();
    private final Map<AgentId, AriLine> lines = new HashMap<>();
    private final Map<AgentId, CompletableFuture<Done>> removals = new HashMap<>();

    Switchboard(Ari ari, AsteriskSettings settings, ChannelNames names, InstantSource clock, CallListener listener) {
        this.ari = ari;
        this.words = new SpokenWords(ari, settings);
        this.names = names;
        this.clock = clock;
        this.listener = listener;
    }

    // What happens at the Asterisk.

    /** A call is about to be dialed. */
    AriCall dialing(CallId id) {
        AriCall call = new AriCall(id, names.of(id), false);
        calls.put(id, call);
        return call;
    }

    /** The Asterisk said that it did not dial. Nothing is told of the call. */
    void notDialed(AriCall call) {
        calls.remove(call.id, call);
    }

    Optional<AriCall> call(CallId id) {
        return Optional.ofNullable(calls.get(id));
    }

    Optional<AriCall> callOn(String channel) {
        return (names.dialed(channel).isPresent() ? names.dialed(channel) : names.inbound(channel))
                .map(calls::get)
                // A call whose id is too long is known by its channel only.
                .or(() -> calls.values().stream()
                        .filter(call -> call.channel.equals(channel))
                        .findAny());
    }

    Optional<AriLine> lineOn(String channel) {
        return lines.values().stream()
                .filter(line -> line.channel.equals(channel))
                .findAny();
    }

    void ringing(AriCall call) {
        hangUpAgain(call);
        if (!call.isRingingTold && call.answeredAt == null) {
            call.isRingingTold = true;
            listener.heard(call.id, new CallEvent.Ringing(clock.instant()));
        }
    }

    /** Somebody answered, and nobody knows yet who. */
    void answered(AriCall call) {
        hangUpAgain(call);
        if (call.answeredAt == null) {
            call.answeredAt = clock.instant();
        }
    }

    /** A call that was hung up before it was there. */
    private void hangUpAgain(AriCall call) {
        if (call.weHungUp) {
            ignoring(ari.hangUp(call.channel));
        }
    }

    void heardAs(AriCall call, By by) {
        Instant at = call.answeredAt;
        if (at != null && !call.isAnswerTold) {
            call.isAnswerTold = true;
            listener.heard(call.id, new CallEvent.Answered(at, by));
        }
    }

    void calledBy(CallId id, String number, String called) {
        if (calls.containsKey(id)) {
            return;
        }
        AriCall call = new AriCall(id, names.of(id), true);
        call.asked.complete(Done.getInstance());
        call.answeredAt = clock.instant();
        call.isAnswerTold = true;
        calls.put(id, call);
        listener.calledBy(id, number, called);
    }

    void pressed(AriCall call, String key) {
        if (key.length() == 1) {
            listener.heard(call.id, new CallEvent.Pressed(clock.instant(), key.charAt(0)));
        }
    }

    /**
     * @param cause of Q.850
     * @param status of SIP; 0 when there is none
     */
    void ended(AriCall call, int cause, int status) {
        if (!calls.remove(call.id, call)) {
            return;
        }
        // Whoever hung up before anybody knew who it was had answered all the same.
        heardAs(call, By.UNKNOWN);
        End end;
        if (call.weHungUp) {
            end = End.WE_HUNG_UP;
        } else if (call.answeredAt != null) {
            end = End.THEY_HUNG_UP;
        } else {
            end = HangupCauses.endOfUnanswered(cause, status);
        }
        LOG.debug("Call is over [call={}, end={}, cause={}, status={}]", call.id, end, cause, status);
        release(call);
        listener.heard(call.id, new CallEvent.Ended(clock.instant(), end));
    }

    private void release(AriCall call) {
        CallLost lost = over(call.id);
        call.asked.complete(Done.getInstance());
        SpokenWords.stop(call, lost);
        List<AriLine> free = new ArrayList<>();
        for (AriLine line : lines.values()) {
            if (line.supervised == call) {
                free.add(line);
            }
        }
        AriLine line = call.line;
        if (line != null) {
            call.line = null;
            line.call = null;
            free.add(line);
        }
        CompletableFuture<?>[] moved = free.stream().map(this::backToWaiting).toArray(CompletableFuture[]::new);
        if (call.hasBridge) {
            CompletableFuture.allOf(moved).thenCompose(done -> ignoring(ari.removeBridge(call.bridge)));
        }
    }

    /** Done when it has moved. The bridge that it leaves is removed after that: else the Asterisk may take it out of the one to which it came. */
    private CompletableFuture<Done> backToWaiting(AriLine line) {
        return ignoring(Supervision.leave(ari, line)
                .thenCompose(left ->
                        isFree(line) ? ari.join(line.waiting, line.channel) : CompletableFuture.completedFuture(left)));
    }

    private boolean isFree(AriLine line) {
        return lines.get(line.agent) == line && line.isOpen() && line.call == null && line.supervised == null;
    }

    void lineEnded(AriLine line) {
        if (lines.remove(line.agent, line)) {
            LOG.debug("Line is closed [agent={}]", line.agent);
            Supervision.leave(ari, line);
            AriCall call = line.call;
            if (call != null) {
                call.line = null;
                line.call = null;
            }
            line.opened.completeExceptionally(
                    new CallLost("Expected a line, but it is closed [agent=" + line.agent + "]"));
            removals.put(line.agent, ignoring(ari.removeBridge(line.waiting)));
        }
    }

    void played(String playback, boolean isFailed) {
        calls.values().forEach(call -> words.ended(call, playback, isFailed));
    }

    /** The gateway is there again. @param there by the name of the channel */
    void reconcile(Map<String, SeenChannel> there) {
        Set<CallId> left = new HashSet<>();
        for (AriCall call : List.copyOf(calls.values())) {
            if (there.containsKey(call.channel)) {
                left.add(call.id);
            } else if (call.asked.isDone()) {
                calls.remove(call.id, call);
                release(call);
            }
        }
        for (String channel : there.keySet()) {
            names.dialed(channel).filter(id -> callOn(channel).isEmpty()).ifPresent(id -> {
                AriCall call = dialing(id);
                call.asked.complete(Done.getInstance());
                call.isRingingTold = true;
                left.add(id);
            });
        }
        for (AriLine line : List.copyOf(lines.values())) {
            if (line.isAsked && !there.containsKey(line.channel)) {
                lineEnded(line);
            } else if (there.getOrDefault(line.channel, SeenChannel.NONE)
                    .state()
                    .equals("Up")) {
                line.pickedUp.complete(Done.getInstance());
            }
        }
        listener.reachable(Set.copyOf(left));
        for (AriCall call : List.copyOf(calls.values())) {
            SeenChannel seen = there.getOrDefault(call.channel, SeenChannel.NONE);
            if (seen.state().equals("Ringing")) {
                ringing(call);
            } else if (seen.state().equals("Up")) {
                answered(call);
                // Who is still being listened to is told when the dialplan comes back.
                if (seen.isOurs()) {
                    heardAs(call, By.UNKNOWN);
                }
            }
        }
    }

    /** A look at what is there, for calls and lines whose end was never told. @param before calls of then: younger ones may not be there yet */
    void sweep(Set<String> there, Set<AriCall> before) {
        for (AriCall call : before) {
            call.missed = there.contains(call.channel) ? 0 : call.missed + 1;
            if (call.missed >= LOOKS && call.asked.isDone() && calls.get(call.id) == call) {
                LOG.warn("Expected to hear the end of a call, but it is only gone [call={}]", call.id);
                ended(call, NO_CAUSE, 0);
            }
        }
        for (AriLine line : List.copyOf(lines.values())) {
            line.missed = there.contains(line.channel) || !line.isAsked ? 0 : line.missed + 1;
            if (line.missed >= LOOKS) {
                lineEnded(line);
            }
        }
    }

    Set<AriCall> calls() {
        return Set.copyOf(calls.values());
    }

    // What the house does.

    CompletableFuture<Done> openLine(AgentId agent, String address) {
        AriLine known = lines.get(agent);
        if (known != null) {
            return known.opened;
        }
        AriLine line = new AriLine(agent, names);
        lines.put(agent, line);
        // The bridge has the name of the one before, whose removal must not meet it.
        removals.getOrDefault(agent, CompletableFuture.completedFuture(Done.getInstance()))
                .thenCompose(gone -> lines.get(agent) == line ? line.ring(ari, address) : line.opened)
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        line.opened.complete(Done.getInstance());
                    } else {
                        ignoring(ari.hangUp(line.channel));
                        lineEnded(line);
                    }
                });
        return line.opened;
    }

    CompletableFuture<Done> closeLine(AgentId agent) {
        AriLine line = lines.get(agent);
        if (line == null) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        lineEnded(line);
        return ari.hangUp(line.channel);
    }

    CompletableFuture<Done> connect(CallId id, AgentId agent) {
        AriCall call = answeredCall(id);
        AriLine line = openLine(agent);
        if (line.call == call) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        if (line.call != null) {
            throw new IllegalStateException(
                    "Expected a free line, but it has another call [agent=" + agent + ", call=" + id + "]");
        }
        AriLine before = call.line;
        if (before != null) {
            before.call = null;
            backToWaiting(before);
        }
        // At once, so that no other call gets the line and no other agent the call.
        call.line = line;
        line.call = call;
        return bridged(call)
                .thenCompose(done -> {
                    demandBoth(call, line);
                    return ari.join(call.bridge, line.channel);
                })
                .thenApply(done -> {
                    demandBoth(call, line);
                    return done;
                })
                .whenComplete((done, failure) -> {
                    if (failure != null && call.line == line) {
                        call.line = null;
                        line.call = null;
                        backToWaiting(line);
                    }
                });
    }

    private void demandBoth(AriCall call, AriLine line) {
        if (calls.get(call.id) != call || call.weHungUp) {
            throw over(call.id);
        }
        if (lines.get(line.agent) != line || call.line != line) {
            throw noLine(line.agent);
        }
    }

    /** The call is in its bridge, unless it is held. */
    private CompletableFuture<Done> bridged(AriCall call) {
        if (call.isBridged) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        return pickedUp(call)
                .thenCompose(done -> ari.bridge(call.bridge, "mixing"))
                .thenCompose(done -> {
                    if (calls.get(call.id) != call) {
                        ignoring(ari.removeBridge(call.bridge));
                        throw over(call.id);
                    }
                    call.hasBridge = true;
                    return call.isHeld ? CompletableFuture.completedFuture(done) : ari.join(call.bridge, call.channel);
                })
                .thenApply(done -> {
                    call.isBridged = true;
                    return done;
                });
    }

    private CompletableFuture<Done> pickedUp(AriCall call) {
        if (!call.isInbound || call.isPickedUp) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        call.isPickedUp = true;
        return ari.answer(call.channel);
    }

    CompletableFuture<Done> hold(CallId id, boolean held) {
        AriCall call = answeredCall(id);
        if (call.isHeld == held) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        call.isHeld = held;
        CompletableFuture<Done> changed = held
                ? pickedUp(call)
                        .thenCompose(done -> call.isBridged
                                ? ari.leave(call.bridge, call.channel)
                                : CompletableFuture.completedFuture(done))
                        .thenCompose(done -> ari.music(call.channel))
                : ari.noMusic(call.channel)
                        .thenCompose(done -> call.isBridged
                                ? ari.join(call.bridge, call.channel)
                                : CompletableFuture.completedFuture(done));
        return changed.whenComplete((done, failure) -> {
            if (failure != null) {
                call.isHeld = !held;
            }
        });
    }

    CompletableFuture<Done> play(CallId id, Announcement announcement) {
        AriCall call = answeredCall(id);
        return words.play(call, pickedUp(call), announcement);
    }

    CompletableFuture<Done> play(CallId id, Recording recording) {
        AriCall call = answeredCall(id);
        return words.play(call, pickedUp(call), recording);
    }

    /** Also while the Asterisk is still asked to dial: then as soon as it has answered. */
    CompletableFuture<Done> hangUp(CallId id) {
        AriCall call = calls.get(id);
        if (call == null) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        call.weHungUp = true;
        return call.asked.thenCompose(done -> ari.hangUp(call.channel));
    }

    CompletableFuture<String> startRecording(CallId id) {
        AriCall call = answeredCall(id);
        String running = call.recording;
        if (running != null) {
            return CompletableFuture.completedFuture(running);
        }
        String name = "r" + ++call.recordings + "." + call.channel;
        call.recording = name;
        return bridged(call)
                .thenCompose(done -> ari.record(call.bridge, name))
                .thenApply(done -> name)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        call.recording = null;
                    }
                });
    }

    CompletableFuture<Done> stopRecording(CallId id) {
        AriCall call = answeredCall(id);
        String running = call.recording;
        call.recording = null;
        return running == null ? CompletableFuture.completedFuture(Done.getInstance()) : ari.stopRecording(running);
    }

    /** Both have to be there; the one who leaves may be gone. */
    Supervision.Meeting meeting(CallId id, AgentId supervisor) {
        return new Supervision.Meeting(answeredCall(id), openLine(supervisor));
    }

    void backToWaiting(AgentId supervisor) {
        AriLine line = lines.get(supervisor);
        if (line != null) {
            backToWaiting(line);
        }
    }

    private AriCall answeredCall(CallId id) {
        AriCall call = calls.get(id);
        if (call == null || call.weHungUp) {
            throw over(id);
        }
        if (!call.isAnswerTold) {
            throw new IllegalStateException("Expected an answered call, but it is not [call=" + id + "]");
        }
        return call;
    }

    private AriLine openLine(AgentId agent) {
        AriLine line = lines.get(agent);
        if (line == null || !line.isOpen()) {
            throw noLine(agent);
        }
        return line;
    }

    private static CallLost over(CallId call) {
        return new CallLost("Expected a call that goes on, but it is over [call=" + call + "]");
    }

    private static CallLost noLine(AgentId agent) {
        return new CallLost("Expected an open line, but there is none [agent=" + agent + "]");
    }

    /** Tidying up: what cannot be tidied is gone anyway, or is found at the next look. */
    private static CompletableFuture<Done> ignoring(CompletableFuture<Done> tidied) {
        return tidied.exceptionally(failure -> {
            LOG.debug("Tidying up after a call took no effect: {}", failure.getMessage());
            return Done.getInstance();
        });
    }
}
