package dev.janji.gateways.voice.asterisk;

import dev.janji.domain.id.CallId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** One call as far as the adapter knows it. Confined to the switchboard's loop. */
final class AriCall {
    final CallId id;
    final String channel;
    final String bridge;
    final boolean isInbound;
    /** Completed when the Asterisk has answered the request to dial, whatever it answered. */
    final CompletableFuture<Done> asked = new CompletableFuture<>();
    /** Announcements that play, by the id of the playback. */
    final Map<String, CompletableFuture<Done>> playing = new HashMap<>();

    boolean isRingingTold;

    /** When somebody answered; null as long as nobody did. */
    @Nullable
    Instant answeredAt;

    boolean isAnswerTold;
    /** An inbound call that nobody has taken up still rings. */
    boolean isPickedUp;

    /** Whether its bridge was made. */
    boolean hasBridge;
    /** Whether it is in its bridge, or would be if it were not held. */
    boolean isBridged;

    boolean isHeld;
    boolean weHungUp;

    @Nullable
    AriLine line;

    @Nullable
    String recording;

    int recordings;
    int playbacks;
    /** In how many looks in a row its channel was not there. */
    int missed;

    AriCall(CallId id, String channel, boolean isInbound) {
        this.id = id;
        this.channel = channel;
        this.bridge = ChannelNames.talking(channel);
        this.isInbound = isInbound;
    }

    /** Somebody or something answered, and the dialplan has not said yet what. */
    boolean isBeingDetected() {
        return answeredAt != null && !isAnswerTold;
    }
}
