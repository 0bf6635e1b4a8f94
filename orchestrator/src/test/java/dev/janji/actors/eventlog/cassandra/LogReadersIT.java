package dev.janji.actors.eventlog.cassandra;

import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static dev.janji.actors.eventlog.cassandra.LogTables.event;
import static dev.janji.actors.eventlog.cassandra.LogTables.fence;
import static dev.janji.actors.eventlog.cassandra.LogTables.history;
import static dev.janji.actors.eventlog.cassandra.LogTables.row;
import static dev.janji.actors.eventlog.cassandra.LogTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Kept;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.RowsDeleted;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.EventLogSourceProvider;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.eventlog.feed.HistoryStart;
import dev.janji.actors.eventlog.feed.LoggedRow;
import dev.janji.actors.eventlog.feed.Retention;
import dev.janji.actors.eventlog.feed.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Readers and retention on a real Cassandra. Every test has slices of its own. */
class LogReadersIT {

    private static final Duration KEEP = Duration.ofDays(30);
    private static final Instant LONG_AFTER = LogTables.AT.plus(KEEP).plusSeconds(1);

    private static LogTables tables;
    private static EventLogStore store;
    private static EventLogReaders readers;
    private static ActorSystem<Void> system;
    private static EventLogSource log;
    private static Retention retention;

    @BeforeAll
    static void open() {
        tables = new LogTables("event_log_readers");
        EventLogTables opened = EventLogTables.open(tables.session(), tables.config(), LogTables.LAYOUT);
        store = opened.store();
        readers = opened.readers();
        system = ActorSystem.create(Behaviors.empty(), "log-readers", tables.config());
        log = EventLogSource.create(system, store, FeedSettings.from(tables.config()));
        retention = new Retention(store, readers, LogTables.LAYOUT, KEEP);
    }

    @AfterAll
    static void close() {
        system.terminate();
        await(system.getWhenTerminated());
    }

    private static void commit(List<LogRow> rows) {
        rows.forEach(row -> assertThat(await(store.commit(row)).is(row)).isTrue());
    }

    private static List<LogRow> take(int slice, long from, int count) {
        return await(log.rows(slice, from).take(count).map(LoggedRow::row).runWith(Sink.seq(), system));
    }

    @Test
    void shouldFollowTheLogFromAnyPositionAcrossItsEnd() {
        List<LogRow> rows = rows(0, 14);
        commit(rows.subList(0, 6));
        CompletionStage<List<LoggedRow>> following = log.rows(0, 2).take(13).runWith(Sink.seq(), system);
        CompletionStage<List<LoggedRow>> atTheEnd = log.rows(0, 14).take(1).runWith(Sink.seq(), system);
        commit(rows.subList(6, 10));
        rows.subList(10, 14).forEach(row -> {
            commit(List.of(row));
            log.committed(row);
        });
        assertThat(await(following)).extracting(LoggedRow::row).isEqualTo(rows.subList(1, 14));
        assertThat(await(atTheEnd)).extracting(LoggedRow::row).isEqualTo(rows.subList(13, 14));
        assertThat(take(0, 5, 2)).isEqualTo(rows.subList(4, 6));
    }

    @Test
    void shouldBeTheSourceOfAProjectionFromItsOffset() {
        commit(rows(1, 5));
        EventLogSourceProvider provider = new EventLogSourceProvider(log, 1);
        List<LoggedRow> fresh = await(await(provider.source(() -> CompletableFuture.completedStage(Optional.empty())))
                .take(5)
                .runWith(Sink.seq(), system));
        assertThat(fresh).extracting(provider::extractOffset).containsExactly(1L, 2L, 3L, 4L, 5L);
        List<LoggedRow> resumed = await(await(provider.source(() -> CompletableFuture.completedStage(Optional.of(3L))))
                .take(2)
                .runWith(Sink.seq(), system));
        assertThat(resumed).extracting(provider::extractOffset).containsExactly(4L, 5L);
        assertThat(provider.extractCreationTime(resumed.get(0))).isEqualTo(LogTables.AT.toEpochMilli());
    }

