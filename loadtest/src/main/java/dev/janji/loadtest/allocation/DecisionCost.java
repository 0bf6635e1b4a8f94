package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.Desk;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskFigures;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a message costs a desk that never rests, without any actor. Confined to one thread. */
final class DecisionCost {
    private static final long NANOS_A_MESSAGE = 100_000;

    private final Desk desk;
    private final AgentsAtWork work = new AgentsAtWork();
    private long told;

    /**
     * What one size came to.
     *
     * @param nanosMean of a message, over the best of its rounds
     * @param nanosP99 of a message, over all rounds
     */
    record Cost(int agents, int leads, double nanosMean, long nanosP99, DeskFigures figures) {}

    DecisionCost(long seed, int agents, int leads) {
        DeskWorld world = new DeskWorld(seed);
        desk = new Desk(world.terms());
        work.open(world, agents, leads, this::tell);
    }

    /** @param messages of each round; the first is not measured */
    Cost measure(int agents, int leads, int rounds, int messages) {
        Histogram times = new Histogram(3);
        round(messages, null);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            best = Math.min(best, round(messages, times));
        }
        return new Cost(agents, leads, best, times.getValueAtPercentile(99), desk.figures());
    }

    private double round(int messages, @Nullable Histogram times) {
        long whole = 0;
        for (int i = 0; i < messages; i++) {
            DeskCommand command = work.next(now());
            if (command == null) {
                throw new IllegalStateException("Expected an agent who talks, but all are idle");
            }
            long began = System.nanoTime();
            var decisions = desk.decide(command, now(), DeskWorld.DAY);
            long took = System.nanoTime() - began;
            told++;
            whole += took;
            if (times != null) {
                times.recordValue(took);
            }
            work.learn(decisions);
        }
        return (double) whole / messages;
    }

    private void tell(DeskCommand command) {
        told++;
        work.learn(desk.decide(command, now(), DeskWorld.DAY));
    }

    private Instant now() {
        return DeskWorld.START.plusNanos(told * NANOS_A_MESSAGE);
    }
}
