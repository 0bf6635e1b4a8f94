package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.Floor;

/**
 * A busy agent counts as free once the talk has lasted for long by an exponential distribution, and lines are divided by the answer rate of half an
 * hour: our restatement of Issabel's rule (Predictor.class.php). Indicative only. Confined to one run.
 */
final class ShareOfMeanTalk implements Dialer {
    private static final double ENOUGH = 0.97;
    private static final double LEAST_RATE = 0.20;
    private static final int FEWEST = 10;
    private static final int MINUTES = 30;

    private final long[] placed = new long[MINUTES];
    private final long[] answered = new long[MINUTES];
    private int minute;
    private double talkSeconds;
    private double ringSeconds;
    private long talks;
    private long answers;

    @Override
    public int lines(Floor floor, int second) {
        if (second / 60 != minute) {
            minute = second / 60;
            placed[minute % MINUTES] = 0;
            answered[minute % MINUTES] = 0;
        }
        double rate = rate();
        int lines = (int) ((floor.readyAgents() + free(floor) - floor.waitingCalls() - floor.lines()) / rate);
        lines = Math.max(0, lines);
        placed[minute % MINUTES] += lines;
        return lines;
    }

    private double rate() {
        long calls = 0;
        long good = 0;
        for (int i = 0; i < MINUTES; i++) {
            calls += placed[i];
            good += answered[i];
        }
        return calls < FEWEST ? 1 : Math.max(LEAST_RATE, Math.min(1, (double) good / calls));
    }

    private int free(Floor floor) {
        if (talks < FEWEST || answers < FEWEST) {
            return 0;
        }
        double needed = -Math.log(1 - ENOUGH) * talkSeconds / talks - ringSeconds / answers;
        int free = 0;
        for (int i = 0; i < floor.talkers(); i++) {
            free += floor.talked(i) >= needed ? 1 : 0;
        }
        return free;
    }

    @Override
    public void lineEnded(double at, double rang, boolean isAnswered) {
        if (isAnswered) {
            ringSeconds += rang;
            answers++;
            answered[minute % MINUTES]++;
        }
    }

    /** A machine's answer is an answer to the answer rate. */
    @Override
    public void machineDetected(double at) {
        answered[minute % MINUTES]++;
    }

    @Override
    public void talkEnded(double at, double lasted) {
        talkSeconds += lasted;
        talks++;
    }
}
