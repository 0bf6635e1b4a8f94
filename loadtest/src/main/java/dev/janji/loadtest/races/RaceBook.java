package dev.janji.loadtest.races;

import dev.janji.actors.desk.OperatorBook;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.allocation.Capability;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.money.Money;
import dev.janji.domain.pacing.AbandonTerms;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.pacing.PacingTerms;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operator of a race: one desk with one queue. */
final class RaceBook {
    /** Where a lead can be that agents dial themselves; answered and connecting follow each other at once. */
    static final List<Stage> PREVIEW_STAGES = List.of(
            Stage.QUEUED,
            Stage.OFFERED,
            Stage.READING,
            Stage.ASKED,
            Stage.DIALING,
            Stage.RINGING,
            Stage.CONNECTING,
            Stage.TALKING);

    /** Where one can be that the desk dials. */
    static final List<Stage> PACED_STAGES = List.of(
            Stage.QUEUED, Stage.ASKED, Stage.DIALING, Stage.RINGING, Stage.ANSWERED, Stage.CONNECTING, Stage.TALKING);

    private static final DeskId DESK = new DeskId("main");
    private static final LocalDate CERTIFIED_UNTIL = LocalDate.of(2030, 1, 1);
    private static final double LINES_PER_AGENT = 2;

    private RaceBook() {}

    static OperatorBook of(PacingMode mode, int people) {
        DeskTerms terms = new DeskTerms(
                List.of(new DeskTerms.LenderTerms(RaceHouse.LENDER, 1, true)),
                List.of(new DeskTerms.QueueTerms(
                        RaceHouse.QUEUE,
                        RaceHouse.LENDER,
                        1,
                        new Money(10_000_000, Word.IDR),
                        DeskTerms.QueueTerms.MOST_HEAD_START)),
                DeskTerms.Timing.USUAL,
                DeskTerms.MOST_URGENT_IN_A_ROW,
                DeskTerms.MOST_LINES);
        PacingTerms pacing =
                PacingTerms.predictive(AbandonTerms.everyShift()).in(mode).withRatio(LINES_PER_AGENT);
        OperatorBook.DeskSetup desk = new OperatorBook.DeskSetup(
                DESK,
                "Main",
                RaceHouse.ZONE,
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                terms,
                Map.of(RaceHouse.QUEUE, pacing));
        Map<AgentId, OperatorBook.AgentProfile> agents = new LinkedHashMap<>();
        for (int i = 1; i <= people; i++) {
            AgentId agent = new AgentId("agent-" + i);
            agents.put(
                    agent,
                    new OperatorBook.AgentProfile(
                            agent,
                            "Agent",
                            "team",
                            DESK,
                            OperatorBook.Duty.AGENT,
                            new Capability(Set.of("id"), Map.of(), Map.of(RaceHouse.LENDER, CERTIFIED_UNTIL)),
                            Arrangement.Role.AGENT,
                            "SIM/" + agent));
        }
        return new OperatorBook("1", Map.of(DESK, desk), agents);
    }
}
