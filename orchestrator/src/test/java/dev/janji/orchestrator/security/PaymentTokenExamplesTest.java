package dev.janji.orchestrator.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/lenders.md}, as a lender would run them. Needs {@code openssl} and {@code bash}. */
@Timeout(240)
final class PaymentTokenExamplesTest {
    private static final Path PAGE = Path.of("../docs/lenders.md");
    private static final AttemptId ATTEMPT = new AttemptId("acme~d-1042~17");

    @TempDir
    Path folder;

    private PaymentTokens tokens;

    private record Ran(int code, String out) {}

    @BeforeEach
    void makeKeys() throws IOException {
        tokens = tokens("token.pem");
        Files.writeString(folder.resolve("keys.pem"), tokens.pem());
    }

    private PaymentTokens tokens(String key) {
        return PaymentTokens.from(
                ConfigFactory.parseString("janji.links.token.keys = [\"" + folder.resolve(key) + "\"]")
                        .withFallback(ConfigFactory.load()));
    }

    private static String example(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).as("an example in %s", language).isTrue();
        return block.group(1);
    }

    private Ran ran(String token, List<String> command) throws Exception {
        ProcessBuilder process =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        process.environment().put("TOKEN", token);
        Process running = process.start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ran(running.exitValue(), out);
    }

    private Ran openssl(String token) throws Exception {
        return ran(token, List.of("bash", "-ec", example("bash")));
    }

    private Ran java(String lender, String token) throws Exception {
        Path source = Files.writeString(folder.resolve("PaymentTokenCheck.java"), example("java"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString(),
                "keys.pem",
                lender,
                token));
        return ran(token, command);
    }

    private String token(Instant at) {
        return tokens.token(ATTEMPT, List.of(new AccountId("12347788"), new AccountId("a-2")), at);
    }

    @Test
    void shouldVerifyByOpenssl() throws Exception {
        String token = token(Instant.now());
        assertThat(openssl(token)).isEqualTo(new Ran(0, "Signature Verified Successfully\n" + claims(token)));
        assertThat(openssl(tokens("other.pem").token(ATTEMPT, List.of(), Instant.now()))
                        .code())
                .isNotZero();
    }

    @Test
    void shouldVerifyByJava() throws Exception {
        // given
        String good = token(Instant.now());
        String[] parts = good.split("\\.");
        String old = token(Instant.now().minusSeconds(301));
        String[] oldParts = old.split("\\.");
        // then
        assertThat(java("acme", good)).isEqualTo(new Ran(0, "[\"12347788\",\"a-2\"]" + System.lineSeparator()));
        assertThat(java("acme", old).out()).contains("too old");
        assertThat(java("bravo", good).out()).contains("not for us");
        assertThat(java("acme", oldParts[0] + "." + parts[1] + "." + oldParts[2])
                        .out())
                .contains("not signed by Janji");
        assertThat(java("acme", tokens("other.pem").token(ATTEMPT, List.of(), Instant.now()))
                        .out())
                .contains("not signed by Janji");
    }

    private static String claims(String token) {
        return new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
