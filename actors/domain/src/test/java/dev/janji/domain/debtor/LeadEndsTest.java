package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DeskStories.call;
import static dev.janji.domain.debtor.DeskStories.close;
import static dev.janji.domain.debtor.DeskStories.dial;
import static dev.janji.domain.debtor.DeskStories.dialed;
import static dev.janji.domain.debtor.DeskStories.lead;
import static dev.janji.domain.debtor.DeskStories.offered;
import static dev.janji.domain.debtor.DeskStories.ringing;
import static dev.janji.domain.debtor.DeskStories.rules;
import static dev.janji.domain.debtor.DeskStories.talk;
import static dev.janji.domain.debtor.DeskStories.talking;
import static dev.janji.domain.debtor.SaidThings.callback;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.TestRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the calls of live agents end, and what the plan makes of it. The first of June 2026 is a Monday, and the call falls due on Thursday the fourth. */
class LeadEndsTest {
    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, TestRules.JAKARTA);
    }

    @Test
    void shouldEndTheStepWhenAnAgentTalked() {
        DebtorStory story = talking();
        story.accept(talk(story));
        assertThat(story.events(DebtorEvent.TalkBegan.class)).hasSize(1);

        story.accept(close(story, LeadResult.TALKED));

        assertThat(story.known().lead()).isNull();
        assertThat(story.known().history().attempts().get(0).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(story.known().contacts().contacts())
                .extracting(each -> each.reach())
                .containsExactly(Reach.CONVERSATION);
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-08T09:00"));
    }

    @Test
    void shouldKnowThatTheCallLeftWhenSomebodyTalksBeforeTheChannelAnswers() {
        DebtorStory story = dialed();

        story.accept(talk(story));

        assertThat(story.known().openAttempt()).isNull();
        assertThat(lead(story).isTalking()).isTrue();
    }

    @Test
    void shouldTryAgainLaterWhenNobodyWasReachedAndEndTheStepAfterThreeTries() {
        DebtorStory story = ringing();
        for (int tries = 1; tries <= 2; tries++) {
            story.accept(close(story, LeadResult.NOT_REACHED));
            assertThat(story.nextWakeUp()).isEqualTo(local(story.now()).plusMinutes(60));
            story.at(story.now().plus(Duration.ofMinutes(60))).wake();
            story.accept(dial(story)).answer(Answer.HANDED_OVER);
        }
        story.accept(close(story, LeadResult.NOT_REACHED));

        assertThat(story.known().history().attempts()).hasSize(3).allMatch(PastAttempt::countsAsMade);
        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.ruleIds()).containsExactly("TRIES-EXHAUSTED"));
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-08T09:00"));
    }

    @Test
    void shouldLeaveInPeaceForThreeDaysWhomNobodyTalkedWith() {
        DebtorStory story = ringing().accept(close(ringing(), LeadResult.ABANDONED));

        assertThat(story.known().history().attempts().get(0).outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(story.known().contacts().contacts())
                .extracting(each -> each.reach())
                .containsExactly(Reach.TRIED);
        assertThat(story.nextWakeUp())
                .as("72 hours after the latest instant at which it may have been answered")
                .isEqualTo(LocalDateTime.parse("2026-06-07T09:05:30"));
    }

    /** AB-03: the rest is the person's, not the step's. */
    @Test
    void shouldCallForNoOtherStepEitherWhomNobodyTalkedWith() {
        DebtorStory story = ringing(rules(call("H+3", 3, "18:00"), call("H+4", 4, null), call("H+7", 7, null)));
        story.accept(close(story, LeadResult.ABANDONED));

        story.at("2026-06-05T09:00").wake();
        assertThat(story.known().lead()).isNull();
        assertThat(story.events(DebtorEvent.ContactDeferred.class))
                .last()
                .satisfies(deferred -> assertThat(deferred.ruleIds()).containsExactly("ABANDONED"));
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-07T09:05:30"));
        story.tell(callback("cb", "2026-06-05T14:00", "2026-06-05T15:00"));
        story.by(story.context().rules().withCallbacksIn(DeskStories.EARLY));
        story.at("2026-06-05T13:50").wake();
        assertThat(story.known().lead()).as("also not as was promised").isNull();
    }

    /** A text is no call. */
    @Test
    void shouldStillWriteToWhomNobodyTalkedWith() {
        DebtorStory story = ringing(rules(
                call("H+3", 3, "18:00"),
                StepDraft.due("H+4", 4, "10:00").by(Channel.SMS).step()));
        story.accept(close(story, LeadResult.ABANDONED));

        assertThat(story.at("2026-06-05T10:00").wake().contacted()).containsExactly("H+4");
    }

    @Test
    void shouldNotOfferInACircleWhatTheDeskGaveBack() {
        DebtorStory story = offered();

        story.accept(close(story, LeadResult.RETURNED));

        assertThat(story.known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-05T09:00"));
        story.at("2026-06-05T09:00").wake();
        assertThat(lead(story).steps()).extracting(StepReference::name).containsExactly("H+3");
    }

    @Test
    void shouldTakeBackItselfWhatNobodyDialedInTime() {
        DebtorStory story = offered().at("2026-06-04T18:00").wake();

        assertThat(story.known().lead()).isNull();
        assertThat(story.followUps).hasSize(1).first().isInstanceOf(FollowUp.RecallLead.class);
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-05T09:00"));
    }

    @Test
    void shouldAskTheDeskWhenACallShouldLongBeOver() {
        DebtorStory story = ringing().at("2026-06-04T09:05:30").wake();
        assertThat(lead(story).recalled()).isTrue();

        story.accept(talk(story));
        assertThat(lead(story).recalled()).isFalse();

        story.at("2026-06-04T13:05:30").wake();
        assertThat(lead(story).recalled()).isTrue();
        assertThat(story.known().mayStillContact()).isFalse();
        story.at("2026-06-04T13:06:05").wake();
        assertThat(story.known().lead()).isNull();
    }

    @Test
    void shouldGiveTheLeadUpWhenTheCallNeverLeft() {
        DebtorStory story = dialed().answer(Answer.REFUSED);

        assertThat(story.known().lead()).isNull();
        assertThat(story.followUps).hasSize(1).first().isInstanceOf(FollowUp.RecallLead.class);
        assertThat(story.events(DebtorEvent.LeadClosed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.result()).isEqualTo(LeadResult.RETURNED));
    }

    @ParameterizedTest
    @EnumSource(names = {"TALKED", "NOT_REACHED", "ABANDONED", "IN_DOUBT"})
    void shouldRefuseAResultOfACallThatWasNeverMade(LeadResult result) {
        DebtorStory story = offered();

        assertThat(story.decide(close(story, result))).isInstanceOf(Decision.Rejected.class);
    }

    @Test
    void shouldRefuseATalkWithoutACall() {
        DebtorStory story = offered();

        assertThat(story.decide(talk(story))).isEqualTo(new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "attempt"));
    }
}
