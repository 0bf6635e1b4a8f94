package dev.janji.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which side a debtor falls on. */
class SplitTest {
    private static final int DEBTORS = 100_000;
    private static final Split THREE =
            new Split("pilot", List.of(new Split.Arm("a", 70), new Split.Arm("b", 20), new Split.Arm("c", 10)));
    private static final Split HALVES = new Split("time", List.of(new Split.Arm("x", 50), new Split.Arm("y", 50)));

    private static DebtorKey debtor(int number) {
        return new DebtorKey(new LenderId("bank"), new DebtorId("d" + number));
    }

    @Test
    void shouldKeepItsSharesWithinOnePercentOverManyDebtors() {
        // when
        Map<String, Integer> counted = new HashMap<>();
        for (int i = 0; i < DEBTORS; i++) {
            counted.merge(Split.armOf(THREE, debtor(i)), 1, Integer::sum);
        }

        // then
        assertThat(counted).containsOnlyKeys("a", "b", "c");
        assertThat(counted.get("a")).isCloseTo(70_000, Offset.offset(1_000));
        assertThat(counted.get("b")).isCloseTo(20_000, Offset.offset(1_000));
        assertThat(counted.get("c")).isCloseTo(10_000, Offset.offset(1_000));
    }

    @Test
    void shouldCutAcrossAnotherSplit() {
        // when
        Map<String, Integer> both = new HashMap<>();
        for (int i = 0; i < DEBTORS; i++) {
            both.merge(Split.armOf(THREE, debtor(i)) + Split.armOf(HALVES, debtor(i)), 1, Integer::sum);
        }

        // then
        assertThat(both.get("ax")).isCloseTo(35_000, Offset.offset(1_000));
        assertThat(both.get("bx")).isCloseTo(10_000, Offset.offset(1_000));
        assertThat(both.get("cy")).isCloseTo(5_000, Offset.offset(1_000));
    }

    /** Golden: a debtor that changes sides would spoil every comparison under way. */
    @ParameterizedTest(name = "d{0}: {1}, {2}")
    @CsvSource({"0, b, x", "1, a, x", "2, b, y", "5, a, y", "0, b, x", "19, c, x", "53, c, y"})
    void shouldPutEachDebtorOnTheSameSideForEver(int number, String three, String halves) {
        assertThat(Split.armOf(THREE, debtor(number))).isEqualTo(three);
        assertThat(Split.armOf(HALVES, debtor(number))).isEqualTo(halves);
    }

    @Test
    void shouldHaveNoSideWithoutASplit() {
        assertThat(Split.armOf(null, debtor(1))).isEmpty();
    }

    @Test
    void shouldRefuseSharesThatDoNotMakeAHundred() {
        assertThatThrownBy(() -> new Split("s", List.of(new Split.Arm("a", 99))))
                .hasMessageContaining("they make 99");
        assertThatThrownBy(() -> new Split("s", List.of(new Split.Arm("a", 100), new Split.Arm("b", 1))))
                .hasMessageContaining("they make 101");
        assertThatThrownBy(() -> new Split("s", List.of(new Split.Arm("a", 100), new Split.Arm("b", 0))))
                .hasMessageContaining("arm b");
        assertThat(Split.armOf(new Split("s", List.of(new Split.Arm("all", 100))), debtor(7)))
                .isEqualTo("all");
    }
}
