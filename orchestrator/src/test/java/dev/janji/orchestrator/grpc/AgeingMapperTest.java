package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.janji.actors.rules.Policies;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.AccountView;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.FactView;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.HoldKind;
import dev.janji.protocols.lender.v1.HoldView;
import dev.janji.protocols.lender.v1.MoratoriumKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is shown of days that do not count: a card due on 5 June, by the pack of the United Kingdom. */
class AgeingMapperTest {
    private static DebtorInWords debtor(String localTime) throws RuleFileRefused {
        LenderRules shipped = DebtorInWords.SHIPPED;
        return DebtorInWords.withCard("2026-05-20T08:00", "2026-06-05")
                .by(new LenderRules(
                        shipped.strategies(),
                        new Policies(null).read(List.of("uk"), Set.of()),
                        shipped.buckets(),
                        shipped.promiseTerms(),
                        shipped.arrangementTerms(),
                        shipped.contactValidity(),
                        shipped.clockSkew()))
                .at(localTime);
    }

    /** Told on 10 June: from then for 60 days. */
    private static DebtorInWords inBreathingSpace() throws RuleFileRefused {
        return debtor("2026-06-10T10:00")
                .tell(new AgeingEvent.MoratoriumStarted(
                        new MoratoriumId("m-1"),
                        Moratorium.Kind.BREATHING_SPACE,
                        null,
                        LocalDate.parse("2026-06-10"),
                        LocalDate.parse("2026-08-09")));
    }

    private static String fact(ExplainResponse response, String name) {
        return response.getFactsList().stream()
                .filter(each -> each.getName().equals(name))
                .map(FactView::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldShowAMoratoriumWithItsEndAndItsReview() throws RuleFileRefused {
        GetDebtorResponse shown = inBreathingSpace().at("2026-06-20T10:00").shown();

        assertThat(shown.getMoratoriaList()).singleElement().satisfies(each -> {
            assertThat(each.getMoratoriumId()).isEqualTo("m-1");
            assertThat(each.getKind()).isEqualTo(MoratoriumKind.MORATORIUM_KIND_BREATHING_SPACE);
            assertThat(each.getFrom()).isEqualTo(ViewMapper.date(LocalDate.parse("2026-06-10")));
            assertThat(each.getUntil()).isEqualTo(ViewMapper.date(LocalDate.parse("2026-08-09")));
            assertThat(each.getReviewFrom()).as("day 25").isEqualTo(ViewMapper.date(LocalDate.parse("2026-07-04")));
            assertThat(each.getReviewTo()).as("day 35").isEqualTo(ViewMapper.date(LocalDate.parse("2026-07-14")));
        });
        assertThat(shown.getHoldsList())
                .extracting(HoldView::getHoldId, HoldView::getKind)
                .containsExactly(tuple("m-1", HoldKind.HOLD_KIND_MORATORIUM));
        AccountView card = shown.getAccounts(0);
        assertThat(card.getDaysPastDue()).as("6 to 9 June").isEqualTo(4);
        assertThat(card.getPausedDays()).as("10 to 20 June").isEqualTo(11);
        assertThat(card.getAgeingPaused()).isTrue();
        assertThat(card.getAgeingResumesOn()).isEqualTo(ViewMapper.date(LocalDate.parse("2026-08-09")));
    }

    /** UK-01. */
    @Test
    void shouldShowTheMoratoriumOfAJointDebtorForWhatTheyOweTogether() throws RuleFileRefused {
        DebtorInWords debtor = debtor("2026-06-10T10:00")
                .tell(new AgeingEvent.MoratoriumStarted(
                        new MoratoriumId("j-1"),
                        Moratorium.Kind.JOINT_DEBTOR,
                        DebtorInWords.CARD,
                        LocalDate.parse("2026-06-10"),
                        LocalDate.parse("2026-08-09")));

        assertThat(debtor.shown().getMoratoriaList()).singleElement().satisfies(each -> {
            assertThat(each.getKind()).isEqualTo(MoratoriumKind.MORATORIUM_KIND_JOINT_DEBTOR);
            assertThat(each.getAccountId()).isEqualTo(DebtorInWords.CARD.value());
            assertThat(each.hasReviewFrom()).as("nobody reviews it here").isFalse();
        });
        assertThat(debtor.explain(Language.ENGLISH).getRuleIdsList()).contains("HOLD");
        assertThat(fact(debtor.explain(Language.ENGLISH), "moratoria"))
                .startsWith("j-1 (of somebody who owes the same account)");
    }

    @Test
    void shouldShowOnlyThePausedDaysWhenItIsOver() throws RuleFileRefused {
        GetDebtorResponse shown = inBreathingSpace().at("2026-08-09T00:00").shown();

        assertThat(shown.getMoratoriaList()).isEmpty();
        assertThat(shown.getHoldsList()).isEmpty();
        assertThat(shown.getAccounts(0).getDaysPastDue()).isEqualTo(5);
        assertThat(shown.getAccounts(0).getPausedDays()).isEqualTo(60);
        assertThat(shown.getAccounts(0).getAgeingPaused()).isFalse();
        assertThat(shown.getAccounts(0).hasAgeingResumesOn()).isFalse();
    }

    @Test
    void shouldExplainAMoratoriumWithItsEndInBothLanguages() throws RuleFileRefused {
        DebtorInWords debtor = inBreathingSpace().at("2026-06-20T10:00");
        ExplainResponse english = debtor.explain(Language.ENGLISH);
        ExplainResponse indonesian = debtor.explain(Language.INDONESIAN);

        assertThat(fact(english, "moratoria"))
                .isEqualTo(
                        "m-1 (breathing space) of the person, from 10 June 2026 to before 9 August 2026 (an adviser reviews it"
                                + " from 4 July 2026 to 14 July 2026)");
        assertThat(fact(indonesian, "moratoria"))
                .startsWith("m-1 (jeda utang menurut hukum)")
                .contains("10 Juni 2026", "9 Agustus 2026", "4 Juli 2026", "14 Juli 2026");
        assertThat(fact(english, "paused_days")).isEqualTo("11");
        assertThat(english.getRuleIdsList()).contains("HOLD", "UK-01");
        assertThat(english.getSummary())
                .contains("  HOLD: a hold stands; nobody is contacted until it ends")
                .contains("UK-01")
                .contains("not before Sunday, 9 August 2026");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellEachWordOfItWithItsDays(Language language) throws RuleFileRefused {
        DebtorInWords debtor = inBreathingSpace()
                .tell(new AgeingEvent.MoratoriumEnded(
                        new MoratoriumId("m-1"), LocalDate.parse("2026-06-15"), null, "SECRET"))
                .tell(new AgeingEvent.AgeingPaused(
                        DebtorInWords.CARD, new PauseId("z-1"), LocalDate.parse("2026-06-20"), null, "SECRET"))
                .tell(new AgeingEvent.AgeingResumed(
                        DebtorInWords.CARD, new PauseId("z-1"), LocalDate.parse("2026-06-25")));

        String told = String.join("\n", debtor.history(language));

        assertThat(told)
                .contains("m-1", "z-1", "10 Jun", "9 A", "15 Jun", "20 Jun", "25 Jun")
                .doesNotContain("SECRET", "{", "null");
    }
}
