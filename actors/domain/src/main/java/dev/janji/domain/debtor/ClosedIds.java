package dev.janji.domain.debtor;

import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import java.util.ArrayList;
import java.util.List;

/**
 * Callbacks and complaints that are over: as long as they are remembered their ids name nothing else. Immutable.
 *
 * @param callbacks that were closed, made or given up last, in that order
 * @param complaints that were closed last, in that order
 */
public record ClosedIds(List<CallbackId> callbacks, List<ComplaintId> complaints) {
    /** So many of each are kept. */
    public static final int KEPT = 32;

    static final ClosedIds NONE = new ClosedIds(List.of(), List.of());

    public ClosedIds {
        callbacks = List.copyOf(callbacks);
        complaints = List.copyOf(complaints);
    }

    ClosedIds with(CallbackId id) {
        return new ClosedIds(newest(callbacks, id), complaints);
    }

    ClosedIds with(ComplaintId id) {
        return new ClosedIds(callbacks, newest(complaints, id));
    }

    private static <T> List<T> newest(List<T> ids, T id) {
        List<T> next = new ArrayList<>(ids);
        next.remove(id);
        next.add(id);
        return next.size() > KEPT ? next.subList(1, next.size()) : next;
    }
}
