package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.SaidThings.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A debtor who asks how much and how to pay, and is answered from the books. The second of June 2026 is a Tuesday. */
class StandardAnswerTest {
    private static final LenderRules RULES =
            DeskStories.rules().withRepliesIn(new QueueId("replies")).answering(2);

    private static DebtorStory debtor(String localTime) {
        return DeskStories.debtor(RULES, localTime).wake();
    }

    /** Asked while nothing else is under way. */
    private static DebtorStory asked(Intent intent, String localTime) {
        return quiet(localTime).tell(reply("q1", intent, "sms"));
    }

    private static DebtorStory quiet(String localTime) {
        DebtorStory story = debtor(localTime);
        return story.known().openAttempt() == null ? story : story.answer(Answer.HANDED_OVER);
    }

    private static FollowUp.SendContact sent(DebtorStory story) {
        Decision.Accepted woken = (Decision.Accepted) story.decide(new DebtorCommand.WakeUp());
        return (FollowUp.SendContact) woken.followUps().stream()
                .filter(FollowUp.SendContact.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isForPerson(DebtorStory story) {
        DebtorStory woken = story.copy().wake();
        LiveLead lead = woken.known().lead();
        return woken.known().openAttempt() == null && lead != null && lead.kind() == Lead.Kind.WRITTEN;
    }

    @Test
    void shouldAnswerAtOnceByTheSameChannelToTheSameNumber() {
        DebtorStory story = asked(Intent.HOW_MUCH, "2026-06-02T10:00");

        assertThat(story.nextWakeUp()).isBeforeOrEqualTo(LocalDateTime.parse("2026-06-02T10:00"));
        FollowUp.SendContact sent = sent(story);
        assertThat(sent.attempt().template()).isEqualTo("answer-how-much");
        assertThat(sent.attempt().channel()).isEqualTo(Channel.SMS);
        assertThat(sent.attempt().contactPoint()).isEqualTo(new ContactPointId("sms"));
        assertThat(sent.attempt().covers()).singleElement().satisfies(step -> {
            assertThat(step.question()).isEqualTo(new ReplyId("q1"));
            assertThat(step.reply()).isNull();
            assertThat(step.account()).isEqualTo(CARD);
        });
        assertThat(sent.facts().owed().balance()).isEqualTo(DebtorStory.rupiah(200));
    }

    @Test
    void shouldAnswerOnceAndPassNoStepOfThePlan() {
        DebtorStory story = asked(Intent.HOW_TO_PAY, "2026-06-02T10:00");
        story.wake().answer(Answer.HANDED_OVER);

        assertThat(story.known().openAttempt()).isNull();
        assertThat(story.copy().wake().known().openAttempt()).isNull();
        assertThat(story.copy().wake().known().lead()).isNull();
        assertThat(story.at("2026-06-04T09:00").wake().known().lead()).isNotNull();
    }

    @Test
    void shouldGiveOneAnswerToWhoAsksTheSameTwice() {
        DebtorStory story = asked(Intent.HOW_MUCH, "2026-06-02T21:00").tell(reply("q2", Intent.HOW_MUCH, "sms"));

        story.at("2026-06-03T08:00").wake().answer(Answer.HANDED_OVER);

        Attempt next = story.wake().known().openAttempt();
        assertThat(next == null ? null : next.covers().get(0).question()).isNull();
    }

    @Test
    void shouldWaitForTheHoursOfContactsAndSayWhy() {
        DebtorStory story = asked(Intent.HOW_MUCH, "2026-06-02T21:00").wake();

        assertThat(story.known().openAttempt()).isNull();
        assertThat(story.known().lastDecision())
                .isInstanceOfSatisfying(
                        DebtorEvent.ContactDeferred.class,
                        deferred -> assertThat(deferred.ruleIds()).contains("ID-01"));
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T08:00"));
        assertThat(sent(story.at("2026-06-03T08:00")).attempt().template()).isEqualTo("answer-how-much");
    }

    @Test
    void shouldSayNothingOfADebtToWhoIsNotKnownToBeTheDebtor() {
        LenderEvent unverified = new LenderEvent.ContactPointChanged(new ContactPoint(
                new ContactPointId("sms"),
                Channel.SMS,
                "+628120001",
                ContactPoint.Role.OWN,
                ContactPoint.Verification.UNVERIFIED,
                ContactPoint.Consent.GIVEN));
        LenderEvent emergency = new LenderEvent.ContactPointChanged(new ContactPoint(
                new ContactPointId("sms"),
                Channel.SMS,
                "+628120001",
                ContactPoint.Role.EMERGENCY,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN));
        for (LenderEvent changed : List.of(unverified, emergency)) {
            DebtorStory story = quiet("2026-06-02T10:00").tell(changed).tell(reply("q1", Intent.HOW_MUCH, "sms"));
            assertIdentityAsked(story);
        }
        assertIdentityAsked(quiet("2026-06-02T10:00").tell(reply("q1", Intent.HOW_MUCH, null)));
    }

    private static void assertIdentityAsked(DebtorStory story) {
        assertThat(story.copy().wake().journal)
                .filteredOn(DebtorEvent.ContactRefused.class::isInstance)
                .anySatisfy(event -> assertThat(((DebtorEvent.ContactRefused) event).ruleIds())
                        .containsExactly("IDENTITY"));
        assertThat(story.wake().known().openAttempt()).isNull();
    }

    @Test
    void shouldLeaveToAPersonWhatWasAskedMoreOftenThanTheDayLets() {
        DebtorStory story = asked(Intent.HOW_MUCH, "2026-06-02T10:00").wake().answer(Answer.HANDED_OVER);
        story.tell(reply("q2", Intent.HOW_TO_PAY, "sms")).wake().answer(Answer.HANDED_OVER);

        story.tell(reply("q3", Intent.HOW_MUCH, "sms"));

        assertThat(isForPerson(story)).isTrue();
        assertThat(story.copy().wake().journal)
                .filteredOn(DebtorEvent.ContactRefused.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((DebtorEvent.ContactRefused) event).ruleIds())
                        .containsExactly("ANSWERS-A-DAY"));
        story.at("2026-06-03T10:00").tell(reply("q4", Intent.HOW_MUCH, "sms"));
        assertThat(story.wake().known().openAttempt()).as("the next day").isNotNull();
    }

    @Test
    void shouldLeaveEveryQuestionToAPersonWhenTheLenderGivesNoStandardAnswers() {
        DebtorStory story = quiet("2026-06-02T10:00").by(RULES.answering(0)).tell(reply("q1", Intent.HOW_MUCH, "sms"));

        assertThat(isForPerson(story)).isTrue();
    }

    @Test
    void shouldTakeBackAnAnswerThatHasNotLeftAndGiveItAnewWithWhatIsTrueThen() {
        DebtorStory story = asked(Intent.HOW_MUCH, "2026-06-02T10:00").wake();
        Decision.Accepted paid =
                (Decision.Accepted) story.decide(new LenderEvent.BalanceAdjusted(CARD, DebtorStory.rupiah(7), "fee"));
        assertThat(paid.followUps()).hasAtLeastOneElementOfType(FollowUp.WithdrawContact.class);
        assertThat(paid.ack()).isEqualTo(Decision.Ack.AFTER_OPEN_ATTEMPT);

        story.tell(new LenderEvent.BalanceAdjusted(CARD, DebtorStory.rupiah(7), "fee"))
                .answer(Answer.WITHDRAWN);

        assertThat(sent(story).facts().owed().balance()).isEqualTo(DebtorStory.rupiah(207));
    }

    @Test
    void shouldLeaveToAPersonWhatCouldNotBeSent() {
        for (Answer answer : List.of(Answer.REFUSED, Answer.EXPIRED)) {
            DebtorStory story =
                    asked(Intent.HOW_MUCH, "2026-06-02T10:00").wake().answer(answer);

            assertThat(isForPerson(story)).as("%s", answer).isTrue();
        }
    }

    @Test
    void shouldNotAnswerWhileAHoldADisputeOrAStopStands() {
        LenderEvent hold = new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, null));
        LenderEvent dispute = new LenderEvent.DisputeOpened(CARD, "d", "amount");
        for (LenderEvent event : List.of(hold, dispute)) {
            DebtorStory story =
                    asked(Intent.HOW_MUCH, "2026-06-02T10:00").tell(event).wake();
            assertThat(story.known().openAttempt()).as("%s", event).isNull();
        }
        DebtorStory stopped = asked(Intent.HOW_MUCH, "2026-06-02T10:00")
                .stopped(new Stop(
                        new StopId("s"),
                        new StopScope.OfTemplate(null, "answer-how-much"),
                        "a wrong text",
                        new PersonId("on-call"),
                        LocalDateTime.parse("2026-06-02T09:00")
                                .atZone(TestRules.JAKARTA)
                                .toInstant()));
        assertThat(stopped.wake().known().openAttempt()).isNull();
        assertThat(stopped.stopped()
                        .wake()
                        .at("2026-06-02T11:00")
                        .wake()
                        .known()
                        .openAttempt())
                .as("once the stop is lifted")
                .isNotNull();
    }

    @Test
    void shouldBeReadWithWhatAnAgentAnswers() {
        DebtorStory story =
                quiet("2026-06-02T10:00").tell(reply("r1", Intent.OTHER, "sms")).wake();
        story.accept(DeskStories.talk(story)).tell(reply("q1", Intent.HOW_MUCH, "sms"));
        story.accept(new DebtorCommand.CloseLead(DeskStories.id(story), LeadResult.TALKED));

        assertThat(story.wake().known().openAttempt())
                .as("the agent has read it")
                .isNull();
    }

    @Test
    void shouldAnswerTheQuestionAndKeepWhatNobodyUnderstoodForAPerson() {
        DebtorStory story =
                quiet("2026-06-02T10:00").tell(reply("r1", Intent.OTHER, "sms")).wake();
        story.at("2026-06-02T10:05").tell(reply("q1", Intent.HOW_MUCH, "sms"));

        assertThat(story.known().lead()).isNull();
        story.wake();
        assertThat(story.openAttempt().template()).isEqualTo("answer-how-much");
        story.answer(Answer.HANDED_OVER);
        assertThat(isForPerson(story)).isTrue();
    }
}
