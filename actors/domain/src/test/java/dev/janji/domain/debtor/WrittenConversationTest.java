package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DeskStories.AGENT;
import static dev.janji.domain.debtor.DeskStories.close;
import static dev.janji.domain.debtor.DeskStories.dial;
import static dev.janji.domain.debtor.DeskStories.lead;
import static dev.janji.domain.debtor.DeskStories.talk;
import static dev.janji.domain.debtor.SaidThings.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A debtor who wrote what nobody understands, and agents who answer. The second of June 2026 is a Tuesday. */
class WrittenConversationTest {
    private static final QueueId REPLIES = new QueueId("replies");
    private static final LenderRules RULES = DeskStories.rules().withRepliesIn(REPLIES);
    private static final ContactProposal.Agent SPEAKER = new ContactProposal.Agent(LocalDate.parse("2026-12-31"));

    private static DebtorStory wrote(String localTime) {
        return wrote(RULES, localTime);
    }

    private static DebtorStory wrote(LenderRules rules, String localTime) {
        return DeskStories.debtor(rules, localTime).tell(reply("r1", Intent.OTHER, "sms"));
    }

    private static DebtorStory takenUp(String localTime) {
        DebtorStory story = wrote(localTime).wake();
        return story.accept(talk(story));
    }

    private static DebtorCommand.AnswerLead answer(DebtorStory story) {
        return answer(story, "Terima kasih, kami bantu.");
    }

    private static DebtorCommand.AnswerLead answer(DebtorStory story, String text) {
        return new DebtorCommand.AnswerLead(lead(story).id(), AGENT, SPEAKER, text);
    }

    private static Decision.Rejected refusal(DebtorStory story, DebtorCommand command) {
        return story.decide(command) instanceof Decision.Accepted accepted
                ? accepted.refusal()
                : (Decision.Rejected) story.decide(command);
    }

    private static boolean waits(DebtorStory story) {
        LiveLead lead = story.copy().wake().known().lead();
        return lead != null && lead.isWritten();
    }

    @Test
    void shouldWaitForAnAgentAtOnceAlsoOutsideOfTheHoursOfContacts() {
        DebtorStory story = wrote("2026-06-02T21:30");
        assertThat(story.nextWakeUp()).isBeforeOrEqualTo(LocalDateTime.parse("2026-06-02T21:30"));

        story.wake();

        LiveLead lead = lead(story);
        assertThat(lead.kind()).isEqualTo(Lead.Kind.WRITTEN);
        assertThat(lead.queue()).isEqualTo(REPLIES);
        assertThat(lead.reply()).isEqualTo(new ReplyId("r1"));
        assertThat(story.known().openAttempt()).isNull();
    }

    @Test
    void shouldLeaveRepliesToOthersWhenTheLenderNamesNoQueue() {
        assertThat(waits(wrote(DeskStories.rules(), "2026-06-02T10:00"))).isFalse();
    }

    @Test
    void shouldWaitOnceForSeveralUnclearReplies() {
        DebtorStory story = wrote("2026-06-02T10:00").wake();
        String id = lead(story).id().value();

        story.tell(reply("r2", Intent.OTHER, "sms"));

        assertThat(lead(story).id().value()).isEqualTo(id);
    }

    @Test
    void shouldNotWaitWhenTheDebtorSaysClearlyAfterwardsWhatIsMeant() {
        DebtorStory story = wrote("2026-06-02T10:00").at("2026-06-02T10:05").tell(reply("r2", Intent.CALL_ME, "sms"));

        assertThat(waits(story)).isFalse();
    }

