package dev.janji.actors.eventlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Writes the tails of a slice to its history, bucket by bucket, and then moves the checkpoint to where the log stood when it began. A round is
 * spread over some time, so that it takes a small share of the store all the while instead of all of it at once: commits would wait behind it.
 * Confined to its slice.
 */
final class Flushing {
    /** Whose slice it is. */
    interface Owner {
        /** Of the last row that is settled. */
        long position();

        /** Something left memory, or a round has ended. */
        void relieved();

        /** Another owner has moved the checkpoint. */
        void fenced(Checkpoint by);
    }

    /** Buckets that are written at a time. */
    private static final int TOGETHER = 2;

    private final SliceParts parts;
    private final Tails tails;
    private final Owner owner;
    private final long epoch;
    private final Queue<List<Tail>> buckets = new ArrayDeque<>();
    private Checkpoint checkpoint;
    private boolean running;
    private boolean moving;
    private boolean hurried;
    private boolean stopped;
    private int writing;
    private int begun;
    private long target;
    private long sinceNanos;

    /** One bucket on its way: batches that are written one after the other. */
    private static final class Bucket {
        final Queue<List<HistoryRow>> batches = new ArrayDeque<>();
        final List<Written> tails = new ArrayList<>();
    }

    /** A tail, and how far it was deleted, when its rows were made. */
    private record Written(Tail tail, long deletedTo) {}

    /** @param checkpoint where it stands */
    Flushing(SliceParts parts, Tails tails, Owner owner, long epoch, Checkpoint checkpoint) {
        this.parts = parts;
        this.tails = tails;
        this.owner = owner;
        this.epoch = epoch;
        this.checkpoint = checkpoint;
        // Not all slices of a node at the same time.
        this.sinceNanos =
                parts.realNanos() - parts.settings.flushAfter().toNanos() / parts.settings.slices() * parts.slice;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    boolean isRunning() {
        return running;
    }

    /** Begins a round when one is due, and goes on with one that runs. To be called at least about ten times a second. */
    void beginIfDue() {
        if (running) {
            goOn();
        } else if (lag() > 0 && (isPressed() || parts.isOlder(sinceNanos, parts.settings.flushAfter()))) {
            begin();
        }
    }

    private long lag() {
        return owner.position() - checkpoint.position();
    }

    private boolean isPressed() {
        return lag() >= parts.settings.flushRows() || tails.bytes() >= parts.settings.flushBytes();
    }

    /** Spreads nothing from here on: somebody waits for the end. */
    void hurry() {
        hurried = true;
        if (running) {
            goOn();
        }
    }

    /** Begins a round unless one runs. */
    void begin() {
        if (!running) {
            running = true;
            sinceNanos = parts.realNanos();
            target = owner.position();
            for (List<Tail> bucket : tails.takeDirty()) {
                if (!bucket.isEmpty()) {
                    buckets.add(bucket);
                }
            }
            begun = 0;
            goOn();
        }
    }

    /** Nothing more is begun. */
    void stop() {
        stopped = true;
    }

    private void goOn() {
        if (stopped) {
            return;
        }
        while (writing < TOGETHER && !buckets.isEmpty() && isNextDue()) {
            writing++;
            begun++;
            write(cut(buckets.remove()));
        }
        if (writing == 0 && buckets.isEmpty() && !moving) {
            moving = true;
            moveCheckpoint();
        }
    }

    /** Whether the next bucket has its turn: they are begun at even distances. */
    private boolean isNextDue() {
        long dueNanos = sinceNanos + parts.settings.flushOver().toNanos() * begun / (begun + buckets.size());
        return hurried || parts.realNanos() - dueNanos >= 0 || isPressed();
    }

    private Bucket cut(List<Tail> tailsOfBucket) {
        Bucket bucket = new Bucket();
        List<HistoryRow> rows = new ArrayList<>(tailsOfBucket.size());
        for (Tail tail : tailsOfBucket) {
            tail.rows(parts.slice, rows);
            bucket.tails.add(new Written(tail, tail.deletedTo()));
        }
        List<HistoryRow> batch = new ArrayList<>();
        long bytes = 0;
        for (HistoryRow row : rows) {
            int size = row.events().size();
            if (!batch.isEmpty()
                    && (bytes + size > EventLogSettings.MOST_BYTES || batch.size() == EventLogSettings.MOST_ENTRIES)) {
                bucket.batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(row);
            bytes += size;
        }
        bucket.batches.add(batch);
        return bucket;
    }

    private void write(Bucket bucket) {
        List<HistoryRow> batch = bucket.batches.poll();
        if (batch != null) {
            write(bucket, batch, 1);
            return;
        }
        for (Written written : bucket.tails) {
            tails.flushed(written.tail(), written.deletedTo());
        }
        writing--;
        owner.relieved();
        goOn();
    }

    private void write(Bucket bucket, List<HistoryRow> batch, int attempt) {
        if (stopped) {
            return;
        }
        parts.then(parts.store.flush(batch), (done, failure) -> {
            if (stopped) {
                return;
            }
            if (failure != null) {
                parts.failed("write history", failure);
                parts.executeAfter(parts.backoff(attempt), () -> write(bucket, batch, attempt + 1));
            } else {
                parts.meter.flushed(batch.size());
                write(bucket);
            }
        });
    }

    private void moveCheckpoint() {
        if (checkpoint.position() >= target) {
            end();
        } else {
            move(new Checkpoint(epoch, target), 1);
        }
    }

    private void move(Checkpoint next, int attempt) {
        if (stopped) {
            return;
        }
        parts.then(parts.store.moveCheckpoint(parts.slice, checkpoint, next), (stands, failure) -> {
            if (stopped) {
                return;
            }
            if (stands == null) {
                parts.failed("move the checkpoint", failure);
                parts.executeAfter(parts.backoff(attempt), () -> move(next, attempt + 1));
            } else if (stands.epoch() > epoch) {
                owner.fenced(stands);
            } else {
                // Not where it was expected: an older owner had moved it on before this one, or an attempt of ours did
                // after all.
                checkpoint = stands;
                moveCheckpoint();
            }
        });
    }

    private void end() {
        running = false;
        moving = false;
        owner.relieved();
    }
}
