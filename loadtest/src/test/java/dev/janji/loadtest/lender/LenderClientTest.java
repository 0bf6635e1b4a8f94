package dev.janji.loadtest.lender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LenderClientTest {
    private static final Portfolio PORTFOLIO = Portfolio.of(Sample.shipped(), 40, 20, 7);

    @TempDir
    private Path folder;

    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable whileListening = () -> {};
    private FakeServer server;
    private LenderClient client;

    @BeforeEach
    void connect() {
        server = new FakeServer();
        client = new LenderClient(
                server.channel(), ClientLog.open(folder.resolve("client.jsonl"), "bank"), new Recorder());
    }

    @AfterEach
    void disconnect() {
        client.close();
        server.close();
    }

    private final class Recorder implements LenderListener {
        @Override
        public void answered(Answer answer) {
            whileListening.run();
            answers.add(answer);
        }

        @Override
        public void timeIs(Instant now) {}

        @Override
        public void disconnected(String why) {}
    }

    @Test
    void shouldStoreEveryEventInOrderWhenAllGoesWell() throws Exception {
        // when
        client.tell(PORTFOLIO, List.of(), at -> {}, () -> {});

        // then
        assertThatEverythingIsStoredInOrder();
        long reached =
                server.horizons.get(server.horizons.size() - 1).getHorizon().getSeconds();
        assertThat(reached).isEqualTo(PORTFOLIO.end().getEpochSecond());
    }

    @Test
    void shouldSendAgainUnderTheSameIdsWhenTheStreamBreaks() throws Exception {
        // given
        server.breakAfterStoring = 5;

        // when
        client.tell(PORTFOLIO, List.of(), at -> {}, () -> {});

        // then
        assertThatEverythingIsStoredInOrder();
        assertThat(answers).anyMatch(answer -> answer.sends() > 1 && answer.duplicate() && answer.asExpected());
        assertThat(answers).hasSameSizeAs(PORTFOLIO.events());
    }

    @Test
    void shouldSendAgainBeforeTheDebtorsNextEventWhenTheServerCannotNow() throws Exception {
        // given
        PORTFOLIO.events().stream()
                .limit(200)
                .forEach(event -> server.unavailableOnce.add(
                        event.debtor() + event.request().getEventId()));

        // when
        client.tell(PORTFOLIO, List.of(), at -> {}, () -> {});

        // then
        assertThatEverythingIsStoredInOrder();
    }

    @Test
    void shouldConnectAgainWhenTheStreamOfTimeBreaks() throws Exception {
        // given
        server.breakTime = 3;

        // when
        client.tell(PORTFOLIO, List.of(), at -> {}, () -> {});

        // then
        assertThatEverythingIsStoredInOrder();
    }

    @Test
    void shouldHaveToldWhatIsBeforeAPauseAndNothingAfterIt() throws Exception {
        // given
        Instant pause = PORTFOLIO.start().plusSeconds(86_400 * 3 + 1);
        List<Long> answered = new ArrayList<>();

        // when
        client.tell(PORTFOLIO, List.of(pause), at -> answered.add((long) answers.size()), () -> {});

        // then
        assertThat(answered)
                .containsExactly(PORTFOLIO.events().stream()
                        .filter(event -> !event.at().isAfter(pause))
                        .count());
    }

    @Test
    void shouldNotGoOnBeforeTheListenerKnowsEveryAnswer() throws Exception {
        // given: a listener that gives the teller time to run ahead at the last answer before the pause
        Instant pause = PORTFOLIO.start().plusSeconds(1);
        long before = PORTFOLIO.events().stream()
                .filter(event -> !event.at().isAfter(pause))
                .count();
        CountDownLatch paused = new CountDownLatch(1);
        List<Boolean> ranAhead = Collections.synchronizedList(new ArrayList<>());
        whileListening = () -> {
            if (answers.size() == before - 1) {
                ranAhead.add(within(Duration.ofMillis(200), paused));
            }
        };

        // when
        client.tell(PORTFOLIO, List.of(pause), at -> paused.countDown(), () -> {});

        // then
        assertThat(ranAhead).containsExactly(false);
    }

    private static boolean within(Duration time, CountDownLatch latch) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldEndWaitingWhenItIsToldThatTheServerWillNotComeBack() {
        // given
        server.close();
        client.fail(new IllegalStateException("gone"));

        // when, then
        assertThatThrownBy(() -> client.tell(PORTFOLIO, List.of(), at -> {}, () -> {}))
                .hasMessage("gone");
    }

    @Test
    void shouldLogEveryEventWithoutNamesNumbersAndAddresses() throws Exception {
        // when
        client.tell(PORTFOLIO, List.of(), at -> {}, () -> {});

        // then
        List<String> log = Files.readAllLines(folder.resolve("client.jsonl"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSameSizeAs(PORTFOLIO.events());
        assertThat(lines)
                .allMatch(line -> line.path("ackedWallMicros").asLong()
                        >= line.path("sentWallMicros").asLong());
        assertThat(String.join("\n", log)).doesNotContain("+999", "example.org", "Client ", "Address");
    }

    private void assertThatEverythingIsStoredInOrder() {
        PORTFOLIO.events().stream()
                .collect(Collectors.groupingBy(PlannedEvent::debtor))
                .forEach((debtor, events) -> assertThat(server.stored.get(debtor))
                        .isEqualTo(events.stream()
                                .map(event -> event.request().getEventId())
                                .distinct()
                                .toList()));
    }
}
