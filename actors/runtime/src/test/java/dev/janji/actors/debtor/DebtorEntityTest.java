package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Awaited;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RuleContext.Finding;
import dev.janji.domain.debtor.SeenEvents;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the shell adds to the rules: order, waiting, recovery. */
class DebtorEntityTest {
    private final DebtorHouse house = new DebtorHouse("d-" + UUID.randomUUID());

    @AfterEach
    void close() {
        house.close();
    }

    private static Reply applied(long sequenceNumber) {
        return new Reply.Applied(sequenceNumber, false, false);
    }

    private DebtorState.Known known() {
        return (DebtorState.Known) house.view().state();
    }

    @Test
    void shouldCarryTheNextWakeUpInTheEventThatNeedsIt() {
        house.overdueDebtor();

        // The first day after the due date, 09:00 in Jakarta; a row at or before the first border of a bucket is there
        // before.
        assertThat(house.stored()).last().isEqualTo(Instant.parse("2026-06-02T02:00:00Z"));
        assertThat(house.view().nextWakeUp()).isEqualTo(Instant.parse("2026-06-02T02:00:00Z"));
        assertThat(house.steps).as("what a debtor says beside its events").isEmpty();
    }

    @Test
    void shouldRegisterTheNextWakeUpWhenNoEventCarriesIt() {
        house.overdueDebtor();

        assertThat(house.wake()).isInstanceOf(Reply.Applied.class);

        assertThat(house.steps).containsExactly("wake-up 2026-06-02T02:00:00Z");
    }

    @Test
    void shouldNotCountAsWokenWhenTheNextWakeUpCannotBeRegistered() {
        house.overdueDebtor();
        house.wakeUpsFail = true;

        assertThat(house.wake()).isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void shouldTakePaymentsLongestWhenThereIsLittleRoom() {
        house.overdueDebtor();

        house.busy = true;
        assertThat(house.told(DebtorHouse.upserted())).isInstanceOf(Reply.Unavailable.class);
        assertThat(house.wake()).isInstanceOf(Reply.Unavailable.class);
        assertThat(house.told(DebtorHouse.payment("p-1", 10))).isInstanceOf(Reply.Applied.class);

        house.full = true;
        assertThat(house.told(DebtorHouse.payment("p-2", 10))).isInstanceOf(Reply.Unavailable.class);
        house.full = false;
        assertThat(house.told(DebtorHouse.payment("p-2", 10))).isInstanceOf(Reply.Applied.class);
    }

    @Test
    void shouldSendNoContactBeforeItIsStored() {
        house.overdueDebtor();

        ChannelGateway.Send send = house.firstContact();

        assertThat(send.message().attempt().value()).endsWith("~" + known().version());
        assertThat(send.message().address()).isEqualTo("+628110000001");
        assertThat(Objects.requireNonNull(known().openAttempt()).id())
                .isEqualTo(send.message().attempt());
    }

    @Test
    void shouldAckAPaymentOnlyAfterTheOpenContactIsWithdrawn() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();

        house.tell(DebtorHouse.payment("p-1", 100_000_000));
        ChannelGateway.Withdraw withdraw = house.dispatched(ChannelGateway.Withdraw.class);
        house.lender.expectNoMessage(Duration.ofMillis(100));
        withdraw.replyTo().tell(new ChannelGateway.Withdrawn(send.message().attempt()));

        Reply.Applied reply = (Reply.Applied) house.lender.receiveMessage();
        assertThat(reply.contactInDoubt()).isFalse();
        assertThat(known().openAttempt()).isNull();
    }

    @Test
    void shouldAckAPaymentAfterTheSendsOwnAnswerWhenItHadLeft() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();

        house.tell(DebtorHouse.payment("p-1", 100_000_000));
        ChannelGateway.Withdraw withdraw = house.dispatched(ChannelGateway.Withdraw.class);
        withdraw.replyTo().tell(new ChannelGateway.AlreadySent(send.message().attempt()));
        house.lender.expectNoMessage(Duration.ofMillis(100));
        send.replyTo().tell(new ChannelGateway.Answered(send.message().attempt(), new SendAnswer.HandedOver("ref")));

