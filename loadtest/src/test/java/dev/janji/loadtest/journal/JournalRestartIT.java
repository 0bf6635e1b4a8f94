package dev.janji.loadtest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.demo.BuiltServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restart of few debtors. {@code ./janji loadtest journal-restart} does the same with a million, and judges the times. */
@Timeout(300)
class JournalRestartIT {
    @TempDir
    private Path folder;

    @Test
    void shouldRecoverEveryDebtorCheaplyWhenTheOwnerIsKilled() throws Exception {
        long seed = Long.getLong("seed", new SplittableRandom().nextLong(1, 1_000_000));
        System.out.println("JournalRestartIT with -Dseed=" + seed);

        RestartResult result = new RestartRun(
                        BuiltServer.arguments(folder),
                        folder.resolve("store"),
                        500,
                        64,
                        Duration.ofSeconds(1),
                        seed,
                        System.out::println)
                .run();

        assertThat(result.isWhole()).as("seed %d: %s", seed, result).isTrue();
        assertThat(result.isCheap()).as("seed %d: %s", seed, result).isTrue();
        assertThat(result.isBounded()).as("seed %d: %s", seed, result).isTrue();
        assertThat(result.firsts()).hasSize(result.slices());
    }
}
