package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Ageing;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The specification: a moratorium that starts at an instant means no contact until its end, no day that counts, and going on by itself. */
class MoratoriumTest {
    private static final LocalDate UNTIL = LocalDate.parse("2026-06-25");

    /** Refusals that are seen here. */
    static final Set<RefusalReason> REASONS = EnumSet.of(
            RefusalReason.MORATORIUM_EXISTS,
            RefusalReason.MORATORIUM_UNKNOWN,
            RefusalReason.MORATORIUM_TOO_LONG,
            RefusalReason.MORATORIUM_TOO_SOON,
            RefusalReason.CHARGED_IN_MORATORIUM,
            RefusalReason.PAUSE_EXISTS,
            RefusalReason.PAUSE_UNKNOWN);

    private static AgeingEvent.MoratoriumStarted started(
            String id, Moratorium.Kind kind, String from, @Nullable LocalDate until) {
        return new AgeingEvent.MoratoriumStarted(new MoratoriumId(id), kind, null, LocalDate.parse(from), until);
    }

    private static AgeingEvent.MoratoriumStarted started(String from, @Nullable LocalDate until) {
        return started("m", Moratorium.Kind.LENDER, from, until);
    }

    private static AgeingEvent.MoratoriumEnded ended(String id, String on, @Nullable String treatmentEndedOn) {
        return new AgeingEvent.MoratoriumEnded(
                new MoratoriumId(id),
                LocalDate.parse(on),
                treatmentEndedOn == null ? null : LocalDate.parse(treatmentEndedOn),
                "REVIEW");
    }

    private static AgeingEvent.AgeingPaused paused(String id, String from, @Nullable String until) {
        return new AgeingEvent.AgeingPaused(
                CARD,
                new PauseId(id),
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                "DISASTER");
    }

    private static AgeingEvent.AgeingResumed resumed(String id, String on) {
        return new AgeingEvent.AgeingResumed(CARD, new PauseId(id), LocalDate.parse(on));
    }

    /** A card due on 1 June. */
    private static DebtorStory card(String localTime) {
        return DebtorStory.ofCard(localTime, "2026-06-01");
    }

    private static int age(DebtorStory story) {
        return story.account(CARD).ledger().daysPastDue(story.context().today(story.state));
    }

    /** @return the contacts of a debtor whom nobody interrupts, each with its step alone */
    private static List<String> steps(List<String> contacts) {
        return contacts.stream().map(each -> each.substring(11)).toList();
    }

    private static List<String> contacts(DebtorStory story, String until) {
        return story.liveUntil(until);
    }

    private static void refused(DebtorStory story, LenderEvent event, RefusalReason reason, String detail) {
        assertThat(story.decide(event)).isEqualTo(new Decision.Rejected(reason, detail));
    }

    @Test
    void shouldNotContactFromItsStartToItsEndAndGoOnByItself() {
        DebtorStory uninterrupted = card("2026-05-28T10:00");
        List<String> all = contacts(uninterrupted, "2026-09-01T00:00");
        DebtorStory story = card("2026-05-28T10:00");
        List<String> before = contacts(story, "2026-06-04T00:00");
        story.tell(started("2026-06-04", UNTIL));
        List<String> after = contacts(story, "2026-10-01T00:00");

        assertThat(before).isNotEmpty();
        assertThat(after).isNotEmpty().allMatch(contact -> contact.compareTo("2026-06-25") >= 0);
        List<String> together = new ArrayList<>(steps(before));
        together.addAll(steps(after));
        assertThat(together).as("no step skipped and none repeated").isEqualTo(steps(all));
        assertThat(LocalDate.parse(after.get(0).substring(0, 10)))
                .as("21 days later than without it, but for days without contact")
                .isAfterOrEqualTo(
                        LocalDate.parse(all.get(before.size()).substring(0, 10)).plusDays(21));
    }

    @Test
    void shouldWithdrawWhatRingsWhenItStarts() {
        DebtorStory story = card("2026-06-02T10:00").wake();
        assertThat(story.known().openAttempt()).isNotNull();

        story.tell(started("2026-06-03", UNTIL));

        assertThat(story.followUps).hasSize(1).allMatch(FollowUp.WithdrawContact.class::isInstance);
    }

    @Test
    void shouldStandStillInAgeAndBucketWhileItStands() {
        DebtorStory story = card("2026-06-04T10:00").tell(started("2026-06-04", UNTIL));

        assertThat(age(story)).as("as on the day before").isEqualTo(2);
        assertThat(age(story.at("2026-06-24T23:59"))).isEqualTo(2);
        assertThat(age(story.at("2026-06-25T00:00"))).isEqualTo(3);
        assertThat(story.account(CARD).ledger().dayOfAge(3)).isEqualTo(UNTIL);
    }

