package dev.janji.loadtest.simulation;

import dev.janji.domain.contact.Channel;
import java.util.EnumMap;
import java.util.Map;

/** What was decided about contacts, for a segment, a step, an arm, or all. Confined to one thread. */
final class Counts {
    private final Map<Channel, Long> contacts = new EnumMap<>(Channel.class);
    private long deferred;
    private long refused;
    private long handedOver;

    void contact(Channel channel) {
        contacts.merge(channel, 1L, Long::sum);
    }

    void deferral() {
        deferred++;
    }

    void refusal() {
        refused++;
    }

    void handOver() {
        handedOver++;
    }

    long contacts(Channel channel) {
        return contacts.getOrDefault(channel, 0L);
    }

    long contacts() {
        return contacts.values().stream().mapToLong(Long::longValue).sum();
    }

    long deferred() {
        return deferred;
    }

    long refused() {
        return refused;
    }

    long handedOver() {
        return handedOver;
    }

    long cost(ContactCosts costs) {
        return contacts.entrySet().stream()
                .mapToLong(each -> each.getValue() * costs.of(each.getKey()))
                .sum();
    }
}
