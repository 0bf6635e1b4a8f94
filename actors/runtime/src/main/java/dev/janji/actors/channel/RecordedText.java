package dev.janji.actors.channel;

import dev.janji.domain.debtor.RecordedCalls;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the words of a recording must keep. Whoever picks up hears the greeting, so it speaks of nothing but the keys: not of a debt, and not of whose (ID-04). What
 * is said afterwards names what a machine can say digit by digit. Stateless.
 */
final class RecordedText {
    /** Whoever presses it says to be the debtor. */
    static final String CONFIRMS = "1";

    /** Whoever presses it is not called by a machine any more. */
    static final String STOPS = "9";

    private static final Set<MessageVariable> SAYABLE =
            EnumSet.of(MessageVariable.ACCOUNT, MessageVariable.DAYS_PAST_DUE, MessageVariable.VIRTUAL_ACCOUNT);

    private RecordedText() {}

    /** @throws IllegalArgumentException that says what was expected instead */
    static void demand(String template, Set<MessageVariable> declared, String body) {
        if (!template.equals(RecordedCalls.GREETING)) {
            if (!SAYABLE.containsAll(declared)) {
                throw new IllegalArgumentException("expected a recording to speak of "
                        + SAYABLE.stream().map(each -> "{" + each.key() + "}").collect(Collectors.joining(", "))
                        + " at most, which a machine can say, but it speaks of more");
            }
            return;
        }
        if (!declared.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a greeting without variables, because anybody may hear it (ID-04), but it has some");
        }
        List<String> words = List.of(body.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        for (String key : List.of(CONFIRMS, STOPS)) {
            if (!words.contains(key)) {
                throw new IllegalArgumentException("expected a greeting that names the keys " + CONFIRMS
                        + ", to hear the message, and " + STOPS + ", to be called no more, but " + key + " is missing");
            }
        }
    }
}
