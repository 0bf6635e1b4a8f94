package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import dev.janji.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws small desks and what happens at them: few agents, few leads, much that happens at the same instant. Confined to one thread. */
final class DeskDraws {
    private static final Currency IDR = Currency.getInstance("IDR");
    private static final List<String> LANGUAGES = List.of("id", "en", "jv");
    private static final List<SkillId> SKILLS = List.of(new SkillId("hardship"), new SkillId("legal"));

    private final SplittableRandom random;
    private final DeskTerms terms;
    private final int mostAgents;
    private Instant now = Instant.parse("2026-06-01T16:00:00Z");
    private int leadsDrawn;
    private int agentsDrawn;

    /** What happens next. */
    record Moment(DeskCommand command, Instant at, LocalDate date) {}

    DeskDraws(long seed) {
        random = new SplittableRandom(seed);
        mostAgents = 1 + random.nextInt(6);
        terms = drawTerms();
    }

    DeskTerms terms() {
        return terms;
    }

    /** @param desk as it stands, so that most of what is drawn fits */
    Moment next(PlainDesk desk) {
        now = now.plus(step());
        return new Moment(
                command(desk), now, now.atOffset(ZoneOffset.ofHours(7)).toLocalDate());
    }

    private Duration step() {
        int kind = random.nextInt(100);
        if (kind < 40) {
            return Duration.ZERO;
        }
        if (kind < 80) {
            return Duration.ofSeconds(random.nextInt(10));
        }
        if (kind < 98) {
            return Duration.ofSeconds(random.nextInt(120)).plusNanos(random.nextInt(1_000));
        }
        return Duration.ofHours(random.nextInt(30));
    }

    private DeskCommand command(PlainDesk desk) {
        int kind = random.nextInt(100);
        @Nullable PlainSeat seat = desk.seats().isEmpty() ? null : pick(desk.seats());
        if (desk.seats().size() < mostAgents && kind < 20) {
            return newSeat(desk);
        }
        if (seat == null || kind < 34) {
            return new DeskCommand.BringLead(
                    lead(new LeadId("lead-" + (percent(2) ? random.nextInt(leadsDrawn + 1) : leadsDrawn++))),
                    percent(80) ? now : now.plusSeconds(random.nextInt(200) - 190));
        }
        if (kind < 38 && !desk.leads().isEmpty()) {
            return new DeskCommand.WithdrawLead(pick(desk.leads()).lead.id());
        }
        if (kind < 40) {
            return percent(50) ? new DeskCommand.LeaveSeat(seat.agent) : newSeat(desk);
        }
        if (kind < 43) {
            return new DeskCommand.ChangeCapability(seat.agent, capability());
        }
        if (kind < 46) {
            return new DeskCommand.GoAway(seat.agent, BreakReason.MEAL);
        }
        if (kind < 50) {
            return new DeskCommand.Tick();
        }
        if (kind < 53) {
            return unfit(seat);
        }
        return fit(seat);
    }

    /** What an agent of such a seat does next, mostly. */
    private DeskCommand fit(PlainSeat seat) {
        return switch (seat.state) {
            case AWAY -> new DeskCommand.GetReady(seat.agent);
            case READY -> new DeskCommand.Tick();
            case OFFERED ->
                percent(75)
                        ? new DeskCommand.AcceptOffer(seat.agent, seat.lead.lead.id())
                        : new DeskCommand.RejectOffer(seat.agent, seat.lead.lead.id());
            case TALKING -> new DeskCommand.EndTalk(seat.agent, seat.lead.lead.id());
            case WRAP_UP -> new DeskCommand.EndWrapUp(seat.agent);
        };
    }

    private DeskCommand unfit(PlainSeat seat) {
        AgentId agent = percent(80) ? seat.agent : new AgentId("nobody");
        LeadId lead = new LeadId("lead-" + random.nextInt(leadsDrawn + 2));
        return switch (random.nextInt(6)) {
            case 0 -> new DeskCommand.AcceptOffer(agent, lead);
            case 1 -> new DeskCommand.RejectOffer(agent, lead);
            case 2 -> new DeskCommand.EndTalk(agent, lead);
            case 3 -> new DeskCommand.EndWrapUp(agent);
            case 4 -> new DeskCommand.GetReady(agent);
            default -> new DeskCommand.WithdrawLead(lead);
        };
    }

