package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DeskStories.AGENT;
import static dev.janji.domain.debtor.DeskStories.EARLY;
import static dev.janji.domain.debtor.DeskStories.callerTalking;
import static dev.janji.domain.debtor.DeskStories.calling;
import static dev.janji.domain.debtor.DeskStories.close;
import static dev.janji.domain.debtor.DeskStories.debtor;
import static dev.janji.domain.debtor.DeskStories.dial;
import static dev.janji.domain.debtor.DeskStories.lead;
import static dev.janji.domain.debtor.DeskStories.offered;
import static dev.janji.domain.debtor.DeskStories.receive;
import static dev.janji.domain.debtor.DeskStories.ringing;
import static dev.janji.domain.debtor.DeskStories.rules;
import static dev.janji.domain.debtor.DeskStories.talk;
import static dev.janji.domain.debtor.DeskStories.talking;
import static dev.janji.domain.debtor.SaidThings.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.testing.TestRules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A debtor who calls the house. The first of June 2026 is a Monday, and a call of ours falls due on Thursday the fourth. */
class InboundCallsTest {
    private static List<Reach> talks(DebtorStory story) {
        return story.known().contacts().contacts().stream()
                .filter(contact -> contact.channel() == Channel.VOICE)
                .map(PastContact::reach)
                .toList();
    }

    private static Decision.Rejected refusal(Decision decision) {
        return decision instanceof Decision.Accepted accepted ? accepted.refusal() : (Decision.Rejected) decision;
    }

