package dev.janji.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.BucketScale.Bucket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bucket a number of days belongs to, and when the next one begins. */
class BucketScaleTest {
    private static final BucketScale SCALE = new BucketScale(List.of(
            new Bucket("PRE", Integer.MIN_VALUE, -3),
            new Bucket("CURRENT", -2, 0),
            new Bucket("B1", 1, 30),
            new Bucket("B2", 31, Integer.MAX_VALUE)));

    @ParameterizedTest
    @CsvSource({
        "-2147483648, PRE",
        "-3, PRE",
        "-2, CURRENT",
        "0, CURRENT",
        "1, B1",
        "30, B1",
        "31, B2",
        "2147483647, B2"
    })
    void shouldHoldEveryDayCountOnce(int days, String bucket) {
        assertThat(SCALE.of(days).name()).isEqualTo(bucket);
    }

    @Test
    void shouldNameTheBucketWhenTheScaleHasAGapOrOverlap() {
        assertThatThrownBy(() -> new BucketScale(
                        List.of(new Bucket("A", Integer.MIN_VALUE, 0), new Bucket("B", 2, Integer.MAX_VALUE))))
                .hasMessageContaining("bucket B to begin at 1");
        assertThatThrownBy(() -> new BucketScale(
                        List.of(new Bucket("A", Integer.MIN_VALUE, 5), new Bucket("B", 5, Integer.MAX_VALUE))))
                .hasMessageContaining("bucket B to begin at 6");
        assertThatThrownBy(() -> new BucketScale(List.of(new Bucket("A", 0, Integer.MAX_VALUE))))
                .hasMessageContaining("bucket A to begin at -2147483648");
        assertThatThrownBy(() -> new BucketScale(List.of(new Bucket("A", Integer.MIN_VALUE, 9))))
                .hasMessageContaining("no end");
        assertThatThrownBy(() -> new BucketScale(List.of(
                        new Bucket("A", Integer.MIN_VALUE, 5),
                        new Bucket("B", 6, 5),
                        new Bucket("C", 6, Integer.MAX_VALUE))))
                .hasMessageContaining("bucket B to end");
        assertThatThrownBy(() -> new BucketScale(List.of())).hasMessageContaining("at least one");
    }

    @ParameterizedTest(name = "due 10 June, today {0}: next {1}")
    @CsvSource(
            nullValues = "never",
            value = {
                "2026-05-01, 2026-06-08",
                "2026-06-07, 2026-06-08",
                "2026-06-08, 2026-06-11",
                "2026-06-10, 2026-06-11",
                "2026-06-11, 2026-07-11",
                "2026-07-10, 2026-07-11",
                "2026-07-11, never"
            })
    void shouldFindTheNextBorder(LocalDate today, LocalDate next) {
        Ledger ledger = Ledger.opened(Currency.getInstance("IDR"), 100, Instant.EPOCH)
                .scheduled(List.of(new Instalment(1, LocalDate.parse("2026-06-10"), 100)));

        assertThat(SCALE.nextChange(ledger, today)).isEqualTo(next);
        if (next != null) {
            assertThat(SCALE.of(ledger.daysPastDue(next))).isNotEqualTo(SCALE.of(ledger.daysPastDue(today)));
            assertThat(SCALE.of(ledger.daysPastDue(next.minusDays(1)))).isEqualTo(SCALE.of(ledger.daysPastDue(today)));
        }
    }

    @Test
    void shouldNeverChangeWhenNothingIsOwed() {
        Ledger ledger = Ledger.opened(Currency.getInstance("IDR"), 0, Instant.EPOCH)
                .scheduled(List.of(new Instalment(1, LocalDate.parse("2026-06-10"), 100)));

        assertThat(SCALE.nextChange(ledger, LocalDate.parse("2026-05-01"))).isNull();
    }

    @Test
    void shouldRankBucketsByTheirOrder() {
        assertThat(SCALE.isWorse("B2", "B1")).isTrue();
        assertThat(SCALE.isWorse("B1", "B1")).isFalse();
        assertThat(SCALE.isWorse("CURRENT", "B1")).isFalse();
        assertThat(SCALE.isWorse("B1", "no such bucket")).isTrue();
        assertThat(SCALE.lowest()).isEqualTo("PRE");
    }
}
