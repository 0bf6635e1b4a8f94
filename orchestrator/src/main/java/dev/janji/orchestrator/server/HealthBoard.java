package dev.janji.orchestrator.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/** What the server still waits for before it can take work. One per actor system; thread-safe. */
public final class HealthBoard implements Extension {
    /** How to find it. */
    static final Id ID = new Id();

    private final Set<Step> missing = EnumSet.allOf(Step.class);
    private final Map<String, BooleanSupplier> shared = new ConcurrentHashMap<>();
    private volatile BooleanSupplier storeReachable = () -> false;

    /** The steps of a start that readiness depends on. */
    enum Step {
        SCHEMA("the store's schema"),
        SHARDING("the sharding of debtors"),
        EDGES("its ports");

        private final String words;

        Step(String words) {
            this.words = words;
        }
    }

    /** Finds the board of an actor system. */
    static final class Id extends AbstractExtensionId<HealthBoard> {
        @Override
        public HealthBoard createExtension(ExtendedActorSystem system) {
            return new HealthBoard();
        }
    }

    synchronized void done(Step step) {
        missing.remove(step);
    }

    /** The server stops: it is ready for nothing. */
    synchronized void stopping() {
        missing.addAll(EnumSet.allOf(Step.class));
    }

    void watchStore(BooleanSupplier reachable) {
        storeReachable = reachable;
    }

    /** @param words what this node must know as it stands in the store, such as {@code the standing stops} */
    void watchShared(String words, BooleanSupplier behind) {
        shared.put(words, behind);
    }

    /** In words, empty when the server is ready. */
    List<String> waitsFor() {
        List<String> words = new ArrayList<>();
        synchronized (this) {
            missing.forEach(step -> words.add(step.words));
        }
        if (!storeReachable.getAsBoolean()) {
            words.add("Cassandra");
        }
        shared.forEach((value, behind) -> {
            if (behind.getAsBoolean()) {
                words.add(value);
            }
        });
        return words;
    }
}
