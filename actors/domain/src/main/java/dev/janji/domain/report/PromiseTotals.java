package dev.janji.domain.report;

import dev.janji.domain.account.Promise;
import dev.janji.domain.money.Money;
import java.util.EnumMap;
import java.util.Map;

/**
 * Promises of one currency by how they ended, by count and by promised amount. Immutable.
 *
 * <p>Formula 6.4: kept rate = kept by date / due, broken rate = 1 − kept rate − cancelled rate. <em>Due</em> are those that were kept, kept in
 * part, broken or cancelled; one in the place of which another came, and one whose time is not over, is not due. One that was kept in part is
 * followed up as broken and counts as broken here, too.
 */
public record PromiseTotals(Map<Promise.State, Part> parts) {
    public static final PromiseTotals NONE = new PromiseTotals(Map.of());

    public PromiseTotals {
        parts = Map.copyOf(parts);
    }

    /** @param minor the sum of the promised amounts, in minor units */
    public record Part(long count, long minor) {
        public static final Part NONE = new Part(0, 0);

        public Part plus(Part other) {
            return new Part(count + other.count, Math.addExact(minor, other.minor));
        }
    }

    public Part of(Promise.State state) {
        return parts.getOrDefault(state, Part.NONE);
    }

    /** The denominator of all rates. */
    public Part due() {
        return of(Promise.State.KEPT).plus(unkept()).plus(of(Promise.State.CANCELLED));
    }

    /** The numerator of the broken rate: broken, in full or in part. */
    public Part unkept() {
        return of(Promise.State.PARTIALLY_KEPT).plus(of(Promise.State.BROKEN));
    }

    static PromiseTotals of(Promise.State state, Money promised) {
        return new PromiseTotals(Map.of(state, new Part(1, promised.minor())));
    }

    PromiseTotals plus(PromiseTotals other) {
        Map<Promise.State, Part> sums = new EnumMap<>(Promise.State.class);
        sums.putAll(parts);
        other.parts.forEach((state, part) -> sums.merge(state, part, Part::plus));
        return new PromiseTotals(sums);
    }
}
