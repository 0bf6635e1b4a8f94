package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.ChannelGateway;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.PersonReport;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.OthersContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a debtor's actor takes turns with others who are the same person. */
class DebtorPersonsTest {
    private static final Instant MORNING = Instant.parse("2026-06-02T02:00:00Z");

    private final DebtorHouse house = new DebtorHouse("d-1");

    @BeforeEach
    void link() {
        house.overdueDebtor();
        house.told(
                new LenderEvent.PersonsLinked(List.of(new LinkedPerson(LinkedPerson.Kind.SAME_PERSON, "k-1", null))));
        house.persons.told.clear();
        house.now = MORNING;
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static ContactRecord calls(int number) {
        return new ContactRecord(
                Stream.iterate(MORNING.minusSeconds(60), at -> at.minusSeconds(60))
                        .limit(number)
                        .map(at -> (ContactRecord.PastContact) new OthersContact(at, Channel.SMS, Reach.TRIED))
                        .toList(),
                null);
    }

    private long storedEvents() {
        return house.view().state().version();
    }

    @Test
    void shouldTellBeforeItSendsAndEndItsTurnWhenItIsContacted() {
        house.wake();

        ChannelGateway.Send sent = house.dispatched(ChannelGateway.Send.class);
        assertThat(house.persons.told)
                .extracting(PersonReport::person)
                .containsExactly(DebtorPersonId.ofLender(DebtorHouse.LENDER, "k-1"));
        assertThat(house.persons.told.get(0).contacts())
                .containsOnlyKeys(sent.message().attempt().value());
        // The turn ends behind the answer; whoever is answered next comes after both.
        house.view();
        assertThat(house.persons.ended).isEqualTo(house.persons.taken).hasSize(1);
    }

    @Test
    void shouldWaitWhenTheOthersReachedTheCap() {
        house.persons.others = calls(3);

        house.wake();

        house.channels.expectNoMessage(Duration.ZERO);
        DebtorState.Known known = (DebtorState.Known) house.view().state();
        assertThat(known.lastDecision())
                .isInstanceOfSatisfying(
                        DebtorEvent.ContactDeferred.class,
                        deferred -> assertThat(deferred.ruleIds()).contains("ID-05"));
        assertThat(house.persons.ended).hasSize(1);
    }

    @Test
    void shouldStoreNothingAndBeWokenAgainWhenTheTurnCannotBeTaken() {
        long before = storedEvents();
        house.persons.away = true;

        assertThat(house.wake()).isInstanceOf(Reply.Unavailable.class);

        assertThat(storedEvents()).isEqualTo(before);
        house.persons.away = false;
        house.wake();
        house.dispatched(ChannelGateway.Send.class);
    }

    @Test
    void shouldRefuseTheEventAndStoreNothingWhenTheOthersCannotBeTold() {
        long before = storedEvents();
        house.persons.away = true;

        Reply reply = house.told(new LenderEvent.ContactMadeElsewhere(
                Channel.VOICE, LenderEvent.ContactResult.NOT_REACHED, DebtorHouse.ACCOUNT));

        assertThat(reply).isInstanceOf(Reply.Unavailable.class);
        assertThat(storedEvents()).isEqualTo(before);
    }

    @Test
    void shouldWorkOffAPaymentWhenTheOthersCannotBeTold() {
        house.persons.away = true;

        assertThat(house.told(DebtorHouse.payment("p-1", 100))).isInstanceOf(Reply.Applied.class);
    }
}
