package dev.janji.orchestrator.http;

import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.link.PaymentPage;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.security.PaymentTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the payment links of our messages lead: on to the lender's page, with a token that names the bill. Scanners and previews open every link, so opening one changes nothing and says
 * nothing of the debtor; it is counted. No page of ours says anything of a debt. Thread-safe.
 */
public final class PaymentPages extends AllDirectives {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentPages.class);
    private static final String PATH = "pay";
    private static final String SHARED = "public, max-age=300";

    private static final ShortPage.Words EXPIRED = new ShortPage.Words(
            "Tautan ini sudah tidak berlaku",
            "Pakai tautan di pesan terbaru kami, atau balas pesan itu.",
            "This link is no longer valid",
            "Use the link in our latest message, or answer that message.");
    private static final ShortPage.Words UNKNOWN = new ShortPage.Words(
            "Tautan ini tidak kami kenal",
            "Periksa apakah tautan tersalin lengkap, atau balas pesan kami.",
            "We do not know this link",
            "Check that it was copied whole, or answer our message.");
    private static final ShortPage.Words LATER = new ShortPage.Words(
            "Belum berhasil",
            "Silakan coba lagi beberapa menit lagi.",
            "Not yet",
            "Please try again in a few minutes.");

    /** What became of a link that was opened. */
    private enum Outcome {
        LED,
        EXPIRED,
        /** The lender has no page any more, or the debtor was forgotten. */
        ENDED,
        UNKNOWN,
        FAILED
    }

    /**
     * @param pages where a lender's debtors pay, if it says so
     * @param attempts reads one as it was authorised; empty when its debtor was forgotten
     */
    public record Knowledge(
            Function<LenderId, Optional<PaymentPage>> pages,
            Function<AttemptId, CompletionStage<Optional<Attempt>>> attempts) {}

    private final PaymentLinks links;
    private final PaymentTokens tokens;
    private final Knowledge known;
    private final InstantSource clock;
    private final Visitors visitors;

    /**
     * @param clock the house clock
     * @param visitors who may open a link now
     */
    public PaymentPages(
            PaymentLinks links, PaymentTokens tokens, Knowledge known, InstantSource clock, Visitors visitors) {
        this.links = links;
        this.tokens = tokens;
        this.known = known;
        this.clock = clock;
        this.visitors = visitors;
    }

    public Route route() {
        return pathPrefix(
                PATH,
                () -> concat(
                        path("keys.json", () -> get(() -> keys(ContentTypes.APPLICATION_JSON, tokens.keySet()))),
                        path("keys.pem", () -> get(() -> keys(ContentTypes.TEXT_PLAIN_UTF8, tokens.pem()))),
                        path(
                                PathMatchers.segment(),
                                word -> get(() -> extractRequest(request -> respondWithDefaultHeaders(
                                        ShortPage.HEADERS,
                                        () -> visitors.turnedAway(request)
                                                .<Route>map(this::complete)
                                                .orElseGet(() -> completeWithFuture(opened(word, request)))))))));
    }

    private Route keys(ContentType type, String body) {
        return complete(HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", SHARED))
                .withEntity(HttpEntities.create(type, ByteString.fromString(body))));
    }

    private CompletionStage<HttpResponse> opened(String word, HttpRequest request) {
        Instant now = clock.instant();
        Optional<PaymentLinks.Link> link = links.read(word);
        if (link.isEmpty()) {
            // Anybody can send any number of those: nothing is logged.
            count(Outcome.UNKNOWN);
            return page(StatusCodes.NOT_FOUND, UNKNOWN, request);
        }
        AttemptId attempt = link.get().attempt();
        if (!now.isBefore(link.get().until())) {
            tell(attempt, Outcome.EXPIRED);
            return page(StatusCodes.GONE, EXPIRED, request);
        }
        Optional<PaymentPage> page = known.pages().apply(attempt.debtor().lender());
        if (page.isEmpty()) {
            tell(attempt, Outcome.ENDED);
            return page(StatusCodes.GONE, EXPIRED, request);
        }
        return known.attempts()
                .apply(attempt)
                .thenCompose(found -> {
                    if (found.isEmpty()) {
                        tell(attempt, Outcome.ENDED);
                        return page(StatusCodes.GONE, EXPIRED, request);
                    }
                    tell(attempt, Outcome.LED);
                    String token = tokens.token(attempt, accounts(found.get()), now);
                    return CompletableFuture.completedFuture(HttpResponse.create()
                            .withStatus(StatusCodes.FOUND)
                            .addHeader(Location.create(page.get().with(token).toString())));
                })
                .exceptionallyCompose(failure -> {
                    count(Outcome.FAILED);
                    LOG.warn(
                            "Expected to read the attempt of a payment link, but could not: {} [attempt={}]",
                            reason(failure),
                            attempt);
                    return page(StatusCodes.SERVICE_UNAVAILABLE, LATER, request);
                });
    }

    private static List<AccountId> accounts(Attempt attempt) {
        return attempt.covers().stream().map(StepReference::account).distinct().toList();
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getClass().getSimpleName();
    }

    private static void tell(AttemptId attempt, Outcome outcome) {
        count(outcome);
        LOG.info("A payment link was opened: {} [attempt={}]", outcome.name().toLowerCase(Locale.ROOT), attempt);
    }

    private static void count(Outcome outcome) {
        Telemetry.count(
                Telemetry.PAYMENT_LINKS_OPENED, "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }

    private static CompletionStage<HttpResponse> page(StatusCode status, ShortPage.Words words, HttpRequest request) {
        return CompletableFuture.completedFuture(ShortPage.of(status, words, request));
    }
}
