package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.voice.CallEvent.Ended.End;

/** What the hang-up cause of a call that nobody answered says: ITU-T Q.850 cause values, as Asterisk hands them on. Stateless. */
final class HangupCauses {
    private HangupCauses() {}

    /**
     * @param cause 0 to 127; others are the network's fault
     * @return why the call was not answered. A cause that says nothing, such as a normal clearing, is a telephone that nobody answered.
     */
    static End endOfUnanswered(int cause) {
        return switch (cause) {
            case 17 -> End.BUSY;
            // Nothing said, normal clearing, no user responding, no answer, absent, unspecified, a timer, interworking.
            case 0, 16, 18, 19, 20, 31, 102, 127 -> End.NO_ANSWER;
            // Call rejected, facility rejected, outgoing and incoming calls barred.
            case 21, 29, 50, 52, 54, 55 -> End.REJECTED;
            // Unallocated, no route to the destination, number changed, out of order, incomplete, ported away.
            case 1, 3, 14, 22, 27, 28 -> End.NOT_IN_SERVICE;
            // No circuit, temporary failure, congestion of the switch, requested circuit or resource not available.
            case 34, 41, 42, 43, 44, 46, 47 -> End.CONGESTION;
            default -> End.FAILED;
        };
    }
}
