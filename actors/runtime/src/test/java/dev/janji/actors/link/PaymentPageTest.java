package dev.janji.actors.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a lender's debtors pay. */
final class PaymentPageTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @ParameterizedTest
    @CsvSource({
        "https://pay.acme.example/bill, https://pay.acme.example/bill?janji=a.b.c",
        "https://pay.acme.example, https://pay.acme.example?janji=a.b.c",
        "https://pay.acme.example:8443/bill?from=sms, https://pay.acme.example:8443/bill?from=sms&janji=a.b.c"
    })
    void shouldAddTheTokenToTheAddress(String url, String led) {
        assertThat(PaymentPage.of(url, WEEK).with("a.b.c")).hasToString(led);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pay.acme.example/bill",
                "https:///bill",
                "pay.acme.example",
                "https://user@pay.acme.example/bill",
                "https://pay.acme.example/bill#top",
                "https://pay.acme.example/{account}",
                "https://pay.acme.example/bill?to=me%40example.test",
                "https://pay.acme.example/bill?mail=me@example.test",
                "https://pay.acme.example/628110000001",
                "javascript:alert(1)",
                "https://pay.acme.example/ bill"
            })
    void shouldRefuseWhatIsNotTheSameForEverybodyOrNotSafe(String url) {
        assertThatThrownBy(() -> PaymentPage.of(url, WEEK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected an ");
    }

    @Test
    void shouldHoldFromAnHourTo90Days() {
        String url = "https://pay.acme.example/bill";
        assertThat(PaymentPage.of(url, Duration.ofHours(1)).validFor()).isEqualTo(Duration.ofHours(1));
        assertThat(PaymentPage.of(url, Duration.ofDays(90)).validFor()).isEqualTo(Duration.ofDays(90));
        for (Duration wrong : new Duration[] {Duration.ofMinutes(59), Duration.ofDays(91), Duration.ZERO}) {
            assertThatThrownBy(() -> PaymentPage.of(url, wrong))
                    .hasMessageStartingWith("Expected a link to be valid for an hour to 90 days");
        }
    }
}
