package dev.janji.actors.desk;

import dev.janji.actors.debtor.Reply;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.policy.ContactProposal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The written conversations of a live desk: no line, no dial. Who accepts one has it from when the debtor says so; each answer is asked of the debtor at its
 * instant and leaves on the debtor's word alone. Confined to its desk.
 */
final class Writing {
    private final LiveDesk desk;

    /** Whose debtors were asked for an answer and have not said. */
    private final Set<LeadId> asking = new HashSet<>();

    Writing(LiveDesk desk) {
        this.desk = desk;
    }

    /** An agent accepted it: the debtor is told, and may have taken it back. */
    void take(LiveLead lead, AgentId agent) {
        lead.enter(LiveLead.Stage.READING, desk.now());
        lead.agent = agent;
        lead.forgetDeadline();
        lead.hold(desk.house.clock().hold("desk-take"));
        desk.house
                .debtors()
                .ask(lead.debtor, new DebtorCommand.RecordTalk(lead.id(), agent))
                .whenComplete((reply, failure) -> desk.soon(() -> taken(lead, failure == null ? reply : null)));
    }

    private void taken(LiveLead lead, @Nullable Reply reply) {
        lead.release();
        if (lead.stage != LiveLead.Stage.READING) {
            return;
        }
        if (!(reply instanceof Reply.Applied)) {
            giveUp(lead, reply instanceof Reply.Refused ? LeadResult.RECALLED : LeadResult.RETURNED);
            return;
        }
        lead.enter(LiveLead.Stage.TALKING, desk.now());
        AgentId agent = lead.agent;
        LiveSeat seat = agent == null ? null : desk.seats.of(agent);
        if (seat != null) {
            desk.seats.holdFor(seat, "desk-read");
        }
        desk.calls.tell(lead, AgentNotice.CallIs.State.TALKING, null);
        lead.await(
                desk.at(desk.now().plus(desk.house.settings().readLimit()), () -> giveUp(lead, LeadResult.RETURNED)));
    }

    /** @return false, and nothing was asked, while the debtor has not said what becomes of the answer before */
    boolean answer(LiveLead lead, AgentId agent, String text) {
        LiveSeat seat = desk.seats.of(agent);
        if (seat == null || !asking.add(lead.id())) {
            return false;
        }
        seat.release();
        lead.hold(desk.house.clock().hold("desk-answer"));
        ContactProposal.Agent speaker = new ContactProposal.Agent(
                seat.profile.capability().certificates().get(lead.debtor.lender()));
        desk.house
                .debtors()
                .ask(lead.debtor, new DebtorCommand.AnswerLead(lead.id(), agent, speaker, text))
                .whenComplete((reply, failure) -> desk.soon(() ->
                        answered(lead, reply == null || failure != null ? new Reply.Unavailable("no answer") : reply)));
        return true;
    }

    private void answered(LiveLead lead, Reply reply) {
        asking.remove(lead.id());
        lead.release();
        if (lead.stage != LiveLead.Stage.TALKING) {
            return;
        }
        reply.match(new Reply.Cases<Boolean>() {
            @Override
            public Boolean applied(Reply.Applied yes) {
                sent(lead, AttemptId.of(lead.debtor, yes.sequenceNumber()));
                return true;
            }

            @Override
            public Boolean refused(Reply.Refused no) {
                boolean isText = no.reason() == RefusalReason.INVALID_FIELD;
                tell(
                        lead,
                        null,
                        isText ? AgentNotice.AnswerIs.State.NOT_FIT : AgentNotice.AnswerIs.State.NOT_ALLOWED,
                        no.detail());
                if (no.reason() == RefusalReason.LEAD_UNKNOWN) {
                    giveUp(lead, LeadResult.RECALLED);
                }
                return false;
            }

            @Override
            public Boolean unavailable(Reply.Unavailable doubt) {
                tell(lead, null, AgentNotice.AnswerIs.State.NOT_KNOWN, "");
                return false;
            }
        });
        LeadResult wanted = lead.afterwards;
        lead.afterwards = null;
        if (wanted != null) {
            giveUp(lead, wanted);
        }
    }

    private void sent(LiveLead lead, AttemptId attempt) {
        lead.answer = attempt;
        lead.talkedAt = desk.now();
        lead.await(
                desk.at(desk.now().plus(desk.house.settings().longestTalk()), () -> giveUp(lead, LeadResult.TALKED)));
        desk.metrics.answerSent();
        tell(lead, attempt, AgentNotice.AnswerIs.State.ALLOWED, "");
        desk.calls.tell(lead, AgentNotice.CallIs.State.TALKING, null);
    }

    private void tell(LiveLead lead, @Nullable AttemptId attempt, AgentNotice.AnswerIs.State state, String detail) {
        AgentId agent = lead.agent;
        if (agent != null) {
            desk.seats.tell(agent, new AgentNotice.AnswerIs(lead.id(), attempt, state, detail, desk.now()));
        }
    }

    /** The debtor took it back, or has news: who writes with the debtor is shown them, and whoever asked hears that somebody does. */
    void recall(LiveLead lead) {
        AgentId agent = lead.agent;
        if (lead.stage == LiveLead.Stage.TALKING && agent != null) {
            desk.house.post().send(lead.debtor, new DebtorCommand.RecordTalk(lead.id(), agent));
            desk.seats.tell(agent, new AgentNotice.LeadWithdrawn(lead.id()));
        } else {
            giveUp(lead, LeadResult.RECALLED);
        }
    }

    /** The agent has done with it, answered or not; the wrap-up begins. */
    void end(LiveLead lead) {
        if (lead.talkedAt == null) {
            lead.talkedAt = desk.now();
        }
        giveUp(lead, LeadResult.TALKED);
    }

    /** @param result of one that was not answered; an answered one ends as that */
    void giveUp(LiveLead lead, LeadResult result) {
        switch (lead.stage) {
            case WAITING -> {
                desk.calls.withdraw(lead);
                desk.close(lead, result);
            }
            case READING, TALKING -> {
                if (asking.contains(lead.id())) {
                    lead.afterwards = result;
                } else {
                    over(lead, result);
                }
            }
            case ASKED, DIALING, RINGING, ANSWERED, ON_THE_LINE, CONNECTING, ENDING, OVER -> {}
        }
    }

    private void over(LiveLead lead, LeadResult result) {
        AgentId agent = lead.agent;
        if (lead.hasTalked()) {
            desk.calls.tell(lead, AgentNotice.CallIs.State.ENDED, CallEvent.Ended.End.WE_HUNG_UP);
        } else if (agent != null) {
            desk.seats.tell(agent, new AgentNotice.TakenBack(lead.id(), result.name()));
        }
        boolean isNone = result == LeadResult.NOT_REACHED || result == LeadResult.TALKED;
        desk.close(lead, lead.hasTalked() ? LeadResult.TALKED : isNone ? LeadResult.RETURNED : result);
        desk.calls.endTalk(lead);
    }
}
