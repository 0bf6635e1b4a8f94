package dev.janji.actors.journal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.journal.PersonalDataUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class InstallationCipherTest {
    private static final String TEXT = "sudah saya bayar \uD83D\uDE00";

    private final InstallationCipher cipher = InstallationCipher.of(new byte[32]);

    @Test
    void shouldReadWhatItHasWrittenForThePlace() {
        byte[] sealed = cipher.seal(TEXT, "words/1");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("bayar");
        assertThat(cipher.unseal(sealed, "words/1")).isEqualTo(TEXT);
        assertThat(cipher.seal(TEXT, "words/1")).as("another nonce").isNotEqualTo(sealed);
    }

    @Test
    void shouldReadNothingThatStandsElsewhereOrIsOfAnotherKey() {
        byte[] sealed = cipher.seal(TEXT, "words/1");
        byte[] other = new byte[32];
        Arrays.fill(other, (byte) 1);

        assertThatThrownBy(() -> cipher.unseal(sealed, "words/2")).isInstanceOf(PersonalDataUnreadable.class);
        assertThatThrownBy(() -> InstallationCipher.of(other).unseal(sealed, "words/1"))
                .isInstanceOf(PersonalDataUnreadable.class)
                .hasMessageNotContaining("bayar");
        assertThatThrownBy(() -> InstallationCipher.of(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }
}
