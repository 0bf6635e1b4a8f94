package dev.janji.loadtest.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.compliance.Judgement.Kind;
import dev.janji.loadtest.compliance.ProposalDraws.Draw;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class ProposalDrawsTest {
    private static final List<String> ALONE = List.of(
            "ID-01",
            "ID-04",
            "ID-05",
            "ID-07",
            "ID-08",
            "ID-11",
            "ID-16",
            "OPT-OUT",
            "WA-01",
            "US-01",
            "US-02",
            "US-07",
            "US-08",
            "US-09",
            "US-10",
            "US-11",
            "US-12",
            "US-TCPA",
            "US-VALIDATION",
            "UK-01",
            "UK-03",
            "PACK-VALIDITY");

    @Test
    void shouldLetEveryRuleDecideWhenManyAreDrawn() {
        RuleShares shares = new RuleShares();

        new ProposalDraws(20260310).stream().limit(200_000).forEach(shares::add);

        SoftAssertions.assertSoftly(softly -> {
            ALONE.forEach(
                    id -> softly.assertThat(shares.percentAlone(id)).as(id).isGreaterThan(0.15));
            List.of("ID-10", "ID-13")
                    .forEach(id ->
                            softly.assertThat(shares.percentNamed(id)).as(id).isGreaterThan(1));
            List.of("ID-01", "US-01", "US-02")
                    .forEach(id ->
                            softly.assertThat(shares.percentLifted(id)).as(id).isGreaterThan(0.5));
            List.of("ID-05", "US-10", "US-12")
                    .forEach(id -> softly.assertThat(shares.percentShared(id))
                            .as(id + " by what other debtors had")
                            .isGreaterThan(0.15));
            List.of("US-01", "US-02")
                    .forEach(id -> softly.assertThat(shares.percentShared(id))
                            .as("%s counts for a debt", id)
                            .isLessThan(0.15));
            softly.assertThat(shares.percent(Kind.ALLOWED)).isGreaterThan(25);
        });
        assertThat(shares.lines()).hasSizeGreaterThan(ALONE.size());
    }

    @Test
    void shouldDrawTheSameWhenTheSeedIsTheSame() {
        List<Draw> draws = new ProposalDraws(7).stream().limit(500).toList();

        assertThat(new ProposalDraws(7).stream().limit(500)).isEqualTo(draws);
        assertThat(new ProposalDraws(8).stream().limit(500)).isNotEqualTo(draws);
    }

    @Test
    void shouldDateOnlyPastContactsLaterWhenSomethingIsLater() {
        List<Draw> draws = new ProposalDraws(9).stream().limit(20_000).toList();

        assertThat(draws).allSatisfy(draw -> {
            assertThat(draw.contact().consents())
                    .allMatch(consent -> !consent.at().isAfter(draw.at()))
                    .allMatch(consent ->
                            consent.until() == null || consent.until().isAfter(consent.at()));
            Instant since = draw.contact().completeSince();
            assertThat(since == null || !since.isAfter(draw.at())).isTrue();
        });
        assertThat(draws)
                .anyMatch(draw -> draw.contact().past().stream()
                        .anyMatch(past -> past.at().isAfter(draw.at())));
    }
}
