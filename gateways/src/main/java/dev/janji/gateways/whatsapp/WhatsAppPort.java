package dev.janji.gateways.whatsapp;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.channel.Webhook;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.once.HttpPort;
import dev.janji.gateways.once.Pause;
import dev.janji.gateways.once.ProviderReply;
import dev.janji.gateways.once.SentMemory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WhatsApp by the Cloud API. Outside of the 24 hours after the debtor wrote only a registered template is sent; what an agent writes is sent as text within them, and else
 * refused before it leaves. Thread-safe. {@code docs/channels.md} says what happens when.
 */
public final class WhatsAppPort implements ChannelPort {
    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppPort.class);

    /** Within it the provider takes words of our own. */
    static final Duration WINDOW = Duration.ofHours(24);

    /** The provider's clock and ours may differ, and a message takes its time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{6,14}");
    private static final int MOST_CHARACTERS = 4_096;

    private final WhatsAppSettings settings;
    private final HouseClock clock;
    private final SentMemory memory;
    private final HttpPort http;
    private final Pause pause;
    private final WhatsAppWebhook webhook;

    private WhatsAppPort(
            WhatsAppSettings settings, HouseClock clock, ReceiptListener receipts, InboundListener inbound) {
        this.settings = settings;
        this.clock = clock;
        this.memory = SentMemory.open(settings.log(), "whatsapp", clock, settings.keptDays(), settings.othersSend());
        this.http = HttpPort.start("whatsapp", memory, settings.connectTimeout());
        this.pause = new Pause(settings.throttlePause());
        this.webhook = new WhatsAppWebhook(settings, clock, memory, receipts, inbound, http.readers());
    }

    /**
     * Reads the log; connects when there is something to send.
     *
     * @param receipts where receipts go
     * @param inbound where what debtors write goes
     */
    public static WhatsAppPort start(
            WhatsAppSettings settings, HouseClock clock, ReceiptListener receipts, InboundListener inbound) {
        WhatsAppPort port = new WhatsAppPort(settings, clock, receipts, inbound);
        LOG.info("WhatsApp goes by the Cloud API, for lenders who attest that they may [{}]", settings);
        return port;
    }

    @Override
    public Channel channel() {
        return Channel.WHATSAPP;
    }

    /** What the provider calls. */
    public Webhook webhook() {
        return webhook;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        if (!NUMBER.matcher(message.address()).matches()) {
            return refused(RefusalReason.INVALID_ADDRESS, "not a telephone number in international form");
        }
        if (!pause.isOver()) {
            return refused(RefusalReason.THROTTLED, "the provider wants us to wait");
        }
        String to = message.address().startsWith("+") ? message.address().substring(1) : message.address();
        boolean isWritten = message.wording().values().isEmpty();
        if (goesAsText(message, isWritten)) {
            return message.body().length() > MOST_CHARACTERS
                    ? refused(RefusalReason.REJECTED, "the text has more than " + MOST_CHARACTERS + " characters")
                    : post(message, permit, CloudMessage.text(message, to));
        }
        if (isWritten) {
            return refused(
                    RefusalReason.REJECTED,
                    settings.textInWindow() == WhatsAppSettings.TextInWindow.NOTHING
                            ? "text-in-window is NOTHING"
                            : "the debtor has not written within 24 hours, and there is no template for words of an agent");
        }
        if (clock.instant().plus(settings.validity()).isAfter(message.deliverUntil())) {
            return refused(
                    RefusalReason.TEMPORARY,
                    "the provider might deliver it after the debtor's window: template-validity is longer than what is left");
        }
        return post(
                message,
                permit,
                CloudMessage.template(
                        message,
                        to,
                        settings.nameOf(message.template()),
                        settings.codeOf(message.wording().language())));
    }

    private boolean goesAsText(OutboundMessage message, boolean isWritten) {
        boolean isLet = switch (settings.textInWindow()) {
            case ANSWERS -> isWritten;
            case ALL -> true;
            case NOTHING -> false;
        };
        Instant writtenAt = message.wording().writtenAt();
        return isLet
                && writtenAt != null
                && clock.instant().isBefore(writtenAt.plus(WINDOW).minus(MARGIN));
    }

    private CompletionStage<SendAnswer> post(OutboundMessage message, SendPermit permit, String content) {
        URI where = URI.create(
                settings.url() + "/" + settings.lineOf(message.debtor().lender()) + "/messages");
        HttpRequest.Builder head = HttpRequest.newBuilder(where)
                .timeout(settings.answerTimeout())
                .header("Authorization", "Bearer " + settings.accessToken().value());
        return http.send(message, permit, head, content, this::read);
    }

    private SendAnswer read(ProviderReply reply) {
        SendAnswer answer = CloudAnswer.read(reply);
        if (answer instanceof SendAnswer.Refused refused && refused.reason() == RefusalReason.THROTTLED) {
            pause.begin(reply);
        }
        return answer;
    }

    private static CompletionStage<SendAnswer> refused(RefusalReason reason, String detail) {
        return CompletableFuture.completedFuture(new SendAnswer.Refused(reason, detail));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return http.lookUp(attempt);
    }

    /** What has left may be answered for some seconds; what waits is refused. */
    @Override
    public void close() {
        http.close();
    }
}
