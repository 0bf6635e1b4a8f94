package dev.janji.loadtest.races;

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
import dev.janji.domain.id.CallId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/**
 * The wire between a house and its telephone: every word takes its time, those of one call keep their order in one direction, and what really happens to the calls is told to a
 * witness. Confined to its timeline.
 */
final class WatchedPort implements VoicePort {
    private static final int SLOWEST_MICROS = 60_000;

    private final VoicePort port;
    private final Timeline timeline;
    private final SplittableRandom random;
    private final Witness witness;
    private final boolean hangsUp;
    private final Map<CallId, Long> lastWord = new HashMap<>();
    private long floor;

    /** Is told what the telephone did, at the instant at which it did. */
    interface Witness {
        /** @param permit claimed as soon as the call may have left the house */
        void dials(CallId call, SendPermit permit);

        void didNotDial(CallId call);

        /** The telephone is asked to connect them. */
        void asksToConnect(CallId call);

        /** From here on they can talk. */
        void connected(CallId call, AgentId agent);

        /** The desk has heard that they can. */
        void talks(CallId call);

        /** The telephone is asked to hang up. */
        void asksToHangUp(CallId call);

        /** Every other call ended while nobody heard of it. */
        void onlyTheseAreUp(Set<CallId> calls);

        void happened(CallId call, CallEvent event);

        /** The house has heard of it. */
        void heard(CallId call, CallEvent event);
    }

    /** @param hangsUp false plants a telephone that does not hang up */
    WatchedPort(VoicePort port, Timeline timeline, SplittableRandom random, Witness witness, boolean hangsUp) {
        this.port = port;
        this.timeline = timeline;
        this.random = random;
        this.witness = witness;
        this.hangsUp = hangsUp;
    }

    @Override
    public Channel channel() {
        return port.channel();
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        CallId call = CallId.of(message.attempt());
        witness.dials(call, permit);
        return port.send(message, permit).whenComplete((answer, failure) -> {
            if (!(answer instanceof SendAnswer.HandedOver)) {
                witness.didNotDial(call);
            }
        });
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return port.lookUp(attempt);
    }

    @Override
    public void listen(CallListener listener) {
        port.listen(new CallListener() {
            @Override
            public void heard(CallId call, CallEvent event) {
                witness.happened(call, event);
                inOrder(call, () -> {
                    if (event instanceof CallEvent.Ended) {
                        lastWord.remove(call);
                    }
                    witness.heard(call, event);
                    listener.heard(call, event);
                });
            }

            @Override
            public void calledBy(CallId call, String number, String called) {
                inOrder(call, () -> listener.calledBy(call, number, called));
            }

            @Override
            public void lost() {
                behindAll(listener::lost);
            }

            @Override
            public void reachable(Set<CallId> calls) {
                witness.onlyTheseAreUp(calls);
                behindAll(() -> listener.reachable(calls));
            }
        });
    }

    /** Never before what was told of this call earlier. */
    private void inOrder(CallId call, Runnable word) {
        long micros = timeline.realMicros();
        long at = Math.max(floor, Math.max(micros + random.nextInt(SLOWEST_MICROS), lastWord.getOrDefault(call, 0L)));
        lastWord.put(call, at);
        timeline.after(Duration.ofNanos(1_000 * (at - micros)), word);
    }

    /** After everything that was told of any call, and before what is told from here on. */
    private void behindAll(Runnable word) {
        long micros = timeline.realMicros();
        floor = Math.max(floor, micros + SLOWEST_MICROS);
        timeline.after(Duration.ofNanos(1_000 * (floor - micros)), word);
    }

    @Override
    public boolean isUp() {
        return port.isUp();
    }

    @Override
    public CompletionStage<Done> openLine(AgentId agent, String address) {
        return asked(() -> port.openLine(agent, address));
    }

    @Override
    public CompletionStage<Done> closeLine(AgentId agent) {
        return asked(() -> port.closeLine(agent));
    }

    @Override
    public CompletionStage<Done> connect(CallId call, AgentId agent) {
        witness.asksToConnect(call);
        return asked(() -> port.connect(call, agent).thenApply(done -> {
                    witness.connected(call, agent);
                    return done;
                }))
                .thenApply(done -> {
                    witness.talks(call);
                    return done;
                });
    }

    @Override
    public CompletionStage<Done> hold(CallId call, boolean held) {
        return asked(() -> port.hold(call, held));
    }

    @Override
    public CompletionStage<Done> play(CallId call, Announcement announcement) {
        return asked(() -> port.play(call, announcement));
    }

    @Override
    public Optional<String> lacksFor(Recording recording) {
        return port.lacksFor(recording);
    }

    @Override
    public CompletionStage<Done> play(CallId call, Recording recording) {
        return asked(() -> port.play(call, recording));
    }

    @Override
    public CompletionStage<Done> hangUp(CallId call) {
        witness.asksToHangUp(call);
        return asked(() -> hangsUp ? port.hangUp(call) : CompletableFuture.completedFuture(Done.getInstance()));
    }

    @Override
    public CompletionStage<String> startRecording(CallId call) {
        return asked(() -> port.startRecording(call));
    }

    @Override
    public CompletionStage<Done> stopRecording(CallId call) {
        return asked(() -> port.stopRecording(call));
    }

    @Override
    public CompletionStage<Done> supervise(CallId call, AgentId supervisor, Part part) {
        return asked(() -> port.supervise(call, supervisor, part));
    }

    private <T> CompletableFuture<T> asked(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        timeline.after(
                latency(),
                () -> request.get()
                        .whenComplete((value, failure) -> timeline.after(latency(), () -> {
                            if (failure == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        })));
        return answer;
    }

    private Duration latency() {
        return Duration.ofNanos(1_000L * random.nextInt(SLOWEST_MICROS));
    }

    @Override
    public void close() {
        port.close();
    }
}
