package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactProposal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A debtor's actor, what the debtor wrote, and an agent who answers. */
final class WrittenDebtorTest {
    private static final AgentId AGENT = new AgentId("agent-1");
    private static final Instant MORNING = Instant.parse("2026-06-02T01:30:00Z");

    private final DebtorHouse house = new DebtorHouse("writes");

    @AfterEach
    void close() {
        house.close();
    }

    private LeadId taken() {
        house.answersReplies = true;
        house.now = MORNING;
        house.overdueDebtor();
        house.told(wrote("r-1"));
        house.wake();
        assertThat(house.offered).singleElement().satisfies(offer -> {
            assertThat(offer.kind()).isEqualTo(Lead.Kind.WRITTEN);
            assertThat(offer.queue().value()).isEqualTo("replies");
        });
        LeadId lead = house.offered.get(0).id();
        assertThat(house.asked(new DebtorCommand.RecordTalk(lead, AGENT))).isInstanceOf(Reply.Applied.class);
        return lead;
    }

    private static LenderEvent wrote(String id) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(id),
                Channel.SMS,
                new ContactPointId("phone"),
                List.of(),
                ConversationEvent.Intent.OTHER,
                null,
                "Berapa sisanya?");
    }

    private Reply answers(LeadId lead, String text) {
        return house.asked(new DebtorCommand.AnswerLead(
                lead, AGENT, new ContactProposal.Agent(LocalDate.parse("2026-12-31")), text));
    }

    @Test
    void shouldSendTheWordsOfTheAgentWithTheWayOut() {
        LeadId lead = taken();

        assertThat(answers(lead, "Sisanya ada di aplikasi.")).isInstanceOf(Reply.Applied.class);

        ChannelGateway.Send send = house.dispatched(ChannelGateway.Send.class);
        assertThat(send.message().address()).isEqualTo("+628110000001");
        assertThat(send.message().body()).isEqualTo("Sisanya ada di aplikasi. Balas STOP untuk berhenti menerima SMS.");
        assertThat(send.message().template()).isEqualTo("answer");
        send.replyTo()
                .tell(new ChannelGateway.Answered(send.message().attempt(), new SendAnswer.HandedOver("provider-1")));
        house.channels.awaitAssert(() -> {
            assertThat(house.recalled).as("the desk is told to look").containsExactly(lead);
            return null;
        });
        assertThat(((DebtorState.Known) house.view().state()).openAttempt()).isNull();
        assertThat(house.holds).isEmpty();
    }

    @Test
    void shouldStoreNothingOfATextThatMayNotBeSent() {
        LeadId lead = taken();
        int before = house.stored().size();

        Reply no = answers(lead, "Kami datang dengan polisi.");

        assertThat(no)
                .isEqualTo(new Reply.Refused(
                        RefusalReason.INVALID_FIELD, "text: expected no forbidden word, but found 'polisi'"));
        assertThat(house.stored()).hasSize(before);
        house.channels.expectNoMessage();
        assertThat(answers(lead, "We will call the police."))
                .as("in whatever language somebody writes")
                .isInstanceOf(Reply.Refused.class);
    }

    @Test
    void shouldWithdrawAnAnswerAtAPaymentAndRefuseTheNext() {
        LeadId lead = taken();
        answers(lead, "Sisanya ada di aplikasi.");
        house.dispatched(ChannelGateway.Send.class);

        house.tell(DebtorHouse.payment("p-1", 100_000_000));

        ChannelGateway.Withdraw withdraw = house.dispatched(ChannelGateway.Withdraw.class);
        withdraw.replyTo().tell(new ChannelGateway.Withdrawn(withdraw.attempt()));
        assertThat(house.lender.receiveMessage()).isInstanceOf(Reply.Applied.class);
        assertThat(answers(lead, "Terima kasih."))
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.reason()).isEqualTo(RefusalReason.LEAD_NOT_NOW));
        house.channels.expectNoMessage();
    }

    @Test
    void shouldOfferWhatWaitsAgainAfterARecovery() {
        house.answersReplies = true;
        house.now = MORNING;
        house.overdueDebtor();
        house.told(wrote("r-1"));
        house.wake();

        house.restart();
        house.view();

        assertThat(house.offered)
                .hasSize(2)
                .extracting(offer -> offer.id().value())
                .containsOnly(house.offered.get(0).id().value());
    }
}
