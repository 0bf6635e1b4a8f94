package dev.janji.actors.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Counts what a session has told, and remembers the last of it. Confined to its session. */
final class ToldNotices {
    private final int most;
    private final Deque<SessionNotice.Told> remembered = new ArrayDeque<>();
    private long last;

    /** @param most that are remembered, from 1 */
    ToldNotices(int most) {
        this.most = most;
    }

    SessionNotice.Told next(String request, SessionNotice notice) {
        SessionNotice.Told told = new SessionNotice.Told(++last, request, notice);
        remembered.addLast(told);
        if (remembered.size() > most) {
            remembered.removeFirst();
        }
        return told;
    }

    /** @return everything after {@code seen}; empty when some of it is forgotten, or was never told */
    Optional<List<SessionNotice.Told>> after(long seen) {
        if (seen > last || seen < last - remembered.size()) {
            return Optional.empty();
        }
        return Optional.of(
                remembered.stream().filter(told -> told.sequence() > seen).toList());
    }
}
