package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.testing.StepDraft.due;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.SegmentFacts;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.StrategyDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which segment works an account, and when it moves to another one. The first of June 2026 is a Monday. */
class SegmentsTest {
    private static final StepDraft SOFT = due("soft H+3", 3, "09:00");
    private static final StepDraft HARD = due("hard H+5", 5, "09:00");

    private static StrategyDraft unless(Predicate<SegmentFacts> first) {
        return StrategyDraft.of("s").segment("first", first, SOFT, HARD).segment("rest", Segment.EVERYBODY, SOFT);
    }

    @Test
    void shouldMoveWithAPaymentAndContinueAtTheSamePlaceInTime() {
        // given
        DebtorStory story =
                DebtorStory.ofCard(unless(facts -> facts.payments() >= 1).rules(), "2026-06-01T08:00", "2026-06-01");
        List<String> contacts = story.liveUntil("2026-06-04T12:00");

        // when
        story.pay(CARD, "p1", 10);

        // then
        assertThat(contacts).containsExactly("2026-06-04 soft H+3");
        assertThat(story.segments().get(1)).isEqualTo("2026-06-04T12:00 first");
        assertThat(story.liveUntil("2026-06-30T12:00"))
                .as("the step that both have is not repeated, the one that only this one has is not skipped")
                .containsExactly("2026-06-06 hard H+5");
    }

    @Test
    void shouldNeitherSkipNorRepeatWhenSegmentsHaveOtherStepsOnTheSameDay() {
        // given
        StrategyDraft strategy = StrategyDraft.of("s")
                .segment("paid", facts -> facts.payments() >= 1, due("H+3 at ten", 3, "10:00"), due("H+4", 4, "09:00"))
                .segment("rest", Segment.EVERYBODY, due("H+3 at nine", 3, "09:00"), due("H+4 at eight", 4, "08:00"));
        DebtorStory story = DebtorStory.ofCard(strategy.rules(), "2026-06-01T08:00", "2026-06-01");

        // when
        List<String> contacts = new ArrayList<>(story.minutesUntil("2026-06-04T09:30"));
        story.pay(CARD, "p1", 10);
        contacts.addAll(story.minutesUntil("2026-06-30T12:00"));

        // then
        assertThat(contacts)
                .containsExactly(
                        "2026-06-04T09:00 SMS H+3 at nine",
                        "2026-06-04T10:00 SMS H+3 at ten",
                        "2026-06-05T09:00 SMS H+4");
    }

    @Test
    void shouldMoveBackWhenThePaymentIsReversed() {
        // given
        DebtorStory story =
                DebtorStory.ofCard(unless(facts -> facts.payments() >= 1).rules(), "2026-06-01T08:00", "2026-06-01");
        story.wake().pay(CARD, "p1", 10);

        // when
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // then
        assertThat(story.events(DebtorEvent.SegmentEntered.class))
                .extracting(each -> each.from() + " > " + each.segment())
                .containsExactly(" > rest", "rest > first", "first > rest");
    }

