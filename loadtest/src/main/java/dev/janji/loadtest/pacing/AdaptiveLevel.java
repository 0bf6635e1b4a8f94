package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.Floor;

/**
 * A dial level that is moved by ready agents and waiting calls every 15 s and set to 1 while too many calls were dropped: our restatement of
 * VICIdial's ADAPT_HARD_LIMIT (AST_VDadapt.pl, AST_VDauto_dial.pl) with its default settings. Indicative only. Confined to one run.
 */
final class AdaptiveLevel implements Dialer {
    private static final int PERIOD = 15;
    private static final double HIGHEST = 3;
    private static final double DROP_LIMIT = 0.03;
    private static final int CALLS_OF_A_DAY = 50;
    private static final int CALLS_OF_A_MINUTE = 20;
    private static final int MINUTE = 60;

    private double level = 1;
    private double ready;
    private double waiting;
    private double agents;
    private long answers;
    private long drops;
    private long answersAtMinute;
    private long dropsAtMinute;
    private double next;

    @Override
    public int lines(Floor floor, int second) {
        ready += floor.readyAgents();
        waiting += floor.waitingCalls();
        agents += floor.loggedIn();
        if (second % PERIOD == PERIOD - 1) {
            adapt(second);
        }
        if (second < next) {
            return 0;
        }
        next += 2.5;
        int busy = floor.loggedIn() - floor.readyAgents();
        return (int) Math.max(0, Math.round(level * floor.loggedIn()) - floor.lines() - floor.waitingCalls() - busy);
    }

    private void adapt(int second) {
        if (agents > 0) {
            level = Math.max(1, Math.min(HIGHEST, level * (1 + (ready - waiting) / agents)));
        }
        ready = 0;
        waiting = 0;
        agents = 0;
        long answersOfMinute = answers - answersAtMinute;
        if (answersOfMinute > CALLS_OF_A_MINUTE && drops - dropsAtMinute > answersOfMinute / 2) {
            level = Math.max(1, level / 2);
        }
        if (second % MINUTE == MINUTE - 1) {
            answersAtMinute = answers;
            dropsAtMinute = drops;
        }
        if (answers > CALLS_OF_A_DAY && drops > DROP_LIMIT * answers) {
            level = 1;
        }
    }

    @Override
    public void connected(double at, boolean toPerson) {
        answers++;
    }

    @Override
    public void abandoned(double at) {
        answers++;
        drops++;
    }
}
