package dev.janji.orchestrator.desk;

import static dev.janji.actors.desk.DeskBooks.AGENT;
import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.LEADER;
import static dev.janji.actors.desk.DeskBooks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.AgentNotice;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.desk.v1.ChangeKind;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.GetReady;
import dev.janji.protocols.desk.v1.Pong;
import dev.janji.protocols.desk.v1.Refusal;
import dev.janji.protocols.desk.v1.SignIn;
import dev.janji.protocols.desk.v1.StopDialing;
import dev.janji.protocols.desk.v1.UnseatedWhy;
import dev.janji.protocols.desk.v1.WatchFloor;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The agents' WebSocket over real sockets. */
final class DeskEdgeTest {
    private static final int NORMAL = 1000;
    private static final int FAULT = 1011;
    private static final int HANDSHAKES_UNFINISHED = 503;

    private static int turnedAway(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return ((WebSocketHandshakeException) cause).getResponse().statusCode();
    }

    @Test
    void shouldTurnAwayAPageOfAnotherOrigin() {
        try (DeskServer server = new DeskServer()) {
            for (String stranger : List.of("https://evil.example", "null", "http://127.0.0.1:1", "not a uri")) {
                assertThatThrownBy(() -> Console.from(server.uri(), stranger).join())
                        .as(stranger)
                        .satisfies(failure -> assertThat(turnedAway(failure)).isEqualTo(403));
            }
            String own = "http://127.0.0.1:" + server.uri().getPort();
            for (String known : List.of(own, "https://console.example", "HTTPS://Console.Example")) {
                try (Console console = Console.from(server.uri(), known).join()) {
                    assertThat(console.signIn(AGENT).next().getBodyCase())
                            .isIn(DeskMessage.BodyCase.SIGNED_IN, DeskMessage.BodyCase.REFUSED);
                }
            }
        }
    }

