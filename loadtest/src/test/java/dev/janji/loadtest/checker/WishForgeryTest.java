package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.protocols.journal.v1.ContactDeferred;
import dev.janji.protocols.journal.v1.LeadClosed;
import dev.janji.protocols.journal.v1.LeadKind;
import dev.janji.protocols.journal.v1.LeadOffered;
import dev.janji.protocols.journal.v1.LeadResult;
import dev.janji.protocols.journal.v1.StepReference;
import dev.janji.protocols.journal.v1.StepTrigger;
import dev.janji.protocols.journal.v1.TalkBegan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forged histories of what is done beside the plan: calls that were promised, and answers to what debtors wrote. */
class WishForgeryTest {
    private static final String SAID = "2026-04-08T01:00:00Z";
    private static final String FROM = "2026-04-08T03:00:00Z";
    private static final String UNTIL = "2026-04-10T03:00:00Z";
    private static final String OFFERED = "2026-04-08T02:50:00Z";
    private static final String TALKED = "2026-04-08T03:00:20Z";
    private static final String OVER = "2026-04-08T03:05:00Z";
    private static final String PAID = "2026-04-08T05:00:00Z";

    private Forge forge = begun(HouseRules.standard());

    /** Every step that was due has been taken. */
    private static Forge begun(HouseRules rules) {
        Forge forge = new Forge(rules, "").begun("Asia/Jakarta");
        forge.lender(
                "e-9",
                "ContactPointChanged",
                "2026-04-01T00:00:00Z",
                line -> line.putObject("point")
                        .put("id", "tel")
                        .put("channel", "VOICE")
                        .put("role", "OWN")
                        .put("verification", "VERIFIED")
                        .put("consent", "GIVEN"));
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        return forge.contact("2026-04-04T01:00:00Z", 0).contact("2026-04-07T02:00:00Z", 1);
    }

    private List<Invariant> broken() {
        return broken(PAID);
    }

    private List<Invariant> broken(String paid) {
        return forge.payment("e-4", "pay-1", 5_000, paid).checked().violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }

    private WishForgeryTest promised() {
        forge.lender(
                "e-5",
                "CallbackRequested",
                SAID,
                line -> line.put("callback", "cb").put("from", FROM).put("until", UNTIL));
        return this;
    }

    private WishForgeryTest wrote(String intent) {
        forge.lender(
                "e-6",
                "ReplyReceived",
                SAID,
                line -> line.put("reply", "r")
                        .put("channel", "SMS")
                        .put("intent", intent)
                        .putArray("accounts"));
        return this;
    }

    private WishForgeryTest offered(LeadKind kind, String wish, String at) {
        forge.row(
                at,
                record -> record.setManifest("debtor.LeadOffered")
                        .setLeadOffered(LeadOffered.newBuilder()
                                .setLeadId("lead-1")
                                .setKind(kind)
                                .addSteps(step(wish))
                                .setQueue("early")
                                .setUntil(Forge.timestamp(Instant.parse(at).plusSeconds(7_200)))));
        return this;
    }

    private WishForgeryTest contact(String at, String point, String channel, String wish) {
        forge.authorized(at, point, channel, step(wish)).reached(at).answered(at);
        return this;
    }

    private WishForgeryTest talk(String at) {
        forge.row(
                at,
                record -> record.setManifest("debtor.TalkBegan")
                        .setTalkBegan(TalkBegan.newBuilder().setLeadId("lead-1").setAgentId("agent-1")));
        return this;
    }

    private WishForgeryTest closed(LeadResult result, String at) {
        forge.row(
                at,
                record -> record.setManifest("debtor.LeadClosed")
                        .setLeadClosed(
                                LeadClosed.newBuilder().setLeadId("lead-1").setResult(result)));
        return this;
    }

    private static StepReference step(String wish) {
        return StepReference.newBuilder()
                .setAccountId("card")
                .setTrigger(StepTrigger.STEP_TRIGGER_DUE_DATE)
                .setMinute(Integer.MIN_VALUE)
                .setName(wish)
                .build();
    }

    private WishForgeryTest called(String at) {
        return offered(LeadKind.LEAD_KIND_CALLBACK, "callback:cb", OFFERED).contact(at, "tel", "VOICE", "callback:cb");
    }

    private WishForgeryTest made() {
        return called(FROM).talk(TALKED).closed(LeadResult.LEAD_RESULT_TALKED, OVER);
    }

    private WishForgeryTest answered() {
        return offered(LeadKind.LEAD_KIND_WRITTEN, "reply:r", OFFERED)
                .talk(FROM)
                .contact(FROM, "sms", "SMS", "reply:r")
                .closed(LeadResult.LEAD_RESULT_TALKED, OVER);
    }

