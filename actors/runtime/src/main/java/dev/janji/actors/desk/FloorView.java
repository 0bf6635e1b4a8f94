package dev.janji.actors.desk;

import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.QueueId;
import java.time.Instant;
import java.util.List;

/**
 * A desk at an instant, as a supervisor sees it. Immutable.
 *
 * @param dialingStopped whether the kill switch is on
 * @param gatewayUp whether calls can be made
 */
public record FloorView(
        DeskId desk,
        Instant at,
        boolean dialingStopped,
        boolean gatewayUp,
        List<AgentNotice.SeatView> seats,
        List<Queue> queues) {
    public FloorView {
        seats = List.copyOf(seats);
        queues = List.copyOf(queues);
    }

    /**
     * A queue.
     *
     * @param mode name of the {@code PacingMode} in force, which may be less than what is asked for
     * @param waiting leads that nobody has
     * @param callers debtors who called and wait on the line
     * @param lines calls that are dialed or ring
     * @param pace why so many calls are begun and not more, in words
     * @param answered calls that a person answered in the budget's window
     * @param abandoned of these, those that no agent took in time
     * @param budgetLeft calls that may be abandoned now; negative when the limit is passed
     */
    public record Queue(
            QueueId queue,
            String mode,
            int waiting,
            int callers,
            int lines,
            String pace,
            double answered,
            double abandoned,
            double budgetLeft) {}
}
