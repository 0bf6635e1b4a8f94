package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChannelDispatcherTest {
    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final HandClock clock = new HandClock();
    private final PortThat port = new PortThat();
    private final ActorRef<ChannelDispatcher.Message> dispatcher = kit.spawn(ChannelDispatcher.create(
            Map.of(Channel.SMS, port),
            clock,
            Map.of(Channel.SMS, GatewayBench.settings(10, 1_000, 5, 100)),
            (channel, message) -> false));
    private final TestProbe<ChannelGateway.Answered> answers = kit.createTestProbe();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void shouldKeepAGatewayPerLenderAndDrainThemAll() {
        send(Channel.SMS, "acme", 1);
        send(Channel.SMS, "other", 1);
        assertThat(answers.receiveMessage().answer()).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(answers.receiveMessage().answer()).isInstanceOf(SendAnswer.HandedOver.class);
        TestProbe<Done> drained = kit.createTestProbe();
        dispatcher.tell(new ChannelDispatcher.DrainAll(drained.getRef()));
        drained.expectMessage(Done.getInstance());
        drained.expectTerminated(dispatcher);
    }

    @Test
    void shouldAnswerItselfWhenTheChannelHasNoAdapter() {
        send(Channel.LETTER, "acme", 1);
        assertThat(answers.receiveMessage().answer())
                .isEqualTo(new SendAnswer.Refused(RefusalReason.NO_SUCH_CHANNEL, "by the dispatcher"));
        TestProbe<ChannelGateway.WithdrawAnswer> withdrawals = kit.createTestProbe();
        AttemptId attempt = new AttemptId("acme~d~1");
        dispatcher.tell(new ChannelDispatcher.Dispatch(
                Channel.LETTER, new LenderId("acme"), new ChannelGateway.Withdraw(attempt, withdrawals.getRef())));
        withdrawals.expectMessage(new ChannelGateway.NotHere(attempt));
    }

    @Test
    void shouldAnswerUnknownWhenTheAdapterStaysSilentForTheRealTimeBound() {
        port.silent = true;
        send(Channel.SMS, "acme", 1);
        TestProbe<ChannelGateway.LookedUp> lookUps = kit.createTestProbe();
        AttemptId attempt = new AttemptId("acme~d~1");
        dispatcher.tell(new ChannelDispatcher.Dispatch(
                Channel.SMS,
                new LenderId("acme"),
                new ChannelGateway.LookUp(new DoubtedAttempt(attempt, Instant.EPOCH), lookUps.getRef())));
        assertThat(lookUps.receiveMessage().answer()).isInstanceOf(LookUpAnswer.CannotTell.class);
        time.expectNoMessageFor(Duration.ofSeconds(29), answers);
        time.timePasses(Duration.ofSeconds(1));
        assertThat(answers.receiveMessage().answer()).isInstanceOf(SendAnswer.Unknown.class);
    }

    private void send(Channel channel, String lender, int number) {
        DebtorKey debtor = new DebtorKey(new LenderId(lender), new DebtorId("d"));
        Instant validUntil = clock.instant().plusSeconds(30);
        OutboundMessage message = new OutboundMessage(
                AttemptId.of(debtor, number),
                debtor,
                new ContactPointId("cp"),
                "address",
                "",
                "text",
                "due-1",
                Set.of("plan-1"),
                validUntil);
        dispatcher.tell(new ChannelDispatcher.Dispatch(
                channel, debtor.lender(), new ChannelGateway.Send(message, answers.getRef())));
    }

    /** Takes everything at once, or claims and is silent. */
    private static final class PortThat implements ChannelPort {
        volatile boolean silent;

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
            boolean claimed = permit.claim();
            if (silent) {
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(claimed ? new SendAnswer.HandedOver("ref") : permit.denial());
        }

        @Override
        public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
            return CompletableFuture.completedFuture(new LookUpAnswer.NeverSent());
        }

        @Override
        public void close() {}
    }
}
