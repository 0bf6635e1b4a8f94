package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DeskStories.AGENT;
import static dev.janji.domain.debtor.DeskStories.EARLY;
import static dev.janji.domain.debtor.DeskStories.call;
import static dev.janji.domain.debtor.DeskStories.close;
import static dev.janji.domain.debtor.DeskStories.dial;
import static dev.janji.domain.debtor.DeskStories.dialed;
import static dev.janji.domain.debtor.DeskStories.id;
import static dev.janji.domain.debtor.DeskStories.lead;
import static dev.janji.domain.debtor.DeskStories.offered;
import static dev.janji.domain.debtor.DeskStories.ringing;
import static dev.janji.domain.debtor.DeskStories.rules;
import static dev.janji.domain.debtor.DeskStories.talk;
import static dev.janji.domain.debtor.DeskStories.talking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.TestRules;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A debtor and the calls of live agents. The first of June 2026 is a Monday, and the call falls due on Thursday the fourth. */
class LeadsTest {
    /** Reasons that are tested here. */
    static final Set<RefusalReason> REASONS = Set.of(RefusalReason.LEAD_UNKNOWN, RefusalReason.LEAD_NOT_NOW);

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, TestRules.JAKARTA);
    }

    private static Decision.Accepted accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return (Decision.Accepted) decision;
    }

    private static List<String> names(Decision decision) {
        return accepted(decision).events().stream().map(DebtorEvent::eventName).toList();
    }

    private static Decision.Accepted payment(DebtorStory story) {
        return accepted(story.decide(new LenderEvent.PaymentReceived(
                CARD,
                new PaymentId("p1"),
                DebtorStory.rupiah(100),
                LocalDate.ofInstant(story.now(), TestRules.JAKARTA))));
    }

    /** The answer to a dial that is not made. */
    private static String notNow(DebtorStory story) {
        Decision.Rejected refusal = accepted(story.decide(dial(story))).refusal();
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(RefusalReason.LEAD_NOT_NOW);
        story.accept(dial(story));
        assertThat(story.known().lead()).isNull();
        assertThat(story.known().openAttempt()).isNull();
        return refusal.detail();
    }

    @Test
    void shouldWaitForAnAgentWhenACallFallsDue() {
        DebtorStory story = offered();

        LiveLead lead = lead(story);
        assertThat(lead.id())
                .isEqualTo(LeadId.of(DebtorStory.DEBTOR, story.known().version()));
        assertThat(lead.kind()).isEqualTo(Lead.Kind.OUTBOUND);
        assertThat(lead.queue()).isEqualTo(EARLY);
        assertThat(lead.skill()).isEqualTo("hardship");
        assertThat(lead.steps()).extracting(StepReference::name).containsExactly("H+3");
        assertThat(local(lead.lookAt())).isEqualTo(LocalDateTime.parse("2026-06-04T18:00"));
        assertThat(story.followUps).singleElement().isInstanceOfSatisfying(FollowUp.OfferLead.class, offer -> {
            assertThat(offer.lead().overdue()).isEqualTo(DebtorStory.rupiah(100));
            assertThat(offer.lead().language()).isEqualTo("id");
            assertThat(offer.lead().until()).isEqualTo(lead.lookAt());
        });
        assertThat(story.known().openAttempt()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-04T18:00"));
    }

    @Test
    void shouldOfferUntilThePackForbidsOrTheDayEndsWhenTheStepHasNoWindow() {
        DebtorStory story = DeskStories.debtor(rules(call("H+3", 3, null)), "2026-06-04T08:00");

        story.at("2026-06-04T09:00").wake();

        assertThat(local(lead(story).lookAt())).isEqualTo(LocalDateTime.parse("2026-06-04T20:00"));
    }

    @Test
    void shouldDeferTheCallWhenARuleDefersIt() {
        DebtorStory story = DeskStories.debtor(rules(call("H+6", 6, null)), "2026-06-07T08:00");

        story.at("2026-06-07T09:00").wake();

        assertThat(story.known().lead()).isNull();
        assertThat(story.events(DebtorEvent.ContactDeferred.class)).hasSize(1);
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-08T08:00"));
    }

    @Test
    void shouldBeginNoOtherContactWhileALeadIsOpen() {
        DebtorStory story = offered(rules(
                call("H+3", 3, null),
                StepDraft.due("H+3b", 3, "10:00").by(Channel.SMS).step()));

        story.at("2026-06-04T10:00").wake();

        assertThat(story.contacted()).isEmpty();
        assertThat(story.known().openAttempt()).isNull();
    }

    @Test
    void shouldOfferTheLeadAgainAfterARecoveryUntilItIsDialed() {
        DebtorStory story = offered();
        assertThat(DebtorRules.outstanding(story.state, story.context()).followUps())
                .isEqualTo(story.followUps);

        story.accept(dial(story));

        assertThat(DebtorRules.outstanding(story.state, story.context()).followUps())
                .isEmpty();
    }

    @Test
    void shouldAuthorizeACallWhenItIsDialed() {
        DebtorStory story = offered().at("2026-06-04T09:20");

        story.accept(dial(story));

        Attempt attempt = story.openAttempt();
        assertThat(attempt.channel()).isEqualTo(Channel.VOICE);
        assertThat(attempt.template()).isEqualTo("call-overdue");
        assertThat(attempt.id().sequenceNumber()).isEqualTo(story.known().version());
        assertThat(attempt.covers()).extracting(StepReference::name).containsExactly("H+3");
        assertThat(story.followUps).singleElement().isInstanceOf(FollowUp.SendContact.class);
        assertThat(lead(story).attempt()).isEqualTo(attempt.id());
    }

    @Test
    void shouldSayTheSameAgainWhenTheDeskAsksTwiceToDial() {
        DebtorStory story = dialed();

        assertThat(story.decide(dial(story)))
                .isEqualTo(new Decision.Duplicate(story.openAttempt().id().sequenceNumber(), Decision.Ack.NOW));
    }

    @Test
    void shouldNotDialWhatIsNotTheDebtors() {
        DebtorStory story = offered();

        assertThat(story.decide(new DebtorCommand.DialLead(new LeadId("other"), null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.LEAD_UNKNOWN, "lead"));
    }

    @Test
    void shouldNotDialWhenTheTimeOfTheLeadIsOver() {
        DebtorStory story = offered().at("2026-06-04T18:00");

        assertThat(notNow(story)).isEqualTo("RETURNED");
    }

    @Test
    void shouldNotDialWhenARuleOfThePackForbidsItNow() {
        DebtorStory story = offered()
                .by(with(
                        "X-1",
                        new TimeLimit.ContactHours(
                                EnumSet.allOf(DayOfWeek.class), LocalTime.of(10, 0), LocalTime.of(20, 0))));

        assertThat(notNow(story)).isEqualTo("X-1");
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-04T10:00"));
    }

    @Test
    void shouldNotDialWhenThePlanHasNothingToCallForAnyMore() {
        DebtorStory story = offered()
                .by(rules(StepDraft.due("H+3", 3, "09:00").by(Channel.SMS).step()));

        assertThat(notNow(story)).isEqualTo("NOT-DUE");
        assertThat(story.wake().contacted()).containsExactly("H+3");
    }

    @Test
    void shouldTakeTheTurnOfThePersonBeforeTheDial() {
        DebtorStory story = DeskStories.debtor(rules(), "2026-06-04T08:00")
                .tell(new LenderEvent.PersonsLinked(
                        List.of(new LinkedPerson(LinkedPerson.Kind.SAME_PERSON, "person-1", null))))
                .at("2026-06-04T09:00")
                .wake();

        assertThat(story.decide(dial(story))).isInstanceOf(Decision.NeedsOthers.class);
        List<ContactRecord.PastContact> three =
                Collections.nCopies(3, new ContactRecord.OthersContact(story.now(), Channel.SMS, Reach.TRIED));
        Decision.Accepted turned = accepted(
                DebtorRules.decide(story.state, dial(story), story.context().with(new ContactRecord(three, null))));

        assertThat(turned.refusal()).isEqualTo(new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "ID-05"));
        assertThat(turned.followUps()).isEmpty();
    }

    @Test
    void shouldNotDialOutsideTheHoursThoughTheLeadIsOpen() {
        DebtorStory story = offered(rules(call("H+3", 3, null))).at("2026-06-04T20:00");

        assertThat(notNow(story)).isEqualTo("RETURNED");
    }

    @Test
    void shouldNotDialUnderAStop() {
        DebtorStory story = offered()
                .stopped(new Stop(
                        new StopId("voice"),
                        new StopScope.OfChannel(null, Channel.VOICE),
                        "a wrong script",
                        new PersonId("person-1"),
                        Instant.parse("2026-06-01T00:00:00Z")));

        assertThat(notNow(story)).isEqualTo("STOP");
        assertThat(story.events(DebtorEvent.ContactDeferred.class))
                .last()
                .satisfies(deferred -> assertThat(deferred.stops()).containsExactly(new StopId("voice")));
    }

    @Test
    void shouldNotLetAnAgentWithoutCertificateCallAndKeepTheStep() {
        DebtorStory story = offered(certified());
        DebtorCommand uncertified =
                new DebtorCommand.DialLead(id(story), new ContactProposal.Agent(LocalDate.parse("2026-06-03")));

        Decision.Rejected refusal = accepted(story.decide(uncertified)).refusal();
        story.accept(uncertified);

        assertThat(refusal).isEqualTo(new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "ID-08"));
        assertThat(story.known().lead()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-04T10:00"));

        story.at("2026-06-04T10:00").wake();
        story.accept(new DebtorCommand.DialLead(id(story), new ContactProposal.Agent(LocalDate.parse("2026-06-04"))));

        assertThat(story.openAttempt().channel()).isEqualTo(Channel.VOICE);
    }

    private static LenderRules certified() {
        return with("ID-08", new Condition.CertifiedAgents());
    }

    private static LenderRules with(String id, PolicyRule.Test test) {
        LenderRules rules = rules();
        PolicyPack of = rules.policy();
        List<PolicyRule> more = new ArrayList<>(of.rules());
        more.add(TestRules.rule(id, test));
        return rules.with(
                rules.strategies(),
                new PolicyPack(
                        "pack",
                        of.validFrom(),
                        of.validTo(),
                        "ID-10",
                        TestRules.INDONESIA,
                        more,
                        null,
                        TestRules.MORATORIA));
    }

    @Test
    void shouldCloseAtOnceAndAckAtOnceWhenNobodyWasCalled() {
        DebtorStory story = offered();

        Decision.Accepted paid = payment(story);

        assertThat(names(paid)).endsWith("LeadClosed");
        assertThat(paid.ack()).isEqualTo(Decision.Ack.NOW);
        assertThat(paid.followUps()).containsExactly(new FollowUp.RecallLead(id(story), EARLY));
    }

    @Test
    void shouldAskTheDeskBeforeTheAckWhenTheTelephoneRings() {
        DebtorStory story = ringing();
        Decision.Accepted paid = payment(story);

        assertThat(names(paid)).endsWith("LeadRecalled");
        assertThat(paid.ack()).isEqualTo(Decision.Ack.AFTER_OPEN_ATTEMPT);
        assertThat(paid.followUps()).containsExactly(new FollowUp.RecallLead(id(story), EARLY));

        story.pay(CARD, "p1", 100);
        assertThat(story.known().mayStillContact()).isTrue();
        assertThat(DebtorRules.outstanding(story.state, story.context()).followUps())
                .containsExactly(new FollowUp.RecallLead(id(story), EARLY));
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-04T09:00:35"));
        assertThat(story.decide(dial(story))).isEqualTo(new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "RECALLED"));

        story.accept(close(story, LeadResult.RECALLED));
        assertThat(story.known().mayStillContact()).isFalse();
        assertThat(story.known().lead()).isNull();
    }

    @Test
    void shouldAckWhenTheDeskSaysThatSomebodyTalksAlready() {
        DebtorStory story = ringing().pay(CARD, "p1", 100);

        story.accept(talk(story));

        assertThat(story.known().mayStillContact()).isFalse();
        assertThat(lead(story).agent()).isEqualTo(AGENT);
    }

    @Test
    void shouldBeInDoubtWhenTheDeskDoesNotAnswer() {
        DebtorStory story = ringing().pay(CARD, "p1", 100);

        story.at("2026-06-04T09:00:35").wake();

        assertThat(story.events(DebtorEvent.LeadClosed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.result()).isEqualTo(LeadResult.IN_DOUBT));
        assertThat(story.known().mayStillContact()).isFalse();
    }

    @Test
    void shouldCloseARecalledLeadWhenItsCallNeverLeft() {
        DebtorStory story = dialed().pay(CARD, "p1", 100);
        assertThat(story.followUps)
                .hasSize(2)
                .hasAtLeastOneElementOfType(FollowUp.RecallLead.class)
                .hasAtLeastOneElementOfType(FollowUp.WithdrawContact.class);

        story.answer(Answer.WITHDRAWN);

        assertThat(story.known().lead()).isNull();
        assertThat(story.known().mayStillContact()).isFalse();
    }

    @Test
    void shouldTellTheAgentAndAckAtOnceWhenAPaymentComesInAConversation() {
        DebtorStory story = talking();

        Decision.Accepted paid = payment(story);

        assertThat(paid.ack()).isEqualTo(Decision.Ack.NOW);
        assertThat(paid.followUps()).containsExactly(new FollowUp.RecallLead(id(story), EARLY));
        assertThat(names(paid)).doesNotContain("LeadRecalled", "LeadClosed");
    }

    @Test
    void shouldNotTellTheAgentWhatTheAgentStored() {
        DebtorStory story = talking().promise("w1", 100, "2026-06-10");

        assertThat(story.followUps).isEmpty();
        assertThat(lead(story).isTalking()).isTrue();
    }

    @Test
    void shouldTakeTheLeadBackUnderADisputeAHoldOrAWithdrawnConsent() {
        for (LenderEvent event : List.of(
                new LenderEvent.DisputeOpened(CARD, "x1", ""),
                new LenderEvent.HoldPlaced(new Hold(new HoldId("h1"), Hold.Kind.HARDSHIP, null, null)),
                new LenderEvent.AccountClosed(CARD, ""),
                new LenderEvent.DebtorErased())) {
            assertThat(offered().tell(event).known().lead())
                    .as(event.eventName())
                    .isNull();
            DebtorStory rings = ringing().tell(event);
            assertThat(lead(rings).recalled()).as(event.eventName()).isTrue();
            assertThat(rings.nextWakeUp()).isNotNull();
        }
    }

    @Test
    void shouldKeepTheLeadWhenAnEventCannotMakeACallWrong() {
        DebtorStory story = offered().tell(new LenderEvent.NoticeGivenElsewhere(CARD, LenderEvent.NoticeKind.PRE_DUE));

        assertThat(lead(story).isWaiting()).isTrue();
        assertThat(story.followUps).isEmpty();
    }

    @Test
    void shouldStandForCallsOfTheSameAgentsOnly() {
        DebtorStory story = DeskStories.debtor(
                        rules(
                                call("H+3", 3, null),
                                StepDraft.on("reversed", Trigger.PAYMENT_REVERSED, 0, "08:00")
                                        .by(Channel.SMS)
                                        .step()),
                        "2026-06-04T07:00")
                .pay(CARD, "p1", 50)
                .tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), ""));

        story.at("2026-06-05T09:00").wake();

        assertThat(lead(story).steps()).extracting(StepReference::name).containsExactly("H+3");
        story.accept(dial(story))
                .answer(Answer.HANDED_OVER)
                .accept(talk(story))
                .accept(close(story, LeadResult.TALKED));
        assertThat(story.wake().contacted()).containsExactly("reversed");
    }

    @Test
    void shouldCountACallAndItsConversationAsOneContact() {
        DebtorStory story = ringing();
        story.tell(held(story.known().history().attempts().get(0).attempt()));

        assertThat(story.known().contacts().contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.reach()).isEqualTo(Reach.CONVERSATION));

        DebtorStory two = ringing();
        two.tell(held(null));
        assertThat(two.known().contacts().contacts()).hasSize(2);
    }

    @Test
    void shouldRefuseAConversationOfAnAttemptThatIsNotTheDebtors() {
        DebtorStory story = offered();
        Attempt other = dialed().openAttempt();

        assertThat(story.decide(held(other)))
                .isEqualTo(new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "conversation_held.attempt_id"));
    }

    private static LenderEvent held(@Nullable Attempt attempt) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId("cv1"),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                null,
                List.of(CARD),
                Disposition.RPC_REFUSED,
                ConversationEvent.Reason.NONE,
                AGENT.value(),
                attempt == null ? null : attempt.id());
    }

    @Test
    void shouldSayWhatItWaitsFor() {
        assertThat(explained(offered())).isEqualTo(Awaited.LiveAgent.Phase.WAITING);
        assertThat(explained(ringing())).isEqualTo(Awaited.LiveAgent.Phase.CALLING);
        assertThat(explained(talking())).isEqualTo(Awaited.LiveAgent.Phase.TALKING);
    }

    private static Awaited.LiveAgent.Phase explained(DebtorStory story) {
        return ((Awaited.LiveAgent)
                        DebtorRules.explain(story.state, story.context()).awaited())
                .phase();
    }
}
