package dev.janji.loadtest.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.loadtest.demo.BuiltServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every form is taken by a real store as it says; the figures mean nothing here. */
@Timeout(300)
class FormsRunIT {
    @TempDir
    private Path folder;

    @Test
    void shouldStoreEveryEventInEveryFormAndLeaveNothingBehind() throws Exception {
        try (StoreProcess store = StoreProcess.start(
                        BuiltServer.arguments(folder), folder.resolve("store"), StoreProcess.Sync.PERIODIC);
                CqlSession session = CassandraSettings.connect(RunningDebtors.config(store.address()))) {
            try (FormTables tables = FormTables.create(session, 1, 200, 1)) {
                Map<FormsRun.Key, FormsRun.Figures> all = new FormsRun(
                                tables,
                                new FormsRun.Settings(3, List.of(1, 5), 2, Duration.ofSeconds(1), 1),
                                store.pid(),
                                System.out::println)
                        .run();

                assertThat(all).hasSize(2 * StoreForm.values().length);
                assertThat(all.values()).allSatisfy(figures -> {
                    assertThat(figures.rates())
                            .hasSize(2)
                            .allSatisfy(rate -> assertThat(rate).isPositive());
                    assertThat(figures.commit().getTotalCount()).isPositive();
                });
                SplittableRandom random = new SplittableRandom(1);
                long rows = count(session, "fenced_row", "entry_count");
                assertThat(count(session, "blob_row", "entry_count")).isPositive();
                assertThat(count(session, "event_row", "ser_id")).isPositive();
                assertThat(count(session, "tag_row", "ser_id")).isPositive();
                assertThat(count(session, "slice_row", "i")).isPositive();

                // A second writer at the same positions is kept out of the fenced rows alone.
                Row taken =
                        Objects.requireNonNull(session.execute("SELECT slice, n FROM janji_forms.fenced_row LIMIT 1")
                                .one());
                FormTables second = new FormTables(session, 200, 2);
                for (long n = 1; n < taken.getLong("n"); n++) {
                    second.store(StoreForm.BLOB, taken.getInt("slice"), 1, random)
                            .join();
                }
                assertThatThrownBy(() -> second.store(StoreForm.FENCED, taken.getInt("slice"), 1, random)
                                .join())
                        .hasMessageContaining("a row was there already");
                assertThat(count(session, "fenced_row", "entry_count")).isEqualTo(rows);
            }
            assertThat(session.refreshSchema().getKeyspace("janji_forms")).isEmpty();
        }
    }

    private static long count(CqlSession session, String table, String column) {
        return session.execute("SELECT " + column + " FROM janji_forms." + table)
                .all()
                .size();
    }
}
