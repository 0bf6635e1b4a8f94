package dev.janji.loadtest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ChoiceTest {
    private static final int DRAWS = 200_000;

    @Test
    void shouldChooseEveryDebtorAlikeWhenNoExponentIsGiven() {
        int[] counts = counts(Choice.among(100, 0, 1), 100);

        assertThat(Arrays.stream(counts).min().orElse(0)).isGreaterThan(DRAWS / 100 * 8 / 10);
        assertThat(Arrays.stream(counts).max().orElse(0)).isLessThan(DRAWS / 100 * 12 / 10);
    }

    @Test
    void shouldChooseTheHottestDebtorByZipfsLawWhenAnExponentIsGiven() {
        int[] counts = counts(Choice.among(1_000, 0.99, 1), 1_000);
        double sum = 0;
        for (int rank = 1; rank <= 1_000; rank++) {
            sum += Math.pow(rank, -0.99);
        }

        assertThat(Arrays.stream(counts).max().orElse(0) / (double) DRAWS).isCloseTo(1 / sum, within(0.01));
        assertThat(Arrays.stream(counts).filter(each -> each > 0).count()).isGreaterThan(990);
    }

    private static int[] counts(Choice choice, int debtors) {
        int[] counts = new int[debtors];
        for (int i = 0; i < DRAWS; i++) {
            counts[choice.debtor()]++;
        }
        return counts;
    }
}
