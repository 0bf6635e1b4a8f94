package dev.janji.actors.desk;

import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.LeadId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** What a live desk does at each request of a person who sits there. Confined to its desk. */
final class Requests {
    private final LiveDesk desk;

    Requests(LiveDesk desk) {
        this.desk = desk;
    }

    /** Why a request changed nothing, when it is not the rules that say so. */
    private enum Reason {
        NO_SEAT,
        /** The lead is not with this agent. */
        NO_LEAD,
        /** The lead or its call is not at the point at which this could be done. */
        NOT_NOW,
        /** The debtor was promised a call for later. */
        NOT_YET,
        /** The agent's line could not be opened, so nobody could be connected. */
        NO_LINE,
        GATEWAY_LOST,
        DIALING_STOPPED,
        DESK_CLOSED,
        NOT_A_SUPERVISOR,
        /** The telephone could not do it. */
        CALL_LOST
    }

    /** @return why nothing was done; empty when it was, or is under way: what fails later is told the session */
    Optional<AgentNotice.Refused> ask(AgentId who, AgentRequest request) {
        Session session = desk.seats.sessionOf(who);
        if (session == null) {
            return Optional.of(refusal(Reason.NO_SEAT, "a seat", who));
        }
        Asked asked = new Asked(who, session);
        request.match(asked);
        return asked.answer();
    }

    private AgentNotice.Refused refusal(Reason reason, String expected, AgentId who) {
        return new AgentNotice.Refused(
                reason.name(),
                "Expected " + expected + ", but there is none [agent=" + who + ", desk=" + desk.id() + "]");
    }

    /** One request of one person. */
    private final class Asked implements AgentRequest.Cases<Done> {
        private final AgentId who;
        private final Session session;
        private AgentNotice.@Nullable Refused refused;
        private boolean isAnswered;

        Asked(AgentId who, Session session) {
            this.who = who;
            this.session = session;
        }

        /** What is refused after this is told the session. */
        Optional<AgentNotice.Refused> answer() {
            isAnswered = true;
            return Optional.ofNullable(refused);
        }

        private void tell(AgentNotice.Refused why) {
            if (isAnswered) {
                session.notices().accept(why);
            } else if (refused == null) {
                refused = why;
            }
        }

        @Override
        public Done getReady(AgentRequest.GetReady r) {
            LiveSeat seat = desk.seats.of(who);
            if (seat == null) {
                return refuse(Reason.NO_SEAT, "a seat");
            }
            if (desk.house.switchboard().port() == null) {
                // Without a telephone there is still what is written, and a desk can be tried.
                return ready(seat);
            }
            desk.seats
                    .openLine(seat.profile)
                    .whenComplete((done, failure) -> desk.soon(() -> {
                        if (desk.seats.of(who) != seat) {
                            return;
                        }
                        if (failure == null) {
                            ready(seat);
                        } else {
                            refuse(Reason.NO_LINE, "an open line");
                        }
                    }));
            return Done.getInstance();
        }

        private Done ready(LiveSeat seat) {
            seat.isLeaving = false;
            return decide(new DeskCommand.GetReady(who));
        }

        @Override
        public Done goAway(AgentRequest.GoAway r) {
            LiveSeat seat = desk.seats.of(who);
            if (seat == null) {
                return refuse(Reason.NO_SEAT, "a seat");
            }
            seat.isLeaving = true;
            return decide(new DeskCommand.GoAway(who, r.reason()));
        }

        @Override
        public Done accept(AgentRequest.Accept r) {
            LiveLead lead = desk.leads.get(r.lead());
            boolean isRefused = desk.decide(new DeskCommand.AcceptOffer(who, r.lead())).stream()
                    .anyMatch(this::tellIfRefused);
            LiveSeat seat = desk.seats.of(who);
            if (!isRefused && lead != null && seat != null && lead.isWritten()) {
                desk.writing.take(lead, who);
            } else if (!isRefused && lead != null && seat != null && lead.isInbound()) {
                seat.release();
                desk.calls.connect(lead, who);
            } else if (!isRefused && lead != null && seat != null) {
                lead.enter(LiveLead.Stage.READING, desk.now());
                lead.agent = who;
                desk.seats.holdFor(seat, "desk-read");
                lead.await(desk.at(
                        lead.callableAt(desk.now()).plus(desk.house.settings().readLimit()),
                        () -> desk.calls.giveUp(lead, LeadResult.RETURNED)));
            }
            return Done.getInstance();
        }

