package dev.janji.orchestrator.words;

/** How late a debt is, in words. Stateless. */
final class Debts {
    private Debts() {}

    static String daysPastDue(Phrases phrases, int days) {
        if (days == 0) {
            return phrases.say("value.not-due");
        }
        return days > 0 ? phrases.count("value.days-past-due", days) : phrases.count("value.days-to-due", -(long) days);
    }
}
