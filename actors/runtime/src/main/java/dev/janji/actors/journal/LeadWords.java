package dev.janji.actors.journal;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.LiveLead;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.protocols.journal.v1.AnswerWritten;
import dev.janji.protocols.journal.v1.LeadClosed;
import dev.janji.protocols.journal.v1.LeadKind;
import dev.janji.protocols.journal.v1.LeadOffered;
import dev.janji.protocols.journal.v1.LeadRecalled;
import dev.janji.protocols.journal.v1.RecordedCall;
import dev.janji.protocols.journal.v1.RecordedCallNoted;
import dev.janji.protocols.journal.v1.TalkBegan;
import java.time.Instant;

/** Calls of live agents in the journal's words and back. */
final class LeadWords {
    private LeadWords() {}

    static LeadOffered write(DebtorEvent.LeadOffered e) {
        LeadOffered.Builder offered = LeadOffered.newBuilder()
                .setLeadId(e.lead().value())
                .setKind(write(e.kind()))
                .setQueue(e.queue().value())
                .setSkill(e.skill())
                .setUntil(Words.timestamp(e.until()))
                .addAllRuleIds(e.ruleIds())
                .setStrategyVersion(e.strategyVersion())
                .setPolicyVersion(e.policyVersion());
        e.steps().forEach(step -> offered.addSteps(Words.step(step)));
        Instant promisedAt = e.promisedAt();
        if (promisedAt != null) {
            offered.setPromisedAt(Words.timestamp(promisedAt));
        }
        return offered.build();
    }

    static DebtorEvent read(Instant at, int rules, LeadOffered e) {
        return new DebtorEvent.LeadOffered(
                at,
                rules,
                new LeadId(e.getLeadId()),
                read(e.getKind()),
                e.getStepsList().stream().map(Words::step).toList(),
                new QueueId(e.getQueue()),
                e.getSkill(),
                e.hasPromisedAt() ? Words.instant(e.getPromisedAt()) : null,
                Words.instant(e.getUntil()),
                e.getRuleIdsList(),
                e.getStrategyVersion(),
                e.getPolicyVersion());
    }

    static TalkBegan write(DebtorEvent.TalkBegan e) {
        return TalkBegan.newBuilder()
                .setLeadId(e.lead().value())
                .setAgentId(e.agent().value())
                .build();
    }

    static DebtorEvent read(Instant at, int rules, TalkBegan e) {
        return new DebtorEvent.TalkBegan(at, rules, new LeadId(e.getLeadId()), new AgentId(e.getAgentId()));
    }

    static LeadRecalled write(DebtorEvent.LeadRecalled e) {
        return LeadRecalled.newBuilder()
                .setLeadId(e.lead().value())
                .setAnswerBy(Words.timestamp(e.answerBy()))
                .build();
    }

    static DebtorEvent read(Instant at, int rules, LeadRecalled e) {
        return new DebtorEvent.LeadRecalled(at, rules, new LeadId(e.getLeadId()), Words.instant(e.getAnswerBy()));
    }

    static LeadClosed write(DebtorEvent.LeadClosed e) {
        return LeadClosed.newBuilder()
                .setLeadId(e.lead().value())
                .setResult(
                        switch (e.result()) {
                            case TALKED -> dev.janji.protocols.journal.v1.LeadResult.LEAD_RESULT_TALKED;
                            case NOT_REACHED -> dev.janji.protocols.journal.v1.LeadResult.LEAD_RESULT_NOT_REACHED;
                            case ABANDONED -> dev.janji.protocols.journal.v1.LeadResult.LEAD_RESULT_ABANDONED;
                            case RECALLED -> dev.janji.protocols.journal.v1.LeadResult.LEAD_RESULT_RECALLED;
                            case RETURNED -> dev.janji.protocols.journal.v1.LeadResult.LEAD_RESULT_RETURNED;
                            case IN_DOUBT -> dev.janji.protocols.journal.v1.LeadResult.LEAD_RESULT_IN_DOUBT;
                        })
                .build();
    }

    static DebtorEvent read(Instant at, int rules, LeadClosed e) {
        LeadResult result = switch (e.getResult()) {
            case LEAD_RESULT_TALKED -> LeadResult.TALKED;
            case LEAD_RESULT_NOT_REACHED -> LeadResult.NOT_REACHED;
            case LEAD_RESULT_ABANDONED -> LeadResult.ABANDONED;
            case LEAD_RESULT_RECALLED -> LeadResult.RECALLED;
            case LEAD_RESULT_RETURNED -> LeadResult.RETURNED;
            case LEAD_RESULT_IN_DOUBT -> LeadResult.IN_DOUBT;
            case LEAD_RESULT_UNSPECIFIED -> throw UnreadableRecord.missing("the result of a lead");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known result of a lead, but found another");
        };
        return new DebtorEvent.LeadClosed(at, rules, new LeadId(e.getLeadId()), result);
    }

    static AnswerWritten write(DebtorEvent.AnswerWritten e) {
        return AnswerWritten.newBuilder()
                .setLeadId(e.lead().value())
                .setAttemptId(e.attempt().value())
                .setAgentId(e.agent().value())
                .build();
    }

