package dev.janji.actors.desk;

import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a desk tells the person at a seat. Immutable. */
public sealed interface AgentNotice {
    <R> R match(Cases<R> cases);

    /** One method a notice. */
    interface Cases<R> {
        R seatIs(SeatIs n);

        R offered(Offered n);

        R takenBack(TakenBack n);

        R callIs(CallIs n);

        R leadWithdrawn(LeadWithdrawn n);

        R certificateEnded(CertificateEnded n);

        R refused(Refused n);

        R unseated(Unseated n);

        R floorIs(FloorIs n);

        R answerIs(AnswerIs n);
    }

    /** The seat's state is this now. @param why of a break, else null. @param until when a wrap-up ends by itself; null when it is none */
    record SeatIs(
            SeatState state,
            @Nullable BreakReason why,
            Instant since,
            @Nullable Instant until) implements AgentNotice {
        /** That no time ends. */
        public SeatIs(SeatState state, @Nullable BreakReason why, Instant since) {
            this(state, why, since, null);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.seatIs(this);
        }
    }

    /**
     * A lead for this agent.
     *
     * @param until accepted from that instant on is too late
     * @param mode how the call comes about
     * @param callAt of a callback that is offered ahead of its time; null when at once
     * @param why in words, in English
     */
    record Offered(
            LeadId lead,
            DebtorKey debtor,
            Lead.Kind kind,
            Instant until,
            Mode mode,
            @Nullable Instant callAt,
            String why)
            implements AgentNotice {
        /** How a call comes about. */
        public enum Mode {
            /** The agent accepts, reads, then dials. */
            PREVIEW,
            /** Somebody is on the line already: the offer is accepted by itself. */
            CONNECTED,
            /** The debtor called, and waits: the agent accepts, and is connected. */
            CALLER_WAITS
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offered(this);
        }
    }

    /** The offer is void: off the screen with it. */
    record TakenBack(LeadId lead, String why) implements AgentNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.takenBack(this);
        }
    }

    /**
     * The call of the agent's lead.
     *
     * @param attempt null before the debtor allowed the call; of an inbound one the name of the call, null before somebody talks
     * @param point that is called; null while {@code attempt} is
     * @param end why it is over; null before
     * @param recordings what the exchange calls what was recorded of it, the first one first
     * @param against why nobody was called; null unless the state is {@code NOT_ALLOWED}
     */
    record CallIs(
            LeadId lead,
            @Nullable AttemptId attempt,
            @Nullable ContactPointId point,
            State state,
            CallEvent.Ended.@Nullable End end,
            Instant at,
            List<String> recordings,
            @Nullable Against against)
            implements AgentNotice {
        /**
         * What the debtor said against a call.
         *
         * @param lender whose rules they are
         * @param ids of rules, or names of what else the debtor said (docs/agent-protocol.md); none of them personal
         */
        public record Against(LenderId lender, List<String> ids) {
            public Against {
                ids = List.copyOf(ids);
            }
        }

        public CallIs {
            recordings = List.copyOf(recordings);
        }

        /** Of one that is, or was. */
        public CallIs(
                LeadId lead,
                @Nullable AttemptId attempt,
                @Nullable ContactPointId point,
                State state,
                CallEvent.Ended.@Nullable End end,
                Instant at,
                List<String> recordings) {
            this(lead, attempt, point, state, end, at, recordings, null);
        }

        /** Of which nothing is recorded. */
        public CallIs(
                LeadId lead,
                @Nullable AttemptId attempt,
                @Nullable ContactPointId point,
                State state,
                CallEvent.Ended.@Nullable End end,
                Instant at) {
            this(lead, attempt, point, state, end, at, List.of());
        }

        /** Of a call, as an agent sees it. */
        public enum State {
            DIALING,
            RINGING,
            TALKING,
            HELD,
            ENDED,
            /** The debtor's rules said no; nobody was called. */
            NOT_ALLOWED
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.callIs(this);
        }
    }

    /** While the agent talks: the debtor paid, disputed or was stopped. What the debtor owes now is asked of the debtor. */
    record LeadWithdrawn(LeadId lead) implements AgentNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leadWithdrawn(this);
        }
    }

    /** No work of this lender until there is a newer certificate (ID-08). */
    record CertificateEnded(LenderId lender, LocalDate lastDay) implements AgentNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.certificateEnded(this);
        }
    }

    /** The request changed nothing. @param reason a stable name. @param detail for people, of ids only */
    record Refused(String reason, String detail) implements AgentNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** The seat is gone: taken over by another sign-in, ended by a supervisor, or the desk closes. */
    record Unseated(Why why) implements AgentNotice {
        /** Why a seat is gone. */
        public enum Why {
            TAKEN_OVER,
            SIGNED_OUT,
            DESK_CLOSES
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unseated(this);
        }
    }

    /** For supervisors, once a second and whenever a seat moves. */
    record FloorIs(FloorView floor) implements AgentNotice {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.floorIs(this);
        }
    }

    /** What a supervisor may name an agent by. */
    record SeatView(
            AgentId agent,
            SeatState state,
            @Nullable BreakReason why,
            Instant since,
            @Nullable LeadId lead) {}

    /**
     * What became of an answer that the agent wrote, as far as the debtor's rules go; what its channel made of it is on the screen.
     *
     * @param attempt null unless it was allowed
     * @param detail rule ids of what speaks against it, or what of the text does; of ids and forbidden words only
     */
    record AnswerIs(LeadId lead, @Nullable AttemptId attempt, State state, String detail, Instant at)
            implements AgentNotice {
        /** What the debtor said. */
        public enum State {
            /** It is on its way. */
            ALLOWED,
            /** The debtor's rules said no. */
            NOT_ALLOWED,
            /** The text may not be sent as it is. */
            NOT_FIT,
            /** The debtor did not answer in time: it may be on its way. */
            NOT_KNOWN
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answerIs(this);
        }
    }
}
