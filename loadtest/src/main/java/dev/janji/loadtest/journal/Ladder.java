package dev.janji.loadtest.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells the parts of an event's cost apart: the same load with more and more of the event log. Confined to one thread. */
final class Ladder {
    private static final String FORGETFUL = "janji.loadtest.forgetful";
    private static final String NO_FLUSH = """
            janji.event-log { flush-after = 1 h, flush-bytes = 1 GiB, flush-rows = 1000000000, memory-bytes = 2 GiB }
            """;

    private final JournalSettings settings;
    private final StoreProcess store;
    private final Consumer<String> say;

    Ladder(JournalSettings settings, StoreProcess store, Consumer<String> say) {
        this.settings = settings;
        this.store = store;
        this.say = say;
    }

    /** Measures every part, with so many debtors in memory and no others. */
    Rungs climb(int debtors) throws InterruptedException {
        Cost whole;
        double eventsPerFlush;
        try (RunningDebtors running = start("")) {
            whole = rung("event log", running.on(JournalRun.EVENT_LOG, "Whole" + debtors, debtors), debtors);
            eventsPerFlush = JournalRun.eventsPerFlush(running);
        }
        // Only now: two systems at a time would take the slices from each other.
        return climb(debtors, whole, eventsPerFlush);
    }

    /**
     * @param whole the cost of the event log with so many debtors, where it is known
     * @param eventsPerFlush of the same measurement
     */
    Rungs climb(int debtors, Cost whole, double eventsPerFlush) throws InterruptedException {
        Cost pekko;
        Cost commit;
        try (RunningDebtors running = start("")) {
            pekko = rung("Pekko alone", running.on(FORGETFUL, "Pekko" + debtors, debtors), debtors);
        }
        try (RunningDebtors running = start(NO_FLUSH)) {
            commit = rung("commit", running.on(JournalRun.EVENT_LOG, "Commit" + debtors, debtors), debtors);
        }
        return new Rungs(debtors, pekko, commit, whole, eventsPerFlush);
    }

    private RunningDebtors start(String laidOver) {
        return RunningDebtors.start(
                store.address(), new RunningDebtors.Making(laidOver, settings.eventBytes(), settings.seed()));
    }

    private Cost rung(String name, Contender contender, int debtors) throws InterruptedException {
        say.accept(String.format(Locale.ROOT, "measuring %s with %,d debtors ...", name, debtors));
        Measured measured = new Measured(name, new Drive(contender, debtors, settings.seed()), store.pid());
        measured.drive().once(settings.inFlight());
        measured.drive().closedLoop(settings.inFlight(), settings.warmUp().toNanos() / 2);
        List<Cost> rounds = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            measured.round(settings.inFlight(), settings.measured().toNanos() / settings.rounds());
            rounds.add(measured.lastCost());
        }
        rounds.sort(Comparator.comparingDouble(Cost::both));
        return rounds.get(rounds.size() / 2);
    }
}
