package dev.janji.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alphabets and lengths of identifiers. */
class IdentifiersTest {
    private static final List<Function<String, Object>> GIVEN_BY_LENDERS = List.of(
            AccountId::new,
            ContactPointId::new,
            EventId::new,
            HoldId::new,
            PaymentId::new,
            PromiseId::new,
            DebtorId::new);

    @ParameterizedTest
    @ValueSource(strings = {"a", "!", "A-1_:/.", "}"})
    void shouldTakePrintableAscii(String value) {
        GIVEN_BY_LENDERS.forEach(id -> assertThat(id.apply(value)).hasToString(value));
        GIVEN_BY_LENDERS.forEach(id -> assertThat(id.apply("x".repeat(64))).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u007f", "ä", "\u0000", "a\n", "😀"})
    void shouldRefuseEverythingElse(String value) {
        GIVEN_BY_LENDERS.forEach(
                id -> assertThatThrownBy(() -> id.apply(value)).isInstanceOf(IllegalArgumentException.class));
        GIVEN_BY_LENDERS.forEach(
                id -> assertThatThrownBy(() -> id.apply("x".repeat(65))).isInstanceOf(IllegalArgumentException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bank", "bank_1", "bank~1", "bänk", "bank 1", "a/b", "[", "`", "{", ":", "@"})
    void shouldRefuseLendersAndPersonsOutsideTheirAlphabet(String value) {
        for (Function<String, Object> id : List.<Function<String, Object>>of(LenderId::new, PersonId::new)) {
            assertThatThrownBy(() -> id.apply(value)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> id.apply("x".repeat(41))).isInstanceOf(IllegalArgumentException.class);
            assertThat(id.apply("a-z" + "0".repeat(36) + "9")).hasToString("a-z" + "0".repeat(36) + "9");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a~b", "a|b"})
    void shouldKeepSeparatorsOutOfDebtorIds(String value) {
        assertThatThrownBy(() -> new DebtorId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldComeBackFromItsEntityId() {
        DebtorKey key = new DebtorKey(new LenderId("bank-1"), new DebtorId("C-30000"));

        assertThat(key.entityId()).isEqualTo("bank-1~C-30000");
        assertThat(DebtorKey.parse(key.entityId())).isEqualTo(key).hasToString("bank-1~C-30000");
        assertThatThrownBy(() -> DebtorKey.parse("bank")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DebtorKey.parse("bank~a~b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldFitTheLongestKeyIntoAnAttemptId() {
        DebtorKey longest = new DebtorKey(new LenderId("l".repeat(40)), new DebtorId("d".repeat(64)));

        assertThat(AttemptId.of(longest, Long.MAX_VALUE).value()).endsWith("~" + Long.MAX_VALUE);
        assertThatThrownBy(() -> new AttemptId("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AttemptId("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }
}
