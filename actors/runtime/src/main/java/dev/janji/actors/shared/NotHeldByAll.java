package dev.janji.actors.shared;

import java.util.Set;
import java.util.TreeSet;

/**
 * Some nodes have not read a shared value anew in time. It is stored all the same, and they will: at the latest when they can read the
 * store again.
 */
public final class NotHeldByAll extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> held;
    private final transient Set<String> missing;

    /**
     * @param held addresses of the nodes that hold the value
     * @param missing addresses of those that did not say so
     */
    NotHeldByAll(String value, Set<String> held, Set<String> missing) {
        super("Expected every node to hold the new " + value + ", but these did not say so in time: "
                + String.join(", ", new TreeSet<>(missing)));
        this.held = Set.copyOf(held);
        this.missing = Set.copyOf(missing);
    }

    public Set<String> held() {
        return held;
    }

    public Set<String> missing() {
        return missing;
    }
}
