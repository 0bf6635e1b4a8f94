package dev.janji.actors.field;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.address.LoggedAddresses;
import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.stop.StandingStops;
import dev.janji.domain.id.LenderId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cases of field collectors that are made from the event log. */
public final class FieldCases {
    private static final Logger LOG = LoggerFactory.getLogger(FieldCases.class);

    private FieldCases() {}

    /**
     * Begins to bring and to recall cases: every slice on one node of the cluster.
     *
     * @param session to a store whose migrations are applied
     * @param books what each lender's texts are
     * @param clock the house clock
     */
    public static void start(
            ActorSystem<?> system,
            CqlSession session,
            LoggedAddresses.Log log,
            Debtors debtors,
            StandingStops stops,
            Function<LenderId, LenderBook> books,
            FieldOutbox outbox,
            InstantSource clock,
            FieldCaseSettings settings) {
        AtomicInteger stopsChanged = new AtomicInteger();
        stops.listen(stopsChanged::incrementAndGet);
        FieldStore store = new CassandraFieldStore(session, settings.keyspace());
        FieldMeter meter = new FieldMeter();
        SliceCases.Workshop workshop = new SliceCases.Workshop(
                system,
                log.store(),
                log.readers(),
                log.source(),
                store,
                new CaseKeeper(store, outbox, debtors::view, stops::current, books, meter),
                meter,
                clock,
                stopsChanged,
                settings,
                log.settings().settleEvery());
        ShardedDaemonProcess.get(system)
                .init(
                        FieldSlice.Message.class,
                        "field-cases",
                        settings.slices(),
                        slice -> FieldSlice.create(
                                slice, workshop, log.settings().restartAfter()),
                        ShardedDaemonProcessSettings.create(system),
                        Optional.of(FieldSlice.Message.STOP));
    }

    /**
     * For a server that brings no cases any more: the log is not kept for it. What was brought before stays noted, and is looked at when it begins again.
     *
     * @return completes when nothing is kept for it; fails when that is not known, and the next start does it again
     */
    public static CompletionStage<Done> off(CqlSession session, LoggedAddresses.Log log, FieldCaseSettings settings) {
        FieldStore store = new CassandraFieldStore(session, settings.keyspace());
        return store.noted().thenCompose(slices -> {
            if (!slices.isEmpty()) {
                LOG.warn(
                        "Cases were handed to field collectors before, but janji.gateways.field has no folder now; nobody recalls them");
            }
            CompletionStage<Done> all = CompletableFuture.completedStage(Done.getInstance());
            for (int slice : slices) {
                all = all.thenCompose(done -> store.forget(slice))
                        .thenCompose(done -> log.readers().forget(slice, SliceCases.READER));
            }
            return all;
        });
    }
}
