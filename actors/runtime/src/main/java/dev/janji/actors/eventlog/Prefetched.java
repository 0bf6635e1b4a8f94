package dev.janji.actors.eventlog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was read to find a highest sequence number, for the replay that follows at once. Nobody writes between the two but the one who
 * recovers, and a replay ends at the number that was found. Thread-safe.
 */
final class Prefetched {
    /** Recoveries that are between their two steps; one that never replays is pushed out by others. */
    private static final int MOST = 256;

    private final Map<String, Recovered> found = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recovered> eldest) {
            return size() > MOST;
        }
    };

    synchronized void put(Recovered recovered) {
        found.put(recovered.persistenceId(), recovered);
    }

    /** @return it if it answers the replay; it is taken only once */
    synchronized Optional<Recovered> take(String persistenceId, long from, long to) {
        return Optional.ofNullable(found.remove(persistenceId))
                .filter(there -> there.from() <= from && to <= there.highest());
    }
}
