package dev.janji.actors.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of one owner with a slice, from its fence to the next owner's. Everything it holds in memory ends with it. Confined to its
 * slice.
 */
final class Tenure implements Commits.Outcome, Flushing.Owner {
    /** Rounds of flush-rows that the log may be ahead of its history: a new owner reads them all before it works. */
    private static final int MOST_ROUNDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);
    private static final String UNREAD = "its history could not be read";
    private static final String FENCED = "another owner has claimed it";

    private final SliceParts parts;
    private final Tails tails;
    private final Commits commits;
    private final Flushing flushing;
    private final Consumer<String> onEnd;
    private final List<Runnable> unproven = new ArrayList<>();
    private long provenNanos;
    /** When {@link Tails#endRound} was said last. */
    private long roundNanos;

    private boolean checking;
    /** Statements that tell a highest number, without which some append is not yet on its way. */
    private int reading;

    private boolean ended;
    private @Nullable Runnable onDrained;

    /**
     * @param claimed what the claim found and made
     * @param onEnd told why, once, when another owner has claimed the slice
     */
    Tenure(SliceParts parts, Claim.Claimed claimed, Consumer<String> onEnd) {
        this.parts = parts;
        this.tails = claimed.tails();
        this.commits = new Commits(parts, this, claimed.fence());
        this.flushing = new Flushing(parts, tails, this, claimed.fence().epoch(), claimed.checkpoint());
        this.provenNanos = claimed.provenNanos();
        this.roundNanos = parts.realNanos();
        this.onEnd = onEnd;
    }

    void append(Append append) {
        append.sinceNanos = parts.realNanos();
        admit(append);
    }

    /** Looks its tail up anew whenever it goes on: whoever waited before it may have laid the tail to rest. */
    private void admit(Append append) {
        Tail tail = find(append.persistenceId);
        if (tail.unknown) {
            tail.await(new Tail.Waiter() {
                @Override
                public void go(Tail known) {
                    admit(append);
                }

                @Override
                public void fail(Throwable failure) {
                    append.failed(failure);
                }
            });
            readHighest(tail);
        } else if (parts.guards.isNext(tail, append)) {
            tail.promised = append.toSequenceNumber;
            enqueue(append, tail);
        } else {
            append.failed(new OutOfSequence(append.persistenceId, tail.promised + 1, append.fromSequenceNumber));
            tails.rest(tail);
        }
    }

    /** Deletes what is stored up to the sequence number, or all of it if that is less. */
    void delete(String persistenceId, long to, CompletableFuture<Done> result) {
        Tail tail = find(persistenceId);
        if (tail.unknown) {
            tail.await(new Tail.Waiter() {
                @Override
                public void go(Tail known) {
                    delete(persistenceId, to, result);
                }

                @Override
                public void fail(Throwable failure) {
                    result.completeExceptionally(failure);
                }
            });
            readHighest(tail);
            return;
        }
        long last = Math.min(to, tail.promised);
        if (last < 1) {
            result.complete(Done.getInstance());
            tails.rest(tail);
        } else {
            Append append = Append.deletion(persistenceId, last, result);
            append.sinceNanos = parts.realNanos();
            enqueue(append, tail);
        }
    }

    private void enqueue(Append append, Tail tail) {
        append.tail = tail;
        tail.outstanding++;
        commits.add(append);
    }

    private Tail find(String persistenceId) {
        Tail tail = tails.find(persistenceId);
        return tail == null ? tails.create(persistenceId) : tail;
    }

    /** It is read from the history, never assumed. */
    private void readHighest(Tail tail) {
        if (tail.loading) {
            return;
        }
        tail.loading = true;
        reading++;
        parts.then(parts.store.highest(parts.slice, tail.persistenceId), (highest, failure) -> {
            reading--;
            if (ended) {
                return;
            }
            if (highest == null) {
                lose(tail, failure);
            } else {
                tail.begin(highest);
                tail.wake();
                tails.rest(tail);
            }
        });
    }

    private void lose(Tail tail, @Nullable Throwable failure) {
        tails.lose(tail, parts.unavailable(UNREAD, failure));
    }

    /**
     * Tells what is stored from a sequence number on: after a proof that this is still the owner, and after everything of the persistence
     * id that is on its way is settled.
     */
    void recover(String persistenceId, long from, CompletableFuture<Recovered> result) {
        if (ended) {
            result.completeExceptionally(parts.unavailable(FENCED));
            return;
        }
        if (parts.isOlder(provenNanos, parts.settings.proofAge())) {
            whenProven(() -> recover(persistenceId, from, result));
            return;
        }
        Tail tail = find(persistenceId);
        if (tail.unknown && !tail.loading && !tail.isDirty() && from < Long.MAX_VALUE) {
            read(tail, from, result);
        } else if (tail.isSettled()) {
            tell(tail, from, result);
            tails.rest(tail);
        } else {
            tail.await(recoveryAgain(from, result));
            if (tail.unknown) {
                readHighest(tail);
            }
        }
    }

    private Tail.Waiter recoveryAgain(long from, CompletableFuture<Recovered> result) {
        return new Tail.Waiter() {
            @Override
            public void go(Tail tail) {
                recover(tail.persistenceId, from, result);
            }

            @Override
            public void fail(Throwable failure) {
                result.completeExceptionally(failure);
            }
        };
    }

    /** One statement tells the events and the highest number; only when it tells no event at all is there a second one. */
    private void read(Tail tail, long from, CompletableFuture<Recovered> result) {
        tail.loading = true;
        reading++;
        parts.then(parts.store.history(parts.slice, tail.persistenceId, from), (rows, failure) -> {
            reading--;
            if (ended) {
                result.completeExceptionally(parts.unavailable(FENCED));
            } else if (rows == null) {
                result.completeExceptionally(parts.unavailable(UNREAD, failure));
                lose(tail, failure);
            } else if (rows.isEmpty() && from > 1) {
                tail.loading = false;
                tail.await(recoveryAgain(from, result));
                readHighest(tail);
            } else {
                long highest = rows.stream()
                        .mapToLong(HistoryRow::toSequenceNumber)
                        .max()
                        .orElse(0);
                tail.begin(highest);
                result.complete(new Recovered(tail.persistenceId, from, highest, 0, rows, highest + 1, List.of()));
                tail.wake();
                tails.rest(tail);
            }
        });
    }

    private void tell(Tail tail, long from, CompletableFuture<Recovered> result) {
        String persistenceId = tail.persistenceId;
        long highest = tail.highest;
        long deletedTo = tail.deletedTo();
        long tailFrom = tail.firstKept();
        List<byte[]> kept = tail.kept();
        if (tailFrom <= Math.max(1, from)) {
            result.complete(new Recovered(persistenceId, from, highest, deletedTo, List.of(), tailFrom, kept));
            return;
        }
        parts.store.history(parts.slice, persistenceId, from).whenComplete((rows, failure) -> {
            if (rows == null) {
                result.completeExceptionally(parts.unavailable(UNREAD, failure));
            } else {
                result.complete(new Recovered(persistenceId, from, highest, deletedTo, rows, tailFrom, kept));
            }
        });
    }

    boolean hasEnded() {
        return ended;
    }

    /** Runs it when something has proven, from now on, that this is still the owner, or when it has turned out that it is not. */
    void whenProven(Runnable step) {
        unproven.add(step);
        if (!commits.hasOffer() && !checking) {
            check(1);
        }
    }

    private void check(int attempt) {
        checking = true;
        long began = parts.realNanos();
        long next = commits.position() + 1;
        parts.then(parts.store.readSerial(parts.slice, next), (there, failure) -> {
            if (ended) {
                return;
            }
            if (there == null) {
                parts.failed("check its owner", failure);
                parts.executeAfter(parts.backoff(attempt), () -> {
                    if (!ended) {
                        check(attempt + 1);
                    }
                });
                return;
            }
            checking = false;
            boolean taken = there.isPresent()
                    && next > commits.position()
                    && !commits.offers(there.get().commitId());
            if (taken) {
                taken(FENCED);
            } else {
                proven(began);
            }
        });
    }

    private void proven(long nanos) {
        provenNanos = Math.max(provenNanos, nanos);
        List<Runnable> steps = List.copyOf(unproven);
        unproven.clear();
        steps.forEach(Runnable::run);
    }

    @Override
    public void settled(LogRow row, List<Append> appends, long nanos) {
        for (Append append : appends) {
            Tail tail = append.tail;
            if (tail != null) {
                tail.outstanding--;
                tails.commit(tail, append.fromSequenceNumber, append.toSequenceNumber, append.entries, row.position());
            }
        }
        for (Append append : appends) {
            if (append.tail != null) {
                append.tail.wake();
            }
        }
        proven(nanos);
        flushing.beginIfDue();
        parts.listener.committed(row);
    }

    @Override
    public void fenced(EventLogStore.Standing standing) {
        taken("another owner has claimed it in epoch " + standing.epoch());
    }

    @Override
    public void forgotten(long position) {
        LOG.error(
                "Expected the store to have the last row that it acknowledged, but it has lost it; the slice is given up, and what was"
                        + " acknowledged since the store's last sync is gone [slice={}, position={}]",
                parts.slice,
                position);
        parts.meter.forgotten();
        end("the store has lost row " + position);
    }

    @Override
    public void fenced(Checkpoint by) {
        taken("another owner has claimed it in epoch " + by.epoch());
    }

    @Override
    public boolean isHeld() {
        long behind = commits.position() - flushing.checkpoint().position();
        return tails.bytes() >= parts.settings.memoryBytes() || behind >= MOST_ROUNDS * parts.settings.flushRows();
    }

    @Override
    public long position() {
        return commits.position();
    }

    @Override
    public void relieved() {
        commits.plan();
        drain();
    }

    @Override
    public void dropped(List<Append> appends) {
        for (Append append : appends) {
            if (append.tail != null) {
                append.tail.wake();
                tails.rest(append.tail);
            }
        }
    }

    /** To be called about ten times a second. */
    void tick() {
        commits.tick();
        if (!ended) {
            drain();
            flushing.beginIfDue();
            if (parts.isOlder(roundNanos, parts.settings.rememberedFor())) {
                roundNanos = parts.realNanos();
                tails.endRound();
            }
            parts.meter.load(
                    parts.slice, commits.position() - flushing.checkpoint().position(), tails.bytes());
        }
    }

    /** Waits for what is on its way, brings everything into the history, then tells so; nothing may be asked any more. */
    void drain(Runnable drained) {
        onDrained = drained;
        flushing.hurry();
        drain();
    }

    private void drain() {
        Runnable drained = onDrained;
        if (drained != null && reading == 0 && commits.isIdle() && !flushing.isRunning()) {
            if (flushing.checkpoint().position() < commits.position()) {
                flushing.begin();
            } else {
                onDrained = null;
                drained.run();
            }
        }
    }

    private void taken(String reason) {
        if (!ended) {
            parts.meter.fenced();
            end(reason);
        }
    }

    private void end(String reason) {
        if (ended) {
            return;
        }
        close(reason);
        onEnd.accept(reason);
    }

    /** Fails whoever waits, and forgets everything. */
    void close(String reason) {
        ended = true;
        flushing.stop();
        SliceUnavailable failure = parts.unavailable(reason);
        commits.failAll(reason);
        tails.failAll(failure);
        List<Runnable> steps = List.copyOf(unproven);
        unproven.clear();
        steps.forEach(Runnable::run);
    }
}
