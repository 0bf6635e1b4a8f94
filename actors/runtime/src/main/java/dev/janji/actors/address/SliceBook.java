package dev.janji.actors.address;

import dev.janji.actors.address.AddressStore.Standing;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Kept;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.HistoryStart;
import dev.janji.actors.eventlog.feed.LoggedRow;
import dev.janji.actors.eventlog.feed.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one slice of the log into the book, from where it was left: position by position, and after all that was stored before when there is no
 * position, when it was made with another key or form, or when the log does not reach back so far. One run at a time; what the log has twice, or two
 * nodes at once, is in the book once.
 */
final class SliceBook {
    private static final Logger LOG = LoggerFactory.getLogger(SliceBook.class);

    /** The name among the readers of the log; never changes. */
    static final String READER = "addresses";

    /** Between two generations at least, so that no number of an event and no position makes up for one: about half an hour. */
    private static final long GENERATION = 1L << 31;

    /** Commits that are gathered while a round is written. */
    private static final int MOST_GATHERED = 1_000;

    /** Events of the history that are written together. */
    private static final int HISTORY_AT_ONCE = 500;

    /** What the books of a node are made of. Immutable. */
    record Workshop(
            ActorSystem<?> system,
            EventLogStore log,
            EventLogReaders readers,
            EventLogSource source,
            AddressStore store,
            Bookkeeper keeper,
            InstantSource clock,
            AddressMeter meter,
            String madeWith,
            Duration gatherFor,
            Duration settleEvery) {}

    private final Workshop workshop;
    private final int slice;
    private final String madeWith;
    /** By {@link System#nanoTime}; null before the first time of a run. */
    private @Nullable Long noted;

    private volatile @Nullable Instant behindSince;

    SliceBook(Workshop workshop, int slice) {
        this.workshop = workshop;
        this.slice = slice;
        this.madeWith = workshop.madeWith();
    }

    /** Some commits, one after the other. @param oldest of them. @param events that concern the book */
    private record Gathered(Instant oldest, long last, List<LogEntry.Event> events) {
        static Gathered of(List<LoggedRow> rows) {
            List<LogEntry.Event> events = new ArrayList<>();
            for (LoggedRow row : rows) {
                row.events().stream().filter(Bookkeeper::concerns).forEach(events::add);
            }
            LoggedRow last = rows.get(rows.size() - 1);
            return new Gathered(rows.get(0).row().at(), last.position(), events);
        }

        Gathered and(Gathered next) {
            List<LogEntry.Event> both = new ArrayList<>(events);
            both.addAll(next.events);
            return new Gathered(oldest, next.last, both);
        }
    }

    /** @return for how long the book has not had something that it should have; zero when it has everything that was read */
    Duration lag() {
        Instant since = behindSince;
        Duration lag = since == null
                ? Duration.ZERO
                : Duration.between(since, workshop.clock().instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    /** The positions up to which the book has everything, as it goes on; never ends, and fails when something is not known to be written. */
    Source<Long, NotUsed> positions() {
        return Source.lazyCompletionStage(this::begin)
                .flatMapConcat(this::follow)
                .mapMaterializedValue(later -> NotUsed.getInstance());
    }

    private CompletionStage<Standing> begin() {
        if (behindSince == null) {
            behindSince = workshop.clock().instant();
        }
        noted = null;
        return workshop.store()
                .standing(slice)
                .thenCompose(found -> workshop.readers().kept(slice).thenCompose(kept -> begin(found, kept)));
    }

    private CompletionStage<Standing> begin(Optional<Standing> found, Kept kept) {
        Standing there = found.orElse(null);
        if (there == null || !there.madeWith().equals(madeWith)) {
            Standing anew = new Standing(generation(there), madeWith, Standing.NOT_YET);
            return workshop.store().note(slice, anew).thenCompose(done -> rebuild(anew));
        }
        return there.position() + 1 < kept.firstKept()
                ? rebuild(there)
                : settle(there.position()).thenApply(done -> there);
    }

    private long generation(@Nullable Standing before) {
        Instant now = workshop.clock().instant();
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
        return before == null ? micros : Math.max(micros, before.generation() + GENERATION);
    }

    /** From the log when it is whole: the reader is registered first, so it stays so. Otherwise from the history. */
    private CompletionStage<Standing> rebuild(Standing anew) {
        return settle(0)
                .thenCompose(done -> workshop.readers().kept(slice))
                .thenCompose(kept -> kept.firstKept() > 1
                        ? fromHistory(anew)
                        : CompletableFuture.completedStage(new Standing(anew.generation(), anew.madeWith(), 0)))
                .thenCompose(standing -> workshop.store().note(slice, standing).thenApply(done -> standing));
    }

    private CompletionStage<Standing> fromHistory(Standing anew) {
        LOG.info("Making the address book anew from the history [slice={}]", slice);
        return HistoryStart.prepare(
                        workshop.log(),
                        workshop.readers(),
                        workshop.source(),
                        slice,
                        READER,
                        workshop.clock().instant())
                .thenCompose(start -> start.history()
                        .map(Told::event)
                        .filter(Bookkeeper::concerns)
                        .grouped(HISTORY_AT_ONCE)
                        .mapAsync(1, events -> workshop.keeper().keep(anew.generation(), events))
                        .runWith(Sink.ignore(), workshop.system())
                        .thenApply(done -> new Standing(anew.generation(), anew.madeWith(), start.joinsAt())));
    }

    private Source<Long, NotUsed> follow(Standing from) {
        behindSince = null;
        return workshop.source()
                .portions(slice, from.position() + 1)
                .map(Gathered::of)
                .batch(MOST_GATHERED, first -> first, Gathered::and)
                .throttle(1, workshop.gatherFor())
                .mapAsync(1, gathered -> keep(from, gathered));
    }

    private CompletionStage<Long> keep(Standing from, Gathered gathered) {
        long last = gathered.last();
        if (gathered.events().isEmpty()) {
            return noted(new Standing(from.generation(), from.madeWith(), last));
        }
        behindSince = gathered.oldest();
        return workshop.keeper().keep(from.generation(), gathered.events()).thenCompose(done -> {
            workshop.meter()
                    .kept(Duration.between(gathered.oldest(), workshop.clock().instant()));
            behindSince = null;
            return noted(new Standing(from.generation(), from.madeWith(), last));
        });
    }

    /** From time to time; only ever what is written. */
    private CompletionStage<Long> noted(Standing standing) {
        long now = System.nanoTime();
        Long before = noted;
        if (before != null && now - before < workshop.settleEvery().toNanos()) {
            return CompletableFuture.completedStage(standing.position());
        }
        noted = now;
        return workshop.store()
                .note(slice, standing)
                .thenCompose(done -> settle(standing.position()))
                .thenApply(done -> standing.position());
    }

    /** The log is kept for it from behind this position on. */
    private CompletionStage<Done> settle(long position) {
        return workshop.readers()
                .settle(slice, READER, new Progress(position, workshop.clock().instant()));
    }
}
