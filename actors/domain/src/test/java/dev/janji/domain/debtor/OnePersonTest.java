package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.DEBTOR;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LenderEvent.ContactResult;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.OthersContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A debtor who is the same person as another one: whose turn it must take, what it tells, and what it knows of the others (ID-05). */
class OnePersonTest {
    private static final String DUE = "2026-06-02T09:00";

    private static DebtorStory linked(LinkedPerson.Kind kind) {
        return DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01")
                .tell(new LenderEvent.PersonsLinked(List.of(new LinkedPerson(kind, "k-1", new DebtorId("d2")))));
    }

    private static DebtorStory same() {
        return linked(LinkedPerson.Kind.SAME_PERSON);
    }

    private static DebtorPersonId ofLender() {
        return DebtorPersonId.ofLender(DEBTOR.lender(), "k-1");
    }

    private static Decision woken(DebtorStory story, ContactRecord others) {
        return DebtorRules.decide(
                story.state, new DebtorCommand.WakeUp(), story.context().with(others));
    }

    private static ContactRecord contactsOn(String... localTimes) {
        return new ContactRecord(
                Arrays.stream(localTimes)
                        .map(time -> (ContactRecord.PastContact)
                                new OthersContact(instant(time), Channel.VOICE, Reach.TRIED))
                        .toList(),
                null);
    }

    private static Instant instant(String localTime) {
        return LocalDateTime.parse(localTime).atZone(TestRules.JAKARTA).toInstant();
    }

