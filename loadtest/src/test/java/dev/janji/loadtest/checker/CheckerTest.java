package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Forged bad histories, one or more per invariant, and good ones that look odd. */
class CheckerTest {
    private static final String PAID = "2026-04-08T03:00:00Z";

    @Test
    void shouldFindNothingWhenAllIsWell() {
        assertThat(Forge.good().checked().violations()).isEmpty();
    }

    @Test
    void shouldFindTheLossWhenAnAcknowledgedEventIsNotStored() {
        Forge forge = Forge.good();
        forge.rows.remove(forge.rows.size() - 1);

        assertThat(broken(forge)).containsExactly(Invariant.I1);
        assertThat(forge.checked().violations().get(0).history()).hasSize(1);
    }

    @Test
    void shouldFindTheLossWhenAnotherEventStandsAtTheAcknowledgedNumber() {
        Forge forge = Forge.good();
        int last = forge.rows.size();
        forge.change(
                last,
                "writer-1",
                record -> record.getLenderEventAppliedBuilder().setEventId("e-9"));

        assertThat(broken(forge)).contains(Invariant.I1, Invariant.I2);
    }

    @Test
    void shouldFindTheStoredEventWhenItWasRefused() {
        Forge forge = Forge.good();
        relabel(
                forge,
                "e-4",
                line -> line.put("answer", "rejected")
                        .put("reason", "ACCOUNT_UNKNOWN")
                        .put("expected", "ACCOUNT_UNKNOWN"));

        assertThat(broken(forge)).containsExactly(Invariant.I1);
    }

    @Test
    void shouldFindTheWrongAmountWhenAPaymentIsStoredWithAnother() {
        Forge forge = Forge.good();
        forge.change(
                forge.rows.size(),
                "writer-1",
                record -> record.getLenderEventAppliedBuilder()
                        .getPaymentReceivedBuilder()
                        .getAmountBuilder()
                        .setMinor(50_000));

        assertThat(broken(forge)).containsExactly(Invariant.I1);
    }

    @Test
    void shouldFindTheSecondTimeWhenAnEventIsAppliedTwice() {
        Forge forge = Forge.good();
        forge.rows.add(new JournalRow(
                Forge.KEY,
                forge.rows.size() + 1,
                "writer-1",
                forge.rows.get(forge.rows.size() - 1).record().toBuilder()
                        .setSequenceNumber(forge.rows.size() + 1)
                        .build()));

        assertThat(broken(forge)).containsExactly(Invariant.I2);
    }

    @Test
    void shouldFindTheSecondTimeWhenAPaymentIsAppliedUnderAnotherEvent() {
        Forge forge = Forge.good().payment("e-5", "pay-1", 5_000, "2026-04-08T04:00:00Z");

        assertThat(broken(forge)).contains(Invariant.I2);
    }

    @Test
    void shouldFindTheSecondSendingWhenAnAttemptReachesTheProviderTwice() {
        Forge forge = Forge.good();
        forge.reached("2026-04-07T02:00:05Z");

        assertThat(broken(forge)).containsExactly(Invariant.I3);
    }

    @Test
    void shouldFindTheContactWhenNothingAuthorizesIt() {
        Forge forge = Forge.good();
        forge.sent.add(new SentContact(
                Forge.KEY + "~99",
                Forge.KEY,
                "SMS",
                "sms",
                Instant.parse("2026-04-07T03:00:00Z"),
                Forge.wall("2026-04-07T03:00:00Z"),
                Forge.wall("2026-04-07T03:00:00Z"),
                null));

        assertThat(broken(forge)).containsExactly(Invariant.I3);
    }

    @Test
    void shouldFindTwoOpenAttempts() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.authorized("2026-04-04T01:00:00Z", 0, "sms").authorized("2026-04-04T01:00:01Z", 0, "sms");
        forge.end = Instant.parse("2026-04-04T01:00:10Z");

