package dev.janji.actors.confined;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was used lately. An entry is forgotten between one and two rounds after it was last put, or sooner when there are more than fit: the
 * owner says when a round is over. Two maps and nothing beside an entry, so it costs less than an order of use would. Not thread-safe.
 */
public final class Lately<K, V> {
    private final int most;
    private Map<K, V> thisRound = new HashMap<>();
    private Map<K, V> lastRound = new HashMap<>();

    /** @param most entries that are kept at a time, 0 or more */
    public Lately(int most) {
        this.most = most;
    }

    public @Nullable V get(K key) {
        V value = thisRound.get(key);
        return value == null ? lastRound.get(key) : value;
    }

    /** From now on it counts as used in this round. */
    public void put(K key, V value) {
        if (most == 0) {
            return;
        }
        lastRound.remove(key);
        thisRound.put(key, value);
        if (2 * thisRound.size() >= most) {
            endRound();
        }
    }

    /** @return what was known; null when nothing was */
    public @Nullable V remove(K key) {
        V value = thisRound.remove(key);
        return value == null ? lastRound.remove(key) : value;
    }

    /** Forgets what was put before this round. */
    public void endRound() {
        lastRound = thisRound;
        thisRound = new HashMap<>();
    }

    public int size() {
        return thisRound.size() + lastRound.size();
    }

    public boolean isEmpty() {
        return thisRound.isEmpty() && lastRound.isEmpty();
    }

    public void clear() {
        thisRound = new HashMap<>();
        lastRound = new HashMap<>();
    }
}
