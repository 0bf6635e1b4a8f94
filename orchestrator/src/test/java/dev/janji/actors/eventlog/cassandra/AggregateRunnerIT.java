package dev.janji.actors.eventlog.cassandra;

import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static dev.janji.actors.eventlog.cassandra.LogTables.event;
import static dev.janji.actors.eventlog.cassandra.LogTables.fence;
import static dev.janji.actors.eventlog.cassandra.LogTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.eventlog.feed.LoggedRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.junit.jupiter.api.Test;

/** An aggregate with a real table; its runner is killed again and again, and two of them at once work on one slice. */
class AggregateRunnerIT {

    private static final int SLICE = 7;
    private static final int ROWS = 400;
    private static final long SEED = Long.getLong("seed", 41);

    private final LogTables tables = new LogTables("event_log_runner");
    private final CqlSession session = tables.session();
    private final Config config = ConfigFactory.parseString(
                    "janji.event-log.feed { rows-per-read = 5, restart-after = 50 ms, settle-every = 0 s }")
            .withFallback(tables.config());

    /** Events per debtor of a slice. */
    private final class Counts implements Aggregate<Map<String, Long>> {
        private final PreparedStatement update =
                session.prepare("UPDATE event_log_runner.counts SET events = ? WHERE slice = ? AND debtor = ?");

        @Override
        public String name() {
            return "counts";
        }

        @Override
        public String table() {
            return "event_log_runner.counts";
        }

        @Override
        public CompletionStage<Map<String, Long>> load(int slice) {
            return session.executeAsync("SELECT debtor, events FROM event_log_runner.counts WHERE slice = " + slice)
                    .thenApply(page -> {
                        Map<String, Long> counts = new TreeMap<>();
                        for (Row row : page.currentPage()) {
                            if (!row.isNull(0)) {
                                counts.put(row.getString(0), row.getLong(1));
                            }
                        }
                        return counts;
                    });
        }

        @Override
        public Change<Map<String, Long>> apply(int slice, Map<String, Long> state, List<LoggedRow> rows) {
            Map<String, Long> next = new TreeMap<>(state);
            Set<String> changed = new TreeSet<>();
            for (LoggedRow row : rows) {
                for (LogEntry.Event event : row.events()) {
                    next.merge(event.persistenceId(), 1L, Long::sum);
                    changed.add(event.persistenceId());
                }
            }
            List<BatchableStatement<?>> statements = new ArrayList<>();
            changed.forEach(debtor -> statements.add(update.bind(next.get(debtor), slice, debtor)));
            return new Change<>(next, statements);
        }
    }

    @Test
    void shouldCountEveryEventOnceHoweverOftenItsRunnerIsKilled() {
        session.execute("CREATE TABLE IF NOT EXISTS event_log_runner.counts (slice int, debtor text, events bigint,"
                + " position bigint static, PRIMARY KEY (slice, debtor))");
        EventLogTables log = EventLogTables.open(session, config, LogTables.LAYOUT);
        Map<String, Long> expected = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        List<LogRow> rows = new ArrayList<>(List.of(row(SLICE, 1, 1, LogTables.ZEROS, fence())));
        for (int i = 2; i <= ROWS; i++) {
            String debtor = "Debtor|bank~" + random.nextInt(5);
            rows.add(row(SLICE, i, 1, rows.get(i - 2).hash(), event(debtor, expected.merge(debtor, 1L, Long::sum))));
        }
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "aggregate-runner", config);
        try {
            EventLogSource source = EventLogSource.create(system, log.store(), FeedSettings.from(config));
            Counts counts = new Counts();
            AggregateRunner<Map<String, Long>> runner = AggregateRunner.create(
                    session, config, source, log.readers(), counts, InstantSource.fixed(Instant.EPOCH));
            int written = 0;
            int kills = 0;
            while (position() < ROWS) {
                UniqueKillSwitch one = runner.run(system, SLICE);
                UniqueKillSwitch other = random.nextInt(3) == 0 ? runner.run(system, SLICE) : null;
                for (int more = random.nextInt(40); more > 0 && written < ROWS; more--) {
                    assertThat(await(log.store().commit(rows.get(written))).is(rows.get(written)))
                            .isTrue();
                    written++;
                }
                // Each life may be longer than the one before, so that one comes to its end on whatever machine.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(80) + kills));
                one.abort(new IllegalStateException("killed"));
                if (other != null) {
                    other.abort(new IllegalStateException("killed"));
                }
                kills++;
            }
            assertThat(position()).isEqualTo(ROWS);
            assertThat(await(counts.load(SLICE)))
                    .as("seed %d, %d kills", SEED, kills)
                    .isEqualTo(expected);
            assertThat(kills).isGreaterThan(5);
            assertThat(await(log.readers().readers(SLICE)).get("counts").position())
                    .isLessThanOrEqualTo(ROWS);
        } finally {
            system.terminate();
            await(system.getWhenTerminated());
        }
    }

    private long position() {
        Row row = session.execute("SELECT position FROM event_log_runner.counts WHERE slice = " + SLICE + " LIMIT 1")
                .one();
        return row == null || row.isNull(0) ? 0 : row.getLong(0);
    }
}
