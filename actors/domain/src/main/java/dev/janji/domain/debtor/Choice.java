package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.stop.Stop;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The number or address by which a contact is made, or why there is none. Immutable.
 *
 * @param point null when none may be used now
 * @param allowed the verdict on it; null with it
 * @param stop that halts what the pack allows; null when none does
 * @param deferred the earliest of those that open later; null when none does
 * @param forbidding ids of the rules that forbid the others
 */
record Choice(
        @Nullable ContactPoint point,
        Verdict.@Nullable Allowed allowed,
        @Nullable Stop stop,
        Verdict.@Nullable Deferred deferred,
        Set<String> forbidding) {

    /**
     * What is asked for.
     *
     * @param channels in order of preference
     * @param except points that may not be used, as a channel and an id
     * @param strategies versions of the plans that it is of
     * @param agent who would speak; null when nobody does, or nobody knows yet who
     * @param at for which instant it is judged
     */
    record Wish(
            List<Channel> channels,
            BiPredicate<Channel, ContactPointId> except,
            String template,
            Set<String> strategies,
            ContactProposal.@Nullable Agent agent,
            Instant at) {}

    static Choice of(Known known, Proposals proposals, PolicyPack policy, Wish wish, RuleContext context) {
        TreeSet<String> forbidding = new TreeSet<>();
        Verdict.Deferred earliest = null;
        Stop stop = null;
        for (Channel channel : wish.channels()) {
            Instant rested = channel == Channel.VOICE ? Leads.restedAfterAbandoned(known, wish.at()) : null;
            for (ContactPoint point : known.profile().contactPoints()) {
                if (point.channel() != channel || wish.except().test(channel, point.id())) {
                    continue;
                }
                Contactability contactability = Contactability.of(point, known);
                Verdict verdict = policy.evaluate(proposals.to(contactability.seen(point), wish.agent()), wish.at());
                if (verdict instanceof Verdict.Forbidden) {
                    forbidding.addAll(verdict.ruleIds());
                } else if (!contactability.isUsable()) {
                    // No pack need say it: what is dead, somebody else's or opted out is never used.
                    forbidding.add(Plan.UNUSABLE);
                } else if (channel == Channel.VOICE && rested != null) {
                    boolean later = verdict instanceof Verdict.Deferred deferred
                            && deferred.until().isAfter(rested);
                    earliest = earlier(
                            earliest,
                            later
                                    ? (Verdict.Deferred) verdict
                                    : new Verdict.Deferred(rested, List.of(Leads.ABANDONED)));
                } else if (verdict instanceof Verdict.Allowed allowed) {
                    Stop halting = context.stops()
                            .ofContact(context.debtor().lender(), channel, wish.template(), wish.strategies());
                    if (halting == null) {
                        return new Choice(point, allowed, null, null, Set.of());
                    }
                    stop = stop == null ? halting : stop;
                } else if (verdict instanceof Verdict.Deferred deferred) {
                    earliest = earlier(earliest, deferred);
                }
            }
        }
        return new Choice(null, null, stop, earliest, forbidding);
    }

    private static Verdict.Deferred earlier(Verdict.@Nullable Deferred one, Verdict.Deferred other) {
        return one == null || other.until().isBefore(one.until()) ? other : one;
    }

    /** @return ids of what keeps the contact from being made; empty when nothing does */
    List<String> against() {
        if (point != null) {
            return List.of();
        }
        TreeSet<String> ids = new TreeSet<>(forbidding);
        if (deferred != null) {
            ids.addAll(deferred.ruleIds());
        }
        if (stop != null) {
            ids.add(Halted.STOP);
        }
        return ids.isEmpty() ? List.of(Plan.NO_CONTACT_POINT) : List.copyOf(ids);
    }
}
