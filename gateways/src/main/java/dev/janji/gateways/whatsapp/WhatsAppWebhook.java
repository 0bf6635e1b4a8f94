package dev.janji.gateways.whatsapp;

import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.Webhook;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.gateways.once.SentLine;
import dev.janji.gateways.once.SentMemory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Cloud API brings: statuses become receipts of the attempts that it tells by the opaque data, or by the log; texts go to the listener. Nothing of a call is
 * acknowledged before all of it is stored, and everything in it may come again. Thread-safe.
 */
final class WhatsAppWebhook implements Webhook {
    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppWebhook.class);

    /** The provider describes calls of up to 3 MB. */
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final int ID_BYTES = 16;
    /** Real time: the house clock waits meanwhile. The provider waits for some seconds, then comes again. */
    private static final long PATIENCE_SECONDS = 10;

    private static final String SIGNATURE = "X-Hub-Signature-256";

    private final WhatsAppSettings settings;
    private final HouseClock clock;
    private final SentMemory memory;
    private final ReceiptListener receipts;
    private final InboundListener inbound;
    private final Executor searcher;
    private final WebhookSignature signature;

    /** @param searcher looks into the log */
    WhatsAppWebhook(
            WhatsAppSettings settings,
            HouseClock clock,
            SentMemory memory,
            ReceiptListener receipts,
            InboundListener inbound,
            Executor searcher) {
        this.settings = settings;
        this.clock = clock;
        this.memory = memory;
        this.receipts = receipts;
        this.inbound = inbound;
        this.searcher = searcher;
        this.signature = new WebhookSignature(settings.appSecret().value());
    }

    @Override
    public Channel channel() {
        return Channel.WHATSAPP;
    }

    @Override
    public String path() {
        return "whatsapp";
    }

    @Override
    public int mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public Optional<String> challenged(Function<String, Optional<String>> parameters) {
        byte[] expected = settings.verifyToken().value().getBytes(StandardCharsets.UTF_8);
        byte[] given = parameters.apply("hub.verify_token").orElse("").getBytes(StandardCharsets.UTF_8);
        boolean isTheirs = MessageDigest.isEqual(expected, given)
                && parameters.apply("hub.mode").filter("subscribe"::equals).isPresent();
        if (!isTheirs) {
            count("not-genuine");
            return Optional.empty();
        }
        return parameters.apply("hub.challenge").filter(word -> word.matches("[A-Za-z0-9_-]{1,200}"));
    }

    @Override
    public CompletionStage<Answer> received(byte[] body, Function<String, Optional<String>> headers) {
        if (headers.apply(SIGNATURE)
                .filter(given -> signature.isOf(body, given))
                .isEmpty()) {
            count("not-genuine");
            return CompletableFuture.completedFuture(Answer.NOT_GENUINE);
        }
        Optional<CloudNews> news = CloudNews.read(body);
        if (news.isEmpty()) {
            count("malformed");
            return CompletableFuture.completedFuture(Answer.MALFORMED);
        }
        HouseClock.Hold hold = clock.hold("whatsapp-webhook");
        try {
            return CompletableFuture.supplyAsync(() -> brought(news.get()), searcher)
                    .thenCompose(all -> all)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .handle((done, failure) -> failure == null ? Answer.KEPT : comeAgain(failure))
                    .whenComplete((answer, failure) -> hold.close());
        } catch (RejectedExecutionException e) {
            hold.close();
            return CompletableFuture.completedFuture(comeAgain(e));
        }
    }

    private static Answer comeAgain(Throwable failure) {
        count("come-again");
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        LOG.warn(
                "Expected what WhatsApp brings to be stored, but it was not: {}; the provider brings it again",
                cause.getClass().getSimpleName());
        return Answer.COME_AGAIN;
    }

    private CompletableFuture<Void> brought(CloudNews news) {
        news.unread().forEach(kind -> count("unread-" + kind));
        List<CompletableFuture<Done>> all = new ArrayList<>();
        news.statuses().forEach(status -> all.add(reported(status)));
        news.written().forEach(written -> all.add(wrote(written)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Done> reported(CloudNews.Status status) {
        count(status.progress().name().toLowerCase(Locale.ROOT));
        Outcome outcome = switch (status.progress()) {
            case SENT -> null;
            case DELIVERED -> Outcome.DELIVERED;
            case READ -> Outcome.READ;
            case FAILED -> status.fault() == CloudAnswer.UNDELIVERABLE ? Outcome.BOUNCED : Outcome.UNDELIVERED;
        };
        if (outcome == null) {
            return done();
        }
        AttemptId attempt = attemptOf(status);
        DebtorKey debtor = attempt == null ? null : debtorOf(attempt);
        if (attempt == null || debtor == null) {
            count("unknown-message");
            return done();
        }
        Receipt receipt = new Receipt(status.reference() + "-" + outcome, outcome, at(status.seconds()));
        return receipts.receipt(debtor, attempt, receipt).toCompletableFuture();
    }

    /** @return null when it is none of ours: others may send by the same line */
    private @Nullable AttemptId attemptOf(CloudNews.Status status) {
        AttemptId said = attemptOf(status.ours());
        return said != null
                ? said
                : memory.called(status.reference()).map(SentLine::attempt).orElse(null);
    }

    private static @Nullable AttemptId attemptOf(String ours) {
        try {
            AttemptId attempt = new AttemptId(ours);
            return debtorOf(attempt) == null ? null : attempt;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable DebtorKey debtorOf(AttemptId attempt) {
        int end = attempt.value().lastIndexOf('~');
        try {
            Long.parseLong(attempt.value().substring(end + 1));
            return DebtorKey.parse(attempt.value().substring(0, Math.max(0, end)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private CompletableFuture<Done> wrote(CloudNews.Written written) {
        if (!settings.isOurs(written.line())) {
            count("other-line");
            return done();
        }
        count("text");
        InboundMessage message = new InboundMessage(
                idOf(written.id()),
                Channel.WHATSAPP,
                settings.lenderAt(written.line()).orElse(null),
                "+" + written.from(),
                written.number().isEmpty() ? written.line() : "+" + written.number(),
                written.text(),
                at(written.seconds()),
                answered(written));
        return inbound.received(message).toCompletableFuture();
    }

    /** The message that the writer says it answers, otherwise the newest to the writer, if it left by that line. */
    private InboundMessage.@Nullable Answered answered(CloudNews.Written written) {
        Optional<SentLine> said = written.answers().isEmpty() ? Optional.empty() : memory.called(written.answers());
        return said.or(() -> memory.newestTo(written.from()))
                .filter(line -> settings.lineOf(line.debtor().lender()).equals(written.line()))
                .map(line -> new InboundMessage.Answered(line.debtor(), line.attempt(), line.contactPoint()))
                .orElse(null);
    }

    /** What the provider says, but nothing that is yet to come by the house clock. */
    private Instant at(@Nullable Long seconds) {
        Instant now = clock.instant();
        Instant said = seconds == null ? now : Instant.ofEpochSecond(seconds);
        return said.isBefore(now) ? said : now;
    }

    private static String idOf(String reference) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(reference.getBytes(StandardCharsets.UTF_8));
            return "wa-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256, but this one does not", e);
        }
    }

    private static CompletableFuture<Done> done() {
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    private static void count(String item) {
        Telemetry.counter(Telemetry.CHANNEL_WEBHOOK_ITEMS, "channel", "whatsapp", "item", item)
                .increment();
    }
}
