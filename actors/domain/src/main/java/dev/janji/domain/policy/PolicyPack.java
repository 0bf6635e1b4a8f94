package dev.janji.domain.policy;

import dev.janji.domain.contact.ContactPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A versioned set of rules; the strictest applicable one wins. Immutable, so a correction is a new pack.
 *
 * @param validFrom first local date on which it may be used; outside of its validity nothing is allowed
 * @param validTo last local date on which it may be used (its holidays are known until then)
 * @param zoneRuleId id of the rule that a contact obeys the time of the debtor's address (ID-10)
 * @param zonesWhenUnknown when the address has no zone, every one of these must allow a contact; never empty, the first one
 *     also counts the debtor's days
 */
public record PolicyPack(
        String version,
        LocalDate validFrom,
        LocalDate validTo,
        String zoneRuleId,
        List<ZoneId> zonesWhenUnknown,
        List<ContactRule> rules) {

    /** The id in a verdict outside of the pack's validity. */
    public static final String OUTSIDE_VALIDITY = "PACK-VALIDITY";

    /** No allowed instant within so many moves of the search means that waiting does not help. */
    private static final int MOST_MOVES = 1_000;

    public PolicyPack {
        zonesWhenUnknown = List.copyOf(zonesWhenUnknown);
        rules = List.copyOf(rules);
        if (zonesWhenUnknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected zones for a debtor without one, but policy pack " + version + " has none");
        }
    }

    /** The zone in which the debtor's days are counted. */
    public ZoneId dayZone(@Nullable ZoneId zone) {
        return zone == null ? zonesWhenUnknown.get(0) : zone;
    }

    /**
     * May this contact point be used now?
     *
     * @param made instants of the attempts that count for caps
     * @param zone of the debtor's address; null when unknown
     * @param now instant of the decision, UTC
     */
    public Verdict evaluate(ContactPoint point, List<Instant> made, @Nullable ZoneId zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, dayZone(zone));
        if (today.isBefore(validFrom) || today.isAfter(validTo)) {
            return new Verdict.Forbidden(List.of(OUTSIDE_VALIDITY));
        }
        TreeSet<String> forbidding = new TreeSet<>();
        List<ContactRule.OnTime> timeRules = new ArrayList<>();
        TreeSet<String> asked = new TreeSet<>();
        for (ContactRule rule : rules) {
            asked.add(rule.id());
            if (rule instanceof ContactRule.OnContactPoint onPoint) {
                if (!onPoint.allows(point)) {
                    forbidding.add(rule.id());
                }
            } else if (rule instanceof ContactRule.OnTime onTime) {
                timeRules.add(onTime);
            }
        }
        if (!forbidding.isEmpty()) {
            return new Verdict.Forbidden(List.copyOf(forbidding));
        }
        List<ZoneId> zones = zone == null ? zonesWhenUnknown : List.of(zone);
        asked.add(zoneRuleId);
        return onTime(timeRules, zones, made, now, List.copyOf(asked));
    }

    private Verdict onTime(
            List<ContactRule.OnTime> timeRules,
            List<ZoneId> zones,
            List<Instant> made,
            Instant now,
            List<String> asked) {
        TreeSet<String> deferring = new TreeSet<>();
        boolean someZoneAllows = false;
        for (ZoneId zone : zones) {
            boolean allows = true;
            for (ContactRule.OnTime rule : timeRules) {
                if (rule.earliestAllowed(now, zone, made).isAfter(now)) {
                    deferring.add(rule.id());
                    allows = false;
                }
            }
            someZoneAllows |= allows;
        }
        if (deferring.isEmpty()) {
            return new Verdict.Allowed(closing(timeRules, zones, now), asked);
        }
        if (someZoneAllows) {
            deferring.add(zoneRuleId);
        }
        Instant at = now;
        for (int left = MOST_MOVES; left != 0; left--) {
            Instant next = at;
            for (ZoneId zone : zones) {
                for (ContactRule.OnTime rule : timeRules) {
                    next = rule.earliestAllowed(next, zone, made);
                }
            }
            if (next.equals(at)) {
                return new Verdict.Deferred(at, List.copyOf(deferring));
            }
            at = next;
        }
        return new Verdict.Forbidden(List.copyOf(deferring));
    }

    private static Instant closing(List<ContactRule.OnTime> timeRules, List<ZoneId> zones, Instant now) {
        Instant until = Instant.MAX;
        for (ZoneId zone : zones) {
            for (ContactRule.OnTime rule : timeRules) {
                Instant each = rule.allowedUntil(now, zone);
                until = each.isBefore(until) ? each : until;
            }
        }
        return until;
    }
}
