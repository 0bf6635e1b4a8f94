package dev.janji.actors.eventlog;

import dev.janji.actors.confined.Lately;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tails of a slice: all that have something in memory, and the highest numbers of those that were used lately, as far as there is room.
 * Confined to its slice.
 */
final class Tails {
    private final Map<String, Tail> busy = new HashMap<>();
    private final Lately<String, Tail> idle;
    private List<List<Tail>> dirty = buckets();
    private long bytes;

    Tails(int mostIdle) {
        this.idle = new Lately<>(mostIdle);
    }

    private static List<List<Tail>> buckets() {
        List<List<Tail>> buckets = new ArrayList<>(HistoryRow.BUCKETS);
        for (int i = 0; i < HistoryRow.BUCKETS; i++) {
            buckets.add(new ArrayList<>());
        }
        return buckets;
    }

    /** @return what is known of it, which is about to be used; null when nothing is */
    @Nullable
    Tail find(String persistenceId) {
        Tail tail = busy.get(persistenceId);
        if (tail == null) {
            tail = idle.remove(persistenceId);
            if (tail != null) {
                busy.put(persistenceId, tail);
            }
        }
        return tail;
    }

    Tail create(String persistenceId) {
        Tail tail = new Tail(persistenceId);
        busy.put(persistenceId, tail);
        return tail;
    }

    /** What was found is no longer used. */
    void rest(Tail tail) {
        if (tail.isIdle() && busy.remove(tail.persistenceId, tail) && !tail.unknown) {
            idle.put(tail.persistenceId, tail);
        }
    }

    /** Forgets the numbers that were not used since this was said last. */
    void endRound() {
        idle.endRound();
    }

    /** Its highest number could not be read. */
    void lose(Tail tail, Throwable failure) {
        tail.loading = false;
        tail.fail(failure);
        rest(tail);
    }

    /** Takes over what was committed. @param from sequence number of the first event, 0 for a deletion up to {@code to} */
    void commit(Tail tail, long from, long to, List<byte[]> entries, long position) {
        if (from == 0) {
            tail.delete(to, position);
        } else {
            for (int i = 0; i < entries.size(); i++) {
                tail.add(from + i, entries.get(i), position);
                bytes += Tail.memoryOf(entries.get(i));
            }
        }
        if (!tail.listed) {
            tail.listed = true;
            dirty.get(tail.bucket).add(tail);
        }
    }

    /** @return the tails of every bucket that have something for the history; they are the caller's now */
    List<List<Tail>> takeDirty() {
        List<List<Tail>> taken = dirty;
        dirty = buckets();
        return taken;
    }

    /** It was written to the history as far as it stood when it gave out its rows. */
    void flushed(Tail tail, long deletion) {
        bytes -= tail.flushed(deletion);
        if (tail.isDirty()) {
            dirty.get(tail.bucket).add(tail);
        } else {
            tail.listed = false;
            rest(tail);
        }
    }

    /** Memory of the events that are not in the history. */
    long bytes() {
        return bytes;
    }

    void failAll(Throwable failure) {
        new ArrayList<>(busy.values()).forEach(tail -> tail.fail(failure));
        busy.clear();
        idle.clear();
    }
}
