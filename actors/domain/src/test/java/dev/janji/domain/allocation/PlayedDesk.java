package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A desk that a test plays with: two lenders of weights 2 and 1, one queue each, the usual times. Confined to one test. */
final class PlayedDesk {
    static final LenderId SATU = new LenderId("bank-satu");
    static final LenderId DUA = new LenderId("bank-dua");
    static final Currency IDR = Currency.getInstance("IDR");
    static final LocalDate DAY = LocalDate.parse("2026-06-02");

    private final Desk desk;
    private LocalDate today = DAY;
    private Instant now = instant("00:00");
    private List<DeskDecision> decisions = List.of();
    private @Nullable LeadId lastOffered;

    PlayedDesk() {
        this(terms(DeskTerms.MOST_LINES));
    }

    PlayedDesk(DeskTerms terms) {
        desk = new Desk(terms);
    }

    static DeskTerms terms(int mostLines) {
        Money hour = new Money(10_000_000, IDR);
        return new DeskTerms(
                List.of(new DeskTerms.LenderTerms(SATU, 2, true), new DeskTerms.LenderTerms(DUA, 1, true)),
                List.of(
                        new DeskTerms.QueueTerms(
                                new QueueId("satu"), SATU, 1, hour, DeskTerms.QueueTerms.MOST_HEAD_START),
                        new DeskTerms.QueueTerms(
                                new QueueId("dua"), DUA, 1, hour, DeskTerms.QueueTerms.MOST_HEAD_START)),
                DeskTerms.Timing.USUAL,
                DeskTerms.MOST_URGENT_IN_A_ROW,
                mostLines);
    }

    static Capability able() {
        return new Capability(
                Set.of("id"), Map.of(new SkillId("legal"), 3), Map.of(SATU, DAY.plusYears(1), DUA, DAY.plusYears(1)));
    }

    Instant instant(String time) {
        return Instant.parse(DAY + "T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }

    PlayedDesk at(String time) {
        now = instant(time);
        return this;
    }

    PlayedDesk tick() {
        return tell(new DeskCommand.Tick());
    }

    PlayedDesk tick(LocalDate date) {
        today = date;
        return tick();
    }

    /** Takes a seat if there is none. */
    PlayedDesk ready(AgentId agent) {
        return ready(agent, able());
    }

    PlayedDesk ready(AgentId agent, Capability capability) {
        if (desk.stateOf(agent) == null) {
            tell(new DeskCommand.TakeSeat(agent, capability));
        }
        return tell(new DeskCommand.GetReady(agent));
    }

    PlayedDesk resume(AgentId agent, Lead lead) {
        return tell(new DeskCommand.ResumeSeat(agent, able(), lead));
    }

    PlayedDesk leave(AgentId agent) {
        return tell(new DeskCommand.LeaveSeat(agent));
    }

    PlayedDesk goAway(AgentId agent) {
        return tell(new DeskCommand.GoAway(agent, BreakReason.MEAL));
    }

    PlayedDesk bring(Lead lead) {
        return tell(new DeskCommand.BringLead(lead, now));
    }

    PlayedDesk withdraw(String lead) {
        return tell(new DeskCommand.WithdrawLead(new LeadId(lead)));
    }

    PlayedDesk accept(AgentId agent, String lead) {
        return tell(new DeskCommand.AcceptOffer(agent, new LeadId(lead)));
    }

    PlayedDesk reject(AgentId agent, String lead) {
        return tell(new DeskCommand.RejectOffer(agent, new LeadId(lead)));
    }

    PlayedDesk endTalk(AgentId agent, String lead) {
        return tell(new DeskCommand.EndTalk(agent, new LeadId(lead)));
    }

    PlayedDesk endWrapUp(AgentId agent) {
        return tell(new DeskCommand.EndWrapUp(agent));
    }

    /** The agent talks with whom it has, or was offered last, and is free again. */
    PlayedDesk work(AgentId agent) {
        LeadId lead = lastOffered;
        if (lead != null && desk.stateOf(agent) == SeatState.OFFERED) {
            tell(new DeskCommand.AcceptOffer(agent, lead));
        }
        if (lead != null) {
            tell(new DeskCommand.EndTalk(agent, lead));
        }
        return tell(new DeskCommand.EndWrapUp(agent));
    }

    Lead outbound(String id, LenderId lender, long worthMinor) {
        return lead(id, lender, Lead.Kind.OUTBOUND, new Needs("id", Map.of()), worthMinor, null, null);
    }

    Lead inbound(String id) {
        return lead(id, SATU, Lead.Kind.INBOUND, new Needs("id", Map.of()), 0, null, null);
    }

    Lead callback(String id, String promisedAt) {
        return lead(id, SATU, Lead.Kind.CALLBACK, new Needs("id", Map.of()), 0, null, instant(promisedAt));
    }

    Lead owned(String id, AgentId owner) {
        return lead(id, SATU, Lead.Kind.OUTBOUND, new Needs("id", Map.of()), 0, owner, null);
    }

    Lead needing(String id, String skill, int level) {
        return lead(id, SATU, Lead.Kind.OUTBOUND, new Needs("id", Map.of(new SkillId(skill), level)), 0, null, null);
    }

    List<DeskDecision> decisions() {
        return decisions;
    }

    /** Of the last command, as "agent: lead, why this agent, why this lead". */
    List<String> offers() {
        return decisions.stream()
                .filter(DeskDecision.Offer.class::isInstance)
                .map(DeskDecision.Offer.class::cast)
                .map(offer -> offer.agent() + ": " + offer.lead() + ", "
                        + offer.reason().whyAgent() + ", " + offer.reason().whyLead())
                .toList();
    }

    List<DeskRefusal> refusals() {
        return decisions.stream()
                .filter(DeskDecision.Refused.class::isInstance)
                .map(decision -> ((DeskDecision.Refused) decision).reason())
                .toList();
    }

    /** Of the last command. */
    DeskDecision.Offer lastOffer() {
        return decisions.stream()
                .filter(DeskDecision.Offer.class::isInstance)
                .map(DeskDecision.Offer.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Nullable
    Instant nextDue() {
        return desk.nextDue();
    }

    private PlayedDesk tell(DeskCommand command) {
        decisions = desk.decide(command, now, today);
        if (!offers().isEmpty()) {
            lastOffered = lastOffer().lead();
        }
        return this;
    }

    private static Lead lead(
            String id,
            LenderId lender,
            Lead.Kind kind,
            Needs needs,
            long worthMinor,
            @Nullable AgentId owner,
            @Nullable Instant promisedAt) {
        return new Lead(
                new LeadId(id),
                new DebtorKey(lender, new DebtorId("debtor-" + id)),
                new QueueId(lender.equals(SATU) ? "satu" : "dua"),
                kind,
                needs,
                new Worth(new Money(worthMinor, IDR), 5_000),
                owner,
                promisedAt);
    }
}
