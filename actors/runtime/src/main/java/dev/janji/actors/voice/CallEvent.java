package dev.janji.actors.voice;

import java.time.Instant;

/** Something that happened to a call. Immutable. */
public sealed interface CallEvent {
    /** @return by the house clock */
    Instant at();

    /** The debtor's telephone rings. */
    record Ringing(Instant at) implements CallEvent {}

    /** Somebody, or something, answered. */
    record Answered(Instant at, By by) implements CallEvent {
        /** What answered, as far as the gateway can tell. */
        public enum By {
            PERSON,
            MACHINE,
            /** Nobody looked: it counts as a person. */
            UNKNOWN
        }
    }

    /** Whoever is on the line pressed a key. @param key 0 to 9, A to D, * or # */
    record Pressed(Instant at, char key) implements CallEvent {}

    /** The call is over; the last event of a call. */
    record Ended(Instant at, End end) implements CallEvent {
        /** Why. */
        public enum End {
            BUSY,
            NO_ANSWER,
            /** The debtor, or the network for the debtor, said no. */
            REJECTED,
            /** There is no such number. */
            NOT_IN_SERVICE,
            /** The network had no room. */
            CONGESTION,
            /** Anything else that is the network's. */
            FAILED,
            THEY_HUNG_UP,
            WE_HUNG_UP
        }
    }
}
