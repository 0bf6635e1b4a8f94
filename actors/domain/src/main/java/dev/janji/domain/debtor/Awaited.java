package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.stop.Stop;
import java.time.Instant;

/** What a debtor waits for. Immutable; without personal data. */
public sealed interface Awaited {
    <R> R match(Cases<R> cases);

    /** One method each. */
    interface Cases<R> {
        R firstWord(FirstWord awaited);

        R goLive(GoLive awaited);

        R nothing(Nothing awaited);

        R channelAnswer(ChannelAnswer awaited);

        R nextStep(NextStep awaited);

        R endOfSuspension(EndOfSuspension awaited);

        R newDueDate(NewDueDate awaited);

        R endOfStop(EndOfStop awaited);

        R liveAgent(LiveAgent awaited);
    }

    /** The lender has not told of this debtor. */
    record FirstWord() implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.firstWord(this);
        }
    }

    /** The lender's history is still being loaded. */
    record GoLive() implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.goLive(this);
        }
    }

    /** The debtor was erased: nothing can come. */
    record Nothing() implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nothing(this);
        }
    }

    /** A channel was asked to send and has not answered. */
    record ChannelAnswer(Channel channel, AttemptId attempt) implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.channelAnswer(this);
        }
    }

    /** The time of a step. */
    record NextStep(StepReference step) implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nextStep(this);
        }
    }

    /** What is owed must not be collected, and nobody can say until when. */
    record EndOfSuspension() implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.endOfSuspension(this);
        }
    }

    /** The step is due, and the operator has stopped it: nobody can say until when. */
    record EndOfStop(StepReference step, Stop stop) implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.endOfStop(this);
        }
    }

    /** No step is ahead: only a new due date, or another event, brings one. */
    record NewDueDate() implements Awaited {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.newDueDate(this);
        }
    }

    /** A live agent is to call, calls or talks. @param since when the debtor was brought to the desk */
    record LiveAgent(QueueId queue, Phase phase, Instant since) implements Awaited {
        /** How far it has come. */
        public enum Phase {
            /** No agent has called yet. */
            WAITING,
            /** The debtor's telephone rings. */
            CALLING,
            TALKING
        }

        static LiveAgent of(LiveLead lead) {
            Phase phase = lead.isTalking() ? Phase.TALKING : lead.isWaiting() ? Phase.WAITING : Phase.CALLING;
            return new LiveAgent(lead.queue(), phase, lead.offeredAt());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.liveAgent(this);
        }
    }
}
