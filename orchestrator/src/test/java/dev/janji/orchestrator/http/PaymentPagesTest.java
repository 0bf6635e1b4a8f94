package dev.janji.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.link.PaymentPage;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.strategy.Anchor;
import dev.janji.orchestrator.security.PaymentTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payment links, opened over a real socket. */
class PaymentPagesTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "payment-pages");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AttemptId ATTEMPT = new AttemptId("acme~d-1042~17");
    private static final Instant SENT = Instant.parse("2026-03-12T02:00:00Z");
    private static final PaymentPage PAGE = PaymentPage.of("https://pay.acme.example/bill", Duration.ofDays(7));

    @TempDir
    static Path folder;

    private static ServerBinding binding;
    /** Lets two in. */
    private static ServerBinding crowded;

    private static String word;
    private static volatile Instant now = SENT;
    private static volatile Optional<PaymentPage> page = Optional.of(PAGE);
    private static volatile CompletionStage<Optional<Attempt>> found =
            CompletableFuture.failedStage(new AssertionError());
    private static final AtomicInteger LOOKED = new AtomicInteger();

    @BeforeAll
    static void open() throws Exception {
        Config config = ConfigFactory.parseString("janji.links { url = \"https://pay.example.com/pay\", keys = [\""
                        + folder.resolve("key") + "\"], token.keys = [\"" + folder.resolve("token.pem") + "\"] }")
                .withFallback(ConfigFactory.load());
        PaymentLinks links = PaymentLinks.from(config);
        String link = links.link(ATTEMPT, SENT.plus(PAGE.validFor())).orElseThrow();
        word = link.substring(link.lastIndexOf('/') + 1);
        PaymentTokens tokens = PaymentTokens.from(config);
        binding = bound(links, tokens, VisitorsTest.anybody());
        crowded = bound(links, tokens, VisitorsTest.two());
    }

    private static ServerBinding bound(PaymentLinks links, PaymentTokens tokens, Visitors visitors) throws Exception {
        PaymentPages pages = new PaymentPages(
                links,
                tokens,
                new PaymentPages.Knowledge(lender -> page, attempt -> {
                    LOOKED.incrementAndGet();
                    return found;
                }),
                () -> now,
                visitors);
        return Http.get(SYSTEM)
                .newServerAt("127.0.0.1", 0)
                .bind(pages.route())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        SYSTEM.terminate();
        SYSTEM.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @BeforeEach
    void begin() {
        now = SENT.plusSeconds(60);
        page = Optional.of(PAGE);
        found = CompletableFuture.completedStage(Optional.of(attempt("a-2", "a-1", "a-2")));
        LOOKED.set(0);
    }

    private static Attempt attempt(String... accounts) {
        List<StepReference> covers = List.of(accounts).stream()
                .map(each -> new StepReference(new AccountId(each), Anchor.dueDate(LocalDate.of(2026, 3, 5)), 0, "H+3"))
                .toList();
        return new Attempt(
                ATTEMPT, Channel.SMS, new ContactPointId("phone"), covers, "overdue-3", SENT, SENT.plusSeconds(30));
    }

    private static HttpRequest.Builder at(String path) {
        return at(binding, path);
    }

    private static HttpRequest.Builder at(ServerBinding server, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.localAddress().getPort() + "/pay/" + path));
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldLeadToTheLendersPageWithATokenAndNothingElse() throws Exception {
        // when
        HttpResponse<String> answer = sent(at(word));
        // then
        assertThat(answer.statusCode()).isEqualTo(302);
        String to = answer.headers().firstValue("Location").orElseThrow();
        assertThat(to).startsWith("https://pay.acme.example/bill?janji=");
        String[] parts = to.substring(to.indexOf('=') + 1).split("\\.");
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .isEqualTo("{\"iss\":\"janji\",\"aud\":\"acme\",\"iat\":1773280860,\"exp\":1773281160,"
                        + "\"attempt\":\"acme~d-1042~17\",\"accounts\":[\"a-2\",\"a-1\"]}");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void shouldLeadThereAsOftenAsItIsOpened() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(sent(at(word)).statusCode()).isEqualTo(302);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, This link is no longer valid, answer that message",
        "id, Tautan ini sudah tidak berlaku, balas pesan itu",
        "fr, Tautan ini sudah tidak berlaku, balas pesan itu"
    })
    void shouldSayCalmlyThatALinkHasEnded(String language, String title, String instead) throws Exception {
        // given
        now = SENT.plus(PAGE.validFor());
        // when
        HttpResponse<String> answer = sent(at(word).header("Accept-Language", language));
        // then
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("<h1>" + title + "</h1>", instead);
        assertSaysNothing(answer);
        assertThat(LOOKED).hasValue(0);
    }

    @Test
    void shouldHoldToItsLastMoment() throws Exception {
        now = SENT.plus(PAGE.validFor()).minusNanos(1);
        assertThat(sent(at(word)).statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "0", "..%2f..", "x%00y", "keys", "%F0%9F%92%B8"})
    void shouldKnowNoLinkThatItDidNotMake(String forged) throws Exception {
        for (String each : List.of(forged, word.substring(1), word + forged)) {
            HttpResponse<String> answer = sent(at(each));
            assertThat(answer.statusCode()).as(each).isEqualTo(404);
            assertSaysNothing(answer);
        }
        assertThat(LOOKED).hasValue(0);
    }

    @Test
    void shouldLeadNowhereWhenTheLenderHasNoPageOrTheDebtorWasForgotten() throws Exception {
        page = Optional.empty();
        HttpResponse<String> noPage = sent(at(word));
        page = Optional.of(PAGE);
        found = CompletableFuture.completedStage(Optional.empty());
        HttpResponse<String> forgotten = sent(at(word));
        for (HttpResponse<String> answer : List.of(noPage, forgotten)) {
            assertThat(answer.statusCode()).isEqualTo(410);
            assertSaysNothing(answer);
        }
    }

    @Test
    void shouldAskToComeAgainWhenItCannotLook() throws Exception {
        found = CompletableFuture.failedStage(new IllegalStateException("away"));
        HttpResponse<String> answer = sent(at(word).header("Accept-Language", "en"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Please try again");
        assertSaysNothing(answer);
    }

    @Test
    void shouldTurnAwayWhoComesTooOftenButShowLendersItsKeys() throws Exception {
        // given
        assertThat(sent(at(crowded, word)).statusCode()).isEqualTo(302);
        assertThat(sent(at(crowded, "forged")).statusCode()).isEqualTo(404);
        LOOKED.set(0);
        // when
        HttpResponse<String> answer = sent(at(crowded, word).header("Accept-Language", "en"));
        // then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 1_000);
        assertThat(answer.body()).contains("<h1>Too many requests</h1>");
        assertSaysNothing(answer);
        assertThat(LOOKED).hasValue(0);
        assertThat(sent(at(crowded, "keys.json")).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowLendersItsKeysAndTakeNothing() throws Exception {
        assertThat(sent(at("keys.json")).body()).startsWith("{\"keys\":[{\"kty\":\"OKP\"");
        assertThat(sent(at("keys.pem")).body()).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(sent(at(word).POST(HttpRequest.BodyPublishers.ofString("paid=1")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(LOOKED).hasValue(0);
    }

    private static void assertSaysNothing(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(answer.body())
                .doesNotContain(
                        "acme",
                        "d-1042",
                        "a-1",
                        "pay.acme",
                        "tagihan",
                        "utang",
                        "pinjam",
                        "bayar",
                        "debt",
                        "loan",
                        "bill");
    }
}
