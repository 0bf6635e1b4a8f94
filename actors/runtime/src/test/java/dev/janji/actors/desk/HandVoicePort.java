package dev.janji.actors.desk;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * A telephone in memory that a test rings by hand. What it is asked takes effect when the test lets it, the requests of one call in their order; what happens to a call is told
 * in its order. Keeps a log, and knows by itself when it is asked what must never be.
 */
final class HandVoicePort implements VoicePort {
    final List<String> log = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final Map<CallId, Call> calls = new LinkedHashMap<>();

    /** Agents whose line cannot be opened, or is gone. */
    final Set<AgentId> deaf = new HashSet<>();

    /** Recordings of which there are no sounds. */
    final Set<String> lacks = new HashSet<>();

    private final Later later;
    private final HandDeskClock clock;
    private @Nullable CallListener listener;
    private boolean isUp = true;

    /** Does something later: of one name in its order. */
    interface Later {
        void later(String name, Runnable task);
    }

    static final class Call {
        boolean isAnswered;
        boolean isOver;

        @Nullable
        AgentId agent;
    }

    HandVoicePort(Later later, HandDeskClock clock) {
        this.later = later;
        this.clock = clock;
    }

    /** The house calls: what a channel's send does. */
    void dial(AttemptId attempt) {
        calls.put(CallId.of(attempt), new Call());
        log.add("dial " + attempt);
    }

    /** Somebody calls the house. */
    void callsIn(CallId call, String number) {
        Call made = new Call();
        made.isAnswered = true;
        calls.put(call, made);
        log.add("caller " + call);
        later.later("event " + call, () -> Objects.requireNonNull(listener).calledBy(call, number, ""));
    }

    void press(CallId call, char key) {
        if (isUp(call)) {
            tell(call, new CallEvent.Pressed(clock.instant(), key));
        }
    }

    boolean isUp(CallId call) {
        Call known = calls.get(call);
        return known != null && !known.isOver;
    }

    void ring(CallId call) {
        if (isUp(call)) {
            tell(call, new CallEvent.Ringing(clock.instant()));
        }
    }

    void answer(CallId call, CallEvent.Answered.By by) {
        if (isUp(call) && !of(call).isAnswered) {
            of(call).isAnswered = true;
            tell(call, new CallEvent.Answered(clock.instant(), by));
        }
    }

    void end(CallId call, CallEvent.Ended.End end) {
        if (isUp(call)) {
            of(call).isOver = true;
            of(call).agent = null;
            log.add("over " + call + " " + end);
            tell(call, new CallEvent.Ended(clock.instant(), end));
        }
    }

    private Call of(CallId call) {
        return Objects.requireNonNull(calls.get(call));
    }

    private void tell(CallId call, CallEvent event) {
        later.later("event " + call, () -> {
            CallListener told = listener;
            if (told != null && isUp) {
                told.heard(call, event);
            }
        });
    }

    void lose() {
        isUp = false;
        Objects.requireNonNull(listener).lost();
    }

    void find() {
        isUp = true;
        Set<CallId> present = new HashSet<>();
        calls.forEach((id, call) -> {
            if (!call.isOver) {
                present.add(id);
            }
        });
        Objects.requireNonNull(listener).reachable(present);
    }

    @Override
    public void listen(CallListener told) {
        listener = told;
    }

    @Override
    public boolean isUp() {
        return isUp;
    }

    @Override
    public Channel channel() {
        return Channel.VOICE;
    }

    @Override
    public CompletionStage<Done> openLine(AgentId agent, String address) {
        return request("line " + agent, () -> isUp && !deaf.contains(agent), () -> {});
    }

    @Override
    public CompletionStage<Done> closeLine(AgentId agent) {
        return request("line " + agent, () -> isUp, () -> {});
    }

    @Override
    public CompletionStage<Done> connect(CallId call, AgentId agent) {
        log.add("connect " + call + " " + agent);
        return request("call " + call, () -> isUp && isUp(call) && of(call).isAnswered && !deaf.contains(agent), () -> {
            if (of(call).agent != null) {
                violations.add("two agents in " + call);
            }
            calls.forEach((id, other) -> {
                if (!other.isOver && agent.equals(other.agent)) {
                    violations.add("one agent in two calls: " + agent);
                }
            });
            of(call).agent = agent;
            log.add("connected " + call + " " + agent);
        });
    }

    @Override
    public CompletionStage<Done> hold(CallId call, boolean held) {
        log.add((held ? "hold " : "unhold ") + call);
        return request("call " + call, () -> isUp && isUp(call), () -> {});
    }

    @Override
    public CompletionStage<Done> play(CallId call, Announcement announcement) {
        log.add("play " + announcement + " " + call);
        return request("call " + call, () -> isUp && isUp(call), () -> {});
    }

    @Override
    public Optional<String> lacksFor(Recording recording) {
        return lacks.contains(recording.toString()) ? Optional.of("no " + recording) : Optional.empty();
    }

    @Override
    public CompletionStage<Done> play(CallId call, Recording recording) {
        log.add("play " + recording + " " + call);
        return request("call " + call, () -> isUp && isUp(call), () -> {});
    }

    @Override
    public CompletionStage<Done> hangUp(CallId call) {
        log.add("hang-up " + call);
        return request("call " + call, () -> isUp, () -> end(call, CallEvent.Ended.End.WE_HUNG_UP));
    }

    @Override
    public CompletionStage<String> startRecording(CallId call) {
        log.add("record " + call);
        return request("call " + call, () -> isUp && isUp(call), () -> {}).thenApply(done -> "recording");
    }

    @Override
    public CompletionStage<Done> stopRecording(CallId call) {
        log.add("stop-recording " + call);
        return request("call " + call, () -> isUp && isUp(call), () -> {});
    }

    @Override
    public CompletionStage<Done> supervise(CallId call, AgentId supervisor, Part part) {
        log.add("supervise " + call + " " + supervisor + " " + part);
        return request("call " + call, () -> isUp && isUp(call), () -> {});
    }

    private CompletionStage<Done> request(String name, BooleanSupplier can, Runnable effect) {
        CompletableFuture<Done> done = new CompletableFuture<>();
        later.later(name, () -> {
            if (can.getAsBoolean()) {
                effect.run();
                done.complete(Done.getInstance());
            } else {
                done.completeExceptionally(new CallLost("Expected " + name + ", but it is gone"));
            }
        });
        return done;
    }

    /** Calls that are not over. */
    List<CallId> upCalls() {
        return calls.entrySet().stream()
                .filter(entry -> !entry.getValue().isOver)
                .map(Map.Entry::getKey)
                .toList();
    }

    void each(Consumer<CallId> what) {
        upCalls().forEach(what);
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        if (!permit.claim()) {
            return CompletableFuture.completedFuture(permit.denial());
        }
        dial(message.attempt());
        return CompletableFuture.completedFuture(new SendAnswer.HandedOver("hand"));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        throw new UnsupportedOperationException("the test's debtor dials");
    }

    @Override
    public void close() {}
}
