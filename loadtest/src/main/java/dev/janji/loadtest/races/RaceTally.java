package dev.janji.loadtest.races;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of many races. Immutable.
 *
 * @param met how many words met a lead, by where it stood
 * @param talks conversations that began
 * @param talkingWhenAcked conversations that went on when the word was acknowledged
 * @param calledAgain partial payments after which the debtor waited for an agent once more
 * @param digest the same for the same order of events
 * @param violations in words
 */
record RaceTally(
        Map<Stage, Map<Word, Integer>> met,
        int talks,
        int talkingWhenAcked,
        int calledAgain,
        long digest,
        List<String> violations) {
    static final RaceTally NONE = new RaceTally(Map.of(), 0, 0, 0, 0, List.of());

    RaceTally plus(RaceTally other) {
        Map<Stage, Map<Word, Integer>> both = new EnumMap<>(Stage.class);
        for (Map<Stage, Map<Word, Integer>> each : List.of(met, other.met)) {
            each.forEach((stage, words) ->
                    words.forEach((word, count) -> both.computeIfAbsent(stage, first -> new EnumMap<>(Word.class))
                            .merge(word, count, Integer::sum)));
        }
        List<String> all = new ArrayList<>(violations);
        all.addAll(other.violations);
        return new RaceTally(
                both,
                talks + other.talks,
                talkingWhenAcked + other.talkingWhenAcked,
                calledAgain + other.calledAgain,
                31 * digest + other.digest,
                all);
    }

    /** @param command that shows each violation once more */
    RaceTally named(String command) {
        return new RaceTally(
                met,
                talks,
                talkingWhenAcked,
                calledAgain,
                digest,
                violations.stream()
                        .map(violation -> violation + " (" + command + ")")
                        .toList());
    }

    /** Words that met a lead. */
    long races() {
        return met.values().stream()
                .flatMap(words -> words.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }

    int met(Stage stage, Word word) {
        return met.getOrDefault(stage, Map.of()).getOrDefault(word, 0);
    }
}
