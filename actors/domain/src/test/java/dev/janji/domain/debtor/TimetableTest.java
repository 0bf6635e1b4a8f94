package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.testing.StepDraft.due;
import static dev.janji.domain.testing.StepDraft.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.StrategyDraft;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which step comes when, late steps, and windows of the local day. The first of June 2026 is a Monday. */
class TimetableTest {
    private static final Late MERGE = Late.MERGE;
    private static final Late DROP = Late.DROP;
    private static final Late STILL_DUE = Late.STILL_DUE;

    private static DebtorStory by(String localTime, StepDraft... steps) {
        return DebtorStory.ofCard(StrategyDraft.of("s", steps).rules(), localTime, "2026-06-01");
    }

    /** Forty days past due: 11 July 2026 is a Saturday. */
    private static DebtorStory takenOver(StepDraft... steps) {
        return by("2026-07-11T10:00", steps);
    }

    @Test
    void shouldTakeOnlyTheLatestOfMergedStepsWhenAnAccountComesFortyDaysLate() {
        // given
        DebtorStory story = takenOver(due("a", 1, "09:00"), due("b", 30, "09:00"), due("c", 45, "09:00"));

        // when
        List<String> contacts = story.liveUntil("2026-08-31T00:00");

        // then
        assertThat(contacts).containsExactly("2026-07-11 b", "2026-07-16 c");
    }

    @Test
    void shouldTakeEveryStillDueStepFirstAndInOrderWhenAnAccountComesFortyDaysLate() {
        // given
        DebtorStory story = takenOver(
                due("m1", 1, "09:00"),
                due("s1", 3, "09:00").late(STILL_DUE),
                due("m2", 5, "09:00"),
                due("s2", 7, "09:00").late(STILL_DUE),
                due("m3", 30, "09:00"),
                due("m4", 39, "09:00"));

        // when
        List<String> contacts = story.minutesUntil("2026-08-31T00:00");

        // then
        assertThat(contacts)
                .containsExactly("2026-07-11T10:00 SMS s1", "2026-07-11T10:00 SMS s2", "2026-07-11T10:00 SMS m4");
    }

    @Test
    void shouldNeverTakeADroppedStepWhenItsDayIsOver() {
        // given
        DebtorStory story = takenOver(
                due("a", 1, "09:00").late(DROP),
                due("b", 39, "09:00").late(DROP),
                due("c", 41, "09:00").late(DROP));

        // when
        List<String> contacts = story.liveUntil("2026-08-31T00:00");

        // then
        assertThat(contacts).as("41 days is a Sunday").isEmpty();
    }

    @Test
    void shouldTakeADroppedStepAllDayLong() {
        // given
        DebtorStory story = by("2026-06-01T08:00", due("a", 1, "09:00").late(DROP));

        // when
        story.at("2026-06-02T19:59").wake();

        // then
        assertThat(story.contacted()).containsExactly("a");
    }

    @Test
    void shouldTakeTheMergedStepBelowWhenTheOneAboveIsDropped() {
        // given
        DebtorStory story =
                takenOver(due("a", 30, "09:00"), due("b", 39, "09:00").late(DROP));

        // when
        List<String> contacts = story.liveUntil("2026-08-31T00:00");

        // then
        assertThat(contacts).containsExactly("2026-07-11 a");
    }

