package dev.janji.gateways.push;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.once.OpenSends;
import dev.janji.gateways.once.SentMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Push to Apple's devices: APNs over HTTP/2 with a signed token, by the library pushy. Its expiration is the end of the debtor's window. Thread-safe.
 */
public final class ApnsPushPort implements ChannelPort {
    private static final Logger LOG = LoggerFactory.getLogger(ApnsPushPort.class);
    private static final int MOST_BYTES = 4_096;

    private final ApnsSettings settings;
    private final HouseClock clock;
    private final SentMemory memory;
    private final ApnsClient client;
    private final OpenSends open = new OpenSends();

    private ApnsPushPort(ApnsSettings settings, HouseClock clock, SentMemory memory, ApnsClient client) {
        this.settings = settings;
        this.clock = clock;
        this.memory = memory;
        this.client = client;
    }

    /**
     * Reads the log and the key; connects when there is something to send.
     *
     * @throws IllegalArgumentException when the key can't be used
     */
    public static ApnsPushPort start(ApnsSettings settings, HouseClock clock) {
        ApnsClient client = client(settings);
        SentMemory memory = SentMemory.open(settings.log(), "apns", clock, settings.keptDays(), settings.othersSend());
        LOG.info("Push goes by APNs [{}]", settings);
        return new ApnsPushPort(settings, clock, memory, client);
    }

    private static ApnsClient client(ApnsSettings settings) {
        try {
            ApnsClientBuilder builder = new ApnsClientBuilder()
                    .setApnsServer(settings.host(), settings.port())
                    .setSigningKey(ApnsSigningKey.loadFromPkcs8File(
                            settings.key().toFile(), settings.team(), settings.keyId()))
                    .setConcurrentConnections(settings.connections())
                    .setConnectionTimeout(settings.connectTimeout());
            settings.trustedCertificates().ifPresent(file -> builder.setTrustedServerCertificateChain(file.toFile()));
            return builder.build();
        } catch (IOException | GeneralSecurityException e) {
            // Whatever the library says may quote the key.
            throw new IllegalArgumentException("Expected a signing key of APNs in " + settings.key()
                    + ", but it can't be used: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        PushAddress address = PushAddress.of(message.address());
        if (!address.isWhole()) {
            return refused(RefusalReason.INVALID_ADDRESS, "not a device token");
        }
        PermittedNotification notification = new PermittedNotification(
                message, permit, address.token(), settings.topic(), expiration(message), memory, clock);
        int bytes = notification.getPayload().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            return refused(
                    RefusalReason.REJECTED, "the text needs " + bytes + " bytes, and " + MOST_BYTES + " are let");
        }
        return open.tracked(
                permit,
                () -> client.sendNotification(notification)
                        .copy()
                        .orTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .handle((response, failure) -> read(message, notification, permit, response, failure)));
    }

    private Instant expiration(OutboundMessage message) {
        Instant latest = clock.instant().plus(settings.longestValidity());
        return message.deliverUntil().isBefore(latest) ? message.deliverUntil() : latest;
    }

    private SendAnswer read(
            OutboundMessage message,
            PermittedNotification notification,
            SendPermit permit,
            @Nullable PushNotificationResponse<PermittedNotification> response,
            @Nullable Throwable failure) {
        SendAnswer instead = notification.instead();
        if (instead != null) {
            return instead;
        }
        if (response == null) {
            String what = failure == null ? "no answer" : failure.getClass().getSimpleName();
            return notification.hasLeft() || !permit.revoke()
                    ? new SendAnswer.Unknown("no answer of APNs: " + what)
                    : new SendAnswer.Refused(RefusalReason.UNREACHABLE, what);
        }
        SendAnswer answer = response.isAccepted()
                ? new SendAnswer.HandedOver(String.valueOf(response.getApnsId()))
                : ApnsAnswer.refused(
                        response.getStatusCode(), response.getRejectionReason().orElse(""));
        memory.answered(message, permit, answer);
        return answer;
    }

    private static CompletionStage<SendAnswer> refused(RefusalReason reason, String detail) {
        return CompletableFuture.completedFuture(new SendAnswer.Refused(reason, detail));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        try {
            return CompletableFuture.completedFuture(memory.lookUp(attempt));
        } catch (UncheckedIOException e) {
            return CompletableFuture.completedFuture(new LookUpAnswer.CannotTell("the log of messages cannot be read"));
        }
    }

    /** What waits is refused, what has left is in doubt. Idempotent. */
    @Override
    public void close() {
        if (!open.close()) {
            return;
        }
        client.close();
        try {
            memory.close();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Expected to close the log of messages, but could not", e);
        }
    }
}
