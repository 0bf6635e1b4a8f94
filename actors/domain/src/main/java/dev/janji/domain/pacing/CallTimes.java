package dev.janji.domain.pacing;

/**
 * How long calls ring, talk and wrap up, as far as a pacer looks ahead: hazards and shares by whole seconds. Immutable.
 */
public final class CallTimes {
    /** Longer talks are as likely to end as those of so many seconds. */
    public static final int TALK_SECONDS = 600;

    public static final int WRAP_SECONDS = 300;
    public static final int RING_SECONDS = 60;

    private final double[] talkHazards;
    private final double[] wrapHazards;
    private final double[] answered;
    private final double[] other;

    /**
     * The arrays become this object's own.
     *
     * @param talkHazards ends a second of a talk that has lasted so many seconds, 0 to {@link #TALK_SECONDS}; the last for all longer ones
     * @param wrapHazards the same of wrap-up, 0 to {@link #WRAP_SECONDS}
     * @param answered share of lines that somebody answers, for an agent to take, in each second after dialing, 0 to {@link #RING_SECONDS}
     * @param other share of lines that end otherwise in each second
     * @throws IllegalArgumentException when an array has another length
     */
    public CallTimes(double[] talkHazards, double[] wrapHazards, double[] answered, double[] other) {
        this.talkHazards = ofLength(talkHazards, TALK_SECONDS + 1);
        this.wrapHazards = ofLength(wrapHazards, WRAP_SECONDS + 1);
        this.answered = ofLength(answered, RING_SECONDS + 1);
        this.other = ofLength(other, RING_SECONDS + 1);
    }

    /** Mean seconds from dialing to an answer; 0 when nobody ever answers. */
    double meanRing() {
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < answered.length; i++) {
            sum += answered[i];
            weighted += answered[i] * (i + 0.5);
        }
        return sum == 0 ? 0 : weighted / sum;
    }

    /** Mean seconds of a talk. */
    double meanTalk() {
        double mean = 0;
        double lasting = 1;
        for (double hazard : talkHazards) {
            mean += lasting;
            lasting *= Math.exp(-hazard);
        }
        return mean + lasting / talkHazards[TALK_SECONDS];
    }

    /** @return how likely a wrap-up that has lasted so long ends within so many seconds, by elapsed seconds */
    public double[] wrapEndsWithin(int seconds) {
        double[] within = new double[WRAP_SECONDS + 1];
        for (int elapsed = 0; elapsed <= WRAP_SECONDS; elapsed++) {
            double sum = 0;
            for (int i = 0; i < seconds; i++) {
                sum += wrapHazards[Math.min(elapsed + i, WRAP_SECONDS)];
            }
            within[elapsed] = -Math.expm1(-sum);
        }
        return within;
    }

    /** @return how likely an agent who has talked for so long is ready within so many seconds, wrap-up included, by elapsed seconds */
    public double[] talkerReadyWithin(int seconds) {
        double[] wrapped = new double[seconds + 1];
        double sum = 0;
        for (int i = 0; i < seconds; i++) {
            sum += wrapHazards[Math.min(i, WRAP_SECONDS)];
            wrapped[i + 1] = -Math.expm1(-sum);
        }
        double[] ends = new double[TALK_SECONDS + 1];
        for (int i = 0; i <= TALK_SECONDS; i++) {
            ends[i] = -Math.expm1(-talkHazards[i]);
        }
        double[] within = new double[TALK_SECONDS + 1];
        for (int elapsed = 0; elapsed <= TALK_SECONDS; elapsed++) {
            double lasting = 1;
            double ready = 0;
            for (int i = 0; i < seconds; i++) {
                double end = ends[Math.min(elapsed + i, TALK_SECONDS)];
                // On average a talk ends in the middle of its second.
                ready += lasting * end * (wrapped[seconds - i - 1] + wrapped[seconds - i]) / 2;
                lasting *= 1 - end;
            }
            within[elapsed] = ready;
        }
        return within;
    }

    /** @return how likely a line that has rung for so long without an end is answered within so many seconds, by elapsed seconds */
    public double[] answeredWithin(int seconds) {
        double[] within = new double[RING_SECONDS + 1];
        double rest = 0;
        for (int elapsed = RING_SECONDS; elapsed >= 0; elapsed--) {
            rest += answered[elapsed] + other[elapsed];
            double soon = 0;
            for (int i = elapsed; i < Math.min(elapsed + seconds, RING_SECONDS + 1); i++) {
                soon += answered[i];
            }
            within[elapsed] = rest <= 0 ? 0 : soon / rest;
        }
        return within;
    }

    private static double[] ofLength(double[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException("Expected " + length + " seconds, but got " + values.length);
        }
        return values;
    }
}
