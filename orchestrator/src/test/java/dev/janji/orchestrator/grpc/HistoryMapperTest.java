package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.journal.Recorded;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Anchor;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every event as a line of history. */
class HistoryMapperTest {
    private static final DebtorKey DEBTOR = DebtorKey.parse("bank~d");
    private static final Instant AT = Instant.parse("2026-06-08T01:00:00Z");
    private static final AttemptId ATTEMPT = AttemptId.of(DEBTOR, 7);

    private static List<DebtorEvent> lenderEvents() {
        List<DebtorEvent> events = new ArrayList<>();
        for (PublishRequest request : GoodRequests.all()) {
            var command = IngressMapper.map(request, new BodyHash(1, 1), DebtorInWords.JAKARTA)
                    .command();
            events.add(new DebtorEvent.LenderEventApplied(
                    AT,
                    1,
                    LocalDate.parse("2026-06-08"),
                    command.eventId(),
                    command.body(),
                    command.occurredAt(),
                    command.asOf(),
                    command.event()));
        }
        return events;
    }

    private static Stream<Class<?>> kinds(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(HistoryMapperTest::kinds)
                : Stream.of(family);
    }

    private static String line(HistoryMapper mapper, DebtorEvent event) {
        return mapper.line(new Recorded(DEBTOR, 1, new UUID(0, 1), event, null)).getSummary();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayEveryLenderEventWithoutAnythingPersonal(Language language) {
        Set<Class<?>> said = new HashSet<>();
        for (DebtorEvent event : lenderEvents()) {
            assertThat(line(new HistoryMapper(language, DebtorInWords.JAKARTA), event))
                    .isNotBlank()
                    .doesNotContain("Somebody", "Some street", "someone@", "+62811", "{", "null");
            said.add(((DebtorEvent.LenderEventApplied) event).event().getClass());
        }
        assertThat(said)
                .containsExactlyInAnyOrderElementsOf(kinds(LenderEvent.class).toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayEveryAnswerSettlementAndOutcome(Language language) {
        HistoryMapper mapper = new HistoryMapper(language, DebtorInWords.JAKARTA);
        List<DebtorEvent> events = new ArrayList<>();
        for (Answer answer : Answer.values()) {
            events.add(new DebtorEvent.AttemptAnswered(AT, 1, ATTEMPT, answer, "", ""));
        }
        for (Settlement settlement : Settlement.values()) {
            events.add(new DebtorEvent.AttemptSettled(AT, 1, ATTEMPT, settlement, ""));
        }
        for (Outcome outcome : Outcome.values()) {
            events.add(new DebtorEvent.OutcomeReceived(AT, 1, ATTEMPT, outcome, AT));
        }

        assertThat(events.stream().map(event -> line(mapper, event))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhatBecomesOfALead(Language language) {
        HistoryMapper mapper = new HistoryMapper(language, DebtorInWords.JAKARTA);
        LeadId lead = new LeadId("lead-1");
        List<DebtorEvent> events = new ArrayList<>(List.of(
                offered(lead, Lead.Kind.OUTBOUND, null),
                offered(lead, Lead.Kind.CALLBACK, AT.plusSeconds(60)),
                new DebtorEvent.TalkBegan(AT, 1, lead, new AgentId("agent-1")),
                new DebtorEvent.LeadRecalled(AT, 1, lead, AT.plusSeconds(35))));
        for (LeadResult result : LeadResult.values()) {
            events.add(new DebtorEvent.LeadClosed(AT, 1, lead, result));
        }

        assertThat(events.stream().map(event -> line(mapper, event)))
                .allSatisfy(said -> assertThat(said).isNotBlank().doesNotContain("{", "null"))
                .doesNotHaveDuplicates();
    }

    private static DebtorEvent offered(LeadId lead, Lead.Kind kind, @Nullable Instant promisedAt) {
        return new DebtorEvent.LeadOffered(
                AT,
                1,
                lead,
                kind,
                List.of(new StepReference(
                        new AccountId("card"), Anchor.dueDate(LocalDate.parse("2026-06-05")), 4860, "H+3")),
                new QueueId("early"),
                "",
                promisedAt,
                AT.plusSeconds(3_600),
                List.of("ID-01"),
                "s-1",
                "p-1");
    }

    @Test
    void shouldNameTheChannelOfAnAttemptThatItHasSeen() {
        DebtorEvent answered = new DebtorEvent.AttemptAnswered(AT, 1, ATTEMPT, Answer.REFUSED, "no such number", "");
        DebtorInWords debtor = DebtorInWords.withCard("2026-05-20T08:00", "2026-06-05")
                .at("2026-06-06T09:00")
                .wake();
        AttemptId seen = debtor.known().openAttempt().id();
        HistoryMapper mapper = new HistoryMapper(Language.ENGLISH, DebtorInWords.JAKARTA);
        debtor.journal.forEach(mapper::line);

        assertThat(line(mapper, answered))
                .isEqualTo("Contact: refused by the provider; it was not sent (no such number)");
        assertThat(line(mapper, new DebtorEvent.OutcomeReceived(AT, 1, seen, Outcome.DELIVERED, AT)))
                .isEqualTo("SMS: delivered");
    }
}
