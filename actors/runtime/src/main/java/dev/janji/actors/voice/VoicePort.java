package dev.janji.actors.voice;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * A way to telephone: a {@link ChannelPort} of channel {@code VOICE} whose sends are calls. {@code send} claims the permit, dials, and answers
 * {@code HandedOver} as soon as the call has left the house; everything after that is told to the {@link CallListener}. An agent's own line stays open
 * for the whole shift, so an answered call is connected without ringing the agent. Called from any thread; never blocks.
 *
 * <p>Each request completes when it has taken effect, and fails with {@link CallLost} when the call, the line or the gateway is not there any more.
 */
public interface VoicePort extends ChannelPort {
    /** Tells whoever drives the calls of everything that happens from here on. Once, before the first call. */
    void listen(CallListener listener);

    /** Whether calls can be made now. */
    boolean isUp();

    /** Rings the agent's telephone, or finds the browser's, and keeps the line open. Again, it changes nothing. */
    CompletionStage<Done> openLine(AgentId agent, String address);

    /** Ends the agent's line; a call on it is not ended by that. */
    CompletionStage<Done> closeLine(AgentId agent);

    /** Connects an answered call with the agent's line. */
    CompletionStage<Done> connect(CallId call, AgentId agent);

    /** @param held whether the debtor hears music instead of the agent */
    CompletionStage<Done> hold(CallId call, boolean held);

    /** Plays an announcement to the debtor, to its end. */
    CompletionStage<Done> play(CallId call, Announcement announcement);

    /** @return what this telephone lacks to play it, for people and without personal data; empty when it can */
    Optional<String> lacksFor(Recording recording);

    /** Plays a recording to the debtor, to its end; what still plays is cut off. */
    CompletionStage<Done> play(CallId call, Recording recording);

    /** Ends the call, in whatever state it is; one that is over is over, and one that was not dialed yet never is. */
    CompletionStage<Done> hangUp(CallId call);

    /**
     * Keeps what is said from here on.
     *
     * @return under which reference it can be found; never an address
     */
    CompletionStage<String> startRecording(CallId call);

    CompletionStage<Done> stopRecording(CallId call);

    /** Lets a supervisor's line take part in a call. */
    CompletionStage<Done> supervise(CallId call, AgentId supervisor, Part part);

    /** What a debtor is told by a machine. */
    enum Announcement {
        /** Somebody answered, and no agent is free: who called, and that it will not happen again soon. */
        NOBODY_FREE,
        /** A caller waits: somebody will be there soon. */
        PLEASE_WAIT,
        /** A caller is asked whether to be called back: then press 1. */
        CALLBACK_OFFERED,
        /** A caller pressed 1: somebody will call. */
        CALLBACK_NOTED,
        /** A caller comes outside the hours: when somebody is there. */
        CLOSED,
        /** Nobody knows who calls, or for whom: whom to turn to. */
        CALLER_UNKNOWN,
        /** What is said from here on is kept. */
        RECORDED,
        /** Whoever was called by a machine pressed 9: no machine calls again. */
        STOP_NOTED,
        /** Whoever was called by a machine need not hear anything: thank you, and good-bye. Nothing of a debt. */
        GOOD_BYE
    }

    /**
     * What a machine says for a template. Immutable.
     *
     * @param template such as {@code recorded-overdue}
     * @param language of the text, BCP 47
     * @param values what the text's variables say, by their keys; personal
     */
    record Recording(String template, String language, Map<String, String> values) {
        public Recording {
            values = Map.copyOf(values);
        }

        /** Never the values. */
        @Override
        public String toString() {
            return template + "." + language;
        }
    }

    /** How a supervisor takes part. */
    enum Part {
        /** Hears both. */
        LISTEN,
        /** Hears both, is heard by the agent. */
        WHISPER,
        /** Hears both, is heard by both. */
        BARGE,
        /** Not any more. */
        LEAVE
    }

    /** The call, the agent's line or the gateway is not there any more. */
    final class CallLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CallLost(String message) {
            super(message);
        }
    }
}
