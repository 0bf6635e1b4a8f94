package dev.janji.loadtest.journal;

/** A way in which a store could take events that were persisted at the same time. Each is acknowledged when all of its statements are. */
enum StoreForm {
    ROW("an INSERT each", "no"),
    TAGGED("an INSERT each, and another under a tag", "no"),
    COALESCED("one batch, rows of many debtors", "no"),
    SLICED("one batch, rows of one slice", "no"),
    BLOB("one row", "no"),
    FENCED("one row IF NOT EXISTS", "yes");

    private final String shown;
    private final String fenced;

    StoreForm(String shown, String fenced) {
        this.shown = shown;
        this.fenced = fenced;
    }

    String shown() {
        return shown;
    }

    /** Whether a second writer is kept out. */
    String fenced() {
        return fenced;
    }
}
