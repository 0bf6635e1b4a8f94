package dev.janji.loadtest.races;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of many races of payments with messages. Immutable.
 *
 * @param met how many payments met a message, by where it stood
 * @param fewestWaiting messages that waited in the gateway when a payment was told, at least
 * @param inDoubt payments that were acknowledged in doubt, because the provider never said whether it has the message
 * @param sentAgain partial payments after which the debtor was written to on a later day
 * @param departures messages that left
 * @param digest the same for the same order of events
 * @param violations in words
 */
record MessageTally(
        Map<MessageStage, Map<Word, Integer>> met,
        int fewestWaiting,
        int inDoubt,
        int sentAgain,
        long departures,
        long digest,
        List<String> violations) {
    static final MessageTally NONE = new MessageTally(Map.of(), Integer.MAX_VALUE, 0, 0, 0, 0, List.of());

    MessageTally plus(MessageTally other) {
        Map<MessageStage, Map<Word, Integer>> both = new EnumMap<>(MessageStage.class);
        for (Map<MessageStage, Map<Word, Integer>> each : List.of(met, other.met)) {
            each.forEach((stage, words) ->
                    words.forEach((word, count) -> both.computeIfAbsent(stage, first -> new EnumMap<>(Word.class))
                            .merge(word, count, Integer::sum)));
        }
        List<String> all = new ArrayList<>(violations);
        all.addAll(other.violations);
        return new MessageTally(
                both,
                Math.min(fewestWaiting, other.fewestWaiting),
                inDoubt + other.inDoubt,
                sentAgain + other.sentAgain,
                departures + other.departures,
                31 * digest + other.digest,
                all);
    }

    /** @param command that shows each violation once more */
    MessageTally named(String command) {
        return new MessageTally(
                met,
                fewestWaiting,
                inDoubt,
                sentAgain,
                departures,
                digest,
                violations.stream()
                        .map(violation -> violation + " (" + command + ")")
                        .toList());
    }

    /** Payments that met a message. */
    long races() {
        return met.values().stream()
                .flatMap(words -> words.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }

    int met(MessageStage stage, Word word) {
        return met.getOrDefault(stage, Map.of()).getOrDefault(word, 0);
    }

    /** Share of the payments that were partial, between 0 and 1. */
    double partial() {
        long partial = met.values().stream()
                .mapToLong(words -> words.getOrDefault(Word.PAID_PART, 0))
                .sum();
        return races() == 0 ? 0 : (double) partial / races();
    }
}
