package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.protocols.journal.v1.PromiseSettled;
import dev.janji.protocols.journal.v1.StepReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forged histories of a credit card: segments, arms, and the steps that are counted from promises, reversals and buckets. */
class SegmentForgeryTest {
    private static final LocalDate PROMISED = LocalDate.of(2026, 4, 10);
    private static final LocalDate BROKEN = LocalDate.of(2026, 4, 12);
    private static final LocalDate REVERSED = LocalDate.of(2026, 4, 9);
    private static final LocalDate HALF_A_YEAR_AGO = LocalDate.of(2025, 10, 1);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 4, 1);

    private final Forge forge = new Forge(HouseRules.creditCard(), "champion");

    @Test
    void shouldFindNothingInThePlanOfEitherArm() {
        assertThat(broken(late())).isEmpty();

        Forge evening = new Forge(HouseRules.creditCard(), "challenger").begun("Asia/Jakarta");
        evening.deferred("2026-04-03T11:00:00Z", "2026-04-04T01:00:00Z", evening.step("evening", "D-3", Forge.DUE));
        evening.contact("2026-04-04T01:00:00Z", evening.step("evening", "D-3", Forge.DUE));
        evening.contact("2026-04-07T11:00:00Z", evening.step("evening", "H+1", Forge.DUE));
        assertThat(broken(evening)).isEmpty();
    }

    @Test
    void shouldFindNothingInABrokenPromiseThatIsFollowedUp() {
        assertThat(broken(followedUp())).isEmpty();
    }

    @Test
    void shouldFindTheStepOfAnotherSegment() {
        Forge ofTheOtherArm = begun();
        ofTheOtherArm.contact("2026-04-07T11:00:00Z", of("evening", "H+1", Forge.DUE));
        ofTheOtherArm.end = Instant.parse("2026-04-07T12:00:00Z");
        assertThat(broken(ofTheOtherArm)).contains(Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheStepOfTheSegmentThatTheAccountLeft() {
        Forge left = followedUp();
        left.contact("2026-04-13T03:00:00Z", of("everybody", "H+7", Forge.DUE));

        assertThat(broken(left)).containsExactly(Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheSegmentThatWasNeverEntered() {
        Forge never = forge.owing("Asia/Jakarta", Forge.DUE);
        never.end = Instant.parse("2026-04-02T00:00:00Z");
        assertThat(broken(never)).containsExactly(Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheBrokenPromiseThatMovesNobody() {
        Forge settled = promised();
        settled(settled, "2026-04-11T17:00:00Z");
        settled.end = Instant.parse("2026-04-11T17:00:01Z");
        assertThat(broken(settled)).containsExactly(Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheSegmentThatTimeAloneAsksFor() {
        Forge silent = promised();
        silent.end = Instant.parse("2026-04-11T17:09:00Z");
        assertThat(broken(silent)).as("within the lateness").isEmpty();
        silent.end = Instant.parse("2026-04-11T17:11:00Z");
        assertThat(broken(silent)).containsExactly(Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheSegmentThatNobodyAskedFor() {
        Forge wrong = late().entered("2026-04-08T02:00:00Z", "everybody", "broken-promise");
        assertThat(broken(wrong)).containsExactly(Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheSegmentThatIsEnteredAgainOrFromElsewhere() {
        Forge again = late().entered("2026-04-08T02:00:00Z", "everybody", "everybody");
        assertThat(told(again)).containsExactly("card entered a segment that it was in");

        Forge elsewhere = new Forge(HouseRules.creditCard(), "champion");
        elsewhere.owing("Asia/Jakarta", Forge.DUE).entered("2026-04-01T00:00:00Z", "evening", "everybody");
        elsewhere.end = Instant.parse("2026-04-02T00:00:00Z");
        assertThat(told(elsewhere)).containsExactly("card left segment evening, but it was in none");
    }

    @Test
    void shouldFindTheArmThatChangesOrIsUnknown() {
        Forge changed = promised();
        settled(changed, "2026-04-11T17:00:00Z");
        changed.entered("2026-04-11T17:00:00Z", "everybody", "broken-promise", "challenger");
        changed.end = Instant.parse("2026-04-11T18:00:00Z");
        assertThat(told(changed)).containsExactly("the debtor's arm was champion and is challenger");

        Forge unknown = new Forge(HouseRules.creditCard(), "underdog").begun("Asia/Jakarta");
        unknown.end = Instant.parse("2026-04-02T00:00:00Z");
        assertThat(told(unknown)).containsExactly("arm 'underdog' is none of the strategy's");
    }

    @Test
    void shouldFindAnotherVersionOfTheStrategy() {
        Forge other = late();
        other.change(4, "writer-1", record -> record.getSegmentEnteredBuilder().setStrategyVersion("credit-card-2"));

        assertThat(told(other))
                .containsExactly("worked by strategy 'credit-card-2', but the checker knows only credit-card-1");
    }

    @Test
    void shouldFindArmsThatAreNoShareOfTheDebtors() {
        assertThat(debtors(120, 24).violations()).isEmpty();
        assertThat(debtors(120, 0).violations())
                .hasSize(2)
                .allMatch(violation -> violation.invariant() == Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheContactDuringAPromise() {
        Forge during = promised();
        during.contact("2026-04-09T11:00:00Z", of("everybody", "H+3", Forge.DUE));
        during.end = Instant.parse("2026-04-10T00:00:00Z");

        assertThat(told(during)).containsExactly("a contact while promised");
    }

    @Test
    void shouldFindTheSecondReminderOfAPromise() {
        Forge twice = promised();
        twice.contact("2026-04-10T03:00:00Z", of("everybody", "promise-1", PROMISED));
        twice.end = Instant.parse("2026-04-11T00:00:00Z");

        assertThat(told(twice)).containsExactly("step promise-1 of 2026-04-10 is taken again");
    }

    @Test
    void shouldFindTheReminderThatNeverCame() {
        Forge never = late();
        promise(never);
        never.end = Instant.parse("2026-04-09T04:00:00Z");
        assertThat(broken(never)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheReminderOfADayThatIsOver() {
        Forge late = late();
        promise(late);
        late.deferred("2026-04-09T03:00:00Z", "2026-04-11T02:00:00Z", of("everybody", "promise-1", PROMISED));
        late.contact("2026-04-11T02:00:00Z", of("everybody", "promise-1", PROMISED));
        late.end = Instant.parse("2026-04-11T03:00:00Z");
        assertThat(told(late)).containsExactly("step promise-1 of 2026-04-10 after its day");
    }

    @Test
    void shouldFindTheFollowUpOfAPromiseThatWasKeptAfterAll() {
        Forge kept = promised();
        settled(kept, "2026-04-11T17:00:00Z");
        kept.entered("2026-04-11T17:00:00Z", "everybody", "broken-promise");
        // Booked late, in time by its value date: half of what is overdue, all of what was promised.
        kept.lender(
                "e-5",
                "PaymentReceived",
                "2026-04-11T18:00:00Z",
                line -> line.put("account", "card")
                        .put("paymentId", "pay-1")
                        .put("amountMinor", 2_000)
                        .put("valueDate", "2026-04-11"));
        kept.entered("2026-04-11T18:00:00Z", "broken-promise", "everybody");
        kept.deferred("2026-04-12T17:00:00Z", "2026-04-13T01:00:00Z", of("everybody", "H+3", Forge.DUE));
        kept.contact("2026-04-13T01:00:00Z", of("broken-promise", "promise-broken+0", BROKEN));
        kept.end = Instant.parse("2026-04-13T01:05:00Z");

        assertThat(told(kept))
                .containsExactly("a contact counted from PROMISE_BROKEN 2026-04-12 while that day is none");
    }

    @Test
    void shouldFindTheBrokenPromiseThatNobodyFollowsUp() {
        Forge silent = promised();
        settled(silent, "2026-04-11T17:00:00Z");
        silent.entered("2026-04-11T17:00:00Z", "everybody", "broken-promise");
        silent.end = Instant.parse("2026-04-12T04:00:00Z");

        assertThat(broken(silent)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldDemandTheFollowUpBeforeEveryLaterStep() {
        Forge jumped = promised();
        settled(jumped, "2026-04-11T17:00:00Z");
        jumped.entered("2026-04-11T17:00:00Z", "everybody", "broken-promise");
        jumped.deferred(
                "2026-04-12T03:00:00Z", "2026-04-20T03:00:00Z", of("broken-promise", "promise-broken+0", BROKEN));
        jumped.contact("2026-04-20T03:00:00Z", of("broken-promise", "H+14", Forge.DUE));
        jumped.end = Instant.parse("2026-04-20T03:01:00Z");

        assertThat(broken(jumped)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldDemandThatAContactCoversTheDueStepsOfOtherTriggers() {
        StepReference third = of("everybody", "H+3", Forge.DUE);
        StepReference returned = of("everybody", "payment-reversed+0", REVERSED);

        assertThat(broken(reversed(third, returned))).isEmpty();
        assertThat(broken(reversed(third))).containsExactly(Invariant.PLAN);
        assertThat(broken(reversed(returned))).containsExactly(Invariant.PLAN);
        assertThat(broken(reversed(returned, third, of("everybody", "H+1", Forge.DUE))))
                .containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheNoticeOfAReturnedPaymentWhenAnotherOneCame() {
        Forge again = reversed(of("everybody", "H+3", Forge.DUE));
        again.rows.subList(again.rows.size() - 2, again.rows.size()).clear();
        again.sent.remove(again.sent.size() - 1);
        again.payment("e-7", "pay-2", 1_000, "2026-04-09T12:00:01Z");
        again.contact("2026-04-10T03:00:00Z", of("everybody", "payment-reversed+0", REVERSED));
        again.end = Instant.parse("2026-04-10T03:00:01Z");

        assertThat(told(again)).contains("a contact counted from PAYMENT_REVERSED 2026-04-09 while that day is none");
    }

    @Test
    void shouldFindTheRefusalOfAStepBeforeItsTime() {
        Forge early = late().refused("2026-04-08T01:00:00Z", of("everybody", "H+3", Forge.DUE));

        assertThat(broken(early)).containsExactly(Invariant.I6);
    }

    @Test
    void shouldFindNothingWhenAnOldAccountIsHandedOver() {
        Forge given = handedOver();
        given.end = Instant.parse("2026-06-01T00:00:00Z");
        assertThat(broken(given)).isEmpty();
    }

    @Test
    void shouldFindTheAccountThatIsNeverHandedOver() {
        Forge kept = old();
        kept.end = Instant.parse("2026-04-01T02:11:00Z");
        assertThat(broken(kept)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldDemandTheHandOverWhenTimeAloneBringsIt() {
        LocalDate due = FIRST_DAY.minusDays(HousePlan.LAST_BUCKET_FROM - 1);
        Forge old = forge.owing("Asia/Jakarta", due).entered("2026-04-01T00:00:00Z", "", "everybody");
        old.deferred("2026-04-01T00:00:00Z", "2026-04-01T01:00:00Z", of("everybody", "H+120", due))
                .refused("2026-04-01T01:00:00Z", of("everybody", "H+120", due));
        old.end = Instant.parse("2026-04-02T02:09:00Z");
        assertThat(broken(old)).isEmpty();
        old.end = Instant.parse("2026-04-02T02:11:00Z");
        assertThat(broken(old)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheHandOverThatIsTooEarlyOrForAnotherDueDate() {
        Forge early = old();
        early.handedOver("2026-04-01T01:30:00Z", HALF_A_YEAR_AGO, of("everybody", "bucket+0", FIRST_DAY));
        assertThat(broken(early)).containsExactly(Invariant.I6);

        Forge other = new Forge(HouseRules.creditCard(), "champion");
        old(other).handedOver("2026-04-01T02:00:00Z", Forge.DUE, of("everybody", "bucket+0", FIRST_DAY));
        assertThat(broken(other)).containsExactly(Invariant.STATE);

        Forge young = new Forge(HouseRules.creditCard(), "champion").begun("Asia/Jakarta");
        young.handedOver("2026-04-02T02:00:00Z", Forge.DUE, of("everybody", "bucket+0", FIRST_DAY));
        young.end = Instant.parse("2026-04-02T03:00:00Z");
        assertThat(broken(young)).containsExactly(Invariant.STATE);
    }

    @Test
    void shouldFindTheContactAfterAHandOver() {
        Forge contacted = handedOver();
        contacted.lender(
                "e-4",
                "PaymentReversed",
                "2026-04-02T03:00:00Z",
                line -> line.put("account", "card").put("paymentId", "pay-0"));
        contacted.contact("2026-04-02T03:00:01Z", of("everybody", "payment-reversed+0", LocalDate.of(2026, 4, 2)));
        assertThat(told(contacted)).contains("a contact while handed over");
    }

    @Test
    void shouldAllowTheContactAfterAHandOverWhenTheAccountIsPlacedAgain() {
        Forge placed = handedOver();
        placed.lender("e-4", "AccountPlaced", "2026-04-02T02:00:00Z", line -> line.put("account", "card"));
        placed.lender(
                "e-5",
                "PaymentReversed",
                "2026-04-02T03:00:00Z",
                line -> line.put("account", "card").put("paymentId", "pay-0"));
        placed.refused("2026-04-02T03:00:01Z", of("everybody", "payment-reversed+0", LocalDate.of(2026, 4, 2)));
        assertThat(broken(placed)).isEmpty();
    }

    private StepReference of(String segment, String name, LocalDate day) {
        return forge.step(segment, name, day);
    }

    /** The reminder waits on Good Friday. */
    private Forge begun() {
        return forge.begun("Asia/Jakarta")
                .deferred("2026-04-03T02:00:00Z", "2026-04-04T01:00:00Z", of("everybody", "D-3", Forge.DUE))
                .contact("2026-04-04T01:00:00Z", of("everybody", "D-3", Forge.DUE));
    }

    private Forge late() {
        return begun().contact("2026-04-07T02:00:00Z", of("everybody", "H+1", Forge.DUE));
    }

    private static void promise(Forge forge) {
        forge.lender(
                "e-4",
                "PromiseRecorded",
                "2026-04-08T03:00:00Z",
                line -> line.put("account", "card")
                        .put("promise", "p-1")
                        .put("due", PROMISED.toString())
                        .put("amountMinor", 2_000));
    }

    /** Until the deadline, 11 April. */
    private Forge promised() {
        Forge promised = late();
        promise(promised);
        return promised.contact("2026-04-09T03:00:00Z", of("everybody", "promise-1", PROMISED));
    }

    private static void settled(Forge forge, String at) {
        forge.row(
                at,
                record -> record.setManifest("debtor.PromiseSettled")
                        .setPromiseSettled(PromiseSettled.newBuilder().setAccountId("card")));
    }

    /** On Monday, because 12 April is a Sunday. */
    private Forge followedUp() {
        Forge followed = promised();
        settled(followed, "2026-04-11T17:00:00Z");
        followed.entered("2026-04-11T17:00:00Z", "everybody", "broken-promise");
        StepReference step = of("broken-promise", "promise-broken+0", BROKEN);
        followed.deferred("2026-04-12T03:00:00Z", "2026-04-13T01:00:00Z", step).contact("2026-04-13T01:00:00Z", step);
        followed.end = Instant.parse("2026-04-20T03:05:00Z");
        return followed;
    }

    /** Paid on 8 April, taken back on the evening of the 9th, and then told. */
    private static Forge reversed(StepReference... steps) {
        Forge reversed = new SegmentForgeryTest().late();
        reversed.payment("e-4", "pay-1", 5_000, "2026-04-08T03:00:00Z");
        reversed.lender(
                "e-5",
                "PaymentReversed",
                "2026-04-09T12:00:00Z",
                line -> line.put("account", "card").put("paymentId", "pay-1"));
        reversed.contact("2026-04-09T12:00:00Z", steps);
        reversed.end = Instant.parse("2026-04-09T12:05:00Z");
        return reversed;
    }

    private Forge old() {
        return old(forge);
    }

    /** In the last bucket when it comes: the latest contact is refused at eight, at nine the lawyers get it. */
    private Forge old(Forge old) {
        old.owing("Asia/Jakarta", HALF_A_YEAR_AGO).entered("2026-04-01T00:00:00Z", "", "everybody");
        StepReference latest = of("everybody", "H+120", HALF_A_YEAR_AGO);
        old.deferred("2026-04-01T00:00:00Z", "2026-04-01T01:00:00Z", latest).refused("2026-04-01T01:00:00Z", latest);
        old.end = Instant.parse("2026-04-01T02:05:00Z");
        return old;
    }

    private Forge handedOver() {
        Forge given = old().handedOver("2026-04-01T02:00:00Z", HALF_A_YEAR_AGO, of("everybody", "bucket+0", FIRST_DAY));
        given.end = Instant.parse("2026-04-02T04:00:00Z");
        return given;
    }

    /** So many debtors with a good history, the first of them in the evening. */
    private static Verdict debtors(int all, int challengers) {
        List<LenderFact> facts = new ArrayList<>();
        List<JournalRow> rows = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            Forge one = new Forge(HouseRules.creditCard(), i < challengers ? "challenger" : "champion");
            one.begun("Asia/Jakarta");
            String debtor = "client-" + (i + 1);
            one.facts.forEach(fact -> {
                ObjectNode line = new ObjectMapper().createObjectNode().setAll((ObjectNode) fact.line());
                facts.add(LenderFact.of(line.put("debtor", debtor)));
            });
            one.rows.forEach(row ->
                    rows.add(new JournalRow("bank~" + debtor, row.sequenceNumber(), row.writer(), row.record())));
        }
        Instant end = Instant.parse("2026-04-02T00:00:00Z");
        return Checker.check(
                Evidence.of(facts, rows, List.of(), List.of(), StopLog.NONE, end), HouseRules.creditCard());
    }

    private static List<Invariant> broken(Forge forge) {
        return forge.checked().violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }

    private static List<String> told(Forge forge) {
        return forge.checked().violations().stream().map(Violation::what).toList();
    }
}
