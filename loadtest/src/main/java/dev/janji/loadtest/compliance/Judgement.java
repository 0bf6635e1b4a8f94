package dev.janji.loadtest.compliance;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the rules say of a contact at one instant. Immutable.
 *
 * @param ids of the rules that decided; empty when allowed
 */
public record Judgement(Kind kind, SortedSet<String> ids) {
    static final Judgement ALLOWED = new Judgement(Kind.ALLOWED, Collections.emptySortedSet());

    /** From what may be sent to what may never be sent. */
    public enum Kind {
        ALLOWED,
        DEFERRED,
        FORBIDDEN
    }

    public Judgement {
        ids = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
        if (ids.isEmpty() != (kind == Kind.ALLOWED)) {
            throw new IllegalArgumentException(kind + " by " + ids);
        }
    }

    static Judgement deferred(Collection<String> ids) {
        return new Judgement(Kind.DEFERRED, new TreeSet<>(ids));
    }

    static Judgement forbidden(Collection<String> ids) {
        return new Judgement(Kind.FORBIDDEN, new TreeSet<>(ids));
    }
}
