package dev.janji.actors.eventlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How many commits of a node are on their way to the store at a time. A conditional statement costs the store about as much for one event as
 * for fifty, so on a busy node it is better that a slice waits for its turn, and takes along what arrives meanwhile, than that all slices
 * commit a little each. Nobody waits while there is room, and a slice for which much waits has more room than one for which little does. A
 * turn that lasts much longer than others do, because the store does not answer or its slice has died, counts no more: a slice that is stuck
 * holds up nobody for long. First come, first served. Thread-safe.
 */
final class CommitTurns {
    /** A slice for which so many events wait may commit although all usual turns are taken: its statement is worth its price. */
    static final int LARGE = 32;

    /** Turns for each usual one, when they are large. */
    private static final int MORE_WHEN_LARGE = 4;

    /** A turn is over after so many times what a turn takes in general, ... */
    private static final int TIMES_IN_GENERAL = 8;

    /** ... but not before a pause of this process or of the store can have passed. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Of the last turns, each of which counts a sixteenth. */
    private static final int AVERAGED = 16;

    private final int atOnce;
    private final long longestNanos;
    private final Queue<Turn> taken = new ArrayDeque<>();
    private final Queue<Request> waiting = new ArrayDeque<>();
    private int largeWaiting;
    /** What a turn takes in general; 0 before the first one has ended. */
    private long generalNanos;

    /** A slice that waits for its turn. Guarded by its {@code CommitTurns}. */
    static final class Request {
        private final Consumer<Turn> granted;
        private boolean waits = true;
        private boolean large;

        private Request(Consumer<Turn> granted) {
            this.granted = granted;
        }
    }

    /** The right to one commit. */
    static final class Turn {
        private final long sinceNanos;

        private Turn(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    /**
     * @param atOnce at least 1
     * @param longest after which a turn is over in any case although nobody has ended it
     */
    CommitTurns(int atOnce, Duration longest) {
        this.atOnce = atOnce;
        this.longestNanos = longest.toNanos();
    }

    /** @param granted gets the turn, at once or later, on any thread that calls this class; it returns at once and ends the turn some day */
    Request take(long nowNanos, Consumer<Turn> granted) {
        Request request = new Request(granted);
        synchronized (this) {
            waiting.add(request);
        }
        goOn(nowNanos);
        return request;
    }

    /** {@link #LARGE} events or more wait behind the request. */
    void isLarge(Request request, long nowNanos) {
        synchronized (this) {
            if (!request.waits || request.large) {
                return;
            }
            request.large = true;
            largeWaiting++;
        }
        goOn(nowNanos);
    }

    /** The commit is settled, or was none; a turn may be ended twice. */
    void end(Turn turn, long nowNanos) {
        synchronized (this) {
            taken.remove(turn);
            long took = Math.min(nowNanos - turn.sinceNanos, longestNanos);
            generalNanos += (took - generalNanos) / (generalNanos == 0 ? 1 : AVERAGED);
        }
        goOn(nowNanos);
    }

    /** Lets those go on who wait behind turns that last too long; call it from time to time. */
    void goOn(long nowNanos) {
        List<Runnable> grants = new ArrayList<>(1);
        synchronized (this) {
            long patience = patienceNanos();
            for (Iterator<Turn> each = taken.iterator(); each.hasNext(); ) {
                if (nowNanos - each.next().sinceNanos > patience) {
                    each.remove();
                }
            }
            for (Iterator<Request> each = waiting.iterator(); hasRoom() && each.hasNext(); ) {
                Request next = each.next();
                if (taken.size() < atOnce || next.large) {
                    each.remove();
                    next.waits = false;
                    largeWaiting -= next.large ? 1 : 0;
                    Turn turn = new Turn(nowNanos);
                    taken.add(turn);
                    grants.add(() -> next.granted.accept(turn));
                }
            }
        }
        grants.forEach(Runnable::run);
    }

    private long patienceNanos() {
        return generalNanos == 0
                ? longestNanos
                : Math.min(longestNanos, Math.max(LEAST_NANOS, TIMES_IN_GENERAL * generalNanos));
    }

    private boolean hasRoom() {
        return taken.size() < atOnce || largeWaiting > 0 && taken.size() < atOnce * MORE_WHEN_LARGE;
    }
}
