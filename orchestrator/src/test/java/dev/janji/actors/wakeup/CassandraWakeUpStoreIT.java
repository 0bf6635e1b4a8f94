package dev.janji.actors.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the index relies on, on a real Cassandra; in the package of the port. */
class CassandraWakeUpStoreIT {

    private static final long MINUTE = 29_500_000;
    private static final long DUE = MINUTE * 60_000_000 + 1_234_567;

    private static WakeUpStore store;

    @BeforeAll
    static void open() {
        CqlSession session = SharedCassandra.session();
        CassandraSettings settings =
                CassandraSettings.from(ConfigFactory.parseString("janji.actors.store.keyspace = wake_up_store")
                        .withFallback(SharedCassandra.config()));
        SchemaMigrations.apply(session, settings);
        store = new CassandraWakeUpStore(session, "wake_up_store");
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static List<WakeUpRow> rows(int slice) {
        return await(store.read(slice, MINUTE, "", 100));
    }

    @Test
    void shouldKeepTheEarlierDueWhicheverWasWrittenLast() {
        await(store.put(1, MINUTE, List.of(new WakeUpRow("bank~a", DUE))));
        await(store.put(1, MINUTE, List.of(new WakeUpRow("bank~a", DUE + 5))));
        assertThat(rows(1)).containsExactly(new WakeUpRow("bank~a", DUE));
        await(store.put(1, MINUTE, List.of(new WakeUpRow("bank~a", DUE - 5))));
        assertThat(rows(1)).containsExactly(new WakeUpRow("bank~a", DUE - 5));
    }

    @Test
    void shouldRemoveARowAsItWasReadAndLeaveAnEarlierOne() {
        await(store.put(2, MINUTE, List.of(new WakeUpRow("bank~a", DUE))));
        await(store.put(2, MINUTE, List.of(new WakeUpRow("bank~b", DUE))));
        List<WakeUpRow> read = rows(2);
        await(store.put(2, MINUTE, List.of(new WakeUpRow("bank~b", DUE - 1))));
        await(store.remove(2, MINUTE, read));
        assertThat(rows(2)).containsExactly(new WakeUpRow("bank~b", DUE - 1));
        await(store.remove(2, MINUTE, rows(2)));
        assertThat(rows(2)).isEmpty();
    }

    @Test
    void shouldReadPageByPageInOrder() {
        List<WakeUpRow> expected = new ArrayList<>();
        for (int i = 100; i < 145; i++) {
            WakeUpRow row = new WakeUpRow("bank~" + i, DUE + i);
            expected.add(row);
            await(store.put(3, MINUTE, List.of(row)));
        }
        List<WakeUpRow> read = new ArrayList<>();
        List<WakeUpRow> page;
        String after = "";
        do {
            page = await(store.read(3, MINUTE, after, 10));
            read.addAll(page);
            after = page.isEmpty() ? after : page.get(page.size() - 1).debtor();
        } while (page.size() == 10);
        assertThat(read).isEqualTo(expected);
        assertThat(await(store.read(3, MINUTE + 1, "", 10))).isEmpty();
    }

    @Test
    void shouldLoadTheMinutesFromTheMarkOn() {
        WakeUpStore.StoredSlice fresh = await(store.load(4));
        assertThat(fresh.mark()).isEqualTo(WakeUpStore.NEVER);
        assertThat(fresh.closed()).isEqualTo(WakeUpStore.NEVER);
        assertThat(fresh.minutes().first()).isEqualTo(MinuteSet.NONE);
        for (long minute : new long[] {MINUTE, MINUTE + 1, MINUTE + 100_000}) {
            await(store.addMinute(4, minute));
        }
        await(store.saveClosed(4, MINUTE + 2));
        await(store.saveMark(4, MINUTE + 1));
        await(store.removeMinute(4, MINUTE + 1));
        WakeUpStore.StoredSlice loaded = await(store.load(4));
        assertThat(loaded.mark()).isEqualTo(MINUTE + 1);
        assertThat(loaded.closed()).isEqualTo(MINUTE + 2);
        assertThat(loaded.minutes().first()).isEqualTo(MINUTE + 100_000);
    }
}
