package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.debtor.DebtorStory.rupiah;
import static dev.janji.domain.testing.StepDraft.due;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.testing.StrategyDraft;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollUpTest {
    private static final AccountId DOLLARS = new AccountId("dollars");

    private static RollUp of(DebtorStory story) {
        return RollUp.of(
                story.known(),
                story.context().today(story.state),
                story.context().rules());
    }

    @Test
    void shouldBeWhereTheWorstOpenAccountIsAndOweTheSumOfEachCurrency() {
        // given
        DebtorStory story = DebtorStory.ofCard("2026-07-20T08:00", "2026-07-10").account(LOAN, "2026-06-01");
        story.tell(new LenderEvent.AccountTermsSet(LOAN, staged("legal")));
        story.tell(new LenderEvent.AccountOpened(
                DOLLARS,
                new Money(500, Currency.getInstance("USD")),
                LocalDate.parse("2026-01-01"),
                AccountTerms.NONE));

        // then
        assertThat(of(story))
                .isEqualTo(new RollUp(
                        LOAN,
                        49,
                        "B2",
                        "",
                        "legal",
                        List.of(rupiah(200), new Money(500, Currency.getInstance("USD"))),
                        List.of(rupiah(200), Money.zero(Currency.getInstance("USD")))));
    }

    @Test
    void shouldForgetAnAccountThatIsClosed() {
        // given
        DebtorStory story = DebtorStory.ofCard("2026-07-20T08:00", "2026-07-10").account(LOAN, "2026-06-01");

        // when
        story.tell(new LenderEvent.AccountRecalled(LOAN));

        // then
        assertThat(of(story).worst()).isEqualTo(CARD);
        assertThat(of(story).daysPastDue()).isEqualTo(10);
        assertThat(of(story).bucket()).isEqualTo("B1");
        assertThat(of(story).outstanding()).containsExactly(rupiah(100));
    }

    @Test
    void shouldBeInTheLowestBucketWhenNothingIsOpen() {
        // given
        DebtorStory story = DebtorStory.ofDebtor("2026-07-20T08:00");

        // then
        assertThat(of(story)).isEqualTo(new RollUp(null, 0, "CURRENT", "", "", List.of(), List.of()));
    }

    @Test
    void shouldWakeForASegmentThatAsksForTheWorstAccountWhenAnotherAccountGrowsOlder() {
        // given
        StrategyDraft strategy = StrategyDraft.of("s")
                .segment("hard", facts -> facts.debtorDaysPastDue() >= 12, due("H+20", 20, "09:00"))
                .segment("rest", Segment.EVERYBODY)
                .debtorBorders(List.of(12));
        DebtorStory story = DebtorStory.ofCard(strategy.rules(), "2026-06-10T08:00", "2026-06-08");
        story.account(LOAN, "2026-06-01");

        // when
        story.liveUntil("2026-06-20T00:00");

        // then
        assertThat(story.events(DebtorEvent.SegmentEntered.class))
                .filteredOn(each -> each.segment().equals("hard"))
                .extracting(each -> each.account() + " "
                        + each.at().atZone(TestRules.JAKARTA).toLocalDateTime())
                .containsExactlyInAnyOrder("card 2026-06-13T00:00", "loan 2026-06-13T00:00");
    }

    @Test
    void shouldSumForASegmentWhatIsOwedInTheCurrencyOfTheAccount() {
        // given
        StrategyDraft strategy = StrategyDraft.of("s")
                .segment("owes more", facts -> facts.debtorOutstandingMinor() == 200)
                .segment("in B2", facts -> facts.debtorBucket().equals("B2"))
                .segment("rest", Segment.EVERYBODY);
        DebtorStory story = DebtorStory.ofCard(strategy.rules(), "2026-06-10T08:00", "2026-06-08");
        story.tell(new LenderEvent.AccountOpened(
                DOLLARS,
                new Money(100, Currency.getInstance("USD")),
                LocalDate.parse("2026-01-01"),
                AccountTerms.NONE));
        story.tell(
                new LenderEvent.ScheduleSet(DOLLARS, List.of(new Instalment(1, LocalDate.parse("2026-05-01"), 100))));

        // when
        story.account(LOAN, "2026-06-08");

        // then
        assertThat(story.events(DebtorEvent.SegmentEntered.class))
                .extracting(each -> each.account() + " " + each.segment())
                .containsExactly("card rest", "card in B2", "dollars in B2", "card owes more", "loan owes more");
    }

    private static AccountTerms staged(String stage) {
        return new AccountTerms("", "", stage, List.of());
    }
}
