package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A debtor's actor that is asked how much and how to pay, with the shipped texts. */
final class StandardAnswerDebtorTest {
    private final DebtorHouse house = new DebtorHouse("asks");

    @AfterEach
    void close() {
        house.close();
    }

    private void asked(Intent intent) {
        house.now = Instant.parse("2026-06-02T01:30:00Z");
        house.told(new ConversationEvent.ReplyReceived(
                new ReplyId("q-1"), Channel.SMS, new ContactPointId("phone"), List.of(), intent, null, "Berapa?"));
        house.wake();
    }

    @Test
    void shouldSayHowMuchFromTheBooks() {
        house.overdueDebtor();

        asked(Intent.HOW_MUCH);

        ChannelGateway.Send send = house.dispatched(ChannelGateway.Send.class);
        assertThat(send.message().address()).isEqualTo("+628110000001");
        assertThat(send.message().template()).isEqualTo("answer-how-much");
        assertThat(send.message().body())
                .contains("Rp1.000.000", "1 Juni 2026", "*")
                .endsWith("Balas STOP untuk berhenti menerima SMS.");
    }

    @Test
    void shouldSayHowToPayWithWhatTheLenderToldOfTheAccount() {
        house.overdueDebtor();
        house.told(new LenderEvent.AccountTermsSet(
                DebtorHouse.ACCOUNT,
                new AccountTerms(
                        "",
                        "",
                        "",
                        List.of(new AccountTerms.Attribute(
                                "virtual-account", new AccountTerms.Text("8808 1234 5678"))))));

        asked(Intent.HOW_TO_PAY);

        assertThat(house.dispatched(ChannelGateway.Send.class).message().body())
                .contains("virtual account 8808 1234 5678");
    }

    @Test
    void shouldSendNothingWithAGapInItAndLeaveTheQuestionToAnAgent() {
        house.answersReplies = true;
        house.overdueDebtor();

        asked(Intent.HOW_TO_PAY);
        house.channels.awaitAssert(() -> {
            assertThat(((DebtorState.Known) house.view().state()).openAttempt()).isNull();
            return null;
        });
        house.wake();

        house.channels.expectNoMessage();
        assertThat(house.offered).hasSize(1);
    }

    @Test
    void shouldWithdrawAnAnswerAtAPayment() {
        house.overdueDebtor();
        asked(Intent.HOW_MUCH);
        house.dispatched(ChannelGateway.Send.class);

        house.tell(DebtorHouse.payment("p-1", 100_000_000));

        ChannelGateway.Withdraw withdraw = house.dispatched(ChannelGateway.Withdraw.class);
        withdraw.replyTo().tell(new ChannelGateway.Withdrawn(withdraw.attempt()));
        assertThat(house.lender.receiveMessage()).isInstanceOf(Reply.Applied.class);
        house.wake();
        house.channels.expectNoMessage();
    }

    @Test
    void shouldAnswerOnceAlsoAfterARecovery() {
        house.overdueDebtor();
        asked(Intent.HOW_MUCH);
        ChannelGateway.Send send = house.dispatched(ChannelGateway.Send.class);
        send.replyTo()
                .tell(new ChannelGateway.Answered(send.message().attempt(), new SendAnswer.HandedOver("provider-1")));
        house.channels.awaitAssert(() -> {
            assertThat(((DebtorState.Known) house.view().state()).openAttempt()).isNull();
            return null;
        });

        house.restart();

        DebtorState.Known known = (DebtorState.Known) house.view().state();
        assertThat(known.dialogue().replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.ended()).isTrue());
    }
}