    @Test
    void shouldTakeWhatAnOutageOfDaysLeftOver() {
        // given
        DebtorStory story = by(
                "2026-06-01T08:00",
                due("drop", 2, "09:00").late(DROP),
                due("still", 3, "09:00").late(STILL_DUE),
                due("merged", 4, "09:00"),
                due("latest", 5, "09:00"),
                due("later", 11, "09:00"));

        // when
        story.at("2026-06-09T11:00");
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts)
                .containsExactly(
                        "2026-06-09T11:00 SMS still", "2026-06-09T11:00 SMS latest", "2026-06-12T09:00 SMS later");
    }

    @Test
    void shouldWaitForTheNextDayWhenItsWindowIsOver() {
        // given
        DebtorStory story = by("2026-06-01T08:00", due("a", 1, "09:00").until("12:00"));

        // when
        story.at("2026-06-02T12:00").wake();

        // then
        assertThat(story.contacted()).as("until exactly").isEmpty();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T09:00"));
        assertThat(story.at("2026-06-03T08:59").wake().contacted()).isEmpty();
        assertThat(story.at("2026-06-03T09:00").wake().contacted()).containsExactly("a");
    }

    @Test
    void shouldLeaveInTheLastMinuteOfItsWindow() {
        // given
        DebtorStory story = by("2026-06-01T08:00", due("a", 1, "09:00").until("12:00"));

        // when
        story.at(story.at("2026-06-02T12:00").now().minusNanos(1)).wake();

        // then
        assertThat(story.contacted()).containsExactly("a");
    }

    @Test
    void shouldDropAtTheEndOfItsWindow() {
        // given
        DebtorStory story =
                by("2026-06-01T08:00", due("a", 1, "09:00").until("12:00").late(DROP));

        // when
        story.at("2026-06-02T12:00").wake();

        // then
        assertThat(story.contacted()).isEmpty();
        assertThat(story.liveUntil("2026-06-30T00:00")).isEmpty();
    }

    /** The law's hours end at 20:00, so nothing leaves at 23:59; the step is due and waits for the morning. */
    @Test
    void shouldWaitForTheMorningWhenAStepIsDueAMinuteBeforeMidnight() {
        // given
        DebtorStory story = by("2026-06-01T08:00", due("a", 1, "23:59"));

        // when
        List<String> contacts = story.minutesUntil("2026-06-05T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T08:00 SMS a");
        assertThat(story.events(DebtorEvent.ContactDeferred.class))
                .extracting(each -> LocalDateTime.ofInstant(each.at(), TestRules.JAKARTA))
                .containsExactly(LocalDateTime.parse("2026-06-02T23:59"));
    }

    @Test
    void shouldOpenAgainInItsWindowAfterAHoliday() {
        // given: 17 August 2026 is a Monday and a holiday
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of("s", due("a", 1, "13:00").until("15:00")).rules(), "2026-08-16T08:00", "2026-08-16");

        // when
        List<String> contacts = story.minutesUntil("2026-08-31T00:00");

        // then
        assertThat(contacts).containsExactly("2026-08-18T13:00 SMS a");
    }

    @Test
    void shouldTakeTheNextStepInItsOwnTimeWhenTheOneBeforeIsClosedUntilTomorrow() {
        // given
        DebtorStory story =
                by("2026-06-02T13:00", due("morning", 1, "09:00").until("12:00"), due("evening", 1, "17:00"));

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-02T17:00 SMS evening");
    }

    @Test
    void shouldTakeAnotherTriggersStepInItsOwnTimeWhenTheFirstOneWaits() {
        // given
        DebtorStory story = by(
                "2026-06-02T08:00",
                due("a", 1, "09:00").until("10:00"),
                on("back", Trigger.PAYMENT_REVERSED, 0, "14:00"));
        story.pay(CARD, "p1", 10).at("2026-06-02T11:00");

        // when
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-02T14:00 SMS back+a");
    }

    @Test
    void shouldLookAgainWhenAWaitingStepIsDroppedAndAnEarlierOneIsLeft() {
        // given
        ContactLimit spacing = new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 1, 2, WindowUnit.HOURS);
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of(
                                "s",
                                due("first", 1, "08:00"),
                                due("a", 1, "08:30"),
                                due("b", 1, "09:00").until("09:45").late(DROP))
                        .limit(TestRules.rule("SPACING", spacing))
                        .rules(),
                "2026-06-01T08:00",
                "2026-06-01");

        // when
        List<String> contacts = new ArrayList<>(story.minutesUntil("2026-06-02T09:00"));

        // then
        assertThat(story.waitsFor()).as("b waits for 10:00, and is gone before").isEmpty();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T09:45"));
        contacts.addAll(story.minutesUntil("2026-06-30T00:00"));
        assertThat(contacts).containsExactly("2026-06-02T08:00 SMS first", "2026-06-02T10:00 SMS a");
    }

    @Test
    void shouldKeepItsPlaceWhenAnEarlierStillDueStepWaits() {
        // given
        DebtorStory story =
                by("2026-06-02T13:00", due("still", 1, "09:00").until("12:00").late(STILL_DUE), due("a", 1, "17:00"));

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T09:00 SMS still", "2026-06-03T09:00 SMS a");
    }

    @Test
    void shouldNotWakeUpForAnotherTriggersStepThatMustWaitBehindAStillDueOne() {
        // given
        DebtorStory story = by(
                "2026-06-02T08:00",
                due("still", 1, "09:00").until("12:00").late(STILL_DUE),
                on("bucket", Trigger.BUCKET_ENTERED, 0, "14:00"));

        // when
        story.at("2026-06-02T13:00");

        // then
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T09:00"));
        assertThat(story.minutesUntil("2026-06-30T00:00"))
                .containsExactly("2026-06-03T09:00 SMS still", "2026-06-03T09:00 SMS bucket");
    }

    @Test
    void shouldOpenByTheClocksOfTheZoneWhenTheyChange() {
        // given: clocks of Berlin go forward from 2 to 3 on 29 March 2026 and back from 3 to 2 on 25 October
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        StepDraft early = due("a", 0, "02:30").until("05:00");
        StepDraft twice = due("b", 0, "02:30").until("02:45");

        // when
        Instant gap = early.step().openFrom(Instant.parse("2026-03-28T23:00:00Z"), berlin);
        Instant between = twice.step().openFrom(Instant.parse("2026-10-25T01:10:00Z"), berlin);

        // then
        assertThat(gap).as("03:30 by the clocks").isEqualTo("2026-03-29T01:30:00Z");
        assertThat(early.step().openFrom(Instant.parse("2026-03-29T01:10:00Z"), berlin))
                .as("03:10 by the clocks, which is not yet 03:30")
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(early.step().openFrom(Instant.parse("2026-03-29T01:40:00Z"), berlin))
                .as("within")
                .isEqualTo("2026-03-29T01:40:00Z");
        assertThat(twice.step().openFrom(Instant.parse("2026-03-29T00:10:00Z"), berlin))
                .as("the clocks jump over all of it")
                .isEqualTo("2026-03-30T00:30:00Z");
        assertThat(between).as("02:30 for the second time, never in the past").isEqualTo("2026-10-25T01:30:00Z");
        assertThat(early.step().openFrom(Instant.parse("2026-03-29T03:00:00Z"), berlin))
                .as("05:00 is until exactly: the next day")
                .isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void shouldWakeAtMidnightWhenWhatWaitsIsDroppedThen() {
        // given
        StepDraft all = due("a", 1, "09:00").late(DROP);
        StepDraft window = due("b", 1, "09:00").until("11:00").late(DROP);
        LocalDate day = LocalDate.parse("2026-06-01");

        // then
        assertThat(all.step().goneFrom(day, day.plusDays(1), TestRules.JAKARTA)).isEqualTo("2026-06-02T17:00:00Z");
        assertThat(window.step().goneFrom(day, day.plusDays(1), TestRules.JAKARTA))
                .isEqualTo("2026-06-02T04:00:00Z");
        assertThat(due("c", 0, "09:00").step().goneFrom(day, day, TestRules.JAKARTA))
                .isEqualTo("2026-06-01T17:00:00Z");
        assertThat(due("d", 1, "09:00").step().goneFrom(day, day.plusDays(1), TestRules.JAKARTA))
                .isNull();
    }

    @Test
    void shouldKeepTheStrategysSpacingOnTopOfTheLaw() {
        // given
        StepDraft[] steps = {due("a", 1, "09:00"), due("b", 1, "15:00"), due("c", 3, "09:00")};
        ContactLimit spacing = new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 1, 20, WindowUnit.HOURS);
        StrategyDraft free = StrategyDraft.of("s", steps);

        // when
        DebtorStory story = DebtorStory.ofCard(
                free.limit(TestRules.rule("SPACING", spacing)).rules(), "2026-06-01T08:00", "2026-06-01");
        List<String> contacts = new ArrayList<>(story.minutesUntil("2026-06-02T16:00"));

        // then
        assertThat(story.waitsFor()).containsExactly("SPACING");
        contacts.addAll(story.minutesUntil("2026-06-30T00:00"));
        assertThat(contacts)
                .as("20 hours after the first one it is night")
                .containsExactly("2026-06-02T09:00 SMS a", "2026-06-03T08:00 SMS b", "2026-06-04T09:00 SMS c");
        assertThat(DebtorStory.ofCard(free.rules(), "2026-06-01T08:00", "2026-06-01")
                        .minutesUntil("2026-06-03T00:00"))
                .containsExactly("2026-06-02T09:00 SMS a", "2026-06-02T15:00 SMS b");
    }

    @Test
    void shouldRestAfterAPaymentAndTakeTheLatestMergedStepThen() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of("s", due("a", 1, "09:00"), due("b", 2, "09:00"), due("c", 3, "18:00"))
                        .rest(3)
                        .rules(),
                "2026-06-02T08:00",
                "2026-06-01");

        // when
        story.pay(CARD, "p1", 10);

        // then
        assertThat(story.waitsFor()).containsExactly(Plan.REST);
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-05T08:00 SMS c");
    }

    @Test
    void shouldWakeForTheStepBehindOneThatIsStillToComeAndHasToWaitForLonger() {
        // given: rest ends at midnight, when the window of the first step is closed for hours, and the second one's
        // time has come
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of("s", due("a", 2, "10:00").until("11:00"), due("b", 2, "12:00"))
                        .rest(2)
                        .rules(),
                "2026-06-02T08:00",
                "2026-06-01");

        // when
        story.pay(CARD, "p1", 10);

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-04T08:00 SMS b");
    }

    @Test
    void shouldOpenInItsWindowWhenAHoldRunsOutOutsideOfIt() {
        // given
        DebtorStory story = by("2026-06-01T08:00", due("a", 1, "09:00").until("11:00"));
        Instant until = story.at("2026-06-05T15:00").now();
        story.at("2026-06-01T08:00");

        // when
        story.tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, until)));

        // then
        assertThat(story.nextWakeUp()).as("the bucket").isEqualTo(LocalDateTime.parse("2026-06-02T00:00"));
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-06T09:00 SMS a");
    }

    @Test
    void shouldReportTheOrderOfMergedStepsOfEqualTime() {
        // given
        DebtorStory story = by(
                "2026-06-02T08:00",
                due("due", 1, "09:00").late(MERGE),
                on("bucket", Trigger.BUCKET_ENTERED, 0, "09:00").late(MERGE));

        // when
        List<String> contacts = story.liveUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-02 due+bucket");
    }
}
