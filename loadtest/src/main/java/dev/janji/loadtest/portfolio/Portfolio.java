package dev.janji.loadtest.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        // With the next one, who may be the same person as the last.
        List<CardClient> order = sample.choose(debtors + 1, seed);
        List<CardClient> clients = List.copyOf(order.subList(0, Math.min(debtors, order.size())));
        List<PlannedEvent> events = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            events.addAll(before(end, ClientStory.of(clients.get(i), SamePerson.of(order, i), seed)));
        }
        events.sort(Comparator.comparing(PlannedEvent::at));
        return new Portfolio(clients, List.copyOf(events), Assumptions.START, end);
    }

    /**
     * A client who is nobody else, whatever the portfolio makes of it.
     *
     * @return what the lender sends about one client before the end, in time order; nothing for one with nothing to tell by then
     */
    public static List<PlannedEvent> storyOf(CardClient client, long seed, Instant end) {
        return before(end, ClientStory.of(client, null, seed));
    }

    /** The same with a telephone for whoever has a number for messages: the same number, as well known and as willing. */
    public Portfolio withTelephones() {
        return new Portfolio(
                clients, events.stream().map(ContactDetails::withTelephones).toList(), start, end);
    }

    /**
     * The same with the bank's app, WhatsApp and a postal address for many, and with what each balance is made up of, which a warning letter must say.
     */
    public Portfolio withEveryChannel(long seed) {
        Map<String, CardClient> byDebtor = clients.stream()
                .collect(Collectors.toMap(client -> ClientStory.debtorId(client.number()), client -> client));
        List<PlannedEvent> told = new ArrayList<>();
        for (PlannedEvent event : events) {
            CardClient client = byDebtor.get(event.debtor());
            if (client == null) {
                throw new IllegalStateException("Expected only events of clients, but got one of " + event.debtor());
            }
            told.addAll(EveryChannel.of(client, event, seed));
        }
        return new Portfolio(clients, List.copyOf(told), start, end);
    }

    private static List<PlannedEvent> before(Instant end, List<PlannedEvent> story) {
        return story.stream().filter(event -> event.at().isBefore(end)).toList();
    }
}
