package dev.janji.loadtest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.portfolio.Assumptions;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real thing, small: mailbox, server, store, lender and checker as in {@code ./janji demo}. */
@Timeout(900)
class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void shouldKeepEveryInvariantWhenAPortfolioIsWorked() throws Exception {
        // given
        DemoSettings settings = settings(60, 10, Assumptions.SEED, 0);

        // when
        Run run = run(settings);

        // then
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("Every invariant is kept", "deferred  ID-01", "email", "sms", "push", "whatsapp")
                .doesNotContain("BROKEN");
        assertThat(settings.data().resolve("client.jsonl")).isNotEmptyFile();
        for (String provider : List.of("mail", "sms", "push", "whatsapp")) {
            assertThat(settings.data().resolve("provider-" + provider + ".jsonl"))
                    .isNotEmptyFile();
        }
        assertThat(ServerOptions.store(settings)).doesNotExist();
    }

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhenTheServerIsKilledAtRandomMoments() throws Exception {
        // given
        long seed = Long.getLong("seed", new SplittableRandom().nextLong(1, 1_000_000));
        System.out.println("DemoIT kills with -Dseed=" + seed);

        // when
        Run run = run(settings(40, 9, seed, 3));

        // then
        assertThat(run.code()).as("seed " + seed + "\n" + run.output()).isZero();
        assertThat(run.output()).contains("kill -9 number 3 of 3").doesNotContain("BROKEN");
    }

    @Test
    void shouldKeepEveryInvariantWhenAgentsCallFromADesk() throws Exception {
        // when
        DemoSettings plain = settings(60, 9, 2026, 0);
        Run run = run(new DemoSettings(
                plain.debtors(),
                plain.days(),
                plain.speed(),
                plain.data(),
                plain.home(),
                plain.serverArguments(),
                plain.seed(),
                5,
                "predictive",
                0,
                plain.ports()));

        // then
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("Every invariant is kept", "Live desk", "talked", "voice")
                .doesNotContain("BROKEN");
    }

    private record Run(int code, String output) {}

    private static Run run(DemoSettings settings) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(both(bytes), true, StandardCharsets.UTF_8)) {
            int code = DemoCommand.run(settings, true, false, out, false);
            String server = code == 0 ? "" : tail(settings.data().resolve("server.log"));
            return new Run(code, bytes.toString(StandardCharsets.UTF_8) + server);
        }
    }

    private DemoSettings settings(int debtors, int days, long seed, int kills) {
        return new DemoSettings(
                debtors,
                days,
                200_000,
                folder.resolve("demo"),
                BuiltServer.home(),
                BuiltServer.arguments(folder),
                seed,
                kills,
                Ports.free());
    }

    private static String tail(Path file) throws Exception {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(Math.max(0, text.length() - 4_000));
    }

    /** Shows the run in the build's log, too. */
    private static OutputStream both(ByteArrayOutputStream bytes) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                bytes.write(b);
                System.out.write(b);
            }
        };
    }
}
