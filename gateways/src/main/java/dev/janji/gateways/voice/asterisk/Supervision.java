package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.actors.voice.VoicePort.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/**
 * How supervisors take part in calls: a snoop channel on the agent's line, which hears both, meets the supervisor's line in a bridge of its own; whoever is
 * heard by both is in the call's bridge. Confined to the adapter's loop.
 */
final class Supervision {
    private final Ari ari;
    /** Snoop channels that have been asked for and are not ours yet. */
    private final Map<String, CompletableFuture<Done>> expected = new HashMap<>();

    Supervision(Ari ari) {
        this.ari = ari;
    }

    /** A call and the line of the supervisor. */
    record Meeting(AriCall call, AriLine line) {}

    CompletableFuture<Done> supervise(Meeting meeting, Part part) {
        AriCall call = meeting.call();
        AriLine line = meeting.line();
        if (line.call != null) {
            throw new IllegalStateException(
                    "Expected a line without a call of its own, but it has one [agent=" + line.agent + "]");
        }
        if (line.supervised == call && line.part == part) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        CompletableFuture<Done> left = leave(ari, line);
        if (part == Part.LEAVE) {
            return left.thenCompose(done -> ari.join(line.waiting, line.channel));
        }
        line.supervised = call;
        line.part = part;
        CompletableFuture<Done> there = part == Part.BARGE
                ? left.thenCompose(done -> ari.join(call.bridge, line.channel))
                : left.thenCompose(done -> snoop(call, line, part));
        return there.whenComplete((done, failure) -> {
            if (failure != null && line.supervised == call && line.part == part) {
                leave(ari, line).thenCompose(gone -> ari.join(line.waiting, line.channel));
            }
        });
    }

    private CompletableFuture<Done> snoop(AriCall call, AriLine line, Part part) {
        // Another name each time: the one before may not be quite gone.
        line.snoops++;
        String snoop = line.snoop();
        String bridge = line.listening();
        AriLine agent = call.line;
        CompletableFuture<Done> entered = new CompletableFuture<>();
        expected.put(snoop, entered);
        return ari.snoop(agent == null ? call.channel : agent.channel, snoop, part == Part.WHISPER ? "out" : "none")
                .thenCompose(done -> entered)
                .thenCompose(done -> ari.bridge(bridge, "mixing"))
                .thenCompose(done -> ari.join(bridge, snoop, line.channel))
                .whenComplete((done, failure) -> expected.remove(snoop, entered));
    }

    /** A snoop channel is ours now. */
    void entered(String snoop) {
        CompletableFuture<Done> waiting = expected.remove(snoop);
        if (waiting != null) {
            waiting.complete(Done.getInstance());
        }
    }

    /** A snoop channel is gone. */
    void left(String snoop) {
        CompletableFuture<Done> waiting = expected.remove(snoop);
        if (waiting != null) {
            waiting.completeExceptionally(
                    new CallLost("Expected a snoop channel, but it is gone [channel=" + snoop + "]"));
        }
    }

    /** Ends whatever part the line's owner takes; where the line goes then is for others. */
    static CompletableFuture<Done> leave(Ari ari, AriLine line) {
        AriCall call = line.supervised;
        if (call == null) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        Part part = line.part;
        line.supervised = null;
        line.part = Part.LEAVE;
        if (part == Part.BARGE) {
            return ari.leave(call.bridge, line.channel);
        }
        return ari.hangUp(line.snoop()).thenCompose(done -> ari.removeBridge(line.listening()));
    }
}
