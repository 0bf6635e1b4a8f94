package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A card of which 100 fell due on 1 June; steps are H+1, H+3, H+7, H+14 and H+30 after a due date and D-3 before it. */
class ArrangementsTest {
    private static final ArrangementId FIRST = new ArrangementId("first");

    private final DebtorStory story = DebtorStory.ofCard("2026-06-02T07:00", "2026-06-01");

    private static AgreementEvent.ArrangementAgreed agreed(ArrangementId id, long waived, String... dates) {
        List<Instalment> instalments = new ArrayList<>();
        for (String date : dates) {
            instalments.add(new Instalment(instalments.size() + 1, LocalDate.parse(date), 100 / dates.length));
        }
        return new AgreementEvent.ArrangementAgreed(CARD, id, instalments, Arrangement.Role.TEAM_LEADER, waived);
    }

    private Arrangement.State state() {
        return story.account(CARD).ledger().arrangement().state();
    }

    @Test
    void shouldBePlannedByItsOwnDueDatesAndGoOnWhereTheScheduleStoodWhenItIsBroken() {
        // given: H+1 and H+3 of 1 June were taken
        assertThat(story.liveUntil("2026-06-05T09:00")).containsExactly("2026-06-02 H+1", "2026-06-04 H+3");

        // when: two halves, on 20 June and 20 July
        story.tell(agreed(FIRST, 0, "2026-06-20", "2026-07-20"));

        // then: it is current, and the plan counts from the first half; two days of grace after it, the first
        // schedule's next step is due
        assertThat(story.account(CARD).bucket()).isEqualTo("CURRENT");
        assertThat(story.liveUntil("2026-06-22T23:00")).containsExactly("2026-06-17 D-3", "2026-06-22 H+1");
        assertThat(story.liveUntil("2026-06-23T00:00")).isEmpty();
        assertThat(state()).isEqualTo(Arrangement.State.BROKEN);
        assertThat(story.account(CARD).ledger().daysPastDue(LocalDate.parse("2026-06-23")))
                .isEqualTo(22);
        assertThat(story.liveUntil("2026-07-05T00:00"))
                .as("H+7 gave way to H+14, which is taken now; nothing is taken twice")
                .containsExactly("2026-06-23 H+14", "2026-07-01 H+30");
    }

    @Test
    void shouldCompleteWithTheLastPaymentAndOpenAgainWithItsReversal() {
        story.tell(agreed(FIRST, 10, "2026-06-20", "2026-07-20"))
                .at("2026-06-19T10:00")
                .pay(CARD, "p1", 50)
                .at("2026-07-19T10:00")
                .pay(CARD, "p2", 50);
        assertThat(state()).isEqualTo(Arrangement.State.COMPLETED);

        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p2"), "NSF"));
        assertThat(state()).isEqualTo(Arrangement.State.ACTIVE);
        assertThat(story.nextWakeUp()).isNotNull();

        story.liveUntil("2026-07-23T00:00");
        assertThat(state()).isEqualTo(Arrangement.State.BROKEN);
        assertThat(story.events(DebtorEvent.ArrangementSettled.class))
                .extracting(DebtorEvent.ArrangementSettled::to)
                .containsExactly(Arrangement.State.COMPLETED, Arrangement.State.ACTIVE, Arrangement.State.BROKEN);
    }

