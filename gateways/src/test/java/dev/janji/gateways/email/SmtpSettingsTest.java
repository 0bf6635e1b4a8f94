package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmtpSettingsTest {
    @Test
    void shouldKeepThePasswordOutOfItsText() {
        assertThat(SmtpBench.settings(25, "security = TLS, username = u, password = top-secret")
                        .toString())
                .doesNotContain("top-secret");
    }

    @Test
    void shouldSendBouncesToTheSenderWhenNothingElseIsSaid() {
        assertThat(SmtpBench.settings(25, "bounce-to = \"\"").bounceTo()).isEqualTo("Bank <bank@example.test>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username = a, security = NONE | security",
                "from = nobody | from",
                "bounce-to = \"a@b, c@d\" | bounce-to",
                "reply-to = nobody | reply-to",
                "workers = 0 | workers",
                "queue-capacity = 0 | queue-capacity",
                "port = 0 | port",
                "helo-name = \"a b\" | helo-name",
                "message-id-domain = \"a b\" | message-id-domain",
                "list-unsubscribe = \"a\\nb\" | list-unsubscribe",
                "mails-per-connection = 0 | mails-per-connection",
                "connect-timeout = 0 s | connect-timeout",
                "read-timeout = 0 s | read-timeout",
                "write-timeout = 0 s | write-timeout",
                "idle-timeout = 0 s | idle-timeout",
                "security = SOMETIMES | security",
                "verp-delimiter = \"++\" | verp-delimiter",
                "unsubscribe.url = \"http://example.test/unsubscribe\" | unsubscribe.url",
                "unsubscribe.url = \"https://example.test/?a=b\" | unsubscribe.url",
                "unsubscribe.mail-to = nobody | unsubscribe.mail-to",
                "unsubscribe.valid-for = 1 hour | unsubscribe.valid-for"
            })
    void shouldNameTheKeyWhenASettingIsOutOfRange(String own, String key) {
        assertThatThrownBy(() -> SmtpBench.settings(25, own))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }
}
