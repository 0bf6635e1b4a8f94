package dev.janji.domain.pacing;

import org.jspecify.annotations.Nullable;

/**
 * What was learned of what becomes of a line and when, by hour of the day, an hour of few lines leaning on the campaign's all hours. Confined to the
 * owner of its pacer.
 */
final class RingTimes {
    private static final int HOURS = 24;
    private static final int SECONDS = CallTimes.RING_SECONDS + 1;

    /** Lines that all hours count for in an hour, and that the first guess counts for in all hours. */
    private static final double OF_ALL_HOURS = 300;

    private static final double CAPACITY = 20_000;

    private final Cell all = new Cell();
    private final @Nullable Cell[] hours = new Cell[HOURS];
    private final Drift drift = new Drift();
    private double learnedAnswers;

    private static final class Cell {
        private final double[] answered = new double[SECONDS];
        private final double[] other = new double[SECONDS];
        private double answers;
        private double lines;

        private void add(int second, boolean isAnswered) {
            (isAnswered ? answered : other)[second]++;
            answers += isAnswered ? 1 : 0;
            if (++lines > CAPACITY) {
                for (int i = 0; i < SECONDS; i++) {
                    answered[i] /= 2;
                    other[i] /= 2;
                }
                answers /= 2;
                lines /= 2;
            }
        }
    }

    /** A line is over. @param seconds that it was dialed and rang */
    void ended(int hour, int seconds, boolean isAnswered) {
        int second = Math.min(seconds, SECONDS - 1);
        if (learnedAnswers > 0) {
            drift.observe(isAnswered ? 1 : 0, learnedAnswers);
        }
        all.add(second, isAnswered);
        Cell cell = hours[hour];
        if (cell == null) {
            cell = new Cell();
            hours[hour] = cell;
        }
        cell.add(second, isAnswered);
    }

    double lines() {
        return all.lines;
    }

    /** Fills in how likely a fresh line is answered, or ends otherwise, in each second. */
    void shares(int hour, double[] answered, double[] other) {
        Cell cell = hours[hour];
        double lines = cell == null ? 0 : cell.lines;
        double weight = OF_ALL_HOURS / Math.max(all.lines, 1);
        double whole = lines + weight * all.lines;
        if (whole == 0) {
            return;
        }
        double answers = (cell == null ? 0 : cell.answers) + weight * all.answers;
        if (learnedAnswers > 0) {
            drift.relearned(answers / whole / learnedAnswers);
        }
        learnedAnswers = answers / whole;
        double today = Math.min(0.98, learnedAnswers * drift.factor());
        double more = learnedAnswers == 0 ? 0 : today / learnedAnswers;
        double less = learnedAnswers >= 1 ? 0 : (1 - today) / (1 - learnedAnswers);
        for (int i = 0; i < SECONDS; i++) {
            answered[i] = more * ((cell == null ? 0 : cell.answered[i]) + weight * all.answered[i]) / whole;
            other[i] = less * ((cell == null ? 0 : cell.other[i]) + weight * all.other[i]) / whole;
        }
    }
}
