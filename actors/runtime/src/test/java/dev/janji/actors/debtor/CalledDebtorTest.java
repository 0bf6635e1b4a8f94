package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.lender.LenderEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actor of a debtor whom live agents call, by the strategy {@code desk-collection}: the call is due on the third day. */
class CalledDebtorTest {
    private static final DebtorKey DEBTOR = new DebtorKey(DebtorHouse.LENDER, new DebtorId("called"));
    private static final AgentId AGENT = new AgentId("agent-1");

    private final DebtorHouse house = new DebtorHouse("called", "janji.rules.default.strategy.file = desk-collection");

    @BeforeEach
    void shouldWaitForAnAgent() {
        house.overdueDebtor();
        house.told(new LenderEvent.ContactPointChanged(new ContactPoint(
                new ContactPointId("telephone"),
                Channel.VOICE,
                "+628110000002",
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN)));
        house.now = Instant.parse("2026-06-04T02:00:00Z");
        house.wake();
        assertThat(house.offered).hasSize(1);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private LeadId lead() {
        return house.offered.get(0).id();
    }

    private AttemptId dialed() {
        Reply.Applied dialed = (Reply.Applied) house.asked(new DebtorCommand.DialLead(lead(), null));
        AttemptId attempt = AttemptId.of(DEBTOR, dialed.sequenceNumber());
        ChannelGateway.Send send = house.dispatched(ChannelGateway.Send.class);
        assertThat(send.message().attempt()).isEqualTo(attempt);
        assertThat(send.message().address()).isEqualTo("+628110000002");
        send.replyTo().tell(new ChannelGateway.Answered(attempt, new SendAnswer.HandedOver("call-1")));
        return attempt;
    }

    @Test
    void shouldNameTheAttemptInTheAnswerToADialAndAgainWhenItIsAskedTwice() {
        AttemptId attempt = dialed();

        Reply.Applied again = (Reply.Applied) house.asked(new DebtorCommand.DialLead(lead(), null));

        assertThat(again.duplicate()).isTrue();
        assertThat(AttemptId.of(DEBTOR, again.sequenceNumber())).isEqualTo(attempt);
    }

    @Test
    void shouldOfferTheLeadAgainAfterACrash() {
        house.restart();
        house.view();

        assertThat(house.offered).hasSize(2);
        assertThat(house.offered.get(1)).isEqualTo(house.offered.get(0));
    }

    @Test
    void shouldRefuseADialThatIsNotAllowedThoughItStoresWhy() {
        house.now = Instant.parse("2026-06-04T11:00:00Z");

        Reply.Refused refused = (Reply.Refused) house.asked(new DebtorCommand.DialLead(lead(), null));

        assertThat(refused.reason()).isEqualTo(RefusalReason.LEAD_NOT_NOW);
        assertThat(house.asked(new DebtorCommand.DialLead(lead(), null)))
                .isEqualTo(new Reply.Refused(RefusalReason.LEAD_UNKNOWN, "lead"));
    }

    @Test
    void shouldAckAPaymentAtOnceWhenNobodyWasCalled() {
        Reply.Applied reply = (Reply.Applied) house.told(DebtorHouse.payment("p-1", 100_000_000));

        assertThat(reply.contactInDoubt()).isFalse();
        assertThat(house.recalled).containsExactly(lead());
    }

    @Test
    void shouldAckAPaymentOnlyAfterTheDeskHasSaidThatNobodyTalks() {
        dialed();

        house.tell(DebtorHouse.payment("p-1", 100_000_000));
        // Whoever asks next is answered when the payment is stored and the desk was told.
        house.view();
        assertThat(house.recalled).containsExactly(lead());
        house.lender.expectNoMessage(Duration.ofMillis(100));
        house.asked(new DebtorCommand.CloseLead(lead(), LeadResult.RECALLED));

        assertThat(((Reply.Applied) house.lender.receiveMessage()).contactInDoubt())
                .isFalse();
    }

    @Test
    void shouldAckAPaymentWhenTheDeskSaysThatSomebodyTalks() {
        dialed();

        house.tell(DebtorHouse.payment("p-1", 100_000_000));
        house.asked(new DebtorCommand.RecordTalk(lead(), AGENT));

        assertThat(((Reply.Applied) house.lender.receiveMessage()).contactInDoubt())
                .isFalse();
    }

    @Test
    void shouldSayThatAContactIsInDoubtWhenTheDeskDoesNotAnswer() {
        dialed();

        house.tell(DebtorHouse.payment("p-1", 100_000_000));
        house.view();
        house.lender.expectNoMessage(Duration.ofMillis(100));
        house.now = house.now.plusSeconds(60);
        house.wake();

        assertThat(((Reply.Applied) house.lender.receiveMessage()).contactInDoubt())
                .isTrue();
    }
}
