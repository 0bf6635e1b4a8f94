package dev.janji.loadtest.races;

/** Where a message stood when the payment was told, as seen from outside of the gateway. */
enum MessageStage {
    /** It waits for its turn. */
    QUEUED,
    /** The adapter has it, and has not asked for leave. */
    HANDED,
    /** It has left, or will within this instant; the provider has not answered. */
    LEFT
}