    @Test
    void shouldSpeakOnlySubprotocolsThatItKnows() {
        try (DeskServer server = new DeskServer()) {
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .subprotocols("janji.desk.v2")
                            .buildAsync(server.uri(), new WebSocket.Listener() {})
                            .join())
                    .satisfies(failure -> assertThat(turnedAway(failure)).isEqualTo(400));
        }
    }

    @Test
    void shouldSignInInBothSubprotocols() {
        try (DeskServer server = new DeskServer();
                Console json = Console.json(server.uri()).signIn(AGENT);
                Console binary = Console.binary(server.uri()).signIn(LEADER)) {
            DeskMessage agent = json.next();
            DeskMessage leader = binary.next();

            assertThat(agent.getSequence()).isZero();
            assertThat(agent.getSignedIn().getAgentId()).isEqualTo("agent-1");
            assertThat(agent.getSignedIn().getDeskName()).isEqualTo("Jakarta");
            assertThat(agent.getSignedIn().getHeartbeatSeconds()).isEqualTo(5);
            assertThat(agent.getSignedIn().getResumed()).isFalse();
            assertThat(leader.getSignedIn().getDuty().name()).isEqualTo("DUTY_SUPERVISOR");
            assertThat(binary.until(DeskMessage::hasSeatChanged).getSequence()).isEqualTo(1);
            assertThat(json.answer(ClientMessage.newBuilder().setWatchFloor(WatchFloor.getDefaultInstance()))
                            .getRefused()
                            .getReason())
                    .isEqualTo(Refusal.REFUSAL_NOT_ALLOWED);
            assertThat(binary.answer(ClientMessage.newBuilder()
                                    .setStopDialing(StopDialing.newBuilder().setStopped(true)))
                            .hasDone())
                    .isTrue();
        }
    }

    @Test
    void shouldKnowNobodyByAWrongToken() {
        try (DeskServer server = new DeskServer()) {
            for (String token : List.of("wrong", "token-of-lender", DeskServer.token(new AgentId("gone-1")))) {
                try (Console console = Console.json(server.uri())
                        .signIn(SignIn.newBuilder().setToken(token).setLanguage("id"))) {
                    DeskMessage answer = console.next();

                    assertThat(answer.getRefused().getReason()).as(token).isEqualTo(Refusal.REFUSAL_NOT_KNOWN);
                    assertThat(answer.getRefused().getDetail()).startsWith("Token");
                }
            }
            assertThat(server.seats.log()).isEmpty();
        }
    }

    @Test
    void shouldAnswerWhatCannotBeReadAndCloseOnlyAfterManyOfIt() {
        try (DeskServer server = new DeskServer();
                Console console = Console.json(server.uri())) {
            console.sendText("{");
            assertThat(console.next().getRefused().getReason()).isEqualTo(Refusal.REFUSAL_BAD_REQUEST);
            console.sendText("{\"requestId\":\"a\",\"getReady\":{}}");
            DeskMessage early = console.next();
            assertThat(early.getRequestId()).isEqualTo("a");
            assertThat(early.getRefused().getDetail()).contains("sign_in first");
            console.signIn(AGENT).until(DeskMessage::hasSeatChanged);

            for (int i = 2; i < DeskServer.SETTINGS.badMessages(); i++) {
                console.sendText("{\"requestId\":\"b\",\"takeBreak\":{\"reason\":\"BREAK_REASON_DECLINED\"}}");
                assertThat(console.next().getRefused().getDetail()).contains("take_break.reason");
            }

            assertThat(console.closed()).isEqualTo(NORMAL);
        }
    }

    @Test
    void shouldNotReadAMessageThatIsTooLarge() {
        try (DeskServer server = new DeskServer();
                Console console = Console.json(server.uri()).signIn(AGENT)) {
            console.until(DeskMessage::hasSeatChanged);

            console.tryText("{\"requestId\":\"" + "a".repeat(DeskServer.SETTINGS.largestMessage()) + "\"}");

            assertThat(console.closed()).isIn(NORMAL, FAULT, -1);
            server.await("left agent-1");
        }
    }

    @Test
    void shouldCutOffWhoDoesNotReadAndHurtNobodyElse() {
        DeskEdgeSettings few = new DeskEdgeSettings(
                List.of(), Duration.ofMinutes(1), Duration.ofSeconds(10), 65_536, 16, 1_000, 20, 100);
        try (DeskServer server = new DeskServer(few);
                Console other = Console.json(server.uri()).signIn(SECOND);
                Console deaf = Console.deaf(server.uri()).signIn(AGENT)) {
            other.until(DeskMessage::hasSeatChanged);
            server.await("sit agent-1");

            // The same text again and again: what waits for the server takes no room.
            AgentNotice large = new AgentNotice.TakenBack(server.seats.lead(), "x".repeat(100_000));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!server.seats.log().contains("left agent-1") && System.nanoTime() < deadline) {
                server.seats.say(AGENT, large);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }

            assertThat(server.seats.log()).contains("left agent-1").doesNotContain("left agent-2");
            assertThat(other.answer(ClientMessage.newBuilder().setGetReady(GetReady.getDefaultInstance()))
                            .hasDone())
                    .isTrue();
            assertThat(deaf).isNotNull();
        }
    }

    @Test
    void shouldNoticeWhenNobodyAnswersHeartbeats() {
        try (DeskServer server = DeskServer.byHand(DeskServer.SETTINGS);
                Console silent = Console.json(server.uri()).signIn(AGENT);
                Console alive = Console.json(server.uri()).signIn(SECOND)) {
            silent.until(DeskMessage::hasSeatChanged);
            alive.until(DeskMessage::hasSeatChanged);

            for (int beat = 0; beat < 8; beat++) {
                server.passTime(DeskServer.SETTINGS.heartbeat());
                alive.until(DeskMessage::hasPing);
                alive.send(ClientMessage.newBuilder()
                        .setPong(Pong.getDefaultInstance())
                        .build());
                // Its answer comes behind the pong.
                alive.answer(ClientMessage.newBuilder().setGetReady(GetReady.getDefaultInstance()));
            }

            assertThat(silent.closed()).isEqualTo(NORMAL);
            server.await("left agent-1");
            assertThat(server.seats.log()).doesNotContain("left agent-2");
        }
    }

    @Test
    void shouldGoOnWithoutLossOrDuplicateWhenAConnectionComesBack() {
        try (DeskServer server = new DeskServer()) {
            Console first = Console.binary(server.uri()).signIn(AGENT);
            String token = first.next().getSignedIn().getResumeToken();
            long seen = first.until(DeskMessage::hasSeatChanged).getSequence();
            first.abort();
            server.await("left agent-1");
            server.seats.seat(AGENT, SeatState.READY);
            server.seats.say(AGENT, new AgentNotice.TakenBack(server.seats.lead(), "paid"));

            try (Console second = Console.json(server.uri())
                    .signIn(SignIn.newBuilder()
                            .setToken(DeskServer.token(AGENT))
                            .setResumeToken(token)
                            .setLastSequence(seen))) {
                assertThat(second.next().getSignedIn().getResumed()).isTrue();
                assertThat(Stream.of(second.next(), second.next()).map(DeskMessage::getSequence))
                        .containsExactly(seen + 1, seen + 2);
            }
        }
    }

    @Test
    void shouldEndTheOtherSessionOnlyWhenItIsTakenOver() {
        try (DeskServer server = new DeskServer();
                Console first = Console.json(server.uri()).signIn(AGENT)) {
            first.until(DeskMessage::hasSeatChanged);
            try (Console second = Console.json(server.uri()).signIn(AGENT)) {
                assertThat(second.next().getRefused().getReason()).isEqualTo(Refusal.REFUSAL_SIGNED_IN_ELSEWHERE);

                second.signIn(
                        SignIn.newBuilder().setToken(DeskServer.token(AGENT)).setTakeOver(true));

                assertThat(second.next().getSignedIn().getResumed()).isFalse();
                assertThat(first.until(DeskMessage::hasUnseated).getUnseated().getWhy())
                        .isEqualTo(UnseatedWhy.UNSEATED_WHY_TAKEN_OVER);
                assertThat(first.closed()).isEqualTo(NORMAL);
                assertThat(second.until(DeskMessage::hasSeatChanged).getSequence())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void shouldTellEverybodyToComeBackWhenTheNodeStops() {
        try (DeskServer server = new DeskServer();
                Console agent = Console.json(server.uri()).signIn(AGENT);
                Console leader = Console.binary(server.uri()).signIn(LEADER)) {
            agent.until(DeskMessage::hasSeatChanged);
            leader.until(DeskMessage::hasSeatChanged);

            server.edge
                    .drain()
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();

            for (Console each : List.of(agent, leader)) {
                assertThat(each.until(DeskMessage::hasReconnect).getReconnect().getAfterMillis())
                        .isBetween(0, 1_000);
                assertThat(each.closed()).isEqualTo(NORMAL);
            }
            assertThatThrownBy(() -> Console.json(server.uri()))
                    .satisfies(failure -> assertThat(turnedAway(failure)).isEqualTo(HANDSHAKES_UNFINISHED));
        }
    }

    @Test
    void shouldShowEveryPaymentWhileSomebodyTalks() {
        try (DeskServer server = new DeskServer();
                Console agent = Console.binary(server.uri()).signIn(AGENT)) {
            agent.until(DeskMessage::hasSeatChanged);
            server.seats.offer(AGENT, AgentNotice.Offered.Mode.CONNECTED);
            server.seats.seat(AGENT, SeatState.TALKING);
            agent.until(DeskMessage::hasScreen);

            for (int i = 0; i < 20; i++) {
                server.debtors.tell(
                        DEBTOR,
                        new LenderEvent.PaymentReceived(
                                RuledDebtors.CARD,
                                new PaymentId("p-" + i),
                                RuledDebtors.rupiah(1_000),
                                LocalDate.parse("2026-06-01")));
                server.seats.say(AGENT, new AgentNotice.LeadWithdrawn(server.seats.lead()));

                DeskMessage changed = agent.until(DeskMessage::hasDebtorChanged);
                assertThat(changed.getDebtorChanged().getKind()).isEqualTo(ChangeKind.CHANGE_KIND_PAID);
                assertThat(agent.next().hasScreen()).isTrue();
            }
        }
    }
}
