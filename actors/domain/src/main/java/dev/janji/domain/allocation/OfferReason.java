package dev.janji.domain.allocation;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import java.time.Duration;

/**
 * Why this agent, and why this lead. Immutable.
 *
 * @param idle how long the agent had been free
 * @param waited how long the lead had waited; for a callback, since an agent was sought for it
 * @param headStart by how much its worth brought the lead forward, in whole seconds; zero for urgent ones
 */
public record OfferReason(
        WhyAgent whyAgent,
        WhyLead whyLead,
        Duration idle,
        Duration waited,
        Duration headStart,
        LenderId lender,
        QueueId queue) {

    /** Why this agent. */
    public enum WhyAgent {
        /** The lead still waits for its owner, who is this agent. */
        OWNER("owns the debtor"),
        /** The lead was there to be taken, and of the agents who were free and able this one was it for longest. */
        LONGEST_IDLE("longest idle of those who are free and able"),
        /** The agent had become free, and took the best of what waited. */
        FREE("free, and able to take it");

        private final String words;

        WhyAgent(String words) {
            this.words = words;
        }
    }

    /** Why this lead. */
    public enum WhyLead {
        /** A callback was promised for this time. */
        PROMISED("the callback is promised"),
        /** The debtor is on the line, and no urgent lead that the agent can take has waited longer. */
        ON_THE_LINE("the debtor is on the line"),
        /** Its lender and queue had got least of their shares, and in the queue none comes before it by age and worth. */
        SHARE("its lender and queue are furthest behind their shares, and it is first there by age and worth"),
        /** As above; an urgent lead waits, but the agent has had as many of those in a row as the terms allow. */
        TURN_OF_OTHERS("it is the turn of leads that are not urgent"),
        /** It had come just then, and an agent was free. */
        CAME("it came, and nothing else waited for this agent");

        private final String words;

        WhyLead(String words) {
            this.words = words;
        }
    }

    /** One line for people. */
    public String sentence() {
        return "Agent: " + whyAgent.words + ", free for " + seconds(idle) + ". Lead: " + whyLead.words + "; waited "
                + seconds(waited)
                + (headStart.isZero() ? "" : ", brought forward " + seconds(headStart) + " by its worth")
                + " [lender=" + lender + ", queue=" + queue + "]";
    }

    private static String seconds(Duration length) {
        return length.toSeconds() + " s";
    }
}
