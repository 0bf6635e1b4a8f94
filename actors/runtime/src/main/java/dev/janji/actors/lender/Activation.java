package dev.janji.actors.lender;

import java.util.List;

/** What became of the wish to activate a folder. */
public sealed interface Activation {
    <R> R match(Cases<R> cases);

    /** Every reachable node works by it. @param nodes that said so; fewer than all when some did not in time, and they will */
    record Activated(int version, List<String> nodes) implements Activation {
        public Activated {
            nodes = List.copyOf(nodes);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.activated(this);
        }
    }

    /** It is active already; nothing was written. */
    record Unchanged(int version) implements Activation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unchanged(this);
        }
    }

    /** It waits for another person. */
    record Proposed(int version) implements Activation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.proposed(this);
        }
    }

    /** Nothing was changed. @param problems for people; those of a folder begin with file and line */
    record Refused(Reason reason, List<String> problems) implements Activation {
        public Refused {
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** Why nothing was changed. */
    enum Reason {
        /** Something in it can't be used. */
        FOLDER_INVALID,
        /** A strategy or a pack in it has the version of one that was active with another content. */
        VERSION_REUSED,
        /** Somebody else changed the lender's rules meanwhile. */
        CHANGED_MEANWHILE,
        /** Whoever proposed it cannot approve it. */
        SAME_PERSON,
        /** No such version waits for another person. */
        NOT_PROPOSED
    }

    /** One arm for each. */
    interface Cases<R> {
        R activated(Activated activated);

        R unchanged(Unchanged unchanged);

        R proposed(Proposed proposed);

        R refused(Refused refused);
    }
}
