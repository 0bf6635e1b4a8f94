package dev.janji.actors.desk;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.allocation.Capability;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import dev.janji.domain.pacing.AbandonTerms;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.pacing.PacingTerms;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One desk for tests: three agents, one of them off shift, and a supervisor; all are certified for the first lender, nobody for the second. */
public final class DeskBooks {
    public static final Instant NOW = Instant.parse("2026-06-01T03:00:00Z");
    public static final LenderId LENDER = new LenderId("bank-satu");
    public static final LenderId OTHER_LENDER = new LenderId("bank-dua");
    public static final DebtorKey DEBTOR = new DebtorKey(LENDER, new DebtorId("d-1"));
    public static final DebtorKey OTHER_DEBTOR = new DebtorKey(OTHER_LENDER, new DebtorId("d-1"));
    public static final AgentId AGENT = new AgentId("agent-1");
    public static final AgentId SECOND = new AgentId("agent-2");
    /** Works on Sundays only, and NOW is no Sunday. */
    public static final AgentId OFF_SHIFT = new AgentId("agent-3");

    public static final AgentId LEADER = new AgentId("leader-1");
    private static final DeskId DESK = new DeskId("jakarta");
    private static final QueueId EARLY = new QueueId("early");

    private DeskBooks() {}

    public static OperatorBook book() {
        OperatorBook.DeskSetup desk = new OperatorBook.DeskSetup(
                DESK,
                "Jakarta",
                ZoneId.of("Asia/Jakarta"),
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                new DeskTerms(
                        List.of(
                                new DeskTerms.LenderTerms(LENDER, 1, true),
                                new DeskTerms.LenderTerms(OTHER_LENDER, 1, true)),
                        List.of(new DeskTerms.QueueTerms(
                                EARLY,
                                LENDER,
                                1,
                                new Money(10_000_000, Currency.getInstance("IDR")),
                                DeskTerms.QueueTerms.MOST_HEAD_START)),
                        DeskTerms.Timing.USUAL,
                        DeskTerms.MOST_URGENT_IN_A_ROW,
                        DeskTerms.MOST_LINES),
                Map.of(EARLY, PacingTerms.predictive(AbandonTerms.everyShift()).in(PacingMode.PREVIEW)));
        return new OperatorBook(
                "book-1",
                Map.of(DESK, desk),
                Stream.of(
                                person(AGENT, "Agent 1", OperatorBook.Duty.AGENT),
                                person(SECOND, "Agent 2", OperatorBook.Duty.AGENT),
                                offShift(person(OFF_SHIFT, "Agent 3", OperatorBook.Duty.AGENT)),
                                person(LEADER, "Leader 1", OperatorBook.Duty.SUPERVISOR))
                        .collect(Collectors.toMap(OperatorBook.AgentProfile::agent, Function.identity())));
    }

    private static OperatorBook.AgentProfile offShift(OperatorBook.AgentProfile agent) {
        return new OperatorBook.AgentProfile(
                agent.agent(),
                agent.name(),
                agent.team(),
                agent.desk(),
                agent.duty(),
                agent.capability(),
                agent.authority(),
                agent.line(),
                new OperatorBook.Shift(Set.of(DayOfWeek.SUNDAY), LocalTime.of(8, 0), LocalTime.of(17, 0)));
    }

    private static OperatorBook.AgentProfile person(AgentId agent, String name, OperatorBook.Duty duty) {
        return new OperatorBook.AgentProfile(
                agent,
                name,
                "team-1",
                DESK,
                duty,
                new Capability(
                        Set.of("id"),
                        Map.of(),
                        Map.of(LENDER, LocalDate.parse("2026-12-31"), OTHER_LENDER, LocalDate.parse("2026-05-31"))),
                Arrangement.Role.AGENT,
                "PJSIP/2001");
    }
}
