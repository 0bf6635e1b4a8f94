package dev.janji.actors.desk;

import dev.janji.domain.id.AgentId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** The seats of all desks, as the sessions of people see them. Thread-safe, and never blocks. */
public interface DeskSeats {
    /**
     * Somebody signed in, or came back: seats the person, or goes on with the seat that was kept. Answered by {@link AgentNotice.SeatIs}, and by
     * whatever else the desk knows of the seat. Notices go to this reference from here on; an earlier one is told {@link AgentNotice.Unseated}.
     */
    void sit(OperatorBook.AgentProfile agent, ActorRef<AgentNotice> notices);

    /**
     * What the desk tells of the request goes out before the answer; a refusal as {@link AgentNotice.Refused} to the notices, or in the answer.
     *
     * @return when the desk has looked at it: empty when it was done, or was refused by a notice. Fails when the desk did not answer in time
     */
    CompletionStage<Optional<AgentNotice.Refused>> ask(AgentId agent, AgentRequest request);

    /**
     * The person's connection is gone: the seat and its call are kept for a while, then given up.
     *
     * @param notices of the last {@link #sit}
     */
    void left(AgentId agent, ActorRef<AgentNotice> notices);

    /** The person goes: the seat is given up. */
    void signOut(AgentId agent);
}
