package dev.janji.actors.field;

import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Kept;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.HistoryStart;
import dev.janji.actors.eventlog.feed.LoggedRow;
import dev.janji.actors.eventlog.feed.Told;
import dev.janji.actors.journal.LoggedRecord;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.UnreadableRecord;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.strategy.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one slice of the log: remembers every account that is handed over to field collectors, and looks at it then, whenever something happens to its debtor, and from
 * time to time. The stored position stands for hand-overs only: every run begins with a look at all of them, so a look that was missed is made up for. One run at a
 * time.
 */
final class SliceCases {
    /** The name among the readers of the log; never changes. */
    static final String READER = "field";

    private static final Logger LOG = LoggerFactory.getLogger(SliceCases.class);
    private static final String HANDED_OVER = "debtor.AccountHandedOver";
    private static final int MOST_GATHERED = 1_000;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** What the slices of a node need. Immutable. @param stopsChanged counts changes of the stops that stand */
    record Workshop(
            ActorSystem<?> system,
            EventLogStore log,
            EventLogReaders readers,
            EventLogSource source,
            FieldStore store,
            CaseKeeper keeper,
            FieldMeter meter,
            InstantSource clock,
            AtomicInteger stopsChanged,
            FieldCaseSettings settings,
            Duration settleEvery) {}

    /** An account of the slice. */
    private record Place(DebtorKey debtor, AccountId account) {}

    /** What the stream works off, one after the other. @param position of the last row; null for a look only */
    private record Work(
            List<LogEntry.Event> events, @Nullable Long position) {
        static final Work LOOK = new Work(List.of(), null);

        static Work of(List<LoggedRow> rows) {
            List<LogEntry.Event> events = new ArrayList<>();
            rows.forEach(row -> events.addAll(row.events()));
            return new Work(events, rows.get(rows.size() - 1).position());
        }

        Work and(Work next) {
            List<LogEntry.Event> both = new ArrayList<>(events);
            both.addAll(next.events);
            return new Work(both, next.position);
        }
    }

    private final Workshop workshop;
    private final int slice;

    SliceCases(Workshop workshop, int slice) {
        this.workshop = workshop;
        this.slice = slice;
    }

    /** Works as long as it runs; never ends, and fails when a hand-over is not known to be stored. */
    Source<Done, NotUsed> works() {
        return Source.lazyCompletionStage(this::begin)
                .flatMapConcat(Run::works)
                .mapMaterializedValue(later -> NotUsed.getInstance());
    }

    private CompletionStage<Run> begin() {
        return workshop.store()
                .watches(slice)
                .thenCompose(watches -> workshop.store()
                        .position(slice)
                        .thenCompose(position -> workshop.readers().kept(slice).thenCompose(kept -> {
                            Run run = new Run(watches);
                            return begin(run, position, kept).thenApply(from -> {
                                run.position = from;
                                return run;
                            });
                        })));
    }

    /** The reader is registered first, so that the log stays from there on. */
    private CompletionStage<Long> begin(Run run, Optional<Long> position, Kept kept) {
        if (position.isPresent() && position.get() + 1 >= kept.firstKept()) {
            return settle(position.get()).thenApply(done -> position.get());
        }
        LOG.info("Looking for accounts that were handed over to field collectors in the history [slice={}]", slice);
        return HistoryStart.prepare(
                        workshop.log(),
                        workshop.readers(),
                        workshop.source(),
                        slice,
                        READER,
                        workshop.clock().instant())
                .thenCompose(start -> start.history()
                        .map(Told::event)
                        .filter(SliceCases::isHandOver)
                        .mapAsync(1, event -> run.watch(List.of(event)))
                        .runWith(Sink.ignore(), workshop.system())
                        .thenCompose(done -> workshop.store().note(slice, start.joinsAt()))
                        .thenApply(done -> start.joinsAt()));
    }

    /** The log is kept for it from behind this position on. */
    private CompletionStage<Done> settle(long position) {
        return workshop.readers()
                .settle(slice, READER, new Progress(position, workshop.clock().instant()));
    }

    private static boolean isHandOver(LogEntry.Event event) {
        try {
            return new LoggedRecord(event).manifest().equals(HANDED_OVER);
        } catch (UnreadableRecord e) {
            return false;
        }
    }

    /** @return null when it is not for field collectors */
    private static @Nullable Place handedOver(LogEntry.Event event) {
        try {
            return new LoggedRecord(event).decode(PersonalCipher.FORGOTTEN).event()
                                    instanceof DebtorEvent.AccountHandedOver over
                            && over.to() == Action.Receiver.FIELD
                    ? new Place(
                            Recorded.debtor(event.persistenceId()), over.step().account())
                    : null;
        } catch (UnreadableRecord e) {
            LOG.error(
                    "Expected to read a hand-over, but can't; no case is made of it [{}, seq={}]",
                    event.persistenceId(),
                    event.sequenceNumber(),
                    e);
            return null;
        }
    }

    /** One run through the slice. Confined to its stream: one piece of work after the other. */
    private final class Run {
        private final Map<Place, Watch> watches = new HashMap<>();
        private final Map<String, Set<Place>> byDebtor = new HashMap<>();
        /** To be looked at, in this order: whatever something happened to, then the rest. */
        private final Set<Place> urgent = new LinkedHashSet<>();

