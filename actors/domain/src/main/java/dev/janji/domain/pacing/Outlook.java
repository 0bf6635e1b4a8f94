package dev.janji.domain.pacing;

/**
 * How many agents become ready and how many lines are answered over the same seconds to come, as distributions: exactly (Poisson binomial) for small
 * groups, by the normal approximation with continuity correction for large ones. Confined to the owner of its pacer.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Poisson_binomial_distribution">Poisson binomial distribution</a>
 */
final class Outlook {
    /** Agents and lines that may or may not come, up to which sums are exact. */
    private static final int EXACT = 60;

    private static final double LEAST_VARIANCE = 1e-9;

    private final double[] readyTable;
    private final double[] wrapTable;
    private final double[] answerTable;
    private final int horizon;

    private int sure;
    private double freeMean;
    private double freeVariance;
    private double answerMean;
    private double answerVariance;
    private boolean isExact;
    private final double[] frees = new double[EXACT + 2];
    private final double[] answers = new double[EXACT + 2];
    private int freeMost;
    private int answerMost;

    /** @param horizon seconds, from 1 */
    Outlook(CallTimes times, int horizon) {
        this.horizon = horizon;
        readyTable = times.talkerReadyWithin(horizon);
        wrapTable = times.wrapEndsWithin(horizon);
        answerTable = times.answeredWithin(horizon);
    }

    int horizon() {
        return horizon;
    }

    /** Looks at this floor from here on, with no new line. */
    void look(Floor floor) {
        sure = floor.readyAgents() - floor.waitingCalls();
        freeMean = 0;
        freeVariance = 0;
        answerMean = 0;
        answerVariance = 0;
        freeMost = 0;
        answerMost = 0;
        frees[0] = 1;
        answers[0] = 1;
        isExact = floor.loggedIn() - floor.readyAgents() + floor.lines() <= EXACT;
        for (int i = floor.talkers() - 1; i >= 0; i--) {
            agent(readyTable[floor.talked(i)]);
        }
        for (int i = floor.wrappers() - 1; i >= 0; i--) {
            agent(wrapTable[floor.wrapped(i)]);
        }
        for (int elapsed = 0; elapsed <= CallTimes.RING_SECONDS; elapsed++) {
            lines(floor.ringingSince(elapsed), answerTable[elapsed]);
        }
    }

    /** One line more, dialed now. */
    void dial() {
        lines(1, answerTable[0]);
    }

    /** Ready agents and those who become ready, less the calls that wait. */
    double expectedFree() {
        return sure + freeMean;
    }

    double expectedAnswers() {
        return answerMean;
    }

    /** How likely the lines so far leave no agent for one more answer: {@code P(answers >= agents)}. */
    double taken() {
        if (!isExact) {
            double spread = Math.sqrt(Math.max(LEAST_VARIANCE, freeVariance + answerVariance));
            return Normal.below((answerMean - sure - freeMean + 0.5) / spread);
        }
        double taken = 0;
        double atLeast = 1;
        int passed = 0;
        for (int free = 0; free <= freeMost; free++) {
            int needed = sure + free;
            while (passed < needed && passed <= answerMost) {
                atLeast -= answers[passed++];
            }
            taken += frees[free] * (needed > answerMost ? 0 : Math.max(0, atLeast));
        }
        return taken;
    }

    private void agent(double chance) {
        freeMean += chance;
        freeVariance += chance * (1 - chance);
        if (isExact) {
            freeMost = add(frees, freeMost, chance);
        }
    }

    private void lines(int count, double chance) {
        answerMean += count * chance;
        answerVariance += count * chance * (1 - chance);
        isExact = isExact && answerMost + count <= EXACT;
        for (int i = isExact ? count : 0; i > 0; i--) {
            answerMost = add(answers, answerMost, chance);
        }
    }

    /** The distribution of one more that comes with this chance. */
    private static int add(double[] sum, int most, double chance) {
        sum[most + 1] = sum[most] * chance;
        for (int i = most; i > 0; i--) {
            sum[i] = sum[i] * (1 - chance) + sum[i - 1] * chance;
        }
        sum[0] *= 1 - chance;
        return most + 1;
    }
}
