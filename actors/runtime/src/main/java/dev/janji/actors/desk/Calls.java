package dev.janji.actors.desk;

import dev.janji.actors.debtor.Reply;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.policy.ContactProposal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a live desk: each from the question to the debtor whether it may be made, to the word to the debtor how it ended. Whatever happens, every call has a
 * deadline by which it is hung up, and nobody is connected with a debtor who has taken the lead back. Confined to its desk.
 */
final class Calls {
    private final LiveDesk desk;

    /** Leads that were asked for at their debtors and are not over. */
    private final Map<DebtorKey, LiveLead> byDebtor = new HashMap<>();

    Calls(LiveDesk desk) {
        this.desk = desk;
    }

    /**
     * Asks the debtor whether it may be called now; the call itself is made on the debtor's word alone.
     *
     * @return false, and nothing was asked, while another call of this debtor is not over
     */
    boolean dial(LiveLead lead) {
        if (byDebtor.containsKey(lead.debtor)) {
            return false;
        }
        byDebtor.put(lead.debtor, lead);
        desk.house.switchboard().watch(lead.debtor, desk.ear);
        lead.forgetDeadline();
        lead.enter(LiveLead.Stage.ASKED, desk.now());
        lead.dialedAt = desk.now();
        lead.hold(desk.house.clock().hold("desk-dial"));
        tell(lead, AgentNotice.CallIs.State.DIALING, null);
        desk.house
                .debtors()
                .ask(lead.debtor, new DebtorCommand.DialLead(lead.id(), speaker(lead)))
                .whenComplete((reply, failure) -> desk.soon(() ->
                        answered(lead, reply == null || failure != null ? new Reply.Unavailable("no answer") : reply)));
        return true;
    }

    /** Of whom the debtor's rules want to know the certificate; null when nobody knows yet who would speak. */
    private ContactProposal.@Nullable Agent speaker(LiveLead lead) {
        AgentId agent = lead.agent;
        LiveSeat seat = agent == null ? null : desk.seats.of(agent);
        if (seat == null) {
            return null;
        }
        LocalDate last = seat.profile.capability().certificates().get(lead.debtor.lender());
        return new ContactProposal.Agent(last);
    }

    private void answered(LiveLead lead, Reply reply) {
        lead.release();
        reply.match(new Reply.Cases<Boolean>() {
            @Override
            public Boolean applied(Reply.Applied yes) {
                dialed(lead, CallId.of(AttemptId.of(lead.debtor, yes.sequenceNumber())));
                return true;
            }

            @Override
            public Boolean refused(Reply.Refused no) {
                if (lead.stage == LiveLead.Stage.ASKED) {
                    notAllowed(lead, no);
                }
                return false;
            }

            @Override
            public Boolean unavailable(Reply.Unavailable doubt) {
                // The debtor may have allowed it: the call is waited for, and ended when it does not come.
                dialed(lead, null);
                return false;
            }
        });
    }

    private void notAllowed(LiveLead lead, Reply.Refused no) {
        desk.metrics.notAllowed();
        desk.dialing.giveBack(lead);
        forget(lead);
        AgentId agent = lead.agent;
        if (agent != null) {
            desk.seats.tell(agent, lead.notAllowed(CallWords.against(no), desk.now()));
        }
        desk.close(lead, lead.isRecalled ? LeadResult.RECALLED : LeadResult.RETURNED);
        endTalk(lead);
    }

    /** @param call null when it is not known whether there is one */
    private void dialed(LiveLead lead, @Nullable CallId call) {
        if (lead.stage != LiveLead.Stage.ASKED) {
            return;
        }
        lead.call = call;
        lead.enter(LiveLead.Stage.DIALING, desk.now());
        await(lead, desk.house.settings().dialLimit().plus(ringLimit(lead)));
        desk.metrics.dialed();
        goOn(lead);
    }

    private void goOn(LiveLead lead) {
        LeadResult wanted = lead.isRecalled ? LeadResult.RECALLED : lead.afterwards;
        lead.afterwards = null;
        if (wanted != null) {
            giveUp(lead, wanted);
        }
    }

    private void await(LiveLead lead, Duration limit) {
        lead.await(desk.at(desk.now().plus(limit), () -> late(lead)));
    }

    private void late(LiveLead lead) {
        desk.metrics.late();
        CallId call = lead.call;
        if (lead.stage == LiveLead.Stage.ENDING && call != null) {
            hangUp(lead, call);
        } else if (call == null) {
            // Nothing was ever heard of a call; should one come yet, the switchboard ends it.
            over(lead, CallEvent.Ended.End.FAILED);
        } else {
            giveUp(lead, LeadResult.NOT_REACHED);
        }
    }