        assertThat(((Reply.Applied) house.lender.receiveMessage()).contactInDoubt())
                .isFalse();
    }

    @Test
    void shouldSayThatAContactIsInDoubtWhenNobodyAnswersTheWithdrawal() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();
        house.tell(DebtorHouse.payment("p-1", 100_000_000));
        house.dispatched(ChannelGateway.Withdraw.class);

        house.now = send.message().validUntil().plusSeconds(2);
        house.wake();

        assertThat(((Reply.Applied) house.lender.receiveMessage()).contactInDoubt())
                .isTrue();
        ChannelGateway.LookUp lookUp = house.dispatched(ChannelGateway.LookUp.class);
        assertThat(house.holds).contains("look-up");
        lookUp.replyTo().tell(new ChannelGateway.LookedUp(lookUp.attempt().id(), new LookUpAnswer.NeverSent()));
        assertThat(Objects.requireNonNull(
                                known().history().find(lookUp.attempt().id()))
                        .settlement())
                .isEqualTo(Settlement.NEVER_SENT);
        assertThat(house.holds).doesNotContain("look-up");
    }

    @Test
    void shouldNotSendAgainAfterACrashButAskTheProviderWhenTheDeadlineHasPassed() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();

        house.restart();
        assertThat(Objects.requireNonNull(known().openAttempt()).id())
                .isEqualTo(send.message().attempt());
        house.channels.expectNoMessage(Duration.ofMillis(100));
        house.now = send.message().validUntil().plusSeconds(2);
        house.wake();

        assertThat(house.dispatched(ChannelGateway.LookUp.class).attempt().id())
                .isEqualTo(send.message().attempt());
    }

    @Test
    void shouldAskAgainAfterACrashWhenAnAttemptIsInDoubt() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();
        send.replyTo().tell(new ChannelGateway.Answered(send.message().attempt(), new SendAnswer.Unknown("timeout")));
        assertThat(known().history().inDoubt()).hasSize(1);

        house.restart();

        assertThat(house.dispatched(ChannelGateway.LookUp.class).attempt().id())
                .isEqualTo(send.message().attempt());
    }

    @Test
    void shouldTryAnotherTimeWhenTheChannelRefuses() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();
        send.replyTo()
                .tell(new ChannelGateway.Answered(
                        send.message().attempt(), new SendAnswer.Refused(RefusalReason.QUEUE_FULL, "")));

        assertThat(known().openAttempt()).isNull();
        assertThat(house.view().nextWakeUp()).isAfter(house.now);
    }

    @Test
    void shouldRetireTheContactPointWhenTheProviderKnowsThatItsAddressIsDead() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();
        send.replyTo()
                .tell(new ChannelGateway.Answered(
                        send.message().attempt(), new SendAnswer.Refused(RefusalReason.INVALID_ADDRESS, "")));

        // The news comes after the answer, behind whoever asked meanwhile.
        assertThat(known().openAttempt()).isNull();
        assertThat(known().dialogue().deadPoints().get(0).point())
                .isEqualTo(send.message().contactPoint());
    }

    @Test
    void shouldNotSendAgainWhileTheStopStandsThatWithdrewTheContact() {
        house.overdueDebtor();
        ChannelGateway.Send send = house.firstContact();
        Stop stop = new Stop(
                new StopId("s-1"),
                new StopScope.OfChannel(null, Channel.SMS),
                "a wrong text",
                new PersonId("ayu"),
                house.now);

        house.stops = new Stops(List.of(stop), Stops.LOOK_AGAIN_EVERY);
        send.replyTo()
                .tell(new ChannelGateway.Answered(
                        send.message().attempt(), new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN)));
        assertThat(known().openAttempt()).isNull();
        house.wake();
        int stored = house.stored().size();
        for (int i = 0; i < 5; i++) {
            house.now = Objects.requireNonNull(house.view().nextWakeUp());
            house.wake();
        }

        house.channels.expectNoMessage(Duration.ofMillis(100));
        assertThat(house.stored()).as("one event says that it is halted").hasSize(stored);
        assertThat(house.view().explanation().awaited()).isInstanceOf(Awaited.EndOfStop.class);

        house.stops = Stops.NONE;
        house.wake();
        assertThat(house.dispatched(ChannelGateway.Send.class).message().attempt())
                .isNotEqualTo(send.message().attempt());
    }

    @Test
    void shouldAnswerARepetitionWithTheFirstAnswerAfterACrash() {
        house.overdueDebtor();
        Reply.Applied first = (Reply.Applied) house.told(DebtorHouse.payment("p-1", 5_000));

        house.restart();
        house.tell("event-4", DebtorHouse.payment("p-1", 5_000));
        assertThat(house.lender.receiveMessage()).isEqualTo(new Reply.Applied(first.sequenceNumber(), true, false));
        house.tell("other-id", DebtorHouse.payment("p-1", 5_000));
        assertThat(house.lender.receiveMessage()).isEqualTo(new Reply.Applied(first.sequenceNumber(), true, false));
    }

    @Test
    void shouldLookIntoHistoryForAnIdThatIsOlderThanItsMemory() {
        house.overdueDebtor();
        for (int i = 0; i < SeenEvents.NEWEST; i++) {
            house.told(DebtorHouse.payment("p-" + i, 1_000));
        }
        LenderEvent.DebtorUpserted first = DebtorHouse.upserted();
        house.history = Optional.of(new Finding.There(1, new dev.janji.domain.debtor.BodyHash(first.hashCode(), 7)));

        house.tell("event-1", first);

        assertThat(house.lender.receiveMessage()).isEqualTo(new Reply.Applied(1, true, false));
    }

    @Test
    void shouldLeaveNoKeyForAStranger() {
        Reply reply = house.told(DebtorHouse.payment("p-1", 1_000));

        assertThat(reply).isInstanceOf(Reply.Refused.class);
        assertThat(house.keys.ciphers).isEmpty();
    }

    @Test
    void shouldAckAnErasureAfterTheKeyIsGoneAndReadOnWithoutIt() {
        house.overdueDebtor();

        assertThat(house.told(new LenderEvent.DebtorErased())).isEqualTo(applied(known().version()));
        assertThat(house.keys.ciphers).containsValue(PersonalCipher.FORGOTTEN);
        house.restart();

        assertThat(known().profile().name()).isEmpty();
        assertThat(known().accounts()).hasSize(1);
    }

    @Test
    void shouldNotAckAnErasureWhenTheKeyMayStillBeThere() {
        house.overdueDebtor();
        house.keys.neverForgets = true;

        house.tell("erase", new LenderEvent.DebtorErased());
        assertThat(house.lender.receiveMessage()).isInstanceOf(Reply.Unavailable.class);
        // Before the repetition: whether it waits for the next try, or comes after it, is the actor's own time.
        house.keys.neverForgets = false;
        house.tell("erase", new LenderEvent.DebtorErased());

        assertThat(house.lender.receiveMessage()).isInstanceOf(Reply.Applied.class);
        assertThat(house.keys.ciphers).containsValue(PersonalCipher.FORGOTTEN);
    }

    @Test
    void shouldForgetTheKeyWhenItCrashedBetweenTheErasureAndThat() {
        house.overdueDebtor();
        house.keys.neverForgets = true;
        house.tell("erase", new LenderEvent.DebtorErased());
        assertThat(house.lender.receiveMessage()).isInstanceOf(Reply.Unavailable.class);

        house.keys.neverForgets = false;
        house.restart();
        house.tell("erase", new LenderEvent.DebtorErased());

        assertThat(house.lender.receiveMessage()).isInstanceOf(Reply.Applied.class);
        assertThat(house.keys.ciphers).containsValue(PersonalCipher.FORGOTTEN);
    }

    @Test
    void shouldBeUnavailableWithoutTheKeyStore() {
        house.overdueDebtor();
        house.keys.away = true;
        house.restart();

        assertThat(house.told(DebtorHouse.payment("p-1", 1_000))).isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void shouldRecoverTheSameStateFromItsHistory() {
        house.overdueDebtor();
        house.firstContact();
        DebtorState before = house.view().state();

        house.restart();

        assertThat(house.view().state()).isEqualTo(before);
    }
}
