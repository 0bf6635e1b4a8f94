package dev.janji.loadtest.races;

import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.setup.Setup;

/** What the journal of a race needs of its house. Immutable. */
final class RaceSetup extends Setup {
    private final Timeline timeline;
    private final long seed;
    private final BiConsumer<String, Instant> wakeUps;

    /** @param wakeUps takes a persistence id and when it is to be woken */
    RaceSetup(Timeline timeline, long seed, BiConsumer<String, Instant> wakeUps) {
        this.timeline = timeline;
        this.seed = seed;
        this.wakeUps = wakeUps;
    }

    Timeline timeline() {
        return timeline;
    }

    long seed() {
        return seed;
    }

    BiConsumer<String, Instant> wakeUps() {
        return wakeUps;
    }
}