    @Test
    void shouldNameTheHoldAndThePauseUntilItsEnd() {
        DebtorStory story = card("2026-05-28T10:00");
        contacts(story, "2026-06-04T10:00");
        story.tell(started("2026-06-04", UNTIL));
        Explanation explanation = DebtorRules.explain(story.state, story.context());

        assertThat(explanation.ruleIds()).contains("HOLD", "AGEING-PAUSED");
        assertThat(explanation.until())
                .isAfterOrEqualTo(UNTIL.atStartOfDay(TestRules.JAKARTA).toInstant());
        assertThat(DebtorRules.circumstances(story.known(), story.context()).holds())
                .extracting(Hold::kind)
                .containsExactly(Hold.Kind.MORATORIUM);
    }

    @Test
    void shouldWaitForTheLenderWhenNobodyKnowsItsEnd() {
        DebtorStory story = card("2026-06-04T10:00").tell(started("2026-06-04", null));

        assertThat(contacts(story, "2026-08-04T10:00")).isEmpty();
        assertThat(story.nextWakeUp()).isNull();
        assertThat(story.waitsFor()).containsExactly("AGEING-PAUSED", "HOLD");

        story.tell(ended("m", "2026-08-05", null));
        assertThat(contacts(story, "2026-08-30T10:00")).isNotEmpty();
    }

    @Test
    void shouldCountAgainFromTheDayOnWhichItEndsEarly() {
        DebtorStory story = card("2026-06-04T10:00").tell(started("2026-06-04", UNTIL));
        story.at("2026-06-10T10:00").tell(ended("m", "2026-06-08", null));

        assertThat(age(story)).as("2 before it, then 8, 9 and 10 June").isEqualTo(5);
        assertThat(story.known().standingHolds(story.now(), TestRules.JAKARTA)).isEmpty();
        refused(story, ended("m", "2026-06-09", null), RefusalReason.INVALID_FIELD, "moratorium_ended.on");
        refused(story, ended("m", "2026-06-03", null), RefusalReason.INVALID_FIELD, "moratorium_ended.on");
        refused(
                story,
                ended("x", "2026-06-08", null),
                RefusalReason.MORATORIUM_UNKNOWN,
                "moratorium_ended.moratorium_id");
    }

    @Test
    void shouldCoverAnAccountThatIsOpenedInItAndOnlyTheOneThatItNames() {
        DebtorStory story = card("2026-06-04T10:00").tell(started("2026-06-04", UNTIL));
        story.account(LOAN, "2026-06-06").at("2026-06-20T10:00");

        assertThat(story.account(LOAN).ledger().daysPastDue(LocalDate.parse("2026-06-20")))
                .isZero();

        DebtorStory one = card("2026-06-04T10:00").account(LOAN, "2026-06-01");
        one.tell(new AgeingEvent.MoratoriumStarted(
                new MoratoriumId("m"), Moratorium.Kind.LENDER, CARD, LocalDate.parse("2026-06-04"), UNTIL));
        assertThat(contacts(one, "2026-06-12T00:00")).isNotEmpty();
        assertThat(one.journal.stream()
                        .filter(DebtorEvent.ContactAuthorized.class::isInstance)
                        .flatMap(each -> ((DebtorEvent.ContactAuthorized) each).attempt().covers().stream()))
                .allMatch(step -> step.account().equals(LOAN));
        refused(
                one,
                new AgeingEvent.MoratoriumStarted(
                        new MoratoriumId("n"),
                        Moratorium.Kind.LENDER,
                        new AccountId("none"),
                        LocalDate.parse("2026-06-04"),
                        UNTIL),
                RefusalReason.ACCOUNT_UNKNOWN,
                "moratorium_started.account_id");
    }

    @Test
    void shouldTakeMoneyAndNoChargeOfItsDays() {
        DebtorStory story = card("2026-06-04T10:00").tell(started("2026-06-04", UNTIL));
        LenderEvent charge = new LenderEvent.ChargePosted(
                CARD, "c", DebtorStory.rupiah(5), LocalDate.parse("2026-07-01"), "INTEREST");

        refused(story, charge, RefusalReason.CHARGED_IN_MORATORIUM, "occurred_at");
        story.pay(CARD, "p", 40);
        assertThat(story.account(CARD).ledger().balanceMinor()).isEqualTo(60);
        refused(story.at("2026-06-24T23:59"), charge, RefusalReason.CHARGED_IN_MORATORIUM, "occurred_at");
        story.at("2026-06-25T00:00").tell(charge);
    }

