package dev.janji.loadtest.journal;

/**
 * The parts of an event's cost with so many debtors in memory. Treat as immutable.
 *
 * @param pekko the persistence API with a journal that stores nothing
 * @param commit the event log without its history
 * @param whole the event log
 * @param eventsPerFlush of a debtor that are written to its history at once, on average
 */
record Rungs(int debtors, Cost pekko, Cost commit, Cost whole, double eventsPerFlush) {
    static final double MOST_GROWTH = 1.15;

    /** Microseconds of both processes for the commit of an event. */
    double commitPath() {
        return commit.both() - pekko.both();
    }

    /** Microseconds of both processes for an event's way into the history. */
    double flush() {
        return whole.both() - commit.both();
    }

    /** How much more a commit costs here than with fewer debtors; below 1 when it costs less. */
    double growthFrom(Rungs fewer) {
        return commitPath() / fewer.commitPath();
    }

    boolean isFlatFrom(Rungs fewer) {
        return growthFrom(fewer) <= MOST_GROWTH;
    }
}
