package dev.janji.domain.policy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.policy.ContactProposal.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule that may forbid or defer a contact: a row of a policy pack. Immutable.
 *
 * @param id under which the law or the house knows it; several rows may share one
 * @param citation where it is written
 * @param scope to which contacts it applies
 * @param consent that lifts it; null when none does
 */
public record PolicyRule(
        String id, String citation, Scope scope, @Nullable Lifting consent, Test test) {

    /** What a rule demands. */
    public sealed interface Test permits TimeLimit, Condition {}

    /** @throws IllegalArgumentException when waiting cannot pass it but a consent should lift it for a time */
    public PolicyRule {
        if (consent != null && !(test instanceof TimeLimit)) {
            throw new IllegalArgumentException(
                    "Expected a consent to lift a rule about time, but " + id + " is about something else");
        }
    }

    /**
     * To which contacts a rule applies: to those that are of one of each.
     *
     * @param channels empty for every channel
     * @param purposes empty for every purpose
     * @param products empty for every product; a contact about several debts is of each of their products
     */
    public record Scope(Set<Channel> channels, Set<Purpose> purposes, Set<String> products) {
        public static final Scope ALL = new Scope(Set.of(), Set.of(), Set.of());

        public Scope {
            channels = Set.copyOf(channels);
            purposes = Set.copyOf(purposes);
            products = Set.copyOf(products);
        }

        /** The same without a look at channels. */
        Scope onAnyChannel() {
            return channels.isEmpty() ? this : new Scope(Set.of(), purposes, products);
        }

        boolean covers(ContactProposal proposal) {
            return (channels.isEmpty() || channels.contains(proposal.point().channel()))
                    && (purposes.isEmpty() || purposes.contains(proposal.purpose()))
                    && (products.isEmpty()
                            // What an unknown product falls under is unknown: it falls under everything.
                            || proposal.debts().stream()
                                    .anyMatch(debt -> debt.product().isEmpty() || products.contains(debt.product())));
        }
    }

    /**
     * A consent of the debtor that lifts a rule.
     *
     * @param id of the rule that says so
     * @param mostDays local days that it lasts at most, the day on which it was given the first; 0 when it lasts as long as it says
     */
    public record Lifting(String id, Consents.Scope scope, int mostDays) {
        /** @return until when a consent that stands at {@code at} lifts the rule; null when none does */
        @Nullable
        Instant until(Instant at, ZoneId zone, ContactProposal proposal) {
            Instant latest = null;
            for (Consents.Given given : proposal.consents().given()) {
                if (given.scope() != scope
                        || !given.covers(proposal.point().channel())
                        || given.at().isAfter(at)) {
                    continue;
                }
                Instant end = end(given, zone);
                if (end.isAfter(at) && (latest == null || end.isAfter(latest))) {
                    latest = end;
                }
            }
            return latest;
        }

        private Instant end(Consents.Given given, ZoneId zone) {
            Instant end = given.until() == null ? Instant.MAX : given.until();
            if (mostDays == 0) {
                return end;
            }
            Instant most = LocalDate.ofInstant(given.at(), zone)
                    .plusDays(mostDays)
                    .atStartOfDay(zone)
                    .toInstant();
            return most.isBefore(end) ? most : end;
        }
    }

    /** @return as {@link TimeLimit#earliestAllowed}, unless a consent lifts the rule */
    static Instant earliestAllowed(
            PolicyRule rule, TimeLimit limit, Instant at, ZoneId zone, ContactProposal proposal) {
        return rule.liftedUntil(at, zone, proposal) == null ? limit.earliestAllowed(at, zone, proposal) : at;
    }

    /** @return as {@link TimeLimit#allowedUntil}, or the end of the consent that lifts the rule, whatever is later */
    static Instant allowedUntil(PolicyRule rule, TimeLimit limit, Instant at, ZoneId zone, ContactProposal proposal) {
        Instant lifted = rule.liftedUntil(at, zone, proposal);
        if (lifted == null) {
            return limit.allowedUntil(at, zone, proposal);
        }
        if (limit.earliestAllowed(at, zone, proposal).isAfter(at)) {
            return lifted;
        }
        Instant until = limit.allowedUntil(at, zone, proposal);
        return until.isAfter(lifted) ? until : lifted;
    }

    @Nullable
    Instant liftedUntil(Instant at, ZoneId zone, ContactProposal proposal) {
        return consent == null ? null : consent.until(at, zone, proposal);
    }
}
