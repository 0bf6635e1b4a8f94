package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.testing.StepDraft.due;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.strategy.Action.Receiver;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.testing.StrategyDraft;
import dev.janji.domain.testing.TestRules;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Giving an account to field collectors, and taking it back. The first of June 2026 is a Monday. */
class FieldHandOverTest {
    private static final PolicyRule.Scope CALLS = new PolicyRule.Scope(Set.of(Channel.VOICE), Set.of(), Set.of());
    private static final FieldTerms LAW = terms("ID-01", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), "08:00");
    private static final FieldTerms CODE = terms("ID-15", EnumSet.allOf(DayOfWeek.class), "07:00");
    private static final ContactPoint HOME = DebtorStory.point("home", Channel.LETTER);

    private static FieldTerms terms(String hoursId, Set<DayOfWeek> days, String from) {
        return new FieldTerms(
                "ID-06", "a law", hoursId, "a law", days, LocalTime.parse(from), LocalTime.parse("20:00"));
    }

    private static RuleContext.LenderRules rules(Receiver to, List<PolicyRule> more) {
        RuleContext.LenderRules made = StrategyDraft.of(
                        "s", due("out", 5, "09:00").to(to).late(Late.STILL_DUE))
                .rules();
        PolicyPack pack = made.policy().with(more);
        return made.with(
                made.strategies(),
                new PolicyPack(
                        pack.version(),
                        pack.validFrom(),
                        pack.validTo(),
                        pack.zoneRuleId(),
                        pack.zonesWhenUnknown(),
                        pack.rules(),
                        pack.classes(),
                        pack.moratoria(),
                        pack.zonesFrom(),
                        List.of(LAW, CODE)));
    }

    /** On the day of the step, a minute before it. */
    private static DebtorStory story(Receiver to, List<PolicyRule> more, ContactPoint... points) {
        DebtorStory story = new DebtorStory("2026-06-01T08:00").by(rules(to, more));
        story.tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(points)));
        story.account(CARD, "2026-06-02");
        story.liveUntil("2026-06-07T08:59");
        return story.at("2026-06-07T08:59");
    }

    private static DebtorStory handedOver() {
        DebtorStory story = story(Receiver.FIELD, List.of(), HOME);
        story.liveUntil("2026-06-07T09:00");
        return story;
    }

    private static List<String> outcome(DebtorStory story) {
        story.liveUntil("2026-06-07T09:00");
        List<DebtorEvent.ContactRefused> refused = story.events(DebtorEvent.ContactRefused.class);
        int handedOver = story.events(DebtorEvent.AccountHandedOver.class).size();
        assertThat(refused.size() + handedOver).as("one decision").isEqualTo(1);
        return refused.isEmpty() ? List.of() : refused.get(0).ruleIds();
    }

    private static List<String> against(DebtorStory story) {
        return FieldHandOver.against(story.state, CARD, story.context());
    }

    @Test
    void shouldHandOverOnASundayThoughNobodyMayBeVisitedThen() {
        DebtorStory story = story(Receiver.FIELD, List.of(), DebtorStory.sms(), HOME);

        assertThat(outcome(story)).isEmpty();
        assertThat(story.now()).isEqualTo("2026-06-07T02:00:00Z");
        FieldCase made = FieldCase.of(story.state, CARD, story.context());
        assertThat(made).isNotNull();
        assertThat(made.hours())
                .isEqualTo(new FieldTerms.Hours(
                        List.of("ID-01", "ID-15"),
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(20, 0),
                        List.of(LocalDate.parse("2026-08-17"))));
    }

    @Test
    void shouldRefuseWithoutAPostalAddress() {
        assertThat(outcome(story(Receiver.FIELD, List.of(), DebtorStory.sms()))).containsExactly("ID-06");
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAnAddressThatIsNotTheDebtorsOwnAndVerified(Unfit unfit) {
        DebtorStory story = story(Receiver.FIELD, List.of(), of(unfit));

        assertThat(outcome(story)).containsExactly("ID-06");
        assertThat(against(story)).isNotEmpty();
    }

    /** What makes an address one to which nobody is sent. */
    private enum Unfit {
        EMERGENCY,
        WORK,
        UNVERIFIED,
        WRONG,
        OPTED_OUT,
        EMPTY
    }

    private static ContactPoint of(Unfit unfit) {
        return switch (unfit) {
            case EMERGENCY -> of(ContactPoint.Role.EMERGENCY);
            case WORK -> of(ContactPoint.Role.WORK);
            case UNVERIFIED -> HOME.withVerification(ContactPoint.Verification.UNVERIFIED);
            case WRONG -> HOME.withVerification(ContactPoint.Verification.WRONG);
            case OPTED_OUT -> HOME.withConsent(ContactPoint.Consent.WITHDRAWN);
            case EMPTY -> HOME.redacted();
        };
    }

    private static ContactPoint of(ContactPoint.Role role) {
        return new ContactPoint(HOME.id(), HOME.channel(), HOME.address(), role, HOME.verification(), HOME.consent());
    }

    @Test
    void shouldRefuseBeforeAWarningLetterThoughThePackAsksForItOnCallsOnly() {
        PolicyRule letterFirst =
                new PolicyRule("ID-07", "a law", CALLS, null, new Condition.NoticeFirst(NoticeKind.WARNING_LETTER, 5));

        DebtorStory warned = story(Receiver.FIELD, List.of(letterFirst), HOME);
        warned.tell(new LenderEvent.NoticeGivenElsewhere(CARD, NoticeKind.WARNING_LETTER));

        assertThat(outcome(story(Receiver.FIELD, List.of(letterFirst), HOME))).containsExactly("ID-07");
        assertThat(outcome(warned)).isEmpty();
    }

    @Test
    void shouldRefuseWhatTheLenderItselfMayNotCollectAnyMore() {
        PolicyRule placed =
                new PolicyRule("ID-16", "a law", PolicyRule.Scope.ALL, null, new Condition.PlacedWhenOlder(4));

        assertThat(outcome(story(Receiver.FIELD, List.of(placed), HOME))).containsExactly("ID-16");
        assertThat(outcome(story(Receiver.AGENCY, List.of(placed), HOME))).isEmpty();
    }

    @Test
    void shouldAskNothingOfOtherReceiversAndOfCallsOnly() {
        PolicyRule certified =
                new PolicyRule("ID-08", "a law", PolicyRule.Scope.ALL, null, new Condition.CertifiedAgents());
        PolicyRule hours = new PolicyRule(
                "ID-01",
                "a law",
                PolicyRule.Scope.ALL,
                null,
                new TimeLimit.ContactHours(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(9, 0)));

        assertThat(outcome(story(Receiver.AGENCY, List.of(), DebtorStory.sms())))
                .isEmpty();
        assertThat(outcome(story(Receiver.FIELD, List.of(certified, hours), HOME)))
                .isEmpty();
    }

    @Test
    void shouldTakeItBackWhenItIsPaidAndGiveItAgainWhenThePaymentIsReversed() {
        DebtorStory story = handedOver();
        assertThat(against(story)).isEmpty();

        story.pay(CARD, "p1", 99);
        assertThat(against(story)).as("a part").isEmpty();
        story.pay(CARD, "p2", 1);
        assertThat(against(story)).containsExactly("SETTLED");
        assertThat(FieldCase.of(story.state, CARD, story.context())).isNull();
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));
        assertThat(against(story)).isEmpty();
    }

    @Test
    void shouldTakeItBackForWhateverStopsContacts() {
        assertThat(against(handedOver().tell(new LenderEvent.DisputeOpened(CARD, "x", "amount"))))
                .containsExactly("DISPUTE");
        assertThat(against(handedOver()
                        .tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.DECEASED, null, null)))))
                .containsExactly("HOLD");
        assertThat(against(handedOver().promise("p", 100, "2026-06-10"))).containsExactly("PROMISE");
        assertThat(against(handedOver().tell(new LenderEvent.AccountPlaced(CARD, "agency"))))
                .containsExactly("PLACED");
        assertThat(against(handedOver().tell(new LenderEvent.AccountClosed(CARD, "sold"))))
                .containsExactly("CLOSED");
        assertThat(against(handedOver().tell(new LenderEvent.DebtorErased()))).containsExactly("ERASED");
        assertThat(against(handedOver()
                        .tell(new LenderEvent.ContactPointChanged(
                                HOME.withVerification(ContactPoint.Verification.WRONG)))))
                .containsExactly("ID-06");
        DebtorStory stopped = handedOver();
        assertThat(against(stopped.stopped(new Stop(
                        new StopId("s-1"),
                        new StopScope.WholeLender(DebtorStory.DEBTOR.lender()),
                        "wrong amounts",
                        new PersonId("ayu"),
                        stopped.now()))))
                .containsExactly("STOP");
    }

    @Test
    void shouldKnowNobodyWhoWasNeverHandedOver() {
        DebtorStory story = story(Receiver.FIELD, List.of(), HOME);

        assertThat(FieldHandOver.against(new DebtorState.Unknown(), CARD, story.context()))
                .containsExactly("CLOSED");
        assertThat(FieldHandOver.against(story.state, DebtorStory.LOAN, story.context()))
                .containsExactly("CLOSED");
    }

    @Test
    void shouldSayWithoutVisitingHoursThatThereAreNone() {
        DebtorStory story = handedOver();
        RuleContext.LenderRules without =
                StrategyDraft.of("s", due("out", 5, "09:00").to(Receiver.FIELD)).rules();

        assertThat(FieldHandOver.against(story.state, CARD, RuleContext.at(DebtorStory.DEBTOR, story.now(), without)))
                .containsExactly("NO-VISITING-HOURS");
    }

    @Test
    void shouldTellTheFieldSystemWhatItNeeds() {
        FieldCase made = FieldCase.of(handedOver().state, CARD, handedOver().context());

        assertThat(made).isNotNull();
        assertThat(made.name()).isEqualTo("Ayu");
        assertThat(made.address()).isEqualTo("address of home");
        assertThat(made.zones()).containsExactly(TestRules.JAKARTA);
        assertThat(made.arrears()).isEqualTo(DebtorStory.rupiah(100));
        assertThat(made.dueDate()).isEqualTo("2026-06-02");
        assertThat(made.daysPastDue()).isEqualTo(5);
        assertThat(made.toString()).doesNotContain("Ayu", "address");
    }
}
