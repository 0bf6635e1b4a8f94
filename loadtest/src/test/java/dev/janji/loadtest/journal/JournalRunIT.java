package dev.janji.loadtest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.demo.BuiltServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The measurement works; its figures mean nothing here. */
@Timeout(300)
class JournalRunIT {
    @TempDir
    private Path folder;

    @Test
    void shouldMeasureEveryContenderAndTellTheParts() throws Exception {
        JournalSettings settings = new JournalSettings(
                300,
                64,
                1,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                200,
                1,
                folder.resolve("store"),
                BuiltServer.arguments(folder),
                folder);

        JournalResult result = new JournalRun(settings, System.out::println).run();

        assertThat(result.raw().median()).isPositive();
        assertThat(result.stock().median()).isPositive();
        assertThat(result.log().median()).isPositive();
        assertThat(result.entriesPerRow()).isGreaterThanOrEqualTo(1);
        assertThat(result.readers().complete()).isTrue();
        assertThat(result.readers().delays())
                .allSatisfy(turn -> assertThat(turn.getTotalCount()).isPositive());
        assertThat(result.held().othersStopped()).isZero();
        assertThat(result.held().ownStopped()).isZero();
        assertThat(result.held().ownAcked()).isEqualTo(result.held().ownSent());
        assertThat(result.fenced().othersStopped()).isZero();
        assertThat(result.few().debtors()).isEqualTo(150);
        assertThat(result.few().commit().events()).isPositive();
        assertThat(result.all().debtors()).isEqualTo(300);
        assertThat(result.all().commit().events()).isPositive();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean passed = new JournalReport(new PrintStream(text, true, StandardCharsets.UTF_8))
                .print(settings, result, "test", 0, 1e9);
        assertThat(passed).isFalse();
        assertThat(text.toString(StandardCharsets.UTF_8))
                .contains(
                        "raw INSERT",
                        "stock plugin",
                        "event log",
                        "Pekko alone",
                        "readers",
                        "held back",
                        "fenced",
                        "NOT PASSED");
    }
}
