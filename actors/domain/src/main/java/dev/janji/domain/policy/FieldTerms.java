package dev.janji.domain.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a law says of visits: a row of a policy pack. With it an account goes to field collectors only when the debtor has an own, verified address, and the
 * conditions of the pack that hold for everybody who collects are met. Immutable.
 *
 * @param id of the rule that a visit is at the billing address or at home
 * @param citation where it is written
 * @param hoursId of the rule that says when a visit may begin
 * @param hoursCitation where it is written
 * @param days on which a visit may begin; never empty
 * @param from local time of the address, included
 * @param to local time of the address, excluded
 */
public record FieldTerms(
        String id,
        String citation,
        String hoursId,
        String hoursCitation,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to) {

    /** @throws IllegalArgumentException when no visit would ever be allowed */
    public FieldTerms {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Expected days on which " + hoursId + " allows visits, but got none");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("Expected `from` before `to` in the visiting hours of " + hoursId
                    + ", but got " + from + " to " + to);
        }
        days = Set.copyOf(days);
    }

    /**
     * When a visit may begin, by all packs together.
     *
     * @param ruleIds that say so, sorted
     * @param days never empty
     * @param from local time of the address, included
     * @param to local time of the address, excluded
     * @param except days on which none may, in order; as far as was asked for
     */
    public record Hours(
            List<String> ruleIds, Set<DayOfWeek> days, LocalTime from, LocalTime to, List<LocalDate> except) {
        public Hours {
            ruleIds = List.copyOf(ruleIds);
            days = Set.copyOf(days);
            except = List.copyOf(except);
        }
    }

    /**
     * @param holidays dates on which nobody is visited
     * @param first of the days whose holidays are named
     * @param last of them
     * @return what all of the terms allow; null when there are none, or they leave no hour
     */
    static @Nullable Hours strictest(List<FieldTerms> terms, Set<LocalDate> holidays, LocalDate first, LocalDate last) {
        if (terms.isEmpty()) {
            return null;
        }
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        LocalTime from = LocalTime.MIN;
        LocalTime to = LocalTime.MAX;
        TreeSet<String> ids = new TreeSet<>();
        for (FieldTerms each : terms) {
            days.retainAll(each.days);
            from = each.from.isAfter(from) ? each.from : from;
            to = each.to.isBefore(to) ? each.to : to;
            ids.add(each.hoursId);
        }
        if (days.isEmpty() || !from.isBefore(to)) {
            return null;
        }
        List<LocalDate> except = holidays.stream()
                .filter(date -> !date.isBefore(first) && !date.isAfter(last))
                .sorted()
                .toList();
        return new Hours(List.copyOf(ids), days, from, to, except);
    }
}
