package dev.janji.orchestrator.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever opens a payment link brings to the lender's page. */
final class PaymentTokensTest {
    /** Of RFC 8037, appendix A.1, as PKCS#8. */
    private static final String RFC_SECRET = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

    /** Of appendix A.2 and A.3. */
    private static final String RFC_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    private static final String RFC_THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    private static final AttemptId ATTEMPT = new AttemptId("acme~d-1042~17");
    private static final Instant NOW = Instant.parse("2026-03-12T02:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Path rfcKey() throws IOException {
        byte[] secret = Base64.getUrlDecoder().decode(RFC_SECRET);
        byte[] head = {0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};
        byte[] all = Arrays.copyOf(head, head.length + secret.length);
        System.arraycopy(secret, 0, all, head.length, secret.length);
        return Files.writeString(
                folder.resolve("rfc.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(all)
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static PaymentTokens tokens(String more, Path... keys) {
        return PaymentTokens.from(ConfigFactory.parseString("janji.links.token { keys = "
                        + Stream.of(keys).map(each -> "\"" + each + "\"").collect(Collectors.joining(", ", "[", "]"))
                        + "\n" + more + " }")
                .withFallback(ConfigFactory.load()));
    }

    private static JsonNode part(String token, int at) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[at]));
    }

    /** By another key than the signer's own object: what the lender is given. */
    static boolean isSignedBy(String pem, String token) throws Exception {
        String[] parts = token.split("\\.");
        for (String block : pem.split("-----END PUBLIC KEY-----\\s*")) {
            byte[] info = Base64.getMimeDecoder().decode(block.replace("-----BEGIN PUBLIC KEY-----", ""));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldSignTheSameForEver() throws Exception {
        // when
        PaymentTokens tokens = tokens("", rfcKey());
        String token = tokens.token(ATTEMPT, List.of(new AccountId("12347788"), new AccountId("card_\"2\"")), NOW);
        // then
        assertThat(token)
                .isEqualTo(
                        "eyJhbGciOiJFZERTQSIsImtpZCI6ImtQcktfcW14VldhWVZBOXd3QkY2SXVvM3ZWeno3VHhIQ1R3WEJ5Z3JTNGsiLCJ0eXAiOiJKV1QifQ"
                                + ".eyJpc3MiOiJqYW5qaSIsImF1ZCI6ImFjbWUiLCJpYXQiOjE3NzMyODA4MDAsImV4cCI6MTc3MzI4MTEwMCwiYXR0ZW1wdCI6ImFj"
                                + "bWV-ZC0xMDQyfjE3IiwiYWNjb3VudHMiOlsiMTIzNDc3ODgiLCJjYXJkX1wiMlwiIl19"
                                + ".N21AZFhkjb1dRbqQ_XavTZH1SSMQvAlCcOmagjTagAbwjGrGtQA-tNTZE9YYTv4xhYyBdU5HBpdWEwU2WmpJDg");
        assertThat(isSignedBy(tokens.pem(), token)).isTrue();
    }

    @Test
    void shouldNameItsKeyAsTheStandardDoes() throws Exception {
        JsonNode key = JSON.readTree(tokens("", rfcKey()).keySet()).path("keys").path(0);
        assertThat(key.path("x").asText()).isEqualTo(RFC_X);
        assertThat(key.path("kid").asText()).isEqualTo(RFC_THUMBPRINT);
        assertThat(key.path("kty").asText()).isEqualTo("OKP");
        assertThat(key.path("crv").asText()).isEqualTo("Ed25519");
        assertThat(key.has("d")).as("never the secret").isFalse();
    }

    @Test
    void shouldSayLenderAccountsAndAttemptForFiveMinutesAndNothingElse() throws Exception {
        String token = tokens("", rfcKey()).token(ATTEMPT, List.of(new AccountId("12347788")), NOW);
        assertThat(part(token, 0))
                .isEqualTo(JSON.createObjectNode()
                        .put("alg", "EdDSA")
                        .put("kid", RFC_THUMBPRINT)
                        .put("typ", "JWT"));
        JsonNode claims = part(token, 1);
        assertThat(claims.properties().stream().map(each -> each.getKey()))
                .containsExactly("iss", "aud", "iat", "exp", "attempt", "accounts");
        assertThat(claims.path("iss").asText()).isEqualTo("janji");
        assertThat(claims.path("aud").asText()).isEqualTo("acme");
        assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 300);
        assertThat(claims.path("attempt").asText()).isEqualTo("acme~d-1042~17");
        assertThat(claims.path("accounts").path(0).asText()).isEqualTo("12347788");
        assertThat(token).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void shouldSignByTheFirstKeyAndShowBoth() throws Exception {
        // given
        Path fresh = folder.resolve("made/fresh.pem");
        String before = tokens("", rfcKey()).token(ATTEMPT, List.of(), NOW);
        // when
        PaymentTokens both = tokens("issuer = house", fresh, rfcKey());
        String after = both.token(ATTEMPT, List.of(), NOW);
        // then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rw-------");
        assertThat(isSignedBy(both.pem(), before)).isTrue();
        assertThat(isSignedBy(both.pem(), after)).isTrue();
        assertThat(isSignedBy(tokens("", rfcKey()).pem(), after)).isFalse();
        assertThat(isSignedBy(tokens("", fresh).pem(), after)).as("it was kept").isTrue();
        assertThat(part(after, 1).path("iss").asText()).isEqualTo("house");
        assertThat(JSON.readTree(both.keySet()).path("keys")).hasSize(2);
    }

    @Test
    void shouldRefuseKeysAndTimesThatAreOfNoUse() throws Exception {
        Path none = folder.resolve("none.pem");
        Path wrong = Files.writeString(
                folder.resolve("wrong.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        for (Path[] keys : new Path[][] {{}, {wrong}, {rfcKey(), none}}) {
            assertThatThrownBy(() -> tokens("", keys))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("janji.links.token.keys")
                    .hasMessageContaining("Expected ");
        }
        assertThat(none).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9 seconds", "61 minutes"})
    void shouldRefuseATokenThatHoldsTooShortOrTooLong(String time) {
        assertThatThrownBy(() -> tokens("valid-for = " + time, rfcKey()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.links.token.valid-for")
                .hasMessageContaining("10 seconds to an hour");
    }
}
