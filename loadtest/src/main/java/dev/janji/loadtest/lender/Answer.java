package dev.janji.loadtest.lender;

import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.protocols.lender.v1.PublishResponse;

/**
 * An event with the server's answer to it. Immutable.
 *
 * @param sends how often it was sent until it was answered
 * @param sentWallMicros real time at which it was first sent
 * @param ackedWallMicros real time at which the answer came
 */
public record Answer(
        PlannedEvent event, PublishResponse response, int sends, long sentWallMicros, long ackedWallMicros) {

    public boolean accepted() {
        return response.hasAccepted();
    }

    public boolean duplicate() {
        return accepted() && response.getAccepted().getDuplicate();
    }

    /** Whether the answer is the one that the portfolio foresaw. An event that was sent again may be a duplicate. */
    public boolean asExpected() {
        if (event.refusal() != null) {
            return response.hasRejected() && response.getRejected().getReason() == event.refusal();
        }
        return accepted() && (duplicate() == event.duplicate() || sends > 1);
    }
}
