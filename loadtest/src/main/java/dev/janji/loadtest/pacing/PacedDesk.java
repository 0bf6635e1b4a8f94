package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.AbandonBudget;
import dev.janji.domain.pacing.AbandonTerms;
import dev.janji.domain.pacing.Floor;
import dev.janji.domain.pacing.LearnedTimes;
import dev.janji.domain.pacing.Moment;
import dev.janji.domain.pacing.Pacer;
import dev.janji.domain.pacing.PacingTerms;
import dev.janji.domain.pacing.Times;
import java.time.Instant;
import java.time.ZoneOffset;

/** The pacer of {@code domain.pacing}, as a desk would ask it. Confined to one run. */
final class PacedDesk implements Dialer {
    private static final Instant OPENED = Instant.parse("2026-03-02T01:00:00Z");
    private static final int FIRST_HOUR = 9;
    private static final int HOUR = 3600;
    private static final long HISTORY_SEED = 424_242;
    private static final int HISTORY_AGENTS = 10;

    private final Pacer pacer;

    private PacedDesk(PacingTerms terms, Times times) {
        this.pacer = new Pacer(terms, times, new AbandonBudget(terms.abandon(), OPENED, OPENED, ZoneOffset.UTC));
    }

    /** Told the distributions; of the scenario's answer rate and times before anything is disturbed. */
    static PacedDesk knowing(Scenario scenario) {
        PacingTerms terms = terms(scenario);
        boolean machines = terms.abandon().inForce().denominator() == AbandonTerms.Denominator.ESTIMATED;
        return new PacedDesk(terms, Times.known(KnownTimes.of(scenario.answerShare(), machines)));
    }

    /** Learns; from nothing, or after a day of history where the scenario has one. */
    static PacedDesk learning(Scenario scenario) {
        LearnedTimes times = new LearnedTimes();
        if (scenario.hasHistory()) {
            Scenario usual = new Scenario(Scenario.Kind.STEADY, HISTORY_AGENTS, scenario.answerShare());
            new ShiftRun(usual, HISTORY_SEED, new PacedDesk(terms(usual), times)).result();
        }
        return new PacedDesk(terms(scenario), times);
    }

    private static PacingTerms terms(Scenario scenario) {
        return PacingTerms.predictive(AbandonTerms.everyShift().withDetectionError(scenario.detectionError()));
    }

    @Override
    public boolean detectsMachines() {
        return pacer.budget().detectsMachines();
    }

    @Override
    public int lines(Floor floor, int second) {
        Instant closes = OPENED.plusSeconds(ShiftRun.SECONDS);
        // Debtors may be called for some time yet: no rule stops before the shift is measured to its end.
        return pacer.pace(floor, new Moment(at(second), hour(second), closes, closes.plusSeconds(HOUR), true, false))
                .lines();
    }

    @Override
    public void lineEnded(double at, double rang, boolean answered) {
        pacer.lineEnded(hour(at), (int) rang, answered);
    }

    @Override
    public void connected(double at, boolean toPerson) {
        if (toPerson) {
            pacer.reachedPerson(at(at));
        } else {
            pacer.reachedMachine(at(at));
        }
    }

    @Override
    public void abandoned(double at) {
        pacer.leftWithoutAgent(at(at));
    }

    @Override
    public void talkEnded(double at, double lasted) {
        pacer.talkEnded(hour(at), (int) lasted);
    }

    @Override
    public void wrapEnded(double at, double lasted) {
        pacer.wrapEnded(hour(at), (int) lasted);
    }

    private static Instant at(double second) {
        return OPENED.plusMillis((long) (1000 * second));
    }

    private static int hour(double second) {
        return FIRST_HOUR + (int) (second / HOUR);
    }
}
