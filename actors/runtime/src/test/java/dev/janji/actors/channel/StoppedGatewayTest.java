package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/** What a stop does to messages that have not left. */
class StoppedGatewayTest {
    private static final SendAnswer WITHDRAWN = new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN);

    private static Stop stop(StopScope scope) {
        return new Stop(new StopId("s-1"), scope, "a wrong text", new PersonId("ayu"), HandClock.START);
    }

    private static Stop template(String name) {
        return stop(new StopScope.OfTemplate(null, name));
    }

    private static SendAnswer answerOf(TestInbox<ChannelGateway.Answered> inbox) {
        return inbox.receiveMessage().answer();
    }

    @Test
    void shouldWithdrawWhatWaitsAndTakeNothingMore() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(100, 1_000, 1, 1_000));
        bench.send(1); // fills the one place on the way to the provider
        TestInbox<ChannelGateway.Answered> waiting = bench.send(2);

        bench.stopped(template("due-1"));

        assertThat(answerOf(waiting)).isEqualTo(WITHDRAWN);
        assertThat(answerOf(bench.send(3))).isEqualTo(WITHDRAWN);
    }

    @Test
    void shouldLeaveAloneWhatTheStopDoesNotCover() {
        GatewayBench bench = new GatewayBench(GatewayBench.settings(100, 1_000, 1, 1_000));
        bench.send(1);
        TestInbox<ChannelGateway.Answered> waiting = bench.send(2);

        bench.stopped(template("another"), stop(new StopScope.WholeLender(new LenderId("somebody-else"))));

        assertThat(waiting.hasMessages()).isFalse();
    }

    @Test
    void shouldDenyTheClaimOfWhatIsOnItsWayToTheProvider() {
        GatewayBench bench = GatewayBench.roomy();
        bench.send(1);
        SendPermit permit = bench.port.taken.get(0).permit;

        bench.stopped(template("due-1"));

        assertThat(permit.claim()).isFalse();
        assertThat(permit.denial()).isEqualTo(WITHDRAWN);
    }

    @Test
    void shouldDenyTheClaimThoughTheGatewayWasNotToldYet() {
        GatewayBench bench = GatewayBench.roomy();
        bench.send(1);

        bench.stops = new Stops(List.of(template("due-1")), Stops.LOOK_AGAIN_EVERY);

        assertThat(bench.port.taken.get(0).permit.claim()).isFalse();
    }

    @Test
    void shouldSendWhatIsTriedAnewAfterTheStopIsLifted() {
        GatewayBench bench = GatewayBench.roomy();
        bench.stopped(template("due-1"));
        bench.send(1);

        bench.stopped();
        bench.send(2);

        assertThat(bench.port.taken.get(0).permit.claim()).isTrue();
    }

    @Test
    void shouldWithdrawOnlyTheCoveredOfTenThousand() {
        // given: a provider that takes nothing, and 10,000 messages of four lenders, half of them with another template
        int messages = 10_000;
        List<LenderId> lenders = List.of("bank-a", "bank-b", "bank-c", "bank-d").stream()
                .map(LenderId::new)
                .toList();
        AtomicReference<Stops> stops = new AtomicReference<>(Stops.NONE);
        ActorTestKit kit = ActorTestKit.create();
        try {
            HandClock clock = new HandClock();
            ActorRef<ChannelDispatcher.Message> dispatcher = kit.spawn(ChannelDispatcher.create(
                    Map.of(Channel.SMS, new SilentPort()),
                    clock,
                    Map.of(Channel.SMS, GatewayBench.settings(messages, 1_000, 1, 3 * messages)),
                    StopCheck.of(stops::get)));
            TestProbe<ChannelGateway.Answered> answers = kit.createTestProbe();
            Set<AttemptId> covered = new HashSet<>();
            for (int i = 0; i < messages; i++) {
                DebtorKey debtor = new DebtorKey(lenders.get(i % 4), new DebtorId("d-" + i));
                OutboundMessage message = new OutboundMessage(
                        AttemptId.of(debtor, 1),
                        debtor,
                        new ContactPointId("cp"),
                        "address",
                        "",
                        "text",
                        i % 8 < 4 ? "wrong" : "right",
                        Set.of("plan-1"),
                        clock.instant().plusSeconds(30));
                dispatcher.tell(new ChannelDispatcher.Dispatch(
                        Channel.SMS, debtor.lender(), new ChannelGateway.Send(message, answers.getRef())));
                if (i % 8 == 0) {
                    covered.add(message.attempt());
                }
            }
            // One of each lender is on its way to the provider: the first, which bank-a's stop covers, too. The adapter
            // is silent.
            covered.remove(AttemptId.of(new DebtorKey(lenders.get(0), new DebtorId("d-0")), 1));

            // A stop that is there before a message arrives is another case: every gateway has worked off what it got.
            TestProbe<ChannelGateway.WithdrawAnswer> withdrawals = kit.createTestProbe();
            for (LenderId lender : lenders) {
                AttemptId unknown = AttemptId.of(new DebtorKey(lender, new DebtorId("nobody")), 1);
                dispatcher.tell(new ChannelDispatcher.Dispatch(
                        Channel.SMS, lender, new ChannelGateway.Withdraw(unknown, withdrawals.getRef())));
                withdrawals.receiveMessage();
            }

            // when
            stops.set(new Stops(
                    List.of(stop(new StopScope.OfTemplate(lenders.get(0), "wrong"))), Stops.LOOK_AGAIN_EVERY));
            dispatcher.tell(ChannelDispatcher.LookAtStops.INSTANCE);

            // then
            List<ChannelGateway.Answered> withdrawn = new ArrayList<>();
            for (int i = 0; i < covered.size(); i++) {
                withdrawn.add(answers.receiveMessage());
            }
            assertThat(withdrawn)
                    .allSatisfy(answer -> assertThat(answer.answer()).isEqualTo(WITHDRAWN));
            assertThat(withdrawn)
                    .extracting(ChannelGateway.Answered::attempt)
                    .containsExactlyInAnyOrderElementsOf(covered);
            answers.expectNoMessage(Duration.ofMillis(300));
        } finally {
            kit.shutdownTestKit();
        }
    }

    /** Takes everything and answers nothing. */
    private static final class SilentPort implements ChannelPort {
        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}
