package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.journal.keys.MasterKey;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.time.RealClock;
import dev.janji.actors.time.ScaledClock;
import dev.janji.actors.time.TimeSettings;
import dev.janji.domain.id.AgentId;
import dev.janji.orchestrator.telemetry.EventCounts;
import dev.janji.orchestrator.telemetry.MetricTotals;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kamon.Kamon;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.management.javadsl.PekkoManagement;
import scala.jdk.javaapi.FutureConverters;

/**
 * Everything that can be there before the store: settings, credentials, keys, clock, metrics, the actor system and its cluster.
 * Thread-safe.
 *
 * @param connecting one session for the event log and everything else; it tries until the store answers, so it begins while that starts
 * @param management completes when the management port is open
 */
record House(
        Config config,
        ServerSettings settings,
        SecuritySettings security,
        MasterKey masterKey,
        HouseClock clock,
        EventCounts events,
        MetricTotals metrics,
        CompletableFuture<CqlSession> connecting,
        ActorSystem<Void> system,
        HealthBoard board,
        CompletionStage<Uri> management,
        Closing closing) {
    private static final long STOP_METRICS_WITHIN_SECONDS = 5;
    private static final long CONNECT_WITHIN_SECONDS = 120;

    static House build(Config config, ServerSettings settings, Closing closing) throws StartFailure {
        SecuritySettings security =
                security(config, settings.operator().book().agents().keySet());
        MasterKey masterKey = settings.keys().masterKey();
        HouseClock clock = clock(settings.time(), closing);
        MetricTotals metrics = measure(config, closing);
        CompletableFuture<CqlSession> connecting = CassandraSettings.connecting(config);
        closing.add("the session with the store", () -> disconnect(connecting));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "janji", config);
        closing.add("the actor system", () -> end(system));
        HealthBoard board = HealthBoard.ID.get(system.classicSystem());
        CompletionStage<Uri> management = PekkoManagement.get(system).start();
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        return new House(
                config,
                settings,
                security,
                masterKey,
                clock,
                new EventCounts(),
                metrics,
                connecting,
                system,
                board,
                management,
                closing);
    }

    /** @return the session, once the store answers */
    CqlSession connected() throws StartFailure {
        try {
            CqlSession session = connecting.get(CONNECT_WITHIN_SECONDS, TimeUnit.SECONDS);
            board.watchStore(() -> StatusSource.reachable(session));
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure(
                    "Cassandra did not answer at "
                            + config.getStringList("datastax-java-driver.basic.contact-points")
                            + "; see datastax-java-driver.basic.contact-points",
                    e);
        }
    }

    private static SecuritySettings security(Config config, Set<AgentId> agents) throws StartFailure {
        try {
            return SecuritySettings.from(config, agents);
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static HouseClock clock(TimeSettings settings, Closing closing) {
        if (settings instanceof TimeSettings.Scaled scaled) {
            ScaledClock clock = ScaledClock.start(scaled);
            closing.add("the clock", clock);
            return clock;
        }
        RealClock clock = RealClock.start();
        closing.add("the clock", clock);
        return clock;
    }

    /** Before the actor system, so that it is measured from its first actor on. */
    private static MetricTotals measure(Config config, Closing closing) {
        Kamon.initWithoutAttaching(config);
        MetricTotals totals = new MetricTotals();
        Kamon.addReporter("janji-status", totals);
        closing.add(
                "the metrics",
                () -> FutureConverters.asJava(Kamon.stopModules())
                        .toCompletableFuture()
                        .get(STOP_METRICS_WITHIN_SECONDS, TimeUnit.SECONDS));
        return totals;
    }

    /** Does not wait for a store that never answered: the session ends as soon as there is one. */
    private static void disconnect(CompletableFuture<CqlSession> connecting) throws Exception {
        CompletableFuture<Void> closed = connecting.thenCompose(CqlSession::closeAsync);
        if (connecting.isDone() && !connecting.isCompletedExceptionally()) {
            closed.get(CONNECT_WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void end(ActorSystem<Void> system) throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(CONNECT_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
}
