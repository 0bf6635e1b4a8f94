package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.debtor.DeskStories.close;
import static dev.janji.domain.debtor.DeskStories.dial;
import static dev.janji.domain.debtor.DeskStories.lead;
import static dev.janji.domain.debtor.DeskStories.talk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A debtor who was promised a call, and agents of the house. The second of June 2026 is a Tuesday. */
class PromisedCallTest {
    private static final CallbackId ASKED = new CallbackId("cb1");
    private static final LenderRules RULES = DeskStories.rules().withCallbacksIn(new QueueId("callbacks"));

    private static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(TestRules.JAKARTA).toInstant();
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, TestRules.JAKARTA);
    }

    /** Promised on Tuesday between two and four. */
    private static DebtorStory promised(LenderRules rules) {
        return promised(rules, "2026-06-02T14:00", "2026-06-02T16:00", null);
    }

    private static DebtorStory promised(LenderRules rules, String from, String until, @Nullable ContactPointId point) {
        return DeskStories.debtor(rules, "2026-06-02T08:00")
                .tell(new LenderEvent.ContactPointChanged(DebtorStory.point("work", Channel.VOICE)))
                .tell(new ConversationEvent.CallbackRequested(ASKED, instant(from), instant(until), "senior", point));
    }

    private static DebtorStory offered() {
        return promised(RULES).at("2026-06-02T13:50").wake();
    }

    @Test
    void shouldWaitForAnAgentTenMinutesBeforeThePromisedTime() {
        DebtorStory story = promised(RULES);
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T13:50"));

        story.at("2026-06-02T13:50").wake();

        LiveLead lead = lead(story);
        assertThat(lead.kind()).isEqualTo(Lead.Kind.CALLBACK);
        assertThat(lead.queue()).isEqualTo(new QueueId("callbacks"));
        assertThat(lead.skill()).isEqualTo("senior");
        assertThat(lead.promisedAt()).isEqualTo(instant("2026-06-02T14:00"));
        assertThat(lead.lookAt()).isEqualTo(instant("2026-06-02T16:00"));
        assertThat(lead.callback()).isEqualTo(ASKED);
    }

    @Test
    void shouldLeavePromisedCallsToOthersWhenTheLenderNamesNoQueue() {
        DebtorStory story = promised(DeskStories.rules());

        assertThat(story.at("2026-06-02T14:00").wake().known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T16:00"));
    }

    @Test
    void shouldCallAboutEveryAccountThatNothingHoldsAndEndNoStep() {
        DebtorStory story = promised(RULES)
                .account(LOAN, "2026-05-20")
                .tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h1"), Hold.Kind.HARDSHIP, CARD, null)));
        story.at("2026-06-02T14:00").wake();
        Map<?, ?> before = story.account(LOAN).progress().passed();

        story.accept(dial(story));

        assertThat(story.openAttempt().covers())
                .extracting(StepReference::account)
                .containsExactly(LOAN);
        assertThat(story.openAttempt().template()).isEqualTo("callback");
        assertThat(story.account(LOAN).progress().passed()).isEqualTo(before);
        assertThat(story.account(LOAN).progress().current()).isNull();
    }

    @Test
    void shouldNotCallBeforeThePromisedTime() {
        DebtorStory story = offered();

        Decision.Accepted early = (Decision.Accepted) story.decide(dial(story));

        assertThat(early.refusal()).isEqualTo(new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "CALLBACK"));
        assertThat(story.accept(dial(story)).wake().known().lead())
                .as("offered anew")
                .isNotNull();
    }

    @Test
    void shouldEndThePromiseWhenAnAgentTalked() {
        DebtorStory story = offered().at("2026-06-02T14:00");
        story.accept(dial(story))
                .answer(Answer.HANDED_OVER)
                .accept(talk(story))
                .accept(close(story, LeadResult.TALKED));

        assertThat(story.known().dialogue().callbacks()).isEmpty();
        assertThat(story.known().lead()).isNull();
        assertThat(story.wake().contacted()).as("the other collection goes on").containsExactly("H+1");
    }

    @Test
    void shouldTryAgainWithinThePromisedTimeWhenNobodyWasReached() {
        DebtorStory story = offered().at("2026-06-02T14:00");
        story.accept(dial(story)).answer(Answer.HANDED_OVER).accept(close(story, LeadResult.NOT_REACHED));

        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T14:50"));
        story.at("2026-06-02T14:50").wake();
        assertThat(local(lead(story).promisedAt())).isEqualTo(LocalDateTime.parse("2026-06-02T15:00"));

        story.at("2026-06-02T15:30").accept(dial(story)).answer(Answer.HANDED_OVER);
        story.accept(close(story, LeadResult.NOT_REACHED));
        assertThat(story.known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T16:00"));
    }

    @Test
    void shouldCallWhenItIsAllowedWhenThePromisedTimeIsNot() {
        DebtorStory story = promised(RULES, "2026-06-02T19:55", "2026-06-03T12:00", null);
        story.at("2026-06-02T20:00").wake();

        assertThat(story.known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T07:50"));
        story.at("2026-06-03T07:50").wake();
        assertThat(lead(story).promisedAt()).isEqualTo(instant("2026-06-03T08:00"));
    }

    @Test
    void shouldOfferItAgainWithinThePromisedTimeWhenTheDeskGaveItBack() {
        DebtorStory story = offered().at("2026-06-02T14:00");

        story.accept(close(story, LeadResult.RETURNED));

        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T14:50"));
    }

    @Test
    void shouldLookAgainAfterAWhileWhenAStopHaltsIt() {
        DebtorStory story = promised(RULES)
                .stopped(new Stop(
                        new StopId("voice"),
                        new StopScope.OfChannel(null, Channel.VOICE),
                        "a wrong script",
                        new PersonId("person-1"),
                        Instant.parse("2026-06-01T00:00:00Z")))
                .at("2026-06-02T13:50")
                .wake();

        assertThat(story.known().lead()).isNull();
        assertThat(DebtorRules.outstanding(story.state, story.context()).nextWakeUp())
                .isAfter(story.now())
                .isBeforeOrEqualTo(story.now().plus(Stops.LOOK_AGAIN_EVERY));

        story.stopped().at("2026-06-02T14:01").wake();
        assertThat(lead(story).callback()).isEqualTo(ASKED);
    }

    @Test
    void shouldCallTheNumberThatWasAskedFor() {
        DebtorStory story = promised(RULES, "2026-06-02T14:00", "2026-06-02T16:00", new ContactPointId("work"));

        story.at("2026-06-02T14:00").wake();
        story.accept(dial(story));

        assertThat(story.openAttempt().contactPoint()).isEqualTo(new ContactPointId("work"));
    }

    /** The debtor wrote on Tuesday morning, and is to be called until the end of Wednesday. */
    private static DebtorStory asked(LenderRules rules, String at) {
        return DeskStories.debtor(rules, at)
                .tell(new ConversationEvent.ReplyReceived(
                        new ReplyId("r1"), Channel.SMS, null, List.of(), ConversationEvent.Intent.CALL_ME, null));
    }

    @Test
    void shouldCallWhoWroteToBeCalledAtOnce() {
        DebtorStory story = asked(RULES, "2026-06-02T10:00").wake();

        assertThat(lead(story).kind()).isEqualTo(Lead.Kind.CALLBACK);
        assertThat(lead(story).callback()).isEqualTo(new CallbackId("r1"));
        story.accept(dial(story))
                .answer(Answer.HANDED_OVER)
                .accept(talk(story))
                .accept(close(story, LeadResult.TALKED));
        assertThat(story.wake().contacted()).as("the other collection goes on").containsExactly("H+1");
        assertThat(story.known().dialogue().hasCallback(new CallbackId("r1"))).isFalse();
    }

    @Test
    void shouldCallLaterWhoWroteAtNightOrWasNotReached() {
        DebtorStory story = asked(RULES, "2026-06-02T22:00").wake();
        assertThat(story.known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T07:50"));

        story.at("2026-06-03T08:00").wake();
        assertThat(lead(story).callback()).isEqualTo(new CallbackId("r1"));
        story.accept(dial(story)).answer(Answer.HANDED_OVER).accept(close(story, LeadResult.NOT_REACHED));
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T08:50"));
        story.at("2026-06-04T00:00").wake();
        assertThat(story.known().lead()).as("the time is over").isNull();
    }

    private static DebtorStory askedFor(String at, String callAt) {
        return DeskStories.debtor(RULES, at)
                .tell(new ConversationEvent.ReplyReceived(
                        new ReplyId("r1"),
                        Channel.SMS,
                        null,
                        List.of(),
                        ConversationEvent.Intent.CALL_ME,
                        null,
                        "",
                        LocalDateTime.parse(callAt)));
    }

    @Test
    void shouldCallAtTheTimeThatWasAskedFor() {
        DebtorStory story = askedFor("2026-06-02T10:00", "2026-06-03T15:00").wake();
        assertThat(story.known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T14:50"));

        story.at("2026-06-03T14:50").wake();
        assertThat(lead(story).callback()).isEqualTo(new CallbackId("r1"));
        assertThat(local(lead(story).promisedAt())).isEqualTo(LocalDateTime.parse("2026-06-03T15:00"));
        assertThat(((Decision.Accepted) story.decide(dial(story))).refusal())
                .isEqualTo(new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "CALLBACK"));
        story.at("2026-06-03T15:00").accept(dial(story));
        assertThat(story.openAttempt().template()).isEqualTo("callback");
    }

    @Test
    void shouldCallInTheMorningWhoAskedForADayOrForTheNight() {
        for (String asked : List.of("2026-06-03T00:00", "2026-06-02T22:00")) {
            DebtorStory story = askedFor("2026-06-02T21:00", asked).wake();
            for (int i = 0; i < 3 && story.known().lead() == null; i++) {
                story.at(story.nextWakeUp().toString()).wake();
            }
            assertThat(local(lead(story).promisedAt())).isEqualTo(LocalDateTime.parse("2026-06-03T08:00"));
        }
    }

    @Test
    void shouldCallAtOnceWhoAskedForATimeThatIsOver() {
        DebtorStory story = askedFor("2026-06-02T10:00", "2026-06-02T09:00").wake();

        assertThat(lead(story).callback()).isEqualTo(new CallbackId("r1"));
    }

    /** The sixth is a Saturday; nobody is called on a Sunday, and the two days of the waiting are over on Monday. */
    @Test
    void shouldCallOnMondayWhoWroteOnSaturdayNight() {
        DebtorStory story = asked(RULES, "2026-06-06T21:00").wake();
        assertThat(story.known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-08T07:50"));

        story.at("2026-06-08T08:00").wake();
        assertThat(lead(story).callback()).isEqualTo(new CallbackId("r1"));
        story.accept(dial(story)).answer(Answer.HANDED_OVER).accept(close(story, LeadResult.NOT_REACHED));
        story.at("2026-06-09T00:00").wake();
        assertThat(story.known().lead()).as("there was a day for it").isNull();
        assertThat(story.waitsFor()).doesNotContain("CALLBACK");
    }

    @Test
    void shouldLeaveWhoWroteToBeCalledToOthersWhenTheLenderNamesNoQueue() {
        assertThat(asked(DeskStories.rules(), "2026-06-02T10:00").wake().known().lead())
                .isNull();
    }

    @Test
    void shouldTakeTheLeadBackWhenTheCallWasMadeElsewhere() {
        DebtorStory story =
                offered().tell(new ConversationEvent.CallbackClosed(ASKED, ConversationEvent.CallbackResult.DONE));

        assertThat(story.known().lead()).isNull();
        assertThat(story.followUps).hasSize(1).first().isInstanceOf(FollowUp.RecallLead.class);
    }

    @Test
    void shouldGiveThePromiseUpWhenNoNumberCanBeUsed() {
        DebtorStory story = new DebtorStory("2026-06-02T08:00").by(RULES);
        story.tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms())))
                .account(CARD, "2026-06-01")
                .tell(new ConversationEvent.CallbackRequested(
                        ASKED, instant("2026-06-02T14:00"), instant("2026-06-02T16:00"), "", null));

        story.at("2026-06-02T13:50").wake();

        assertThat(story.known().dialogue().callbacks()).isEmpty();
        assertThat(story.contacted()).containsExactly("H+1");
    }
}