    @Test
    void shouldKeepASegmentForCheckpointReadersAndAge() {
        commit(rows(2, 14));
        assertThat(await(retention.run(2, LONG_AFTER))).as("no checkpoint").isEqualTo(Kept.ALL);
        await(store.moveCheckpoint(2, Checkpoint.NONE, new Checkpoint(1, 13)));
        await(readers.settle(2, "totals", new Progress(6, LogTables.AT)));
        assertThat(await(retention.run(2, LogTables.AT.plusSeconds(60))))
                .as("too young")
                .isEqualTo(Kept.ALL);
        assertThat(await(retention.run(2, LONG_AFTER))).as("positions 1 to 3").isEqualTo(new Kept(4, 4, 1));
        await(readers.settle(2, "totals", new Progress(7, LogTables.AT)));
        assertThat(await(retention.run(2, LONG_AFTER))).isEqualTo(new Kept(8, 8, 1));
        await(readers.forget(2, "totals"));
        assertThat(await(retention.run(2, LONG_AFTER)))
                .as("the checkpoint's row stays")
                .isEqualTo(new Kept(12, 12, 1));
        assertThat(take(2, 12, 3)).extracting(LogRow::position).containsExactly(12L, 13L, 14L);
        assertThatThrownBy(() -> take(2, 5, 1)).hasRootCauseInstanceOf(RowsDeleted.class);
    }

    @Test
    void shouldKeepEveryFenceSoThatASleeperFindsItsPlaceTaken() {
        List<LogRow> rows = rows(3, 5);
        commit(rows);
        LogRow fence = row(3, 6, 2, rows.get(4).hash(), fence());
        commit(List.of(fence));
        List<LogRow> more = new ArrayList<>(List.of(fence));
        for (int i = 7; i <= 14; i++) {
            more.add(row(3, i, 2, more.get(more.size() - 1).hash(), event("Debtor|bank~3", i - 2L)));
        }
        commit(more.subList(1, more.size()));
        await(store.moveCheckpoint(3, Checkpoint.NONE, new Checkpoint(2, 14)));
        assertThat(await(retention.run(3, LONG_AFTER)).firstKept()).isEqualTo(12);
        LogRow ofTheSleeper = row(3, 6, 1, rows.get(4).hash(), event("Debtor|bank~3", 5));
        assertThat(await(store.commit(ofTheSleeper)).epoch()).isEqualTo(2);
        assertThat(await(store.readSerial(3, 6))).contains(fence);
        assertThat(await(store.readSerial(3, 5))).isEmpty();
    }

    @Test
    void shouldFinishADeletionThatWasInterrupted() {
        commit(rows(4, 10));
        await(store.moveCheckpoint(4, Checkpoint.NONE, new Checkpoint(1, 5)));
        assertThat(await(readers.recordKept(4, Kept.ALL, new Kept(4, 1, 1)))).isTrue();
        assertThat(await(readers.recordKept(4, Kept.ALL, new Kept(8, 1, 1))))
                .as("somebody else's")
                .isFalse();
        assertThat(await(retention.run(4, LONG_AFTER))).isEqualTo(new Kept(4, 4, 1));
        assertThat(await(readers.segment(4, 0)))
                .extracting(EventLogReaders.Mark::position)
                .containsExactly(1L);
        assertThat(take(4, 4, 3)).extracting(LogRow::position).containsExactly(4L, 5L, 6L);
    }

    @Test
    void shouldTellTheHistoryFirstAndThenTheLogWithoutLossOrRepetition() {
        List<LogRow> rows = new ArrayList<>(List.of(row(5, 1, 1, LogTables.ZEROS, fence())));
        for (int i = 2; i <= 13; i++) {
            rows.add(row(
                    5, i, 1, rows.get(i - 2).hash(), event("Debtor|bank~a", i - 1L), event("Debtor|bank~b", i - 1L)));
        }
        commit(rows.subList(0, 11));
        await(store.flush(List.of(history(5, "Debtor|bank~a", 1, 4, 5))));
        await(store.flush(List.of(history(5, "Debtor|bank~a", 3, 7, 8))));
        await(store.flush(List.of(history(5, "Debtor|bank~b", 1, 7, 8))));
        await(store.moveCheckpoint(5, Checkpoint.NONE, new Checkpoint(1, 8)));
        // A part of the next flush is there already, but the checkpoint has not moved.
        await(store.flush(List.of(history(5, "Debtor|bank~a", 8, 10, 11))));
        retention.run(5, LONG_AFTER).toCompletableFuture().join();
        HistoryStart start = await(HistoryStart.prepare(store, readers, log, 5, "report", LogTables.AT));
        assertThat(start.joinsAt()).isEqualTo(8);
        assertThat(await(readers.readers(5))).containsEntry("report", new Progress(8, LogTables.AT));
        List<Told> told = new ArrayList<>(await(start.history().runWith(Sink.seq(), system)));
        commit(rows.subList(11, 13));
        told.addAll(await(start.log().take(7).runWith(Sink.seq(), system)));
        for (String id : List.of("Debtor|bank~a", "Debtor|bank~b")) {
            assertThat(told.stream().filter(each -> each.event().persistenceId().equals(id)))
                    .extracting(each -> each.event().sequenceNumber())
                    .as(id)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        }
    }
}
