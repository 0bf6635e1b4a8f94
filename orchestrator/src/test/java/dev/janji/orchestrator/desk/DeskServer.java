package dev.janji.orchestrator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.AgentSessions;
import dev.janji.actors.desk.DeskBooks;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.actors.desk.PlayedAddresses;
import dev.janji.actors.desk.PlayedSeats;
import dev.janji.actors.desk.SessionServices;
import dev.janji.actors.desk.SessionSettings;
import dev.janji.domain.id.AgentId;
import dev.janji.orchestrator.security.AgentAuthentication;
import dev.janji.orchestrator.security.Caller;
import dev.janji.orchestrator.security.Credentials;
import dev.janji.orchestrator.security.TokenHash;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/** The real edge and real sessions at a free port, before a desk that is played and debtors by the real rules. */
final class DeskServer implements AutoCloseable {
    static final DeskEdgeSettings SETTINGS = new DeskEdgeSettings(
            List.of("https://console.example"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            65_536,
            256,
            1_000,
            20,
            100);

    final InstantSource clock = InstantSource.fixed(DeskBooks.NOW);
    final RuledDebtors debtors = new RuledDebtors(clock);
    final PlayedSeats seats = new PlayedSeats(clock, DeskBooks.DEBTOR);
    final DeskEdge edge;
    private final ActorTestKit kit;
    private final ServerBinding binding;

    DeskServer() {
        this(SETTINGS);
    }

    DeskServer(DeskEdgeSettings settings) {
        this(settings, ConfigFactory.empty());
    }

    /** Timers of the server go off when {@link #passTime} says so. */
    static DeskServer byHand(DeskEdgeSettings settings) {
        return new DeskServer(settings, ManualTime.config());
    }

    private DeskServer(DeskEdgeSettings settings, Config own) {
        kit = ActorTestKit.create("desk-server", own.withFallback(ConfigFactory.load()));
        debtors.add(DeskBooks.DEBTOR, LocalDate.parse("2026-05-20"));
        OperatorBook book = DeskBooks.book();
        SessionSettings sessions = new SessionSettings(Duration.ofSeconds(20), 256, 14, 20);
        edge = DeskEdge.start(
                kit.system(),
                new DeskEdge.House(
                        kit.spawn(AgentSessions.create(new SessionServices(
                                seats, debtors, new PlayedAddresses().search(), () -> book, clock, sessions))),
                        AgentAuthentication.by(Credentials.of(Map.of(
                                new Caller.OfAgent(DeskBooks.AGENT), hash(DeskBooks.AGENT),
                                new Caller.OfAgent(DeskBooks.SECOND), hash(DeskBooks.SECOND),
                                new Caller.OfAgent(DeskBooks.LEADER), hash(DeskBooks.LEADER),
                                new Caller.OfAgent(new AgentId("gone-1")), hash(new AgentId("gone-1")),
                                new Caller.OfLender(DeskBooks.LENDER), List.of(TokenHash.of("token-of-lender"))))),
                        () -> book,
                        new ScreensOfLenders(RuledDebtors::book, RuledDebtors.TEXTS),
                        clock,
                        sessions.grace(),
                        settings));
        binding = Http.get(kit.system())
                .newServerAt("127.0.0.1", 0)
                .bind(edge.route())
                .toCompletableFuture()
                .join();
    }

    private static List<TokenHash> hash(AgentId agent) {
        return List.of(TokenHash.of(token(agent)));
    }

    static String token(AgentId agent) {
        return "token-of-" + agent;
    }

    /** Waits until the desk was told so. */
    void await(String entry) {
        kit.<Object>createTestProbe().awaitAssert(Duration.ofSeconds(60), () -> {
            assertThat(seats.log()).contains(entry);
            return entry;
        });
    }

    /** Of one made {@link #byHand}. */
    void passTime(Duration time) {
        ManualTime.get(kit.system()).timePasses(time);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + binding.localAddress().getPort() + "/desk/v1");
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
