package dev.janji.actors.eventlog.feed;

import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs retention over the slices of a node from time to time, one after the other. Thread-safe. */
public final class RetentionRounds {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionRounds.class);
    private static final String PATH = "janji.event-log.retention";

    private final Retention retention;
    private final int slices;
    private final IntPredicate owned;
    private final InstantSource clock;

    private RetentionRounds(Retention retention, int slices, IntPredicate owned, InstantSource clock) {
        this.retention = retention;
        this.slices = slices;
        this.owned = owned;
        this.clock = clock;
    }

    /** How old the rows of the log must be at least. @param config the whole configuration */
    public static Duration keep(Config config) {
        return config.getDuration(PATH + ".keep");
    }

    /**
     * Begins after the first pause.
     *
     * @param slices of the installation
     * @param owned whether this node owns a slice now; two that both believe it do no harm
     * @param clock the house clock, which the rows' times are by
     * @return ends it
     */
    public static Cancellable start(
            ActorSystem<?> system, Retention retention, int slices, IntPredicate owned, InstantSource clock) {
        Duration every = system.settings().config().getDuration(PATH + ".every");
        RetentionRounds rounds = new RetentionRounds(retention, slices, owned, clock);
        return system.scheduler().scheduleWithFixedDelay(every, every, rounds::round, system.executionContext());
    }

    private void round() {
        CompletionStage<?> all = CompletableFuture.completedStage(null);
        for (int i = 0; i < slices; i++) {
            int slice = i;
            all = all.thenCompose(done -> owned.test(slice) ? one(slice) : CompletableFuture.completedStage(null));
        }
    }

    private CompletionStage<?> one(int slice) {
        return retention.run(slice, clock.instant()).handle((kept, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "Expected to delete old segments of the event log, but it failed; trying again later [slice={}]",
                        slice,
                        failure);
            }
            return kept;
        });
    }
}