    private Duration ringLimit(LiveLead lead) {
        return Objects.requireNonNull(desk.setup.dialing().get(lead.offer.queue()))
                .ringLimit();
    }

    /** The debtor is on the line by a call of the debtor's own: none of ours is made meanwhile. */
    void take(LiveLead lead) {
        byDebtor.put(lead.debtor, lead);
        desk.house.switchboard().watch(lead.debtor, desk.ear);
    }

    /** Something happened to a call of a debtor of this desk; also before the debtor's answer is here. */
    void heard(CallId call, CallEvent event) {
        LiveLead lead = byDebtor.get(Switchboard.debtorOf(call));
        if (lead == null || !CallWords.isOf(lead, call)) {
            if (!(event instanceof CallEvent.Ended)) {
                desk.house.switchboard().end(call);
            }
            return;
        }
        if (lead.call == null) {
            adopt(lead, call);
        }
        if (lead.stage == LiveLead.Stage.ENDING && !(event instanceof CallEvent.Ended)) {
            return;
        }
        if (event instanceof CallEvent.Ringing && lead.stage == LiveLead.Stage.DIALING) {
            lead.enter(LiveLead.Stage.RINGING, desk.now());
            tell(lead, AgentNotice.CallIs.State.RINGING, null);
        } else if (event instanceof CallEvent.Answered answer
                && (lead.stage == LiveLead.Stage.DIALING || lead.stage == LiveLead.Stage.RINGING)) {
            answeredBy(lead, answer);
        } else if (event instanceof CallEvent.Ended ended) {
            over(lead, ended.end());
        }
    }

    /** The call of an attempt that the debtor's answer has not told, or told too late. */
    private void adopt(LiveLead lead, CallId call) {
        if (lead.stage == LiveLead.Stage.ASKED) {
            dialed(lead, call);
            return;
        }
        lead.call = call;
        if (lead.stage == LiveLead.Stage.ENDING) {
            hangUp(lead, call);
        }
    }

    private void answeredBy(LiveLead lead, CallEvent.Answered answer) {
        boolean isMachine = answer.by() == CallEvent.Answered.By.MACHINE;
        boolean isForAgent = !isMachine || !desk.dialing.detectsMachines(lead);
        desk.dialing.lineEnded(lead, isForAgent);
        desk.metrics.answered(answer.by(), Duration.between(Objects.requireNonNull(lead.dialedAt), desk.now()));
        if (!isForAgent) {
            lead.outcome = Outcome.MACHINE;
            lead.enter(LiveLead.Stage.RINGING, desk.now());
            giveUp(lead, LeadResult.NOT_REACHED);
            return;
        }
        lead.isAnswered = true;
        lead.isMachine = isMachine;
        lead.enter(LiveLead.Stage.ANSWERED, desk.now());
        AgentId agent = lead.agent;
        if (agent != null) {
            connect(lead, agent);
            return;
        }
        Instant limit = answer.at().plus(desk.dialing.patience(lead));
        lead.await(desk.at(limit.isAfter(desk.now()) ? limit : desk.now(), () -> {
            if (lead.stage == LiveLead.Stage.ANSWERED) {
                abandon(lead);
            }
        }));
        desk.decide(new DeskCommand.BringLead(lead.lead(Lead.Kind.ANSWERED), answer.at()));
        if (lead.stage == LiveLead.Stage.ANSWERED && !desk.rules().knows(lead.id())) {
            abandon(lead);
        }
    }

    /** Nobody took the call in time: who answered is told so, and the call ends. */
    private void abandon(LiveLead lead) {
        desk.dialing.leftWithoutAgent(lead);
        withdraw(lead);
        lead.result = LeadResult.ABANDONED;
        lead.outcome = Outcome.ABANDONED;
        CallId call = Objects.requireNonNull(lead.call);
        lead.enter(LiveLead.Stage.ENDING, desk.now());
        await(lead, desk.house.settings().dialLimit());
        VoicePort port = desk.house.switchboard().port();
        if (port == null) {
            hangUp(lead, call);
            return;
        }
        port.play(call, VoicePort.Announcement.NOBODY_FREE)
                .whenComplete((done, failure) -> desk.soon(() -> hangUp(lead, call)));
    }

    /** From here on they talk, unless the telephone says otherwise; a recall that comes now is answered when that is known. */
    void connect(LiveLead lead, AgentId agent) {
        VoicePort port = Objects.requireNonNull(desk.house.switchboard().port());
        CallId call = Objects.requireNonNull(lead.call);
        if (lead.isRecalled) {
            giveUp(lead, LeadResult.RECALLED);
            return;
        }
        lead.agent = agent;
        lead.enter(LiveLead.Stage.CONNECTING, desk.now());
        await(lead, desk.house.settings().dialLimit());
        holdBriefly(lead);
        port.connect(call, agent)
                .whenComplete((done, failure) -> desk.soon(() -> connected(lead, agent, failure == null)));
    }