    @Test
    void shouldTakeBackWhatWaitsAtAPaymentAHoldAndAnOptOut() {
        LenderEvent hold = new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, null));
        LenderEvent optOut = new LenderEvent.ConsentChanged(new ContactPointId("sms"), ContactPoint.Consent.WITHDRAWN);
        for (LenderEvent event : List.of(hold, optOut, reply("r2", Intent.STOP, "sms"))) {
            DebtorStory story =
                    wrote("2026-06-02T10:00").wake().at("2026-06-02T10:01").tell(event);

            assertThat(story.known().lead()).as("%s", event).isNull();
            assertThat(waits(story)).as("%s", event).isFalse();
        }
        DebtorStory paid = wrote("2026-06-02T10:00").wake().pay(CARD, "p1", 100);
        assertThat(paid.known().lead()).isNull();
        assertThat(waits(paid)).isFalse();
        assertThat(waits(paid.at("2026-06-05T10:00")))
                .as("what was asked is paid, though another instalment follows")
                .isFalse();
    }

    @Test
    void shouldRestAfterAPaymentInPartAndThenBeAnswered() {
        DebtorStory story = wrote("2026-06-02T10:00").pay(CARD, "p1", 10);

        assertThat(waits(story)).isFalse();
        assertThat(waits(story.at("2026-06-03T00:00"))).isTrue();
    }

    @Test
    void shouldSendAnAnswerToTheNumberThatTheDebtorWroteFrom() {
        DebtorStory story = takenUp("2026-06-02T10:00");
        Decision.Accepted decided = (Decision.Accepted) story.decide(answer(story));

        assertThat(decided.followUps()).singleElement().isInstanceOfSatisfying(FollowUp.SendAnswer.class, send -> {
            assertThat(send.attempt().channel()).isEqualTo(Channel.SMS);
            assertThat(send.attempt().contactPoint()).isEqualTo(new ContactPointId("sms"));
            assertThat(send.text()).isEqualTo("Terima kasih, kami bantu.");
        });
        assertThat(decided.events())
                .extracting(DebtorEvent::eventName)
                .containsExactly("ContactAuthorized", "AnswerWritten");
        story.accept(answer(story));
        assertThat(story.openAttempt().covers())
                .extracting(StepReference::reply)
                .containsExactly(new ReplyId("r1"));
        assertThat(decided.events().toString()).doesNotContain("Terima");
        assertThat(decided.followUps().toString()).doesNotContain("Terima");
    }

    @Test
    void shouldEndNoStepOfThePlan() {
        DebtorStory story = takenUp("2026-06-02T08:30");
        story.accept(answer(story)).answer(Answer.HANDED_OVER).accept(close(story, LeadResult.TALKED));

        assertThat(story.account(CARD).progress().passed()).isEmpty();
        assertThat(story.at("2026-06-02T09:00").wake().contacted()).containsExactly("H+1");
    }

    @Test
    void shouldRefuseAnAnswerOutsideOfTheHoursAndKeepTheLead() {
        DebtorStory story = takenUp("2026-06-02T21:30");

        Decision.Rejected no = refusal(story, answer(story));

        assertThat(no).isNotNull();
        assertThat(no.reason()).isEqualTo(RefusalReason.LEAD_NOT_NOW);
        story.accept(answer(story));
        assertThat(story.known().openAttempt()).isNull();
        assertThat(lead(story).isTalking()).isTrue();
        assertThat(story.known().lastDecision()).isInstanceOf(DebtorEvent.ContactDeferred.class);
        long version = story.known().version();
        story.decide(answer(story));
        assertThat(story.decide(answer(story))).as("said once").isInstanceOf(Decision.Rejected.class);
        assertThat(story.known().version()).isEqualTo(version);

        story.accept(close(story, LeadResult.RETURNED));
        assertThat(waits(story)).as("not before the hours begin").isFalse();
        assertThat(waits(story.at("2026-06-03T08:00"))).isTrue();
    }

    @Test
    void shouldRefuseAnAnswerAfterAPaymentThoughTheAgentReads() {
        DebtorStory story = takenUp("2026-06-02T10:00");
        Decision.Accepted paid = (Decision.Accepted) story.decide(new LenderEvent.PaymentReceived(
                CARD, new PaymentId("p1"), DebtorStory.rupiah(100), LocalDate.parse("2026-06-02")));
        assertThat(paid.followUps()).as("the agent is shown it").contains(Leads.recall(lead(story)));

        story.pay(CARD, "p1", 100);

        assertThat(refusal(story, answer(story)).reason()).isEqualTo(RefusalReason.LEAD_NOT_NOW);
        assertThat(story.known().openAttempt()).isNull();
    }

    @Test
    void shouldWithdrawAnAnswerThatHasNotLeftWhenThePaymentComes() {
        DebtorStory story = takenUp("2026-06-02T10:00");
        story.accept(answer(story));

        Decision.Accepted paid = (Decision.Accepted) story.decide(new LenderEvent.PaymentReceived(
                CARD, new PaymentId("p1"), DebtorStory.rupiah(100), LocalDate.parse("2026-06-02")));

        assertThat(paid.followUps())
                .contains(new FollowUp.WithdrawContact(story.openAttempt().id(), Channel.SMS));
        assertThat(paid.ack()).isEqualTo(Decision.Ack.AFTER_OPEN_ATTEMPT);
    }

    @Test
    void shouldRefuseAnAnswerThatAStopHalts() {
        DebtorStory story = takenUp("2026-06-02T10:00");
        story.stopped(new Stop(
                new StopId("stop-1"),
                new StopScope.OfChannel(null, Channel.SMS),
                "a wrong text",
                new PersonId("on-call"),
                story.now()));

        assertThat(refusal(story, answer(story)).detail()).contains(Halted.STOP);
    }

    @Test
    void shouldWriteOneAnswerAtATime() {
        DebtorStory story = takenUp("2026-06-02T10:00");
        story.accept(answer(story));

        assertThat(refusal(story, answer(story)).detail()).isEqualTo("ATTEMPT");

        story.answer(Answer.HANDED_OVER);
        story.accept(answer(story, "Masih ada lagi?"));
        assertThat(story.openAttempt().id().value())
                .endsWith("~" + lead(story).attempt().sequenceNumber());
    }

    @Test
    void shouldShowTheAgentWhatBecameOfTheAnswer() {
        DebtorStory story = takenUp("2026-06-02T10:00");
        story.accept(answer(story));
        var id = story.openAttempt().id();

        Decision.Accepted sent = (Decision.Accepted)
                story.decide(new DebtorCommand.RecordAnswer(id, Answer.REFUSED, "no such number", ""));

        assertThat(sent.followUps()).containsExactly(Leads.recall(lead(story)));
        assertThat(sent.events()).as("no plan tries again").hasSize(1);
        story.answer(Answer.HANDED_OVER);
        Decision.Accepted read =
                (Decision.Accepted) story.decide(new DebtorCommand.RecordOutcome(id, Outcome.READ, story.now()));
        assertThat(read.followUps()).containsExactly(Leads.recall(lead(story)));
    }

    @Test
    void shouldTakeUpWhatWasWrittenBeforeAnAnswerAndNothingAfterIt() {
        DebtorStory story = takenUp("2026-06-02T10:00");
        story.at("2026-06-02T10:01").tell(reply("r2", Intent.OTHER, "sms"));
        story.accept(answer(story)).answer(Answer.HANDED_OVER);
        DebtorStory quiet = story.copy().accept(close(story, LeadResult.TALKED));
        assertThat(waits(quiet)).isFalse();

        story.at("2026-06-02T10:05").tell(reply("r3", Intent.OTHER, "sms"));
        assertThat(story.known().lead()).as("the agent goes on").isNotNull();
        story.accept(close(story, LeadResult.TALKED));

        assertThat(waits(story)).isTrue();
    }

    @Test
    void shouldComeAgainWhenItWasGivenBackAndNotWhenItNeedsNoAnswer() {
        DebtorStory back = takenUp("2026-06-02T10:00");
        back.accept(close(back, LeadResult.RETURNED));
        assertThat(waits(back)).as("not at once").isFalse();
        assertThat(waits(back.at("2026-06-02T11:00"))).isTrue();

        DebtorStory read = takenUp("2026-06-02T10:00");
        read.accept(close(read, LeadResult.TALKED));
        assertThat(waits(read.at("2026-06-02T18:00"))).isFalse();
    }

    @Test
    void shouldNotAnswerWhatIsAWeekOld() {
        DebtorStory story = wrote("2026-06-02T10:00");

        assertThat(waits(story.copy().at("2026-06-09T09:59"))).isTrue();
        assertThat(waits(story.at("2026-06-09T10:00"))).isFalse();
    }

    @Test
    void shouldBeAnsweredByWhoTookItUpAndNotBeCalled() {
        DebtorStory story = wrote("2026-06-02T10:00").wake();
        assertThat(refusal(story, answer(story)).detail()).isEqualTo("WAITING");
        assertThat(refusal(story, dial(story)).detail()).isEqualTo("WRITTEN");
        story.accept(talk(story));

        DebtorCommand other = new DebtorCommand.AnswerLead(lead(story).id(), new AgentId("agent-2"), SPEAKER, "Halo");
        assertThat(refusal(story, other).detail()).isEqualTo("TALKING");
        assertThat(refusal(story, answer(story, " ")).reason()).isEqualTo(RefusalReason.INVALID_FIELD);
        assertThat(refusal(story, answer(story, "a".repeat(1_001))).reason()).isEqualTo(RefusalReason.INVALID_FIELD);
    }

    @Test
    void shouldHoldNothingElseBackForLongerThanADay() {
        DebtorStory story = wrote("2026-06-02T08:30").wake();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T08:30"));

        story.at("2026-06-03T08:30").wake();

        assertThat(story.known().lead()).isNull();
        assertThat(story.contacted()).containsExactly("H+1");
    }
}
