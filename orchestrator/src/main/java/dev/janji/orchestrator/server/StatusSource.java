package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.janji.actors.lender.LenderAct;
import dev.janji.actors.lender.Lenders;
import dev.janji.actors.lender.LendersInForce;
import dev.janji.actors.stop.StandingStops;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.time.ScaledClock;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.orchestrator.http.ServerStatus;
import dev.janji.orchestrator.telemetry.EventCounts;
import dev.janji.orchestrator.telemetry.MetricTotals;
import dev.janji.orchestrator.words.Language;
import dev.janji.orchestrator.words.StopScopeWords;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Gathers how the server is, at every call anew. Thread-safe. */
final class StatusSource implements Supplier<ServerStatus> {
    private final HouseClock clock;
    private final HealthBoard board;
    private final EventCounts events;
    private final MetricTotals metrics;
    private final Lenders lenders;
    private final StandingStops stops;
    private final CqlSession session;
    private final String storeKind;
    private final List<ServerStatus.Link> links;

    StatusSource(
            HouseClock clock,
            HealthBoard board,
            EventCounts events,
            MetricTotals metrics,
            Lenders lenders,
            StandingStops stops,
            CqlSession session,
            String storeKind,
            List<ServerStatus.Link> links) {
        this.clock = clock;
        this.board = board;
        this.events = events;
        this.metrics = metrics;
        this.lenders = lenders;
        this.stops = stops;
        this.session = session;
        this.storeKind = storeKind;
        this.links = List.copyOf(links);
    }

    static boolean reachable(CqlSession session) {
        return session.getMetadata().getNodes().values().stream().anyMatch(StatusSource::isUp);
    }

    @Override
    public ServerStatus get() {
        List<String> waitsFor = board.waitsFor();
        Collection<Node> nodes = session.getMetadata().getNodes().values();
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new ServerStatus(
                Version.current(),
                Instant.ofEpochMilli(runtime.getStartTime()),
                Duration.ofMillis(runtime.getUptime()),
                clockNow(),
                new ServerStatus.Ready(waitsFor.isEmpty(), waitsFor),
                events.totals(),
                metrics.byTags(Telemetry.CHANNEL_ANSWERS, "channel", "answer"),
                folders(lenders.current()),
                stops.current().all().stream()
                        .map(stop -> new ServerStatus.StandingStop(
                                stop.id().value(),
                                stop.scope().match(new StopScopeWords(Language.ENGLISH.phrases())),
                                stop.reason(),
                                stop.author().value(),
                                stop.placedAt()))
                        .toList(),
                new ServerStatus.WakeUps(
                        metrics.total(Telemetry.WAKE_UPS_DUE),
                        metrics.total(Telemetry.WAKE_UPS_OUTSTANDING),
                        metrics.total(Telemetry.WAKE_UPS_FIRED)),
                new ServerStatus.Store(
                        storeKind,
                        reachable(session),
                        (int) nodes.stream().filter(StatusSource::isUp).count(),
                        nodes.size()),
                links);
    }

    private static List<ServerStatus.ActiveFolder> folders(LendersInForce inForce) {
        return inForce.logs().values().stream()
                .flatMap(log -> log.active().stream())
                .sorted(Comparator.comparing(act -> act.lender().value()))
                .map(act -> folder(act, inForce.book().rules(act.lender())))
                .toList();
    }

    private static ServerStatus.ActiveFolder folder(LenderAct active, LenderRules rules) {
        return new ServerStatus.ActiveFolder(
                active.lender().value(),
                active.version(),
                rules.strategies().current().version(),
                rules.policy().version(),
                active.author().value(),
                active.at());
    }

    private ServerStatus.Clock clockNow() {
        if (clock instanceof ScaledClock scaled) {
            ScaledClock.State state = scaled.state();
            return new ServerStatus.Clock("scaled", state.position(), state.factor(), state.openHolds());
        }
        return new ServerStatus.Clock("real", clock.instant(), null, List.of());
    }

    private static boolean isUp(Node node) {
        return node.getState() == NodeState.UP || node.getOpenConnections() > 0;
    }
}
