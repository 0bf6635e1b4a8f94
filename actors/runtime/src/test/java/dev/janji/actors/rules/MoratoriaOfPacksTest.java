package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pack's file says of moratoria: docs/rules.md. */
class MoratoriaOfPacksTest {
    private static final String GOOD = """
            policy: house
            version: 3
            jurisdiction: house
            valid: { from: 2026-01-01, to: 2026-12-31 }
            zone: { id: H-00, citation: house rule, when-unknown: [Asia/Jakarta] }
            rules:
              - { id: H-01, citation: a law, not-at-work: true }
            moratoria:
              - kind: breathing-space
                id: H-02
                citation: a law
                most-days: 60
                months-between: 12
                review: { from-day: 25, to-day: 35 }
              - kind: lender
                id: H-03
                citation: house rule
            """;

    @TempDir
    private Path folder;

    private PolicyPack read(String text) throws IOException {
        Files.writeString(folder.resolve("house.yaml"), text);
        return new Policies(folder).read(List.of("house"), Set.of());
    }

    @Test
    void shouldReadTheTermsOfEachKind() throws IOException {
        PolicyPack pack = read(GOOD);

        assertThat(pack.termsOf(Moratorium.Kind.BREATHING_SPACE))
                .containsExactly(new MoratoriumTerms(
                        "H-02",
                        "a law",
                        Moratorium.Kind.BREATHING_SPACE,
                        60,
                        12,
                        new MoratoriumTerms.Review(25, 35),
                        0));
        assertThat(pack.termsOf(Moratorium.Kind.LENDER))
                .containsExactly(new MoratoriumTerms("H-03", "house rule", Moratorium.Kind.LENDER, 0, 0, null, 0));
        assertThat(pack.termsOf(Moratorium.Kind.MENTAL_HEALTH_CRISIS)).isEmpty();
    }

    @Test
    void shouldHoldToEveryPackThatIsLaidOver() throws IOException {
        read(GOOD);
        PolicyPack both = new Policies(folder).read(List.of("house", "uk"), Set.of());

        assertThat(both.termsOf(Moratorium.Kind.BREATHING_SPACE))
                .extracting(MoratoriumTerms::id)
                .containsExactly("H-02", "UK-04");
    }

    @Test
    void shouldSayOfTheUnitedKingdomWhatTheRegulationsSay() throws RuleFileRefused {
        PolicyPack pack = new Policies(null).read(List.of("uk"), Set.of());

        assertThat(pack.moratoria())
                .extracting(
                        MoratoriumTerms::id,
                        MoratoriumTerms::mostDays,
                        MoratoriumTerms::monthsBetween,
                        MoratoriumTerms::review,
                        MoratoriumTerms::daysAfterTreatment)
                .containsExactly(
                        tuple("UK-04", 60, 12, new MoratoriumTerms.Review(25, 35), 0), tuple("UK-05", 0, 0, null, 30));
        assertThat(new Policies(null).read(List.of("id"), Set.of()).moratoria()).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}: line {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kind: lender | kind: holiday | 15 | expected one of breathing-space, mental-health-crisis, lender, joint-debtor, but found `holiday`",
                "kind: lender | kind: breathing-space | 15 | expected each kind once, but found `breathing-space` twice",
                "most-days: 60 | most-days: 0 | 12 | expected a number from 1 to 3660, but found 0",
                "most-days: 60 | most-days: 30 | 9 | Expected the review of H-02 within its 30 days, but it is until day 35",
                "from-day: 25 | from-day: 36 | 14 | Expected a review from day 1 or later to a day not before, but got 36 to 35",
                "id: H-03 | name: H-03 | 16 | expected one of citation, days-after-treatment, id, kind, months-between, most-days,"
                        + " review, but found `name`"
            })
    void shouldSayWhereAFileIsWrong(String old, String with, int line, String problem) {
        assertThat(GOOD).contains(old);

        assertThatThrownBy(() -> read(GOOD.replace(old, with)))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(folder.resolve("house.yaml") + ":" + line + ": " + problem);
    }
}
