package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.BrokenLog;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.RowsDeleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One slice of the log on one node. Whoever has come to its end waits here, and one poll, or the owner's word, serves all of them. Who is further
 * behind reads the store for itself. Thread-safe; answers are given outside of its lock.
 */
final class SliceFeed {
    private static final Logger LOG = LoggerFactory.getLogger(SliceFeed.class);

    /** Runs something after some real time. */
    interface Later {
        void run(Duration after, Runnable step);
    }

    private final int slice;
    private final EventLogStore store;
    private final FeedSettings settings;
    private final Later later;

    private final RecentRows recent;
    private final List<Waiting> waiting = new ArrayList<>();
    private int readers;
    /** Whether a poll is under way. */
    private boolean polling;
    /** Polls that were put off; only the newest of them happens. */
    private long timer;

    private boolean armed;
    /** Whether the last poll failed; said once. */
    private boolean away;

    private Duration pause;

    SliceFeed(int slice, EventLogStore store, FeedSettings settings, Later later) {
        this.slice = slice;
        this.store = store;
        this.settings = settings;
        this.later = later;
        this.recent = new RecentRows(settings.recentBytes());
        this.pause = settings.pollAtFirst();
    }

    private record Waiting(long from, CompletableFuture<List<LoggedRow>> answer) {}

    /** One reader. Confined to its stream, but for {@link #close}. */
    final class Reader {
        private long next;
        private volatile @Nullable Waiting waits;

        private Reader(long next) {
            this.next = next;
        }

        /** @return one row or more from where the last answer ended, as soon as there are some */
        CompletionStage<List<LoggedRow>> read() {
            return SliceFeed.this.read(this, next).thenApply(rows -> {
                next = rows.get(rows.size() - 1).position() + 1;
                return rows;
            });
        }

        void close() {
            leave(this);
        }
    }

    Reader open(long from) {
        synchronized (this) {
            readers++;
        }
        return new Reader(from);
    }

    private synchronized void leave(Reader reader) {
        waiting.remove(reader.waits);
        readers--;
        if (readers == 0) {
            recent.clear();
        }
    }

    private CompletionStage<List<LoggedRow>> read(Reader reader, long from) {
        synchronized (this) {
            List<LoggedRow> known = recent.from(from, settings.rowsPerRead());
            if (!known.isEmpty()) {
                return CompletableFuture.completedStage(known);
            }
            if (recent.endsBefore(from)) {
                return await(reader, from);
            }
        }
        return store.read(slice, from, settings.rowsPerRead()).thenCompose(rows -> {
            List<LoggedRow> read = rows.stream().map(LoggedRow::new).toList();
            synchronized (this) {
                if (read.size() < settings.rowsPerRead()) {
                    recent.append(from, read);
                }
                if (!read.isEmpty()) {
                    pause = settings.pollAtFirst();
                }
                return read.isEmpty() ? await(reader, from) : CompletableFuture.completedStage(read);
            }
        });
    }

    private CompletionStage<List<LoggedRow>> await(Reader reader, long from) {
        Waiting waits = new Waiting(from, new CompletableFuture<>());
        reader.waits = waits;
        waiting.add(waits);
        if (!armed && !polling) {
            arm(pause);
        }
        return waits.answer();
    }

    /** The owner has committed a row, or somebody says that there may be one. */
    void committed(LogRow row) {
        List<Runnable> answers;
        synchronized (this) {
            if (readers == 0) {
                return;
            }
            recent.follow(new LoggedRow(row));
            answers = serve(List.of());
            if (!waiting.isEmpty() && !polling) {
                arm(Duration.ZERO);
            }
        }
        answers.forEach(Runnable::run);
    }

    private void arm(Duration after) {
        long mine = ++timer;
        armed = true;
        later.run(after, () -> poll(mine));
    }

    private void poll(long mine) {
        long from;
        synchronized (this) {
            if (mine != timer || polling) {
                return;
            }
            armed = false;
            if (waiting.isEmpty()) {
                pause = settings.pollAtFirst();
                return;
            }
            polling = true;
            from = waiting.stream().mapToLong(Waiting::from).min().orElseThrow();
        }
        store.read(slice, from, settings.rowsPerRead()).whenComplete((rows, failure) -> polled(from, rows, failure));
    }

    private void polled(long from, @Nullable List<LogRow> rows, @Nullable Throwable failure) {
        List<Runnable> answers;
        synchronized (this) {
            polling = false;
            away &= rows == null;
            if (rows == null) {
                answers = failed(from, failure);
                pause = settings.pollAtMost();
            } else if (rows.isEmpty()) {
                answers = List.of();
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(settings.pollAtMost()) > 0 ? settings.pollAtMost() : twice;
            } else {
                List<LoggedRow> read = rows.stream().map(LoggedRow::new).toList();
                recent.append(from, read);
                answers = serve(read);
                pause = settings.pollAtFirst();
            }
            if (!waiting.isEmpty()) {
                arm(pause);
            }
        }
        answers.forEach(Runnable::run);
    }

    /** Who waits for what can never come is told so; everybody else goes on waiting: a store that is away comes back. */
    private List<Runnable> failed(long from, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        List<Runnable> answers = new ArrayList<>();
        if (cause instanceof RowsDeleted || cause instanceof BrokenLog) {
            waiting.removeIf(each ->
                    each.from() == from && answers.add(() -> each.answer().completeExceptionally(cause)));
        } else if (!away) {
            away = true;
            LOG.warn(
                    "Expected to read the event log, but the store failed; trying again [slice={}, position={}]",
                    slice,
                    from,
                    cause);
        }
        return answers;
    }

    /** Answers whoever waits for a row that is in memory, or among {@code read}. */
    private List<Runnable> serve(List<LoggedRow> read) {
        List<Runnable> answers = new ArrayList<>();
        waiting.removeIf(each -> {
            List<LoggedRow> rows = recent.from(each.from(), settings.rowsPerRead());
            List<LoggedRow> found = !rows.isEmpty()
                    ? rows
                    : read.stream().filter(row -> row.position() >= each.from()).toList();
            if (found.isEmpty() || found.get(0).position() != each.from()) {
                return false;
            }
            return answers.add(() -> each.answer().complete(found));
        });
        return answers;
    }
}
