package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

final class ChannelGatewayTest {
    private static final double FAST = 1_000_000;
    private static final SendAnswer EXPIRED = new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED);
    private static final SendAnswer WITHDRAWN = new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN);

    @Test
    void shouldHoldTheClockUntilTheOneAnswer() {
        GatewayBench bench = GatewayBench.roomy();
        TestInbox<ChannelGateway.Answered> answers = bench.send(1);
        assertThat(bench.clock.openHolds()).isEqualTo(1);
        bench.port.taken.get(0).accept();
        bench.settle();
        assertThat(onlyAnswer(answers)).isEqualTo(new SendAnswer.HandedOver("ref-" + GatewayBench.attempt(1)));
        assertThat(bench.clock.openHolds()).isZero();
        assertThat(bench.hasTimer("PortSilent")).isFalse();
    }

    @Test
    void shouldGiveTheFirstAnswerAndSendNothingWhenAnAttemptComesAgain() {
        GatewayBench bench = GatewayBench.roomy();
        TestInbox<ChannelGateway.Answered> first = bench.send(1);
        TestInbox<ChannelGateway.Answered> meanwhile = bench.send(1);
        bench.port.taken.get(0).accept();
        bench.settle();
        TestInbox<ChannelGateway.Answered> afterwards = bench.send(1);
        assertThat(bench.port.taken).hasSize(1);
        SendAnswer answer = onlyAnswer(first);
        assertThat(onlyAnswer(meanwhile)).isEqualTo(answer);
        assertThat(onlyAnswer(afterwards)).isEqualTo(answer);
    }

    @Test
    void shouldNotTroubleTheAdapterWhenAQueuedAttemptIsWithdrawn() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(10, FAST, 1, 100));
        bench.send(1);
        TestInbox<ChannelGateway.Answered> queued = bench.send(2);
        assertThat(bench.withdraw(2)).isEqualTo(new ChannelGateway.Withdrawn(GatewayBench.attempt(2)));
        assertThat(onlyAnswer(queued)).isEqualTo(WITHDRAWN);
        bench.port.taken.get(0).accept();
        bench.settle();
        assertThat(bench.port.taken).hasSize(1);
        assertThat(bench.clock.openHolds()).isZero();
    }

    @Test
    void shouldRevokeThePermitWhenASendingAttemptIsWithdrawn() {
        GatewayBench bench = GatewayBench.roomy();
        TestInbox<ChannelGateway.Answered> answers = bench.send(1);
        assertThat(bench.withdraw(1)).isInstanceOf(ChannelGateway.Withdrawn.class);
        bench.port.taken.get(0).accept();
        bench.settle();
        assertThat(onlyAnswer(answers)).isEqualTo(WITHDRAWN);
        assertThat(bench.port.taken.get(0).permit.state()).isEqualTo(SendPermit.State.REVOKED);
    }

    @Test
    void shouldSayAlreadySentAtOnceWhenThePermitWasClaimed() {
        GatewayBench bench = GatewayBench.roomy();
        TestInbox<ChannelGateway.Answered> answers = bench.send(1);
        assertThat(bench.port.taken.get(0).permit.claim()).isTrue();
        assertThat(bench.withdraw(1)).isInstanceOf(ChannelGateway.AlreadySent.class);
        assertThat(answers.hasMessages()).isFalse();
        bench.port.taken.get(0).answer.complete(new SendAnswer.HandedOver("ref"));
        bench.settle();
        assertThat(onlyAnswer(answers)).isEqualTo(new SendAnswer.HandedOver("ref"));
        assertThat(bench.withdraw(1)).isInstanceOf(ChannelGateway.AlreadySent.class);
    }

    @Test
    void shouldNeverSendAnAttemptWhenItsWithdrawalCameFirst() {
        GatewayBench bench = GatewayBench.roomy();
        assertThat(bench.withdraw(1)).isInstanceOf(ChannelGateway.NotHere.class);
        assertThat(onlyAnswer(bench.send(1))).isEqualTo(WITHDRAWN);
        assertThat(bench.port.taken).isEmpty();
        assertThat(bench.withdraw(1)).isInstanceOf(ChannelGateway.NotHere.class);
    }

    @Test
    void shouldAskTheProviderWhenOnlyTheWithdrawalIsKnown() {
        GatewayBench bench = GatewayBench.roomy();
        bench.port.lookUpAnswer = new LookUpAnswer.Sent("before-the-restart");
        bench.withdraw(1);
        assertThat(bench.lookUp(1)).isEqualTo(new LookUpAnswer.Sent("before-the-restart"));
        assertThat(bench.port.lookedUp).containsExactly(GatewayBench.attempt(1));
        assertThat(bench.clock.openHolds()).isZero();
    }

    @Test
    void shouldAnswerALookUpFromMemoryWhenItIsCertain() {
        GatewayBench bench = GatewayBench.roomy();
        bench.send(1);
        assertThat(bench.lookUp(1)).isInstanceOf(LookUpAnswer.CannotTell.class);
        bench.port.taken.get(0).accept();
        bench.settle();
        assertThat(bench.lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
        bench.send(bench.message(2, Duration.ZERO));
        assertThat(bench.lookUp(2)).isInstanceOf(LookUpAnswer.NeverSent.class);
        assertThat(bench.port.lookedUp).isEmpty();
    }

    @Test
    void shouldAnswerExpiredWhenItsTimePassesInTheQueue() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(10, FAST, 1, 100));
        bench.send(bench.message(1, Duration.ofMinutes(5)));
        TestInbox<ChannelGateway.Answered> queued = bench.send(2);
        bench.clock.pass(Duration.ofSeconds(30));
        assertThat(bench.fire("SweepDue")).isEqualTo(1);
        assertThat(onlyAnswer(queued)).isEqualTo(EXPIRED);
        assertThat(bench.hasTimer("SweepDue")).isFalse();
        assertThat(bench.port.taken).hasSize(1);
    }

    @Test
    void shouldAnswerExpiredWhenItComesTooLate() {
        GatewayBench bench = GatewayBench.roomy();
        assertThat(onlyAnswer(bench.send(bench.message(1, Duration.ZERO)))).isEqualTo(EXPIRED);
        assertThat(bench.port.taken).isEmpty();
    }

    @Test
    void shouldRefuseWithANameWhenTheQueueIsFull() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(2, FAST, 1, 10));
        bench.send(1);
        bench.send(2);
        bench.send(3);
        assertThat(refusal(bench.send(4))).isEqualTo(RefusalReason.QUEUE_FULL);
        assertThat(bench.withdraw(4)).isInstanceOf(ChannelGateway.Withdrawn.class);
    }

    @Test
    void shouldRefuseRatherThanForgetWhenAllAttemptsAreStillValid() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(1, FAST, 1, 2));
        for (int i = 1; i <= 2; i++) {
            bench.send(i);
            bench.port.taken.get(i - 1).accept();
            bench.settle();
        }
        assertThat(refusal(bench.send(3))).isEqualTo(RefusalReason.MEMORY_FULL);
        bench.clock.pass(Duration.ofSeconds(30));
        bench.send(4);
        assertThat(bench.port.taken).hasSize(3);
    }

    @Test
    void shouldKeepTheRateInRealTime() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(10, 20, 10, 100));
        for (int i = 1; i <= 5; i++) {
            bench.send(i);
        }
        assertThat(bench.port.taken).hasSize(2);
        bench.fire("TokenEarned");
        assertThat(bench.port.taken).hasSize(2);
        bench.nanos += 50_000_000;
        bench.fire("TokenEarned");
        assertThat(bench.port.taken).hasSize(3);
        bench.nanos += 100_000_000;
        bench.fire("TokenEarned");
        assertThat(bench.port.taken).hasSize(5);
    }

    @Test
    void shouldSayUnknownWhenTheAdapterIsSilentAfterItsClaim() {
        GatewayBench bench = GatewayBench.roomy();
        TestInbox<ChannelGateway.Answered> answers = bench.send(1);
        HandPort.Taken taken = bench.port.taken.get(0);
        assertThat(taken.permit.claim()).isTrue();
        bench.fire("PortSilent");
        assertThat(onlyAnswer(answers)).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(bench.clock.openHolds()).isZero();
        assertThat(bench.withdraw(1)).isInstanceOf(ChannelGateway.AlreadySent.class);
        assertThat(bench.lookUp(1)).isInstanceOf(LookUpAnswer.NeverSent.class);

        taken.answer.complete(new SendAnswer.HandedOver("late"));
        bench.settle();
        assertThat(answers.hasMessages()).isFalse();
        assertThat(bench.lookUp(1)).isEqualTo(new LookUpAnswer.Sent("late"));
    }

    @Test
    void shouldBeSureThatNothingLeftWhenTheAdapterIsSilentBeforeItsClaim() {
        GatewayBench bench = GatewayBench.roomy();
        TestInbox<ChannelGateway.Answered> answers = bench.send(1);
        bench.fire("PortSilent");
        assertThat(refusal(answers)).isEqualTo(RefusalReason.UNREACHABLE);
        assertThat(bench.port.taken.get(0).permit.claim()).isFalse();
    }

    @Test
    void shouldJudgeByThePermitWhenTheAdapterFails() {
        GatewayBench bench = GatewayBench.roomy();
        TestInbox<ChannelGateway.Answered> before = bench.send(1);
        bench.port.taken.get(0).answer.completeExceptionally(new IllegalStateException("secret"));
        TestInbox<ChannelGateway.Answered> after = bench.send(2);
        assertThat(bench.port.taken.get(1).permit.claim()).isTrue();
        bench.port.taken.get(1).answer.completeExceptionally(new IllegalStateException("secret"));
        bench.settle();
        assertThat(refusal(before)).isEqualTo(RefusalReason.ADAPTER_FAILED);
        SendAnswer unknown = onlyAnswer(after);
        assertThat(unknown).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(unknown.toString()).doesNotContain("secret");
        bench.port.broken = new IllegalArgumentException("secret");
        assertThat(refusal(bench.send(3))).isEqualTo(RefusalReason.ADAPTER_FAILED);
    }

    @Test
    void shouldRefuseEverythingAndTryOneLaterWhenTheProviderFailsInARow() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(100, FAST, 5, 1_000));
        List<TestInbox<ChannelGateway.Answered>> answers = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            answers.add(bench.send(i));
        }
        for (int i = 0; i < 5; i++) {
            bench.port.taken.get(i).answer.complete(down());
            bench.settle();
        }
        assertThat(bench.port.taken).hasSize(9);
        answers.subList(9, 20).forEach(inbox -> assertThat(refusal(inbox)).isEqualTo(RefusalReason.CIRCUIT_OPEN));
        assertThat(refusal(bench.send(21))).isEqualTo(RefusalReason.CIRCUIT_OPEN);
        bench.port.taken.subList(5, 9).forEach(taken -> taken.answer.complete(down()));
        bench.settle();
        assertThat(bench.clock.openHolds()).isZero();

        bench.nanos += Duration.ofSeconds(10).toNanos();
        TestInbox<ChannelGateway.Answered> probe = bench.send(22);
        TestInbox<ChannelGateway.Answered> waits = bench.send(23);
        assertThat(bench.port.taken).hasSize(10);
        bench.port.taken.get(9).accept();
        bench.settle();
        assertThat(onlyAnswer(probe)).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(bench.port.taken).hasSize(11);
        bench.port.taken.get(10).accept();
        bench.settle();
        assertThat(onlyAnswer(waits)).isInstanceOf(SendAnswer.HandedOver.class);
    }

    @Test
    void shouldAnswerAllAndStopWhenDrained() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(10, FAST, 1, 100));
        TestInbox<ChannelGateway.Answered> leaving = bench.send(1);
        TestInbox<ChannelGateway.Answered> queued = bench.send(2);
        TestInbox<Done> drained = bench.drain();
        assertThat(refusal(queued)).isEqualTo(RefusalReason.STOPPING);
        assertThat(refusal(bench.send(3))).isEqualTo(RefusalReason.STOPPING);
        assertThat(drained.hasMessages()).isFalse();
        bench.port.taken.get(0).accept();
        bench.settle();
        assertThat(onlyAnswer(leaving)).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(drained.hasMessages()).isTrue();
        assertThat(bench.isAlive()).isFalse();
        assertThat(bench.clock.openHolds()).isZero();
    }

    @Test
    void shouldSayWhatIsCertainWhenStoppedWithoutADrain() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(10, FAST, 2, 100));
        TestInbox<ChannelGateway.Answered> claimed = bench.send(1);
        TestInbox<ChannelGateway.Answered> unclaimed = bench.send(2);
        TestInbox<ChannelGateway.Answered> queued = bench.send(3);
        assertThat(bench.port.taken.get(0).permit.claim()).isTrue();
        bench.stop();
        assertThat(onlyAnswer(claimed)).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(refusal(unclaimed)).isEqualTo(RefusalReason.ADAPTER_FAILED);
        assertThat(refusal(queued)).isEqualTo(RefusalReason.STOPPING);
        assertThat(bench.port.taken.get(1).permit.claim()).isFalse();
        assertThat(bench.clock.openHolds()).isZero();
    }

    private static SendAnswer down() {
        return new SendAnswer.Refused(RefusalReason.UNREACHABLE, "down");
    }

    private static SendAnswer onlyAnswer(TestInbox<ChannelGateway.Answered> inbox) {
        SendAnswer answer = inbox.receiveMessage().answer();
        assertThat(inbox.hasMessages()).isFalse();
        return answer;
    }

    private static RefusalReason refusal(TestInbox<ChannelGateway.Answered> inbox) {
        SendAnswer answer = onlyAnswer(inbox);
        assertThat(answer).isInstanceOf(SendAnswer.Refused.class);
        return ((SendAnswer.Refused) answer).reason();
    }
}
