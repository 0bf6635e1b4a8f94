package dev.janji.gateways.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every adapter must do, and what the gateway in front of it makes of that; a channel's test implements this. */
public interface ChannelPortContract {
    /** The same bench during one test. */
    ProviderBench bench();

    @Test
    default void shouldHandOverOnceWhenTheProviderAccepts() {
        SendPermit permit = permit();
        SendAnswer answer = send(message(1, Behaviour.ACCEPTS), permit);
        assertThat(answer).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(((SendAnswer.HandedOver) answer).providerReference()).isNotBlank();
        assertThat(permit.state()).isEqualTo(SendPermit.State.CLAIMED);
        assertThat(bench().taken(attempt(1))).isEqualTo(1);
    }

    @Test
    default void shouldSayRefusedWhenTheProviderRefuses() {
        assertThat(refusal(send(message(1, Behaviour.REFUSES), permit())))
                .isIn(RefusalReason.REJECTED, RefusalReason.INVALID_ADDRESS);
        assertThat(bench().taken(attempt(1))).isZero();
    }

    @Test
    default void shouldSaySoWhenTheProviderWantsUsToComeLater() {
        assertThat(refusal(send(message(1, Behaviour.THROTTLES), permit())))
                .isIn(RefusalReason.THROTTLED, RefusalReason.TEMPORARY);
        assertThat(bench().taken(attempt(1))).isZero();
    }

    @Test
    default void shouldSayUnknownWhenTheProviderIsLostBeforeItAccepts() {
        SendPermit permit = permit();
        assertThat(send(message(1, Behaviour.LOST_BEFORE_ACCEPTANCE), permit)).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(permit.state()).isEqualTo(SendPermit.State.CLAIMED);
        assertThat(bench().taken(attempt(1))).isZero();
        assertThat(lookUp(1))
                .isInstanceOf(bench().answersLookUps() ? LookUpAnswer.NeverSent.class : LookUpAnswer.CannotTell.class);
    }

    @Test
    default void shouldSayUnknownWhenTheProviderIsLostAfterItAccepted() {
        assertThat(send(message(1, Behaviour.LOST_AFTER_ACCEPTANCE), permit())).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(bench().taken(attempt(1))).isEqualTo(1);
        assertThat(lookUp(1))
                .isInstanceOf(bench().answersLookUps() ? LookUpAnswer.Sent.class : LookUpAnswer.CannotTell.class);
    }

    @Test
    default void shouldSendNothingWhenThePermitWasRevokedBefore() {
        SendPermit permit = permit();
        permit.revoke();
        assertThat(send(message(1, Behaviour.ACCEPTS), permit)).isEqualTo(withdrawn());
        assertThat(bench().taken(attempt(1))).isZero();
    }

    @Test
    default void shouldSendNothingWhenThePermitIsRevokedInTheMiddleOfTheClaim() {
        ContractClock claimClock = new ContractClock();
        SendPermit permit = new SendPermit(claimClock, ContractClock.START.plusSeconds(30), () -> false);
        claimClock.closeGate();
        CompletionStage<SendAnswer> answer = bench().port().send(message(1, Behaviour.ACCEPTS), permit);
        claimClock.awaitReader();
        assertThat(permit.revoke()).isTrue();
        claimClock.openGate();
        assertThat(Answers.get(answer)).isEqualTo(withdrawn());
        assertThat(bench().taken(attempt(1))).isZero();
    }