    @Test
    void shouldKeepToWhatThePackSaysOfItsKind() {
        Moratorium.Kind kind = Moratorium.Kind.BREATHING_SPACE;
        DebtorStory story = card("2026-06-04T10:00");
        LocalDate from = LocalDate.parse("2026-06-04");

        refused(
                story,
                started("m", kind, "2026-06-04", from.plusDays(61)),
                RefusalReason.MORATORIUM_TOO_LONG,
                "moratorium_started.until");
        refused(
                story,
                started("m", kind, "2026-06-04", null),
                RefusalReason.MORATORIUM_TOO_LONG,
                "moratorium_started.until");
        story.tell(started("m", kind, "2026-06-04", from.plusDays(60)));
        refused(
                story,
                started("m", kind, "2026-06-04", from.plusDays(60)),
                RefusalReason.MORATORIUM_EXISTS,
                "moratorium_started.moratorium_id");
        story.at("2027-06-03T10:00");
        refused(
                story,
                started("n", kind, "2027-06-03", LocalDate.parse("2027-06-30")),
                RefusalReason.MORATORIUM_TOO_SOON,
                "moratorium_started.from");
        story.tell(started("o", Moratorium.Kind.MENTAL_HEALTH_CRISIS, "2027-06-03", null));
        story.at("2027-06-04T10:00").tell(started("n", kind, "2027-06-04", LocalDate.parse("2027-06-30")));
        refused(
                story,
                started("p", Moratorium.Kind.LENDER, "2027-06-06", null),
                RefusalReason.IN_FUTURE,
                "moratorium_started.from");
        refused(
                story,
                started("p", Moratorium.Kind.LENDER, "2027-06-04", LocalDate.parse("2027-06-04")),
                RefusalReason.INVALID_FIELD,
                "moratorium_started.until");
    }

    /** UK-04: joint debtors are covered too, of the debt that they owe together and of no other. */
    @Test
    void shouldCoverWhatIsOwedTogetherWithSomebodyWhoHasOne() {
        DebtorStory story = card("2026-06-04T10:00").account(LOAN, "2026-06-01");
        story.tell(jointly("j", CARD, "2026-06-04", UNTIL));
        List<String> contacts = contacts(story, "2026-09-01T00:00");
        List<StepReference> aboutTheCard = story.events(DebtorEvent.ContactAuthorized.class).stream()
                .flatMap(each -> each.attempt().covers().stream())
                .filter(step -> step.account().equals(CARD))
                .toList();

        assertThat(contacts).anyMatch(each -> each.compareTo("2026-06-25") < 0);
        assertThat(aboutTheCard).as("goes on by itself").isNotEmpty();
        assertThat(story.events(DebtorEvent.ContactAuthorized.class).stream()
                        .filter(each -> each.at()
                                .isBefore(UNTIL.atStartOfDay(TestRules.JAKARTA).toInstant()))
                        .flatMap(each -> each.attempt().covers().stream()))
                .allMatch(step -> step.account().equals(LOAN));
    }

    /** The moratorium of another one is neither bound nor counted as one of this debtor's own. */
    @Test
    void shouldLeaveTheDebtorsOwnRespiteAsItIsWhenAJointDebtorHasOne() {
        Moratorium.Kind kind = Moratorium.Kind.BREATHING_SPACE;
        DebtorStory story = card("2026-06-04T10:00");
        story.tell(jointly("j", CARD, "2026-06-04", null));
        story.tell(started("m", kind, "2026-06-04", UNTIL));
        story.at("2026-07-01T10:00").tell(jointly("k", CARD, "2026-07-01", LocalDate.parse("2026-08-30")));

        refused(
                story,
                started("n", kind, "2026-07-01", LocalDate.parse("2026-07-02")),
                RefusalReason.MORATORIUM_TOO_SOON,
                "moratorium_started.from");
        refused(
                story,
                started("l", Moratorium.Kind.JOINT_DEBTOR, "2026-07-01", null),
                RefusalReason.INVALID_FIELD,
                "moratorium_started.account_id");
    }

    private static AgeingEvent.MoratoriumStarted jointly(
            String id, AccountId account, String from, @Nullable LocalDate until) {
        return new AgeingEvent.MoratoriumStarted(
                new MoratoriumId(id), Moratorium.Kind.JOINT_DEBTOR, account, LocalDate.parse(from), until);
    }

    @Test
    void shouldGoOnForThirtyDaysAfterTheTreatmentOfACrisis() {
        DebtorStory story = card("2026-06-04T10:00");
        story.tell(started("m", Moratorium.Kind.MENTAL_HEALTH_CRISIS, "2026-06-04", null));
        story.at("2026-08-02T10:00");

        refused(story, ended("m", "2026-08-31", "2026-08-01"), RefusalReason.INVALID_FIELD, "moratorium_ended.on");
        story.tell(ended("m", "2026-09-01", "2026-08-01"));

        assertThat(age(story.at("2026-08-31T23:00"))).isEqualTo(2);
        assertThat(age(story.at("2026-09-01T00:00"))).isEqualTo(3);
    }

