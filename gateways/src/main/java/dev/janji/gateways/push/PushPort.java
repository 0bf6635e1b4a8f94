package dev.janji.gateways.push;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Push to whichever platform an address is of. Thread-safe. {@code docs/channels.md} says what happens when. */
public final class PushPort implements ChannelPort {
    private final Map<PushAddress.Platform, ChannelPort> platforms;

    private PushPort(Map<PushAddress.Platform, ChannelPort> platforms) {
        this.platforms = platforms;
    }

    public static PushPort start(PushSettings settings, HouseClock clock) {
        Map<PushAddress.Platform, ChannelPort> platforms = new EnumMap<>(PushAddress.Platform.class);
        settings.apns().ifPresent(apns -> platforms.put(PushAddress.Platform.APNS, ApnsPushPort.start(apns, clock)));
        settings.fcm().ifPresent(fcm -> platforms.put(PushAddress.Platform.FCM, FcmPushPort.start(fcm, clock)));
        return new PushPort(Map.copyOf(platforms));
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        PushAddress address = PushAddress.of(message.address());
        ChannelPort platform = platforms.get(address.platform());
        return platform != null
                ? platform.send(message, permit)
                : CompletableFuture.completedFuture(new SendAnswer.Refused(
                        RefusalReason.NOT_AUTHORISED, "there is no account with " + address.platform()));
    }

    /** Sent when one platform has it; never sent only when all are sure. */
    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        CompletionStage<LookUpAnswer> all = CompletableFuture.completedFuture(new LookUpAnswer.NeverSent());
        for (ChannelPort each : platforms.values()) {
            all = all.thenCombine(each.lookUp(attempt), PushPort::surer);
        }
        return all;
    }

    private static LookUpAnswer surer(LookUpAnswer one, LookUpAnswer other) {
        if (one instanceof LookUpAnswer.Sent || other instanceof LookUpAnswer.NeverSent) {
            return one;
        }
        return other;
    }

    @Override
    public void close() {
        platforms.values().forEach(ChannelPort::close);
    }
}
