package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.ask.Asking;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.store.DurabilityCheck;
import dev.janji.actors.store.Installation;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.orchestrator.cassandra.EmbeddedCassandra;
import dev.janji.orchestrator.cassandra.EmbeddedSettings;
import dev.janji.orchestrator.telemetry.EventCounts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root. Starts configuration, clock, store, actors, gateways and edges in this order, the store first and the rest
 * beside it, because the store takes the longest; stops them in the reverse order, so that whatever was acknowledged is stored.
 * Thread-safe.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration DRAIN_CHANNELS_WITHIN = Duration.ofSeconds(25);

    private final Closing closing;
    private final House house;
    private final Edges edges;
    private volatile boolean stopping;

    private Server(Closing closing, House house, Edges edges) {
        this.closing = closing;
        this.house = house;
        this.edges = edges;
    }

    /**
     * @param config the whole configuration
     * @param durable demand a store that keeps what it acknowledged when the power fails
     * @throws StartFailure in one sentence; nothing is left running
     */
    public static Server start(Config config, boolean durable) throws StartFailure {
        Closing closing = new Closing();
        try {
            ServerSettings settings = ServerSettings.from(config);
            HouseLog.demandAsJournal(config);
            settings.demandFreePorts();
            CompletableFuture<@Nullable EmbeddedCassandra> store = storeOf(config, settings, closing);
            House house;
            try {
                house = House.build(config, settings, closing);
            } catch (RuntimeException | StartFailure e) {
                // It must be known to the closing before that closes.
                store.exceptionally(late -> null).join();
                throw e;
            }
            store.join();
            CqlSession session = house.connected();
            prepare(session, settings, durable);
            house.board().done(HealthBoard.Step.SCHEMA);
            Inhabitants inhabitants = Inhabitants.moveIn(house, session);
            house.board().done(HealthBoard.Step.SHARDING);
            Edges edges = Edges.open(house, inhabitants, session);
            house.board().done(HealthBoard.Step.EDGES);
            Server server = new Server(closing, house, edges);
            server.planShutdown(inhabitants);
            return server;
        } catch (StartFailure e) {
            closing.closeAll();
            throw e;
        } catch (RuntimeException e) {
            closing.closeAll();
            throw failure(e);
        }
    }

    /** Where it can be reached. */
    public ServerFile reachableAt() {
        return edges.reachableAt();
    }

    public EventCounts events() {
        return house.events();
    }

    /** @return completes when the actor system has ended, asked to or not */
    public CompletionStage<Done> ended() {
        return house.system().getWhenTerminated();
    }

    /** Whether somebody asked it to stop. */
    public boolean isStopping() {
        return stopping;
    }

    /** Answers what is under way, stores it, and stops everything; may be called twice. */
    @Override
    public void close() {
        stopping = true;
        house.board().stopping();
        try {
            CoordinatedShutdown.get(house.system())
                    .runAll(Asked.INSTANCE)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            LOG.error("Expected every part to stop in its time, but one did not", e);
        }
        closing.closeAll();
    }

    /** Why the coordinated shutdown runs. */
    private static final class Asked implements CoordinatedShutdown.Reason {
        static final Asked INSTANCE = new Asked();
    }

    /** Edges first, then channels; sharding and the cluster follow by themselves, the store last of all. */
    private void planShutdown(Inhabitants inhabitants) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(house.system());
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "janji-announce", () -> {
            house.board().stopping();
            edges.grpc().announceStop();
            return done();
        });
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceRequestsDone(),
                "janji-drain-events",
                () -> edges.grpc().stop().thenApply(closed -> Done.getInstance()));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceStop(), "janji-drain-channels", () -> drain(inhabitants));
    }

    private CompletionStage<Done> drain(Inhabitants inhabitants) {
        return Asking.<ChannelDispatcher.Message, Done>ask(
                        inhabitants.channels(),
                        (ActorRef<Done> replyTo) -> new ChannelDispatcher.DrainAll(replyTo),
                        DRAIN_CHANNELS_WITHIN,
                        house.system())
                .exceptionally(late -> {
                    LOG.warn("Expected the channels to drain within {}, but they did not", DRAIN_CHANNELS_WITHIN);
                    return Done.getInstance();
                });
    }

    private static CompletionStage<Done> done() {
        return CompletableFuture.completedStage(Done.getInstance());
    }

    private static CompletableFuture<@Nullable EmbeddedCassandra> storeOf(
            Config config, ServerSettings settings, Closing closing) {
        if (!settings.embedded()) {
            return CompletableFuture.completedFuture(null);
        }
        EmbeddedSettings embedded = EmbeddedSettings.from(config);
        return CompletableFuture.supplyAsync(() -> {
            EmbeddedCassandra started = EmbeddedCassandra.start(embedded);
            closing.addFirst("the embedded Cassandra", started);
            return started;
        });
    }

    /** The store is as this server needs it, or becomes so; or it must not be used. */
    static void prepare(CqlSession session, ServerSettings settings, boolean durable) throws StartFailure {
        SchemaMigrations.apply(session, settings.store());
        Installation.demand(
                session,
                settings.store(),
                "slices",
                Integer.toString(settings.debtors().numberOfSlices()));
        HouseLog.demandComplete(session, settings.store());
        if (durable) {
            DurabilityCheck.demand(session, settings.store());
        }
    }

    private static StartFailure failure(RuntimeException e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof EmbeddedCassandra.CannotStart || cause instanceof SchemaMigrations.Refused) {
            return new StartFailure(String.valueOf(cause.getMessage()), cause);
        }
        if (cause instanceof ConfigException) {
            return new StartFailure("The configuration can't be used: " + cause.getMessage(), cause);
        }
        return new StartFailure(
                "The server could not start: " + cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
}