    private static ConversationEvent.ConversationHeld held(String id, @Nullable AttemptId of) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(id),
                Channel.VOICE,
                ConversationEvent.Direction.INBOUND,
                null,
                List.of(),
                Disposition.RPC_NO_COMMITMENT,
                ConversationEvent.Reason.NONE,
                AGENT.value(),
                of);
    }

    @Test
    void shouldWaitOnTheLineUntilAnAgentComes() {
        DebtorStory story = calling();

        LiveLead lead = lead(story);
        assertThat(lead.kind()).isEqualTo(Lead.Kind.INBOUND);
        assertThat(lead.queue()).isEqualTo(EARLY);
        assertThat(lead.isWaiting()).isTrue();
        assertThat(story.followUps).singleElement().isInstanceOfSatisfying(FollowUp.OfferLead.class, offer -> {
            assertThat(offer.lead().kind()).isEqualTo(Lead.Kind.INBOUND);
            assertThat(offer.lead().id()).isEqualTo(lead.id());
            assertThat(offer.lead().language()).isEqualTo("id");
        });
        assertThat(talks(story)).isEmpty();
        assertThat(story.accept(talk(story)).known().lead()).satisfies(now -> {
            assertThat(now.isTalking()).isTrue();
            assertThat(now.isWaiting()).isFalse();
        });
        assertThat(talks(story)).containsExactly(Reach.INBOUND_CONVERSATION);
    }

    @Test
    void shouldTakeACallOfADebtorWhoIsWrittenWithAndAnswerInWritingAfterwards() {
        DebtorStory story = debtor(rules().withRepliesIn(new QueueId("replies")), "2026-06-02T09:00")
                .tell(reply("r1", ConversationEvent.Intent.OTHER, "sms"))
                .wake();
        story.accept(talk(story));
        LeadId written = lead(story).id();

        story.accept(receive(story));

        assertThat(lead(story).isInbound()).isTrue();
        assertThat(story.followUps)
                .first()
                .isInstanceOfSatisfying(
                        FollowUp.RecallLead.class,
                        recall -> assertThat(recall.lead()).isEqualTo(written));
        story.accept(close(story, LeadResult.ABANDONED)).wake();
        assertThat(lead(story).isWritten()).isTrue();
        assertThat(lead(story).id()).isNotEqualTo(written);
    }

    @Test
    void shouldTakeACallAtNightOnASundayAndOnHold() {
        DebtorStory story = DeskStories.debtor(rules(), "2026-06-04T08:00")
                .tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h1"), Hold.Kind.CEASE, null, null)))
                .at("2026-06-07T03:00");
        assertThat(story.accept(receive(story)).known().lead()).isNotNull();
    }

    @Test
    void shouldBeginNothingElseWhileTheDebtorIsOnTheLine() {
        DebtorStory story = calling().at("2026-06-04T08:20").wake();
        assertThat(story.known().openAttempt()).isNull();
        assertThat(lead(story).isInbound()).isTrue();
        assertThat(refusal(story.decide(dial(story))).detail()).isEqualTo("INBOUND");
        assertThat(story.accept(close(story, LeadResult.ABANDONED)).wake().followUps)
                .as("the plan goes on afterwards")
                .isNotEmpty();
    }

    @Test
    void shouldTakeBackALeadThatNobodyWasCalledForAtOnce() {
        DebtorStory story = offered();
        LiveLead before = lead(story);
        Decision.Accepted accepted = (Decision.Accepted) story.decide(receive(story));
        assertThat(accepted.events()).extracting(DebtorEvent::eventName).containsExactly("LeadClosed", "LeadOffered");
        assertThat(accepted.followUps())
                .hasExactlyElementsOfTypes(FollowUp.RecallLead.class, FollowUp.OfferLead.class)
                .first()
                .isEqualTo(new FollowUp.RecallLead(before.id(), before.queue()));
        story.accept(receive(story));
        assertThat(lead(story).isInbound()).isTrue();
        assertThat(lead(story).id()).isNotEqualTo(before.id());
    }

    @Test
    void shouldTakeBackACallThatRingsFirst() {
        DebtorStory story = ringing();
        Decision.Accepted first = (Decision.Accepted) story.decide(receive(story));
        assertThat(first.refusal()).isNotNull();
        assertThat(first.refusal().reason()).isEqualTo(RefusalReason.LEAD_NOT_NOW);
        story.accept(receive(story));
        assertThat(story.followUps).hasAtLeastOneElementOfType(FollowUp.RecallLead.class);
        assertThat(refusal(story.decide(receive(story))).detail()).isEqualTo("RECALLED");
        story.accept(close(story, LeadResult.RECALLED)).accept(receive(story));
        assertThat(lead(story).isInbound()).isTrue();
    }

    @Test
    void shouldWithdrawAMessageThatHasNotLeft() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        while (story.known().openAttempt() == null) {
            story.at(story.now().plus(Duration.ofHours(1))).wake();
        }
        story.accept(receive(story));
        assertThat(story.followUps).hasExactlyElementsOfTypes(FollowUp.WithdrawContact.class, FollowUp.OfferLead.class);
    }

    @Test
    void shouldRefuseASecondCallWhileOneIsUp() {
        DebtorStory calling = calling();
        assertThat(refusal(calling.decide(receive(calling))))
                .isEqualTo(new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "ON-THE-LINE"));
        DebtorStory talking = talking();
        assertThat(refusal(talking.decide(receive(talking))).detail()).isEqualTo("ON-THE-LINE");
    }

    @Test
    void shouldRefuseACallOfADebtorWithWhomThereIsNothingToTalkAbout() {
        DebtorStory nobody = new DebtorStory("2026-06-04T08:00");
        assertThat(refusal(nobody.decide(receive(nobody))).reason()).isEqualTo(RefusalReason.DEBTOR_UNKNOWN);
        DebtorStory empty = DebtorStory.ofDebtor("2026-06-04T08:00");
        assertThat(refusal(empty.decide(receive(empty))).reason()).isEqualTo(RefusalReason.ACCOUNT_UNKNOWN);
        DebtorStory erased = DeskStories.debtor(rules(), "2026-06-04T08:00").tell(new LenderEvent.DebtorErased());
        assertThat(refusal(erased.decide(receive(erased))).reason()).isEqualTo(RefusalReason.DEBTOR_ERASED);
        DebtorStory late = DeskStories.debtor(rules(), "2026-06-04T08:00");
        assertThat(refusal(late.decide(new DebtorCommand.ReceiveCall(EARLY, late.now())))
                        .reason())
                .isEqualTo(RefusalReason.INVALID_FIELD);
    }

    @ParameterizedTest
    @EnumSource(names = {"ABANDONED", "RETURNED"})
    void shouldCountNothingWhenNobodyTalked(LeadResult result) {
        DebtorStory story = calling();
        story.accept(close(story, result));
        assertThat(story.known().lead()).isNull();
        assertThat(talks(story)).isEmpty();
    }

    @Test
    void shouldCountAConversationOnceHoweverItIsTold() {
        DebtorStory story = callerTalking();
        AttemptId call = new AttemptId(lead(story).id().value());
        story.accept(talk(story)).accept(close(story, LeadResult.TALKED));
        assertThat(talks(story)).containsExactly(Reach.INBOUND_CONVERSATION);

        story.tell(held("c1", call));
        assertThat(talks(story)).as("noted").containsExactly(Reach.INBOUND_CONVERSATION);
        assertThat(refusal(story.decide(held("c2", AttemptId.of(DebtorStory.DEBTOR, 999))))
                        .reason())
                .isEqualTo(RefusalReason.ATTEMPT_UNKNOWN);
        story.tell(held("c3", null));
        assertThat(talks(story)).as("another one").hasSize(2);
    }

    @Test
    void shouldCountAConversationOfWhichOnlyTheEndIsHeard() {
        DebtorStory story = calling();
        story.accept(close(story, LeadResult.TALKED));
        assertThat(talks(story)).containsExactly(Reach.INBOUND_CONVERSATION);
    }

    @Test
    void shouldShowAPaymentToWhoTalksAndKeepNobodyFromWaiting() {
        LenderEvent paid = new LenderEvent.PaymentReceived(
                CARD, new PaymentId("p1"), DebtorStory.rupiah(50), LocalDate.parse("2026-06-04"));
        DebtorStory waiting = calling().tell(paid);
        assertThat(waiting.followUps).isEmpty();
        assertThat(lead(waiting).isWaiting()).isTrue();
        assertThat(waiting.known().mayStillContact()).isFalse();
        DebtorStory talking = callerTalking().tell(paid);
        assertThat(talking.followUps).hasExactlyElementsOfTypes(FollowUp.RecallLead.class);
        assertThat(talking.decide(talk(talking))).isEqualTo(Decision.Accepted.of(talking.state, List.of()));
    }

    @Test
    void shouldEndByItselfWhenNobodySaysHowItEnded() {
        DebtorStory waiting = calling();
        waiting.at(lead(waiting).lookAt()).wake();
        assertThat(waiting.journal.stream()
                        .filter(DebtorEvent.LeadClosed.class::isInstance)
                        .map(event -> ((DebtorEvent.LeadClosed) event).result()))
                .containsExactly(LeadResult.RETURNED);
        DebtorStory talking = callerTalking();
        talking.at(lead(talking).lookAt()).wake();
        assertThat(lead(talking).recalled()).isTrue();
        talking.at(lead(talking).lookAt()).wake();
        assertThat(talking.known().lead()).matches(lead -> lead == null || !lead.isInbound());
        assertThat(talks(talking)).contains(Reach.INBOUND_CONVERSATION);
    }

    @Test
    void shouldTakeAWishToBeCalledBackWhileTheDebtorWaits() {
        DebtorStory story = DeskStories.debtor(rules().withCallbacksIn(new QueueId("callbacks")), "2026-06-04T10:00");
        story.accept(receive(story))
                .tell(new ConversationEvent.CallbackRequested(
                        new CallbackId("cb1"), story.now(), story.now().plus(Duration.ofDays(1)), "", null));
        assertThat(lead(story).isInbound()).isTrue();
        story.accept(close(story, LeadResult.RETURNED)).wake();
        assertThat(lead(story).kind()).isEqualTo(Lead.Kind.CALLBACK);
        assertThat(LocalDate.ofInstant(lead(story).offeredAt(), TestRules.JAKARTA))
                .isEqualTo(LocalDate.parse("2026-06-04"));
    }
}
