package dev.janji.domain.pacing;

import java.util.Arrays;

/** Call times with constant rates, whose sums have closed forms. */
record TimesDraft(double meanTalk, double meanWrap, double answerShare, double meanRing) {
    static final TimesDraft USUAL = new TimesDraft(120, 25, 0.25, 9);

    CallTimes times() {
        double[] answered = new double[CallTimes.RING_SECONDS + 1];
        double[] other = new double[CallTimes.RING_SECONDS + 1];
        for (int i = 0; i <= CallTimes.RING_SECONDS; i++) {
            double second = Math.exp(-i / meanRing) - Math.exp(-(i + 1) / meanRing);
            answered[i] = answerShare * second;
            other[i] = (1 - answerShare) * second;
        }
        return new CallTimes(
                constant(CallTimes.TALK_SECONDS, 1 / meanTalk),
                constant(CallTimes.WRAP_SECONDS, 1 / meanWrap),
                answered,
                other);
    }

    private static double[] constant(int last, double hazard) {
        double[] hazards = new double[last + 1];
        Arrays.fill(hazards, hazard);
        return hazards;
    }
}
