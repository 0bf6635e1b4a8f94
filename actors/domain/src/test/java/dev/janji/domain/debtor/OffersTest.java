package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.testing.StepDraft.due;
import static dev.janji.domain.testing.StepDraft.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.StrategyDraft;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A card of which 100 fell due on 1 June; steps are H+1, H+3, H+7, H+14 and H+30 after a due date and D-3 before it. */
class OffersTest {
    private static final OfferId FIRST = new OfferId("first");
    private static final OfferId SECOND = new OfferId("second");

    private final DebtorStory story = DebtorStory.ofCard("2026-06-03T08:00", "2026-06-01");

    private static AgreementEvent.OfferMade made(OfferId id, String validUntil, long waived, String... dates) {
        List<Instalment> instalments = new ArrayList<>();
        for (String date : dates) {
            instalments.add(new Instalment(instalments.size() + 1, LocalDate.parse(date), 100 / dates.length));
        }
        return new AgreementEvent.OfferMade(
                CARD,
                id,
                Offer.Kind.RESCHEDULING,
                instalments,
                Arrangement.Role.TEAM_LEADER,
                waived,
                LocalDate.parse(validUntil),
                "letter-7");
    }

    private static AgreementEvent.OfferMade made(OfferId id, String validUntil) {
        return made(id, validUntil, 10, "2026-06-20", "2026-07-20");
    }

    private static AgreementEvent.OfferAnswered answered(OfferId id, Offer.Answer answer) {
        return new AgreementEvent.OfferAnswered(CARD, id, answer);
    }

    private Offer.State state() {
        return story.account(CARD).offer().state();
    }

    private List<String> settled() {
        return story.events(DebtorEvent.OfferSettled.class).stream()
                .map(each -> each.offer() + " " + each.from() + " " + each.to())
                .toList();
    }

    @Test
    void shouldChaseNobodyWhileTheOfferIsConsideredAndThenGoOn() {
        story.tell(made(FIRST, "2026-06-20"));

        assertThat(story.waitsFor()).containsExactly(HouseRule.OFFER.id());
        assertThat(DebtorRules.explain(story.state, story.context()).awaited()).isInstanceOf(Awaited.NextStep.class);
        assertThat(story.liveUntil("2026-06-12T00:00"))
                .as("H+3 gave way to H+7 in the seven days from 3 June")
                .containsExactly("2026-06-10 H+7");
        assertThat(state()).as("it is open for the rest of its days").isEqualTo(Offer.State.OPEN);
        assertThat(story.liveUntil("2026-06-21T00:00")).containsExactly("2026-06-15 H+14");
        assertThat(settled()).containsExactly("first OPEN LAPSED");
    }

