package dev.janji.actors.wakeup;

import dev.janji.actors.wakeup.Bucket.Entry;
import dev.janji.domain.id.DebtorKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires what is due, at most so many at a time and at the node's pace, and waits for each answer up to the timeout. Confined to
 * its slice.
 */
final class Firing {

    private static final Logger LOG = LoggerFactory.getLogger(Firing.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** What becomes of an entry; each is called once for a firing. */
    interface Outcome {
        /** It is about to be woken. */
        void fired(Entry entry);

        void answered(Entry entry);

        void unanswered(Entry entry);

        /** Something can go on. */
        void settle();
    }

    private record Deadline(Entry entry, int attempt, long realNanos) {}

    private final SliceParts parts;
    private final Waiting waiting;
    private final Outcome outcome;
    private final Deque<Deadline> deadlines = new ArrayDeque<>();
    private int outstanding;
    private boolean resumes;
    private boolean watches;

    Firing(SliceParts parts, Waiting waiting, Outcome outcome) {
        this.parts = parts;
        this.waiting = waiting;
        this.outcome = outcome;
    }

    int outstanding() {
        return outstanding;
    }

    void fireDue(long nowMicros) {
        while (waiting.readyCount() > 0 && outstanding < parts.settings.parallelism()) {
            long wait = parts.pace.take(parts.realNanos());
            if (wait > 0) {
                resumeAfter(wait);
                return;
            }
            Entry entry = waiting.pollReady();
            if (entry != null) {
                fire(entry, nowMicros);
            }
        }
    }

    private void fire(Entry entry, long nowMicros) {
        entry.state = Entry.State.FIRING;
        entry.firedDue = entry.due;
        entry.due = Entry.NONE;
        entry.firedAt = nowMicros;
        int attempt = ++entry.attempt;
        outstanding++;
        deadlines.add(new Deadline(
                entry,
                attempt,
                parts.realNanos() + parts.settings.answerTimeout().toNanos()));
        outcome.fired(entry);
        parts.meter.fired(Duration.ofNanos((nowMicros - entry.firedDue) * 1_000));
        parts.then(wake(entry), (answer, failure) -> onAnswer(entry, attempt, failure));
        watch();
    }

    private CompletionStage<WakeAnswer> wake(Entry entry) {
        DebtorKey debtor;
        try {
            debtor = DebtorKey.parse(entry.debtor);
        } catch (IllegalArgumentException e) {
            LOG.error("Expected a debtor in the wake-up index, but found another key; dropped [slice={}]", parts.slice);
            return CompletableFuture.completedStage(WakeAnswer.NOTHING_DUE);
        }
        try {
            return parts.waker.wake(debtor, Micros.toInstant(entry.firedDue));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void onAnswer(Entry entry, int attempt, @Nullable Throwable failure) {
        if (entry.state != Entry.State.FIRING || entry.attempt != attempt) {
            return;
        }
        outstanding--;
        if (failure == null) {
            outcome.answered(entry);
        } else {
            LOG.warn(
                    "Expected a woken debtor to answer, but it failed; waking it later [debtor={}, failure={}]",
                    entry.debtor,
                    failure.toString());
            outcome.unanswered(entry);
        }
        outcome.settle();
    }

    private void resumeAfter(long nanos) {
        if (!resumes) {
            resumes = true;
            parts.executeAfter(Duration.ofNanos(nanos), () -> {
                resumes = false;
                outcome.settle();
            });
        }
    }

    private void watch() {
        if (!watches) {
            watches = true;
            parts.executeAfter(LOOK_EVERY, () -> {
                watches = false;
                giveUpOnTheLate();
                if (outstanding > 0) {
                    watch();
                }
            });
        }
    }

    private void giveUpOnTheLate() {
        long now = parts.realNanos();
        boolean any = false;
        while (!deadlines.isEmpty()) {
            Deadline first = deadlines.peek();
            boolean open = first.entry().state == Entry.State.FIRING && first.entry().attempt == first.attempt();
            if (open && first.realNanos() - now > 0) {
                break;
            }
            deadlines.poll();
            if (open) {
                outstanding--;
                any = true;
                LOG.warn(
                        "Expected a woken debtor to answer within {} s, but it did not; waking it later [debtor={}]",
                        parts.settings.answerTimeout().toSeconds(),
                        first.entry().debtor);
                outcome.unanswered(first.entry());
            }
        }
        if (any) {
            outcome.settle();
        }
    }
}
