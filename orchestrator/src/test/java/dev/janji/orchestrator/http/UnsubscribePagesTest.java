package dev.janji.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.RealClock;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.Gateways;
import dev.janji.gateways.email.UnsubscribeLinks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
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

/** The link of a mail that a real server took, clicked over a real socket. */
class UnsubscribePagesTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "unsubscribe-pages");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final DebtorKey DEBTOR = new DebtorKey(new LenderId("acme"), new DebtorId("d-1"));
    private static final String CLICK = "List-Unsubscribe=One-Click";

    private static final List<InboundMessage> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>();
    private static volatile boolean isDown;

    @TempDir
    static Path folder;

    private static Instant sentAt;
    private static String word;
    private static ServerBinding binding;
    /** Lets two in. */
    private static ServerBinding crowded;

    @BeforeAll
    static void sendOneAndOpen() throws Exception {
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mails.start();
        Config config = ConfigFactory.parseString(
                        "janji.gateways { simulate = off, email.smtp { host = 127.0.0.1, security = NONE,"
                                + " from = \"bank@example.test\", key-file = \"" + folder.resolve("email.key")
                                + "\", unsubscribe.url = \"https://mail.example.test/unsubscribe\", port = "
                                + mails.getSmtp().getPort() + " } }")
                .withFallback(ConfigFactory.load());
        try (RealClock clock = RealClock.start();
                Gateways gateways = Gateways.start(
                        config,
                        clock,
                        (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance()),
                        message -> CompletableFuture.completedFuture(Done.getInstance()))) {
            sentAt = clock.instant();
            Instant until = sentAt.plusSeconds(60);
            ChannelPort port = gateways.ports().get(Channel.EMAIL);
            port.send(
                            new OutboundMessage(
                                    AttemptId.of(DEBTOR, 3),
                                    DEBTOR,
                                    new ContactPointId("mail-1"),
                                    "debtor@example.test",
                                    "A subject",
                                    "A text",
                                    "due-1",
                                    Set.of(),
                                    until),
                            new SendPermit(clock, until, () -> false))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            String header = mails.getReceivedMessages()[0].getHeader("List-Unsubscribe", null);
            word = header.substring(header.lastIndexOf('/') + 1, header.lastIndexOf('>'));
        } finally {
            mails.stop();
        }
        UnsubscribeLinks links = UnsubscribeLinks.from(config).orElseThrow();
        binding = bound(links, VisitorsTest.anybody());
        crowded = bound(links, VisitorsTest.two());
    }

    private static ServerBinding bound(UnsubscribeLinks links, Visitors visitors) throws Exception {
        UnsubscribePages pages = new UnsubscribePages(
                links,
                message -> {
                    if (isDown) {
                        return CompletableFuture.failedFuture(new IllegalStateException("down"));
                    }
                    TOLD.add(message);
                    return CompletableFuture.completedFuture(Done.getInstance());
                },
                () -> NOW.get(),
                SYSTEM,
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
        TOLD.clear();
        NOW.set(sentAt.plusSeconds(1));
        isDown = false;
    }

    private static HttpRequest.Builder at(String link) {
        return at(binding, link);
    }

    private static HttpRequest.Builder at(ServerBinding server, String link) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.localAddress().getPort() + "/unsubscribe/" + link));
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String link, String body) throws Exception {
        return post(binding, link, body);
    }

    private static HttpResponse<String> post(ServerBinding server, String link, String body) throws Exception {
        return sent(at(server, link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void shouldUnsubscribeWithOneClickUnderTheSameIdEachTime() throws Exception {
        // when
        HttpResponse<String> first = post(word, CLICK);
        HttpResponse<String> second = post(word, CLICK);
        // then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        InboundMessage told = TOLD.get(0);
        assertThat(told.answers())
                .isEqualTo(new InboundMessage.Answered(DEBTOR, AttemptId.of(DEBTOR, 3), new ContactPointId("mail-1")));
        assertThat(told.text()).isEqualTo("STOP");
        assertThat(told.channel()).isEqualTo(Channel.EMAIL);
        assertThat(TOLD).extracting(InboundMessage::id).hasSize(2).containsOnly(told.id());
        assertThat(told.id()).matches("[a-z0-9-]{1,64}");
    }

    @Test
    void shouldUnsubscribeWhenTheClickComesInParts() throws Exception {
        String body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        HttpResponse<String> answer = sent(at(word).header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TOLD).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, Stop these e-mails?, Yes",
        "id, Berhenti menerima e-mail?, Ya",
        "fr, Berhenti menerima e-mail?, Ya"
    })
    void shouldOnlyAskWhenSomebodyOpensTheLink(String language, String title, String button) throws Exception {
        HttpResponse<String> page = sent(at(word).header("Accept-Language", language));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>" + title + "</h1>", "<button>" + button, "method=\"post\"")
                .doesNotContain("acme", "d-1", "example");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(TOLD).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "List-Unsubscribe=No", "x=1", "List-Unsubscribe", "{\"a\":1}"})
    void shouldRefuseWhatIsNoClick(String body) throws Exception {
        assertThat(post(word, body).statusCode()).isEqualTo(400);
        assertThat(post(word, body + "x".repeat(10_000)).statusCode()).isEqualTo(400);
        assertThat(TOLD).isEmpty();
    }

    @Test
    void shouldRefuseALinkThatIsTooOldOrForged() throws Exception {
        assertThat(post("A".repeat(word.length()), CLICK).statusCode()).isEqualTo(404);
        assertThat(post(word.substring(1) + "A", CLICK).statusCode()).isEqualTo(404);
        assertThat(post("..%2f..", CLICK).statusCode()).isEqualTo(404);
        NOW.set(sentAt.plus(Duration.ofDays(91)));
        assertThat(post(word, CLICK).statusCode()).isEqualTo(410);
        assertThat(sent(at(word)).statusCode()).isEqualTo(410);
        assertThat(TOLD).isEmpty();
    }

    @Test
    void shouldNeverTurnAwayAWishToStop() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(post(crowded, word, CLICK).statusCode()).isEqualTo(200);
        }
        assertThat(TOLD).hasSize(5);
    }

    @Test
    void shouldTurnAwayWhoTriesWordsTooOften() throws Exception {
        // given: two words a place
        sent(at(crowded, "guess-1"));
        sent(at(crowded, "guess-2"));
        // when
        HttpResponse<String> guessed = sent(at(crowded, "guess-3"));
        // then
        assertThat(guessed.statusCode()).isEqualTo(429);
        assertThat(guessed.headers().firstValue("Retry-After")).isPresent();
        assertThat(sent(at(crowded, word)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSaySoWhenTheClickCouldNotBeStored() throws Exception {
        isDown = true;
        assertThat(post(word, CLICK).statusCode()).isEqualTo(503);
        isDown = false;
        assertThat(post(word, CLICK).statusCode()).isEqualTo(200);
        assertThat(TOLD).hasSize(1);
    }
}
