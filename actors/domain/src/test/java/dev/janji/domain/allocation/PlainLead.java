package dev.janji.domain.allocation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lead of {@link PlainDesk}. */
final class PlainLead {
    final Lead lead;
    final int number;
    final Instant since;
    final Instant ownerUntil;
    State state = State.COMING;
    boolean forOwner;

    @Nullable
    PlainSeat seat;

    @Nullable
    Instant restUntil;

    @Nullable
    Instant announceAt;

    @Nullable
    Instant callbackAt;

    boolean askedWhetherToCallBack;

    enum State {
        COMING,
        RESTING,
        STANDING,
        OFFERED,
        TALKING
    }

    PlainLead(Lead lead, int number, Instant since, Instant ownerUntil) {
        this.lead = lead;
        this.number = number;
        this.since = since;
        this.ownerUntil = ownerUntil;
    }

    boolean isUrgent() {
        return lead.kind() == Lead.Kind.INBOUND
                || lead.kind() == Lead.Kind.ANSWERED
                || lead.kind() == Lead.Kind.CALLBACK;
    }

    OfferReason.WhyLead urgency() {
        return lead.kind() == Lead.Kind.INBOUND || lead.kind() == Lead.Kind.ANSWERED
                ? OfferReason.WhyLead.ON_THE_LINE
                : OfferReason.WhyLead.PROMISED;
    }

    @Nullable
    Instant nextDue() {
        return switch (state) {
            case COMING -> since;
            case RESTING -> restUntil;
            case STANDING ->
                Stream.of(forOwner ? ownerUntil : null, announceAt, askedWhetherToCallBack ? null : callbackAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
            case OFFERED, TALKING -> null;
        };
    }
}
