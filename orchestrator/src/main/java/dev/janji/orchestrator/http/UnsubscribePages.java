package dev.janji.orchestrator.http;

import dev.janji.actors.channel.InboundListener;
import dev.janji.gateways.email.UnsubscribeLinks;
import dev.janji.gateways.email.UnsubscribeLinks.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the links of our mails lead (RFC 8058). A POST of {@code List-Unsubscribe=One-Click} unsubscribes; opening the link only asks, because scanners open every
 * link. Knows nobody but by the link, and shows nothing of a debtor. Thread-safe.
 */
public final class UnsubscribePages extends AllDirectives {
    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribePages.class);
    private static final String PATH = "unsubscribe";
    private static final long BODY_WITHIN_MILLIS = 5_000;
    private static final long MOST_BYTES = 4096;
    private static final String CLICK = "List-Unsubscribe=One-Click";
    /** The same click in the other form that the standard allows. */
    private static final List<String> CLICK_IN_PARTS = List.of("name=\"List-Unsubscribe\"", "One-Click");

    private static final ShortPage.Button YES =
            new ShortPage.Button("Ya, hentikan", "Yes, stop", "List-Unsubscribe", "One-Click");

    /** What a page says; each in Indonesian and in English. */
    private enum Words {
        ASK(
                "Berhenti menerima e-mail?",
                "Kami tidak akan mengirim e-mail lagi ke alamat ini.",
                "Stop these e-mails?",
                "We will not send any more e-mail to this address."),
        DONE(
                "Permintaan Anda sudah kami catat",
                "Kami tidak akan mengirim e-mail lagi ke alamat ini.",
                "Your wish is noted",
                "We will not send any more e-mail to this address."),
        EXPIRED(
                "Tautan ini sudah tidak berlaku",
                "Balas e-mail terakhir kami dengan kata STOP, atau pakai tautan di dalamnya.",
                "This link is no longer valid",
                "Answer our latest e-mail with the word STOP, or use the link in it."),
        UNKNOWN(
                "Tautan ini tidak kami kenal",
                "Periksa apakah tautan tersalin lengkap, atau balas e-mail kami dengan kata STOP.",
                "We do not know this link",
                "Check that it was copied whole, or answer our e-mail with the word STOP."),
        NOT_A_CLICK(
                "Permintaan tidak lengkap",
                "Buka tautan ini lagi dan tekan tombolnya.",
                "The request is not complete",
                "Open the link again and press the button."),
        LATER(
                "Belum berhasil",
                "Permintaan Anda belum tercatat. Silakan coba lagi beberapa menit lagi.",
                "Not yet",
                "Your wish is not noted yet. Please try again in a few minutes.");

        private final ShortPage.Words words;

        Words(String indonesianTitle, String indonesian, String englishTitle, String english) {
            this.words = new ShortPage.Words(indonesianTitle, indonesian, englishTitle, english);
        }
    }

    private final UnsubscribeLinks links;
    private final InboundListener listener;
    private final InstantSource clock;
    private final ActorSystem<?> system;
    private final Visitors visitors;

    /**
     * @param listener where a click goes
     * @param clock the house clock
     * @param visitors how often words that are not ours may be tried
     */
    public UnsubscribePages(
            UnsubscribeLinks links,
            InboundListener listener,
            InstantSource clock,
            ActorSystem<?> system,
            Visitors visitors) {
        this.links = links;
        this.listener = listener;
        this.clock = clock;
        this.system = system;
        this.visitors = visitors;
    }

    public Route route() {
        return path(
                PathMatchers.segment(PATH).slash(PathMatchers.segment()),
                word -> extractRequest(request -> respondWithDefaultHeaders(
                        ShortPage.HEADERS,
                        () -> refused(word, request)
                                .<Route>map(this::complete)
                                .orElseGet(() -> concat(
                                        get(() -> complete(asked(word, request))),
                                        post(() -> completeWithFuture(posted(word, request))))))));
    }

    /** Who holds a word of ours is never turned away: a wish to stop must not be lost, and a provider of mail may bring those of many from one address. */
    private Optional<HttpResponse> refused(String word, HttpRequest request) {
        return links.standing(word, clock.instant()) == Standing.GOOD ? Optional.empty() : visitors.turnedAway(request);
    }

    private HttpResponse asked(String word, HttpRequest request) {
        return switch (links.standing(word, clock.instant())) {
            case GOOD -> page(StatusCodes.OK, Words.ASK, request);
            case EXPIRED -> page(StatusCodes.GONE, Words.EXPIRED, request);
            case UNKNOWN -> page(StatusCodes.NOT_FOUND, Words.UNKNOWN, request);
        };
    }

    private CompletionStage<HttpResponse> posted(String word, HttpRequest request) {
        return request.entity()
                .toStrict(BODY_WITHIN_MILLIS, MOST_BYTES, system)
                .thenApply(body -> isClick(body.getData().utf8String()))
                .exceptionally(failure -> false)
                .thenCompose(isClick -> isClick
                        ? clicked(word, request)
                        : CompletableFuture.completedFuture(page(StatusCodes.BAD_REQUEST, Words.NOT_A_CLICK, request)));
    }

    private static boolean isClick(String body) {
        return List.of(body.split("&", -1)).contains(CLICK)
                || CLICK_IN_PARTS.stream().allMatch(body::contains);
    }

    private CompletionStage<HttpResponse> clicked(String word, HttpRequest request) {
        Instant now = clock.instant();
        if (links.standing(word, now) != Standing.GOOD) {
            return CompletableFuture.completedFuture(asked(word, request));
        }
        return links.clicked(word, now)
                .map(message -> listener.received(message)
                        .thenApply(stored -> page(StatusCodes.OK, Words.DONE, request))
                        .exceptionally(failure -> {
                            LOG.warn(
                                    "Expected a click to be stored, but it was not: {} [message={}]",
                                    failure.getClass().getSimpleName(),
                                    message.id());
                            return page(StatusCodes.SERVICE_UNAVAILABLE, Words.LATER, request);
                        }))
                .orElseGet(() -> CompletableFuture.completedFuture(asked(word, request)));
    }

    private static HttpResponse page(StatusCode status, Words words, HttpRequest request) {
        return words == Words.ASK
                ? ShortPage.asking(status, words.words, YES, request)
                : ShortPage.of(status, words.words, request);
    }
}
