package dev.janji.gateways.contract;

import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.ChannelSettings;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** The gateway actor in front of the adapter under test. */
final class GatewayBehindProbe implements AutoCloseable {
    /** A rate at which a second message waits longer than any test. */
    static final double ONE_AT_ALL = 0.001;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<ChannelGateway.Answered> answers = kit.createTestProbe();
    private final ActorRef<ChannelGateway.Message> gateway;

    GatewayBehindProbe(ProviderBench bench, double perSecond) {
        ChannelSettings settings = new ChannelSettings(
                100,
                perSecond,
                (int) Math.max(1, perSecond),
                4,
                Duration.ofSeconds(20),
                5,
                Duration.ofSeconds(5),
                1_000,
                Duration.ofMinutes(2));
        gateway = kit.spawn(ChannelGateway.create(bench.port(), bench.clock(), settings, (channel, message) -> false));
    }

    void send(OutboundMessage message) {
        gateway.tell(new ChannelGateway.Send(message, answers.getRef()));
    }

    SendAnswer nextAnswer() {
        return answers.receiveMessage(PATIENCE).answer();
    }

    ChannelGateway.WithdrawAnswer withdraw(AttemptId attempt) {
        TestProbe<ChannelGateway.WithdrawAnswer> probe = kit.createTestProbe();
        gateway.tell(new ChannelGateway.Withdraw(attempt, probe.getRef()));
        return probe.receiveMessage(PATIENCE);
    }

    LookUpAnswer lookUp(DoubtedAttempt attempt) {
        TestProbe<ChannelGateway.LookedUp> probe = kit.createTestProbe();
        gateway.tell(new ChannelGateway.LookUp(attempt, probe.getRef()));
        return probe.receiveMessage(PATIENCE).answer();
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
