package dev.janji.domain.pacing;

/**
 * The standard normal distribution.
 *
 * @see <a href="https://personal.math.ubc.ca/~cbm/aands/page_932.htm">Abramowitz and Stegun, 26.2.17</a>
 */
final class Normal {
    private static final double[] FACTORS = {0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429};

    private Normal() {}

    /** Chance to be below, off by at most 7.5e-8. */
    static double below(double value) {
        double t = 1 / (1 + 0.2316419 * Math.abs(value));
        double sum = 0;
        for (int i = FACTORS.length - 1; i >= 0; i--) {
            sum = (sum + FACTORS[i]) * t;
        }
        double above = sum * Math.exp(-value * value / 2) / Math.sqrt(2 * Math.PI);
        return value >= 0 ? 1 - above : above;
    }
}
