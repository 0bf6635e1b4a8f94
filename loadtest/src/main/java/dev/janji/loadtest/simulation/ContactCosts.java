package dev.janji.loadtest.simulation;

import dev.janji.domain.contact.Channel;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one contact costs, by channel, in whole units of the user's own currency. Immutable.
 *
 * @param each of the channels that have a price; the others cost nothing
 */
record ContactCosts(Map<Channel, Long> each) {
    static final ContactCosts NONE = new ContactCosts(Map.of());

    ContactCosts {
        each = Map.copyOf(each);
    }

    /**
     * @param text such as {@code sms=350,email=5}
     * @throws IllegalArgumentException says what to write instead
     */
    static ContactCosts parse(String text) {
        Map<Channel, Long> each = new EnumMap<>(Channel.class);
        for (String part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            String name = part.substring(0, Math.max(0, sign)).strip().toUpperCase(Locale.ROOT);
            String price = part.substring(sign + 1).strip();
            if (sign < 0 || !price.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "expected a cost such as sms=350 in whole units, but found `" + part + "`");
            }
            each.put(channel(name, part), Long.valueOf(price));
        }
        return new ContactCosts(each);
    }

    boolean isGiven() {
        return !each.isEmpty();
    }

    long of(Channel channel) {
        return each.getOrDefault(channel, 0L);
    }

    private static Channel channel(String name, String part) {
        for (Channel channel : Channel.values()) {
            if (channel.name().equals(name)) {
                return channel;
            }
        }
        throw new IllegalArgumentException(
                "expected sms, email, push, whatsapp, letter or voice, but found `" + part + "`");
    }
}