        @Override
        public Done reject(AgentRequest.Reject r) {
            return decide(new DeskCommand.RejectOffer(who, r.lead()));
        }

        @Override
        public Done dial(AgentRequest.Dial r) {
            LiveLead lead = mine(r.lead());
            if (lead == null) {
                return refuse(Reason.NO_LEAD, "a lead of this agent");
            }
            if (lead.stage != LiveLead.Stage.READING || lead.isWritten()) {
                return refuse(Reason.NOT_NOW, "a lead to be called that is being read");
            }
            if (lead.callableAt(desk.now()).isAfter(desk.now())) {
                return refuse(Reason.NOT_YET, "a call whose promised time has come");
            }
            if (!desk.isGatewayUp()) {
                return refuse(Reason.GATEWAY_LOST, "a gateway that can be reached");
            }
            if (desk.isStopped(lead.debtor.lender())) {
                return refuse(Reason.DIALING_STOPPED, "that dialing is not stopped");
            }
            if (!desk.isOpen()) {
                return refuse(Reason.DESK_CLOSED, "an open desk");
            }
            LiveSeat seat = desk.seats.of(who);
            if (seat != null) {
                seat.release();
            }
            return desk.calls.dial(lead)
                    ? Done.getInstance()
                    : refuse(Reason.NOT_NOW, "that no other call of this debtor is up");
        }

        @Override
        public Done hangUp(AgentRequest.HangUp r) {
            LiveLead lead = mine(r.lead());
            if (lead == null) {
                return refuse(Reason.NO_LEAD, "a lead of this agent");
            }
            if (lead.stage == LiveLead.Stage.READING) {
                return refuse(Reason.NOT_NOW, "a call");
            }
            if (lead.isWritten()) {
                desk.writing.end(lead);
                return Done.getInstance();
            }
            desk.calls.giveUp(lead, LeadResult.NOT_REACHED);
            return Done.getInstance();
        }

        @Override
        public Done hold(AgentRequest.Hold r) {
            LiveLead lead = talked(r.lead());
            CallId call = lead == null ? null : lead.call;
            VoicePort port = desk.house.switchboard().port();
            if (lead == null || call == null || port == null) {
                return refuse(Reason.NOT_NOW, "a conversation");
            }
            return then(port.hold(call, r.held()), () -> {
                if (lead.stage == LiveLead.Stage.TALKING) {
                    lead.isHeld = r.held();
                    desk.calls.tell(
                            lead, r.held() ? AgentNotice.CallIs.State.HELD : AgentNotice.CallIs.State.TALKING, null);
                }
            });
        }

        @Override
        public Done record(AgentRequest.Record r) {
            LiveLead lead = talked(r.lead());
            CallId call = lead == null ? null : lead.call;
            VoicePort port = desk.house.switchboard().port();
            if (lead == null || call == null || port == null) {
                return refuse(Reason.NOT_NOW, "a conversation");
            }
            return r.on()
                    ? then(
                            port.play(call, VoicePort.Announcement.RECORDED)
                                    .thenCompose(done -> port.startRecording(call)),
                            reference -> recorded(lead, reference))
                    : then(port.stopRecording(call), () -> {});
        }

        /** The session has to know it before it notes the conversation. */
        private void recorded(LiveLead lead, String reference) {
            if (!lead.recordings.contains(reference)) {
                lead.recordings.add(reference);
            }
            if (lead.stage == LiveLead.Stage.TALKING) {
                desk.calls.tell(
                        lead, lead.isHeld ? AgentNotice.CallIs.State.HELD : AgentNotice.CallIs.State.TALKING, null);
            }
        }

        @Override
        public Done endWrapUp(AgentRequest.EndWrapUp r) {
            return decide(new DeskCommand.EndWrapUp(who));
        }

        @Override
        public Done returnLead(AgentRequest.ReturnLead r) {
            LiveLead lead = mine(r.lead());
            if (lead == null) {
                return refuse(Reason.NO_LEAD, "a lead of this agent");
            }
            boolean isRead = lead.isWritten()
                    ? lead.stage == LiveLead.Stage.TALKING && !lead.hasTalked()
                    : lead.stage == LiveLead.Stage.READING;
            if (!isRead) {
                return refuse(Reason.NOT_NOW, "a lead that is being read");
            }
            desk.calls.giveUp(lead, LeadResult.RETURNED);
            return Done.getInstance();
        }

