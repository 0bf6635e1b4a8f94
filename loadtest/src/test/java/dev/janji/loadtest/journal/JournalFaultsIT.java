package dev.janji.loadtest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.demo.BuiltServer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every fault once, on one store. {@code ./janji loadtest journal-faults} does the same for longer. */
@Timeout(300)
class JournalFaultsIT {
    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingWhenOwnersAndTheStoreAreKilledOrStandStill() throws Exception {
        long seed = Long.getLong("seed", new SplittableRandom().nextLong(1, 1_000_000));
        System.out.println("JournalFaultsIT with -Dseed=" + seed);
        Path arguments = BuiltServer.arguments(folder);
        try (JournalFaults house =
                JournalFaults.start(arguments, folder.resolve("store"), 256, seed, System.out::println)) {
            house.killOwner();
            house.freezeOwner();
            house.killStore();
            assertThat(house.findings()).as("seed " + seed).isEmpty();
        }
    }
}
