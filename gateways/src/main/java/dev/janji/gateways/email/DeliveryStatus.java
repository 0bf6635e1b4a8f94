package dev.janji.gateways.email;

import dev.janji.domain.contact.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine's part of a bounce (RFC 3464) or of a complaint (RFC 5965): groups of fields. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463, enhanced status codes</a>
 */
final class DeliveryStatus {
    private static final int MOST_GROUPS = 100;
    private static final Pattern STATUS = Pattern.compile("\\b([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b");
    private static final Pattern REPLY = Pattern.compile("\\b([245])\\d\\d\\b");

    /** What a report says of an attempt, from the least to the strongest. */
    enum Verdict {
        NOTHING,
        DELIVERED,
        /** The server still tries. */
        DELAYED,
        SOFT,
        HARD;

        /** @return empty when nothing follows yet */
        Optional<Outcome> outcome() {
            return switch (this) {
                case HARD -> Optional.of(Outcome.BOUNCED);
                case SOFT -> Optional.of(Outcome.UNDELIVERED);
                case DELIVERED -> Optional.of(Outcome.DELIVERED);
                case NOTHING, DELAYED -> Optional.empty();
            };
        }
    }

    private DeliveryStatus() {}

    /** @return groups parted by empty lines; names of fields in small letters; of a field that is there twice the first */
    static List<Map<String, String>> groups(String text) {
        List<Map<String, String>> groups = new ArrayList<>();
        Map<String, String> group = new HashMap<>();
        String name = "";
        for (String line : text.split("\\r?\\n|\\r", -1)) {
            if (line.isBlank()) {
                if (!group.isEmpty() && groups.size() < MOST_GROUPS) {
                    groups.add(group);
                }
                group = new HashMap<>();
                name = "";
            } else if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !name.isEmpty()) {
                group.merge(name, line.strip(), (before, more) -> before + ' ' + more);
            } else {
                int colon = line.indexOf(':');
                name = colon < 1 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty()
                        && group.putIfAbsent(name, line.substring(colon + 1).strip()) != null) {
                    name = "";
                }
            }
        }
        if (!group.isEmpty() && groups.size() < MOST_GROUPS) {
            groups.add(group);
        }
        return groups;
    }

    /** @return the strongest verdict of its recipients; empty when it reports of none */
    static Optional<Verdict> of(String text) {
        return groups(text).stream()
                .filter(group -> group.containsKey("action") || group.containsKey("status"))
                .map(DeliveryStatus::verdict)
                .max(Verdict::compareTo);
    }

    private static Verdict verdict(Map<String, String> group) {
        String action = group.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        String status = group.getOrDefault("status", "");
        String diagnosis = group.getOrDefault("diagnostic-code", "");
        if (action.startsWith("failed") || action.isEmpty() && isOfClass(status, '5')) {
            return failure(status, diagnosis);
        } else if (action.startsWith("delayed") || action.isEmpty() && isOfClass(status, '4')) {
            return Verdict.DELAYED;
        } else if (action.startsWith("delivered")) {
            return Verdict.DELIVERED;
        }
        return Verdict.NOTHING;
    }

    /** For good, unless it speaks of the moment or of the sender rather than of the address: a full mailbox, a policy against us. */
    private static Verdict failure(String status, String diagnosis) {
        Matcher said = STATUS.matcher(status);
        if (!said.find()) {
            said = STATUS.matcher(diagnosis);
            if (!said.find()) {
                Matcher reply = REPLY.matcher(diagnosis);
                return reply.find() && reply.group(1).equals("5") ? Verdict.HARD : Verdict.SOFT;
            }
        }
        boolean isOfAddress = !said.group(2).equals("7")
                && !(said.group(2).equals("2") && said.group(3).equals("2"));
        return said.group(1).equals("5") && isOfAddress ? Verdict.HARD : Verdict.SOFT;
    }

    private static boolean isOfClass(String status, char wanted) {
        Matcher said = STATUS.matcher(status);
        return said.find() && said.group(1).charAt(0) == wanted;
    }
}
