package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.actors.voice.VoicePort.Part;
import dev.janji.domain.id.AgentId;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** An agent's line for a shift. Confined to the switchboard's loop. */
final class AriLine {
    final AgentId agent;
    final String channel;
    final String waiting;
    /** Completed when it is open; fails when it was not, or is closed meanwhile. */
    final CompletableFuture<Done> opened = new CompletableFuture<>();
    /** Completed when the telephone was picked up and the channel is ours. */
    final CompletableFuture<Done> pickedUp = new CompletableFuture<>();

    /** Whether the Asterisk has answered the request to ring, so that the channel is there or never will be. */
    boolean isAsked;

    /** The call that the agent has. */
    @Nullable
    AriCall call;

    /** The call that a supervisor takes part in. */
    @Nullable
    AriCall supervised;

    Part part = Part.LEAVE;
    /** Snoop channels so far. */
    int snoops;
    /** In how many looks in a row its channel was not there. */
    int missed;

    private final ChannelNames names;

    AriLine(AgentId agent, ChannelNames names) {
        this.agent = agent;
        this.names = names;
        this.channel = names.line(agent);
        this.waiting = names.waiting(agent);
    }

    /** The channel on which a supervisor hears. */
    String snoop() {
        return names.snoop(agent, snoops);
    }

    /** Where the line meets that channel. */
    String listening() {
        return names.listening(agent, snoops);
    }

    /** Rings the agent's telephone until it is picked up, and lets it wait for calls. */
    CompletableFuture<Done> ring(Ari ari, String address) {
        return ari.ringLine(channel, address)
                .thenCompose(reply -> {
                    isAsked = true;
                    if (Ari.isThereAlready(reply)) {
                        // Of a former life of ours: it is taken over when somebody is on it.
                        return ari.channel(channel).thenCompose(found -> {
                            if (found.body().path("state").asText().equals("Up")) {
                                pickedUp.complete(Done.getInstance());
                            }
                            return pickedUp;
                        });
                    }
                    if (!reply.isOk()) {
                        throw new CallLost("Expected a line to be opened, but the Asterisk says " + reply.status()
                                + " [agent=" + agent + "]");
                    }
                    return pickedUp;
                })
                .thenCompose(done -> ari.bridge(waiting, "holding"))
                .thenCompose(done -> ari.join(waiting, channel));
    }

    boolean isOpen() {
        return opened.isDone() && !opened.isCompletedExceptionally();
    }
}
