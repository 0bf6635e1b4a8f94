package dev.janji.actors.wakeup;

/**
 * A stored wake-up. Immutable.
 *
 * @param debtor entity id
 * @param dueMicros microseconds since 1970 UTC
 */
record WakeUpRow(String debtor, long dueMicros) {}
