package dev.janji.gateways.voice.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.voice.CallEvent.Answered;
import dev.janji.actors.voice.CallEvent.Ended;
import dev.janji.actors.voice.CallEvent.Pressed;
import dev.janji.actors.voice.VoicePort.Recording;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.voice.VoicePortContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a machine calls at the played carrier. */
final class CarrierRecordingTest {
    private static final Recording GREETING = new Recording("recorded-greeting", "id", Map.of());

    @TempDir
    Path folder;

    private CarrierBench bench;

    @AfterEach
    void stop() {
        bench.close();
    }

    private CallId answered(String own) {
        bench = new CarrierBench(folder, own);
        VoicePortContract contract = () -> bench;
        CallId call = contract.answered(1);
        assertThat(bench.heard().has(call, Answered.class)).isTrue();
        return call;
    }

    @ParameterizedTest
    @CsvSource({"confirms,1", "calls-back,2", "stops,9"})
    void shouldPressAKeyAfterTheGreeting(String chance, char key) {
        CallId call = answered("recorded { confirms = 0, calls-back = 0, stops = 0, " + chance + " = 1 }");

        bench.port().play(call, GREETING);
        bench.goesOn(call, Pressed.class);

        assertThat(bench.heard().of(call))
                .last()
                .isInstanceOfSatisfying(
                        Pressed.class, pressed -> assertThat(pressed.key()).isEqualTo(key));
    }

    @Test
    void shouldPressOneKeyOnlyHoweverOftenItIsGreeted() {
        CallId call = answered("recorded { confirms = 1, calls-back = 0, stops = 0 }");
        for (int i = 0; i < 2; i++) {
            bench.port().play(call, GREETING);
            bench.clock().pass(Duration.ofSeconds(20));
        }
        bench.goesOn(call, Ended.class);

        assertThat(bench.heard().of(call)).filteredOn(Pressed.class::isInstance).hasSize(1);
    }

    @Test
    void shouldPressNothingWhenNobodyIsToPress() {
        CallId call = answered("recorded { confirms = 0, calls-back = 0, stops = 0 }");

        bench.port().play(call, GREETING);
        bench.goesOn(call, Ended.class);

        assertThat(bench.heard().has(call, Pressed.class)).isFalse();
        assertThat(bench.calls().get(0).acts()).singleElement().asString().endsWith("plays recorded-greeting.id");
    }
}