    @Test
    void shouldNotBeAHoldThatIsPlaced() {
        Hold hold = new Hold(new HoldId("h"), Hold.Kind.MORATORIUM, null, null);

        refused(
                card("2026-06-04T10:00"),
                new LenderEvent.HoldPlaced(hold),
                RefusalReason.INVALID_FIELD,
                "hold_placed.kind");
    }

    @Test
    void shouldOnlyHoldDaysWhenAnAccountIsPaused() {
        DebtorStory story = card("2026-06-02T10:00").wake().answer(Answer.HANDED_OVER);
        story.at("2026-06-04T06:00").tell(paused("z", "2026-06-04", "2026-06-11"));

        assertThat(age(story)).isEqualTo(2);
        assertThat(DebtorRules.circumstances(story.known(), story.context()).holds())
                .isEmpty();
        assertThat(age(story.at("2026-06-12T10:00"))).isEqualTo(4);
        refused(story, paused("z", "2026-06-04", null), RefusalReason.PAUSE_EXISTS, "ageing_paused.pause_id");
        refused(story, paused("y", "2026-06-04", "2026-06-04"), RefusalReason.INVALID_FIELD, "ageing_paused.until");
        refused(story, resumed("y", "2026-06-05"), RefusalReason.PAUSE_UNKNOWN, "ageing_resumed.pause_id");
        refused(story, resumed("z", "2026-06-12"), RefusalReason.INVALID_FIELD, "ageing_resumed.on");
        story.tell(resumed("z", "2026-06-06"));
        assertThat(age(story)).isEqualTo(9);
    }

    /** The account comes back to a bucket that it had entered; the anchor is the same, so nothing of it is said twice. */
    @Test
    void shouldRepeatNoStepWhenAPauseIsToldLate() {
        List<String> all = contacts(card("2026-05-28T10:00"), "2026-09-01T00:00");
        DebtorStory story = card("2026-05-28T10:00");
        List<String> before = contacts(story, "2026-07-10T00:00");
        story.tell(paused("z", "2026-06-05", "2026-07-05"));
        List<String> after = contacts(story, "2026-12-01T00:00");
        List<String> together = new ArrayList<>(steps(before));
        together.addAll(steps(after));

        assertThat(together).isEqualTo(steps(all));
    }

    @Test
    void shouldSayOnWhichDayItEnteredItsBucketThoughDaysDidNotCount() {
        DebtorStory story = card("2026-05-28T10:00").tell(paused("z", "2026-06-02", "2026-06-12"));
        contacts(story, "2026-07-20T00:00");
        DebtorEvent.BucketEntered last = story.events(DebtorEvent.BucketEntered.class)
                .get(story.events(DebtorEvent.BucketEntered.class).size() - 1);

        assertThat(last.to()).isEqualTo("B2");
        assertThat(story.account(CARD).enteredBucketOn())
                .isEqualTo(LocalDate.ofInstant(last.at(), TestRules.JAKARTA))
                .isEqualTo("2026-07-12");
        assertThat(story.account(CARD).bucketSince())
                .as("as if every day had counted")
                .isEqualTo("2026-07-02");
    }

    @Test
    void shouldSayThatItIsWaitedForTheLenderWhenAPauseHasNoEnd() {
        DebtorStory story = card("2026-06-02T10:00").wake().answer(Answer.HANDED_OVER);
        story.at("2026-06-02T12:00").tell(paused("z", "2026-06-03", null));

        assertThat(story.nextWakeUp()).isNull();
        story.at("2026-06-03T12:00");
        assertThat(story.waitsFor()).containsExactly("AGEING-PAUSED");
        assertThat(DebtorRules.explain(story.state, story.context()).awaited())
                .isInstanceOf(Awaited.EndOfSuspension.class);
    }

    @Test
    void shouldKeepAnAccountOfADebtorWithManyMoratoriaInBounds() {
        DebtorStory story = card("2026-06-04T10:00");
        for (int i = 0; i < Ageing.MOST; i++) {
            story.tell(started("m" + i, Moratorium.Kind.LENDER, "2026-01-01", LocalDate.parse("2026-01-02")));
            story.tell(paused("z" + i, "2026-01-01", "2026-01-02"));
        }

        refused(
                story,
                started("x", Moratorium.Kind.LENDER, "2026-01-01", null),
                RefusalReason.TOO_MANY,
                "moratorium_started.moratorium_id");
        refused(story, paused("x", "2026-01-01", null), RefusalReason.TOO_MANY, "ageing_paused.pause_id");
        assertThat(story.account(CARD).ledger().ageing().spans()).hasSize(1);
        story.tell(new LenderEvent.AccountOpened(
                LOAN, DebtorStory.rupiah(1), LocalDate.parse("2026-06-01"), AccountTerms.NONE));
        assertThat(story.account(LOAN).ledger().ageing().pauses()).hasSize(Ageing.MOST);
    }
}
