package dev.janji.loadtest.races;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One debtor of the races over sockets: what its lender sends where, and what was seen of it. Guarded by itself. */
final class SocketCase {
    final String debtor;
    final SocketPlace aim;
    final boolean isPartial;
    final long minor;

    /** Conversations that a screen showed, by the house clock. */
    final List<Instant> talks = new ArrayList<>();

    /** Offers that were made, by the house clock. */
    final List<Instant> offers = new ArrayList<>();

    SocketPlace place = SocketPlace.QUEUED;
    boolean isAimed;

    @Nullable
    SocketPlace metAt;

    /** By {@link System#nanoTime}; 0 before. */
    long sentNanos;

    long ackedNanos;

    /** The same by the house clock, as far as this process knows it. */
    @Nullable
    Instant ackedAt;

    boolean isInDoubt;
    String refused = "";

    /** When the screen showed that something had changed; 0 before. */
    long shownNanos;

    /** When the screen showed that the call had ended; 0 before. */
    long endedNanos;

    /** @param minor of the payment */
    SocketCase(String debtor, SocketPlace aim, boolean isPartial, long minor) {
        this.debtor = debtor;
        this.aim = aim;
        this.isPartial = isPartial;
        this.minor = minor;
    }
}