    @Test
    default void shouldSendNothingWhenValidUntilIsReached() {
        SendPermit permit = new SendPermit(bench().clock(), ContractClock.START, () -> false);
        assertThat(send(message(1, Behaviour.ACCEPTS), permit))
                .isEqualTo(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED));
        assertThat(bench().taken(attempt(1))).isZero();
    }

    @Test
    default void shouldSayUnreachableAndRecoverWhenTheProviderIsDown() {
        send(message(1, Behaviour.ACCEPTS), permit());
        bench().setDown(true);
        SendPermit permit = permit();
        assertThat(refusal(send(message(2, Behaviour.ACCEPTS), permit))).isEqualTo(RefusalReason.UNREACHABLE);
        assertThat(permit.state()).isNotEqualTo(SendPermit.State.CLAIMED);
        bench().setDown(false);
        assertThat(send(message(3, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(bench().taken(attempt(2))).isZero();
    }

    @Test
    default void shouldSendEachOnceWhenManyComeAtOnce() {
        List<CompletionStage<SendAnswer>> answers = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            answers.add(bench().port().send(message(i, Behaviour.ACCEPTS), permit()));
        }
        answers.forEach(answer -> assertThat(Answers.get(answer)).isInstanceOf(SendAnswer.HandedOver.class));
        for (int i = 1; i <= 100; i++) {
            assertThat(bench().taken(attempt(i))).as("attempt %d", i).isEqualTo(1);
        }
    }

    @Test
    default void shouldBeRecognisedByTheProviderWhenAnAttemptIsSentAgainAfterARestart() {
        assertThat(send(message(1, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        bench().restartAdapter();
        assertThat(send(message(1, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(bench().delivered(attempt(1))).isEqualTo(1);
    }

    @Test
    default void shouldAnswerLookUpsFromBeforeWhenRestarted() {
        send(message(1, Behaviour.ACCEPTS), permit());
        bench().restartAdapter();
        if (bench().answersLookUps()) {
            assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
            assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.NeverSent.class);
        } else {
            assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.CannotTell.class);
            assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.CannotTell.class);
        }
    }

    @Test
    default void shouldOnlyBeSureOfWhatItsRecordCannotHaveForgottenWhenMuchTimeHasPassed() {
        LookUpAnswer ofANewOne = lookUp(2);
        send(message(1, Behaviour.ACCEPTS), permit());
        bench().clock().moveTo(LONG_AFTER);
        bench().restartAdapter();
        assertThat(lookUp(1)).as("it was sent").isNotInstanceOf(LookUpAnswer.NeverSent.class);
        assertThat(Answers.get(bench().port().lookUp(new DoubtedAttempt(attempt(3), LONG_AFTER))))
                .as("what is forgotten stands in nobody's way")
                .hasSameClassAs(ofANewOne);
    }

    @Test
    default void shouldRefuseAndSendNothingWhenClosed() {
        bench().port().close();
        SendPermit permit = permit();
        assertThat(refusal(send(message(1, Behaviour.ACCEPTS), permit))).isEqualTo(RefusalReason.STOPPING);
        assertThat(permit.state()).isNotEqualTo(SendPermit.State.CLAIMED);
        assertThat(bench().taken(attempt(1))).isZero();
        bench().port().close();
    }

    @Test
    default void shouldNotSendAgainBehindTheGatewayWhenAnAttemptComesTwice() {
        try (GatewayBehindProbe gateway = new GatewayBehindProbe(bench(), 1_000)) {
            gateway.send(message(1, Behaviour.ACCEPTS));
            gateway.send(message(1, Behaviour.ACCEPTS));
            SendAnswer first = gateway.nextAnswer();
            assertThat(first).isInstanceOf(SendAnswer.HandedOver.class);
            assertThat(gateway.nextAnswer()).isEqualTo(first);
            assertThat(bench().taken(attempt(1))).isEqualTo(1);
            assertThat(gateway.withdraw(attempt(1))).isInstanceOf(ChannelGateway.AlreadySent.class);
        }
    }

    @Test
    default void shouldNotSendBehindTheGatewayWhenWithdrawnFromItsQueue() {
        try (GatewayBehindProbe gateway = new GatewayBehindProbe(bench(), GatewayBehindProbe.ONE_AT_ALL)) {
            gateway.send(message(1, Behaviour.ACCEPTS));
            assertThat(gateway.nextAnswer()).isInstanceOf(SendAnswer.HandedOver.class);
            gateway.send(message(2, Behaviour.ACCEPTS));
            assertThat(gateway.withdraw(attempt(2))).isInstanceOf(ChannelGateway.Withdrawn.class);
            assertThat(gateway.nextAnswer()).isEqualTo(withdrawn());
            assertThat(bench().taken(attempt(2))).isZero();
        }
    }

    @Test
    default void shouldNotSendBehindTheGatewayWhenItsTimePassedInTheQueue() {
        try (GatewayBehindProbe gateway = new GatewayBehindProbe(bench(), GatewayBehindProbe.ONE_AT_ALL)) {
            gateway.send(message(1, Behaviour.ACCEPTS));
            assertThat(gateway.nextAnswer()).isInstanceOf(SendAnswer.HandedOver.class);
            gateway.send(message(2, Behaviour.ACCEPTS));
            assertThat(gateway.lookUp(doubted(2))).isInstanceOf(LookUpAnswer.CannotTell.class);
            bench().clock().moveTo(VALID_UNTIL);
            assertThat(gateway.nextAnswer()).isEqualTo(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED));
            assertThat(bench().taken(attempt(2))).isZero();
        }
    }

    /** Longer than any record is kept. */
    Instant LONG_AFTER = ContractClock.START.plus(Duration.ofDays(400));

    Instant VALID_UNTIL = ContractClock.START.plusSeconds(30);
    DebtorKey DEBTOR = new DebtorKey(new LenderId("acme"), new DebtorId("debtor-1"));

    static AttemptId attempt(int number) {
        return AttemptId.of(DEBTOR, number);
    }

    /** The attempt, as it is looked up when it was authorised at the beginning. */
    static DoubtedAttempt doubted(int number) {
        return new DoubtedAttempt(attempt(number), ContractClock.START);
    }

    default OutboundMessage message(int number, Behaviour behaviour) {
        return new OutboundMessage(
                attempt(number),
                DEBTOR,
                new ContactPointId("cp-1"),
                bench().addressFor(behaviour),
                "A subject",
                "A text",
                "due-1",
                Set.of("plan-1"),
                VALID_UNTIL);
    }

    default SendPermit permit() {
        return new SendPermit(bench().clock(), VALID_UNTIL, () -> false);
    }

    default SendAnswer send(OutboundMessage message, SendPermit permit) {
        return Answers.get(bench().port().send(message, permit));
    }

    default LookUpAnswer lookUp(int number) {
        return Answers.get(bench().port().lookUp(doubted(number)));
    }

    static SendAnswer withdrawn() {
        return new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN);
    }

    static RefusalReason refusal(SendAnswer answer) {
        assertThat(answer).isInstanceOf(SendAnswer.Refused.class);
        return ((SendAnswer.Refused) answer).reason();
    }
}
