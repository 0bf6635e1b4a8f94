package dev.janji.domain.pacing;

import java.time.Instant;

/**
 * What a pacer may know of an instant besides the floor. Immutable.
 *
 * @param hour of the day where the campaign's debtors live, 0 to 23
 * @param shiftEnds when the desk closes for today
 * @param windowCloses when debtors may no longer be called today; the debtor's own rules still decide about each call
 * @param isGatewayUp whether the voice gateway takes calls
 * @param isStopped whether a person has stopped all dialing
 */
public record Moment(
        Instant now, int hour, Instant shiftEnds, Instant windowCloses, boolean isGatewayUp, boolean isStopped) {
    private static final int HOURS = 24;

    /** @throws IllegalArgumentException when there is no such hour */
    public Moment {
        if (hour < 0 || hour >= HOURS) {
            throw new IllegalArgumentException("Expected an hour from 0 to 23, but got " + hour);
        }
    }
}
