package dev.janji.actors.eventlog.cassandra;

import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EntryCodec;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.move.LogImport;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** From the stock plugin's tables into the event log, on a real Cassandra. */
class LogImportIT {

    private static final long SEED = Long.getLong("seed", 7);

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** The tables of one installation, filled as the stock plugin fills them. */
    private final class House {
        private final LogTables tables;
        private final EventLogTables log;
        private final TreeMap<String, Long> highest = new TreeMap<>();

        House(String keyspace) {
            tables = new LogTables(keyspace);
            log = tables.open();
            for (int i = 0; i < 300; i++) {
                String id = "Debtor|bank~" + i;
                long events = 1L + random.nextInt(8);
                highest.put(id, events);
                for (long number = 1; number <= events; number++) {
                    store(id, number, 0, 10 + random.nextInt(3_000));
                }
            }
            highest.put("Debtor|bank~long", 6L);
            LongStream.rangeClosed(1, 4).forEach(number -> store("Debtor|bank~long", number, 0, 90_000));
            store("Debtor|bank~long", 5, 1, 20);
            store("Debtor|bank~long", 6, 2, 20);
            tables.execute(
                    "INSERT INTO ${keyspace}.metadata (persistence_id, deleted_to) VALUES ('Debtor|bank~long', 2)");
        }

        void store(String id, long number, long partition, int bytes) {
            byte[] payload = new byte[bytes];
            random.nextBytes(payload);
            tables.execute(
                    "INSERT INTO ${keyspace}.messages (persistence_id, partition_nr, sequence_nr, timestamp, writer_uuid,"
                            + " ser_id, ser_manifest, event_manifest, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    partition,
                    number,
                    Uuids.timeBased(),
                    "writer",
                    7301,
                    "debtor.Record",
                    "",
                    ByteBuffer.wrap(payload));
        }

        LogImport importer(EventLogStore store) {
            return new LogImport(
                    new StockJournal(tables.session(), tables.keyspace()), store, log.layout(), InstantSource.system());
        }

        long entries() {
            return highest.values().stream().mapToLong(Long::longValue).sum() + 1;
        }
    }

    @Test
    void shouldBringEveryEventIntoLogAndHistoryHoweverOftenItIsInterrupted() {
        House house = new House("event_log_import");
        AtomicInteger left = new AtomicInteger(1);
        int runs = 1;
        while (true) {
            left.set(runs * 4);
            try {
                LogImport.Outcome outcome =
                        house.importer(new Failing(house.log.store(), left)).run(read -> {});
                assertThat(outcome.entries()).isEqualTo(house.entries());
                assertThat(outcome.persistenceIds()).isEqualTo(house.highest.size());
                break;
            } catch (java.util.concurrent.CompletionException e) {
                assertThat(e).hasRootCauseMessage("interrupted");
                runs++;
            }
        }
        assertThat(runs).as("seed %d", SEED).isGreaterThan(3);
        house.highest.forEach((id, highest) -> {
            int slice = house.log.layout().sliceOf(id);
            assertThat(await(house.log.store().highest(slice, id))).as(id).isEqualTo(highest);
            List<HistoryRow> rows = await(house.log.store().history(slice, id, 1));
            assertThat(rows.stream()
                            .filter(row -> !row.isDeletion())
                            .flatMap(row -> EntryCodec.decodeEvents(row.events()).stream())
                            .map(LogEntry.Event::sequenceNumber)
                            .distinct()
                            .sorted())
                    .as(id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, highest).boxed().toList());
        });
        assertThat(house.importer(house.log.store()).run(read -> {}).added()).isZero();
    }

    @Test
    void shouldRefuseALogThatWasUsed() {
        House house = new House("event_log_import_used");
        LogRow used = LogTables.row(9, 1, 1, LogTables.ZEROS, LogTables.fence());
        assertThat(await(house.log.store().commit(used)).is(used)).isTrue();
        assertThatThrownBy(() -> house.importer(house.log.store()).run(read -> {}))
                .isInstanceOf(LogImport.Refused.class)
                .hasMessageContaining("Expected slice 9 of the event log to be empty, but a server has used it");
    }

    @Test
    void shouldNoticeAJournalThatChangedBehindIt() {
        House house = new House("event_log_import_changed");
        house.importer(house.log.store()).run(read -> {});
        house.store("Debtor|bank~5", house.highest.get("Debtor|bank~5") + 1, 0, 50);
        assertThatThrownBy(() -> house.importer(house.log.store()).run(read -> {}))
                .isInstanceOf(LogImport.Refused.class)
                .hasMessageContaining("make sure that no server writes the old journal");
    }

    /** Lets some commits and flushes through, then fails: before them or after them. */
    private final class Failing extends ForwardingStore {
        private final AtomicInteger left;

        Failing(EventLogStore store, AtomicInteger left) {
            super(store);
            this.left = left;
        }

        private <T> CompletionStage<T> maybe(java.util.function.Supplier<CompletionStage<T>> statement) {
            if (left.getAndDecrement() > 0) {
                return statement.get();
            }
            CompletionStage<?> happened =
                    random.nextBoolean() ? statement.get() : CompletableFuture.completedStage(null);
            return happened.thenCompose(
                    done -> CompletableFuture.failedStage(new IllegalStateException("interrupted")));
        }

        @Override
        public CompletionStage<Standing> commit(LogRow row) {
            return maybe(() -> super.commit(row));
        }

        @Override
        public CompletionStage<org.apache.pekko.Done> flush(List<HistoryRow> rows) {
            return maybe(() -> super.flush(rows));
        }

        @Override
        public CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
            return maybe(() -> super.moveCheckpoint(slice, expected, next));
        }
    }
}
