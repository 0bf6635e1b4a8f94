package dev.janji.loadtest.sends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.demo.BuiltServer;
import dev.janji.loadtest.demo.Ports;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real thing, small, as {@code ./janji loadtest sends}: server, store, SMPP, and a provider with a book of its own. */
@Timeout(900)
class SendsCommandIT {
    @TempDir
    private Path folder;

    @Test
    void shouldSendNothingTwiceAndLeaveNoAttemptOpenWhenTheServerIsKilled() throws Exception {
        // given
        long seed = Long.getLong("seed", new SplittableRandom().nextLong(1, 1_000_000));
        System.out.println("SendsCommandIT kills with -Dseed=" + seed);
        SendsSettings settings = new SendsSettings(
                2_000,
                2,
                seed,
                BuiltServer.home(),
                BuiltServer.arguments(folder),
                folder.resolve("sends"),
                false,
                Ports.free());
        StringWriter said = new StringWriter();

        // when
        int code = SendsCommand.run(settings, new PrintWriter(said, true));

        // then
        System.out.println(said);
        assertThat(code).as(said.toString()).isZero();
        assertThat(said.toString())
                .contains("kill -9 number 2 of 2", "Nothing is at the provider twice")
                .doesNotContain("BROKEN", "NOT PASSED");
    }
}
