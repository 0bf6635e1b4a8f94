package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.eventlog.feed.LoggedRow;
import dev.janji.actors.store.CassandraSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Brings every row of the log into an aggregate exactly once: what changes and the position up to which it counts are one conditional batch in one
 * partition. Whoever is killed, or loses the answer, reads the position and goes on from there; of two runners of one slice each batch is written
 * by one. Thread-safe.
 *
 * @param <S> the aggregate in memory
 */
public final class AggregateRunner<S> {
    private static final int MOST_PAUSES = 30;
    private static final double JITTER = 0.2;

    private final Aggregate<S> aggregate;
    private final EventLogSource log;
    private final EventLogReaders readers;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final Statements statements;
    private final PreparedStatement selectPosition;
    private final PreparedStatement movePosition;

    private AggregateRunner(
            Aggregate<S> aggregate,
            EventLogSource log,
            EventLogReaders readers,
            FeedSettings settings,
            InstantSource clock,
            Statements statements) {
        this.aggregate = aggregate;
        this.log = log;
        this.readers = readers;
        this.settings = settings;
        this.clock = clock;
        this.statements = statements;
        selectPosition =
                statements.prepareSerialRead("SELECT position FROM " + aggregate.table() + " WHERE slice = ? LIMIT 1");
        movePosition = statements.prepareConditional(
                "UPDATE " + aggregate.table() + " SET position = ? WHERE slice = ? IF position = ?");
    }

    /** Prepares its statements: waits for the store, in which the aggregate's table is. */
    public static <S> AggregateRunner<S> create(
            CqlSession session,
            Config config,
            EventLogSource log,
            EventLogReaders readers,
            Aggregate<S> aggregate,
            InstantSource clock) {
        return new AggregateRunner<>(
                aggregate,
                log,
                readers,
                FeedSettings.from(config),
                clock,
                new Statements(
                        session,
                        CassandraSettings.from(config).keyspace(),
                        Statements.serialConsistency(session, config)));
    }

    /**
     * Follows one slice until the switch is used; begins again after a failure, after a pause.
     *
     * @return stops it, in the middle of whatever it does
     */
    public UniqueKillSwitch run(ActorSystem<?> system, int slice) {
        return RestartSource.onFailuresWithBackoff(
                        RestartSettings.create(
                                settings.restartAfter(), settings.restartAfter().multipliedBy(MOST_PAUSES), JITTER),
                        () -> positions(slice))
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(system);
    }

    /** The positions that are settled in the aggregate, each once it is; fails when it is not known whether a batch was written. */
    public Source<Long, NotUsed> positions(int slice) {
        return Source.completionStageSource(position(slice)
                        .thenCompose(position -> aggregate
                                .load(slice)
                                .thenApply(state -> new SliceRun(slice, position == null ? 0 : position, state)))
                        .thenCompose(run -> run.settle().thenApply(done -> run))
                        .thenApply(run -> log.portions(slice, run.position + 1).mapAsync(1, run::write)))
                .mapMaterializedValue(ignored -> NotUsed.getInstance());
    }

    private CompletionStage<@Nullable Long> position(int slice) {
        return statements.execute(selectPosition.bind(slice)).thenApply(result -> {
            Row row = result.one();
            return row == null || row.isNull(0) ? null : row.getLong(0);
        });
    }

    /** One run through a slice from where it was left. Confined to its stream: one portion after the other. */
    private final class SliceRun {
        private final int slice;
        private long position;
        private S state;
        private @Nullable Instant settled;

        SliceRun(int slice, long position, S state) {
            this.slice = slice;
            this.position = position;
            this.state = state;
        }

        CompletionStage<Long> write(List<LoggedRow> rows) {
            Aggregate.Change<S> change = aggregate.apply(slice, state, rows);
            long next = rows.get(rows.size() - 1).position();
            List<BatchableStatement<?>> all = new ArrayList<>(change.statements());
            all.add(movePosition
                    .boundStatementBuilder()
                    .setLong(0, next)
                    .setInt(1, slice)
                    .set(2, position == 0 ? null : position, Long.class)
                    .build());
            return statements
                    .execute(BatchStatement.newInstance(DefaultBatchType.UNLOGGED, all)
                            .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                            .setSerialConsistencyLevel(statements.serial())
                            .setExecutionProfileName(Statements.PROFILE)
                            .setIdempotent(false))
                    .thenCompose(result -> {
                        if (!result.wasApplied()) {
                            throw new IllegalStateException("Expected " + aggregate.name() + " at position " + position
                                    + ", but another runner has moved it; reading it again [slice=" + slice + "]");
                        }
                        position = next;
                        state = change.state();
                        return settle();
                    })
                    .thenApply(done -> next);
        }

        /** Tells retention from time to time; only ever what is written. */
        CompletionStage<Done> settle() {
            Instant now = clock.instant();
            if (settled != null && now.isBefore(settled.plus(settings.settleEvery()))) {
                return CompletableFuture.completedStage(Done.getInstance());
            }
            settled = now;
            return readers.settle(slice, aggregate.name(), new Progress(position, now));
        }
    }
}
