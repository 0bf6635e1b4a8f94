package dev.janji.loadtest.journal;

/**
 * CPU that events took. Immutable.
 *
 * @param selfMicros of this process, with what sends the events
 * @param storeMicros of Cassandra
 */
record Cost(long events, long selfMicros, long storeMicros) {
    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(Cost other) {
        return new Cost(events + other.events, selfMicros + other.selfMicros, storeMicros + other.storeMicros);
    }

    /** Microseconds of this process for an event. */
    double self() {
        return (double) selfMicros / Math.max(1, events);
    }

    /** Microseconds of Cassandra for an event. */
    double store() {
        return (double) storeMicros / Math.max(1, events);
    }

    double both() {
        return self() + store();
    }
}
