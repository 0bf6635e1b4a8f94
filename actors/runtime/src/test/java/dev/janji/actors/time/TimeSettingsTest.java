package dev.janji.actors.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSettingsTest {

    @Test
    void shouldKeepRealTimeUnlessToldOtherwise() {
        assertThat(TimeSettings.from(ConfigFactory.load())).isEqualTo(new TimeSettings.Real());
    }

    @Test
    void shouldReadAScaledClock() {
        // given
        Config config = ConfigFactory.parseString("""
                        janji.actors.time { clock = scaled, scaled { start = "2026-01-01T00:00:00Z", factor = 3600 } }
                        """).withFallback(ConfigFactory.load());
        // when, then
        assertThat(TimeSettings.from(config))
                .isEqualTo(new TimeSettings.Scaled(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        3600,
                        Path.of(".janji/clock"),
                        false,
                        Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({
        "janji.actors.time.clock, fast, janji.actors.time.clock",
        "janji.actors.time.scaled.factor, 0, janji.actors.time.scaled",
        "janji.actors.time.scaled.start, tomorrow, janji.actors.time.scaled.start",
        "janji.actors.time.scaled.hold-warning, 0s, janji.actors.time.scaled"
    })
    void shouldNameTheKeyWhenItsValueIsWrong(String key, String value, String named) {
        // given
        Config config = ConfigFactory.parseString(key + " = \"" + value + "\"")
                .withFallback(ConfigFactory.parseString("janji.actors.time.clock = scaled"))
                .withFallback(ConfigFactory.load());
        // when, then
        assertThatThrownBy(() -> TimeSettings.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(named);
    }
}
