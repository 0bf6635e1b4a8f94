package dev.janji.loadtest.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lender's portfolio of a run: the chosen clients and everything that the lender sends about them, in time order. Immutable.
 *
 * @param clients in the seeded order of choice
 * @param events by time; those of one debtor in their order
 * @param start of virtual time
 * @param end of virtual time, exclusive
 */
public record Portfolio(List<CardClient> clients, List<PlannedEvent> events, Instant start, Instant end) {

    /**
     * @param debtors how many clients, at least 1
     * @param days how many days from 1 April 2026, at least 1; more than 183 add nothing
     */
    public static Portfolio of(Sample sample, int debtors, int days, long seed) {
        if (debtors < 1 || days < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 1 debtor and 1 day, but got " + debtors + " and " + days);
        }
        Instant end = Assumptions.START.plus(Duration.ofDays(days));
        List<CardClient> clients = sample.choose(debtors, seed);
        List<PlannedEvent> events = new ArrayList<>();
        for (CardClient client : clients) {
            events.addAll(storyOf(client, seed, end));
        }
        events.sort(Comparator.comparing(PlannedEvent::at));
        return new Portfolio(clients, List.copyOf(events), Assumptions.START, end);
    }

    /** @return what the lender sends about one client before the end, in time order; nothing for one with nothing to tell by then */
    public static List<PlannedEvent> storyOf(CardClient client, long seed, Instant end) {
        return ClientStory.of(client, seed).stream()
                .filter(event -> event.at().isBefore(end))
                .toList();
    }
}
