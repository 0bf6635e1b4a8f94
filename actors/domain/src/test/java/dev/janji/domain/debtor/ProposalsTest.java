package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.testing.TestRules;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a debtor tells the rules of itself when a contact is due: notices, holds, consents. */
class ProposalsTest {
    private static final String REMINDER = "2026-05-29T09:00";
    private static final String OVERDUE = "2026-06-02T09:00";

    private static RuleContext.LenderRules with(PolicyRule... more) {
        RuleContext.LenderRules usual = TestRules.indonesian().rules();
        List<PolicyRule> rules = new ArrayList<>(usual.policy().rules());
        rules.addAll(List.of(more));
        return of(usual, rules);
    }

    private static RuleContext.LenderRules of(RuleContext.LenderRules usual, List<PolicyRule> rules) {
        PolicyPack pack = usual.policy();
        return new RuleContext.LenderRules(
                usual.strategies(),
                new PolicyPack(
                        pack.version(),
                        pack.validFrom(),
                        pack.validTo(),
                        pack.zoneRuleId(),
                        pack.zonesWhenUnknown(),
                        rules),
                usual.buckets(),
                usual.promiseTerms(),
                usual.arrangementTerms(),
                usual.contactValidity(),
                usual.clockSkew());
    }

    private static RuleContext.LenderRules platform() {
        return with(TestRules.rule("ID-11", new Condition.NoticeFirst(NoticeKind.PRE_DUE, 1)));
    }

    /** Due on Monday 1 June; the reminder is due on the Friday before. */
    private static DebtorStory story(RuleContext.LenderRules rules) {
        return new DebtorStory("2026-05-20T09:00")
                .by(rules)
                .tell(new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms(), DebtorStory.email())))
                .account(DebtorStory.CARD, "2026-06-01");
    }

    private static DebtorStory reminded(Answer answer, @Nullable Outcome outcome) {
        DebtorStory story = story(platform()).at(REMINDER).wake();
        Attempt reminder = story.openAttempt();
        story.answer(answer);
        return outcome == null ? story : story.outcome(reminder.id(), outcome);
    }

    @Test
    void shouldTakeTheReminderThatWasSentForTheNotice() {
        assertThat(reminded(Answer.HANDED_OVER, null).at(OVERDUE).wake().contacted())
                .containsExactly("H+1");
        assertThat(reminded(Answer.HANDED_OVER, Outcome.READ).at(OVERDUE).wake().contacted())
                .containsExactly("H+1");
    }

    @Test
    void shouldCollectNothingWhenItIsNotSureThatTheReminderReachedTheDebtor() {
        assertThat(refusal(reminded(Answer.IN_DOUBT, null))).containsExactly("ID-11");
        assertThat(refusal(reminded(Answer.HANDED_OVER, Outcome.BOUNCED)))
                .as("and the number is wrong now")
                .containsExactly("ID-04", "ID-11");
        assertThat(refusal(reminded(Answer.HANDED_OVER, Outcome.UNDELIVERED))).containsExactly("ID-11");
        assertThat(refusal(story(platform()))).as("no reminder at all").containsExactly("ID-11");
    }

    @Test
    void shouldTakeTheNoticeThatTheLenderToldOf() {
        DebtorStory story =
                story(platform()).tell(new LenderEvent.NoticeGivenElsewhere(DebtorStory.CARD, NoticeKind.PRE_DUE));

        assertThat(story.at(OVERDUE).wake().contacted()).containsExactly("H+1");
    }

    private static List<String> refusal(DebtorStory story) {
        story.at(OVERDUE).wake();
        List<DebtorEvent.ContactRefused> refused = story.events(DebtorEvent.ContactRefused.class);
        assertThat(refused).hasSize(1);
        return refused.get(0).ruleIds();
    }

    @Test
    void shouldNameTheRulesThatAHoldStandsFor() {
        DebtorStory story = story(with(TestRules.rule("US-09", new Condition.StopsOnHold(Set.of(Hold.Kind.ATTORNEY)))))
                .tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.ATTORNEY, null, null)));

        assertThat(DebtorRules.explain(story.state, story.at(OVERDUE).context()).ruleIds())
                .containsExactly("HOLD", "US-09");
    }

    @Test
    void shouldUseTheOtherChannelWhenOneIsOptedOut() {
        DebtorStory story = story(TestRules.indonesian().rules())
                .tell(consent(Consents.Scope.CHANNEL, Channel.SMS, ContactPoint.Consent.WITHDRAWN, null))
                .at(OVERDUE)
                .wake();

        assertThat(story.openAttempt().channel()).isEqualTo(Channel.EMAIL);
    }

    @Test
    void shouldContactOnASundayOnlyWhileTheConsentStands() {
        RuleContext.LenderRules usual = TestRules.indonesian().rules();
        PolicyRule hours = new PolicyRule(
                "ID-01",
                "a test",
                PolicyRule.Scope.ALL,
                new PolicyRule.Lifting("ID-02", Consents.Scope.OUTSIDE_HOURS, 0),
                new TimeLimit.ContactHours(
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), LocalTime.of(8, 0), LocalTime.of(20, 0)));
        RuleContext.LenderRules lifted = of(usual, List.of(hours));
        String sunday = "2026-06-07T03:00";

        DebtorStory story = story(lifted);
        Instant end = new DebtorStory("2026-06-07T03:00:01").now();
        story.tell(consent(Consents.Scope.OUTSIDE_HOURS, null, ContactPoint.Consent.GIVEN, end));
        story.at(sunday).wake();
        assertThat(story.openAttempt().validUntil())
                .as("nobody may send it when the consent has ended")
                .isEqualTo(end);
        assertThat(story.events(DebtorEvent.ContactAuthorized.class).get(0).ruleIds())
                .contains("ID-02");

        DebtorStory without = story(lifted)
                .tell(consent(Consents.Scope.OUTSIDE_HOURS, null, ContactPoint.Consent.GIVEN, end))
                .tell(consent(Consents.Scope.OUTSIDE_HOURS, Channel.SMS, ContactPoint.Consent.WITHDRAWN, null))
                .at(sunday)
                .wake();
        assertThat(without.known().openAttempt()).isNull();
        assertThat(without.events(DebtorEvent.ContactDeferred.class).get(0).ruleIds())
                .containsExactly("ID-01");
    }

    private static LenderEvent consent(
            Consents.Scope scope, @Nullable Channel channel, ContactPoint.Consent consent, @Nullable Instant until) {
        return new LenderEvent.DebtorConsentChanged(scope, channel, consent, until);
    }
}
