package dev.janji.gateways.push;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.once.HttpPort;
import dev.janji.gateways.once.Pause;
import dev.janji.gateways.once.ProviderReply;
import dev.janji.gateways.once.SentMemory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Push by FCM HTTP v1. Its time to live is what is left of the debtor's window. Thread-safe. */
public final class FcmPushPort implements ChannelPort {
    private static final Logger LOG = LoggerFactory.getLogger(FcmPushPort.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FcmSettings settings;
    private final HouseClock clock;
    private final HttpPort http;
    private final ServiceToken token;
    private final Pause pause;

    private FcmPushPort(FcmSettings settings, HouseClock clock) {
        this.settings = settings;
        this.clock = clock;
        SentMemory memory = SentMemory.open(settings.log(), "fcm", clock, settings.keptDays(), settings.othersSend());
        this.http = HttpPort.start("fcm", memory, settings.connectTimeout());
        this.token = new ServiceToken(settings.account(), http.client(), clock, settings.answerTimeout());
        this.pause = new Pause(settings.throttlePause());
    }

    /** Reads the log; connects when there is something to send. */
    public static FcmPushPort start(FcmSettings settings, HouseClock clock) {
        FcmPushPort port = new FcmPushPort(settings, clock);
        LOG.info("Push goes by FCM [{}]", settings);
        return port;
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        PushAddress address = PushAddress.of(message.address());
        if (!address.isWhole()) {
            return CompletableFuture.completedFuture(
                    new SendAnswer.Refused(RefusalReason.INVALID_ADDRESS, "not a device token"));
        }
        if (!pause.isOver()) {
            return CompletableFuture.completedFuture(
                    new SendAnswer.Refused(RefusalReason.THROTTLED, "the provider wants us to wait"));
        }
        return http.tracked(
                permit,
                () -> token.get()
                        .handle((bearer, failure) -> failure == null
                                ? post(message, permit, address.token(), bearer)
                                : CompletableFuture.completedFuture(withoutToken(failure)))
                        .thenCompose(answer -> answer));
    }

    private static SendAnswer withoutToken(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ServiceToken.Denied denied
                ? new SendAnswer.Refused(RefusalReason.NOT_AUTHORISED, String.valueOf(denied.getMessage()))
                : new SendAnswer.Refused(
                        RefusalReason.UNREACHABLE,
                        "no token: " + cause.getClass().getSimpleName());
    }

    private CompletionStage<SendAnswer> post(OutboundMessage message, SendPermit permit, String device, String bearer) {
        URI where =
                URI.create(settings.url() + "/v1/projects/" + settings.account().project() + "/messages:send");
        HttpRequest.Builder head = HttpRequest.newBuilder(where)
                .timeout(settings.answerTimeout())
                .header("Authorization", "Bearer " + bearer);
        return http.send(message, permit, head, content(message, device), this::read);
    }

    /** What is shown, and how long it may be; of the debt nothing but what the text says. */
    private String content(OutboundMessage message, String device) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode content = root.putObject("message").put("token", device);
        ObjectNode shown = content.putObject("notification");
        if (!message.subject().isEmpty()) {
            shown.put("title", message.subject());
        }
        shown.put("body", message.body());
        content.putObject("data")
                .put("message", MessageNames.of(message.attempt()).toString());
        content.putObject("android").put("ttl", timeToLive(message).toSeconds() + "s");
        return root.toString();
    }

    private Duration timeToLive(OutboundMessage message) {
        Duration left = Duration.between(clock.instant(), message.deliverUntil());
        Duration bounded = left.compareTo(settings.longestValidity()) < 0 ? left : settings.longestValidity();
        return bounded.isNegative() ? Duration.ZERO : bounded;
    }

    private SendAnswer read(ProviderReply reply) {
        SendAnswer answer = FcmAnswer.read(reply);
        if (answer instanceof SendAnswer.Refused refused) {
            switch (refused.reason()) {
                case THROTTLED, TEMPORARY -> pause.begin(reply);
                case NOT_AUTHORISED -> token.forget();
                default -> {
                    // It is about this message only.
                }
            }
        }
        return answer;
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return http.lookUp(attempt);
    }

    @Override
    public void close() {
        http.close();
    }
}
