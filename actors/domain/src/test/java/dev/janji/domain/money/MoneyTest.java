package dev.janji.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;

/** Amounts in minor units. */
class MoneyTest {
    private static final Currency RUPIAH = Currency.getInstance("IDR");

    @Test
    void shouldNeverMeetAnotherCurrency() {
        Money rupiah = new Money(1, RUPIAH);

        assertThat(rupiah.plus(new Money(2, RUPIAH))).isEqualTo(new Money(3, RUPIAH));
        assertThat(Money.zero(RUPIAH).plus(rupiah)).isEqualTo(rupiah);
        assertThatThrownBy(() -> rupiah.plus(new Money(1, Currency.getInstance("USD"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldPrintWithTheDigitsOfItsCurrency() {
        assertThat(new Money(123_456, Currency.getInstance("USD"))).hasToString("1234.56 USD");
        assertThat(new Money(-5, Currency.getInstance("KWD"))).hasToString("-0.005 KWD");
        assertThat(new Money(7, Currency.getInstance("JPY"))).hasToString("7 JPY");
        assertThat(new Money(7, Currency.getInstance("XAU"))).hasToString("7 XAU");
    }
}
