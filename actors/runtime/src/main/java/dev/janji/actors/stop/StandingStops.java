package dev.janji.actors.stop;

import com.typesafe.config.Config;
import dev.janji.actors.shared.NotHeldByAll;
import dev.janji.actors.shared.SharedSettings;
import dev.janji.actors.shared.SharedValue;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stops, as this node knows them, and the only door through which they are placed and lifted. Thread-safe; does not block.
 */
public final class StandingStops {
    private static final Logger LOG = LoggerFactory.getLogger(StandingStops.class);
    private static final String LOOK_AGAIN_EVERY = "janji.debtor.stopped-looks-again-every";
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LETTERS = 8;

    private final StopTable table;
    private final InstantSource clock;
    private final SharedValue<Stops> shared;
    private final Duration lookAgain;
    private final SecureRandom random = new SecureRandom();

    private StandingStops(StopTable table, InstantSource clock, SharedValue<Stops> shared, Duration lookAgain) {
        this.table = table;
        this.clock = clock;
        this.shared = shared;
        this.lookAgain = lookAgain;
    }

    /**
     * What a change came to. It is stored in any case.
     *
     * @param holding addresses of the nodes that act by it
     * @param missing addresses of those that did not say so in time; they will as soon as they can read the store
     */
    public record Changed(LoggedStop stop, Set<String> holding, Set<String> missing) {
        public Changed {
            holding = Set.copyOf(holding);
            missing = Set.copyOf(missing);
        }
    }

    /** No stop of this id stands. */
    public static final class DoesNotStand extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DoesNotStand(StopId id) {
            super("Expected stop " + id + " to stand, but it does not, or not any more");
        }
    }

    /**
     * Begins to read them.
     *
     * @param config the whole configuration
     * @param clock of the house
     */
    public static StandingStops start(ActorSystem<?> system, StopTable table, Config config, InstantSource clock) {
        Duration lookAgain = config.getDuration(LOOK_AGAIN_EVERY);
        SharedValue<Stops> shared = SharedValue.start(
                system,
                "stops",
                () -> table.all().thenApply(all -> standing(all, lookAgain)),
                SharedSettings.from(config));
        Telemetry.Gauge standing = Telemetry.gauge(Telemetry.STOPS_STANDING);
        shared.ready().thenRun(() -> standing.set(shared.current().all().size()));
        shared.listen((old, now) -> standing.set(now.all().size()));
        return new StandingStops(table, clock, shared, lookAgain);
    }

    private static Stops standing(List<LoggedStop> all, Duration lookAgain) {
        return new Stops(
                all.stream().filter(LoggedStop::stands).map(LoggedStop::stop).toList(), lookAgain);
    }

    /** @return completes when they are known; nothing may be sent before */
    public CompletionStage<Done> ready() {
        return shared.ready();
    }

    /** Those that stand, never blocking. */
    public Stops current() {
        return shared.current();
    }

    /** @return those that stood at an instant; fails when the store does not answer */
    public CompletionStage<Stops> at(Instant instant) {
        return table.all()
                .thenApply(all -> new Stops(
                        all.stream()
                                .filter(each -> each.stoodAt(instant))
                                .map(LoggedStop::stop)
                                .toList(),
                        lookAgain));
    }

    /** @param listener is told when other stops stand, on an actor's thread */
    public void listen(Runnable listener) {
        shared.listen((old, now) -> listener.run());
    }

    /** Whether this node could not read them for too long. */
    public boolean isBehind() {
        return shared.isBehind();
    }

    /**
     * @return completes when the stop is stored and every reachable node acts by it, or the time for that is over
     * @throws IllegalArgumentException when the reason is missing or too long
     */
    public CompletionStage<Changed> place(StopScope scope, String reason, PersonId author) {
        Stop stop = new Stop(newId(), scope, reason, author, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return table.place(stop).thenCompose(placed -> {
            if (!placed) {
                throw new IllegalStateException("Expected a new id for a stop, but " + stop.id() + " is taken");
            }
            LOG.info(
                    "Stop placed [stop={}, scope={}, author={}, reason={}]",
                    stop.id(),
                    stop.scope(),
                    stop.author(),
                    stop.reason());
            return announced(new LoggedStop(stop, null));
        });
    }

    /** @return like {@link #place}; fails with {@link DoesNotStand} when there is none of that id */
    public CompletionStage<Changed> lift(StopId id, String reason, PersonId by) {
        LoggedStop.Lifting lifting = new LoggedStop.Lifting(clock.instant().truncatedTo(ChronoUnit.MILLIS), by, reason);
        return table.lift(id, lifting.at(), by, reason)
                .thenCompose(lifted -> {
                    if (!lifted) {
                        throw new DoesNotStand(id);
                    }
                    LOG.info("Stop lifted [stop={}, by={}, reason={}]", id, by, reason);
                    return table.all();
                })
                .thenCompose(all -> announced(all.stream()
                        .filter(each -> each.stop().id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new DoesNotStand(id))));
    }

    /** All that were ever placed, those that stand first, the newest first of each. */
    public CompletionStage<List<LoggedStop>> log() {
        return table.all()
                .thenApply(all -> all.stream()
                        .sorted(Comparator.comparing((LoggedStop each) -> !each.stands())
                                .thenComparing(each -> each.stop().placedAt(), Comparator.reverseOrder())
                                .thenComparing(each -> each.stop().id().value()))
                        .toList());
    }

    private CompletionStage<Changed> announced(LoggedStop stop) {
        return shared.changed()
                .thenApply(nodes -> new Changed(stop, nodes, Set.of()))
                .exceptionallyCompose(failure -> {
                    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                    if (cause instanceof NotHeldByAll behind) {
                        LOG.error(
                                "Expected every node to act by stop {}, but these did not say so: {}",
                                stop.stop().id(),
                                new TreeSet<>(behind.missing()));
                        return CompletableFuture.completedStage(new Changed(stop, behind.held(), behind.missing()));
                    }
                    return CompletableFuture.failedStage(cause);
                });
    }

    /** Short enough to be read out over a telephone. */
    private StopId newId() {
        StringBuilder id = new StringBuilder("s-");
        for (int i = 0; i < ID_LETTERS; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new StopId(id.toString());
    }
}
