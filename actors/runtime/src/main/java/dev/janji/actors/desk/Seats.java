package dev.janji.actors.desk;

import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The seats of a live desk, who sits there, and the supervisors who look on. Confined to its desk. */
final class Seats {
    private static final Duration FLOOR_EVERY = Duration.ofSeconds(1);

    private final LiveDesk desk;
    private final Map<AgentId, LiveSeat> seats = new LinkedHashMap<>();
    private final Map<AgentId, Supervisor> supervisors = new LinkedHashMap<>();
    private boolean hasMoved;
    private boolean isShowing;

    private record Supervisor(OperatorBook.AgentProfile profile, Session session) {}

    Seats(LiveDesk desk) {
        this.desk = desk;
    }

    /** @return null when there is none */
    @Nullable
    LiveSeat of(AgentId agent) {
        return seats.get(agent);
    }

    Collection<LiveSeat> all() {
        return seats.values();
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    boolean isSupervisor(AgentId agent) {
        return supervisors.containsKey(agent);
    }

    /** @return null when nobody of that name is here */
    @Nullable
    Session sessionOf(AgentId agent) {
        Supervisor supervisor = supervisors.get(agent);
        LiveSeat seat = seats.get(agent);
        return supervisor != null ? supervisor.session() : seat == null ? null : seat.session;
    }

    /** A person comes to the desk, or comes back; whoever sat there by another session is told so. */
    void sit(OperatorBook.AgentProfile profile, Session session) {
        if (profile.duty() == OperatorBook.Duty.SUPERVISOR) {
            Supervisor before = supervisors.put(profile.agent(), new Supervisor(profile, session));
            if (before != null && !before.session().key().equals(session.key())) {
                before.session().notices().accept(new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER));
            }
            openLine(profile);
            showFloor();
            return;
        }
        LiveSeat seat = seats.get(profile.agent());
        if (seat == null) {
            seats.put(profile.agent(), new LiveSeat(profile, session, desk.now()));
            desk.decide(new DeskCommand.TakeSeat(profile.agent(), profile.capability()));
            return;
        }
        Session before = seat.session;
        if (before != null && !before.key().equals(session.key())) {
            before.notices().accept(new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER));
        }
        seat.session = session;
        seat.losses++;
        tellWhereItStands(seat);
    }

    /** The session is lost; another one may come for the seat within the time for that. */
    void left(AgentId agent, Object session) {
        Supervisor supervisor = supervisors.get(agent);
        if (supervisor != null && supervisor.session().key().equals(session)) {
            supervisors.remove(agent);
            closeLine(agent);
            return;
        }
        LiveSeat seat = seats.get(agent);
        Session present = seat == null ? null : seat.session;
        if (seat == null || present == null || !present.key().equals(session)) {
            return;
        }
        seat.session = null;
        // Nobody would answer: no new work, whether the agent comes back or not.
        desk.decide(new DeskCommand.GoAway(agent, BreakReason.TECHNICAL));
        int loss = ++seat.losses;
        desk.afterReal(desk.house.settings().seatKeptFor(), () -> {
            if (seats.get(agent) == seat && seat.losses == loss) {
                leave(agent);
            }
        });
    }

    /** The seat is given up at once; a call from it is ended. */
    void signOut(AgentId agent) {
        Supervisor supervisor = supervisors.remove(agent);
        Session session = supervisor == null ? sessionOf(agent) : supervisor.session();
        leave(agent);
        if (session != null) {
            session.notices().accept(new AgentNotice.Unseated(AgentNotice.Unseated.Why.SIGNED_OUT));
        }
    }

    private void leave(AgentId agent) {
        LiveSeat seat = seats.remove(agent);
        closeLine(agent);
        if (seat == null) {
            return;
        }
        seat.release();
        LiveLead lead = seat.lead;
        if (lead != null && lead.isWaiting()) {
            lead.agent = null;
        }
        seat.lead = null;
        hasMoved = true;
        desk.metrics.seat(seat.state, null);
        desk.decide(new DeskCommand.LeaveSeat(agent));
        if (seats.isEmpty()) {
            desk.hangUpLines(true);
        }
    }

    /** Everybody is told that there is no seat any more. */
    void empty(AgentNotice.Unseated.Why why) {
        for (LiveSeat seat : seats.values()) {
            seat.release();
            seat.tell(new AgentNotice.Unseated(why));
            desk.metrics.seat(seat.state, null);
            closeLine(seat.agent());
        }
        supervisors.values().forEach(each -> each.session().notices().accept(new AgentNotice.Unseated(why)));
        seats.clear();
        supervisors.clear();
    }

    /** What people may and can do is otherwise now; who is no longer of this desk leaves. */
    void apply(OperatorBook book) {
        for (LiveSeat seat : new ArrayList<>(seats.values())) {
            OperatorBook.AgentProfile profile = book.agents().get(seat.agent());
            if (profile == null || !profile.desk().equals(desk.id())) {
                signOut(seat.agent());
            } else if (!profile.equals(seat.profile)) {
                boolean isOther = !profile.capability().equals(seat.profile.capability());
                seat.profile = profile;
                if (isOther) {
                    desk.decide(new DeskCommand.ChangeCapability(seat.agent(), profile.capability()));
                }
            }
        }
    }

    /** @return completes when the agent can be connected; fails when not */
    CompletionStage<Done> openLine(OperatorBook.AgentProfile profile) {
        VoicePort port = desk.house.switchboard().port();
        String line = profile.line();
        if (port == null || line == null) {
            return CompletableFuture.failedStage(new VoicePort.CallLost(
                    "Expected a line and a gateway, but one of them is missing [agent=" + profile.agent() + "]"));
        }
        return port.openLine(profile.agent(), line);
    }

    private void closeLine(AgentId agent) {
        VoicePort port = desk.house.switchboard().port();
        if (port != null) {
            // Nobody waits for it: the line of somebody who left serves no call.
            port.closeLine(agent);
        }
    }

    void tell(AgentId agent, AgentNotice notice) {
        LiveSeat seat = seats.get(agent);
        if (seat != null) {
            seat.tell(notice);
        }
    }

    void offered(DeskDecision.Offer offer, LiveLead lead) {
        LiveSeat seat = seats.get(offer.agent());
        if (seat == null) {
            return;
        }
        boolean isOnTheLine = lead.stage == LiveLead.Stage.ANSWERED;
        enter(seat, SeatState.OFFERED, null);
        seat.lead = lead;
        lead.agent = offer.agent();
        desk.metrics.offered(offer.reason().waited());
        if (!isOnTheLine) {
            holdFor(seat, "desk-offer");
        }
        seat.tell(new AgentNotice.Offered(
                lead.id(),
                lead.debtor,
                isOnTheLine ? Lead.Kind.ANSWERED : lead.offer.kind(),
                offer.until(),
                isOnTheLine ? AgentNotice.Offered.Mode.CONNECTED : modeOf(lead),
                offer.callAt(),
                offer.reason().sentence()));
    }

    private static AgentNotice.Offered.Mode modeOf(LiveLead lead) {
        return lead.isInbound() ? AgentNotice.Offered.Mode.CALLER_WAITS : AgentNotice.Offered.Mode.PREVIEW;
    }

    void takenBack(AgentId agent, LeadId id, String why) {
        LiveSeat seat = seats.get(agent);
        if (seat == null) {
            return;
        }
        free(seat);
        seat.tell(new AgentNotice.TakenBack(id, why));
    }

    void moved(AgentId agent, SeatState state, @Nullable BreakReason why) {
        LiveSeat seat = seats.get(agent);
        if (seat == null) {
            return;
        }
        SeatState before = seat.state;
        if (before == SeatState.WRAP_UP && seat.wrapsUp != null) {
            desk.dialing.wrapEnded(seat.wrapsUp, Duration.between(seat.since, desk.now()));
            seat.wrapsUp = null;
        }
        if (state == SeatState.READY || state == SeatState.AWAY) {
            free(seat);
        } else if (state == SeatState.WRAP_UP) {
            LiveLead lead = seat.lead;
            seat.wrapsUp = lead != null && lead.isPaced ? lead.offer.queue() : null;
            seat.lead = null;
            holdFor(seat, "desk-wrap-up");
        }
        if (state == SeatState.AWAY) {
            seat.isLeaving = false;
        }
        enter(seat, state, why);
        seat.tell(seatIs(seat));
    }

    private AgentNotice.SeatIs seatIs(LiveSeat seat) {
        boolean ends = seat.state == SeatState.WRAP_UP;
        return new AgentNotice.SeatIs(
                seat.state,
                seat.why,
                seat.since,
                ends ? seat.since.plus(desk.setup.terms().timing().wrapUp()) : null);
    }

    private void enter(LiveSeat seat, SeatState state, @Nullable BreakReason why) {
        desk.metrics.seat(seat.state, state);
        seat.state = state;
        seat.why = why;
        seat.since = desk.now();
        hasMoved = true;
    }

    private static void free(LiveSeat seat) {
        LiveLead lead = seat.lead;
        if (lead != null && lead.isWaiting()) {
            lead.agent = null;
        }
        seat.lead = null;
        seat.release();
    }

    /** A scaled clock waits for the agent, but not for ever. */
    void holdFor(LiveSeat seat, String what) {
        Duration most = desk.house.settings().holdsFor();
        if (!most.isZero()) {
            HouseClock.Hold hold = desk.house.clock().hold(what);
            seat.hold(hold);
            desk.afterReal(most, hold::close);
        }
    }

    private void tellWhereItStands(LiveSeat seat) {
        seat.tell(seatIs(seat));
        LiveLead lead = seat.lead;
        if (lead == null) {
            return;
        }
        AgentNotice.CallIs.State call = CallWords.stateOf(lead);
        seat.tell(new AgentNotice.Offered(
                lead.id(),
                lead.debtor,
                lead.offer.kind(),
                lead.offer.until(),
                lead.isPaced ? AgentNotice.Offered.Mode.CONNECTED : modeOf(lead),
                lead.offer.promisedAt(),
                "Taken up again."));
        if (call != null) {
            desk.calls.tell(lead, call, null);
        }
    }

    /** To supervisors, when a seat moved in this step. */
    void publishMoves() {
        if (hasMoved && !supervisors.isEmpty()) {
            publish();
        }
        hasMoved = false;
    }

    private void showFloor() {
        hasMoved = true;
        desk.dialing.count();
        if (!isShowing) {
            isShowing = true;
            desk.afterReal(FLOOR_EVERY, this::showAgain);
        }
    }

    private void showAgain() {
        isShowing = false;
        if (!supervisors.isEmpty()) {
            showFloor();
        }
    }

    /** Once a second also what waits is counted anew. */
    private void publish() {
        List<AgentNotice.SeatView> views = new ArrayList<>();
        for (LiveSeat seat : seats.values()) {
            LiveLead lead = seat.lead;
            views.add(new AgentNotice.SeatView(
                    seat.agent(), seat.state, seat.why, seat.since, lead == null ? null : lead.id()));
        }
        AgentNotice floor = new AgentNotice.FloorIs(new FloorView(
                desk.id(), desk.now(), desk.isDialingStopped, desk.isGatewayUp(), views, desk.dialing.queues()));
        supervisors.values().forEach(each -> each.session().notices().accept(floor));
    }
}