    private DeskCommand newSeat(PlainDesk desk) {
        AgentId agent = new AgentId("agent-" + (percent(50) ? random.nextInt(8) : agentsDrawn++ % 8));
        if (percent(85)) {
            return new DeskCommand.TakeSeat(agent, capability());
        }
        return new DeskCommand.ResumeSeat(
                agent,
                capability(),
                desk.leads().isEmpty() || percent(40)
                        ? lead(new LeadId("lead-" + leadsDrawn++))
                        : pick(desk.leads()).lead);
    }

    private Lead lead(LeadId id) {
        DeskTerms.QueueTerms queue = pick(terms.queues());
        Lead.Kind kind = pick(List.of(
                Lead.Kind.OUTBOUND,
                Lead.Kind.OUTBOUND,
                Lead.Kind.OUTBOUND,
                Lead.Kind.CALLBACK,
                Lead.Kind.INBOUND,
                Lead.Kind.ANSWERED,
                Lead.Kind.WRITTEN));
        LenderId lender = percent(98) ? queue.lender() : new LenderId("lender-0");
        return new Lead(
                id,
                new DebtorKey(lender, new DebtorId("debtor-" + random.nextInt(50))),
                percent(98) ? queue.queue() : new QueueId("no-queue"),
                kind,
                new Needs(pick(LANGUAGES.subList(0, 2)), levels(25)),
                new Worth(
                        new Money(
                                random.nextInt(4) * 5_000_000L + random.nextInt(3),
                                percent(98) ? IDR : Currency.getInstance("USD")),
                        pick(List.of(0, 100, 2_500, 10_000))),
                percent(35) ? new AgentId("agent-" + random.nextInt(8)) : null,
                kind == Lead.Kind.CALLBACK ? now.plusSeconds(random.nextInt(600) - 100) : null);
    }

    private Capability capability() {
        Set<String> languages = new HashSet<>(Set.of("id"));
        if (percent(50)) {
            languages.add(pick(LANGUAGES));
        }
        Map<LenderId, LocalDate> certificates = new HashMap<>();
        LocalDate today = now.atOffset(ZoneOffset.ofHours(7)).toLocalDate();
        for (DeskTerms.LenderTerms lender : terms.lenders()) {
            if (percent(90)) {
                certificates.put(lender.lender(), today.plusDays(random.nextInt(5) - 1));
            }
        }
        return new Capability(languages, levels(80), certificates);
    }

    private Map<SkillId, Integer> levels(int chance) {
        Map<SkillId, Integer> levels = new HashMap<>();
        for (SkillId skill : SKILLS) {
            if (percent(chance)) {
                levels.put(skill, 1 + random.nextInt(3));
            }
        }
        return levels;
    }

    private DeskTerms drawTerms() {
        List<DeskTerms.LenderTerms> lenders = new ArrayList<>();
        List<DeskTerms.QueueTerms> queues = new ArrayList<>();
        int number = 1 + random.nextInt(3);
        for (int i = 0; i < number; i++) {
            LenderId lender = new LenderId("lender-" + i);
            lenders.add(new DeskTerms.LenderTerms(lender, 1 + random.nextInt(4), percent(70)));
            for (int q = random.nextInt(2); q >= 0; q--) {
                queues.add(new DeskTerms.QueueTerms(
                        new QueueId("queue-" + i + "-" + q),
                        lender,
                        1 + random.nextInt(3),
                        new Money(1 + random.nextInt(10_000_000), IDR),
                        Duration.ofMinutes(random.nextInt(600))));
            }
        }
        Map<Lead.Kind, Duration> ownerFirst = new HashMap<>();
        for (Lead.Kind kind : Lead.Kind.values()) {
            ownerFirst.put(kind, Duration.ofSeconds(random.nextInt(60)));
        }
        DeskTerms.Timing timing = new DeskTerms.Timing(
                Duration.ofSeconds(1 + random.nextInt(20)),
                Duration.ofSeconds(percent(30) ? 0 : random.nextInt(30)),
                Duration.ofSeconds(60 + random.nextInt(120)),
                Duration.ofSeconds(1 + random.nextInt(60)),
                ownerFirst,
                Duration.ofSeconds(1 + random.nextInt(30)),
                Duration.ofSeconds(random.nextInt(30)));
        return new DeskTerms(lenders, queues, timing, 1 + random.nextInt(4), 1_000);
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
