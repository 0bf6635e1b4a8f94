package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.id.LenderId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Measures of fairness. */
final class Fairness {
    private Fairness() {}

    /**
     * @return (sum of x)² / (n · sum of x²) from 1/n, when one has all, to 1, when all have the same
     * @see <a href="https://arxiv.org/abs/cs/9809099">R. Jain, D. Chiu, W. Hawe, A Quantitative Measure of Fairness, 1984</a>
     */
    static double jain(Collection<Long> amounts) {
        double sum = 0;
        double squares = 0;
        for (long amount : amounts) {
            sum += amount;
            squares += (double) amount * amount;
        }
        return squares == 0 ? 1 : sum * sum / (amounts.size() * squares);
    }

    /** @return the largest deviation of a lender's part from its weight's part, as a part of the latter; 1 for who got nothing */
    static double shareError(List<DeskTerms.LenderTerms> lenders, Map<LenderId, Long> amounts) {
        double weights =
                lenders.stream().mapToInt(DeskTerms.LenderTerms::weight).sum();
        double whole = amounts.values().stream().mapToLong(Long::longValue).sum();
        double worst = 0;
        for (DeskTerms.LenderTerms lender : lenders) {
            double part = amounts.getOrDefault(lender.lender(), 0L) / whole;
            worst = Math.max(worst, Math.abs(part / (lender.weight() / weights) - 1));
        }
        return worst;
    }
}
