package dev.janji.gateways.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** When the first account is left alone, and what two say together; {@code SecondAccountTest} has it with real providers. */
final class FailoverPortTest {
    private static final SendAnswer AWAY = new SendAnswer.Refused(RefusalReason.UNREACHABLE, "away");
    private static final SendAnswer DONE = new SendAnswer.HandedOver("1");
    private static final LookUpAnswer SENT = new LookUpAnswer.Sent("1");
    private static final LookUpAnswer NEVER = new LookUpAnswer.NeverSent();
    private static final LookUpAnswer SILENT = new LookUpAnswer.CannotTell("nobody knows");

    private final Account first = new Account();
    private final Account second = new Account();
    private long nanos;

    private final FailoverPort port =
            new FailoverPort(first, second, new FailoverSettings(3, Duration.ofSeconds(30)), () -> nanos);

    @Test
    void shouldLeaveTheFirstAloneAfterSomeFailuresAndTryItAgainByOneMessage() {
        first.answer = AWAY;
        for (int i = 0; i < 5; i++) {
            assertThat(send()).isEqualTo(DONE);
        }
        assertThat(first.asked).isEqualTo(3);
        assertThat(second.asked).isEqualTo(5);

        nanos = Duration.ofSeconds(30).toNanos();
        send();
        send();
        assertThat(first.asked).isEqualTo(4);

        nanos = Duration.ofSeconds(60).toNanos();
        first.answer = DONE;
        send();
        send();
        assertThat(first.asked).isEqualTo(6);
        assertThat(second.asked).isEqualTo(7);
    }

    @Test
    void shouldGoByTheSecondWhenTheFirstBreaksDownBeforeItClaims() {
        first.failure = new IllegalStateException("broken");
        assertThat(send()).isEqualTo(DONE);
    }

    @Test
    void shouldSayThatItFailedWhenTheFirstBreaksDownAfterItClaimed() {
        first.failure = new IllegalStateException("broken");
        first.claims = true;
        CompletionStage<SendAnswer> answer = port.send(message(), permit());
        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        assertThat(second.asked).isZero();
    }

    @Test
    void shouldSayWhatTheSecondSaysWhenBothAreAway() {
        first.answer = AWAY;
        second.answer = AWAY;
        assertThat(send()).isEqualTo(AWAY);
    }

    @Test
    void shouldBeSureOnlyWhenOneSentOrNeitherDid() {
        assertThat(lookUp(SENT, NEVER)).isEqualTo(SENT);
        assertThat(lookUp(NEVER, SENT)).isEqualTo(SENT);
        assertThat(lookUp(SENT, SILENT)).isEqualTo(SENT);
        assertThat(lookUp(SILENT, SENT)).isEqualTo(SENT);
        assertThat(lookUp(NEVER, NEVER)).isEqualTo(NEVER);
        assertThat(lookUp(NEVER, SILENT)).isEqualTo(SILENT);
        assertThat(lookUp(SILENT, NEVER)).isEqualTo(SILENT);
    }

    @Test
    void shouldCloseBoth() {
        port.close();
        assertThat(first.closed && second.closed).isTrue();
    }

    @Test
    void shouldRefuseAccountsOfTwoChannels() {
        second.channel = Channel.EMAIL;
        assertThatThrownBy(() -> new FailoverPort(first, second, new FailoverSettings(3, Duration.ofSeconds(30))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SMS and EMAIL");
    }

    @Test
    void shouldNameTheKeyThatIsOutOfItsRange() {
        assertThatThrownBy(() ->
                        FailoverSettings.from(ConfigFactory.parseString("failures-to-leave = 0, left-for = 30 s")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("failures-to-leave");
        assertThatThrownBy(
                        () -> FailoverSettings.from(ConfigFactory.parseString("failures-to-leave = 3, left-for = 0 s")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("left-for");
    }

    private LookUpAnswer lookUp(LookUpAnswer ofFirst, LookUpAnswer ofSecond) {
        first.found = ofFirst;
        second.found = ofSecond;
        return Answers.get(port.lookUp(ChannelPortContract.doubted(1)));
    }

    private SendAnswer send() {
        return Answers.get(port.send(message(), permit()));
    }

    private static SendPermit permit() {
        return new SendPermit(new ContractClock(), ChannelPortContract.VALID_UNTIL, () -> false);
    }

    private static OutboundMessage message() {
        return new OutboundMessage(
                ChannelPortContract.attempt(1),
                ChannelPortContract.DEBTOR,
                new ContactPointId("cp-1"),
                "+62811000003",
                "A subject",
                "A text",
                "due-1",
                Set.of("plan-1"),
                ChannelPortContract.VALID_UNTIL);
    }

    /** Does as it is told. */
    private static final class Account implements ChannelPort {
        private Channel channel = Channel.SMS;
        private SendAnswer answer = DONE;
        private LookUpAnswer found = NEVER;
        private RuntimeException failure;
        private boolean claims;
        private boolean closed;
        private int asked;

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
            asked++;
            if (claims || answer.equals(DONE) && failure == null) {
                assertThat(permit.claim()).isTrue();
            }
            return failure == null
                    ? CompletableFuture.completedFuture(answer)
                    : CompletableFuture.failedFuture(failure);
        }

        @Override
        public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