    @Test
    void shouldFindNothingInACallThatWasPromised() {
        assertThat(promised().made().broken()).isEmpty();
    }

    @Test
    void shouldFindNothingInACallThatAReplyAskedFor() {
        wrote("CALL_ME")
                .offered(LeadKind.LEAD_KIND_CALLBACK, "callback:r", OFFERED)
                .contact(FROM, "tel", "VOICE", "callback:r")
                .talk(TALKED)
                .closed(LeadResult.LEAD_RESULT_TALKED, OVER);

        assertThat(broken()).isEmpty();
    }

    private static WishForgeryTest callingBack() {
        WishForgeryTest test = new WishForgeryTest();
        test.forge = begun(HouseRules.standard().callingBack());
        return test;
    }

    private WishForgeryTest wroteToBeCalledAt(String local) {
        forge.lender(
                "e-6",
                "ReplyReceived",
                SAID,
                line -> line.put("reply", "r")
                        .put("channel", "SMS")
                        .put("intent", "CALL_ME")
                        .put("callAt", local)
                        .putArray("accounts"));
        return this;
    }

    private WishForgeryTest putOff(String at, String until) {
        forge.row(
                at,
                record -> record.setManifest("debtor.ContactDeferred")
                        .setContactDeferred(ContactDeferred.newBuilder()
                                .addSteps(step("callback:r"))
                                .setStrategyVersion(forge.plan())
                                .setUntil(Forge.timestamp(Instant.parse(until)))));
        return this;
    }

    private WishForgeryTest calledBack(String offered, String at) {
        return offered(LeadKind.LEAD_KIND_CALLBACK, "callback:r", offered)
                .contact(at, "tel", "VOICE", "callback:r")
                .talk(at)
                .closed(LeadResult.LEAD_RESULT_TALKED, at);
    }

    @Test
    void shouldFindWhoAskedToBeCalledAndIsNeitherOfferedToADeskNorToldOf() {
        assertThat(callingBack().wrote("CALL_ME").broken()).containsExactly(Invariant.PLAN);
        assertThat(callingBack().promised().broken()).containsExactly(Invariant.PLAN);
        assertThat(wrote("CALL_ME").broken())
                .as("a house that has no queue for it")
                .isEmpty();
    }

    @Test
    void shouldFindNothingWhenWhoAskedToBeCalledIsOfferedPutOffOrRefused() {
        assertThat(callingBack().wrote("CALL_ME").calledBack(SAID, SAID).broken())
                .isEmpty();
        assertThat(callingBack()
                        .wroteToBeCalledAt("2026-04-08T10:00")
                        .calledBack(OFFERED, FROM)
                        .broken())
                .isEmpty();
        assertThat(callingBack()
                        .wrote("CALL_ME")
                        .putOff(SAID, FROM)
                        .calledBack(OFFERED, FROM)
                        .broken())
                .isEmpty();
    }

    @Test
    void shouldFindACallBeforeTheTimeThatWasAskedFor() {
        assertThat(callingBack()
                        .wroteToBeCalledAt("2026-04-08T11:00")
                        .calledBack(OFFERED, FROM)
                        .broken())
                .containsExactly(Invariant.I6);
    }

    @Test
    void shouldFindNothingWhenNobodyMayBeCalledAboutTheAccount() {
        WishForgeryTest disputed = callingBack().wrote("CALL_ME");
        disputed.forge.lender(
                "e-8",
                "DisputeOpened",
                SAID,
                line -> line.put("account", "card").put("dispute", "d"));

        assertThat(disputed.broken()).isEmpty();
    }

    @Test
    void shouldGoOnWithThePlanOnceTheCallWasMade() {
        promised().made();
        forge.contact("2026-04-09T11:00:00Z", 2);

        assertThat(broken("2026-04-09T12:00:00Z")).isEmpty();
    }

    @Test
    void shouldFindAContactOfThePlanWhileTheCallIsStillPromised() {
        promised();
        forge.contact("2026-04-09T11:00:00Z", 2);

        assertThat(broken("2026-04-09T12:00:00Z")).contains(Invariant.STATE);
    }

    @Test
    void shouldFindACallThatNobodyWaitsFor() {
        assertThat(made().broken()).containsExactly(Invariant.STATE);
    }

    @Test
    void shouldFindACallOfACallbackThatWasClosed() {
        promised();
        forge.lender("e-7", "CallbackClosed", SAID, line -> line.put("callback", "cb"));

        assertThat(made().broken()).containsExactly(Invariant.STATE);
    }

