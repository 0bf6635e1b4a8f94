package dev.janji.domain.strategy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a lender's plan by which accounts may be worked. Immutable.
 *
 * @param current for whoever comes new
 * @param earlier versions that still work accounts which have not come over
 */
public record Strategies(Strategy current, List<Strategy> earlier) {
    /** @throws IllegalArgumentException when two have the same version */
    public Strategies {
        earlier = List.copyOf(earlier);
        List<String> versions = new ArrayList<>(List.of(current.version()));
        for (Strategy each : earlier) {
            if (versions.contains(each.version())) {
                throw new IllegalArgumentException(
                        "Expected every strategy to have its own version, but there are two of " + each.version());
            }
            versions.add(each.version());
        }
    }

    public static Strategies only(Strategy current) {
        return new Strategies(current, List.of());
    }

    /** @return null when no version of this name is there any more */
    public @Nullable Strategy find(String version) {
        if (current.version().equals(version)) {
            return current;
        }
        for (Strategy each : earlier) {
            if (each.version().equals(version)) {
                return each;
            }
        }
        return null;
    }
}
