package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.CallTimes;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** The distributions of the simulated calls: their draws, and their closed forms for a rule that is told them. */
final class KnownTimes {
    static final double MEAN_TALK = 120;
    /** Of a line that nobody answers. */
    static final double RING_LIMIT = 25;

    static final double MACHINES = 0.15;
    static final double DEAD = 0.15;

    private static final double TALK_SPREAD = Math.sqrt(Math.log(2));
    private static final double WRAP_LEAST = 5;
    private static final double WRAP_MORE = 20;
    private static final int RING_STAGES = 3;
    private static final double RING_STAGE = 3;
    private static final double DEAD_LEAST = 1;
    private static final double DEAD_MORE = 2;
    private static final double RARE = 1e-9;

    private KnownTimes() {}

    /** Log-normal with coefficient of variation 1. */
    static double talk(SplittableRandom random, double mean) {
        return mean * Math.exp(gauss(random) * TALK_SPREAD - TALK_SPREAD * TALK_SPREAD / 2);
    }

    /** 5 s and an exponential time of 20 s in the mean. */
    static double wrap(SplittableRandom random) {
        return WRAP_LEAST + exponential(random, WRAP_MORE);
    }

    /** What an agent needs to hear that it is a machine: 4 to 8 s. */
    static double machineTalk(SplittableRandom random) {
        return 4 + 4 * random.nextDouble();
    }

    static double machineWrap(SplittableRandom random) {
        return 1 + random.nextDouble();
    }

    /** Gamma with mean 9 s (three exponential stages), below the ring limit. */
    static double ring(SplittableRandom random) {
        while (true) {
            double ring = 0;
            for (int i = 0; i < RING_STAGES; i++) {
                ring += exponential(random, RING_STAGE);
            }
            if (ring < RING_LIMIT) {
                return ring;
            }
        }
    }

    /** Until the network says that a number is busy or dead. */
    static double dead(SplittableRandom random) {
        return DEAD_LEAST + exponential(random, DEAD_MORE);
    }

    /** @param machinesReachAgents whether machines are answers too */
    static CallTimes of(double answerShare, boolean machinesReachAgents) {
        double whole = ringBelow(RING_LIMIT);
        double[] answered = new double[CallTimes.RING_SECONDS + 1];
        double[] other = new double[CallTimes.RING_SECONDS + 1];
        double answers = machinesReachAgents ? answerShare + MACHINES : answerShare;
        double hungUp = machinesReachAgents ? 0 : MACHINES;
        for (int i = 0; i <= CallTimes.RING_SECONDS; i++) {
            double ring = (ringBelow(Math.min(i + 1, RING_LIMIT)) - ringBelow(Math.min(i, RING_LIMIT))) / whole;
            double dead = deadBelow(i + 1) - deadBelow(i);
            answered[i] = answers * ring;
            other[i] = hungUp * ring + DEAD * dead + (i == (int) RING_LIMIT ? 1 - answers - hungUp - DEAD : 0);
        }
        // With machines among the calls, most talks of a few seconds are theirs.
        double persons = answerShare / answers;
        return new CallTimes(
                hazards(
                        CallTimes.TALK_SECONDS,
                        x -> persons * talkBelow(x) + (1 - persons) * Math.max(0, Math.min(1, (x - 4) / 4))),
                hazards(
                        CallTimes.WRAP_SECONDS,
                        x -> persons * wrapBelow(x) + (1 - persons) * Math.max(0, Math.min(1, x - 1))),
                answered,
                other);
    }

    private static double[] hazards(int last, DoubleUnaryOperator below) {
        double[] hazards = new double[last + 1];
        for (int i = 0; i <= last; i++) {
            double from = 1 - below.applyAsDouble(i);
            double to = 1 - below.applyAsDouble(i + 1);
            hazards[i] = from < RARE || to < RARE ? (i == 0 ? RARE : hazards[i - 1]) : Math.log(from / to);
        }
        return hazards;
    }

    private static double talkBelow(double seconds) {
        return seconds <= 0
                ? 0
                : normalBelow((Math.log(seconds / MEAN_TALK) + TALK_SPREAD * TALK_SPREAD / 2) / TALK_SPREAD);
    }

    private static double wrapBelow(double seconds) {
        return seconds <= WRAP_LEAST ? 0 : -Math.expm1(-(seconds - WRAP_LEAST) / WRAP_MORE);
    }

    private static double deadBelow(double seconds) {
        return seconds <= DEAD_LEAST ? 0 : -Math.expm1(-(seconds - DEAD_LEAST) / DEAD_MORE);
    }

    private static double ringBelow(double seconds) {
        double stages = seconds / RING_STAGE;
        return 1 - Math.exp(-stages) * (1 + stages + stages * stages / 2);
    }

    /** By Simpson's rule from the middle, off by less than 1e-9 within 8 standard deviations. */
    private static double normalBelow(double value) {
        double end = Math.max(-8, Math.min(8, value));
        int steps = 200;
        double width = end / steps;
        double sum = 1 + density(end);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * density(i * width);
        }
        return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
    }

    private static double density(double value) {
        return Math.exp(-value * value / 2);
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
