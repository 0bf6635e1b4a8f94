package dev.janji.gateways.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import dev.janji.gateways.failover.FailoverPort;
import dev.janji.gateways.failover.FailoverSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real accounts with a provider each. In the contract the first is away, so that the second must keep all of it. */
final class SecondAccountTest implements ChannelPortContract {
    private static final FailoverSettings NEVER_LEFT = new FailoverSettings(Integer.MAX_VALUE, Duration.ofSeconds(30));

    @TempDir
    Path folder;

    private TwoAccounts two;

    @Override
    public TwoAccounts bench() {
        if (two == null) {
            two = new TwoAccounts(folder);
            two.first.setDown(true);
        }
        return two;
    }

    @AfterEach
    void stop() {
        if (two != null) {
            two.close();
        }
    }

    private TwoAccounts bothThere() {
        two = new TwoAccounts(folder);
        return two;
    }

    /** The logs of both know. */
    @Override
    @Test
    public void shouldAnswerLookUpsFromBeforeWhenRestarted() {
        bench().first.setDown(false);
        send(message(1, Behaviour.ACCEPTS), permit());
        bench().first.setDown(true);
        send(message(2, Behaviour.ACCEPTS), permit());
        bench().restartAdapter();
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.Sent.class);
        assertThat(lookUp(2)).isInstanceOf(LookUpAnswer.Sent.class);
        assertThat(lookUp(3)).isInstanceOf(LookUpAnswer.NeverSent.class);
    }

    @Test
    void shouldSendByTheFirstWhenItIsThere() {
        assertThat(send(bothThere(), Behaviour.ACCEPTS)).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(two.first.taken(attempt())).isEqualTo(1);
        assertThat(two.second.taken(attempt())).isZero();
    }

    @Test
    void shouldKeepFromTheSecondWhatTheFirstMayHaveTaken() {
        assertThat(send(bothThere(), Behaviour.LOST_AFTER_ACCEPTANCE)).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(two.first.taken(attempt())).isEqualTo(1);
        assertThat(two.second.taken(attempt())).isZero();
        assertThat(send(message(2, Behaviour.LOST_BEFORE_ACCEPTANCE), permit())).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(two.second.taken(ChannelPortContract.attempt(2))).isZero();
    }

    @Test
    void shouldNotAskTheSecondWhenTheFirstRefusesTheMessage() {
        assertThat(send(bothThere(), Behaviour.REFUSES))
                .isInstanceOfSatisfying(
                        SendAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_ADDRESS));
        assertThat(two.second.provider().taken).isEmpty();
    }

    @Test
    void shouldNotAskTheSecondWhenThePermitWasClaimedBeforeTheFirstSaidNo() {
        SendPermit permit = permit();
        assertThat(send(bothThere().message(Behaviour.THROTTLES), permit)).isInstanceOf(SendAnswer.Refused.class);
        assertThat(permit.state()).isEqualTo(SendPermit.State.CLAIMED);
        assertThat(two.second.provider().taken).isEmpty();
    }

    private static AttemptId attempt() {
        return ChannelPortContract.attempt(1);
    }

    private SendAnswer send(TwoAccounts bench, Behaviour behaviour) {
        return send(bench.message(behaviour), permit());
    }

    /** The adapters of two providers as one. */
    private final class TwoAccounts implements ProviderBench {
        private final SmppBench first;
        private final SmppBench second;
        private ChannelPort port;

        private TwoAccounts(Path folder) {
            String impatient = "wait-for-link = 100 ms";
            first = new SmppBench(folder.resolve("first"), impatient);
            second = new SmppBench(folder.resolve("second"), impatient);
            join();
        }

        private void join() {
            port = new FailoverPort(first.port(), second.port(), NEVER_LEFT);
        }

        private OutboundMessage message(Behaviour behaviour) {
            return SecondAccountTest.this.message(1, behaviour);
        }

        @Override
        public ChannelPort port() {
            return port;
        }

        @Override
        public ContractClock clock() {
            return second.clock();
        }

        @Override
        public int taken(AttemptId attempt) {
            return first.taken(attempt) + second.taken(attempt);
        }

        @Override
        public int delivered(AttemptId attempt) {
            return first.delivered(attempt) + second.delivered(attempt);
        }

        @Override
        public void setDown(boolean down) {
            second.setDown(down);
        }

        @Override
        public void restartAdapter() {
            // The bench waits until its adapter is bound.
            first.setDown(false);
            first.restartAdapter();
            first.setDown(true);
            second.restartAdapter();
            join();
        }

        @Override
        public boolean answersLookUps() {
            return false;
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
