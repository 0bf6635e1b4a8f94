package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.Floor;

/** A rule that says once a second how many calls to start, and is told what becomes of them. Of one shift; seconds count from its begin. */
interface Dialer {
    /** @param floor as it stands; filled again for the next second */
    int lines(Floor floor, int second);

    /** Whether machines are told apart before an agent is asked for. */
    default boolean detectsMachines() {
        return true;
    }

    /** @param rang seconds from dialing. @param answered for an agent to take */
    default void lineEnded(double at, double rang, boolean answered) {}

    /** Machine detection has ended a call; told besides {@link #lineEnded}. */
    default void machineDetected(double at) {}

    default void connected(double at, boolean toPerson) {}

    default void abandoned(double at) {}

    default void talkEnded(double at, double lasted) {}

    default void wrapEnded(double at, double lasted) {}
}
