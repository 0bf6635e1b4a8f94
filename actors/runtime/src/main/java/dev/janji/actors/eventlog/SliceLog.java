package dev.janji.actors.eventlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One slice of the event log as one node sees it: claims it, works while it is the owner, and stops when another owner claims it. Nothing is
 * written or read for a slice outside a claim. Deterministic: time, threads and ids come from outside.
 *
 * <p>Confined to its actor: every method is called there, every callback runs there.
 */
final class SliceLog {
    private static final Logger LOG = LoggerFactory.getLogger(SliceLog.class);
    private static final Duration TICK = Duration.ofMillis(100);

    private final SliceParts parts;
    private final List<Claimant> claimants = new ArrayList<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Tenure tenure;
    private @Nullable Claimant holder;
    private boolean claiming;
    private @Nullable CompletableFuture<Done> releasing;

    /** Something that needs an owner. */
    private interface Request {
        void go(Tenure tenure);

        void fail(Throwable failure);
    }

    /** A request that waits for an owner. */
    private record Waiting(Request request, long sinceNanos) {}

    /** Who wants to own the slice. @param lost told once when it no longer does, after {@code result} was completed */
    private record Claimant(CompletableFuture<Done> result, Consumer<Throwable> lost) {}

    SliceLog(SliceParts parts) {
        this.parts = parts;
    }

    /** Begins to watch the time. */
    void start() {
        parts.executeAfter(TICK, () -> {
            tick();
            start();
        });
    }

    private void tick() {
        Tenure current = tenure;
        if (current != null) {
            current.tick();
        }
        Waiting first = waiting.peek();
        while (first != null && parts.isOlder(first.sinceNanos(), parts.settings.answerWithin())) {
            waiting.remove().request().fail(parts.unavailable("it could not be claimed in time"));
            first = waiting.peek();
        }
    }

    /**
     * Makes this node the owner of the slice, or proves that it still is.
     *
     * @param result completes when it is the owner; fails when the log cannot be owned as it is
     * @param lost told once when it no longer is the owner
     */
    void claim(CompletableFuture<Done> result, Consumer<Throwable> lost) {
        claimants.add(new Claimant(result, lost));
        claim();
    }

    private void claim() {
        Tenure current = tenure;
        if (current == null) {
            begin();
        } else if (releasing == null) {
            current.whenProven(() -> {
                if (!current.hasEnded()) {
                    own();
                }
            });
        }
    }

    private void begin() {
        if (!claiming) {
            claiming = true;
            new Claim(parts, new Claim.Result() {
                        @Override
                        public void claimed(Claim.Claimed claimed) {
                            onClaimed(claimed);
                        }

                        @Override
                        public void broken(BrokenLog broken) {
                            onBroken(broken);
                        }
                    })
                    .start();
        }
    }

    private void onClaimed(Claim.Claimed claimed) {
        claiming = false;
        LOG.info(
                "Slice claimed [slice={}, epoch={}, position={}, checkpoint={}]",
                parts.slice,
                claimed.fence().epoch(),
                claimed.fence().position(),
                claimed.checkpoint().position());
        Tenure current = new Tenure(parts, claimed, this::onFenced);
        tenure = current;
        own();
        parts.listener.committed(claimed.fence());
        List<Waiting> ready = List.copyOf(waiting);
        waiting.clear();
        ready.forEach(each -> each.request().go(current));
    }

    private void own() {
        for (Claimant claimant : List.copyOf(claimants)) {
            holder = claimant;
            claimant.result().complete(Done.getInstance());
        }
        claimants.clear();
    }

    private void onBroken(BrokenLog broken) {
        claiming = false;
        LOG.error("Expected the log to be whole, but it is not [slice={}]", parts.slice, broken);
        List<Claimant> failed = List.copyOf(claimants);
        claimants.clear();
        failed.forEach(claimant -> claimant.result().completeExceptionally(broken));
        failWaiting(broken);
    }

    private void onFenced(String reason) {
        LOG.warn("Slice lost: {} [slice={}]", reason, parts.slice);
        lose(reason);
        CompletableFuture<Done> released = releasing;
        releasing = null;
        if (released != null) {
            released.complete(Done.getInstance());
        }
        if (!claimants.isEmpty()) {
            begin();
        }
    }

    private void lose(String reason) {
        tenure = null;
        Claimant before = holder;
        holder = null;
        if (before != null) {
            before.lost().accept(parts.unavailable(reason));
        }
    }

    /** @see Tenure#append */
    void append(Append append) {
        Tenure current = tenure;
        if (current != null && releasing == null) {
            current.append(append);
            return;
        }
        request(new Request() {
            @Override
            public void go(Tenure current) {
                current.append(append);
            }

            @Override
            public void fail(Throwable failure) {
                append.failed(failure);
            }
        });
    }

    /** @see Tenure#delete */
    void delete(String persistenceId, long to, CompletableFuture<Done> result) {
        request(new Request() {
            @Override
            public void go(Tenure current) {
                current.delete(persistenceId, to, result);
            }

            @Override
            public void fail(Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
    }

    /** @see Tenure#recover */
    void recover(String persistenceId, long from, CompletableFuture<Recovered> result) {
        request(new Request() {
            @Override
            public void go(Tenure current) {
                current.recover(persistenceId, from, result);
            }

            @Override
            public void fail(Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
    }

    private void request(Request request) {
        Tenure current = tenure;
        if (releasing != null) {
            request.fail(parts.unavailable("it is being released"));
        } else if (current != null) {
            request.go(current);
        } else if (claiming) {
            waiting.add(new Waiting(request, parts.realNanos()));
        } else if (parts.settings.claimOnUse()) {
            waiting.add(new Waiting(request, parts.realNanos()));
            begin();
        } else {
            request.fail(parts.unavailable("nobody has claimed it here"));
        }
    }

    /** Settles what is on its way and brings everything into the history; from then on it is not the owner's any more. */
    void release(CompletableFuture<Done> result) {
        Tenure current = tenure;
        CompletableFuture<Done> already = releasing;
        if (already != null) {
            already.thenAccept(result::complete);
        } else if (current == null) {
            result.complete(Done.getInstance());
        } else {
            releasing = result;
            holder = null;
            current.drain(() -> {
                current.close("it was released");
                tenure = null;
                releasing = null;
                LOG.info("Slice released [slice={}]", parts.slice);
                result.complete(Done.getInstance());
                if (!claimants.isEmpty()) {
                    begin();
                }
            });
        }
    }

    /** Ends at once, as a crash would; whoever waits hears of it. */
    void abandon(String reason) {
        parts.end();
        Tenure current = tenure;
        if (current != null) {
            current.close(reason);
        }
        lose(reason);
        SliceUnavailable failure = parts.unavailable(reason);
        failWaiting(failure);
        claimants.forEach(claimant -> claimant.result().completeExceptionally(failure));
        claimants.clear();
        CompletableFuture<Done> released = releasing;
        if (released != null) {
            released.completeExceptionally(failure);
        }
    }

    private void failWaiting(Throwable failure) {
        List<Waiting> failed = List.copyOf(waiting);
        waiting.clear();
        failed.forEach(each -> each.request().fail(failure));
    }
}
