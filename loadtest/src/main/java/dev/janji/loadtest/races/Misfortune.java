package dev.janji.loadtest.races;

/** What befalls a house at its busiest moment. */
enum Misfortune {
    NONE,
    /** The desk's actor dies. */
    DESK_IS_KILLED,
    /** The house hears nothing of its telephone, nor the telephone of the house, for ten seconds. */
    TELEPHONE_IS_AWAY
}
