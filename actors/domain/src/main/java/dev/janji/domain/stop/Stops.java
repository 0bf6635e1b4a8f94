package dev.janji.domain.stop;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.StopId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stops that stand, oldest first. Immutable. They are few, and mostly none: a question costs a look at each.
 *
 * @param lookAgainEvery how long after a stop was lifted the last of those that it halted goes on, from one second: each debtor has a moment
 *     of its own in it, so that a lifted stop brings no herd
 */
public record Stops(List<Stop> all, Duration lookAgainEvery) {
    /** When nothing else is configured. */
    public static final Duration LOOK_AGAIN_EVERY = Duration.ofMinutes(10);

    public static final Stops NONE = new Stops(List.of(), LOOK_AGAIN_EVERY);

    /** @throws IllegalArgumentException when the time is below a second */
    public Stops {
        if (lookAgainEvery.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "Expected to look again after a second or more, but got " + lookAgainEvery);
        }
        List<Stop> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Stop::placedAt)
                .thenComparing(stop -> stop.id().value()));
        all = List.copyOf(sorted);
    }

    /** @return the oldest stop that halts such a contact; null when none does. @param strategies versions of all plans that it is a step of */
    public @Nullable Stop ofContact(LenderId lender, Channel channel, String template, Set<String> strategies) {
        for (Stop stop : all) {
            if (isFor(stop, lender) && stop.scope().match(new Covers(channel, template, strategies))) {
                return stop;
            }
        }
        return null;
    }

    /** @return the oldest stop that halts whatever a plan does, hand-overs included; null when none does */
    public @Nullable Stop ofPlan(LenderId lender, String strategy) {
        for (Stop stop : all) {
            if (isFor(stop, lender) && stop.scope().match(new Covers(null, null, Set.of(strategy)))) {
                return stop;
            }
        }
        return null;
    }

    /** @return the oldest stop by which a desk dials nobody of a lender; null when none does. Templates and strategies are the debtor's to know */
    public @Nullable Stop ofDesk(DeskId desk, LenderId lender) {
        for (Stop stop : all) {
            boolean isOfDesk =
                    stop.scope() instanceof StopScope.OfDesk of && of.desk().equals(desk);
            if (isOfDesk || isFor(stop, lender) && stop.scope().match(new Covers(Channel.VOICE, null, Set.of()))) {
                return stop;
            }
        }
        return null;
    }

    /** @return null when it does not stand, or not any more */
    public @Nullable Stop find(StopId id) {
        for (Stop stop : all) {
            if (stop.id().equals(id)) {
                return stop;
            }
        }
        return null;
    }

    /** @return when a debtor whom a stop halts looks again; after {@code now}, by {@link #lookAgainEvery} at most */
    public Instant lookAgain(DebtorKey debtor, Instant now) {
        long every = lookAgainEvery.toSeconds();
        long own = Math.floorMod(debtor.entityId().hashCode(), every);
        long passed = Math.floorMod(now.getEpochSecond() - own, every);
        return Instant.ofEpochSecond(now.getEpochSecond() - passed + every);
    }

    private static boolean isFor(Stop stop, LenderId lender) {
        LenderId only = stop.scope().lender();
        return only == null || only.equals(lender);
    }

    /** @param channel null for what is no contact. @param template null for what is no contact */
    private record Covers(
            @Nullable Channel channel, @Nullable String template, Set<String> strategies)
            implements StopScope.Cases<Boolean> {
        @Override
        public Boolean wholeLender(StopScope.WholeLender scope) {
            return true;
        }

        @Override
        public Boolean ofChannel(StopScope.OfChannel scope) {
            return scope.channel() == channel;
        }

        @Override
        public Boolean ofTemplate(StopScope.OfTemplate scope) {
            return scope.template().equals(template);
        }

        @Override
        public Boolean ofStrategy(StopScope.OfStrategy scope) {
            return strategies.stream().anyMatch(scope::isOf);
        }

        /** No message is a desk's, and of a call the desk itself asks. */
        @Override
        public Boolean ofDesk(StopScope.OfDesk scope) {
            return false;
        }
    }
}
