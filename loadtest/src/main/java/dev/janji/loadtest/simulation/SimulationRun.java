package dev.janji.loadtest.simulation;

import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.loadtest.portfolio.CardClient;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.loadtest.portfolio.Portfolio;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Lives one debtor of a portfolio after the other, by each strategy that is tried, on the thread of the caller. Immutable. */
record SimulationRun(List<CardClient> clients, SimulatedPeriod period, long seed) {
    SimulationRun {
        clients = List.copyOf(clients);
    }

    /**
     * What came of it.
     *
     * @param figures of each strategy, in their order
     * @param debtorDays that were lived, of all strategies together: from a debtor's first day to the end of the period
     * @param wallNanos that it took, the making of the stories included
     * @param cpuNanos of a core that this thread got meanwhile; on a busy machine less than passed
     */
    record Result(List<Figures> figures, long debtorDays, long wallNanos, long cpuNanos) {
        Result {
            figures = List.copyOf(figures);
        }

        double perMinute(long nanos) {
            return debtorDays * 60e9 / Math.max(1, nanos);
        }
    }

    Result of(List<TrialRules> trials) {
        long began = System.nanoTime();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpuBegan = threads.getCurrentThreadCpuTime();
        List<Figures> figures = new ArrayList<>();
        trials.forEach(trial -> figures.add(new Figures(trial.strategy(), period)));
        ReceiptAssumptions receipts = new ReceiptAssumptions(seed);
        Instant end = period.end();
        long debtorDays = 0;
        for (CardClient client : clients) {
            List<PlannedEvent> story = Portfolio.storyOf(client, seed, end);
            if (story.isEmpty()) {
                continue;
            }
            DebtorKey debtor =
                    new DebtorKey(TrialRules.LENDER, new DebtorId(story.get(0).debtor()));
            long days = ChronoUnit.DAYS.between(story.get(0).at(), end) + 1;
            for (int i = 0; i < trials.size(); i++) {
                Figures counted = figures.get(i);
                counted.begin(debtor);
                new DebtorLife(debtor, trials.get(i).rules(), receipts, counted).live(story, end);
                counted.end();
                debtorDays += days;
            }
        }
        return new Result(figures, debtorDays, System.nanoTime() - began, threads.getCurrentThreadCpuTime() - cpuBegan);
    }
}
