package dev.janji.gateways.voice.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.Recording;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.Answers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine plays, as an Asterisk is asked for it. */
final class AriRecordingTest {
    private static final String OWN = """
            recordings {
              recorded-greeting.id = ["sound:janji/endless"]
              recorded-late.id = ["sound:janji/late", "{days-past-due}", "sound:janji/days", "{virtual-account}"]
            }
            """;
    private static final Recording GREETING = new Recording("recorded-greeting", "id", Map.of());

    @TempDir
    Path folder;

    private AriBench bench;
    private CallId call;

    @BeforeEach
    void somebodyIsOnTheLine() {
        bench = new AriBench(folder, OWN);
        call = bench.callsIn("+62811000077");
        bench.heard().await("a caller", () -> bench.heard().callers().containsKey(call));
    }

    @AfterEach
    void shouldHaveUsedOnlyWhatTheDescriptionHas() {
        bench.close();
        assertThat(bench.asterisk().faults()).isEmpty();
    }

    private static Recording late(String days, String account) {
        return new Recording("recorded-late", "id", Map.of("days-past-due", days, "virtual-account", account));
    }

    @Test
    void shouldSayItsPartsOneAfterAnother() {
        assertThat(bench.port().lacksFor(late("12", "8808123"))).isEmpty();
        Answers.get(bench.port().play(call, late("12", "8808123")));

        assertThat(bench.settings().recordings().mediaOf(late("12", "8808123")))
                .isEqualTo("sound:janji/late,number:12,sound:janji/days,digits:8808123");
        assertThat(bench.settings().recordings().mediaOf(late("1", "*7788"))).endsWith("digits:7788");
        assertThat(bench.asterisk().requests())
                .contains("POST channels/" + AriBench.channelOf(call) + "/play/m1." + AriBench.channelOf(call));
    }

    @Test
    void shouldCutARecordingOffWhenSomethingElseIsPlayed() {
        CompletableFuture<Done> greeting = bench.port().play(call, GREETING).toCompletableFuture();
        Answers.get(bench.port().play(call, Announcement.STOP_NOTED));

        assertThat(Answers.get(greeting)).isEqualTo(Done.getInstance());
        assertThat(bench.asterisk().requests()).contains("DELETE playbacks/m1." + AriBench.channelOf(call));
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(bench.port().lacksFor(new Recording("recorded-late", "en", Map.of())))
                .hasValueSatisfying(text -> assertThat(text).contains("recordings.recorded-late.en"));
        assertThat(bench.port().lacksFor(late("12", "VA-8808")))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("{virtual-account}").doesNotContain("8808"));
        assertThat(bench.port().lacksFor(new Recording("recorded-late", "id", Map.of("days-past-due", "1"))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sound:a,sound:b", "sound: a", "janji/late", "{Days}", "http://x"})
    void shouldRefuseAPartThatAnAsteriskWouldNotPlayAsOne(String part) {
        assertThatThrownBy(() -> Recordings.from(ConfigFactory.parseMap(Map.of("recorded-x.id", List.of(part)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recorded-x.id");
    }

    @Test
    void shouldRefuseARecordingWithoutParts() {
        assertThatThrownBy(() -> Recordings.from(ConfigFactory.parseString("recorded-x.id = []")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recorded-x.id");
    }
}
