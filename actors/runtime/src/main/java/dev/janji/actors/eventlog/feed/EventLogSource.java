package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.CommitListener;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The log as this node reads it: one reader per slice asks the store, however many streams there are. Owners on this node tell it what they commit, so
 * that nobody asks the store for that. Thread-safe.
 */
public final class EventLogSource implements CommitListener {
    private final EventLogStore store;
    private final FeedSettings settings;
    private final SliceFeed.Later later;
    private final ConcurrentHashMap<Integer, SliceFeed> slices = new ConcurrentHashMap<>();

    EventLogSource(EventLogStore store, FeedSettings settings, SliceFeed.Later later) {
        this.store = store;
        this.settings = settings;
        this.later = later;
    }

    /** Reads with the system's scheduler and dispatcher. */
    public static EventLogSource create(ActorSystem<?> system, EventLogStore store, FeedSettings settings) {
        return new EventLogSource(
                store,
                settings,
                (after, step) -> system.scheduler().scheduleOnce(after, step, system.executionContext()));
    }

    @Override
    public void committed(LogRow row) {
        SliceFeed slice = slices.get(row.slice());
        if (slice != null) {
            slice.committed(row);
        }
    }

    /**
     * Every row of the slice in order, never ending: at the end of the log it waits. Fails with {@code RowsDeleted} when retention has deleted
     * {@code from}; {@link HistoryStart} is for that.
     *
     * @param from the first position, at least 1
     */
    public Source<LoggedRow, NotUsed> rows(int slice, long from) {
        return portions(slice, from).mapConcat(rows -> rows);
    }

    /** The same in portions, as they are at hand: one row when the reader is fast, many when it is behind. */
    public Source<List<LoggedRow>, NotUsed> portions(int slice, long from) {
        return Source.unfoldResourceAsync(
                () -> CompletableFuture.completedFuture(
                        slices.computeIfAbsent(slice, none -> new SliceFeed(slice, store, settings, later))
                                .open(from)),
                reader -> reader.read().thenApply(Optional::of),
                reader -> {
                    reader.close();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }
}
