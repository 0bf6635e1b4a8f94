package dev.janji.domain.allocation;

import dev.janji.domain.id.LeadId;
import org.jspecify.annotations.Nullable;

/** A lead at a desk. Confined to its desk; the rank in a line is when it is due, so that the order holds without anybody looking at it again. */
final class QueuedLead extends Ranking.Entry<QueuedLead> implements Register.Entry<LeadId> {
    static final long NEVER = Long.MAX_VALUE;
    static final long NOT_YET = Long.MIN_VALUE;
    private static final long SECOND = 1_000_000_000L;

    /** That of {@link #lead}, which is looked at less often. */
    final LeadId id;

    final Lead lead;

    /** Leads are numbered as they come. */
    final long number;

    /** The line of all who may take it. */
    final Line line;

    /** Waits since; of a callback, when an agent is sought from. Nanoseconds since 1970, like the other instants here. */
    final long since;

    final long headStartSeconds;

    /** Until then it waits for its owner; from the beginning of time when it has none. */
    final long ownerUntil;

    State state = State.COMING;

    /** Whether it still waits for its owner: set when it begins to stand, until its time for that is seen to be over. */
    boolean forOwner;

    /** Where it stands: {@link #line}, or one of its owner's; null while it does not stand. */
    @Nullable
    Line place;

    /** Whom it was offered, or who talks with the debtor. */
    @Nullable
    Seat seat;

    long restUntil;

    /** When who is on the line is told next that nobody is free. */
    long announceAt = NOT_YET;

    /** When who is on the line is asked whether to be called back; {@link #NEVER} once that was done. */
    long offerCallbackAt = NEVER;

    /** When time next changes something for it; null while nothing is due. */
    @Nullable
    Alarm alarm;

    /** What becomes of a lead at a desk. */
    enum State {
        /** A callback that is not sought an agent for yet. */
        COMING,
        /** Was rejected, and is left alone for a while. */
        RESTING,
        STANDING,
        OFFERED,
        TALKING
    }

    QueuedLead(Lead lead, long number, Line line, long since, long headStartSeconds, long ownerUntil) {
        this.id = lead.id();
        this.lead = lead;
        this.number = number;
        this.line = line;
        this.since = since;
        this.headStartSeconds = headStartSeconds;
        this.ownerUntil = ownerUntil;
    }

    /** Least first within a line. */
    long dueRank() {
        return line.urgent ? since : since - headStartSeconds * SECOND;
    }

    boolean isOnTheLine() {
        return lead.kind() == Lead.Kind.INBOUND;
    }

    /** @return when time next changes something, in its present state; {@link Long#MAX_VALUE} when never */
    long nextDue() {
        return switch (state) {
            case COMING -> since;
            case RESTING -> restUntil;
            case STANDING ->
                Math.min(forOwner ? ownerUntil : NEVER, isOnTheLine() ? Math.min(announceAt, offerCallbackAt) : NEVER);
            case OFFERED, TALKING -> NEVER;
        };
    }

    @Override
    public LeadId key() {
        return id;
    }

    @Override
    boolean precedes(QueuedLead other) {
        return number < other.number;
    }
}
