package dev.janji.loadtest.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.demo.BuiltServer;
import dev.janji.loadtest.demo.Ports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real thing, small, as {@code ./janji loadtest agents --quick}: server, store, echo, agents and readers who do not read. */
@Timeout(600)
class AgentsCommandIT {
    @TempDir
    private Path folder;

    @Test
    void shouldCutOnlySlowReadersAndShowScreensToTheOthersMeanwhile() throws Exception {
        // given
        AgentsSettings settings = new AgentsSettings(
                200,
                200,
                15,
                BuiltServer.home(),
                BuiltServer.arguments(folder),
                folder.resolve("agents"),
                1,
                Ports.free());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        // when
        int code;
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            code = AgentsCommand.run(settings, out);
        }

        // then
        String said = bytes.toString(StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(code).as(said).isZero();
        assertThat(said)
                .contains("Every bar is kept.", "bare echo there and back")
                .doesNotContain("NOT KEPT");
    }
}
