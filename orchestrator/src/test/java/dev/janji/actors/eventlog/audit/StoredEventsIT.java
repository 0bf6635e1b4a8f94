package dev.janji.actors.eventlog.audit;

import static dev.janji.actors.eventlog.cassandra.LogTables.ZEROS;
import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static dev.janji.actors.eventlog.cassandra.LogTables.event;
import static dev.janji.actors.eventlog.cassandra.LogTables.fence;
import static dev.janji.actors.eventlog.cassandra.LogTables.history;
import static dev.janji.actors.eventlog.cassandra.LogTables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.eventlog.BrokenLog;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.actors.eventlog.cassandra.LogTables;
import dev.janji.protocols.eventlog.v1.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a command that adds up reads, on a real Cassandra. Every test has slices of its own. */
class StoredEventsIT {
    private static final String OURS = "Debtor|bank~";

    private static ActorSystem system;
    private static EventLogTables log;

    @BeforeAll
    static void open() {
        system = ActorSystem.create("stored-events");
        log = new LogTables("event_log_stored").open();
    }

    @AfterAll
    static void close() {
        system.terminate();
    }

    /** A fence, then so many rows with one event of each of these. */
    private static void commit(int slice, int rows, String... ids) {
        LogRow last = row(slice, 1, 1, ZEROS, fence());
        assertThat(await(log.store().commit(last)).is(last)).isTrue();
        for (int i = 1; i <= rows; i++) {
            int number = i;
            last = row(
                    slice,
                    i + 1L,
                    1,
                    last.hash(),
                    Arrays.stream(ids).map(id -> event(id, number)).toArray(Entry[]::new));
            assertThat(await(log.store().commit(last)).is(last)).isTrue();
        }
    }

    private static void checkpoint(int slice, long position) {
        await(log.store().moveCheckpoint(slice, Checkpoint.NONE, new Checkpoint(1, position)));
    }

    private static Map<String, String> read(int slice) {
        Map<String, String> read = new TreeMap<>();
        new StoredEvents(log.store(), log.readers(), system).read(slice, id -> id.startsWith(OURS), (id, events) -> {
            String text = events.stream()
                    .map(event -> event.payload().toStringUtf8().replace("event ", ""))
                    .reduce("", (all, one) -> all + one + " ");
            assertThat(read.put(id, text)).as("told once").isNull();
        });
        return read;
    }

    @Test
    void shouldReadEveryEventOnceFromHistoryAndLog() {
        // given: six rows, the history has four of them, and of one debtor more; a third debtor is in the log alone
        commit(0, 6, OURS + "a", OURS + "b", "Debtor|other~a");
        await(log.store().flush(List.of(history(0, OURS + "a", 1, 4, 5))));
        await(log.store().flush(List.of(history(0, OURS + "b", 1, 2, 3))));
        await(log.store().flush(List.of(history(0, OURS + "b", 2, 5, 6))));
        await(log.store().flush(List.of(history(0, "Debtor|other~a", 1, 4, 5))));
        checkpoint(0, 5);

        // then
        assertThat(read(0)).isEqualTo(Map.of(OURS + "a", "1 2 3 4 5 6 ", OURS + "b", "1 2 3 4 5 6 "));
    }

    @Test
    void shouldReadALogThatHasNoHistoryYet() {
        commit(1, 3, OURS + "a");

        assertThat(read(1)).isEqualTo(Map.of(OURS + "a", "1 2 3 "));
    }

    @Test
    void shouldReadNothingWhereNothingIs() {
        assertThat(read(2)).isEmpty();
    }

    @Test
    void shouldRefuseAHistoryWithAHole() {
        commit(3, 6, OURS + "a");
        await(log.store().flush(List.of(history(3, OURS + "a", 1, 2, 3))));
        await(log.store().flush(List.of(history(3, OURS + "a", 4, 6, 7))));
        checkpoint(3, 7);

        assertThatThrownBy(() -> read(3)).isInstanceOf(BrokenLog.class).hasMessageContaining("missing");
    }
}
