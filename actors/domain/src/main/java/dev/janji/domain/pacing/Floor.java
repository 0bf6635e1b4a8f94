package dev.janji.domain.pacing;

import java.util.Arrays;

/**
 * A desk and its lines at an instant, as a pacer sees them: who is ready, who talks and wraps up since when, which lines ring since when. Times are
 * whole seconds; longer ones count as the longest that is told apart. May be filled again at each tick. Confined to the owner of its pacer.
 */
public final class Floor {
    private int[] talking = new int[16];
    private int[] wrapping = new int[16];
    private final int[] ringing = new int[CallTimes.RING_SECONDS + 1];
    private int talkers;
    private int wrappers;
    private int ready;
    private int lines;
    private int waiting;

    /** Forgets everything: nobody is logged in, nothing rings. */
    public Floor clear() {
        Arrays.fill(ringing, 0);
        talkers = 0;
        wrappers = 0;
        ready = 0;
        lines = 0;
        waiting = 0;
        return this;
    }

    /** So many agents more who could take a call now. */
    public Floor ready(int agents) {
        ready += notNegative(agents);
        return this;
    }

    /** An agent who has talked for so many seconds. Whoever is known to leave after the call is not told here. */
    public Floor talking(int seconds) {
        if (talkers == talking.length) {
            talking = Arrays.copyOf(talking, 2 * talkers);
        }
        talking[talkers++] = Math.min(notNegative(seconds), CallTimes.TALK_SECONDS);
        return this;
    }

    /** An agent who has wrapped up for so many seconds. Whoever is known to leave afterwards is not told here. */
    public Floor wrapping(int seconds) {
        if (wrappers == wrapping.length) {
            wrapping = Arrays.copyOf(wrapping, 2 * wrappers);
        }
        wrapping[wrappers++] = Math.min(notNegative(seconds), CallTimes.WRAP_SECONDS);
        return this;
    }

    /** A line that has been dialed or rung for so many seconds. */
    public Floor ringing(int seconds) {
        ringing[Math.min(notNegative(seconds), CallTimes.RING_SECONDS)]++;
        lines++;
        return this;
    }

    /** So many answered calls more that have no agent yet. */
    public Floor waiting(int calls) {
        waiting += notNegative(calls);
        return this;
    }

    /** Agents who are ready, talk or wrap up. */
    public int loggedIn() {
        return ready + talkers + wrappers;
    }

    /** Agents who could take a call now. */
    public int readyAgents() {
        return ready;
    }

    /** Agents who talk. */
    public int talkers() {
        return talkers;
    }

    /** @param talker from 0, below {@link #talkers()}. @return for how many seconds one of them has talked */
    public int talked(int talker) {
        return talking[talker];
    }

    /** Lines that ring. */
    public int lines() {
        return lines;
    }

    /** Answered calls without an agent. */
    public int waitingCalls() {
        return waiting;
    }

    int wrappers() {
        return wrappers;
    }

    int wrapped(int wrapper) {
        return wrapping[wrapper];
    }

    /** @return how many lines have rung for so many seconds */
    int ringingSince(int seconds) {
        return ringing[seconds];
    }

    /** What a line for every ready agent leaves to start. */
    int linesForReadyAgents() {
        return Math.max(0, ready - lines - waiting);
    }

    private static int notNegative(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("Expected a number that is not negative, but got " + value);
        }
        return value;
    }
}
