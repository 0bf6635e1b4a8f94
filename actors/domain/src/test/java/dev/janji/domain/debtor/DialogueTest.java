package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.debtor.SaidThings.answered;
import static dev.janji.domain.debtor.SaidThings.callback;
import static dev.janji.domain.debtor.SaidThings.closed;
import static dev.janji.domain.debtor.SaidThings.complaint;
import static dev.janji.domain.debtor.SaidThings.corrected;
import static dev.janji.domain.debtor.SaidThings.held;
import static dev.janji.domain.debtor.SaidThings.reply;
import static dev.janji.domain.debtor.SaidThings.willPay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.lender.ConversationEvent.Direction;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.EffectClass;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.testing.TestRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What was said changes the plan, and its end changes it back. A Friday; H+3 of the card is due at 09:00. */
class DialogueTest {
    /** H+3 is due; H+7 will be on Monday. */
    private static DebtorStory due() {
        return DebtorStory.ofCard("2026-06-05T08:00", "2026-06-02").at("2026-06-05T10:00");
    }

    private static List<String> contacted(DebtorStory story) {
        return story.copy().wake().contacted();
    }

    private static Contactability of(DebtorStory story, String point) {
        return Contactability.of(story.known().profile().contactPoint(new ContactPointId(point)), story.known());
    }

    @Test
    void shouldContactWhoWasTalkedToWithoutEffect() {
        assertThat(contacted(due())).containsExactly("H+3");
        assertThat(contacted(due().tell(held("cv1", Disposition.RPC_PTP, "sms"))))
                .containsExactly("H+3");
        assertThat(contacted(due().tell(reply("r1", Intent.OTHER, "sms")))).containsExactly("H+3");
    }

    @ParameterizedTest
    @CsvSource({"DECEASED, DECEASED", "BANKRUPTCY, BANKRUPTCY", "ATTORNEY, ATTORNEY", "CEASE_CONTACT, CEASE"})
    void shouldStopEveryContactAsTheHoldOfThatKindDoes(Disposition disposition, Hold.Kind kind) {
        DebtorStory story = due().tell(held("cv1", disposition, "sms"));

        assertThat(contacted(story)).isEmpty();
        assertThat(story.waitsFor()).containsExactly("HOLD");
        assertThat(story.known().standingHolds(story.now(), TestRules.JAKARTA))
                .containsExactly(new Hold(new HoldId("cv1"), kind, null, null));
        assertThat(contacted(story.copy().tell(new LenderEvent.HoldLifted(new HoldId("cv1")))))
                .containsExactly("H+3");
        assertThat(contacted(story.tell(corrected("cv1", Disposition.RPC_HUNG_UP))))
                .containsExactly("H+3");
    }

    @ParameterizedTest
    @EnumSource(names = {"RPC_DISPUTE", "FRAUD_CLAIM"})
    void shouldNotCollectWhatIsDisputedInAConversationUntilTheLenderResolvesIt(Disposition disposition) {
        DebtorStory story = due().account(LOAN, "2026-06-02").tell(held("cv1", disposition, "sms", CARD));

        assertThat(story.known().dialogue().disputes(CARD)).isTrue();
        assertThat(contacted(story)).as("only the other account").containsExactly("H+3");
        assertThat(story.copy().wake().openAttempt().covers())
                .extracting(StepReference::account)
                .containsExactly(LOAN);
        assertThat(contacted(story.copy().tell(new LenderEvent.DisputeResolved(CARD, "cv1"))))
                .containsExactly("H+3", "H+3");
        assertThat(contacted(story.copy()
                        .tell(new LenderEvent.DisputeOpened(CARD, "d1", "AMOUNT"))
                        .tell(new LenderEvent.DisputeResolved(CARD, "d1"))))
                .as("the dispute that the lender opened takes it along")
                .containsExactly("H+3", "H+3");
    }

    @Test
    void shouldKeepAnOpenedDisputeWhenOnlyTheConversationIsResolved() {
        DebtorStory story = due().tell(new LenderEvent.DisputeOpened(CARD, "d1", "AMOUNT"))
                .tell(held("cv1", Disposition.RPC_DISPUTE, "sms"))
                .tell(new LenderEvent.DisputeResolved(CARD, "cv1"));

        assertThat(contacted(story)).isEmpty();
        assertThat(story.account(CARD).dispute()).isEqualTo("d1");
        assertThat(story.known().dialogue().disputes(CARD)).isFalse();
    }

    @Test
    void shouldDisputeAllAccountsWhenNoneIsNamed() {
        DebtorStory story = due().account(LOAN, "2026-06-02").tell(reply("r1", Intent.DISPUTE, "sms"));

        assertThat(contacted(story)).isEmpty();
        assertThat(story.waitsFor()).containsExactly("DISPUTE");
        assertThat(contacted(story.tell(new LenderEvent.DisputeResolved(CARD, "r1"))))
                .as("of one account it is resolved")
                .containsExactly("H+3");
    }