    @ParameterizedTest(name = "{0} days: contacted on {1}")
    @CsvSource({
        "0, 2026-06-03 H+1",
        "1, 2026-06-04 H+1",
        "2, 2026-06-05 H+3",
        "31, 2026-06-08 H+3",
    })
    void shouldWaitAsLongAsTheLenderSaysAndNeverLongerThanTheOffer(int days, String contacted) {
        RuleContext.LenderRules usual = story.context().rules();
        story.by(new RuleContext.LenderRules(
                usual.strategies(),
                usual.policy(),
                usual.buckets(),
                usual.promiseTerms(),
                usual.arrangementTerms(),
                usual.contactValidity(),
                usual.clockSkew(),
                usual.quiet(),
                new Offer.Terms(days)));

        story.tell(made(FIRST, "2026-06-07"));

        assertThat(story.liveUntil("2026-06-09T00:00").get(0)).isEqualTo(contacted);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 32})
    void shouldRefuseATimeOfConsiderationOutsideItsRange(int days) {
        assertThatThrownBy(() -> new Offer.Terms(days)).hasMessageContaining("consideration-days from 0 to 31");
    }

    @ParameterizedTest(name = "made {0}: {1}")
    @CsvSource({
        "2026-06-03T08:00, 2026-06-08 offer-1 2026-06-10 H+3",
        "2026-06-08T10:00, 2026-06-08 offer-1 2026-06-10 H+3",
        "2026-06-08T10:01, 2026-06-10 H+3",
    })
    void shouldRemindOnceBeforeTheLastDayUnlessTheTimeForItIsOver(String at, String contacts) {
        // given: nothing was sent yet, and on 8 June at 10:00 the debtor is reminded of what ends on 9 June
        story.by(StrategyDraft.of("s-1", due("H+3", 3, "09:00"), on("offer-1", Trigger.OFFER_DUE, -1, "10:00"))
                .rules());

        story.at(at).tell(made(FIRST, "2026-06-09"));

        assertThat(String.join(" ", story.liveUntil("2026-06-30T00:00"))).isEqualTo(contacts);
    }

    @Test
    void shouldRemindBesideThePlanWhenTheTimeToConsiderIsOver() {
        story.by(StrategyDraft.of("s-1", due("H+9", 9, "09:00"), on("offer-1", Trigger.OFFER_DUE, -1, "10:00"))
                .rules());

        story.tell(made(FIRST, "2026-06-13"));

        assertThat(story.liveUntil("2026-06-30T00:00")).containsExactly("2026-06-10 H+9", "2026-06-12 offer-1");
    }

    @Test
    void shouldComeToRestWhenTheReminderAndAStepMustWaitForTheSameDay() {
        // given: it was considered for long enough, and on Sunday, 7 June both are due
        DebtorStory sunday = DebtorStory.ofCard("2026-05-28T08:00", "2026-06-01")
                .by(StrategyDraft.of("s-1", due("H+6", 6, "09:00"), on("offer-1", Trigger.OFFER_DUE, -1, "10:00"))
                        .rules())
                .tell(made(FIRST, "2026-06-08"));

        assertThat(sunday.liveUntil("2026-06-08T23:00")).containsExactly("2026-06-08 offer-1", "2026-06-08 H+6");
        assertThat(sunday.events(DebtorEvent.ContactDeferred.class)).hasSizeLessThan(4);
    }

    @Test
    void shouldMakeTheArrangementThatWasOfferedWhenAccepted() {
        story.promise("pr1", 100, "2026-06-20").tell(made(FIRST, "2026-06-20")).at("2026-06-08T10:00");

        story.tell(answered(FIRST, Offer.Answer.ACCEPTED));

        Arrangement arrangement = story.account(CARD).ledger().arrangement();
        assertThat(state()).isEqualTo(Offer.State.ACCEPTED);
        assertThat(arrangement.id()).isEqualTo(new ArrangementId("first"));
        assertThat(arrangement.offer()).isEqualTo(FIRST);
        assertThat(arrangement.instalments())
                .isEqualTo(made(FIRST, "2026-06-20").instalments());
        assertThat(arrangement.waivedMinor()).isEqualTo(10);
        assertThat(arrangement.agreedBy()).isEqualTo(Arrangement.Role.TEAM_LEADER);
        assertThat(arrangement.stands()).isTrue();
        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.SUPERSEDED);
        assertThat(story.account(CARD).bucket()).isEqualTo("CURRENT");
        assertThat(story.liveUntil("2026-06-19T00:00"))
                .as("counted from the first instalment")
                .containsExactly("2026-06-17 D-3");
        assertThat(settled()).as("nobody but the debtor ended it").isEmpty();
    }

    @Test
    void shouldCollectAgainWhenItIsDeclinedOrTakenBack() {
        DebtorStory withdrawn = story.copy();
        story.tell(made(FIRST, "2026-06-20")).tell(answered(FIRST, Offer.Answer.DECLINED));
        withdrawn.tell(made(FIRST, "2026-06-20")).tell(new AgreementEvent.OfferWithdrawn(CARD, FIRST));

        assertThat(story.liveUntil("2026-06-05T00:00")).containsExactly("2026-06-03 H+1", "2026-06-04 H+3");
        assertThat(withdrawn.liveUntil("2026-06-05T00:00")).containsExactly("2026-06-03 H+1", "2026-06-04 H+3");
        assertThat(withdrawn.account(CARD).offer().state()).isEqualTo(Offer.State.WITHDRAWN);
    }

    @Test
    void shouldHaveOneOpenOfferOnly() {
        story.tell(made(FIRST, "2026-06-20")).tell(made(SECOND, "2026-06-10"));

        assertThat(settled()).containsExactly("first OPEN SUPERSEDED");
        assertThat(story.account(CARD).offer().id()).isEqualTo(SECOND);
        assertThat(story.decide(answered(FIRST, Offer.Answer.ACCEPTED)))
                .isEqualTo(new Decision.Rejected(RefusalReason.OFFER_UNKNOWN, "offer_answered.offer_id"));
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-10T00:00"));
        story.tell(new AgreementEvent.ArrangementAgreed(
                CARD,
                new ArrangementId("ar"),
                List.of(new Instalment(1, LocalDate.parse("2026-07-01"), 100)),
                Arrangement.Role.AGENT,
                0));
        assertThat(settled()).containsExactly("first OPEN SUPERSEDED", "second OPEN SUPERSEDED");
    }

    @Test
    void shouldBeOverWhenItIsPaidAndOpenAgainWhenThePaymentIsTakenBack() {
        story.tell(made(FIRST, "2026-06-20")).pay(CARD, "p1", 100);
        assertThat(state()).isEqualTo(Offer.State.CANCELLED);
        assertThat(story.decide(answered(FIRST, Offer.Answer.ACCEPTED)))
                .isEqualTo(new Decision.Rejected(RefusalReason.OFFER_NOT_POSSIBLE, "offer_answered.account_id"));

        story.at("2026-06-05T10:00").tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));
        assertThat(state()).isEqualTo(Offer.State.OPEN);

        story.at("2026-06-20T23:59").wake();
        assertThat(state()).isEqualTo(Offer.State.OPEN);
        story.at("2026-06-21T00:00").wake();
        assertThat(settled()).containsExactly("first OPEN CANCELLED", "first CANCELLED OPEN", "first OPEN LAPSED");
    }

    @Test
    void shouldBeOverWhenNobodyWorksTheAccountOrTheDebtorIsErased() {
        for (LenderEvent end : List.of(
                new LenderEvent.AccountClosed(CARD, "PAID"),
                new LenderEvent.AccountRecalled(CARD),
                new LenderEvent.AccountWrittenOff(CARD),
                new LenderEvent.DebtorErased())) {
            DebtorStory ended = story.copy().tell(made(FIRST, "2026-06-20")).tell(end);

            assertThat(ended.account(CARD).offer().state()).as(end.eventName()).isEqualTo(Offer.State.CANCELLED);
        }
    }

    @Test
    void shouldCountTheDayOnWhichItWasAnsweredNotTheOneOnWhichThatWasTold() {
        story.tell(made(FIRST, "2026-06-08")).liveUntil("2026-06-09T10:00");
        assertThat(state()).isEqualTo(Offer.State.LAPSED);
        ApplyLenderEvent told = story.command(answered(FIRST, Offer.Answer.ACCEPTED));

        assertThat(story.decide(told))
                .isEqualTo(new Decision.Rejected(RefusalReason.OFFER_LAPSED, "offer_answered.offer_id"));
        assertThat(state()).as("nothing is lost").isEqualTo(Offer.State.LAPSED);
        story.accept(new ApplyLenderEvent(
                told.eventId(), told.body(), told.occurredAt().minus(Duration.ofHours(11)), null, told.event()));
        assertThat(state()).isEqualTo(Offer.State.ACCEPTED);
        assertThat(story.account(CARD).ledger().hasArrangement()).isTrue();
    }

    @Test
    void shouldRefuseWhatNobodyCouldOffer() {
        assertThat(story.decide(made(FIRST, "2026-06-02")))
                .isEqualTo(rejected(RefusalReason.INVALID_FIELD, "valid_until"));
        assertThat(story.decide(made(FIRST, "2026-06-21")))
                .as("accepted on the last day, the first instalment would be late")
                .isEqualTo(rejected(RefusalReason.INVALID_FIELD, "valid_until"));
        assertThat(story.decide(made(FIRST, "2026-06-20", 11, "2026-06-20")))
                .isEqualTo(rejected(RefusalReason.BEYOND_AUTHORITY, "waived_minor"));
        assertThat(story.decide(made(FIRST, "2026-06-20", 0, "2026-06-20", "2027-06-04")))
                .isEqualTo(rejected(RefusalReason.BEYOND_AUTHORITY, "instalments.due_date"));
        assertThat(story.decide(made(FIRST, "2026-06-20", -1, "2026-06-20")))
                .isEqualTo(rejected(RefusalReason.INVALID_AMOUNT, "waived_minor"));
        assertThat(story.decide(made(FIRST, "2026-06-20", 0)))
                .isEqualTo(rejected(RefusalReason.INVALID_SCHEDULE, "instalments"));
        assertThat(story.copy().pay(CARD, "p1", 100).decide(made(FIRST, "2026-06-20", 0, "2026-06-20")))
                .isEqualTo(rejected(RefusalReason.OFFER_NOT_POSSIBLE, "account_id"));
        story.tell(made(FIRST, "2026-06-20"));
        assertThat(story.decide(made(FIRST, "2026-06-20"))).isEqualTo(rejected(RefusalReason.OFFER_EXISTS, "offer_id"));
        story.tell(answered(FIRST, Offer.Answer.ACCEPTED));
        assertThat(story.decide(made(SECOND, "2026-06-20")))
                .isEqualTo(rejected(RefusalReason.ARRANGEMENT_EXISTS, "account_id"));
        assertThat(story.decide(answered(FIRST, Offer.Answer.DECLINED)))
                .isEqualTo(new Decision.Rejected(RefusalReason.OFFER_NOT_OPEN, "offer_answered.offer_id"));
        assertThat(story.decide(new AgreementEvent.OfferWithdrawn(CARD, SECOND)))
                .isEqualTo(new Decision.Rejected(RefusalReason.OFFER_UNKNOWN, "offer_withdrawn.offer_id"));
    }

    /** That these tests see. */
    static Set<RefusalReason> reasons() {
        return Set.of(
                RefusalReason.OFFER_EXISTS,
                RefusalReason.OFFER_UNKNOWN,
                RefusalReason.OFFER_NOT_OPEN,
                RefusalReason.OFFER_LAPSED,
                RefusalReason.OFFER_NOT_POSSIBLE);
    }

    private static Decision rejected(RefusalReason reason, String field) {
        return new Decision.Rejected(reason, "offer_made." + field);
    }
}
