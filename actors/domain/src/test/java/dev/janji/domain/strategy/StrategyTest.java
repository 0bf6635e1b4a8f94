package dev.janji.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.testing.TestRules;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan as data: what it refuses, and when its steps are due. */
class StrategyTest {
    private static Strategy of(Step... steps) {
        return Strategy.of("s1", List.of(steps), 0, 1, 1);
    }

    @Test
    void shouldRefuseStepsOutOfOrderOrNamedTwice() {
        Step nine = TestRules.step("a", 1, "09:00");

        assertThat(of(nine, TestRules.step("b", 1, "09:01"), TestRules.step("c", 2, "08:00"))
                        .segments())
                .hasSize(1);
        assertThatThrownBy(() -> of(nine, TestRules.step("b", 1, "09:00"))).hasMessageContaining("step b");
        assertThatThrownBy(() -> of(nine, TestRules.step("b", 0, "10:00"))).hasMessageContaining("step b");
        assertThatThrownBy(() -> of(nine, TestRules.step("a", 2, "09:00"))).hasMessageContaining("two of a");
        assertThatThrownBy(() -> Step.contact("x", 1, LocalTime.NOON, List.of(), "t"))
                .hasMessageContaining("name a channel");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 1", "0, 0, 1", "0, 1, 0"})
    void shouldRefuseNumbersOutsideTheirRange(int rest, int retry, int tries) {
        assertThatThrownBy(() -> Strategy.of("s1", List.of(), rest, retry, tries))
                .hasMessageContaining("strategy s1");
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "1, false"})
    void shouldRemindUntilTheDueDay(int offset, boolean reminder) {
        assertThat(TestRules.step("x", offset, "09:00").isReminder()).isEqualTo(reminder);
    }

    @ParameterizedTest(name = "{1} days after {0} at {2} in {3}: {4}")
    @CsvSource({
        "2026-06-01, 1, 09:00, Asia/Jakarta, 2026-06-02T02:00:00Z",
        "2026-03-02, -3, 09:00, Asia/Jakarta, 2026-02-27T02:00:00Z",
        "2024-03-01, -1, 09:00, Asia/Jayapura, 2024-02-29T00:00:00Z",
        "2026-03-28, 1, 02:30, Europe/Berlin, 2026-03-29T01:30:00Z",
        "2026-10-24, 1, 02:30, Europe/Berlin, 2026-10-25T00:30:00Z"
    })
    void shouldBeDueAtItsLocalTime(LocalDate anchor, int offset, String time, ZoneId zone, Instant due) {
        assertThat(TestRules.step("x", offset, time).dueAt(anchor.plusDays(offset), zone))
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "{0} past due, {1} since a payment: {2}")
    @CsvSource({
        "-20, 2147483647, 2026-06-15",
        "-5, 2147483647, 2026-06-30",
        "0, 2147483647, 2026-06-30",
        "0, 2, 2026-06-12",
        "0, 4, 2026-06-30",
        "10, 4, 2026-07-20",
        "30, 4, ''"
    })
    void shouldKnowTheNextDayOnWhichTimeAloneMayMoveAnAccount(int pastDue, int sincePayment, String day) {
        // given: today is 10 June, and the earliest unpaid due date 20 June
        Strategy.Borders borders = new Strategy.Borders(List.of(30, -15, 10), List.of(4));
        Map<String, Integer> values = Map.of("daysPastDue", pastDue, "daysSincePayment", sincePayment);
        SegmentFacts facts = (SegmentFacts) Proxy.newProxyInstance(
                SegmentFacts.class.getClassLoader(),
                new Class<?>[] {SegmentFacts.class},
                (proxy, method, arguments) -> values.get(method.getName()));

        // when
        LocalDate next =
                borders.nextDay(facts, LocalDate.parse("2026-06-10"), LocalDate.parse("2026-06-20"), Ageing.NONE);

        // then
        assertThat(next).isEqualTo(day.isEmpty() ? null : LocalDate.parse(day));
    }
}
