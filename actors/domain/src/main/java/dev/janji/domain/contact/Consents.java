package dev.janji.domain.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the debtor has agreed to, and which channels they opted out of; that of a single number or address stands at the contact point.
 * Immutable.
 *
 * @param given that were not taken back; one may have run out. At most one for each scope and channel
 */
public record Consents(List<Given> given, Set<Channel> optedOut) {
    public static final Consents NONE = new Consents(List.of(), Set.of());

    public Consents {
        given = List.copyOf(given);
        optedOut = Set.copyOf(optedOut);
    }

    /** To what the debtor can agree. */
    public enum Scope {
        /** To be contacted on a channel at all. */
        CHANNEL,
        /** To be contacted outside of the hours and days that the law sets. */
        OUTSIDE_HOURS,
        /** To be called more often than the law lets. */
        CALL_FREQUENCY
    }

    /**
     * A consent that widens what is allowed.
     *
     * @param channel null for every channel
     * @param at when it was given
     * @param until first instant at which it no longer stands; null when it stands until taken back
     */
    public record Given(
            Scope scope,
            @Nullable Channel channel,
            Instant at,
            @Nullable Instant until) {
        /** Whether it is about this channel. */
        public boolean covers(Channel asked) {
            return channel == null || channel == asked;
        }

        private boolean overlaps(@Nullable Channel other) {
            return channel == null || other == null || channel == other;
        }

        private boolean isAbout(Scope other, @Nullable Channel of) {
            return scope == other && channel == of;
        }
    }

    /**
     * What the debtor says takes the place of what they said before of the same scope and channel.
     *
     * @param change for the scope {@code CHANNEL} without a channel: of every channel
     * @param granted false when it is taken back
     */
    public Consents with(Given change, boolean granted) {
        if (change.scope() == Scope.CHANNEL) {
            Set<Channel> channels = EnumSet.noneOf(Channel.class);
            channels.addAll(optedOut);
            for (Channel channel : Channel.values()) {
                if (change.covers(channel) && granted) {
                    channels.remove(channel);
                } else if (change.covers(channel)) {
                    channels.add(channel);
                }
            }
            return new Consents(given, channels);
        }
        List<Given> next = new ArrayList<>(given);
        // What is taken back for one channel leaves nothing of a consent to all: nobody said what remains of it.
        next.removeIf(each -> each.isAbout(change.scope(), change.channel())
                || !granted && each.scope() == change.scope() && each.overlaps(change.channel()));
        if (granted) {
            next.add(change);
        }
        return new Consents(next, optedOut);
    }
}
