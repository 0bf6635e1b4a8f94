package dev.janji.orchestrator.words;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.PointHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** What became of the attempts to a number or address, in a language. Stateless. */
public final class PointInWords {
    private PointInWords() {}

    /** @param zone of the debtor's days */
    public static String of(PointHistory history, Phrases phrases, ZoneId zone) {
        Instant last = history.lastAt();
        if (last == null) {
            return phrases.say("value.point-untried");
        }
        Outcome outcome = history.lastOutcome();
        return phrases.say(
                "value.point-tried",
                phrases.number(history.made()),
                phrases.number(history.reached()),
                phrases.number(history.failed()),
                phrases.date(LocalDate.ofInstant(last, zone)),
                outcome == null ? phrases.say("value.point-silent") : phrases.word(outcome));
    }
}
