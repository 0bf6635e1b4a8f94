package dev.janji.loadtest.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever judges {@code ./janji loadtest withdraw --sockets} sees each fault that is planted, and none where there is none. */
final class PaidResultTest {
    private static final int RACE_DAY = 2;

    @Test
    void shouldFindNothingWhenNothingCameAfterTheAcknowledgement() {
        PaidCase full = paid(false);
        comes(full, 1, 10);
        PaidCase partial = paid(true);
        comes(partial, 3, 900);
        PaidCase meanwhile = paid(false);
        comes(meanwhile, RACE_DAY, 150);
        PaidCase late = paid(false);
        comes(late, RACE_DAY, 50);

        PaidResult result = PaidResult.of(List.of(full, partial, meanwhile, late, new PaidCase(9)), 0, 10);

        assertThat(result.violations()).isEmpty();
        assertThat(result.met()).isEqualTo(3);
        assertThat(result.late()).isEqualTo(1);
        assertThat(result.leftMeanwhile()).isEqualTo(1);
        assertThat(result.sentAgain()).isEqualTo(1);
    }

    @Test
    void shouldFindAMessageThatComesAfterTheAcknowledgement() {
        PaidCase paid = paid(false);
        comes(paid, RACE_DAY, 201);

        assertThat(violations(paid)).singleElement().asString().contains("after the acknowledgement, on day 2");
    }

    @Test
    void shouldFindAMessageOfThatDayToWhoeverPaidInPart() {
        PaidCase paid = paid(true);
        comes(paid, RACE_DAY, 201);
        comes(paid, 3, 900);

        assertThat(violations(paid)).singleElement().asString().contains("after the acknowledgement, on day 2");
    }

    @Test
    void shouldFindAMessageOfALaterDayToWhoeverPaidAll() {
        PaidCase paid = paid(false);
        comes(paid, 3, 900);

        assertThat(violations(paid)).singleElement().asString().contains("after the acknowledgement, on day 3");
    }

    @Test
    void shouldLetAMessageInDoubtComeOnThatDay() {
        PaidCase paid = paid(false);
        paid.isInDoubt = true;
        comes(paid, RACE_DAY, 201);

        assertThat(violations(paid)).isEmpty();
    }

    @Test
    void shouldFindADoubtAboutNothing() {
        PaidCase paid = paid(false);
        paid.isInDoubt = true;

        assertThat(violations(paid)).singleElement().asString().contains("never left");
    }

    @Test
    void shouldFindAMessageThatCameTwice() {
        PaidCase unpaid = new PaidCase(1);
        comes(unpaid, 1, 10);
        comes(unpaid, 1, 11);

        assertThat(violations(unpaid)).singleElement().asString().contains("twice");
    }

    @Test
    void shouldFindADebtorWhoStillOwesAndIsForgotten() {
        assertThat(violations(paid(true))).singleElement().asString().contains("nobody wrote again");
    }

    @Test
    void shouldFindAPaymentThatIsNotAcknowledged() {
        PaidCase paid = paid(false);
        paid.ackedNanos = 0;
        PaidCase refused = paid(false);
        refused.refused = "REJECTION_REASON_UNAVAILABLE";

        assertThat(violations(paid)).singleElement().asString().contains("got none");
        assertThat(violations(refused)).singleElement().asString().contains("UNAVAILABLE");
    }

    @Test
    void shouldFindAMessageThatIsNobodys() {
        assertThat(PaidResult.of(List.of(), 1, 10).violations()).hasSize(1);
    }

    private static List<String> violations(PaidCase paid) {
        return PaidResult.of(List.of(paid), 0, 10).violations();
    }

    private static PaidCase paid(boolean isPartial) {
        PaidCase paid = new PaidCase(1);
        paid.paidOn = RACE_DAY;
        paid.isPartial = isPartial;
        paid.sentNanos = 100;
        paid.ackedNanos = 200;
        return paid;
    }

    private static void comes(PaidCase paid, int day, long nanos) {
        paid.arrivals.add(new PaidCase.Arrival(day, nanos));
    }
}
