package dev.janji.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frozen hash: a changed value here would orphan every stored debtor. */
class SlicesTest {
    @ParameterizedTest(name = "{0}: {1} of 16, {2} of 64, {3} of 256")
    @CsvSource({
        "bank~1, 8, 24, 24",
        "bank~2, 15, 31, 31",
        "bank~d-000001, 13, 45, 173",
        "bank-satu~C-30000, 14, 30, 30",
        "bank-dua~C-30000, 14, 46, 46",
        "a~b, 11, 59, 59",
        "lender-x~zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz, 7, 55, 183",
        "bank~a.b:c/d, 6, 6, 6"
    })
    void shouldNeverChange(String entityId, int of16, int of64, int of256) {
        DebtorKey key = DebtorKey.parse(entityId);

        assertThat(Slices.sliceOf(key, 16)).isEqualTo(of16);
        assertThat(Slices.sliceOf(key, 64)).isEqualTo(of64);
        assertThat(Slices.sliceOf(entityId, 256)).isEqualTo(of256);
        assertThat(Slices.sliceOf(entityId, 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 256})
    void shouldSpreadNearNamesEvenly(int slices) {
        int[] counts = new int[slices];
        int debtors = 1_000 * slices;
        for (int i = 0; i < debtors; i++) {
            counts[Slices.sliceOf("bank~" + i, slices)]++;
        }

        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 850 && count < 1_150);
    }

    @Test
    void shouldRefuseLessThanOneSlice() {
        assertThatThrownBy(() -> Slices.sliceOf("bank~1", 0)).hasMessageContaining("at least 1");
    }
}
