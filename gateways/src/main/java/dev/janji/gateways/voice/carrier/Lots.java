package dev.janji.gateways.voice.carrier;

import java.time.Duration;
import java.util.SplittableRandom;

/** Durations drawn by lot. Pure but for the random source that is given; stateless. */
final class Lots {
    private Lots() {}

    /** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). @param shape above 0 */
    static Duration gamma(SplittableRandom random, Duration mean, double shape) {
        // Below 1 the method does not hold; their boost from shape + 1 does.
        double boost = shape < 1 ? Math.pow(1 - random.nextDouble(), 1 / shape) : 1;
        double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return times(mean, boost * d * v / shape);
            }
        }
    }

    /** @param variation standard deviation in means, from 0 */
    static Duration logNormal(SplittableRandom random, Duration mean, double variation) {
        double variance = Math.log1p(variation * variation);
        return times(mean, Math.exp(Math.sqrt(variance) * random.nextGaussian() - variance / 2));
    }

    /** The time until the next of things that happen at this rate, whatever happened before. @param perHour above 0 */
    static Duration untilNext(SplittableRandom random, double perHour) {
        return times(Duration.ofHours(1), -Math.log(1 - random.nextDouble()) / perHour);
    }

    private static Duration times(Duration mean, double factor) {
        return Duration.ofMillis(Math.round(mean.toMillis() * factor));
    }
}