    private static <E extends DebtorEvent> E only(Decision decision, Class<E> type) {
        List<E> found = ((Decision.Accepted) decision)
                .events().stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<PersonReport> reports(DebtorState before, Decision decision) {
        return DebtorRules.reports(before, ((Decision.Accepted) decision).after(), DEBTOR);
    }

    @Test
    void shouldAskForTheTurnWhenItWouldBeContacted() {
        assertThat(same().at(DUE).decide(new DebtorCommand.WakeUp()))
                .isEqualTo(new Decision.NeedsOthers(Set.of(ofLender())));
    }

    @Test
    void shouldAskForNoTurnWhenNothingIsDue() {
        assertThat(same().pay(CARD, "p1", 100).at(DUE).decide(new DebtorCommand.WakeUp()))
                .isInstanceOf(Decision.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(value = LinkedPerson.Kind.class, names = "SAME_PERSON", mode = EnumSource.Mode.EXCLUDE)
    void shouldAskForNoTurnWhenTheOtherIsAnotherPerson(LinkedPerson.Kind kind) {
        DebtorStory story = linked(kind).at(DUE);

        assertThat(story.wake().contacted()).containsExactly("H+1");
    }

    @Test
    void shouldNameThePersonByTheOperatorWhenOneWorksTheAccount() {
        DebtorStory story = same().account(LOAN, "2026-06-01").tell(new LenderEvent.AccountPlaced(LOAN, "agency"));

        assertThat(story.at(DUE).decide(new DebtorCommand.WakeUp()))
                .isEqualTo(new Decision.NeedsOthers(Set.of(ofLender(), DebtorPersonId.ofOperator("agency", "k-1"))));
    }

    @Test
    void shouldContactWhenTheOthersLeaveRoom() {
        DebtorStory story = same().at(DUE);

        Decision decision = woken(story, contactsOn("2026-06-02T08:10", "2026-06-02T08:20", "2026-06-01T08:30"));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted -> assertThat(accepted.events())
                                .hasAtLeastOneElementOfType(DebtorEvent.ContactAuthorized.class));
    }

    @Test
    void shouldWaitForTheNextDayWhenTheOthersReachedTheCap() {
        DebtorStory story = same().at(DUE);

        Decision decision = woken(story, contactsOn("2026-06-02T08:10", "2026-06-02T08:20", "2026-06-02T08:30"));

        DebtorEvent.ContactDeferred deferred = only(decision, DebtorEvent.ContactDeferred.class);
        assertThat(deferred.ruleIds()).contains("ID-05");
        assertThat(deferred.until()).isEqualTo(instant("2026-06-03T08:00"));
    }

    @Test
    void shouldWaitWhenItIsNotKnownWhatTheOthersHad() {
        DebtorStory story = same().at(DUE);

        Decision decision = woken(story, new ContactRecord(List.of(), instant("2026-06-02T08:00")));

        assertThat(only(decision, DebtorEvent.ContactDeferred.class).ruleIds()).contains("ID-05");
    }

    @Test
    void shouldTellOfTheContactBeforeItIsStored() {
        DebtorStory story = same().at(DUE);

        Decision decision = woken(story, ContactRecord.NONE);

        AttemptId attempt =
                only(decision, DebtorEvent.ContactAuthorized.class).attempt().id();
        assertThat(reports(story.state, decision))
                .containsExactly(new PersonReport(
                        ofLender(),
                        Map.of(attempt.value(), Optional.of(new OthersContact(story.now(), Channel.SMS, Reach.TRIED))),
                        null));
    }

    @Test
    void shouldTakeItBackWhenItWasNotMadeAfterAll() {
        DebtorStory story = same().at(DUE);
        for (DebtorEvent event : ((Decision.Accepted) woken(story, ContactRecord.NONE)).events()) {
            story.state = DebtorRules.evolve(story.state, event);
        }
        String attempt = story.openAttempt().id().value();
        DebtorState before = story.state;

        story.answer(Answer.WITHDRAWN);

        assertThat(DebtorRules.reports(before, story.state, DEBTOR))
                .containsExactly(new PersonReport(ofLender(), Map.of(attempt, Optional.empty()), null));
    }

    @Test
    void shouldTellNothingMoreWhenTheContactIsHandedOver() {
        DebtorStory story = same().at(DUE);
        for (DebtorEvent event : ((Decision.Accepted) woken(story, ContactRecord.NONE)).events()) {
            story.state = DebtorRules.evolve(story.state, event);
        }
        DebtorState before = story.state;

        story.answer(Answer.HANDED_OVER);

        assertThat(DebtorRules.reports(before, story.state, DEBTOR)).isEmpty();
    }

    @Test
    void shouldTellOfContactsMadeElsewhere() {
        DebtorStory story = same();
        DebtorState before = story.state;

        story.tell(new LenderEvent.ContactMadeElsewhere(Channel.VOICE, ContactResult.INBOUND, CARD));

        assertThat(DebtorRules.reports(before, story.state, DEBTOR))
                .singleElement()
                .satisfies(report -> assertThat(report.contacts().values())
                        .containsExactly(Optional.of(
                                new OthersContact(story.now(), Channel.VOICE, Reach.INBOUND_CONVERSATION))));
    }

    @ParameterizedTest
    @CsvSource({
        "OUTBOUND, RPC_REFUSED, CONVERSATION",
        "OUTBOUND, SKIP_TRACE, TRIED",
        "INBOUND, RPC_CALLBACK, INBOUND_CONVERSATION"
    })
    void shouldTellOfConversationsHeld(ConversationEvent.Direction direction, Disposition disposition, Reach reach) {
        DebtorStory story = same();
        DebtorState before = story.state;

        story.tell(new ConversationEvent.ConversationHeld(
                new ConversationId("c-1"),
                Channel.VOICE,
                direction,
                null,
                List.of(CARD),
                disposition,
                ConversationEvent.Reason.NONE,
                "agent-7"));

        assertThat(DebtorRules.reports(before, story.state, DEBTOR))
                .containsExactly(new PersonReport(
                        ofLender(),
                        Map.of("conversation c-1", Optional.of(new OthersContact(story.now(), Channel.VOICE, reach))),
                        null));
    }

    @Test
    void shouldTellItOtherwiseWhenTheDispositionWasWrong() {
        DebtorStory story = same();
        story.tell(new ConversationEvent.ConversationHeld(
                new ConversationId("c-1"),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                null,
                List.of(),
                Disposition.SKIP_TRACE,
                ConversationEvent.Reason.NONE,
                ""));
        Instant held = story.now();
        DebtorState before = story.state;

        story.at("2026-06-01T09:00")
                .tell(new ConversationEvent.DispositionCorrected(
                        new ConversationId("c-1"), Disposition.RPC_HUNG_UP, ConversationEvent.Reason.NONE));

        assertThat(DebtorRules.reports(before, story.state, DEBTOR))
                .containsExactly(new PersonReport(
                        ofLender(),
                        Map.of(
                                "conversation c-1",
                                Optional.of(new OthersContact(held, Channel.VOICE, Reach.CONVERSATION))),
                        null));
    }

    @Test
    void shouldTellAllThatItRemembersWhenItIsLinked() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.at(DUE).wake().answer(Answer.HANDED_OVER);
        story.tell(new LenderEvent.ContactMadeElsewhere(Channel.VOICE, ContactResult.NOT_REACHED, null));
        DebtorState before = story.state;

        story.tell(new LenderEvent.PersonsLinked(
                List.of(new LinkedPerson(LinkedPerson.Kind.SAME_PERSON, "k-1", new DebtorId("d2")))));

        assertThat(DebtorRules.reports(before, story.state, DEBTOR))
                .singleElement()
                .satisfies(report -> assertThat(report.contacts()).hasSize(2));
    }

    @Test
    void shouldTellAllThatItRemembersWhenAnOperatorTakesOver() {
        DebtorStory story = same();
        story.tell(new LenderEvent.ContactMadeElsewhere(Channel.VOICE, ContactResult.NOT_REACHED, null));
        DebtorState before = story.state;

        story.tell(new LenderEvent.AccountPlaced(CARD, "agency"));

        assertThat(DebtorRules.reports(before, story.state, DEBTOR))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.person()).isEqualTo(DebtorPersonId.ofOperator("agency", "k-1"));
                    assertThat(report.contacts()).hasSize(1);
                });
    }

    @Test
    void shouldTellNobodyWhenNobodyIsLinked() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01").at(DUE);
        DebtorState before = story.state;

        story.wake();

        assertThat(DebtorRules.reports(before, story.state, DEBTOR)).isEmpty();
    }
}
