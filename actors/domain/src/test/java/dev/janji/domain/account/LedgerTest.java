package dev.janji.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.PaymentId;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money, due dates and days past due of one account. */
class LedgerTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Currency RUPIAH = Currency.getInstance("IDR");

    /** 100 due on each day, all of it owed. */
    private static Ledger of(String... dueDates) {
        List<Instalment> schedule = new ArrayList<>();
        for (String date : dueDates) {
            schedule.add(new Instalment(schedule.size() + 1, LocalDate.parse(date), 100));
        }
        return Ledger.opened(RUPIAH, 100L * dueDates.length, T0).scheduled(schedule);
    }

    private static Payment payment(String id, long minor, String valueDate) {
        return new Payment(new PaymentId(id), minor, LocalDate.parse(valueDate), T0, 1, null);
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    @ParameterizedTest(name = "{0} paid: earliest unpaid {1}, on 10 March {2} days late, {3} overdue")
    @CsvSource(
            nullValues = "none",
            value = {
                "0, 2026-01-15, 54, 200",
                "1, 2026-01-15, 54, 199",
                "99, 2026-01-15, 54, 101",
                "100, 2026-02-15, 23, 100",
                "199, 2026-02-15, 23, 1",
                "200, 2026-03-15, 0, 0",
                "299, 2026-03-15, 0, 0",
                "300, none, 0, 0",
                "301, none, 0, 0"
            })
    void shouldPayTheOldestDueDateFirst(long paid, LocalDate earliest, int daysPastDue, long overdue) {
        Ledger ledger = of("2026-01-15", "2026-02-15", "2026-03-15");

        Ledger after = paid == 0 ? ledger : ledger.paid(payment("p", paid, "2026-03-10"));

        assertThat(after.earliestUnpaidDueDate()).isEqualTo(earliest);
        assertThat(after.daysPastDue(day("2026-03-10"))).isEqualTo(daysPastDue);
        assertThat(after.overdueMinor(day("2026-03-10"))).isEqualTo(overdue);
        assertThat(after.balanceMinor()).isEqualTo(300 - paid);
    }

    @ParameterizedTest(name = "due {0}, today {1}: {2}")
    @CsvSource({
        "2026-03-15, 2026-04-01, 17",
        "2026-03-15, 2026-03-15, 0",
        "2026-03-15, 2026-03-16, 1",
        "2026-03-15, 2026-03-14, -1",
        "2026-03-15, 2026-02-28, -15",
        "2026-01-31, 2026-02-28, 28",
        "2026-01-31, 2026-03-01, 29",
        "2024-01-31, 2024-02-29, 29",
        "2024-02-29, 2024-03-01, 1",
        "2024-02-29, 2025-02-28, 365",
        "2024-02-29, 2025-03-01, 366",
        "2025-12-31, 2026-01-01, 1",
        "2026-06-30, 2026-07-31, 31"
    })
    void shouldCountDaysPastDueByTheCalendar(String due, String today, int expected) {
        assertThat(of(due).daysPastDue(day(today))).isEqualTo(expected);
    }

    @Test
    void shouldBeZeroDaysLateWhenTheFirstDueDateIsOverAndPaid() {
        Ledger ledger = of("2026-01-15", "2026-02-15").paid(payment("p", 100, "2026-01-10"));

        assertThat(ledger.daysPastDue(day("2026-01-10"))).isEqualTo(-5);
        assertThat(ledger.daysPastDue(day("2026-01-15"))).isZero();
        assertThat(ledger.daysPastDue(day("2026-02-15"))).isZero();
        assertThat(ledger.daysPastDue(day("2026-02-16"))).isEqualTo(1);
    }

    @Test
    void shouldRecomputeFromTheLedgerWhenAPaymentIsReversed() {
        Ledger paid = of("2026-01-15", "2026-02-15")
                .paid(payment("p1", 100, "2026-01-15"))
                .paid(payment("p2", 50, "2026-01-16"));

        Ledger reversed = paid.reversed(new PaymentId("p1"), T0.plusSeconds(1));

        assertThat(reversed.earliestUnpaidDueDate()).isEqualTo("2026-01-15");
        assertThat(reversed.overdueMinor(day("2026-02-01"))).isEqualTo(50);
        assertThat(reversed.balanceMinor()).isEqualTo(150);
        assertThat(reversed.payment(new PaymentId("p1")).stands()).isFalse();
        assertThat(reversed.reversed(new PaymentId("p1"), T0.plusSeconds(9)))
                .as("once reversed, for ever reversed")
                .isEqualTo(reversed);
    }

    @Test
    void shouldCountABackDatedPaymentAsIfItHadAlwaysBeenKnown() {
        Ledger ledger = of("2026-01-15");

        Ledger after = ledger.paid(payment("p", 100, "2026-01-10"));

        assertThat(after.daysPastDue(day("2026-03-01"))).isZero();
        assertThat(after.earliestUnpaidDueDate()).isNull();
    }

    @Test
    void shouldFallDueOnItsOwnDateWhenAChargeIsPosted() {
        Ledger ledger = of("2026-02-15").charged(new Charge("c1", 30, day("2026-01-20"), "LATE_FEE", T0));

        assertThat(ledger.balanceMinor()).isEqualTo(130);
        assertThat(ledger.earliestUnpaidDueDate()).isEqualTo("2026-01-20");
        assertThat(ledger.paid(payment("p", 30, "2026-01-20")).earliestUnpaidDueDate())
                .isEqualTo("2026-02-15");
        assertThat(ledger.hasCharge("c1")).isTrue();
        assertThat(ledger.hasCharge("c2")).isFalse();
        assertThat(ledger.entries()).isEqualTo(1);
    }

    @Test
    void shouldNeverBeOverdueBeyondTheBalanceWhenItWasAdjusted() {
        Ledger ledger = of("2026-01-15", "2026-02-15").adjusted(new Adjustment(-150, T0));

        assertThat(ledger.balanceMinor()).isEqualTo(50);
        assertThat(ledger.overdueMinor(day("2026-03-01"))).isEqualTo(50);
        assertThat(ledger.adjusted(new Adjustment(-50, T0)).earliestUnpaidDueDate())
                .isNull();
        assertThat(ledger.adjusted(new Adjustment(25, T0)).balanceMinor()).isEqualTo(75);
    }

    @Test
    void shouldOweNothingWhenTheBalanceIsACredit() {
        Ledger ledger = of("2026-01-15").paid(payment("p", 250, "2026-01-01"));

        assertThat(ledger.balanceMinor()).isEqualTo(-150);
        assertThat(ledger.earliestUnpaidDueDate()).isNull();
        assertThat(ledger.overdueMinor(day("2026-03-01"))).isZero();
        assertThat(ledger.payableMinor(day("2026-03-01"))).isZero();
        assertThat(ledger.daysPastDue(day("2026-01-10"))).isZero();
    }

    @Test
    void shouldBePayableFromTheEarliestUnpaidOn() {
        Ledger ledger = of("2026-01-15", "2026-02-15", "2026-02-15");

        assertThat(ledger.payableMinor(day("2026-01-10")))
                .as("a reminder speaks of the next due date")
                .isEqualTo(100);
        assertThat(ledger.payableMinor(day("2026-02-01"))).isEqualTo(100);
        assertThat(ledger.payableMinor(day("2026-02-16"))).isEqualTo(300);
    }

    @Test
    void shouldReplaceTheScheduleWhenANewOneIsSet() {
        Ledger ledger = of("2026-01-15").scheduled(List.of(new Instalment(1, day("2026-05-01"), 100)));

        assertThat(ledger.earliestUnpaidDueDate()).isEqualTo("2026-05-01");
        assertThat(ledger.daysPastDue(day("2026-04-30"))).isEqualTo(-1);
    }

    @Test
    void shouldShowOnlyWhatWasStoredWhenAskedAsOfAnInstant() {
        Instant t1 = T0.plusSeconds(10);
        Instant t2 = T0.plusSeconds(20);
        Ledger ledger = of("2026-01-15", "2026-02-15")
                .paid(new Payment(new PaymentId("p1"), 100, day("2026-01-01"), t1, 1, null))
                .charged(new Charge("c", 7, day("2026-03-01"), "FEE", t1))
                .adjusted(new Adjustment(5, t2))
                .reversed(new PaymentId("p1"), t2);

        assertThat(ledger.asOf(T0).balanceMinor()).isEqualTo(200);
        assertThat(ledger.asOf(t1.minusNanos(1)).balanceMinor()).isEqualTo(200);
        assertThat(ledger.asOf(t1).balanceMinor()).isEqualTo(107);
        assertThat(ledger.asOf(t1).earliestUnpaidDueDate()).isEqualTo("2026-02-15");
        assertThat(ledger.asOf(t2.minusNanos(1)).balanceMinor()).isEqualTo(107);
        assertThat(ledger.asOf(t2).balanceMinor()).isEqualTo(212);
        assertThat(ledger.asOf(t2)).isEqualTo(ledger);
    }

    @Test
    void shouldNotOverflowWhenEveryEntryIsTheLargest() {
        List<Payment> payments = new ArrayList<>();
        List<Adjustment> adjustments = new ArrayList<>();
        for (int i = 0; i < Ledger.MOST_ENTRIES; i++) {
            payments.add(new Payment(new PaymentId("p" + i), Money.LARGEST_MINOR, day("2026-01-01"), T0, i, null));
            adjustments.add(new Adjustment(Money.LARGEST_MINOR, T0));
        }

        Ledger credit = Ledger.of(RUPIAH, -Money.LARGEST_MINOR, T0, List.of(), List.of(), payments, List.of());
        Ledger debit = Ledger.of(RUPIAH, Money.LARGEST_MINOR, T0, List.of(), List.of(), List.of(), adjustments);

        assertThat(credit.balanceMinor()).isEqualTo(-8_001 * Money.LARGEST_MINOR);
        assertThat(debit.balanceMinor()).isEqualTo(8_001 * Money.LARGEST_MINOR);
    }
}
