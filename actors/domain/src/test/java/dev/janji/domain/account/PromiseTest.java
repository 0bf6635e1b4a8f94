package dev.janji.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.Promise.State;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A promise of 1,000 by 10 June, made on 1 June: what the ledger makes of it. */
class PromiseTest {
    private static final Instant MADE = Instant.parse("2026-06-01T05:00:00Z");
    private static final Promise PROMISE =
            new Promise(new PromiseId("pr"), 1_000, LocalDate.parse("2026-06-10"), MADE, State.ACTIVE);

    private static Ledger empty() {
        return Ledger.opened(Currency.getInstance("IDR"), 5_000, MADE.minusSeconds(1_000));
    }

    private static Payment payment(long minor, String valueDate, Instant receivedAt) {
        return new Payment(new PaymentId("p" + minor), minor, LocalDate.parse(valueDate), receivedAt, 1, null);
    }

    @ParameterizedTest(name = "{0} paid with value date {1}, tolerance {2} permille, grace {3}, on {4}: {5}")
    @CsvSource({
        // kept at the payment, not at the deadline
        "1000, 2026-06-02, 0, 0, 2026-06-02, KEPT",
        "999, 2026-06-02, 0, 0, 2026-06-02, ACTIVE",
        "1001, 2026-06-10, 0, 0, 2026-06-10, KEPT",
        // the deadline day itself still counts
        "0, 2026-06-02, 0, 0, 2026-06-10, ACTIVE",
        "0, 2026-06-02, 0, 0, 2026-06-11, BROKEN",
        "1, 2026-06-02, 0, 0, 2026-06-11, PARTIALLY_KEPT",
        "999, 2026-06-02, 0, 0, 2026-06-11, PARTIALLY_KEPT",
        // tolerance, rounded so that the debtor never has to pay less than promised by it
        "950, 2026-06-02, 50, 0, 2026-06-02, KEPT",
        "949, 2026-06-02, 50, 0, 2026-06-02, ACTIVE",
        "1, 2026-06-02, 999, 0, 2026-06-02, KEPT",
        // grace
        "0, 2026-06-02, 0, 2, 2026-06-12, ACTIVE",
        "0, 2026-06-02, 0, 2, 2026-06-13, BROKEN",
        "1000, 2026-06-12, 0, 2, 2026-06-20, KEPT",
        "1000, 2026-06-13, 0, 2, 2026-06-20, BROKEN",
        // told late, but the money was there in time
        "1000, 2026-06-10, 0, 0, 2026-06-30, KEPT",
        "1000, 2026-06-11, 0, 0, 2026-06-30, BROKEN"
    })
    void shouldBeJudgedByTheLedger(
            long paid, String valueDate, int tolerance, int grace, String today, State expected) {
        Ledger ledger = paid == 0 ? empty() : empty().paid(payment(paid, valueDate, MADE.plusSeconds(1)));

        State state = PROMISE.stateBy(ledger, LocalDate.parse(today), new Promise.Terms(tolerance, grace));

        assertThat(state).isEqualTo(expected);
    }

    @Test
    void shouldRoundTheThresholdUpWhenTheToleranceIsAFraction() {
        Promise odd = new Promise(new PromiseId("odd"), 999, LocalDate.parse("2026-06-10"), MADE, State.ACTIVE);
        Promise.Terms terms = new Promise.Terms(100, 0);
        LocalDate day = LocalDate.parse("2026-06-02");

        assertThat(odd.stateBy(empty().paid(payment(899, "2026-06-02", MADE)), day, terms))
                .isEqualTo(State.ACTIVE);
        assertThat(odd.stateBy(empty().paid(payment(900, "2026-06-02", MADE)), day, terms))
                .isEqualTo(State.KEPT);
    }

    @Test
    void shouldNotOverflowWhenTheAmountIsTheLargest() {
        Promise huge =
                new Promise(new PromiseId("h"), Money.LARGEST_MINOR, LocalDate.parse("2026-06-10"), MADE, State.ACTIVE);
        Ledger ledger = empty().paid(payment(Money.LARGEST_MINOR / 2, "2026-06-02", MADE));

        assertThat(huge.stateBy(ledger, LocalDate.parse("2026-06-02"), new Promise.Terms(500, 0)))
                .isEqualTo(State.KEPT);
        assertThat(huge.stateBy(ledger, LocalDate.parse("2026-06-02"), new Promise.Terms(499, 0)))
                .isEqualTo(State.ACTIVE);
    }

    @Test
    void shouldCountOnlyPaymentsStoredSinceItWasMade() {
        LocalDate day = LocalDate.parse("2026-06-02");
        Promise.Terms terms = new Promise.Terms(0, 0);

        assertThat(PROMISE.stateBy(empty().paid(payment(1_000, "2026-06-01", MADE.minusNanos(1))), day, terms))
                .isEqualTo(State.ACTIVE);
        assertThat(PROMISE.stateBy(empty().paid(payment(1_000, "2026-06-01", MADE)), day, terms))
                .isEqualTo(State.KEPT);
    }

    @Test
    void shouldReopenWhenThePaymentThatKeptItIsReversed() {
        Ledger reversed =
                empty().paid(payment(1_000, "2026-06-02", MADE)).reversed(new PaymentId("p1000"), MADE.plusSeconds(9));
        Promise kept = PROMISE.in(State.KEPT);
        Promise.Terms terms = new Promise.Terms(0, 1);

        assertThat(kept.stateBy(reversed, LocalDate.parse("2026-06-11"), terms)).isEqualTo(State.ACTIVE);
        assertThat(kept.stateBy(reversed, LocalDate.parse("2026-06-12"), terms)).isEqualTo(State.BROKEN);
    }

    @Test
    void shouldTurnFromBrokenToKeptWhenALatePaymentHasAnEarlierValueDate() {
        Ledger ledger = empty().paid(payment(1_000, "2026-06-09", MADE.plusSeconds(30 * 86_400)));

        assertThat(PROMISE.in(State.BROKEN).stateBy(ledger, LocalDate.parse("2026-07-01"), new Promise.Terms(0, 0)))
                .isEqualTo(State.KEPT);
    }

    @Test
    void shouldStayCancelledWhateverIsPaid() {
        Ledger ledger = empty().paid(payment(1_000, "2026-06-09", MADE));

        assertThat(PROMISE.in(State.CANCELLED).stateBy(ledger, LocalDate.parse("2026-06-09"), new Promise.Terms(0, 0)))
                .isEqualTo(State.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "1001, 0", "0, -1"})
    void shouldRefuseTermsOutsideTheirRange(int tolerance, int grace) {
        assertThatThrownBy(() -> new Promise.Terms(tolerance, grace)).isInstanceOf(IllegalArgumentException.class);
    }
}
