package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings appends into the log, many in one row, one row at a time. A row whose outcome is not known is offered again, byte for byte the
 * same, until it is known who stands at its position. Confined to its slice.
 */
final class Commits {
    /** What becomes of a row. */
    interface Outcome {
        /** It stands in the log. @param provenNanos when its owner was surely still the owner */
        void settled(LogRow row, List<Append> appends, long provenNanos);

        /** Another owner's row stands there. */
        void fenced(EventLogStore.Standing standing);

        /** The store has lost the last row that it acknowledged, so nothing may be written behind it. */
        void forgotten(long position);

        /** They are not on their way any more. */
        void dropped(List<Append> appends);

        /** Nothing may be committed now. */
        boolean isHeld();
    }

    private final SliceParts parts;
    private final Outcome outcome;
    private final long epoch;
    private final ArrayDeque<Append> waiting = new ArrayDeque<>();
    private long position;
    private UUID settledCommit;
    private ByteString previousHash;
    /** Of the store, when its last settled row was last known to stand there. */
    private long disruptions;

    private boolean looking;
    private boolean closed;
    private CommitTurns.@Nullable Request planned;
    private int entriesWaiting;
    private CommitTurns.@Nullable Turn turn;
    private @Nullable Offer offer;

    /** A row that was offered and is not settled. */
    private static final class Offer {
        final LogRow row;
        final List<Append> appends;
        final long sinceNanos;
        boolean answered;
        int attempt;
        long attemptNanos;

        Offer(LogRow row, List<Append> appends, long nowNanos) {
            this.row = row;
            this.appends = appends;
            this.sinceNanos = nowNanos;
        }
    }

    /** @param fence the last row of the log, ours */
    Commits(SliceParts parts, Outcome outcome, LogRow fence) {
        this.parts = parts;
        this.outcome = outcome;
        this.epoch = fence.epoch();
        this.position = fence.position();
        this.settledCommit = fence.commitId();
        this.previousHash = fence.hash();
        this.disruptions = parts.store.disruptions();
    }

    /** Of the last row that is settled. */
    long position() {
        return position;
    }

    boolean isIdle() {
        return offer == null && waiting.isEmpty();
    }

    boolean hasOffer() {
        return offer != null;
    }

    /** Whether it is the row that is on its way. */
    boolean offers(UUID commitId) {
        return offer != null && offer.row.commitId().equals(commitId);
    }

    /** Takes it over; what has arrived by the time its turn comes goes with it. */
    void add(Append append) {
        waiting.add(append);
        entriesWaiting += append.entries.size();
        plan();
    }

    /** Commits what waits when this slice has its turn: with everything that has arrived by then. */
    void plan() {
        if (planned == null && offer == null && !looking && !waiting.isEmpty()) {
            planned = parts.turns.take(parts.realNanos(), granted -> parts.execute(() -> next(granted)));
        }
        if (planned != null && entriesWaiting >= CommitTurns.LARGE) {
            parts.turns.isLarge(planned, parts.realNanos());
        }
    }

    private void next(CommitTurns.Turn granted) {
        planned = null;
        turn = granted;
        if (offer != null || waiting.isEmpty() || outcome.isHeld()) {
            endTurn();
            return;
        }
        long disrupted = parts.store.disruptions();
        if (disrupted != disruptions) {
            endTurn();
            lookBack(1, () -> disruptions = disrupted);
            return;
        }
        List<Append> appends = new ArrayList<>();
        List<byte[]> entries = new ArrayList<>();
        int bytes = 0;
        Append head = waiting.peek();
        while (head != null
                && (appends.isEmpty()
                        || (entries.size() + head.entries.size() <= EventLogSettings.MOST_ENTRIES
                                && bytes + head.bytes <= EventLogSettings.MOST_BYTES))) {
            appends.add(waiting.remove());
            entries.addAll(head.entries);
            bytes += head.bytes;
            head = waiting.peek();
        }
        entriesWaiting -= entries.size();
        LogRow row = BatchCodec.row(
                new BatchCodec.Place(parts.slice, position + 1, epoch, previousHash),
                parts.newId(),
                parts.now(),
                entries);
        Offer made = new Offer(row, appends, parts.realNanos());
        offer = made;
        attempt(made);
    }

    private void endTurn() {
        CommitTurns.Turn mine = turn;
        turn = null;
        if (mine != null) {
            parts.turns.end(mine, parts.realNanos());
        }
    }

