package dev.janji.gateways.letter.sftp;

import dev.janji.actors.telemetry.Telemetry;

/** What a courier brings, and to whom, in the words of logs and metrics. */
public enum Cargo {
    LETTERS(
            "a batch of letters",
            "the print house",
            "letters-sftp",
            Telemetry.LETTER_BATCHES_WAITING,
            Telemetry.LETTER_SFTP),
    CASES("a case or recall", "the field system", "field-sftp", Telemetry.FIELD_WAITING, Telemetry.FIELD_SFTP);

    private final String what;
    private final String receiver;
    private final String thread;
    private final String waiting;
    private final String counts;

    Cargo(String what, String receiver, String thread, String waiting, String counts) {
        this.what = what;
        this.receiver = receiver;
        this.thread = thread;
        this.waiting = waiting;
        this.counts = counts;
    }

    String what() {
        return what;
    }

    String receiver() {
        return receiver;
    }

    String thread() {
        return thread;
    }

    /** @return name of the gauge of what waits */
    String waiting() {
        return waiting;
    }

    /** @return name of the counter, by what the courier did */
    String counts() {
        return counts;
    }
}
