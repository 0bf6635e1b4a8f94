package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.Desk;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.allocation.DeskFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** What a message costs a desk that never rests, without any actor. Confined to one thread. */
final class DecisionCost {
    private static final long NANOS_A_MESSAGE = 100_000;
    private static final int TURNS = 5;

    private final Desk desk;
    private final AgentsAtWork work = new AgentsAtWork();
    private long told;

    /**
     * What one size came to.
     *
     * @param nanosMean of a message, save the slowest in a hundred: those are the machine's, which takes the processor away
     * @param nanosP99 of a message
     */
    record Cost(double nanosMean, long nanosP99, DeskFigures figures) {}

    DecisionCost(long seed, int agents, int leads) {
        DeskWorld world = new DeskWorld(seed);
        desk = new Desk(world.terms());
        work.open(world, agents, leads, this::tell);
    }

    /**
     * Desks take turns, so that what else the machine does meanwhile falls on all of them.
     *
     * @param messages to each, measured, after as many that are not
     * @return of each the turn in the middle by its mean
     */
    static List<Cost> inTurns(int messages, List<DecisionCost> desks) {
        Map<DecisionCost, List<Cost>> costs = new LinkedHashMap<>();
        for (int turn = 0; turn < 2 * TURNS; turn++) {
            for (DecisionCost desk : desks) {
                Cost cost = desk.measure(messages / TURNS);
                if (turn >= TURNS) {
                    costs.computeIfAbsent(desk, first -> new ArrayList<>()).add(cost);
                }
            }
        }
        return costs.values().stream().map(DecisionCost::middle).toList();
    }

    private static Cost middle(List<Cost> turns) {
        return turns.stream()
                .sorted(Comparator.comparingDouble(Cost::nanosMean))
                .toList()
                .get(turns.size() / 2);
    }

    private Cost measure(int messages) {
        Histogram times = new Histogram(3);
        run(messages, times);
        long p99 = times.getValueAtPercentile(99);
        double sum = 0;
        long count = 0;
        for (HistogramIterationValue value : times.recordedValues()) {
            if (value.getValueIteratedTo() <= p99) {
                sum += (double) value.getValueIteratedTo() * value.getCountAddedInThisIterationStep();
                count += value.getCountAddedInThisIterationStep();
            }
        }
        return new Cost(sum / count, p99, desk.figures());
    }

    private void run(int messages, Histogram times) {
        for (int i = 0; i < messages; i++) {
            Instant now = now();
            DeskCommand command = work.next(now);
            if (command == null) {
                throw new IllegalStateException("Expected an agent who talks, but all are idle");
            }
            // A message that has just come over a wire is in the processor's caches.
            work.touch(command);
            long began = System.nanoTime();
            List<DeskDecision> decisions = desk.decide(command, now, DeskWorld.DAY);
            times.recordValue(System.nanoTime() - began);
            told++;
            work.learn(decisions);
        }
    }

    private void tell(DeskCommand command) {
        told++;
        work.learn(desk.decide(command, now(), DeskWorld.DAY));
    }

    private Instant now() {
        return DeskWorld.START.plusNanos(told * NANOS_A_MESSAGE);
    }
}
