package dev.janji.domain.testing;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.FollowUp;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.LiveLead;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.policy.ContactProposal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a desk says of a debtor's lead: it dials, talks, lets go and answers a recall, mostly as it should, now and then about another lead or what
 * cannot be. Confined to one thread.
 */
final class CallDraws {
    private static final AgentId AGENT = new AgentId("agent-1");

    private final DomainGenerators gen;
    private final SplittableRandom random;
    private int talks;

    CallDraws(DomainGenerators gen) {
        this.gen = gen;
        this.random = gen.random();
    }

    DebtorCommand next(LiveLead lead, LocalDate today) {
        LeadId id = gen.percent(3) ? new LeadId("another") : lead.id();
        int draw = random.nextInt(100);
        if (lead.isWaiting()) {
            return draw < 80 ? new DebtorCommand.DialLead(id, agent(today)) : anything(id, today);
        }
        if (lead.isTalking()) {
            return draw < 60 ? new DebtorCommand.CloseLead(id, LeadResult.TALKED) : anything(id, today);
        }
        if (draw < 30) {
            return new DebtorCommand.RecordTalk(id, AGENT);
        }
        return draw < 60
                ? new DebtorCommand.CloseLead(id, LeadResult.NOT_REACHED)
                : draw < 80 ? new DebtorCommand.CloseLead(id, LeadResult.ABANDONED) : anything(id, today);
    }

    private DebtorCommand anything(LeadId id, LocalDate today) {
        return switch (random.nextInt(4)) {
            case 0 -> new DebtorCommand.DialLead(id, agent(today));
            case 1 -> new DebtorCommand.RecordTalk(id, AGENT);
            default -> new DebtorCommand.CloseLead(id, gen.oneOf(LeadResult.class));
        };
    }

    private ContactProposal.@Nullable Agent agent(LocalDate today) {
        return gen.percent(50) ? null : new ContactProposal.Agent(today.plusDays(random.nextInt(-5, 200)));
    }

    /** @return a call that the debtor is promised, in some hours */
    ConversationEvent promised(Instant now) {
        Instant from = now.plusSeconds(random.nextInt(-600, 30_000));
        Instant until = from.plusSeconds(random.nextInt(1, 40_000));
        return new ConversationEvent.CallbackRequested(
                new CallbackId("promised" + ++talks), from, until, gen.percent(80) ? "" : "javanese", null);
    }

    /** @return the desk's answer to a recall; null when it gives none */
    @Nullable
    DebtorCommand answer(FollowUp.RecallLead recall) {
        int draw = random.nextInt(100);
        if (draw < 60) {
            return new DebtorCommand.CloseLead(recall.lead(), LeadResult.RECALLED);
        }
        return draw < 80 ? new DebtorCommand.RecordTalk(recall.lead(), AGENT) : null;
    }

    /** @return what the agent notes of the call; null when nobody was called for the lead */
    @Nullable
    ConversationEvent noted(Known known, LiveLead lead) {
        AttemptId call = lead.attempt();
        if (call == null) {
            return null;
        }
        Attempt open = known.openAttempt();
        return new ConversationEvent.ConversationHeld(
                new ConversationId("talk" + ++talks),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                open == null ? null : open.contactPoint(),
                gen.percent(50) ? List.of() : List.of(lead.steps().get(0).account()),
                gen.oneOf(Disposition.class),
                gen.oneOf(ConversationEvent.Reason.class),
                AGENT.value(),
                call);
    }
}
