package dev.janji.loadtest.races;

import dev.janji.domain.pacing.PacingMode;

/**
 * What is raced in one house. Immutable.
 *
 * @param agents from 1
 * @param busy the misfortune comes as soon as so many calls are up
 */
record RaceTerms(
        long seed, int debtors, int agents, PacingMode mode, Planted planted, Misfortune misfortune, int busy) {
    private static final int USUAL_AGENTS = 16;

    static RaceTerms usual(long seed, int debtors, PacingMode mode) {
        return new RaceTerms(seed, debtors, USUAL_AGENTS, mode, Planted.NOTHING, Misfortune.NONE, 0);
    }

    RaceTerms with(Planted fault) {
        return new RaceTerms(seed, debtors, agents, mode, fault, misfortune, busy);
    }

    /** @param calls so many are up when it comes */
    RaceTerms with(Misfortune fault, int people, int calls) {
        return new RaceTerms(seed, debtors, people, mode, planted, fault, calls);
    }
}
