package dev.janji.actors.desk;

import dev.janji.actors.telemetry.Telemetry;
import java.util.Locale;

/** What becomes of calls to the house; each is counted. */
enum CallerFate {
    /** A call came. */
    CALLED,
    /** No desk takes the number, or the caller is none of its lenders' debtors, or more than one. */
    NOT_KNOWN,
    /** Who calls could not be looked up, or no desk answered. */
    NOT_TAKEN,
    /** Outside the desk's hours. */
    CLOSED,
    TALKED,
    /** Hung up before an agent came. */
    GAVE_UP,
    /** Agreed to be called back. */
    CALLED_BACK,
    /** Waited as long as anybody may. */
    NOBODY_FREE;

    void count() {
        Telemetry.count(
                Telemetry.DESK_INBOUND, "event", name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
