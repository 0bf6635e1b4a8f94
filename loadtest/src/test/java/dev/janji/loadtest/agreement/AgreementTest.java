package dev.janji.loadtest.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.rules.Policies;
import dev.janji.loadtest.compliance.ProposalDraws;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The short version of {@code ./janji loadtest agreement}, and proof that it would see a difference. */
class AgreementTest {
    private static final int CASES = 200_000;

    @TempDir
    private Path folder;

    @Test
    void shouldAgreeWithThePlainRulesOnEveryDrawnContact() {
        int exit = new CommandLine(new AgreementCommand()).execute("--cases", Integer.toString(CASES), "--seed", "7");

        assertThat(exit).isZero();
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "id           | from: \"08:00\"            | from: \"08:01\"            | ID-01",
                "id           | monday, tuesday,         | tuesday,                   | ID-01",
                "id           | most: 3, days: 1         | most: 4, days: 1           | ID-05",
                "id           | from-days-past-due: 31   | from-days-past-due: 32     | ID-07",
                "id           | certified-agents: true   | opt-outs-respected: true   | ID-08",
                "id-p2p       | days: 90                 | days: 91                   | ID-16",
                "us-reg-f     | most: 7, days: 7         | most: 8, days: 7           | US-01",
                "us-reg-f     | most: 7, days: 7         | most: 7, days: 6           | US-01",
                "us-reg-f     | most-days: 7             | most-days: 8               | US-0",
                "us-reg-f     | attorney, bankruptcy     | attorney                   | US-09",
                "us-reg-f     | [address, number]        | [address]                  | US-07",
                "us-florida   | hours: 24                | hours: 23                  | US-12",
                "us-florida   | per: person              | per: debt                  | US-12",
                "uk           | [moratorium]             | [cease]                    | UK-01"
            })
    void shouldSeeTheDifferenceWhenAPackIsAltered(String pack, String right, String wrong, String rule)
            throws Exception {
        // given
        String shipped;
        try (InputStream in = Policies.class.getResourceAsStream("policies/" + pack + ".yaml")) {
            shipped = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(shipped).contains(right);
        Files.writeString(folder.resolve(pack + ".yaml"), shipped.replaceFirst(Pattern.quote(right), wrong));
        Agreement altered = new Agreement(new Policies(folder));

        // when
        ProposalDraws draws = new ProposalDraws(11);
        List<Agreement.Disagreement> seen = Stream.generate(draws::next)
                .limit(100_000)
                .map(altered::of)
                .filter(Objects::nonNull)
                // The first that speaks of the rule: another may wait for it, too.
                .filter(one -> one.what().contains(rule))
                .limit(1)
                .toList();

        // then
        assertThat(seen).hasSize(1);
    }
}