    @Test
    void shouldMoveWithTheBucketAtLocalMidnight() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                unless(facts -> facts.bucket().equals("B1")).rules(), "2026-06-01T08:00", "2026-06-01");

        // when
        story.liveUntil("2026-07-10T00:00");

        // then
        assertThat(story.segments())
                .containsExactly("2026-06-01T08:00 rest", "2026-06-02T00:00 first", "2026-07-02T00:00 rest");
    }

    @Test
    void shouldMoveWhenAPromiseIsBrokenAndBackWhenALatePaymentKeepsIt() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                unless(facts -> facts.brokenPromises() >= 1).rules(), "2026-06-01T08:00", "2026-06-01");
        story.promise("pr", 100, "2026-06-04").liveUntil("2026-06-08T00:00");

        // when
        story.tell(new LenderEvent.PaymentReceived(
                CARD, new PaymentId("p1"), DebtorStory.rupiah(99), LocalDate.parse("2026-06-05")));

        // then
        assertThat(story.segments())
                .containsExactly("2026-06-01T08:00 rest", "2026-06-06T00:00 first", "2026-06-08T00:00 rest");
    }

    @Test
    void shouldWakeUpExactlyAtTheLocalMidnightOfABorder() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                        StrategyDraft.of("s")
                                .segment("late", facts -> facts.daysPastDue() >= 12)
                                .segment("rest", Segment.EVERYBODY)
                                .borders(List.of(12), List.of())
                                .rules(),
                        "2026-06-10T08:00",
                        "2026-06-01")
                .wake();

        // when
        LocalDateTime next = story.nextWakeUp();
        story.at(story.at("2026-06-13T00:00").now().minusNanos(1)).wake();

        // then
        assertThat(next).isEqualTo(LocalDateTime.parse("2026-06-13T00:00"));
        assertThat(story.segments()).containsExactly("2026-06-10T08:00 rest");
        assertThat(story.at("2026-06-13T00:00").wake().segments().get(1)).isEqualTo("2026-06-13T00:00 late");
        assertThat(story.nextWakeUp()).as("the bucket's").isEqualTo(LocalDateTime.parse("2026-07-02T00:00"));
    }

    @Test
    void shouldTakeTheNewSegmentsStepThatWasDueAtTheBorder() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of("s")
                        .segment("late", facts -> facts.daysPastDue() >= 12, due("H+12", 12, "09:00"))
                        .segment("rest", Segment.EVERYBODY, due("H+20", 20, "09:00"))
                        .borders(List.of(12), List.of())
                        .rules(),
                "2026-06-10T08:00",
                "2026-06-01");

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T12:00");

        // then
        assertThat(contacts).containsExactly("2026-06-13T09:00 SMS H+12");
    }

    @Test
    void shouldMoveWhenThePaymentIsSoManyDaysAgo() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                unless(facts -> facts.daysSincePayment() <= 3)
                        .borders(List.of(), List.of(4))
                        .rules(),
                "2026-06-02T08:00",
                "2026-06-01");
        story.pay(CARD, "p1", 10);

        // when
        story.liveUntil("2026-06-30T00:00");

        // then
        assertThat(story.segments())
                .containsExactly("2026-06-02T08:00 rest", "2026-06-02T08:00 first", "2026-06-06T00:00 rest");
    }

    @Test
    void shouldSleepUntilTheFirstOverdueDayWhenNothingIsOverdue() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                unless(facts -> facts.daysPastDue() >= 2)
                        .borders(List.of(2), List.of())
                        .rules(),
                "2026-06-01T08:00",
                "2026-06-01",
                "2026-06-29");

        // when
        story.pay(CARD, "p1", 100);

        // then
        assertThat(story.nextWakeUp())
                .as("the bucket's border, not every midnight until then")
                .isEqualTo(LocalDateTime.parse("2026-06-30T00:00"));
        story.liveUntil("2026-07-01T00:00");
        assertThat(story.segments()).containsExactly("2026-06-01T08:00 rest", "2026-07-01T00:00 first");
    }

    @Test
    void shouldMoveOnTheDayAfterTheNextDueDateWhenMoreIsOverdueThen() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                        unless(facts -> facts.overdueMinor() >= 200)
                                .borders(List.of(), List.of())
                                .rules(),
                        "2026-06-10T08:00",
                        "2026-06-01",
                        "2026-06-20")
                .wake();

        // when
        story.liveUntil("2026-06-30T00:00");

        // then
        assertThat(story.segments()).containsExactly("2026-06-10T08:00 rest", "2026-06-21T00:00 first");
    }

    @Test
    void shouldMoveWithWhatBecameOfAContact() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                unless(facts -> facts.attemptsWithoutTalk() == 1).rules(), "2026-06-01T08:00", "2026-06-01");
        story.liveUntil("2026-06-04T09:00");
        PastAttempt made = story.known().history().attempts().get(0);

        // when
        story.at("2026-06-04T10:00").outcome(made.attempt().id(), Outcome.ANSWERED);

        // then
        assertThat(story.segments())
                .as("with the answer, not with the next wake-up")
                .containsExactly("2026-06-01T08:00 rest", "2026-06-04T09:00 first", "2026-06-04T10:00 rest");
    }

    @Test
    void shouldMoveWhenAnAddressTurnsOutToBeDead() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                unless(facts -> facts.contactable().size() == 1).rules(), "2026-06-01T08:00", "2026-06-01");
        story.at("2026-06-04T09:00").wake();

        // when
        story.outcome(story.openAttempt().id(), Outcome.BOUNCED);

        // then
        assertThat(story.segments()).containsExactly("2026-06-01T08:00 rest", "2026-06-04T09:00 first");
    }

    @Test
    void shouldNotWorkAnAccountOfNoSegment() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of("s")
                        .segment("early", facts -> facts.daysPastDue() <= 4, SOFT, HARD)
                        .borders(List.of(5), List.of())
                        .rules(),
                "2026-06-01T08:00",
                "2026-06-01");

        // when
        List<String> contacts = story.liveUntil("2026-06-30T12:00");

        // then
        assertThat(contacts).containsExactly("2026-06-04 soft H+3");
        assertThat(story.segments()).containsExactly("2026-06-01T08:00 early", "2026-06-06T00:00 ");
        assertThat(DebtorRules.explain(story.state, story.context()).awaited()).isInstanceOf(Awaited.NewDueDate.class);
    }

    @Test
    void shouldTakeTheFirstSegmentThatHolds() {
        // given
        StrategyDraft strategy = StrategyDraft.of("s")
                .segment("never", facts -> false)
                .segment("first", facts -> true)
                .segment("second", facts -> true);

        // when
        DebtorStory story = new DebtorStory("2026-06-01T08:00").by(strategy.rules());
        story.tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms())))
                .account(CARD, "2026-06-01");

        // then
        assertThat(story.segments()).containsExactly("2026-06-01T08:00 first");
    }

    /** Of each border one wake-up: nobody is woken in between, and nobody twice. */
    @Test
    void shouldWakeUpOnceForEachBorder() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                        unless(facts -> facts.daysPastDue() == 7)
                                .borders(List.of(-3, 7, 8), List.of())
                                .rules(),
                        "2026-05-20T08:00",
                        "2026-06-01")
                .wake();
        List<LocalDateTime> wakeUps = new ArrayList<>();

        // when
        Instant end = story.at("2026-06-20T00:00").now();
        story.at("2026-05-20T08:00");
        for (LocalDateTime next = story.nextWakeUp();
                story.at(next.toString()).now().isBefore(end);
                next = story.nextWakeUp()) {
            wakeUps.add(next);
            story.wake();
            if (story.known().openAttempt() != null) {
                story.answer(Answer.HANDED_OVER);
            }
        }

        // then
        assertThat(wakeUps)
                .containsExactly(
                        LocalDateTime.parse("2026-05-29T00:00"),
                        LocalDateTime.parse("2026-06-02T00:00"),
                        LocalDateTime.parse("2026-06-04T09:00"),
                        LocalDateTime.parse("2026-06-08T00:00"),
                        LocalDateTime.parse("2026-06-08T08:00"),
                        LocalDateTime.parse("2026-06-09T00:00"));
    }
}
