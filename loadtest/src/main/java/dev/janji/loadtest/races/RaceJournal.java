package dev.janji.loadtest.races;

import dev.janji.actors.journal.RecordNextWakeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A journal that takes its time and forgets: debtors of a race are never recovered. It wakes each when the stored events say so, as the wake-up index does. Confined to
 * its actor.
 */
public final class RaceJournal extends AsyncWriteJournal {
    private static final long SLOWEST_MICROS = TimeUnit.MILLISECONDS.toMicros(40);

    private final RecordNextWakeUp nextWakeUp = new RecordNextWakeUp();
    private final RaceSetup setup =
            context().system().settings().setup().get(RaceSetup.class).orElseThrow();
    private final Timeline timeline = setup.timeline();
    private final SplittableRandom random = new SplittableRandom(setup.seed());

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<Optional<Exception>> written = new ArrayList<>();
        List<Runnable> wakeUps = new ArrayList<>();
        for (AtomicWrite message : messages) {
            written.add(Optional.empty());
            for (PersistentRepr event : CollectionConverters.asJava(message.payload())) {
                Instant due = nextWakeUp.of(event.payload());
                if (due != null) {
                    wakeUps.add(() -> setup.wakeUps().accept(message.persistenceId(), due));
                }
            }
        }
        Promise<Iterable<Optional<Exception>>> promise = Futures.promise();
        timeline.after(Duration.ofNanos(1_000 * random.nextLong(SLOWEST_MICROS)), () -> {
            promise.success(written);
            wakeUps.forEach(Runnable::run);
        });
        return promise.future();
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Futures.successful(null);
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        return Futures.successful(null);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return Futures.successful(0L);
    }
}
