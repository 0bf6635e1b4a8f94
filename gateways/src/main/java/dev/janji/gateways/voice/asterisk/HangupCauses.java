package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.voice.CallEvent.Ended.End;

/** What the hang-up cause of a call that nobody answered says: ITU-T Q.850 cause values, as Asterisk hands them on. Stateless. */
final class HangupCauses {
    private HangupCauses() {}

    /**
     * @param cause 0 to 127; others are the network's fault
     * @param status what the trunk itself answered, of SIP; 0 when there is none
     * @return why the call was not answered. A cause that says nothing, such as a normal clearing, is a telephone that nobody answered.
     */
    static End endOfUnanswered(int cause, int status) {
        return switch (status) {
            // Asterisk turns these into causes that speak of the number or of nobody's answer: 21, 3, 19, 127. It is
            // the trunk that does not work.
            case 401, 405, 407, 411, 413, 414, 415, 420, 481, 482, 483, 491, 493, 505 -> End.FAILED;
            // Into 102, nobody answered: nobody was asked.
            case 504 -> End.CONGESTION;
            default -> endOfUnanswered(cause);
        };
    }

    private static End endOfUnanswered(int cause) {
        return switch (cause) {
            case 17 -> End.BUSY;
            // Nothing said, normal clearing, no user responding, no answer, absent, unspecified, a timer, interworking.
            case 0, 16, 18, 19, 20, 31, 102, 127 -> End.NO_ANSWER;
            // Call rejected, facility rejected, outgoing and incoming calls barred.
            case 21, 29, 50, 52, 54, 55 -> End.REJECTED;
            // Unallocated, no route to the destination, number changed, incomplete, ported away.
            case 1, 3, 14, 22, 28 -> End.NOT_IN_SERVICE;
            // No circuit, temporary failure, congestion of the switch, requested circuit or resource not available.
            case 34, 41, 42, 43, 44, 46, 47 -> End.CONGESTION;
            // Also 27, out of order: a line's fault for a while, and what Asterisk makes of a bad gateway (SIP 502).
            default -> End.FAILED;
        };
    }
}
