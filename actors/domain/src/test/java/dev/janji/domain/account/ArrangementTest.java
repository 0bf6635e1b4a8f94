package dev.janji.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.Arrangement.Authority;
import dev.janji.domain.account.Arrangement.Authority.Limit;
import dev.janji.domain.account.Arrangement.State;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrangementTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Arrangement.Terms TERMS =
            new Arrangement.Terms(3, new Authority(6, 0, 100), new Authority(12, 100, 50), new Authority(600, 1000, 0));

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    /** 100 due on 15 January, of which 30 were paid before; a charge of 5 on 20 January. */
    private static Ledger owing() {
        return pay(
                Ledger.opened(Currency.getInstance("IDR"), 100, AT)
                        .scheduled(List.of(new Instalment(1, day("2026-01-15"), 100)))
                        .charged(new Charge("c1", 5, day("2026-01-20"), "FEE", AT)),
                "p0",
                30,
                "2026-01-10");
    }

    private static Ledger pay(Ledger ledger, String id, long minor, String valueDate) {
        return ledger.paid(new Payment(new PaymentId(id), minor, day(valueDate), AT, 1, null));
    }

    private static Arrangement arrangement(Ledger ledger, long waived, String first, long a, String second, long b) {
        // Told with the later one first.
        List<Instalment> instalments = List.of(new Instalment(2, day(second), b), new Instalment(1, day(first), a));
        return new Arrangement(
                new ArrangementId("ar"),
                instalments,
                Arrangement.Role.AGENT,
                waived,
                ledger.before(),
                State.ACTIVE,
                false);
    }

    private static Ledger arranged(long waived) {
        Ledger ledger = owing();
        return ledger.arranged(arrangement(ledger, waived, "2026-02-01", 40, "2026-03-01", 30));
    }

    private static Ledger settled(Ledger ledger, String today) {
        Arrangement arrangement = ledger.arrangement();
        assertThat(arrangement).isNotNull();
        return ledger.arranged(arrangement.in(arrangement.stateBy(ledger, day(today), TERMS)));
    }

    @Test
    void shouldFallDueByItsInstalmentsAndCountOnlyWhatIsPaidSince() {
        Ledger ledger = arranged(0);

        assertThat(ledger.earliestUnpaidDueDate()).isEqualTo("2026-02-01");
        assertThat(ledger.daysPastDue(day("2026-01-25")))
                .as("current before its first instalment")
                .isZero();
        assertThat(ledger.overdueMinor(day("2026-01-25"))).isZero();
        assertThat(ledger.daysPastDue(day("2026-02-04"))).isEqualTo(3);
        assertThat(pay(ledger, "p1", 40, "2026-02-01").earliestUnpaidDueDate()).isEqualTo("2026-03-01");
        assertThat(ledger.balanceMinor()).as("the balance is what it was").isEqualTo(75);
        assertThat(ledger.schedule()).as("the account's own is kept").hasSize(1);
    }

    @Test
    void shouldAddChargesThatArePostedSince() {
        Ledger ledger = arranged(0).charged(new Charge("c2", 7, day("2026-01-28"), "FEE", AT));

        assertThat(ledger.earliestUnpaidDueDate()).isEqualTo("2026-01-28");
        assertThat(ledger.dues()).extracting(Ledger.Due::amountMinor).containsExactly(7L, 40L, 30L);
    }

    @Test
    void shouldComeBackToTheAccountsOwnScheduleWithAllPaymentsWhenItIsBroken() {
        Ledger ledger = pay(arranged(0), "p1", 20, "2026-02-01");
        assertThat(ledger.arrangement().breaksOn(ledger, TERMS)).isEqualTo("2026-02-05");
        assertThat(settled(ledger, "2026-02-04").hasArrangement()).isTrue();

        Ledger broken = settled(ledger, "2026-02-05");

        assertThat(broken.arrangement().state()).isEqualTo(State.BROKEN);
        assertThat(broken.arrangement().breaksOn(broken, TERMS)).isNull();
        assertThat(broken.earliestUnpaidDueDate()).isEqualTo("2026-01-15");
        assertThat(broken.overdueMinor(day("2026-02-05")))
                .as("100 and 5 less 30 and 20")
                .isEqualTo(55);
        assertThat(settled(pay(broken, "p2", 20, "2026-02-04"), "2026-02-09").hasArrangement())
                .as("a payment of a day within the grace mends it")
                .isTrue();
        assertThat(settled(pay(broken, "p2", 20, "2026-02-05"), "2026-02-09").hasArrangement())
                .isFalse();
    }

    @Test
    void shouldTakeWhatIsWaivedOffTheBalanceWhenItIsCompleted() {
        Ledger ledger = arranged(5);
        assertThat(ledger.balanceMinor()).isEqualTo(75);

        Ledger completed = settled(pay(ledger, "p1", 70, "2026-01-30"), "2026-01-30");
        assertThat(completed.arrangement().state()).isEqualTo(State.COMPLETED);
        assertThat(completed.balanceMinor()).isZero();
        assertThat(completed.earliestUnpaidDueDate()).isNull();
        assertThat(completed.before().waivedMinor()).isEqualTo(5);

        Ledger reopened = settled(completed.reversed(new PaymentId("p1"), AT), "2026-01-31");
        assertThat(reopened.arrangement().state()).isEqualTo(State.ACTIVE);
        assertThat(reopened.balanceMinor()).isEqualTo(75);
    }

    @Test
    void shouldLeaveWhatWasPaidBeforeItOutOfItsInstalments() {
        Ledger ledger = arranged(0).reversed(new PaymentId("p0"), AT);

        assertThat(ledger.overdueMinor(day("2026-02-10"))).isEqualTo(40);
        assertThat(ledger.balanceMinor()).isEqualTo(105);
    }

    @Test
    void shouldStayAsTheLenderEndedIt() {
        Ledger ledger = arranged(0);
        Arrangement ended = ledger.arrangement().endedIn(State.CANCELLED);

        assertThat(ended.stateBy(pay(ledger, "p1", 70, "2026-01-30"), day("2026-01-30"), TERMS))
                .isEqualTo(State.CANCELLED);
        assertThat(ledger.arrangement().endedIn(State.COMPLETED).stateBy(ledger, day("2026-04-01"), TERMS))
                .isEqualTo(State.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({
        // role, waived, first instalment, second instalment on, exceeded
        "AGENT, 0, 7, 2026-07-01, ",
        "AGENT, 0, 6, 2026-07-01, FIRST_INSTALMENT",
        "AGENT, 1, 7, 2026-07-01, WAIVED",
        "AGENT, 0, 7, 2026-07-02, LAST_INSTALMENT",
        "TEAM_LEADER, 7, 4, 2027-01-01, ",
        "TEAM_LEADER, 8, 4, 2027-01-01, WAIVED",
        "TEAM_LEADER, 7, 3, 2027-01-01, FIRST_INSTALMENT",
        "LENDER, 75, 1, 2060-01-01, ",
        "LENDER, 76, 1, 2060-01-01, WAIVED",
    })
    void shouldReachAsFarAsTheAuthorityOfARole(
            Arrangement.Role role, long waived, long first, String second, Limit exceeded) {
        Ledger ledger = owing();
        Arrangement proposed = arrangement(ledger, waived, "2026-01-20", first, second, 70 - first);

        assertThat(TERMS.of(role)
                        .exceededBy(
                                proposed.instalments(),
                                proposed.waivedMinor(),
                                ledger.balanceMinor(),
                                day("2026-01-01")))
                .isEqualTo(exceeded);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "601, 0, 0", "1, -1, 0", "1, 1001, 0", "1, 0, -1", "1, 0, 1001"})
    void shouldRefuseAnAuthorityOutsideItsRange(int months, int waived, int first) {
        assertThatThrownBy(() -> new Authority(months, waived, first)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1", "367"})
    void shouldRefuseAGraceOutsideItsRange(int days) {
        Authority any = new Authority(1, 0, 0);
        assertThatThrownBy(() -> new Arrangement.Terms(days, any, any, any))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
