package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.RejectionReason;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events over the real wire, through the real rules, into a real store. */
@ExtendWith(RunningServer.Extension.class)
class PublishIT {
    private final String debtor = "d-" + UUID.randomUUID();
    private int events;

    /** What only the debtor's state can refuse: a name, what was published before, the bad event, the reason. */
    private record Refusal(String name, PublishRequest.Builder event, RejectionReason reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                refusal("unknown account", Requests.paid("nobody", "p", 100), "ACCOUNT_UNKNOWN"),
                refusal("account opened twice", Requests.opened("a", 100), "ACCOUNT_EXISTS"),
                refusal("closed account", Requests.paid("closed", "p", 100), "ACCOUNT_CLOSED"),
                refusal("wrong currency", Requests.paidIn("USD", "a", "p-usd", 100), "CURRENCY_MISMATCH"),
                refusal("negative amount", Requests.paid("a", "p-negative", -1), "INVALID_AMOUNT"),
                refusal("zero amount", Requests.paid("a", "p-zero", 0), "INVALID_AMOUNT"),
                refusal(
                        "payment that happened in the future",
                        Requests.paid("a", "p-future", 100).setOccurredAt(inTheYear2040()),
                        "IN_FUTURE"),
                refusal("payment dated in the future", Requests.paidOn(2040, "a", "p-dated", 100), "IN_FUTURE"),
                refusal("payment id with another amount", Requests.paid("a", "p-1", 999), "PAYMENT_ID_REUSED"),
                refusal("reversal of an unknown payment", Requests.reversed("a", "p-none"), "PAYMENT_UNKNOWN"),
                refusal("second reversal", Requests.reversed("a", "p-reversed"), "PAYMENT_ALREADY_REVERSED"),
                refusal("unknown contact point", Requests.consentWithdrawn("nothing"), "CONTACT_POINT_UNKNOWN"),
                refusal("unknown dispute", Requests.disputeResolved("a", "none"), "DISPUTE_UNKNOWN"),
                refusal("unknown hold", Requests.holdLifted("none"), "HOLD_UNKNOWN"),
                refusal("live debtor goes live", Requests.goLive(), "ALREADY_LIVE"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseByNameAndGoOnWhenTheDebtorsStateForbidsIt(Refusal refusal, RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given
            givenADebtor(lender);

            // when
            PublishResponse answer = publish(lender, refusal.event());

            // then
            assertThat(answer.getRejected().getReason()).isEqualTo(refusal.reason());
            assertThat(answer.getRejected().getDetail()).isNotEmpty();
            accepted(lender, Requests.paid("a", "p-next", 100));
            lender.complete();
        }
    }

    @Test
    void shouldRefuseTheFirstEventWhenItDoesNotTellWhoTheDebtorIs(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            PublishResponse answer = publish(lender, Requests.opened("a", 100));

            assertThat(answer.getRejected().getReason()).isEqualTo(RejectionReason.REJECTION_REASON_DEBTOR_UNKNOWN);
            accepted(lender, Requests.upserted());
        }
    }

    @Test
    void shouldAnswerADuplicateWithTheFirstAnswer(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given
            givenADebtor(lender);
            PublishRequest.Builder payment = named(Requests.paid("a", "p-2", 100));
            PublishResponse first = lender.publish(payment);

            // when
            PublishResponse again = lender.publish(payment);
            PublishResponse underAnotherEvent = publish(lender, Requests.paid("a", "p-2", 100));

            // then
            assertThat(first.getAccepted().getDuplicate()).isFalse();
            assertThat(again.getAccepted().getDuplicate()).isTrue();
            assertThat(again.getAccepted().getSequenceNumber())
                    .isEqualTo(first.getAccepted().getSequenceNumber());
            assertThat(underAnotherEvent.getAccepted().getDuplicate()).isTrue();
            assertThat(underAnotherEvent.getAccepted().getSequenceNumber())
                    .isEqualTo(first.getAccepted().getSequenceNumber());
        }
    }

    @Test
    void shouldRefuseWhenTheSameIdComesWithAnotherBody(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given
            givenADebtor(lender);
            PublishRequest.Builder payment = named(Requests.paid("a", "p-3", 100));
            lender.publish(payment);

            // when
            PublishResponse other =
                    lender.publish(named(Requests.paid("a", "p-4", 100)).setEventId(payment.getEventId()));

            // then
            assertThat(other.getRejected().getReason()).isEqualTo(RejectionReason.REJECTION_REASON_EVENT_ID_REUSED);
            accepted(lender, Requests.paid("a", "p-5", 100));
        }
    }

    @Test
    void shouldKeepTwoLendersApartWhenTheirDebtorsHaveTheSameId(RunningServer server) throws Exception {
        try (TestLender a = new TestLender(server, RunningServer.BANK_A);
                TestLender b = new TestLender(server, RunningServer.BANK_B)) {
            givenADebtor(a);

            PublishResponse answer = publish(b, Requests.paid("a", "p", 100));

            assertThat(answer.getRejected().getReason()).isEqualTo(RejectionReason.REJECTION_REASON_DEBTOR_UNKNOWN);
        }
    }

    private void givenADebtor(TestLender lender) throws InterruptedException {
        accepted(lender, Requests.upserted());
        accepted(lender, Requests.opened("a", 1_000));
        accepted(lender, Requests.opened("closed", 0));
        accepted(lender, Requests.closed("closed"));
        accepted(lender, Requests.paid("a", "p-1", 100));
        accepted(lender, Requests.paid("a", "p-reversed", 100));
        accepted(lender, Requests.reversed("a", "p-reversed"));
    }

    private void accepted(TestLender lender, PublishRequest.Builder event) throws InterruptedException {
        PublishResponse answer = publish(lender, event);
        assertThat(answer.hasAccepted()).as("%s", answer).isTrue();
        assertThat(answer.getAccepted().getSequenceNumber()).isPositive();
    }

    private PublishResponse publish(TestLender lender, PublishRequest.Builder event) throws InterruptedException {
        return lender.publish(named(event));
    }

    private PublishRequest.Builder named(PublishRequest.Builder event) {
        return event.setDebtorId(debtor).setEventId("e-" + ++events);
    }

    private static Refusal refusal(String name, PublishRequest.Builder event, String reason) {
        return new Refusal(name, event, RejectionReason.valueOf("REJECTION_REASON_" + reason));
    }

    private static Timestamp inTheYear2040() {
        return Timestamp.newBuilder().setSeconds(2_209_000_000L).build();
    }
}