        assertThat(broken(forge)).contains(Invariant.I3);
    }

    @Test
    void shouldFindTheContactThatLeftAfterAnAcknowledgedPayment() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.contact("2026-04-04T01:00:00Z", 0);
        forge.authorized("2026-04-07T02:00:00Z", 1, "sms");
        forge.payment("e-4", "pay-1", 5_000, "2026-04-07T02:00:02Z");
        forge.reached("2026-04-07T02:00:05Z").answered("2026-04-07T02:00:05Z");

        assertThat(broken(forge)).contains(Invariant.I4);
    }

    @Test
    void shouldAllowTheContactThatLeftAfterAPaymentWhenTheAnswerSaidThatItMay() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z").contact("2026-04-04T01:00:00Z", 0);
        forge.authorized("2026-04-07T02:00:00Z", 1, "sms");
        forge.payment("e-4", "pay-1", 5_000, "2026-04-07T02:00:02Z");
        forge.reached("2026-04-07T02:00:05Z").answered("2026-04-07T02:00:05Z");
        relabel(forge, "e-4", line -> line.put("contactInDoubt", true));

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldFindTheContactOutsideItsHours() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T00:59:59Z").contact("2026-04-04T00:59:59Z", 0);
        forge.end = Instant.parse("2026-04-05T00:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.I5);
    }

    @Test
    void shouldFindTheContactThatOneOfTheZonesForbidsWhenTheZoneIsUnknown() {
        Forge forge = new Forge().begun("");
        // 18:30 in Jakarta, 20:30 in Jayapura
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T11:30:00Z").contact("2026-04-04T11:30:00Z", 0);
        forge.end = Instant.parse("2026-04-05T00:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.I5);
    }

    @Test
    void shouldFindTheContactOnAHoliday() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.contact("2026-04-03T02:00:00Z", 0);
        forge.end = Instant.parse("2026-04-05T00:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.I5);
    }

    @Test
    void shouldFindTheContactBeyondTheDailyCap() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        for (int i = 1; i <= 3; i++) {
            forge.lender(
                    "e-1" + i,
                    "ContactMadeElsewhere",
                    "2026-04-04T00:30:00Z",
                    line -> line.put("account", "card").put("channel", "VOICE").put("result", "NOT_REACHED"));
        }
        forge.contact("2026-04-04T01:00:00Z", 0);
        forge.end = Instant.parse("2026-04-05T00:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.I5);
    }

    @Test
    void shouldFindTheContactToAForbiddenPoint() {
        for (String point : new String[] {"sms-2", "sms-kin", "sms-out", "sms-unknown"}) {
            Forge forge = new Forge().begun("Asia/Jakarta");
            forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
            forge.authorized("2026-04-04T01:00:00Z", 0, point)
                    .reached("2026-04-04T01:00:00Z")
                    .answered("2026-04-04T01:00:00Z");
            forge.end = Instant.parse("2026-04-05T00:00:00Z");

            assertThat(broken(forge)).as(point).containsExactly(Invariant.I5);
        }
    }

    @Test
    void shouldFindTheStepThatCameBeforeItsTime() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.contact("2026-04-02T02:00:00Z", 0);
        forge.end = Instant.parse("2026-04-05T00:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.I6);
    }

    @Test
    void shouldFindTheGapInAHistory() {
        Forge forge = Forge.good();
        forge.rows.remove(4);

        assertThat(broken(forge)).contains(Invariant.I7);
    }

    @Test
    void shouldFindTwoWritersWhenTheyTakeTurns() {
        Forge forge = Forge.good();
        forge.change(6, "writer-2", record -> {});

        assertThat(broken(forge)).containsExactly(Invariant.I7);
    }

    @Test
    void shouldAllowAnotherWriterWhenItStays() {
        Forge forge = Forge.good();
        for (int i = 6; i <= forge.rows.size(); i++) {
            forge.change(i, "writer-2", record -> {});
        }

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldFindTheContactAfterItsValidity() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        forge.authorized("2026-04-04T01:00:00Z", 0, "sms")
                .reached("2026-04-04T01:00:30Z")
                .answered("2026-04-04T01:00:30Z");
        forge.end = Instant.parse("2026-04-05T00:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.I7);
    }

    @Test
    void shouldFindTheContactWhileNobodyMayBeContacted() {
        contactAfter("DisputeOpened", line -> line.put("account", "card").put("dispute", "d-1"));
        contactAfter(
                "HoldPlaced", line -> line.put("account", "").put("hold", "h-1").put("holdKind", "HARDSHIP"));
        contactAfter(
                "HoldPlaced",
                line -> line.put("account", "")
                        .put("hold", "h-1")
                        .put("holdKind", "HARDSHIP")
                        .put("until", "2026-04-04T01:00:01Z"));
        contactAfter(
                "PromiseRecorded",
                line -> line.put("account", "card")
                        .put("promise", "p-1")
                        .put("due", "2026-04-10")
                        .put("amountMinor", 5_000));
        contactAfter("AccountClosed", line -> line.put("account", "card"));
        contactAfter("DebtorErased", line -> {});
        contactAfter(
                "PaymentReceived",
                line -> line.put("account", "card").put("paymentId", "pay-0").put("amountMinor", 5_000));
        contactAfter(
                "PaymentReceived",
                line -> line.put("account", "card").put("paymentId", "pay-0").put("amountMinor", 1));
    }

    private static void contactAfter(String kind, Consumer<ObjectNode> content) {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        forge.lender("e-4", kind, "2026-04-04T00:30:00Z", content);
        forge.contact("2026-04-04T01:00:00Z", 0);
        forge.end = Instant.parse("2026-04-05T00:00:00Z");

        assertThat(broken(forge)).as(kind).contains(Invariant.STATE);
    }

    @Test
    void shouldFindTheContactBeforeTheDebtorWentLive() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        relabel(forge, "e-1", line -> line.put("asOf", "2026-04-01T00:00:00Z"));
        forge.contact("2026-04-04T01:00:00Z", 0);

        assertThat(broken(forge)).containsExactlyInAnyOrder(Invariant.STATE, Invariant.SEGMENT);
    }

    @Test
    void shouldFindTheReminderThatComesAfterItsDay() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-07T01:00:00Z").contact("2026-04-07T01:00:00Z", 0);
        forge.end = Instant.parse("2026-04-07T01:30:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.STATE);
    }

    @Test
    void shouldDemandNothingWhenTheDayOfAReminderIsOver() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-07T01:00:00Z");
        forge.end = Instant.parse("2026-04-07T01:30:00Z");

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldFindTheForgottenDebtorWhenNoContactFollowsADueStep() {
        Forge forge = Forge.good();
        forge.end = Instant.parse("2026-04-08T02:59:00Z");
        while (forge.rows.size() > 7) {
            forge.rows.remove(7);
        }
        forge.facts.remove(3);
        forge.sent.remove(1);

        assertThat(broken(forge)).containsExactly(Invariant.PLAN);
        assertThat(forge.checked().violations().get(0).what()).contains("H+1");
    }

    @Test
    void shouldFindTheForgottenDebtorWhenAPartialPaymentEndsItsPlan() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z").contact("2026-04-04T01:00:00Z", 0);
        forge.contact("2026-04-07T02:00:00Z", 1);
        forge.payment("e-4", "pay-1", 2_000, PAID);
        // H+3 on Thursday 9 April, 18:00 in Jakarta
        forge.end = Instant.parse("2026-04-09T11:30:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheDeferredContactThatNeverCame() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        forge.end = Instant.parse("2026-04-04T02:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheAttemptThatStaysOpen() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        forge.authorized("2026-04-04T01:00:00Z", 0, "sms").reached("2026-04-04T01:00:00Z");
        forge.end = Instant.parse("2026-04-04T02:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldDemandNothingWhenTheStepWasRefusedByARule() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.refused("2026-04-03T02:00:00Z", 0).refused("2026-04-07T02:00:00Z", 1);

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldDemandNothingWhileTheDebtorIsOnHold() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.lender(
                "e-4",
                "HoldPlaced",
                "2026-04-02T00:00:00Z",
                line -> line.put("account", "").put("hold", "h-1").put("holdKind", "HARDSHIP"));
        forge.end = Instant.parse("2026-06-01T00:00:00Z");

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldDemandAContactWhenTheHoldHasEnded() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.lender(
                "e-4",
                "HoldPlaced",
                "2026-04-02T00:00:00Z",
                line -> line.put("account", "")
                        .put("hold", "h-1")
                        .put("holdKind", "HARDSHIP")
                        .put("until", "2026-04-08T00:00:00Z"));
        forge.end = Instant.parse("2026-04-08T01:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheWrongDaysPastDue() {
        Forge forge = Forge.good();
        forge.readings.add(new DaysPastDueReading(
                Forge.KEY, Instant.parse("2026-04-07T12:00:00Z"), forge.rows.size() - 1L, "card", 2, 5_000));

        assertThat(broken(forge)).containsExactly(Invariant.DPD);
    }

    @Test
    void shouldBelieveTheRightDaysPastDue() {
        Forge forge = Forge.good();
        forge.readings.add(new DaysPastDueReading(
                Forge.KEY, Instant.parse("2026-04-07T12:00:00Z"), forge.rows.size() - 1L, "card", 1, 5_000));
        forge.readings.add(new DaysPastDueReading(
                Forge.KEY, Instant.parse("2026-04-08T12:00:00Z"), forge.rows.size(), "card", 0, 0));

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldFindTheUnexpectedRefusal() {
        Forge forge = Forge.good();
        forge.fact("e-5", "PaymentReceived", PAID, "rejected", 0, line -> line.put("reason", "ACCOUNT_CLOSED"));

        assertThat(broken(forge)).containsExactly(Invariant.ANSWERS);
    }

    @Test
    void shouldAllowAnEventThatIsStoredThoughItsAnswerNeverCame() {
        Forge forge = Forge.good();
        relabel(forge, "e-4", line -> line.put("answer", "none").put("ackedWallMicros", 0));

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldAllowAnUnansweredEventThatIsNotStored() {
        Forge forge = Forge.good().fact("e-5", "PaymentReceived", PAID, "none", 0, line -> line.put("paymentId", "p"));

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldAllowADuplicateWhenTheEventWasSentAgain() {
        Forge forge = Forge.good();
        relabel(forge, "e-4", line -> line.put("duplicate", true).put("sends", 2));

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldAllowASecondEventOfAPaymentThatIsAnsweredAsTheFirst() {
        Forge forge = Forge.good();
        forge.fact(
                "e-5",
                "PaymentReceived",
                PAID,
                "accepted",
                forge.rows.size(),
                line -> line.put("account", "card")
                        .put("paymentId", "pay-1")
                        .put("amountMinor", 5_000)
                        .put("expected", "duplicate")
                        .put("duplicate", true));

        assertThat(broken(forge)).isEmpty();
    }

    private static Set<Invariant> broken(Forge forge) {
        return forge.checked().violations().stream().map(Violation::invariant).collect(Collectors.toSet());
    }

    private static void relabel(Forge forge, String id, Consumer<ObjectNode> change) {
        forge.facts.replaceAll(fact -> {
            if (!fact.eventId().equals(id)) {
                return fact;
            }
            ObjectNode line = new ObjectMapper().createObjectNode().setAll((ObjectNode) fact.line());
            change.accept(line);
            return LenderFact.of(line);
        });
    }
}
