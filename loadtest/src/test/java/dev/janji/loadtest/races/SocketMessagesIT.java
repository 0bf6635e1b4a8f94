package dev.janji.loadtest.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.demo.BuiltServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real thing, small, as {@code ./janji loadtest withdraw --sockets}: server, store, gRPC, SMPP, and a provider with a book of its own. */
@Timeout(900)
class SocketMessagesIT {
    private static final int RACES = 60;
    private static final int WAITING = 150;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNoRaceOverSockets() throws Exception {
        // given
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        SocketMessages messages = new SocketMessages(
                RACES, WAITING, 1, BuiltServer.home(), BuiltServer.arguments(folder), folder.resolve("withdraw"), out);

        // when
        boolean passed = WithdrawCommand.overSockets(RACES, WAITING, messages, out);

        // then
        System.out.println(said);
        assertThat(passed).as(said.toString()).isTrue();
        assertThat(said.toString()).contains(" 0 violations").doesNotContain("LOST", "NOT PASSED");
    }
}
