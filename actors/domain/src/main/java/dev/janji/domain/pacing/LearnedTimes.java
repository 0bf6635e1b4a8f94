package dev.janji.domain.pacing;

/**
 * What a campaign has taught of ring, answer, talk and wrap-up, by hour of the day. About 100 kB however long it learns. Confined to the owner of
 * its pacer.
 */
public final class LearnedTimes implements Times {
    private static final double FIRST_TALK_SECONDS = 180;
    private static final double FIRST_WRAP_SECONDS = 30;

    private final PhaseTimes talk = new PhaseTimes(CallTimes.TALK_SECONDS, 1 / FIRST_TALK_SECONDS);
    private final PhaseTimes wrap = new PhaseTimes(CallTimes.WRAP_SECONDS, 1 / FIRST_WRAP_SECONDS);
    private final RingTimes ring = new RingTimes();

    @Override
    public CallTimes of(int hour) {
        double[] answered = new double[CallTimes.RING_SECONDS + 1];
        double[] other = new double[CallTimes.RING_SECONDS + 1];
        ring.shares(hour, answered, other);
        return new CallTimes(talk.hazards(hour), wrap.hazards(hour), answered, other);
    }

    @Override
    public boolean isKnown(int fewest) {
        return ring.lines() >= fewest && talk.ends() >= fewest && wrap.ends() >= fewest;
    }

    @Override
    public void stood(int hour, Floor floor, double seconds) {
        for (int i = floor.talkers() - 1; i >= 0; i--) {
            talk.exposed(hour, floor.talked(i), seconds);
        }
        for (int i = floor.wrappers() - 1; i >= 0; i--) {
            wrap.exposed(hour, floor.wrapped(i), seconds);
        }
    }

    @Override
    public void lineEnded(int hour, int seconds, boolean isAnswered) {
        ring.ended(hour, seconds, isAnswered);
    }

    @Override
    public void talkEnded(int hour, int seconds) {
        talk.ended(hour, seconds);
    }

    @Override
    public void wrapEnded(int hour, int seconds) {
        wrap.ended(hour, seconds);
    }
}