    @Test
    void shouldSupersedeAnActivePromise() {
        story.promise("pr1", 100, "2026-06-08").tell(agreed(FIRST, 0, "2026-06-20"));

        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.SUPERSEDED);
        story.liveUntil("2026-06-15T00:00");
        assertThat(story.account(CARD).promises()).as("neither kept nor broken").isEqualTo(PromiseTally.NONE);
    }

    @Test
    void shouldLetAPromiseBeMadeAboutAnInstalment() {
        story.tell(agreed(FIRST, 0, "2026-06-20", "2026-07-20"))
                .at("2026-06-21T10:00")
                .promise("pr1", 50, "2026-06-21")
                .pay(CARD, "p1", 50);

        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.KEPT);
        assertThat(state()).isEqualTo(Arrangement.State.ACTIVE);
    }

    @Test
    void shouldTakeThePromiseBackAndCollectAgain() {
        story.promise("pr1", 100, "2026-06-20");
        assertThat(story.liveUntil("2026-06-05T00:00")).isEmpty();

        story.tell(new AgreementEvent.PromiseCancelled(CARD, new PromiseId("pr1"), "DEBTOR"));

        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.CANCELLED);
        assertThat(story.events(DebtorEvent.PromiseSettled.class))
                .as("nobody but the lender cancelled it")
                .isEmpty();
        assertThat(story.liveUntil("2026-06-06T00:00")).containsExactly("2026-06-05 H+3");
        story.liveUntil("2026-06-30T00:00");
        assertThat(story.account(CARD).promises()).isEqualTo(PromiseTally.NONE);
    }

    @Test
    void shouldComeBackToTheScheduleWhenTheLenderEndsIt() {
        story.tell(agreed(FIRST, 0, "2026-06-20"))
                .at("2026-06-10T10:00")
                .tell(new AgreementEvent.ArrangementEnded(CARD, FIRST, Arrangement.State.CANCELLED));

        assertThat(story.account(CARD).ledger().daysPastDue(LocalDate.parse("2026-06-10")))
                .isEqualTo(9);
        assertThat(story.decide(new AgreementEvent.ArrangementEnded(CARD, FIRST, Arrangement.State.BROKEN)))
                .isEqualTo(
                        new Decision.Rejected(RefusalReason.ARRANGEMENT_UNKNOWN, "arrangement_ended.arrangement_id"));
    }

    @Test
    void shouldRefuseWhatNobodyCouldAgree() {
        assertThat(story.decide(agreed(FIRST, 0, "2026-06-01")))
                .as("due before it was agreed")
                .isEqualTo(rejected(RefusalReason.INVALID_SCHEDULE, "instalments.due_date"));
        assertThat(story.decide(agreed(FIRST, -1, "2026-06-20")))
                .isEqualTo(rejected(RefusalReason.INVALID_AMOUNT, "waived_minor"));
        assertThat(story.decide(agreed(FIRST, 0))).isEqualTo(rejected(RefusalReason.INVALID_SCHEDULE, "instalments"));
        assertThat(story.decide(agreed(FIRST, 11, "2026-06-20")))
                .isEqualTo(rejected(RefusalReason.BEYOND_AUTHORITY, "waived_minor"));
        assertThat(story.decide(agreed(FIRST, 0, "2026-06-20", "2027-06-03")))
                .isEqualTo(rejected(RefusalReason.BEYOND_AUTHORITY, "instalments.due_date"));
        assertThat(story.decide(new AgreementEvent.ArrangementEnded(CARD, FIRST, Arrangement.State.ACTIVE)))
                .isEqualTo(new Decision.Rejected(RefusalReason.INVALID_FIELD, "arrangement_ended.outcome"));
    }

    @Test
    void shouldJudgeTheDatesByTheDayOnWhichItWasAgreed() {
        story.at("2026-06-30T10:00");
        ApplyLenderEvent told = story.command(agreed(FIRST, 0, "2026-06-20", "2026-08-20"));
        ApplyLenderEvent late = new ApplyLenderEvent(
                told.eventId(), told.body(), told.occurredAt().minus(Duration.ofDays(15)), null, told.event());

        assertThat(story.decide(told)).isEqualTo(rejected(RefusalReason.INVALID_SCHEDULE, "instalments.due_date"));
        story.accept(late);
        assertThat(state()).as("its first half is long unpaid").isEqualTo(Arrangement.State.BROKEN);
    }

    private static Decision rejected(RefusalReason reason, String field) {
        return new Decision.Rejected(reason, "arrangement_agreed." + field);
    }
}
