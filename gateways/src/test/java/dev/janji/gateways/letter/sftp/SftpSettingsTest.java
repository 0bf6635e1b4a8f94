package dev.janji.gateways.letter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SftpSettingsTest {
    private static final String KEY = "SHA256:" + "a".repeat(43);
    private static final String GOOD = "host = h, username = u, password = p, host-keys = [\"" + KEY + "\"]";

    @TempDir
    Path folder;

    private static Config config(String own) {
        return ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseResources("reference.conf")
                        .resolve()
                        .getConfig("janji.gateways.letter.sftp"));
    }

    private static SftpSettings settings(String own) {
        return SftpSettings.from(config(own)).orElseThrow();
    }

    @Test
    void shouldBeOffWithoutAHost() {
        assertThat(SftpSettings.from(config(""))).isEmpty();
    }

    @Test
    void shouldHideWhatIsSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "of-the-file\n");

        SftpSettings settings = settings(GOOD + ", password-file = \"" + file + "\"");

        assertThat(settings.password()).isEqualTo("of-the-file");
        assertThat(settings.toString()).isEqualTo("SftpSettings[u@h:22, ready=ready, back=back]");
    }

    @Test
    void shouldTakeAFingerprintAsSshKeygenOrOthersWriteIt() {
        assertThat(settings(GOOD.replace(KEY, KEY + "=")).hostKeys()).containsExactly(KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host-keys = [] | known-hosts",
                "known-hosts = pom.xml | known-hosts",
                "host-keys = [], known-hosts = not-there | known-hosts",
                "host-keys = [\"16:27:ac:a5\"] | host-keys",
                "username = \"\" | username",
                "password = \"\" | password",
                "password-file = not-there | password-file not-there",
                "key-file = not-there | key-file not-there",
                "key-file = pom.xml | key-file",
                "port = 0 | port",
                "ready = \"\" | ready",
                "back = ready | back",
                "every = 0 s | every",
                "answer-timeout = 0 s | answer-timeout",
                "connect-timeout = 0 s | connect-timeout",
                "reconnect.least = 0 s | reconnect.least",
                "reconnect.most = 1 ms | reconnect.most",
                "kept-days = 0 | kept-days",
            })
    void shouldRefuse(String own, String named) {
        assertThatThrownBy(() -> settings(GOOD + ", " + own))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Expected")
                .hasMessageContaining(named);
    }
}
