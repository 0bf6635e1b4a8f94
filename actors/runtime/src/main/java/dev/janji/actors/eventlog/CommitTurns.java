package dev.janji.actors.eventlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * How many commits of a node are on their way to the store at a time. A conditional statement costs the store about as much for one event as
 * for fifty, so on a busy node it is better that a slice waits for its turn, and takes along what arrives meanwhile, than that all slices
 * commit a little each. Nobody waits while there is room. A turn that lasts too long, because the store does not answer or its slice has
 * died, counts no more: a slice that is stuck holds up nobody. First come, first served. Thread-safe.
 */
final class CommitTurns {
    private final int atOnce;
    private final long longestNanos;
    private final Queue<Turn> taken = new ArrayDeque<>();
    private final Queue<Consumer<Turn>> waiting = new ArrayDeque<>();

    /** The right to one commit. */
    static final class Turn {
        private final long sinceNanos;

        private Turn(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    /**
     * @param atOnce at least 1
     * @param longest after which a turn is over although nobody has ended it
     */
    CommitTurns(int atOnce, Duration longest) {
        this.atOnce = atOnce;
        this.longestNanos = longest.toNanos();
    }

    /** @param granted gets the turn, at once or later, on any thread that calls this class; it returns at once and ends the turn some day */
    void take(long nowNanos, Consumer<Turn> granted) {
        synchronized (this) {
            waiting.add(granted);
        }
        goOn(nowNanos);
    }

    /** The commit is settled, or was none; a turn may be ended twice. */
    void end(Turn turn, long nowNanos) {
        synchronized (this) {
            taken.remove(turn);
        }
        goOn(nowNanos);
    }

    /** Lets those go on who wait behind turns that last too long; call it from time to time. */
    void goOn(long nowNanos) {
        List<Runnable> grants = new ArrayList<>(1);
        synchronized (this) {
            for (Iterator<Turn> each = taken.iterator(); each.hasNext(); ) {
                if (nowNanos - each.next().sinceNanos > longestNanos) {
                    each.remove();
                }
            }
            while (taken.size() < atOnce && !waiting.isEmpty()) {
                Consumer<Turn> next = waiting.remove();
                Turn turn = new Turn(nowNanos);
                taken.add(turn);
                grants.add(() -> next.accept(turn));
            }
        }
        grants.forEach(Runnable::run);
    }
}
