package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.FactView;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.StayScale;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingMapperTest {
    private static final AccountId LOAN = new AccountId("loan");

    /** A card and a loan; the card is 1 day late on 6 June and paid on the 10th, the loan 31 days late on that day. */
    private static DebtorInWords late() {
        return DebtorInWords.withCard("2026-05-01T08:00", "2026-06-05")
                .tell(new LenderEvent.AccountOpened(
                        LOAN,
                        DebtorInWords.rupiah(20_000_000),
                        LocalDate.parse("2026-01-01"),
                        new AccountTerms("", "", "soft", List.of())))
                .tell(new LenderEvent.ScheduleSet(
                        LOAN, List.of(new Instalment(1, LocalDate.parse("2026-05-10"), 20_000_000))))
                .at("2026-05-11T00:00")
                .wake()
                .at("2026-06-06T00:00")
                .wake()
                .at("2026-06-10T09:00")
                .tell(new LenderEvent.PaymentReceived(
                        DebtorInWords.CARD,
                        new PaymentId("p"),
                        DebtorInWords.rupiah(50_000_000),
                        LocalDate.parse("2026-06-05")));
    }

    private static String day(Date date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).toString();
    }

    private static List<String> stays(GetDebtorResponse debtor, int account, StayScale scale) {
        return debtor.getAccounts(account).getStaysList().stream()
                .filter(stay -> stay.getScale() == scale)
                .map(stay -> stay.getName() + " " + day(stay.getEnteredOn()) + "/"
                        + (stay.hasLeftOn() ? day(stay.getLeftOn()) : ""))
                .toList();
    }

    @Test
    void shouldRollAllOpenAccountsUpAndSayWhichIsTheWorst() {
        GetDebtorResponse debtor = late().shown();

        assertThat(debtor.getWorstAccountId()).isEqualTo("loan");
        assertThat(debtor.getDaysPastDue()).isEqualTo(31);
        assertThat(debtor.getBucket()).isEqualTo("B2");
        assertThat(debtor.getRegulatoryClass()).isEqualTo("2 special mention");
        assertThat(debtor.getStage()).isEqualTo("soft");
        assertThat(debtor.getOutstandingList())
                .containsExactly(Money.newBuilder()
                        .setCurrency("IDR")
                        .setMinor(20_000_000)
                        .build());
        assertThat(debtor.getOverdueList()).isEqualTo(debtor.getOutstandingList());
    }

    @Test
    void shouldShowEveryStayWithItsDays() {
        GetDebtorResponse debtor = late().shown();

        assertThat(stays(debtor, 0, StayScale.STAY_SCALE_BUCKET))
                .containsExactly("CURRENT 2026-05-01/2026-06-06", "B1 2026-06-06/2026-06-10", "CURRENT 2026-06-10/");
        assertThat(stays(debtor, 1, StayScale.STAY_SCALE_REGULATORY_CLASS))
                .containsExactly("1 current 2026-05-01/2026-05-11", "2 special mention 2026-05-11/");
        assertThat(stays(debtor, 1, StayScale.STAY_SCALE_LENDER_STAGE)).containsExactly("soft 2026-05-01/");
    }

    @Test
    void shouldTellTheStaysAmongTheFactsOfAnExplanation() {
        assertThat(facts(late().explain(Language.ENGLISH)))
                .contains(
                        "card bucket_history: CURRENT from 1 May 2026 to before 6 June 2026;"
                                + " B1 from 6 June 2026 to before 10 June 2026; CURRENT since 10 June 2026",
                        "loan stage_history: soft since 1 May 2026");
        assertThat(facts(late().explain(Language.INDONESIAN)))
                .contains("loan class_history: 1 current dari 1 Mei 2026 sampai sebelum 11 Mei 2026;"
                        + " 2 special mention sejak 11 Mei 2026");
    }

    private static List<String> facts(ExplainResponse explanation) {
        return explanation.getFactsList().stream()
                .map((FactView fact) -> fact.getAccountId() + " " + fact.getName() + ": " + fact.getValue())
                .toList();
    }
}
