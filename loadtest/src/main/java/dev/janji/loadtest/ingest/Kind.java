package dev.janji.loadtest.ingest;

/** What an event does to its debtor, with its fixed share of the mix. */
enum Kind {
    PAYMENT(40),
    /** The same event, or the same payment under another event id, once more. */
    DUPLICATE(5),
    /** Makes the debtor's next wake-up earlier, so that the wake-up index is written, too. */
    WAKE_UP(20),
    /** Stored, and nothing more. */
    OTHER(35);

    private final int percent;

    Kind(int percent) {
        this.percent = percent;
    }

    int percent() {
        return percent;
    }
}
