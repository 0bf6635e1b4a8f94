package dev.janji.loadtest.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.LinkKind;
import dev.janji.protocols.lender.v1.LinkedPerson;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamePersonTest {
    private static final int CLIENTS = 3_000;
    private static final Sample SAMPLE = Sample.shipped();
    private static final Portfolio PORTFOLIO = Portfolio.of(SAMPLE, CLIENTS, Assumptions.DAYS, 7);

    private static Map<String, Set<String>> debtorsByKey(Portfolio portfolio) {
        Map<String, Set<String>> debtors = new HashMap<>();
        for (PlannedEvent event : portfolio.events()) {
            if (event.request().hasPersonsLinked()) {
                LinkedPerson person = event.request().getPersonsLinked().getPersons(0);
                assertThat(person.getKind()).isEqualTo(LinkKind.LINK_KIND_SAME_PERSON);
                debtors.computeIfAbsent(person.getPersonKey(), key -> new HashSet<>())
                        .add(event.debtor());
            }
        }
        return debtors;
    }

    private static int statementDay(Date due) {
        return LocalDate.of(due.getYear(), due.getMonth(), due.getDay())
                .minusDays(Assumptions.DAYS_TO_DUE)
                .getDayOfMonth();
    }

    @Test
    void shouldTellAFewDebtorsTwoByTwoAsOnePerson() {
        Map<String, Set<String>> debtors = debtorsByKey(PORTFOLIO);

        assertThat(debtors.values()).allMatch(same -> same.size() <= 2);
        // One of a pair may be gone before the lender finds out.
        long pairs = debtors.values().stream().filter(same -> same.size() == 2).count();
        assertThat(2.0 * pairs / CLIENTS).isCloseTo(Assumptions.SAME_PERSON, within(0.008));
    }

    @Test
    void shouldHaveSomeAmongTheFewOfAShortDemo() {
        for (long seed = Assumptions.SEED; seed < Assumptions.SEED + 20; seed++) {
            Portfolio portfolio = Portfolio.of(SAMPLE, 50, 1, seed);
            long told = portfolio.events().stream()
                    .filter(event -> event.request().hasDebtorUpserted())
                    .map(PlannedEvent::debtor)
                    .distinct()
                    .filter(debtor -> isLinkedWithin(debtor, portfolio.clients(), 50))
                    .count();

            assertThat(told).as("seed " + seed).isEqualTo(2);
        }
    }

    private static boolean isLinkedWithin(String debtor, List<CardClient> clients, int count) {
        for (int i = 0; i < count; i++) {
            if (ClientStory.debtorId(clients.get(i).number()).equals(debtor)) {
                return SamePerson.of(clients, i) != null;
            }
        }
        throw new IllegalArgumentException(debtor);
    }

    @Test
    void shouldGiveThemOneZoneOneStatementDayAndCallsAboutOneOfTheCardsInTheirMorning() {
        Map<String, String> zones = new HashMap<>();
        Map<String, Integer> statementDays = new HashMap<>();
        Map<String, Integer> calls = new HashMap<>();
        for (PlannedEvent event : PORTFOLIO.events()) {
            PublishRequest request = event.request();
            if (request.hasDebtorUpserted()) {
                zones.put(event.debtor(), request.getDebtorUpserted().getZone());
            }
            if (request.hasScheduleSet()) {
                statementDays.put(
                        event.debtor(),
                        statementDay(request.getScheduleSet().getInstalments(0).getDueDate()));
            }
            if (request.hasContactMadeElsewhere() && !event.duplicate()) {
                calls.merge(event.debtor(), 1, Integer::sum);
            }
        }
        int called = 0;
        for (Set<String> same : debtorsByKey(PORTFOLIO).values()) {
            assertThat(same.stream().map(zones::get).distinct()).hasSize(1);
            assertThat(same.stream()
                            .filter(statementDays::containsKey)
                            .map(statementDays::get)
                            .distinct())
                    .hasSizeLessThanOrEqualTo(1);
            called += same.stream().anyMatch(debtor -> calls.getOrDefault(debtor, 0) >= 2) ? 1 : 0;
        }
        assertThat(called).isGreaterThan(20);
    }

    @Test
    void shouldTellNothingOfAPersonWhenAClientIsLookedAtAlone() {
        Instant end = PORTFOLIO.end();

        assertThat(PORTFOLIO.clients().stream().flatMap(client -> Portfolio.storyOf(client, 7, end).stream()))
                .noneMatch(event -> event.request().hasPersonsLinked());
    }
}