    @Test
    void shouldGiveACorrectedDispositionAllOfItsEffectsAndNoneOfTheOld() {
        DebtorStory story = due().tell(held("cv1", Disposition.WRONG_NUMBER, "sms"))
                .tell(corrected("cv1", Disposition.RPC_DISPUTE));

        assertThat(of(story, "sms").kind()).isEqualTo(Contactability.Kind.USABLE);
        assertThat(contacted(story)).isEmpty();
        story.tell(new LenderEvent.DisputeResolved(CARD, "cv1")).tell(corrected("cv1", Disposition.FRAUD_CLAIM));
        assertThat(contacted(story)).as("what was resolved was the old word").isEmpty();
    }

    @Test
    void shouldUseAnotherPointWhenTheNumberIsWrongUntilItIsVerifiedAgain() {
        DebtorStory story = due().tell(held("cv1", Disposition.WRONG_NUMBER, "sms"));

        assertThat(of(story, "sms"))
                .isEqualTo(new Contactability(
                        Contactability.Kind.WRONG, Contactability.Cause.CONVERSATION, story.now(), "cv1"));
        assertThat(story.copy().wake().openAttempt().channel()).isEqualTo(Channel.EMAIL);
        story.tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms(), DebtorStory.email())));
        assertThat(of(story, "sms").isUsable())
                .as("a profile that is sent again proves nothing")
                .isFalse();
        story.tell(new LenderEvent.ContactPointChanged(
                DebtorStory.sms().withVerification(ContactPoint.Verification.UNVERIFIED)));
        assertThat(of(story, "sms").isUsable()).isFalse();
        story.tell(new LenderEvent.ContactPointChanged(DebtorStory.sms()));
        assertThat(story.copy().wake().openAttempt().channel()).isEqualTo(Channel.SMS);
    }

    @Test
    void shouldTakeAWrongNumberAsWrongOnEveryChannel() {
        ContactPoint sms = DebtorStory.sms();
        ContactPoint phone = new ContactPoint(
                new ContactPointId("phone"),
                Channel.VOICE,
                sms.address(),
                sms.role(),
                sms.verification(),
                sms.consent());
        DebtorStory story = due().tell(new LenderEvent.ContactPointChanged(phone))
                .tell(held("cv1", Disposition.WRONG_NUMBER, "phone"));

        assertThat(of(story, "sms").kind()).isEqualTo(Contactability.Kind.WRONG);
        assertThat(of(story, "mail").kind()).isEqualTo(Contactability.Kind.USABLE);
    }

    @Test
    void shouldRefuseTheStepWhenNoPointCanBeUsed() {
        DebtorStory story = due().tell(held("cv1", Disposition.WRONG_NUMBER, "sms"))
                .tell(reply("r1", Intent.WRONG_PERSON, "mail"))
                .wake();

        assertThat(story.contacted()).isEmpty();
        assertThat(story.events(DebtorEvent.ContactRefused.class).get(0).ruleIds())
                .containsExactly("ID-04");
    }

    @Test
    void shouldUseNoUnusablePointAlsoWhereNoRuleOfAPackForbidsIt() {
        RuleContext.LenderRules rules = TestRules.indonesian().rules();
        PolicyPack lax = new PolicyPack(
                "lax", rules.policy().validFrom(), rules.policy().validTo(), "ZONE", TestRules.INDONESIA, List.of());
        DebtorStory story = due().by(new RuleContext.LenderRules(
                        rules.strategies(),
                        lax,
                        rules.buckets(),
                        rules.promiseTerms(),
                        rules.arrangementTerms(),
                        rules.contactValidity(),
                        rules.clockSkew()))
                .tell(held("cv1", Disposition.WRONG_NUMBER, "sms"));

        assertThat(story.copy().wake().openAttempt().channel()).isEqualTo(Channel.EMAIL);
        story.tell(new LenderEvent.ConsentChanged(new ContactPointId("mail"), ContactPoint.Consent.WITHDRAWN))
                .wake();
        assertThat(story.events(DebtorEvent.ContactRefused.class).get(0).ruleIds())
                .containsExactly("UNUSABLE-CONTACT-POINT");
    }

    @Test
    void shouldOptOutTheAddressThatAStopCameFromUntilConsentIsGivenAgain() {
        DebtorStory story = due().tell(reply("r1", Intent.STOP, "sms"));

        assertThat(of(story, "sms"))
                .isEqualTo(new Contactability(
                        Contactability.Kind.OPTED_OUT, Contactability.Cause.REPLY, story.now(), "r1"));
        assertThat(of(story, "mail").kind()).isEqualTo(Contactability.Kind.USABLE);
        story.tell(new LenderEvent.ContactPointChanged(DebtorStory.sms()));
        assertThat(of(story, "sms").isUsable()).as("verified is not allowed").isFalse();
        story.tell(new LenderEvent.ConsentChanged(new ContactPointId("sms"), ContactPoint.Consent.GIVEN));
        assertThat(of(story, "sms").kind()).isEqualTo(Contactability.Kind.USABLE);
    }

    @Test
    void shouldOptOutTheWholeChannelWhenNobodyKnowsWhereAStopCameFrom() {
        DebtorStory story = due().tell(reply("r1", Intent.STOP, null));

        assertThat(of(story, "sms").kind()).isEqualTo(Contactability.Kind.OPTED_OUT);
        assertThat(of(story, "mail").kind()).isEqualTo(Contactability.Kind.USABLE);
        story.tell(new LenderEvent.DebtorConsentChanged(
                Consents.Scope.CHANNEL, Channel.EMAIL, ContactPoint.Consent.GIVEN, null));
        assertThat(of(story, "sms").isUsable()).isFalse();
        story.tell(
                new LenderEvent.DebtorConsentChanged(Consents.Scope.CHANNEL, null, ContactPoint.Consent.GIVEN, null));
        assertThat(of(story, "sms").isUsable()).isTrue();
    }

    @Test
    void shouldKnowSinceWhenAnAddressIsDead() {
        DebtorStory story = due().wake();
        story.outcome(story.openAttempt().id(), Outcome.BOUNCED);

        assertThat(of(story, "sms"))
                .isEqualTo(new Contactability(Contactability.Kind.DEAD, Contactability.Cause.CHANNEL, story.now(), ""));
        story.tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms(), DebtorStory.email())));
        assertThat(of(story, "sms").isUsable()).isFalse();
        story.tell(new LenderEvent.ContactPointChanged(DebtorStory.sms()));
        assertThat(of(story, "sms").kind()).isEqualTo(Contactability.Kind.USABLE);
    }

    @Test
    void shouldContactNobodyWhoIsNotFoundUntilSomePointIsVerified() {
        DebtorStory story = due().tell(held("cv1", Disposition.SKIP_TRACE, null));

        assertThat(contacted(story)).isEmpty();
        assertThat(story.waitsFor()).containsExactly("SKIP-TRACE");
        story.tell(new LenderEvent.ContactPointChanged(DebtorStory.email()));
        assertThat(contacted(story)).containsExactly("H+3");
    }

    /** Said on a Friday: two days end with Saturday; Sunday is no day to contact anybody. */
    @Test
    void shouldWaitForThePaymentOfWhoSaysToHavePaid() {
        for (LenderEvent said :
                List.of(reply("r1", Intent.PAID, "sms"), held("cv1", Disposition.RPC_PAID_CLAIMED, "sms"))) {
            DebtorStory story = due().tell(said);

            assertThat(contacted(story)).isEmpty();
            assertThat(story.waitsFor()).containsExactly("QUIET-AFTER-REPLY");
            assertThat(story.nextWakeUp()).isEqualTo("2026-06-07T00:00");
            assertThat(story.liveUntil("2026-06-08T12:00")).containsExactly("2026-06-08 H+3");
        }
    }

    @Test
    void shouldWaitOnlyForTheAccountThatIsSaidToBePaid() {
        DebtorStory story = due().account(LOAN, "2026-06-02").tell(reply("r1", Intent.PAID, "sms", CARD));

        assertThat(story.copy().wake().openAttempt().covers())
                .extracting(StepReference::account)
                .containsExactly(LOAN);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-05, 2026-06-06T00:00",
        "2026-06-09, 2026-06-10T00:00",
        "2026-06-11, 2026-06-12T00:00",
        "2026-06-30, 2026-06-12T00:00"
    })
    void shouldWaitForTheDayOnWhichTheDebtorWillPayForSomeDaysAtMost(String payBy, String until) {
        DebtorStory story = due().tell(willPay("r1", payBy));

        assertThat(contacted(story)).isEmpty();
        assertThat(DebtorRules.explain(story.state, story.context()).until()).isEqualTo(SaidThings.instant(until));
    }

    @Test
    void shouldNotWaitForADayThatIsOver() {
        assertThat(contacted(due().tell(willPay("r1", "2026-06-04")))).containsExactly("H+3");
    }

    @Test
    void shouldLeaveTheDebtorAloneUntilThePromisedCallIsOver() {
        DebtorStory story = due().tell(callback("cb1", "2026-06-05T14:00", "2026-06-05T15:00"));

        assertThat(contacted(story)).isEmpty();
        assertThat(story.waitsFor()).containsExactly("CALLBACK");
        assertThat(story.nextWakeUp()).isEqualTo("2026-06-05T15:00");
        assertThat(contacted(story.copy().tell(closed("cb1")))).containsExactly("H+3");
        assertThat(contacted(story.at("2026-06-05T15:00")))
                .as("nobody closed it")
                .containsExactly("H+3");
    }

    @Test
    void shouldWaitSomeDaysForACallThatTheDebtorAskedFor() {
        DebtorStory story = due().tell(reply("r1", Intent.CALL_ME, "sms"));

        assertThat(contacted(story)).isEmpty();
        assertThat(story.nextWakeUp()).isEqualTo("2026-06-07T00:00");
        assertThat(story.known()
                        .dialogue()
                        .awaitedCallbacks(
                                QuietTerms.STANDARD, story.known().profile().zone(), story.now()))
                .extracting(each -> each.id().value())
                .containsExactly("r1");
        assertThat(contacted(story.tell(closed("r1")))).containsExactly("H+3");
    }

    @Test
    void shouldNotCollectUnderAComplaintThatStopsIt() {
        DebtorStory story = due().tell(complaint("co1", true)).tell(complaint("co2", false));

        assertThat(contacted(story)).isEmpty();
        assertThat(story.waitsFor()).containsExactly("COMPLAINT");
        assertThat(contacted(story.tell(answered("co1")))).containsExactly("H+3");
        assertThat(story.known().dialogue().complaints()).singleElement().satisfies(each -> {
            assertThat(each.isOverdue(each.answerBy())).isFalse();
            assertThat(each.isOverdue(each.answerBy().plusDays(1))).isTrue();
        });
    }

    @Test
    void shouldWithdrawWhatWasDecidedBeforeSomethingWasSaid() {
        DebtorStory story = due().wake();

        assertThat(story.tell(complaint("co1", true)).followUps)
                .singleElement()
                .isInstanceOf(FollowUp.WithdrawContact.class);
        assertThat(due().wake().tell(complaint("co1", true)).tell(answered("co1")).followUps)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountAsConversationWhereverSomebodyTalked(Disposition disposition) {
        boolean tried = disposition == Disposition.WRONG_NUMBER || disposition == Disposition.SKIP_TRACE;
        DebtorStory out = due().tell(held("cv1", disposition, "sms"));
        DebtorStory in = due().tell(held("cv1", Channel.VOICE, Direction.INBOUND, disposition, "sms"));

        assertThat(out.known().contacts().contacts())
                .extracting(each -> each.reach())
                .containsExactly(tried ? Reach.TRIED : Reach.CONVERSATION);
        assertThat(in.known().contacts().contacts())
                .extracting(each -> each.reach())
                .containsExactly(Reach.INBOUND_CONVERSATION);
        assertThat(disposition.has(EffectClass.PERSON_HOLD)).isEqualTo(disposition.hold() != null);
    }

    @Test
    void shouldCountAConversationForTheDebtsItWasAbout() {
        DebtorStory story = due().account(LOAN, "2026-06-02").tell(held("cv1", Disposition.RPC_REFUSED, null, CARD));

        assertThat(story.known().contacts().contacts()).singleElement().satisfies(each -> {
            assertThat(each.isAbout(CARD)).isTrue();
            assertThat(each.isAbout(LOAN)).isFalse();
        });
        assertThat(due().tell(reply("r1", Intent.OTHER, "sms"))
                        .known()
                        .contacts()
                        .contacts())
                .as("a reply is no contact of ours")
                .isEmpty();
    }

    @Test
    void shouldForgetTheEarliestThatDoesNothingAndSaySo() {
        DebtorStory story = due().tell(held("stop", Disposition.CEASE_CONTACT, null));
        for (int i = 0; i < Dialogue.KEPT; i++) {
            story.at(story.now().plusSeconds(60)).tell(held("cv" + i, Disposition.RPC_HUNG_UP, null));
        }

        Dialogue dialogue = story.known().dialogue();
        assertThat(dialogue.conversations()).hasSize(Dialogue.KEPT);
        assertThat(dialogue.conversations().get(0).id().value()).isEqualTo("stop");
        assertThat(dialogue.conversations().get(1).id().value()).isEqualTo("cv1");
        assertThat(story.known().contacts().completeSince())
                .isEqualTo(dialogue.conversations().get(1).at().minusSeconds(60));
        assertThat(contacted(story)).isEmpty();
    }

    @Test
    void shouldKnowTheLastConversationByTheTimeItWasHeld() {
        DebtorStory story = due().tell(held("cv1", Disposition.RPC_REFUSED, null, new AccountId[0]))
                .at("2026-06-05T11:00")
                .tell(held("cv2", Disposition.LANGUAGE, null));

        assertThat(story.known().dialogue().last().disposition()).isEqualTo(Disposition.LANGUAGE);
        story.tell(corrected("cv2", Disposition.ABUSIVE));
        assertThat(story.known().dialogue().last().disposition()).isEqualTo(Disposition.ABUSIVE);
    }
}
