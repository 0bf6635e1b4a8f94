package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorCommand.NoteRecordedCall;
import dev.janji.domain.debtor.DebtorCommand.NoteRecordedCall.Word;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.ConversationEvent.CallbackRequested;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.Journey;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordedCallsTest {
    private static final Step STEP = new Step(
            "H+3",
            Trigger.DUE_DATE,
            3,
            LocalTime.of(9, 0),
            LocalTime.of(18, 0),
            Step.Late.MERGE,
            Set.of(),
            new Action.Contact(List.of(Channel.VOICE), "recorded-overdue", null));
    private static final LenderRules ATTESTED = DeskStories.rules(STEP).callingByMachine(true);

    /** The telephone of a debtor, whose due date was the first of June, rings. */
    private static DebtorStory ringing() {
        DebtorStory story = DeskStories.debtor(ATTESTED, "2026-06-04T08:00")
                .at("2026-06-04T09:00")
                .wake();
        assertThat(story.openAttempt().template()).isEqualTo("recorded-overdue");
        return story.answer(Answer.HANDED_OVER).at("2026-06-04T09:00:12");
    }

    private static AttemptId attempt(DebtorStory story) {
        return story.known().history().attempts().get(0).attempt().id();
    }

    private static DebtorStory note(DebtorStory story, Word word) {
        return story.accept(new NoteRecordedCall(attempt(story), word));
    }

    private static DebtorStory greeted() {
        return note(ringing(), Word.ANSWERED).at("2026-06-04T09:00:25");
    }

    private static List<RecordedCall> calls(DebtorStory story) {
        return story.events(DebtorEvent.RecordedCallNoted.class).stream()
                .map(DebtorEvent.RecordedCallNoted::call)
                .toList();
    }

    private static String refusal(DebtorStory story, Word word) {
        Decision decision = story.decide(new NoteRecordedCall(attempt(story), word));
        if (decision instanceof Decision.Accepted accepted) {
            assertThat(accepted.refusal()).as("refusal of %s", word).isNotNull();
            return accepted.refusal().detail();
        }
        return ((Decision.Rejected) decision).detail();
    }

    @Test
    void shouldCallAndPlayWhenNothingSpeaksAgainstIt() {
        DebtorStory story = note(greeted(), Word.CONFIRMED);

        assertThat(calls(story)).containsExactly(RecordedCall.GREETED, RecordedCall.PLAYED);
        assertThat(story.known().history().attempts().get(0).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(story.known().contacts().contacts()).hasSize(1);
    }

    @Test
    void shouldRefuseTheStepWhenTheLenderAttestsNothing() {
        DebtorStory story = DeskStories.debtor(DeskStories.rules(STEP), "2026-06-04T08:00")
                .at("2026-06-04T09:00")
                .wake();

        assertThat(story.contacted()).isEmpty();
        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .extracting(DebtorEvent.ContactRefused::ruleIds)
                .containsExactly(List.of("RECORDED-CALL"));
    }

    @Test
    void shouldCallNobodyButTheDebtorsOwnVerifiedNumber() {
        for (ContactPoint.Role role : List.of(ContactPoint.Role.WORK, ContactPoint.Role.EMERGENCY)) {
            DebtorStory story = new DebtorStory("2026-06-04T08:00").by(ATTESTED);
            ContactPoint phone = DebtorStory.point("phone", Channel.VOICE);
            story.tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(new ContactPoint(
                            phone.id(), Channel.VOICE, "1", role, phone.verification(), phone.consent()))))
                    .account(DebtorStory.CARD, "2026-06-01")
                    .at("2026-06-04T09:00")
                    .wake();

            assertThat(story.contacted()).as("%s", role).isEmpty();
        }
        DebtorStory story = new DebtorStory("2026-06-04T08:00").by(ATTESTED);
        story.tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.point("phone", Channel.VOICE)
                        .withVerification(ContactPoint.Verification.UNVERIFIED))))
                .account(DebtorStory.CARD, "2026-06-01")
                .at("2026-06-04T09:00")
                .wake();
        assertThat(story.contacted()).isEmpty();
    }

    @Test
    void shouldPlayNothingWhenPaidWhileItRings() {
        DebtorStory story = ringing().pay(DebtorStory.CARD, "p1", 100);

        assertThat(refusal(story, Word.ANSWERED)).isEqualTo("NOT-DUE");
        assertThat(calls(note(story, Word.ANSWERED))).containsExactly(RecordedCall.SILENCED);
        assertThat(story.known().history().attempts().get(0).outcome())
                .as("that somebody answered counts")
                .isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void shouldPlayNothingWhenPaidInPartWhileItRings() {
        assertThat(refusal(ringing().pay(DebtorStory.CARD, "p1", 1), Word.ANSWERED))
                .isEqualTo("REST-AFTER-PAYMENT");
    }

    @Test
    void shouldNotPlayTheMessageWhenPaidDuringTheGreeting() {
        DebtorStory story = greeted().pay(DebtorStory.CARD, "p1", 100);

        assertThat(refusal(story, Word.CONFIRMED)).contains("NOT-DUE");
        assertThat(calls(note(story, Word.CONFIRMED))).containsExactly(RecordedCall.GREETED, RecordedCall.SILENCED);
    }

    @Test
    void shouldPlayNothingWhenDisputedHeldPromisedOrStopped() {
        assertThat(refusal(
                        ringing().tell(new LenderEvent.DisputeOpened(DebtorStory.CARD, "d1", "AMOUNT")), Word.ANSWERED))
                .contains("DISPUTE");
        assertThat(refusal(
                        ringing()
                                .tell(new LenderEvent.HoldPlaced(
                                        new Hold(new HoldId("h1"), Hold.Kind.CEASE, null, null))),
                        Word.ANSWERED))
                .contains("HOLD");
        assertThat(refusal(ringing().promise("pr1", 100, "2026-06-10"), Word.ANSWERED))
                .contains("PROMISE");
        DebtorStory stopped = ringing();
        stopped.stopped(new Stop(
                new StopId("s1"),
                new StopScope.OfTemplate(null, "recorded-overdue"),
                "a wrong text",
                new PersonId("ayu"),
                stopped.now()));
        assertThat(refusal(stopped, Word.ANSWERED)).contains("STOP");
        assertThat(refusal(ringing().by(DeskStories.rules(STEP)), Word.ANSWERED))
                .contains("RECORDED-CALL");
    }

    @Test
    void shouldPlayNothingWhenTheHoursAreOver() {
        DebtorStory story = ringing().at("2026-06-04T23:00");

        assertThat(refusal(story, Word.ANSWERED)).contains("ID-01");
    }

    @Test
    void shouldPlayNothingToWhoPressedNine() {
        DebtorStory story = greeted()
                .tell(new ReplyReceived(
                        new ReplyId("r1"),
                        Channel.VOICE,
                        DebtorStory.point("phone", Channel.VOICE).id(),
                        List.of(),
                        Intent.STOP,
                        null,
                        "9"));

        assertThat(refusal(story, Word.CONFIRMED)).contains("UNUSABLE-CONTACT-POINT");
        assertThat(story.liveUntil("2026-06-20T00:00")).isEmpty();
    }

    @Test
    void shouldWaitForTheCallOfAnAgentWhenTwoWasPressed() {
        DebtorStory story = greeted();
        story.tell(new CallbackRequested(
                new CallbackId("c1"), story.now(), story.now().plusSeconds(86_400), "", null));

        assertThat(refusal(story, Word.CONFIRMED)).contains("CALLBACK");
    }

    @ParameterizedTest
    @EnumSource(
            value = Word.class,
            names = {"BUSY", "NO_ANSWER", "MACHINE", "FAILED"})
    void shouldTryAgainAfterTheStrategysPauseWhenNoPersonAnswers(Word word) {
        DebtorStory story = note(ringing(), word);

        assertThat(calls(story)).containsExactly(RecordedCall.UNREACHED);
        assertThat(story.nextWakeUp()).hasToString("2026-06-04T10:00:12");
        assertThat(story.at("2026-06-04T10:00:12").wake().contacted()).containsExactly("H+3");
    }

    @Test
    void shouldGiveTheStepUpWhenItWasTriedAsOftenAsTheStrategyLets() {
        DebtorStory story = ringing();
        for (int i = 0; i < 3; i++) {
            story.accept(new NoteRecordedCall(newest(story), Word.NO_ANSWER));
            story.at(story.now().plusSeconds(3_600)).wake();
            if (story.known().openAttempt() != null) {
                story.answer(Answer.HANDED_OVER);
            }
        }

        assertThat(story.events(DebtorEvent.ContactAuthorized.class)).hasSize(3);
        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .extracting(DebtorEvent.ContactRefused::ruleIds)
                .containsExactly(List.of("TRIES-EXHAUSTED"));
        assertThat(story.liveUntil("2026-06-20T00:00")).isEmpty();
    }

    /** The pack lets three contacts a day. */
    @Test
    void shouldNotCountTheCallAgainstItself() {
        DebtorStory story = ringing();
        for (int i = 0; i < 2; i++) {
            story.accept(new NoteRecordedCall(newest(story), Word.NO_ANSWER));
            story.at(story.now().plusSeconds(3_600)).wake().answer(Answer.HANDED_OVER);
        }

        story.accept(new NoteRecordedCall(newest(story), Word.ANSWERED));

        assertThat(calls(story)).containsExactly(RecordedCall.UNREACHED, RecordedCall.UNREACHED, RecordedCall.GREETED);
    }

    private static AttemptId newest(DebtorStory story) {
        List<PastAttempt> attempts = story.known().history().attempts();
        return attempts.get(attempts.size() - 1).attempt().id();
    }

    @Test
    void shouldTryNobodyAgainWhoAnswered() {
        DebtorStory story = greeted();

        assertThat(story.liveUntil("2026-06-20T00:00")).isEmpty();
    }

    @Test
    void shouldTakeOneWordOnlyWhenItIsToldTwice() {
        DebtorStory story = note(ringing(), Word.NO_ANSWER);
        int length = story.journal.size();
        note(story, Word.NO_ANSWER);
        assertThat(story.journal).hasSize(length);

        DebtorStory answered = greeted();
        assertThat(refusal(answered, Word.ANSWERED)).isEqualTo("ANSWERED");
        length = answered.journal.size();
        note(answered, Word.NO_ANSWER);
        assertThat(answered.journal).as("who has answered was reached").hasSize(length);
    }

    @Test
    void shouldPlayNoMessageBeforeAnybodyAnswered() {
        assertThat(refusal(ringing(), Word.CONFIRMED)).isEqualTo("ANSWERED");
    }

    @Test
    void shouldTakeItBackUntriedWhenNoLineWasFree() {
        DebtorStory story = DeskStories.debtor(ATTESTED, "2026-06-04T08:00")
                .at("2026-06-04T09:00")
                .wake()
                .answer(Answer.WITHDRAWN);

        assertThat(story.nextWakeUp().toString()).isBetween("2026-06-04T09:00:01", "2026-06-04T10:00");
        for (int i = 0; i < 5; i++) {
            story.at(story.nextWakeUp().toString()).wake();
            assertThat(story.contacted()).as("try %s", i).containsExactly("H+3");
            story.answer(Answer.WITHDRAWN);
        }
    }

    /** What the properties of debtors hold for is worth as much as what is drawn. */
    @Test
    void shouldBeDrawnInEveryWayByTheJourneysOfTheProperties() {
        Set<RecordedCall> drawn = EnumSet.noneOf(RecordedCall.class);
        for (long seed = 0; seed < 400 && drawn.size() < RecordedCall.values().length; seed += 2) {
            Journey journey = new Journey(seed);
            for (int i = 0; i < 300; i++) {
                journey.next();
            }
            journey.journal().stream()
                    .filter(DebtorEvent.RecordedCallNoted.class::isInstance)
                    .forEach(each -> drawn.add(((DebtorEvent.RecordedCallNoted) each).call()));
        }

        assertThat(drawn).containsExactlyInAnyOrder(RecordedCall.values());
    }

    @Test
    void shouldBeAskedOfItsOwnRecordedCallsOnly() {
        DebtorStory story = ringing();

        Decision unknown = story.decide(new NoteRecordedCall(AttemptId.of(DebtorStory.DEBTOR, 99), Word.ANSWERED));
        assertThat(((Decision.Rejected) unknown).reason()).isEqualTo(RefusalReason.ATTEMPT_UNKNOWN);
        DebtorStory ofAgent = DeskStories.ringing();
        Decision agents = ofAgent.decide(new NoteRecordedCall(
                ofAgent.known().history().attempts().get(0).attempt().id(), Word.ANSWERED));
        assertThat(((Decision.Rejected) agents).reason()).isEqualTo(RefusalReason.INVALID_FIELD);
    }
}
