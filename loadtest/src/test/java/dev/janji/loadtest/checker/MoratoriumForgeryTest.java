package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A debt of Monday, 6 April 2026, in Jakarta, and days of it that do not count. */
class MoratoriumForgeryTest {
    private static Forge begun() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        return forge.contact("2026-04-04T01:00:00Z", 0);
    }

    /** From Wednesday, the 8th, to before the 20th; it is told on the day before. */
    private static Forge moratorium() {
        return begun().contact("2026-04-07T02:00:00Z", 1)
                .lender(
                        "e-4",
                        "MoratoriumStarted",
                        "2026-04-07T03:00:00Z",
                        line -> line.put("moratorium", "m-1")
                                .put("account", "")
                                .put("from", "2026-04-08")
                                .put("until", "2026-04-20"));
    }

    private static Forge until(Forge forge, String end) {
        forge.end = Instant.parse(end);
        return forge;
    }

    private static Forge paused(String from, String until) {
        return begun().lender("e-4", "AgeingPaused", "2026-04-07T01:00:00Z", line -> {
            line.put("account", "card").put("pause", "z-1").put("from", from);
            if (!until.isEmpty()) {
                line.put("until", until);
            }
        });
    }

    private static Set<Invariant> broken(Forge forge) {
        return forge.checked().violations().stream().map(Violation::invariant).collect(Collectors.toSet());
    }

    private static Forge read(Forge forge, String at, int daysPastDue) {
        forge.readings.add(
                new DaysPastDueReading(Forge.KEY, Instant.parse(at), forge.rows.size(), "card", daysPastDue, 5_000));
        return until(forge, Instant.parse(at).plusSeconds(60).toString());
    }

    @Test
    void shouldFindNothingWhenItIsLeftAloneAndGoesOnAfterIt() {
        assertThat(broken(until(moratorium(), "2026-04-20T00:00:00Z"))).isEmpty();
        // H+3: one day past due before it, the second on the 20th, the third on the 21st.
        Forge on = moratorium().contact("2026-04-21T11:00:00Z", 2);
        assertThat(broken(until(on, "2026-04-22T00:00:00Z"))).isEmpty();
    }

    @Test
    void shouldFindTheContactInAMoratorium() {
        Forge forge = moratorium().contact("2026-04-09T11:00:00Z", 2);

        assertThat(broken(until(forge, "2026-04-10T00:00:00Z"))).contains(Invariant.RESPITE, Invariant.STATE);
    }

    @Test
    void shouldFindTheContactThatCountsTheDaysOfAMoratorium() {
        Forge forge = moratorium().contact("2026-04-20T11:00:00Z", 2);

        assertThat(broken(until(forge, "2026-04-20T12:00:00Z")))
                .contains(Invariant.I6)
                .doesNotContain(Invariant.RESPITE);
    }

    @Test
    void shouldFindThatNobodyGoesOnWhenItIsOver() {
        assertThat(broken(until(moratorium(), "2026-04-23T00:00:00Z"))).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldGoOnSoonerWhenItEndsEarly() {
        Forge forge = moratorium()
                .lender(
                        "e-5",
                        "MoratoriumEnded",
                        "2026-04-10T03:00:00Z",
                        line -> line.put("moratorium", "m-1").put("on", "2026-04-10"));

        assertThat(broken(until(forge, "2026-04-11T10:00:00Z"))).isEmpty();
        assertThat(broken(until(forge, "2026-04-14T00:00:00Z"))).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheChargeOfADayOfAMoratorium() {
        Forge inside = moratorium()
                .lender(
                        "e-5",
                        "ChargePosted",
                        "2026-04-09T03:00:00Z",
                        line -> line.put("account", "card")
                                .put("chargeId", "c-1")
                                .put("due", "2026-05-06")
                                .put("amountMinor", 100));
        Forge before = moratorium()
                .lender(
                        "e-5",
                        "ChargePosted",
                        "2026-04-07T16:59:59Z",
                        line -> line.put("account", "card")
                                .put("chargeId", "c-1")
                                .put("due", "2026-05-06")
                                .put("amountMinor", 100));

        assertThat(broken(until(inside, "2026-04-10T00:00:00Z"))).containsExactly(Invariant.RESPITE);
        assertThat(broken(until(before, "2026-04-10T00:00:00Z"))).isEmpty();
    }

    @Test
    void shouldFindTheWrongDaysPastDueWhenDaysDoNotCount() {
        assertThat(broken(read(moratorium(), "2026-04-19T16:00:00Z", 1))).isEmpty();
        assertThat(broken(read(moratorium(), "2026-04-19T17:00:00Z", 2))).isEmpty();
        assertThat(broken(read(moratorium(), "2026-04-19T17:00:00Z", 14))).containsExactly(Invariant.DPD);
        assertThat(broken(read(paused("2026-04-07", ""), "2026-05-19T17:00:00Z", 0)))
                .isEmpty();
        assertThat(broken(read(paused("2026-04-07", ""), "2026-05-19T17:00:00Z", 44)))
                .containsExactly(Invariant.DPD);
    }

    @Test
    void shouldContactAboutAPausedAccountWhenItsCountedDaysSaySo() {
        // H+1 on the first day that counts, the 9th.
        Forge inTime = paused("2026-04-07", "2026-04-09").contact("2026-04-09T02:00:00Z", 1);
        Forge early = paused("2026-04-07", "2026-04-09").contact("2026-04-08T02:00:00Z", 1);

        assertThat(broken(until(inTime, "2026-04-10T00:00:00Z"))).isEmpty();
        assertThat(broken(until(early, "2026-04-08T03:00:00Z"))).contains(Invariant.I6);
    }

    @Test
    void shouldCountDaysAsACalendarOnWhichSomeAreCrossedOff() {
        DaysOff days = new DaysOff();
        LocalDate first = LocalDate.of(2026, 4, 1);
        days.off("a", first.plusDays(2), first.plusDays(5));
        days.off("b", first.plusDays(4), first.plusDays(6));

        assertThat(days.counted(first, first.plusDays(7))).isEqualTo(3);
        assertThat(days.after(first, 2)).isEqualTo(first.plusDays(6));
        assertThat(days.after(first, -3)).isEqualTo(first.minusDays(3));
        days.on("b", first.plusDays(4));
        assertThat(days.after(first, 2)).isEqualTo(first.plusDays(5));
        days.off("c", first.plusDays(9), null);
        assertThat(days.after(first, 60)).isNull();
    }
}