    @Test
    void shouldFindACallBeforeItsTime() {
        assertThat(promised()
                        .called("2026-04-08T02:55:00Z")
                        .talk(TALKED)
                        .closed(LeadResult.LEAD_RESULT_TALKED, OVER)
                        .broken())
                .containsExactly(Invariant.I6);
    }

    @Test
    void shouldFindACallBeforeTheTimeToWhichItWasPutOff() {
        promised();
        forge.row(
                SAID,
                record -> record.setManifest("debtor.ContactDeferred")
                        .setContactDeferred(ContactDeferred.newBuilder()
                                .addSteps(step("callback:cb"))
                                .setStrategyVersion(forge.plan())
                                .setUntil(Forge.timestamp(Instant.parse(PAID)))));

        assertThat(made().broken()).containsExactly(Invariant.I6);
    }

    @Test
    void shouldFindAPromisedCallAboutADisputedAccount() {
        promised();
        forge.lender(
                "e-8",
                "DisputeOpened",
                SAID,
                line -> line.put("account", "card").put("dispute", "d"));

        assertThat(made().broken()).contains(Invariant.STATE);
    }

    @Test
    void shouldFindNothingInAnAnswerToAnUnclearReply() {
        assertThat(wrote("OTHER").answered().broken()).isEmpty();
    }

    @Test
    void shouldFindAnAnswerToNoReplyAndToAClearOne() {
        assertThat(answered().broken()).containsExactly(Invariant.STATE);
        assertThat(new WishForgeryTest().wrote("PAID").answered().broken()).contains(Invariant.STATE);
    }

    private WishForgeryTest asked(String intent, String point) {
        forge.lender(
                "e-6",
                "ReplyReceived",
                SAID,
                line -> line.put("reply", "r")
                        .put("channel", "SMS")
                        .put("pointId", point)
                        .put("intent", intent)
                        .putArray("accounts"));
        return this;
    }

    private WishForgeryTest told(String at, String point, String template) {
        forge.authorized(at, point, "SMS", step("question:r"));
        forge.reword(template);
        forge.reached(at).answered(at);
        return this;
    }

    @Test
    void shouldFindNothingInAStandardAnswerToTheDebtorsOwnNumber() {
        assertThat(asked("HOW_MUCH", "sms").told(FROM, "sms", "answer-how-much").broken())
                .isEmpty();
        assertThat(new WishForgeryTest()
                        .asked("HOW_TO_PAY", "sms")
                        .told(FROM, "sms", "answer-how-to-pay")
                        .broken())
                .isEmpty();
    }

    @Test
    void shouldFindAStandardAnswerToNoQuestionToAnotherOneAndToSomewhereElse() {
        assertThat(told(FROM, "sms", "answer-how-much").broken()).containsExactly(Invariant.STATE);
        assertThat(new WishForgeryTest()
                        .asked("HOW_MUCH", "sms")
                        .told(FROM, "sms", "answer-how-to-pay")
                        .broken())
                .containsExactly(Invariant.STATE);
        assertThat(new WishForgeryTest()
                        .asked("HOW_MUCH", "sms-2")
                        .told(FROM, "sms", "answer-how-much")
                        .broken())
                .containsExactly(Invariant.STATE);
    }

    @Test
    void shouldFindAStandardAnswerToWhoIsNotKnownToBeTheDebtor() {
        assertThat(asked("HOW_MUCH", "sms-2")
                        .told(FROM, "sms-2", "answer-how-much")
                        .broken())
                .contains(Invariant.STATE);
    }

    @Test
    void shouldFindMoreStandardAnswersThanADayLets() {
        asked("HOW_MUCH", "sms");
        for (int minute = 0; minute < 4; minute++) {
            told(Instant.parse(FROM).plusSeconds(60L * minute).toString(), "sms", "answer-how-much");
        }

        assertThat(broken()).contains(Invariant.STATE);
    }

    @Test
    void shouldFindAnAnswerThatNoAgentCanHaveWritten() {
        wrote("OTHER")
                .offered(LeadKind.LEAD_KIND_WRITTEN, "reply:r", OFFERED)
                .contact(FROM, "sms", "SMS", "reply:r")
                .closed(LeadResult.LEAD_RESULT_RETURNED, OVER);

        assertThat(broken()).containsExactly(Invariant.LEAD);
    }

    @Test
    void shouldFindACallForALeadThatIsAnsweredInWriting() {
        wrote("OTHER")
                .offered(LeadKind.LEAD_KIND_WRITTEN, "reply:r", OFFERED)
                .talk(FROM)
                .contact(FROM, "tel", "VOICE", "reply:r")
                .closed(LeadResult.LEAD_RESULT_TALKED, OVER);

        assertThat(broken()).containsExactlyInAnyOrder(Invariant.LEAD, Invariant.STATE);
    }
}
