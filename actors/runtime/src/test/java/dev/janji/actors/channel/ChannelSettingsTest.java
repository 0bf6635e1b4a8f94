package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.contact.Channel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChannelSettingsTest {
    private static final Config SHIPPED =
            ConfigFactory.parseResources("janji-channels.conf").resolve();

    @Test
    void shouldTakeTheDefaultsWhereAChannelSaysNothing() {
        Config own = ConfigFactory.parseString("janji.actors.channels.email { per-second = 5, burst = 1 }")
                .withFallback(SHIPPED);
        Map<Channel, ChannelSettings> settings = ChannelSettings.forAll(own);
        assertThat(settings).containsOnlyKeys(Channel.values());
        assertThat(settings.get(Channel.EMAIL).perSecond()).isEqualTo(5);
        assertThat(settings.get(Channel.EMAIL).queueCapacity())
                .isEqualTo(settings.get(Channel.VOICE).queueCapacity());
        assertThat(settings.get(Channel.SMS).perSecond()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "queue-capacity, 0",
        "per-second, 0",
        "burst, 10",
        "max-in-flight, 0",
        "answer-timeout, 0 s",
        "failures-to-open, 0",
        "open-for, 0 s",
        "remembered-attempts, 10",
        "withdrawals-kept-for, -1 s",
        "queue-capacity, many"
    })
    void shouldNameTheKeyWhenAValueIsOutOfRange(String key, String value) {
        Config own = ConfigFactory.parseString("janji.actors.channels.sms." + key + " = " + value)
                .withFallback(SHIPPED);
        assertThatThrownBy(() -> ChannelSettings.forAll(own))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.actors.channels.sms")
                .hasMessageContaining(key);
    }
}
