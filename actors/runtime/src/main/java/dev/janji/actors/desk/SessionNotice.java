package dev.janji.actors.desk;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session tells the person. Its words are the edge's. Immutable. */
public sealed interface SessionNotice {
    <R> R match(Cases<R> cases);

    /** One method a notice. */
    interface Cases<R> {
        R ofDesk(OfDesk n);

        R done(Done n);

        R refused(Refused n);

        R recorded(Recorded n);

        R screenIs(ScreenIs n);

        R debtorChanged(DebtorChanged n);

        R found(Found n);

        R text(Text n);
    }

    /** Something that the desk says. */
    record OfDesk(AgentNotice notice) implements SessionNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofDesk(this);
        }
    }

    record Done() implements SessionNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.done(this);
        }
    }

    /** Nothing was done. @param subject the field or thing at fault, of ids only; empty when the reason says all */
    record Refused(WhyNot why, String subject) implements SessionNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** Something was stored at the debtor. @param action that stored it. @param id of what was stored */
    record Recorded(AgentAction action, String id) implements SessionNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recorded(this);
        }
    }

    /** What the screen is made of. */
    record ScreenIs(CaseView view) implements SessionNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.screenIs(this);
        }
    }

    /** Of the debtor on the screen. A screen follows. */
    record DebtorChanged(LeadId lead, Change change, Instant at) implements SessionNotice {
        /** What happened, as far as a console treats it differently. */
        public enum Change {
            PAID,
            /** Nothing is collected any more: a dispute, a hold, a stop, a closed account. */
            STOPPED,
            OTHER
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.debtorChanged(this);
        }
    }

    /** Debtors that were looked for, as they look now. */
    record Found(List<dev.janji.actors.debtor.DebtorView> debtors) implements SessionNotice {
        public Found {
            debtors = List.copyOf(debtors);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.found(this);
        }
    }

    /** From a colleague. */
    record Text(AgentId from, String name, String text, Instant at) implements SessionNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }

        /** Never the text. */
        @Override
        public String toString() {
            return "Text[" + from + "]";
        }
    }

    /**
     * The answer to a sign-in that succeeded; not counted among the notices.
     *
     * @param resumed whether the session goes on: what was missed follows
     */
    record SignedIn(
            OperatorBook.AgentProfile agent,
            OperatorBook.DeskSetup desk,
            String resumeToken,
            boolean resumed,
            Instant now) {
        /** Never the token. */
        @Override
        public String toString() {
            return "SignedIn[" + agent.agent() + ", resumed=" + resumed + "]";
        }
    }

    /** A counted notice. @param sequence from 1. @param request that it answers; empty when it answers none */
    record Told(long sequence, String request, SessionNotice notice) {}

    /** What a connection hears of its session. */
    sealed interface ToConnection {
        /** @param session where requests go from here on */
        record Accepted(org.apache.pekko.actor.typed.ActorRef<AgentSession.Message> session, SignedIn signedIn)
                implements ToConnection {}

        record Rejected(WhyNot why) implements ToConnection {}

        record Notice(Told told) implements ToConnection {}

        /** The session goes on elsewhere, or ended: nothing comes after it. @param last told before the connection closes; null when nothing is */
        record Close(AgentNotice.@Nullable Unseated last) implements ToConnection {}
    }
}
