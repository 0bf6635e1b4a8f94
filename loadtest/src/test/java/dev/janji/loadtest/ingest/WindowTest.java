package dev.janji.loadtest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class WindowTest {
    private static final long TEN_SECONDS = 10_000_000_000L;

    @Test
    void shouldBeSustainedWhenTheBacklogIsShortAndSteady() {
        Window window = window(0, 40, 44, false);

        assertThat(window.sustained()).isTrue();
        assertThat(window.offeredPerSecond()).isEqualTo(100);
        assertThat(window.ackedPerSecond()).isEqualTo(99);
    }

    @Test
    void shouldNotBeSustainedWhenTheBacklogGrowsOrIsLongOrWasCut() {
        assertThat(window(0, 20, 45, false).sustained()).isFalse();
        assertThat(window(0, 60, 60, false).sustained()).isFalse();
        assertThat(window(0, 0, 0, true).sustained()).isFalse();
    }

    @Test
    void shouldSayThatTheSenderWasSaturatedWhenOneInAThousandWasLate() {
        assertThat(window(1, 0, 0, false).saturated()).isFalse();
        assertThat(window(2, 0, 0, false).saturated()).isTrue();
    }

    /** A thousand events in ten seconds. */
    private static Window window(long late, int halfway, int open, boolean overrun) {
        Tally tally = new Tally();
        for (int i = 0; i < 1_000; i++) {
            tally.addSent(Kind.PAYMENT);
            if (i < 990) {
                tally.addAcked(Kind.PAYMENT);
            }
        }
        return new Window(TEN_SECONDS, tally, tally, new Histogram(3), late, halfway, open, overrun);
    }
}