    private void attempt(Offer made) {
        int attempt = ++made.attempt;
        made.attemptNanos = parts.realNanos();
        if (attempt > 1) {
            parts.meter.offeredAgain();
        }
        parts.then(parts.store.commit(made.row), (standing, failure) -> {
            if (offer != made) {
                return;
            }
            if (standing == null) {
                if (!parts.guards.settlesUnknown()) {
                    giveUp(made);
                } else if (attempt == made.attempt) {
                    parts.executeAfter(parts.backoff(attempt), () -> again(made, attempt));
                }
            } else if (standing.is(made.row)) {
                settled(made);
            } else {
                outcome.fenced(standing);
            }
        });
    }

    private void giveUp(Offer made) {
        offer = null;
        for (Append append : made.appends) {
            if (append.tail != null) {
                append.tail.outstanding--;
                append.tail.promised = append.tail.highest;
            }
        }
        fail(made.appends, "its row is not known to be stored");
        outcome.dropped(made.appends);
        endTurn();
        plan();
    }

    private void again(Offer made, int attempt) {
        if (offer == made && attempt == made.attempt && !looking) {
            lookBack(1, () -> {
                if (offer == made && attempt == made.attempt) {
                    attempt(made);
                }
            });
        }
    }

    /**
     * Makes sure that the last settled row still stands before anything is put behind it: a store that was killed between its acknowledgement
     * and its next sync has forgotten it, and a row behind the hole would make the log unreadable for every later owner.
     */
    private void lookBack(int attempt, Runnable then) {
        looking = true;
        long last = position;
        UUID commit = settledCommit;
        parts.then(parts.store.readSerial(parts.slice, last), (there, failure) -> {
            if (closed) {
                return;
            }
            // A late answer to an earlier attempt may have settled the next row meanwhile: it has been looked at in the
            // store itself.
            boolean stands = position > last
                    || there != null
                            && there.isPresent()
                            && there.get().commitId().equals(commit);
            if (stands) {
                looking = false;
                then.run();
                plan();
            } else if (there == null) {
                parts.failed("read its last row", failure);
                parts.executeAfter(parts.backoff(attempt), () -> lookBack(attempt + 1, then));
            } else {
                outcome.forgotten(last);
            }
        });
    }

    /** It may have been there since its first attempt, with rows of another owner behind it: it proves nothing about later. */
    private void settled(Offer made) {
        offer = null;
        position = made.row.position();
        settledCommit = made.row.commitId();
        previousHash = made.row.hash();
        outcome.settled(made.row, made.appends, made.sinceNanos);
        parts.meter.committed(made.row.count(), Duration.ofNanos(parts.realNanos() - made.sinceNanos));
        plan();
        endTurn();
        if (!made.answered) {
            parts.answer(() -> made.appends.forEach(Append::stored));
        }
    }

    /** Fails the callers that have waited for too long, and offers again what got no answer at all. */
    void tick() {
        parts.turns.goOn(parts.realNanos());
        Duration bound = parts.settings.answerWithin();
        Offer made = offer;
        if (made != null) {
            if (!made.answered && parts.isOlder(made.appends.get(0).sinceNanos, bound)) {
                made.answered = true;
                fail(made.appends, "its row is not known to be stored");
            }
            if (parts.isOlder(made.attemptNanos, bound) && !looking) {
                attempt(made);
            }
        }
        Append head = waiting.peek();
        if (head != null && parts.isOlder(head.sinceNanos, bound)) {
            drop(bound);
        }
    }

    /** Takes out what waits for too long, and with it everything of the same persistence ids: it would follow on nothing. */
    private void drop(Duration bound) {
        Map<Tail, Append> firsts = new HashMap<>();
        List<Append> dropped = new ArrayList<>();
        for (Iterator<Append> each = waiting.iterator(); each.hasNext(); ) {
            Append append = each.next();
            Tail tail = append.tail;
            if (tail != null && (firsts.containsKey(tail) || parts.isOlder(append.sinceNanos, bound))) {
                each.remove();
                entriesWaiting -= append.entries.size();
                dropped.add(append);
                tail.outstanding--;
                if (!append.isDeletion()) {
                    Append first = firsts.putIfAbsent(tail, append);
                    tail.promised = (first == null ? append : first).fromSequenceNumber - 1;
                }
            }
        }
        fail(dropped, "it had no time for the write");
        outcome.dropped(dropped);
    }

    /** The time of this owner is over. */
    void failAll(String reason) {
        closed = true;
        Offer made = offer;
        offer = null;
        endTurn();
        if (made != null && !made.answered) {
            fail(made.appends, reason);
        }
        fail(List.copyOf(waiting), reason);
        waiting.clear();
        entriesWaiting = 0;
    }

    private void fail(List<Append> appends, String reason) {
        if (!appends.isEmpty()) {
            SliceUnavailable failure = parts.unavailable(reason);
            parts.answer(() -> appends.forEach(append -> append.failed(failure)));
        }
    }
}
