package dev.janji.gateways.voice.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.Answers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody calls the house. */
final class AriInboundTest {
    private static final AgentId AGENT = new AgentId("agent-1");

    @TempDir
    Path folder;

    private AriBench bench;
    private CallId call;

    @BeforeEach
    void somebodyCalls() {
        bench = new AriBench(folder, "");
        call = bench.callsIn("+62811000077");
        bench.heard().await("a caller", () -> bench.heard().callers().containsKey(call));
    }

    @AfterEach
    void shouldHaveUsedOnlyWhatTheDescriptionHas() {
        bench.close();
        assertThat(bench.asterisk().faults()).isEmpty();
    }

    @Test
    void shouldTellWhoCallsAndWhichNumber() {
        assertThat(bench.heard().callers()).containsEntry(call, "+62811000077");
        assertThat(bench.heard().called()).containsEntry(call, FakeChannel.OUR_NUMBER);
    }

    @Test
    void shouldAnswerOnlyWhenSomebodyIsThere() {
        String answer = "POST channels/" + AriBench.channelOf(call) + "/answer";
        assertThat(bench.asterisk().requests()).doesNotContain(answer);
        Answers.get(bench.port().openLine(AGENT, bench.lineOf(AGENT)));
        Answers.get(bench.port().play(call, Announcement.PLEASE_WAIT));
        Answers.get(bench.port().connect(call, AGENT));
        assertThat(bench.asterisk().requests()).containsOnlyOnce(answer);
    }

    @Test
    void shouldTellWhichKeyIsPressed() {
        bench.asterisk().presses(AriBench.channelOf(call), '1');
        bench.heard().await("a key", () -> bench.heard().has(call, CallEvent.Pressed.class));
        assertThat(bench.heard().of(call))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEvent.Pressed.class,
                        pressed -> assertThat(pressed.key()).isEqualTo('1'));
    }
}
