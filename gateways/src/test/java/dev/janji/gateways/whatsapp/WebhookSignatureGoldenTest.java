package dev.janji.gateways.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that somebody else made: RFC 4231, and {@code openssl dgst -sha256 -hmac}. */
final class WebhookSignatureGoldenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jefe | what do ya want for nothing? | 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "app-secret-1 | {\"object\":\"whatsapp_business_account\",\"entry\":[]} | 0ca28c0f1996234eb6829e59ad3c11a18161f6eb043943d601e420c312432cdf",
                "app-secret-1 | {\"text\":\"caf\u00e9 \ud83d\ude00\"} | 67086cb8cda3481254327b7abcf0c3607d82905c030750209858fa8ea02d4f48"
            })
    void shouldSignAsEverybodyDoes(String secret, String body, String hex) {
        WebhookSignature signature = new WebhookSignature(secret);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(signature.of(bytes)).isEqualTo("sha256=" + hex);
        assertThat(signature.isOf(bytes, "sha256=" + hex)).isTrue();
        assertThat(signature.isOf(bytes, "SHA256=" + hex.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
    }

    @Test
    void shouldSeeEveryBitThatDiffers() {
        WebhookSignature signature = new WebhookSignature("app-secret-1");
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        String given = signature.of(body);
        for (int i = 0; i < body.length * 8; i++) {
            byte[] other = body.clone();
            other[i / 8] ^= (byte) (1 << i % 8);
            assertThat(signature.isOf(other, given)).as("bit %d", i).isFalse();
        }
        assertThat(new WebhookSignature("app-secret-2").isOf(body, given)).isFalse();
    }
}
