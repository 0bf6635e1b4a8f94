package dev.janji.actors.eventlog;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * The event log as a journal of Pekko Persistence. What cannot be serialized, or is too large for one row of the log, is rejected; with it
 * whatever the same writer sent behind it in the same breath, because the log has no gaps. Everything else that goes wrong is a failure.
 */
public final class EventLogJournal extends AsyncWriteJournal {
    private static final Iterable<Optional<Exception>> NOTHING_REJECTED = List.of();

    private final EventLogs log;
    private final PersistentEvents events;
    private final Prefetched prefetched = new Prefetched();
    private final Executor replays;

    /** Made by Pekko. */
    public EventLogJournal(Config config) {
        ActorSystem system = context().system();
        log = EventLogs.get(system);
        events = new PersistentEvents((ExtendedActorSystem) system, config.getString("next-wake-up"));
        replays = system.dispatchers().lookup(config.getString("replay-dispatcher"));
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<CompletionStage<Done>> stored = new ArrayList<>(1);
        List<Optional<Exception>> outcomes = new ArrayList<>(1);
        Map<String, Exception> rejected = new HashMap<>(0);
        for (AtomicWrite write : messages) {
            String persistenceId = write.persistenceId();
            if (!rejected.containsKey(persistenceId)) {
                Exception rejection = store(write, stored);
                if (rejection != null) {
                    rejected.put(persistenceId, rejection);
                }
            }
            outcomes.add(Optional.ofNullable(rejected.get(persistenceId)));
        }
        Iterable<Optional<Exception>> answer = rejected.isEmpty() ? NOTHING_REJECTED : outcomes;
        return FutureConverters.asScala(all(stored).thenApply(done -> answer));
    }

    /** Only what can never be stored is a rejection; whatever else goes wrong is thrown, or fails the stage. */
    private @Nullable Exception store(AtomicWrite write, List<CompletionStage<Done>> stored) {
        List<LogEntry.Event> entries;
        try {
            entries = events.toLog(CollectionConverters.asJava(write.payload()));
        } catch (Exception unserializable) {
            return unserializable;
        }
        try {
            stored.add(log.append(entries));
            return null;
        } catch (EventTooLarge tooLarge) {
            return tooLarge;
        }
    }

    private static CompletionStage<?> all(List<CompletionStage<Done>> stages) {
        return stages.size() == 1
                ? stages.get(0)
                : CompletableFuture.allOf(stages.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return nothing(log.delete(persistenceId, toSequenceNr));
    }

    /** Keeps what it read for the replay that follows: a recovery costs one statement, not two. */
    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return FutureConverters.asScala(
                log.recover(persistenceId, fromSequenceNr).thenApply(recovered -> {
                    if (recovered.highest() > fromSequenceNr) {
                        prefetched.put(recovered);
                    }
                    return recovered.highest();
                }));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        CompletionStage<Recovered> found = prefetched
                .take(persistenceId, fromSequenceNr, toSequenceNr)
                .<CompletionStage<Recovered>>map(CompletableFuture::completedStage)
                .orElseGet(() -> log.recover(persistenceId, fromSequenceNr));
        return nothing(found.thenAcceptAsync(
                recovered -> recovered.replay(
                        Math.max(1, fromSequenceNr),
                        toSequenceNr,
                        max,
                        event -> replayCallback.accept(events.fromLog(event))),
                replays));
    }

    @SuppressWarnings("NullAway") // There is no other Void.
    private static Future<Void> nothing(CompletionStage<?> stage) {
        return FutureConverters.asScala(stage.thenApply(done -> null));
    }
}
