package dev.janji.loadtest.pacing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a shift is like. Immutable.
 *
 * @param kind what is disturbed
 * @param agents at the beginning
 * @param answerShare live answers of all calls, before a jump
 */
record Scenario(Kind kind, int agents, double answerShare) {
    private static final List<Integer> GROUPS = List.of(5, 10, 20, 30, 100, 300);
    private static final List<Integer> DISTURBED_GROUPS = List.of(10, 30, 100);
    private static final double OFTEN = 0.25;
    private static final double SELDOM = 0.10;

    /** The disturbances. */
    enum Kind {
        STEADY("nothing happens"),
        ANSWERS_HALVE("the answer rate halves at mid-shift"),
        ANSWERS_DOUBLE("the answer rate doubles at mid-shift"),
        AGENTS_LEAVE("half of the agents leave unannounced, twice, for 45 and 30 minutes"),
        LONGER_TALKS("talks last 180 s, where history and \"known\" say 120 s"),
        SHORTER_TALKS("talks last 80 s, where history and \"known\" say 120 s"),
        DETECTION_ERRS("machine detection takes 5 % of live answers for machines, each abandoned");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** As it is named on the command line. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The scenarios of a kind: steady ones with frequent and with rare answers.
     *
     * @param agents of each group; null for those that the bars look at
     */
    static List<Scenario> of(Kind kind, @Nullable List<Integer> agents) {
        boolean isSteady = kind == Kind.STEADY;
        List<Integer> groups = agents != null ? agents : isSteady ? GROUPS : DISTURBED_GROUPS;
        return (isSteady ? Stream.of(OFTEN, SELDOM) : Stream.of(OFTEN))
                .flatMap(share -> groups.stream().map(group -> new Scenario(kind, group, share)))
                .toList();
    }

    double answerShareAt(double second) {
        double factor = second < ShiftRun.SECONDS / 2.0
                ? 1
                : kind == Kind.ANSWERS_HALVE ? 0.5 : kind == Kind.ANSWERS_DOUBLE ? 2 : 1;
        return answerShare * factor;
    }

    double meanTalk() {
        return kind == Kind.LONGER_TALKS ? 180 : kind == Kind.SHORTER_TALKS ? 80 : KnownTimes.MEAN_TALK;
    }

    /** Whether a day of 120 s talks has taught before. */
    boolean hasHistory() {
        return kind == Kind.LONGER_TALKS || kind == Kind.SHORTER_TALKS;
    }

    double detectionError() {
        return kind == Kind.DETECTION_ERRS ? 0.05 : 0;
    }

    boolean agentsLeave() {
        return kind == Kind.AGENTS_LEAVE;
    }

    @Override
    public String toString() {
        return String.format(Locale.ENGLISH, "%s, %d agents, p = %.2f", kind.label(), agents, answerShare);
    }
}
