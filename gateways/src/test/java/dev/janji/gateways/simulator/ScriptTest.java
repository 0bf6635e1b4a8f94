package dev.janji.gateways.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.AttemptId;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptTest {
    private static final Config SHIPPED =
            ConfigFactory.parseResources("reference.conf").resolve().getConfig("janji.gateways.simulator.script");

    @Test
    void shouldGiveAnAttemptTheSameFateWhenAskedAgain() {
        Script script = Script.from(SHIPPED);
        for (int i = 0; i < 100; i++) {
            AttemptId attempt = new AttemptId("acme~d~" + i);
            assertThat(Script.from(SHIPPED).fateOf(attempt)).isEqualTo(script.fateOf(attempt));
        }
    }

    @Test
    void shouldShareOutTheFaultsAsTheChancesSay() {
        Script script = Script.from(
                ConfigFactory.parseString("rejected = 0.1, throttled = 0.2, lost-before = 0.05, lost-after = 0.15")
                        .withFallback(SHIPPED));
        Map<Script.Reception, Integer> counts = new EnumMap<>(Script.Reception.class);
        for (int i = 0; i < 20_000; i++) {
            counts.merge(script.fateOf(new AttemptId("acme~d~" + i)).reception(), 1, Integer::sum);
        }
        assertThat(counts.get(Script.Reception.REJECTED)).isBetween(1_800, 2_200);
        assertThat(counts.get(Script.Reception.THROTTLED)).isBetween(3_700, 4_300);
        assertThat(counts.get(Script.Reception.LOST_BEFORE)).isBetween(850, 1_150);
        assertThat(counts.get(Script.Reception.LOST_AFTER)).isBetween(2_750, 3_250);
        assertThat(counts.get(Script.Reception.TAKEN)).isBetween(9_600, 10_400);
    }

    @ParameterizedTest
    @CsvSource({
        "rejected = 1.1, rejected",
        "lost-receipt = -0.1, lost-receipt",
        "'rejected = 0.6, throttled = 0.6', rejected + throttled",
        "patience = 0 s, patience",
        "latency.most = 1 ms, range",
        "seed = x, seed"
    })
    void shouldRefuseAScriptWhenAValueIsOutOfRange(String own, String named) {
        Config config = ConfigFactory.parseString(own).withFallback(SHIPPED);
        assertThatThrownBy(() -> Script.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(named);
    }
}
