package dev.janji.actors.rules;

import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A rule of a pack in English, for people who read packs. Pure and thread-safe. */
public final class RuleSentence {
    private RuleSentence() {}

    /** @return what the rule demands, of what, and what lifts it; one sentence without its id and citation */
    public static String of(PolicyRule rule) {
        StringBuilder sentence = new StringBuilder(
                rule.test() instanceof TimeLimit limit ? limit(limit) : condition((Condition) rule.test()));
        PolicyRule.Scope scope = rule.scope();
        if (!scope.channels().isEmpty()) {
            sentence.append("; by ").append(words(scope.channels()));
        }
        if (!scope.purposes().isEmpty()) {
            sentence.append("; for ").append(words(scope.purposes()));
        }
        if (!scope.products().isEmpty()) {
            sentence.append("; of ").append(String.join(", ", new TreeSet<>(scope.products())));
        }
        PolicyRule.Lifting consent = rule.consent();
        if (consent != null) {
            sentence.append("; lifted by consent ").append(YamlValue.written(consent.scope()));
            if (consent.mostDays() > 0) {
                sentence.append(" for at most ").append(consent.mostDays()).append(" days");
            }
            sentence.append(" (").append(consent.id()).append(')');
        }
        return sentence.toString();
    }

    private static String limit(TimeLimit limit) {
        if (limit instanceof TimeLimit.ContactHours hours) {
            return days(hours.days()) + ", from " + hours.from() + " to before " + hours.to();
        }
        if (limit instanceof TimeLimit.NoHolidays holidays) {
            TreeSet<LocalDate> dates = new TreeSet<>(holidays.holidays());
            return dates.isEmpty()
                    ? "not on holidays (none known)"
                    : "not on " + dates.size() + " holidays from " + dates.first() + " to " + dates.last();
        }
        ContactLimit counts = (ContactLimit) limit;
        String window = counts.length() + " "
                + (counts.unit() == ContactLimit.WindowUnit.HOURS ? "hours" : counts.length() == 1 ? "day" : "days");
        String what = YamlValue.written(counts.counted());
        return "at most " + counts.most() + " " + (counts.most() == 1 ? what.substring(0, what.length() - 1) : what)
                + " in " + window + " per " + YamlValue.written(counts.per());
    }

    private static String days(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return "every day";
        }
        List<DayOfWeek> sorted = days.stream().sorted().toList();
        DayOfWeek first = sorted.get(0);
        DayOfWeek last = sorted.get(sorted.size() - 1);
        boolean row = last.getValue() - first.getValue() + 1 == sorted.size() && sorted.size() > 2;
        return row
                ? day(first) + " to " + day(last)
                : sorted.stream().map(RuleSentence::day).collect(Collectors.joining(", "));
    }

    private static String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String condition(Condition condition) {
        if (condition instanceof Condition.NoticeFirst notice) {
            return "from " + notice.fromDaysPastDue() + " days past due on only after a "
                    + YamlValue.written(notice.notice());
        }
        if (condition instanceof Condition.PlacedWhenOlder placed) {
            return "after " + placed.days() + " days past due only a debt that an operator works";
        }
        if (condition instanceof Condition.LenderAttests attests) {
            return "only when the lender attests " + attests.name()
                    + (attests.given() ? " (it does)" : " (it does not)");
        }
        if (condition instanceof Condition.StopsOnHold stops) {
            return "nothing under a hold " + words(stops.kinds());
        }
        if (condition instanceof Condition.ChannelsOnly only) {
            return "only by " + words(only.channels());
        }
        return flag(condition);
    }

    private static String flag(Condition condition) {
        if (condition instanceof Condition.OwnContactPoints) {
            return "only the debtor's own and verified numbers and addresses";
        }
        if (condition instanceof Condition.NoWrongContactPoints) {
            return "nothing to a number or address that is known to be wrong";
        }
        if (condition instanceof Condition.NoEmergencyContacts) {
            return "nothing but location to an emergency contact";
        }
        if (condition instanceof Condition.OnceForEachPoint) {
            return "once for each number or address";
        }
        if (condition instanceof Condition.NotAtWork) {
            return "nothing to a place of work";
        }
        return condition instanceof Condition.OptOutsRespected
                ? "nothing to a number, address or channel that was opted out"
                : "a person who speaks has a valid certificate";
    }

    private static String words(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(YamlValue::written).sorted().collect(Collectors.joining(", "));
    }
}
