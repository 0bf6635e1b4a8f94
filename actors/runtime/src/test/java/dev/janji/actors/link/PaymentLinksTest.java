package dev.janji.actors.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The word at the end of a link: short, sealed, and only ours. */
final class PaymentLinksTest {
    private static final Instant UNTIL = Instant.parse("2026-03-19T02:00:00Z");
    private static final String URL = "https://pay.example.com/pay";
    private static final int FUZZED = 20_000;

    @TempDir
    Path folder;

    @BeforeEach
    void writeKeys() throws IOException {
        for (String name : List.of("a", "b")) {
            Files.write(folder.resolve(name), name.repeat(32).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Config config(String url, String... keys) {
        String files = List.of(keys).stream()
                .map(key -> "\"" + folder.resolve(key) + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
        return ConfigFactory.parseString("janji.links { url = \"" + url + "\", keys = " + files + " }")
                .withFallback(ConfigFactory.load());
    }

    private PaymentLinks links(String... keys) {
        return PaymentLinks.from(config(URL, keys));
    }

    private static AttemptId attempt(String lender, String debtor, long number) {
        return AttemptId.of(new DebtorKey(new LenderId(lender), new DebtorId(debtor)), number);
    }

    private static String word(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private String made(PaymentLinks links, AttemptId attempt) {
        return word(links.link(attempt, UNTIL).orElseThrow());
    }

    /** What was sent is to be understood for as long as it holds, whatever becomes of this code. */
    @ParameterizedTest
    @CsvSource({
        "acme, d-1042, 17, 18yuubVzvOTz8xAr1dwuVHqcFIKeciE2",
        "bank-satu, Client:17/B, 1, 7pFpnP771UKPd5DblJ3JJdo2hQ0B5LijHrENJnToTmp6Y",
        "demo-bank, client-17, 42, KmrkIaXoagoPTqXxS1fCxizr4G64UtxPONUCkK"
    })
    void shouldMakeTheSameWordForEver(String lender, String debtor, long number, String golden) {
        AttemptId attempt = attempt(lender, debtor, number);
        assertThat(made(links("a"), attempt)).isEqualTo(golden);
        assertThat(links("a").read(golden)).contains(new PaymentLinks.Link(attempt, UNTIL));
    }

    @Test
    void shouldBeShortAndOfLettersAndDigitsAlone() {
        // when
        String link = links("a").link(attempt("acme", "d-1042", 17), UNTIL).orElseThrow();
        // then
        assertThat(link).startsWith(URL + "/");
        assertThat(word(link)).matches("[0-9A-Za-z]{24,34}").doesNotContain("acme", "1042");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-19T02:00:00Z, 2026-03-19T02:00:00Z",
        "2026-03-19T02:00:01Z, 2026-03-19T03:00:00Z",
        "2026-03-19T02:59:59Z, 2026-03-19T03:00:00Z"
    })
    void shouldHoldUntilTheNextFullHour(Instant asked, Instant said) {
        PaymentLinks links = links("a");
        String word = word(links.link(attempt("acme", "d-1", 1), asked).orElseThrow());
        assertThat(links.read(word).orElseThrow().until()).isEqualTo(said);
    }

    @Test
    void shouldReadWhatItMadeOfEveryAttemptThatThereCanBe() {
        // given
        long seed = Long.getLong("seed", 20261123L);
        Random random = new Random(seed);
        PaymentLinks links = links("a");
        Set<String> words = new HashSet<>();
        // when, then
        for (int i = 0; i < 3_000; i++) {
            StringBuilder debtor = new StringBuilder();
            int length = 1 + random.nextInt(64);
            while (debtor.length() < length) {
                char c = (char) ('!' + random.nextInt('~' - '!'));
                debtor.append(c == '|' ? '0' : c);
            }
            AttemptId attempt = attempt("bank-" + random.nextInt(100), debtor.toString(), 1 + random.nextInt(1 << 20));
            String word = made(links, attempt);
            assertThat(links.read(word))
                    .as("seed %d, %s", seed, attempt)
                    .contains(new PaymentLinks.Link(attempt, UNTIL));
            words.add(word);
        }
        assertThat(words).hasSize(3_000);
    }

    @Test
    void shouldReadNothingThatWasChangedOrMadeUp() {
        // given
        long seed = Long.getLong("seed", 20261123L);
        Random random = new Random(seed);
        PaymentLinks links = links("a", "b");
        String word = made(links, attempt("acme", "d-1042", 17));
        String letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.%/ é\u0000";
        // when, then
        for (int i = 0; i < FUZZED; i++) {
            StringBuilder changed = new StringBuilder(random.nextInt(4) == 0 ? "" : word);
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                char letter = letters.charAt(random.nextInt(letters.length()));
                int at = random.nextInt(changed.length() + 1);
                switch (random.nextInt(3)) {
                    case 0 -> changed.insert(at, letter);
                    case 1 -> changed.replace(at, Math.min(at + 1, changed.length()), String.valueOf(letter));
                    default -> changed.delete(at, Math.min(changed.length(), at + random.nextInt(5)));
                }
            }
            if (!changed.toString().equals(word)) {
                assertThat(links.read(changed.toString()))
                        .as("seed %d, round %d", seed, i)
                        .isEmpty();
            }
        }
        assertThat(links.read("x".repeat(100_000))).isEmpty();
        assertThat(links.read("0" + word)).as("one form only").isEmpty();
        assertThat(links.read(word)).isPresent();
    }

    @Test
    void shouldReadByEveryKeyAndSealByTheFirst() {
        // given
        AttemptId attempt = attempt("acme", "d-1", 1);
        String before = made(links("a"), attempt);
        // when
        PaymentLinks both = links("b", "a");
        // then
        assertThat(both.read(before)).contains(new PaymentLinks.Link(attempt, UNTIL));
        assertThat(made(both, attempt)).isEqualTo(made(links("b"), attempt)).isNotEqualTo(before);
        assertThat(links("b").read(before)).as("the old key is gone").isEmpty();
    }

    @Test
    void shouldMakeTheFirstKeyAndNoOther() throws IOException {
        // when
        PaymentLinks links = links("new/key", "a");
        // then
        assertThat(made(links, attempt("acme", "d-1", 1))).isNotEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/key"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> links("a", "gone"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.links.keys")
                .hasMessageContaining("gone");
        Files.writeString(folder.resolve("short"), "x");
        assertThatThrownBy(() -> links("short"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> links()).isInstanceOf(ConfigException.class).hasMessageContaining("janji.links.keys");
    }

    @Test
    void shouldMakeNoLinksWithoutAnAddressAndNoKeyEither() {
        PaymentLinks none = PaymentLinks.from(config("", "never"));
        assertThat(none.link(attempt("acme", "d-1", 1), UNTIL)).isEmpty();
        assertThat(none.read(made(links("a"), attempt("acme", "d-1", 1)))).isEmpty();
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pay.example.com/pay",
                "pay.example.com",
                "https://",
                "https://me@pay.example.com/pay",
                "https://pay.example.com/pay?x=1",
                "https://pay.example.com/pay#x",
                "https://pay.example.com/a b",
                "https://pay.example.com/pay/that/is/so/long/that/no/sms/has/any/room/for/it/and/more/of/it"
            })
    void shouldRefuseAnAddressThatNobodyShouldOpen(String url) {
        assertThatThrownBy(() -> PaymentLinks.from(config(url, "a")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.links.url")
                .hasMessageContaining("Expected an https address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/pay", "http://localhost:8080/pay/", "https://p.example/pay/"})
    void shouldTakeHttpOnThisMachineAndNeverTwoSlashes(String url) {
        assertThat(PaymentLinks.from(config(url, "a"))
                        .link(attempt("acme", "d-1", 1), UNTIL)
                        .orElseThrow())
                .matches("https?://[^/]+/pay/[0-9A-Za-z]+");
    }

    @Test
    void shouldShowAnExampleAsLongAsARealOne() {
        String real =
                links("a").link(attempt("acme", "9876543210987654", 100), UNTIL).orElseThrow();
        String shown = PaymentLinks.example(config(URL, "a"), new LenderId("acme"));
        assertThat(shown.length()).isBetween(real.length() - 1, real.length() + 1);
        assertThat(links("a").read(word(shown))).as("it leads nowhere").isEmpty();
    }
}