    /** A scaled clock waits for the telephone, but never for good: an answer that needs the clock must come, too. */
    private void holdBriefly(LiveLead lead) {
        Duration most = desk.house.settings().holdsFor();
        if (!most.isZero()) {
            HouseClock.Hold hold = desk.house.clock().hold("desk-connect");
            lead.hold(hold);
            desk.afterReal(most, hold::close);
        }
    }

    private void connected(LiveLead lead, AgentId agent, boolean isDone) {
        lead.release();
        if (lead.stage != LiveLead.Stage.CONNECTING) {
            return;
        }
        if (!isDone) {
            notConnected(lead, agent);
            return;
        }
        lead.enter(LiveLead.Stage.TALKING, desk.now());
        lead.talkedAt = desk.now();
        await(lead, desk.house.settings().longestTalk());
        desk.dialing.reached(lead);
        desk.metrics.talked();
        desk.house.post().send(lead.debtor, new DebtorCommand.RecordTalk(lead.id(), agent));
        tell(lead, AgentNotice.CallIs.State.TALKING, null);
        LeadResult wanted = lead.afterwards;
        lead.afterwards = null;
        if (lead.isRecalled) {
            desk.decide(new DeskCommand.WithdrawLead(lead.id()));
        } else if (wanted != null) {
            giveUp(lead, LeadResult.TALKED);
        }
    }

    /** The call is still there, as far as is known: then it is the agent's line that is not. */
    private void notConnected(LiveLead lead, AgentId agent) {
        desk.decide(new DeskCommand.GoAway(agent, BreakReason.TECHNICAL));
        if (lead.isInbound() && lead.afterwards == null) {
            tell(lead, AgentNotice.CallIs.State.ENDED, CallEvent.Ended.End.FAILED);
            desk.callers.waitsOn(lead, () -> endTalk(lead));
            return;
        }
        if (lead.isPaced) {
            desk.dialing.leftWithoutAgent(lead);
        }
        lead.outcome = Outcome.ABANDONED;
        lead.enter(LiveLead.Stage.ANSWERED, desk.now());
        end(lead, lead.isRecalled ? LeadResult.RECALLED : lead.isPaced ? LeadResult.ABANDONED : LeadResult.NOT_REACHED);
    }

    /** The debtor took it back. */
    void recall(LiveLead lead) {
        if (lead.isWritten()) {
            desk.writing.recall(lead);
            return;
        }
        if (lead.stage == LiveLead.Stage.TALKING) {
            AgentId agent = Objects.requireNonNull(lead.agent);
            desk.house.post().send(lead.debtor, new DebtorCommand.RecordTalk(lead.id(), agent));
            desk.decide(new DeskCommand.WithdrawLead(lead.id()));
        } else if (!lead.isInbound()) {
            giveUp(lead, LeadResult.RECALLED);
        }
    }

    /** Ends it as soon as that can be done, whatever it is in; a call that was talked on ends as that. */
    void giveUp(LiveLead lead, LeadResult result) {
        if (lead.isWritten()) {
            desk.writing.giveUp(lead, result);
            return;
        }
        switch (lead.stage) {
            case WAITING -> {
                withdraw(lead);
                desk.close(lead, result);
            }
            case READING -> {
                AgentId agent = lead.agent;
                if (agent != null) {
                    desk.seats.tell(agent, new AgentNotice.TakenBack(lead.id(), result.name()));
                }
                desk.close(lead, result == LeadResult.NOT_REACHED ? LeadResult.RETURNED : result);
                endTalk(lead);
            }
            case ASKED, CONNECTING -> lead.afterwards = result;
            case ON_THE_LINE, DIALING, RINGING, ANSWERED, TALKING -> {
                withdraw(lead);
                end(lead, result);
            }
            case ENDING, OVER -> {}
        }
    }

    /** The rules forget a lead that nobody talks about. */
    void withdraw(LiveLead lead) {
        desk.dialing.remove(lead);
        AgentId agent = lead.agent;
        boolean isTaken = agent != null && desk.rules().stateOf(agent) == SeatState.TALKING;
        if (!isTaken && desk.rules().knows(lead.id())) {
            desk.decide(new DeskCommand.WithdrawLead(lead.id()));
        }
    }

    void end(LiveLead lead, LeadResult result) {
        lead.result = result;
        lead.enter(LiveLead.Stage.ENDING, desk.now());
        CallId call = lead.call;
        if (call != null) {
            hangUp(lead, call);
        }
    }

