package dev.janji.domain.policy;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The zones in which a debtor may be, by what tells so. Immutable.
 *
 * @param byAddress empty when the address tells nothing
 * @param byNumber of all numbers of the debtor, and of the one that would be contacted; empty when they tell nothing
 */
public record Whereabouts(List<ZoneId> byAddress, List<ZoneId> byNumber) {
    public Whereabouts {
        byAddress = List.copyOf(byAddress);
        byNumber = List.copyOf(byNumber);
    }

    /** The same, with zones of one more number. */
    public Whereabouts and(List<ZoneId> more) {
        if (byNumber.containsAll(more)) {
            return this;
        }
        List<ZoneId> all = new ArrayList<>(byNumber);
        all.addAll(more);
        return new Whereabouts(byAddress, all);
    }

    /** Of numbers that tell nothing. */
    public static Whereabouts ofAddress(List<ZoneId> zones) {
        return new Whereabouts(zones, List.of());
    }
}
