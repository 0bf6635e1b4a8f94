package dev.janji.domain.policy;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.policy.PolicyRule.Lifting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A versioned set of rules; the strictest applicable one wins. Immutable, so a correction is a new pack.
 *
 * @param version its name and its number, such as {@code id-2}
 * @param validFrom first local date on which it may be used; outside of its validity nothing is allowed
 * @param validTo last local date on which it may be used (its holidays are known until then)
 * @param zoneRuleId id of the rule that a contact obeys the time of the debtor's address
 * @param zonesWhenUnknown when nothing that counts tells a zone, every one of these must allow a contact; never empty, the first one
 *     also counts the debtor's days when the address has none
 * @param classes of the regulator by days past due; null when it has none
 * @param moratoria what it says of kinds of them
 * @param zonesFrom what counts of that which tells where a debtor is; every zone that it tells must allow a contact
 * @param field what it says of visits; all of it binds; empty when it says nothing
 */
public record PolicyPack(
        String version,
        LocalDate validFrom,
        LocalDate validTo,
        String zoneRuleId,
        List<ZoneId> zonesWhenUnknown,
        List<PolicyRule> rules,
        @Nullable BucketScale classes,
        List<MoratoriumTerms> moratoria,
        Set<ZoneSource> zonesFrom,
        List<FieldTerms> field) {
    private static final String WHATSAPP_ALLOWED = "whatsapp-allowed";

    /** The id in a verdict outside of the pack's validity. */
    public static final String OUTSIDE_VALIDITY = "PACK-VALIDITY";

    /** No allowed instant within so many moves of the search means that waiting does not help. */
    private static final int MOST_MOVES = 1_000;

    public PolicyPack {
        zonesWhenUnknown = List.copyOf(zonesWhenUnknown);
        rules = List.copyOf(rules);
        moratoria = List.copyOf(moratoria);
        zonesFrom = Set.copyOf(zonesFrom);
        field = List.copyOf(field);
        if (zonesWhenUnknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected zones for a debtor without one, but policy pack " + version + " has none");
        }
        if (zonesFrom.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected something that tells a debtor's zone, but policy pack " + version + " counts nothing");
        }
    }

    /** A pack that says nothing of visits. */
    public PolicyPack(
            String version,
            LocalDate validFrom,
            LocalDate validTo,
            String zoneRuleId,
            List<ZoneId> zonesWhenUnknown,
            List<PolicyRule> rules,
            @Nullable BucketScale classes,
            List<MoratoriumTerms> moratoria,
            Set<ZoneSource> zonesFrom) {
        this(
                version,
                validFrom,
                validTo,
                zoneRuleId,
                zonesWhenUnknown,
                rules,
                classes,
                moratoria,
                zonesFrom,
                List.of());
    }

    /** A pack by which the address alone tells the zone. */
    public PolicyPack(
            String version,
            LocalDate validFrom,
            LocalDate validTo,
            String zoneRuleId,
            List<ZoneId> zonesWhenUnknown,
            List<PolicyRule> rules,
            @Nullable BucketScale classes,
            List<MoratoriumTerms> moratoria) {
        this(
                version,
                validFrom,
                validTo,
                zoneRuleId,
                zonesWhenUnknown,
                rules,
                classes,
                moratoria,
                Set.of(ZoneSource.ADDRESS));
    }

    /** A pack that says nothing of moratoria. */
    public PolicyPack(
            String version,
            LocalDate validFrom,
            LocalDate validTo,
            String zoneRuleId,
            List<ZoneId> zonesWhenUnknown,
            List<PolicyRule> rules,
            @Nullable BucketScale classes) {
        this(version, validFrom, validTo, zoneRuleId, zonesWhenUnknown, rules, classes, List.of());
    }

    /** A pack without classes. */
    public PolicyPack(
            String version,
            LocalDate validFrom,
            LocalDate validTo,
            String zoneRuleId,
            List<ZoneId> zonesWhenUnknown,
            List<PolicyRule> rules) {
        this(version, validFrom, validTo, zoneRuleId, zonesWhenUnknown, rules, null);
    }

    /**
     * Lays packs over each other: all rules of all of them, valid while all of them are; whatever tells a zone by one of them counts. The
     * first one names the zone rule and counts the days of a debtor without a zone; the last one that has classes names them.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PolicyPack combined(List<PolicyPack> packs) {
        if (packs.isEmpty()) {
            throw new IllegalArgumentException("Expected a policy pack, but there is none");
        }
        PolicyPack first = packs.get(0);
        if (packs.size() == 1) {
            return first;
        }
        LocalDate from = first.validFrom();
        LocalDate to = first.validTo();
        Set<ZoneId> zones = new LinkedHashSet<>();
        List<PolicyRule> rules = new ArrayList<>();
        BucketScale classes = null;
        List<MoratoriumTerms> moratoria = new ArrayList<>();
        Set<ZoneSource> zonesFrom = EnumSet.noneOf(ZoneSource.class);
        List<FieldTerms> field = new ArrayList<>();
        for (PolicyPack pack : packs) {
            from = pack.validFrom().isAfter(from) ? pack.validFrom() : from;
            to = pack.validTo().isBefore(to) ? pack.validTo() : to;
            zones.addAll(pack.zonesWhenUnknown());
            rules.addAll(pack.rules());
            moratoria.addAll(pack.moratoria());
            zonesFrom.addAll(pack.zonesFrom());
            field.addAll(pack.field());
            classes = pack.classes() == null ? classes : pack.classes();
        }
        String version = packs.stream().map(PolicyPack::version).collect(Collectors.joining("+"));
        return new PolicyPack(
                version, from, to, first.zoneRuleId(), List.copyOf(zones), rules, classes, moratoria, zonesFrom, field);
    }

    /** @return the same pack with more rules */
    public PolicyPack with(List<PolicyRule> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<PolicyRule> all = new ArrayList<>(rules);
        all.addAll(more);
        return new PolicyPack(
                version, validFrom, validTo, zoneRuleId, zonesWhenUnknown, all, classes, moratoria, zonesFrom, field);
    }

    /**
     * No pack can forget that WhatsApp forbids to collect debts by it, unless the lender has declared in writing that it may.
     *
     * @param attested what the lender has declared
     * @return the same pack when one of its rules asks for that
     */
    public PolicyPack askingForWhatsApp(Set<String> attested) {
        PolicyRule.Scope scope = new PolicyRule.Scope(Set.of(Channel.WHATSAPP), Set.of(), Set.of());
        boolean isAsked = rules.stream()
                .anyMatch(rule -> rule.test() instanceof Condition.LenderAttests attests
                        && attests.name().equals(WHATSAPP_ALLOWED)
                        && (rule.scope().equals(scope) || rule.scope().equals(PolicyRule.Scope.ALL)));
        return isAsked
                ? this
                : with(List.of(new PolicyRule(
                        "WA-01",
                        "WhatsApp Business Policy, list of prohibited services",
                        scope,
                        null,
                        new Condition.LenderAttests(WHATSAPP_ALLOWED, attested.contains(WHATSAPP_ALLOWED)))));
    }

    /** The zone in which the debtor's days are counted. @param home of the address; null when it tells none */
    public ZoneId dayZone(@Nullable ZoneId home) {
        return home == null ? zonesWhenUnknown.get(0) : home;
    }

    /** @return every zone that must allow a contact, those of the address first; never empty, each once */
    public List<ZoneId> zonesOf(Whereabouts where) {
        List<ZoneId> byAddress = zonesFrom.contains(ZoneSource.ADDRESS) ? where.byAddress() : List.of();
        if (where.byNumber().isEmpty() || !zonesFrom.contains(ZoneSource.NUMBER)) {
            return byAddress.isEmpty() ? zonesWhenUnknown : byAddress;
        }
        Set<ZoneId> zones = new LinkedHashSet<>(byAddress);
        zones.addAll(where.byNumber());
        return List.copyOf(zones);
    }

    /** @return what its packs say of such a moratorium, all of which binds; empty when they say nothing */
    public List<MoratoriumTerms> termsOf(Moratorium.Kind kind) {
        List<MoratoriumTerms> terms = new ArrayList<>(0);
        for (MoratoriumTerms each : moratoria) {
            if (each.kind() == kind) {
                terms.add(each);
            }
        }
        return terms;
    }

    /** @return ids of the rules that stop every contact under such a hold, sorted */
    public List<String> stoppingOn(Hold.Kind kind) {
        TreeSet<String> ids = new TreeSet<>();
        for (PolicyRule rule : rules) {
            if (rule.test() instanceof Condition.StopsOnHold stops
                    && stops.kinds().contains(kind)) {
                ids.add(rule.id());
            }
        }
        return List.copyOf(ids);
    }

    /** Whether some rule asks for this notice. */
    public boolean asksFor(NoticeKind notice) {
        for (PolicyRule rule : rules) {
            if (rule.test() instanceof Condition.NoticeFirst first && first.notice() == notice) {
                return true;
            }
        }
        return false;
    }

    /**
     * May somebody be sent to the debtor's home, at whatever hour is allowed then? The conditions that hold for whoever collects are asked, whatever the channels of
     * their rules; what only says how a message or a call is made is not.
     *
     * @param proposal a collection contact to the address
     * @param today the debtor's local date
     * @return ids of the rules against it, sorted, each once; empty when none is
     */
    public List<String> againstVisit(ContactProposal proposal, LocalDate today) {
        if (today.isBefore(validFrom) || today.isAfter(validTo)) {
            return List.of(OUTSIDE_VALIDITY);
        }
        List<String> against = new ArrayList<>(0);
        for (PolicyRule rule : rules) {
            if (rule.test() instanceof Condition condition
                    && condition.bindsVisits()
                    && rule.scope().onAnyChannel().covers(proposal)
                    && !condition.allows(proposal, today)) {
                against.add(rule.id());
            }
        }
        return sorted(against);
    }

    /**
     * @param first of the days whose holidays are named, local
     * @param last of them
     * @return when a visit may begin; null when the pack says nothing of visits, or leaves no hour
     */
    public FieldTerms.@Nullable Hours visiting(LocalDate first, LocalDate last) {
        Set<LocalDate> holidays = new LinkedHashSet<>();
        for (PolicyRule rule : rules) {
            if (rule.test() instanceof TimeLimit.NoHolidays days) {
                holidays.addAll(days.holidays());
            }
        }
        return FieldTerms.strictest(field, holidays, first, last);
    }

    /**
     * May this contact be made now?
     *
     * @param now instant of the decision, UTC
     */
    public Verdict evaluate(ContactProposal proposal, Instant now) {
        List<ZoneId> zones = zonesOf(proposal.where());
        LocalDate today = LocalDate.ofInstant(now, zones.get(0));
        if (today.isBefore(validFrom) || today.isAfter(validTo)) {
            return new Verdict.Forbidden(List.of(OUTSIDE_VALIDITY));
        }
        List<String> forbidding = new ArrayList<>(0);
        List<PolicyRule> limits = new ArrayList<>(rules.size());
        List<String> asked = new ArrayList<>(rules.size() + 1);
        asked.add(zoneRuleId);
        for (PolicyRule rule : rules) {
            if (!rule.scope().covers(proposal)) {
                continue;
            }
            asked.add(rule.id());
            if (rule.test() instanceof Condition condition) {
                if (!condition.allows(proposal, today)) {
                    forbidding.add(rule.id());
                }
            } else {
                limits.add(rule);
            }
        }
        return forbidding.isEmpty()
                ? onTime(limits, zones, proposal, now, asked)
                : new Verdict.Forbidden(sorted(forbidding));
    }

    private Verdict onTime(
            List<PolicyRule> limits, List<ZoneId> zones, ContactProposal proposal, Instant now, List<String> asked) {
        List<String> deferring = new ArrayList<>(0);
        boolean someZoneAllows = false;
        for (ZoneId zone : zones) {
            boolean allows = true;
            for (PolicyRule rule : limits) {
                if (earliest(rule, now, zone, proposal).isAfter(now)) {
                    deferring.add(rule.id());
                    allows = false;
                }
            }
            someZoneAllows |= allows;
        }
        if (deferring.isEmpty()) {
            Instant end = LocalInstants.startOf(validTo.plusDays(1), zones.get(0), now);
            Instant closing = closing(limits, zones, proposal, now, asked);
            return new Verdict.Allowed(closing.isBefore(end) ? closing : end, sorted(asked));
        }
        if (someZoneAllows) {
            deferring.add(zoneRuleId);
        }
        Instant at = now;
        for (int left = MOST_MOVES; left != 0; left--) {
            Instant next = at;
            for (ZoneId zone : zones) {
                for (PolicyRule rule : limits) {
                    next = earliest(rule, next, zone, proposal);
                }
            }
            if (next.equals(at)) {
                return new Verdict.Deferred(at, sorted(deferring));
            }
            at = next;
        }
        return new Verdict.Forbidden(sorted(deferring));
    }

    private static Instant earliest(PolicyRule rule, Instant at, ZoneId zone, ContactProposal proposal) {
        return PolicyRule.earliestAllowed(rule, (TimeLimit) rule.test(), at, zone, proposal);
    }

    /** @param asked gets the ids of the rules by which a consent lifts another one */
    private static Instant closing(
            List<PolicyRule> limits, List<ZoneId> zones, ContactProposal proposal, Instant now, List<String> asked) {
        Instant until = Instant.MAX;
        for (ZoneId zone : zones) {
            for (PolicyRule rule : limits) {
                Lifting consent = rule.consent();
                if (consent != null && rule.liftedUntil(now, zone, proposal) != null) {
                    asked.add(consent.id());
                }
                Instant each = PolicyRule.allowedUntil(rule, (TimeLimit) rule.test(), now, zone, proposal);
                until = each.isBefore(until) ? each : until;
            }
        }
        return until;
    }

    private static List<String> sorted(List<String> ids) {
        ids.sort(null);
        List<String> distinct = new ArrayList<>(ids.size());
        for (String id : ids) {
            if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(id)) {
                distinct.add(id);
            }
        }
        return List.copyOf(distinct);
    }
}
