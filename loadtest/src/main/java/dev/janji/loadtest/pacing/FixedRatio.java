package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.Floor;

/** So many lines for each ready agent, and nothing else; 1 is progressive dialing. Confined to one run. */
final class FixedRatio implements Dialer {
    private final double ratio;

    FixedRatio(double ratio) {
        this.ratio = ratio;
    }

    @Override
    public int lines(Floor floor, int second) {
        int wanted = (int) Math.floor(ratio * (floor.readyAgents() - floor.waitingCalls()));
        return Math.max(0, wanted - floor.lines());
    }
}
