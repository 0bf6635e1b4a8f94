package dev.janji.gateways.push;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.gateways.once.SentMemory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that leaves at most once. The library asks for the token first of all, when it has a connection and is about to write: there the permit is claimed and
 * the attempt logged. It asks again only when the server has refused the stream unread, which is no second delivery.
 */
final class PermittedNotification implements ApnsPushNotification {
    /** Ends the write before anything is written. */
    static final class NotLet extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotLet() {
            super("Expected leave to send, but it was denied", null, false, false);
        }
    }

    private final OutboundMessage message;
    private final SendPermit permit;
    private final String token;
    private final String topic;
    private final Instant expiration;
    private final SentMemory memory;
    private final InstantSource clock;
    private final String payload;
    private volatile boolean hasLeft;
    private volatile @Nullable SendAnswer instead;

    /** @param expiration after it the provider does not deliver any more */
    PermittedNotification(
            OutboundMessage message,
            SendPermit permit,
            String token,
            String topic,
            Instant expiration,
            SentMemory memory,
            InstantSource clock) {
        this.message = message;
        this.permit = permit;
        this.token = token;
        this.topic = topic;
        this.expiration = expiration;
        this.memory = memory;
        this.clock = clock;
        SimpleApnsPayloadBuilder builder = new SimpleApnsPayloadBuilder();
        if (!message.subject().isEmpty()) {
            builder.setAlertTitle(message.subject());
        }
        builder.setAlertBody(message.body());
        builder.addCustomProperty("message", MessageNames.of(message.attempt()).toString());
        this.payload = builder.build();
    }

    @Override
    public String getToken() {
        if (hasLeft) {
            if (!clock.instant().isBefore(message.validUntil())) {
                throw new NotLet();
            }
            return token;
        }
        SendAnswer denied = memory.leave(message, permit);
        if (denied != null) {
            instead = denied;
            throw new NotLet();
        }
        hasLeft = true;
        return token;
    }

    boolean hasLeft() {
        return hasLeft;
    }

    /** @return the answer of one that was not let; null when it was */
    @Nullable
    SendAnswer instead() {
        return instead;
    }

    @Override
    public String getPayload() {
        return payload;
    }

    @Override
    public Instant getExpiration() {
        return expiration;
    }

    @Override
    public DeliveryPriority getPriority() {
        return DeliveryPriority.IMMEDIATE;
    }

    @Override
    public PushType getPushType() {
        return PushType.ALERT;
    }

    @Override
    public String getTopic() {
        return topic;
    }

    /** Two messages to a debtor are two messages. */
    @Override
    public @Nullable String getCollapseId() {
        return null;
    }

    @Override
    public UUID getApnsId() {
        return MessageNames.of(message.attempt());
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "PermittedNotification[attempt=" + message.attempt() + "]";
    }
}