        private final Set<Place> routine = new LinkedHashSet<>();
        private final Map<Place, Instant> lookedAt = new HashMap<>();
        private int stopsSeen;
        private long position;
        private @Nullable Long noted;

        Run(Collection<Watch> known) {
            known.forEach(this::enter);
            routine.addAll(watches.keySet());
            stopsSeen = workshop.stopsChanged().get();
        }

        private void enter(Watch watch) {
            Place place = new Place(watch.debtor(), watch.account());
            watches.put(place, watch);
            byDebtor.computeIfAbsent(Recorded.persistenceId(watch.debtor()), first -> new LinkedHashSet<>())
                    .add(place);
        }

        private void leave(Place place) {
            watches.remove(place);
            lookedAt.remove(place);
            Set<Place> others = byDebtor.get(Recorded.persistenceId(place.debtor()));
            if (others != null) {
                others.remove(place);
                if (others.isEmpty()) {
                    byDebtor.remove(Recorded.persistenceId(place.debtor()));
                }
            }
        }

        Source<Done, NotUsed> works() {
            Source<Work, NotUsed> rows = workshop.source()
                    .portions(slice, position + 1)
                    .map(Work::of)
                    .batch(MOST_GATHERED, first -> first, Work::and);
            return rows.merge(Source.tick(TICK, TICK, Work.LOOK)).mapAsync(1, this::work);
        }

        private CompletionStage<Done> work(Work work) {
            for (LogEntry.Event event : work.events()) {
                urgent.addAll(byDebtor.getOrDefault(event.persistenceId(), Set.of()));
            }
            List<LogEntry.Event> handOvers =
                    work.events().stream().filter(SliceCases::isHandOver).toList();
            Long last = work.position();
            return watch(handOvers)
                    .thenCompose(done -> looks())
                    .thenCompose(done -> last == null ? done() : noted(last, !handOvers.isEmpty()))
                    .thenApply(done -> {
                        FieldMeter.open(slice).set((double)
                                watches.values().stream().filter(Watch::isOut).count());
                        return done;
                    });
        }

        /** @return completes when each is stored; fails when that is not known */
        CompletionStage<Done> watch(List<LogEntry.Event> handOvers) {
            CompletionStage<Done> stored = done();
            for (LogEntry.Event event : handOvers) {
                Place place = handedOver(event);
                if (place == null) {
                    continue;
                }
                urgent.add(place);
                if (!watches.containsKey(place)) {
                    Watch watch = Watch.over(
                            place.debtor(), place.account(), workshop.clock().instant());
                    enter(watch);
                    stored = stored.thenCompose(done -> workshop.store().put(slice, watch));
                }
            }
            return stored;
        }

        private CompletionStage<Done> looks() {
            int changes = workshop.stopsChanged().get();
            if (changes != stopsSeen) {
                stopsSeen = changes;
                routine.addAll(watches.keySet());
            }
            if (routine.isEmpty()) {
                addOverdue();
            }
            routine.removeAll(urgent);
            List<Place> next = new ArrayList<>(urgent);
            urgent.clear();
            int most = next.size() + workshop.settings().looksPerSecond();
            for (Iterator<Place> each = routine.iterator(); each.hasNext() && next.size() < most; ) {
                next.add(each.next());
                each.remove();
            }
            CompletionStage<Done> looked = done();
            for (Place place : next) {
                looked = looked.thenCompose(done -> look(place));
            }
            return looked;
        }

        /** Those that nobody has looked at for long, the longest first. */
        private void addOverdue() {
            Instant before =
                    workshop.clock().instant().minus(workshop.settings().looksAgainEvery());
            watches.keySet().stream()
                    .filter(place -> before.isAfter(lookedAt.getOrDefault(place, Instant.MIN)))
                    .sorted(Comparator.comparing(place -> lookedAt.getOrDefault(place, Instant.MIN)))
                    .limit(workshop.settings().looksPerSecond())
                    .forEach(routine::add);
        }

        /** One that fails is tried again, and holds up nobody else. */
        private CompletionStage<Done> look(Place place) {
            Watch watch = watches.get(place);
            if (watch == null) {
                return done();
            }
            lookedAt.put(place, workshop.clock().instant());
            return workshop.keeper()
                    .look(slice, watch, changed -> {
                        if (changed == null) {
                            leave(place);
                        } else {
                            watches.put(place, changed);
                        }
                    })
                    .exceptionally(failure -> {
                        workshop.meter().failed();
                        LOG.warn(
                                "Expected to look at an account that was handed over to field collectors, but could not: {}; it is tried again"
                                        + " [debtor={}]",
                                failure.toString(),
                                place.debtor());
                        routine.add(place);
                        return Done.getInstance();
                    });
        }

        /** From time to time, and behind every hand-over; only ever what is stored. */
        private CompletionStage<Done> noted(long last, boolean atOnce) {
            position = last;
            long now = System.nanoTime();
            Long before = noted;
            if (!atOnce
                    && before != null
                    && now - before < workshop.settleEvery().toNanos()) {
                return done();
            }
            noted = now;
            return workshop.store().note(slice, last).thenCompose(done -> settle(last));
        }

        private static CompletionStage<Done> done() {
            return CompletableFuture.completedStage(Done.getInstance());
        }
    }
}