    /** @param text empty when it was forgotten */
    static DebtorEvent read(Instant at, int rules, AnswerWritten e, String text) {
        return new DebtorEvent.AnswerWritten(
                at,
                rules,
                new LeadId(e.getLeadId()),
                new AttemptId(e.getAttemptId()),
                new AgentId(e.getAgentId()),
                text);
    }

    static RecordedCallNoted write(DebtorEvent.RecordedCallNoted e) {
        return RecordedCallNoted.newBuilder()
                .setAttemptId(e.attempt().value())
                .setCall(
                        switch (e.call()) {
                            case UNREACHED -> RecordedCall.RECORDED_CALL_UNREACHED;
                            case GREETED -> RecordedCall.RECORDED_CALL_GREETED;
                            case PLAYED -> RecordedCall.RECORDED_CALL_PLAYED;
                            case SILENCED -> RecordedCall.RECORDED_CALL_SILENCED;
                        })
                .build();
    }

    static DebtorEvent read(Instant at, int rules, RecordedCallNoted e) {
        dev.janji.domain.debtor.RecordedCall call = switch (e.getCall()) {
            case RECORDED_CALL_UNREACHED -> dev.janji.domain.debtor.RecordedCall.UNREACHED;
            case RECORDED_CALL_GREETED -> dev.janji.domain.debtor.RecordedCall.GREETED;
            case RECORDED_CALL_PLAYED -> dev.janji.domain.debtor.RecordedCall.PLAYED;
            case RECORDED_CALL_SILENCED -> dev.janji.domain.debtor.RecordedCall.SILENCED;
            case RECORDED_CALL_UNSPECIFIED -> throw UnreadableRecord.missing("how far a recorded call came");
            case UNRECOGNIZED ->
                throw new UnreadableRecord("Expected a known word of a recorded call, but found another");
        };
        return new DebtorEvent.RecordedCallNoted(at, rules, new AttemptId(e.getAttemptId()), call);
    }

    static dev.janji.protocols.journal.v1.LiveLead write(LiveLead lead) {
        dev.janji.protocols.journal.v1.LiveLead.Builder written = dev.janji.protocols.journal.v1.LiveLead.newBuilder()
                .setLeadId(lead.id().value())
                .setKind(write(lead.kind()))
                .setQueue(lead.queue().value())
                .setSkill(lead.skill())
                .setOfferedAt(Words.timestamp(lead.offeredAt()))
                .setLookAt(Words.timestamp(lead.lookAt()))
                .setRecalled(lead.recalled());
        lead.steps().forEach(step -> written.addSteps(Words.step(step)));
        Instant promisedAt = lead.promisedAt();
        if (promisedAt != null) {
            written.setPromisedAt(Words.timestamp(promisedAt));
        }
        AttemptId attempt = lead.attempt();
        if (attempt != null) {
            written.setAttemptId(attempt.value());
        }
        AgentId agent = lead.agent();
        if (agent != null) {
            written.setAgentId(agent.value());
        }
        return written.build();
    }

    static LiveLead read(dev.janji.protocols.journal.v1.LiveLead lead) {
        return new LiveLead(
                new LeadId(lead.getLeadId()),
                read(lead.getKind()),
                lead.getStepsList().stream().map(Words::step).toList(),
                new QueueId(lead.getQueue()),
                lead.getSkill(),
                Words.instant(lead.getOfferedAt()),
                lead.hasPromisedAt() ? Words.instant(lead.getPromisedAt()) : null,
                Words.instant(lead.getLookAt()),
                lead.getAttemptId().isEmpty() ? null : new AttemptId(lead.getAttemptId()),
                lead.getAgentId().isEmpty() ? null : new AgentId(lead.getAgentId()),
                lead.getRecalled());
    }

    private static LeadKind write(Lead.Kind kind) {
        return switch (kind) {
            case OUTBOUND -> LeadKind.LEAD_KIND_OUTBOUND;
            case CALLBACK -> LeadKind.LEAD_KIND_CALLBACK;
            case INBOUND -> LeadKind.LEAD_KIND_INBOUND;
            case WRITTEN -> LeadKind.LEAD_KIND_WRITTEN;
            case ANSWERED -> LeadKind.LEAD_KIND_ANSWERED;
        };
    }

    private static Lead.Kind read(LeadKind kind) {
        return switch (kind) {
            case LEAD_KIND_OUTBOUND -> Lead.Kind.OUTBOUND;
            case LEAD_KIND_CALLBACK -> Lead.Kind.CALLBACK;
            case LEAD_KIND_INBOUND -> Lead.Kind.INBOUND;
            case LEAD_KIND_WRITTEN -> Lead.Kind.WRITTEN;
            case LEAD_KIND_ANSWERED -> Lead.Kind.ANSWERED;
            case LEAD_KIND_UNSPECIFIED -> throw UnreadableRecord.missing("the kind of a lead");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known kind of a lead, but found another");
        };
    }
}