        @Override
        public Done supervise(AgentRequest.Supervise r) {
            if (!desk.seats.isSupervisor(who)) {
                return refuse(Reason.NOT_A_SUPERVISOR, "a supervisor");
            }
            LiveSeat seat = desk.seats.of(r.agent());
            LiveLead lead = seat == null ? null : seat.lead;
            CallId call = lead == null || lead.stage != LiveLead.Stage.TALKING ? null : lead.call;
            VoicePort port = desk.house.switchboard().port();
            return call == null || port == null
                    ? refuse(Reason.NOT_NOW, "a conversation of agent " + r.agent())
                    : then(port.supervise(call, who, r.part()), () -> {});
        }

        @Override
        public Done forceState(AgentRequest.ForceState r) {
            if (!desk.seats.isSupervisor(who)) {
                return refuse(Reason.NOT_A_SUPERVISOR, "a supervisor");
            }
            LiveSeat seat = desk.seats.of(r.agent());
            if (seat == null) {
                return refuse(Reason.NO_SEAT, "a seat of agent " + r.agent());
            }
            switch (r.state()) {
                case READY -> {
                    seat.isLeaving = false;
                    Asked other = new Asked(r.agent(), session);
                    other.getReady(new AgentRequest.GetReady());
                    other.answer().ifPresent(this::tell);
                }
                case AWAY -> {
                    seat.isLeaving = true;
                    decide(new DeskCommand.GoAway(r.agent(), BreakReason.MEETING));
                }
                case SIGNED_OUT -> desk.seats.signOut(r.agent());
            }
            return Done.getInstance();
        }

        @Override
        public Done stopDialing(AgentRequest.StopDialing r) {
            if (!desk.seats.isSupervisor(who)) {
                return refuse(Reason.NOT_A_SUPERVISOR, "a supervisor");
            }
            desk.isDialingStopped = r.stopped();
            desk.lookAtStops();
            return Done.getInstance();
        }

        @Override
        public Done answer(AgentRequest.Answer r) {
            LiveLead lead = mine(r.lead());
            if (lead == null) {
                return refuse(Reason.NO_LEAD, "a lead of this agent");
            }
            if (!lead.isWritten() || lead.stage != LiveLead.Stage.TALKING) {
                return refuse(Reason.NOT_NOW, "a written conversation");
            }
            if (desk.isStopped(lead.debtor.lender())) {
                return refuse(Reason.DIALING_STOPPED, "that nothing is stopped");
            }
            if (!desk.isOpen()) {
                return refuse(Reason.DESK_CLOSED, "an open desk");
            }
            return desk.writing.answer(lead, who, r.text())
                    ? Done.getInstance()
                    : refuse(Reason.NOT_NOW, "that the answer before was decided");
        }

        private Done decide(DeskCommand command) {
            desk.decide(command).forEach(this::tellIfRefused);
            return Done.getInstance();
        }

        private boolean tellIfRefused(DeskDecision said) {
            if (!(said instanceof DeskDecision.Refused why)) {
                return false;
            }
            tell(new AgentNotice.Refused(why.reason().name(), why.detail()));
            return true;
        }

        private Done refuse(Reason reason, String expected) {
            tell(refusal(reason, expected, who));
            return Done.getInstance();
        }

        private Done then(CompletionStage<?> asked, Runnable done) {
            return then(asked, result -> done.run());
        }

        private <T> Done then(CompletionStage<T> asked, Consumer<T> done) {
            asked.whenComplete((result, failure) -> desk.soon(() -> {
                if (failure == null) {
                    done.accept(result);
                } else {
                    refuse(Reason.CALL_LOST, "a telephone that does it");
                }
            }));
            return Done.getInstance();
        }

        private @Nullable LiveLead mine(LeadId id) {
            LiveLead lead = desk.leads.get(id);
            LiveSeat seat = desk.seats.of(who);
            return lead != null
                            && seat != null
                            && seat.lead == lead
                            && who.equals(lead.agent)
                            && lead.stage != LiveLead.Stage.WAITING
                    ? lead
                    : null;
        }

        private @Nullable LiveLead talked(LeadId id) {
            LiveLead lead = mine(id);
            return lead != null && lead.stage == LiveLead.Stage.TALKING ? lead : null;
        }
    }
}