    private void hangUp(LiveLead lead, CallId call) {
        desk.house.switchboard().end(call).thenRun(() -> desk.soon(() -> over(lead, CallEvent.Ended.End.WE_HUNG_UP)));
    }

    /** The gateway is there again. @param calls that it still has */
    void reachable(Set<CallId> calls) {
        for (LiveLead lead : List.copyOf(byDebtor.values())) {
            CallId call = lead.call;
            if (call != null && !calls.contains(call)) {
                over(lead, CallEvent.Ended.End.FAILED);
            }
        }
    }

    void over(LiveLead lead, CallEvent.Ended.End end) {
        if (lead.stage == LiveLead.Stage.OVER) {
            return;
        }
        if (!lead.isAnswered && lead.outcome == null) {
            desk.dialing.lineEnded(lead, false);
        }
        boolean isLeft = lead.isAnswered && lead.isPaced && !lead.hasTalked() && lead.result == null;
        if (isLeft) {
            desk.dialing.leftWithoutAgent(lead);
        }
        withdraw(lead);
        forget(lead);
        desk.callers.isOver(lead);
        AttemptId attempt = lead.attempt();
        if (attempt != null && !lead.isInbound()) {
            desk.house
                    .post()
                    .send(
                            lead.debtor,
                            new DebtorCommand.RecordOutcome(attempt, CallWords.outcomeOf(lead, end), desk.now()));
        }
        if (lead.hasTalked()) {
            desk.dialing.talkEnded(lead);
        }
        tell(lead, AgentNotice.CallIs.State.ENDED, end);
        desk.close(lead, CallWords.resultOf(lead, isLeft));
        endTalk(lead);
    }

    private void forget(LiveLead lead) {
        lead.release();
        if (byDebtor.remove(lead.debtor, lead)) {
            desk.house.switchboard().unwatch(lead.debtor, desk.ear);
        }
    }

    /** The agent's part of it is over; the wrap-up begins, unless nobody was talked with: then there is nothing to note. */
    void endTalk(LiveLead lead) {
        AgentId agent = lead.agent;
        LiveSeat seat = agent == null ? null : desk.seats.of(agent);
        if (agent != null && seat != null && seat.lead == lead && seat.state == SeatState.TALKING) {
            desk.decide(new DeskCommand.EndTalk(agent, lead.id()));
            if (!lead.hasTalked()) {
                desk.decide(new DeskCommand.EndWrapUp(agent));
            }
        }
    }

    /** The desk's actor ends: nothing of this lead is left behind, and its debtor hears of it when that is true. */
    void abandonShip(LiveLead lead) {
        lead.forgetDeadline();
        lead.release();
        LiveLead.Stage was = lead.stage;
        lead.enter(LiveLead.Stage.OVER, desk.now());
        CallId call = lead.call;
        AttemptId attempt = lead.attempt();
        boolean isAsked = byDebtor.remove(lead.debtor, lead);
        LeadResult result = lead.hasTalked()
                ? LeadResult.TALKED
                : lead.isRecalled ? LeadResult.RECALLED : isAsked ? LeadResult.NOT_REACHED : LeadResult.RETURNED;
        DebtorPost post = desk.house.post();
        if (lead.isInbound() && call != null) {
            LeadResult how = lead.hasTalked() ? LeadResult.TALKED : LeadResult.RETURNED;
            desk.house
                    .switchboard()
                    .end(call)
                    .thenRun(() -> post.send(lead.debtor, new DebtorCommand.CloseLead(lead.id(), how)));
            return;
        }
        if (call == null || attempt == null) {
            // Asked for and not answered: should a call come yet, the switchboard ends it, because no desk watches for
            // it.
            post.send(lead.debtor, new DebtorCommand.CloseLead(lead.id(), result));
            return;
        }
        Outcome outcome = CallWords.outcomeOf(lead, CallEvent.Ended.End.WE_HUNG_UP);
        Instant at = desk.now();
        desk.house.switchboard().end(call).thenRun(() -> {
            if (was != LiveLead.Stage.OVER) {
                post.send(lead.debtor, new DebtorCommand.RecordOutcome(attempt, outcome, at));
            }
            post.send(lead.debtor, new DebtorCommand.CloseLead(lead.id(), result));
        });
    }

    void tell(LiveLead lead, AgentNotice.CallIs.State state, CallEvent.Ended.@Nullable End end) {
        AgentId agent = lead.agent;
        if (agent != null) {
            desk.seats.tell(agent, lead.callIs(state, end, desk.now()));
        }
    }

    /** Of leads that were asked for at their debtors and are not over. */
    Collection<LiveLead> all() {
        return byDebtor.values();
    }
}
