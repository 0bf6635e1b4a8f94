package dev.janji.loadtest.sends;

import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.SmsDebtors;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Debtors who are written to three times on each of ten days, which is what the shipped pack of Indonesia lets; every step has words of its own, so that a message says which
 * it is. Stateless.
 */
final class SendsPlan {
    static final String STRATEGY = "sends";

    /** A Tuesday, ten in Jakarta, and the due date. */
    static final Instant START = Instant.parse("2026-06-30T03:00:00Z");

    /** The last steps are over. */
    static final Instant LAST_STEP = Instant.parse("2026-07-11T13:00:00Z");

    /** Nobody is in doubt for longer than a day. */
    static final Instant END = LAST_STEP.plus(Duration.ofHours(26));

    private static final LocalDate DUE = LocalDate.of(2026, 6, 30);

    /** Without the Sunday, 5 July. */
    private static final int[] DAYS = {1, 2, 3, 4, 6, 7, 8, 9, 10, 11};

    private static final String[] HOURS = {"09:00", "13:00", "17:00"};

    /** Steps of every debtor. */
    static final int STEPS = DAYS.length * HOURS.length;

    private static final String TEMPLATE = "step-";
    private static final String WORD = "Langkah ";

    private SendsPlan() {}

    /** A message is of a debtor and a step: a number below debtors times steps. */
    static int place(int debtor, int step) {
        return debtor * STEPS + step;
    }

    static String strategy() {
        StringBuilder file = new StringBuilder("""
                strategy: sends
                version: 1
                migration: at-the-next-due-date
                rest-days-after-payment: 1
                retry-minutes: 10
                tries-per-step: 20
                segments:
                  - segment: everybody
                    steps:
                """);
        for (int step = 0; step < STEPS; step++) {
            file.append(String.format(
                    Locale.ROOT,
                    "      - { step: H+%d, name: %s, at: \"%s\", channels: [sms], template: %s }%n",
                    DAYS[step / HOURS.length],
                    template(step),
                    HOURS[step % HOURS.length],
                    template(step)));
        }
        return file.toString();
    }

    /** Of the server's configuration. */
    static String texts() {
        StringBuilder texts = new StringBuilder();
        for (int step = 0; step < STEPS; step++) {
            texts.append(String.format(
                    Locale.ROOT,
                    "janji.templates.texts.%s.sms { variables = [name], id.body = \"%s%02d, {name}.\","
                            + " en.body = \"%s%02d, {name}.\" }%n",
                    template(step),
                    WORD,
                    step,
                    WORD,
                    step));
        }
        return texts.toString();
    }

    private static String template(int step) {
        return String.format(Locale.ROOT, "%s%02d", TEMPLATE, step);
    }

    /** @return which step a template of the journal is; empty when it is none of these */
    static OptionalInt stepOfTemplate(String template) {
        return template.startsWith(TEMPLATE)
                ? number(template.substring(TEMPLATE.length()), STEPS)
                : OptionalInt.empty();
    }

    /** @return which step a message is; empty when it is none of these */
    static OptionalInt stepOfText(String text) {
        int end = text.indexOf(',');
        return text.startsWith(WORD) && end > 0
                ? number(text.substring(WORD.length(), end), STEPS)
                : OptionalInt.empty();
    }

    private static OptionalInt number(String digits, int below) {
        try {
            int number = Integer.parseInt(digits);
            return number >= 0 && number < below ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    static Portfolio portfolio(int debtors) {
        return SmsDebtors.portfolio(debtors, DUE, START, END);
    }
}
