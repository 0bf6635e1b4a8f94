package dev.janji.orchestrator.words;

import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.policy.ZoneSource;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A rule of a pack in words, for people who read packs and explanations. Pure and thread-safe. */
public record RuleSentence(Phrases phrases) {

    /** @return what the rule demands, of what, and what lifts it; one sentence without its id and citation */
    public String of(PolicyRule rule) {
        String sentence = rule.test() instanceof TimeLimit limit ? limit(limit) : condition((Condition) rule.test());
        PolicyRule.Scope scope = rule.scope();
        if (!scope.channels().isEmpty()) {
            sentence = phrases.say("rule.by", sentence, phrases.words(scope.channels()));
        }
        if (!scope.purposes().isEmpty()) {
            sentence = phrases.say("rule.for", sentence, phrases.words(scope.purposes()));
        }
        if (!scope.products().isEmpty()) {
            sentence = phrases.say("rule.of", sentence, String.join(", ", new TreeSet<>(scope.products())));
        }
        PolicyRule.Lifting consent = rule.consent();
        return consent == null
                ? sentence
                : phrases.say(
                        consent.mostDays() > 0 ? "rule.lifted-for" : "rule.lifted",
                        sentence,
                        phrases.word(consent.scope()),
                        consent.id(),
                        consent.mostDays());
    }

    /** @return the sentence of the pack's rule about zones */
    public String ofZone(PolicyPack pack) {
        return phrases.say(
                pack.zonesFrom().contains(ZoneSource.NUMBER) ? "rule.zone-numbers" : "rule.zone",
                phrases.list(pack.zonesWhenUnknown().stream().map(ZoneId::getId).toList()));
    }

    /** @return what the pack says of a kind of moratorium */
    public String of(MoratoriumTerms terms) {
        List<String> parts = new ArrayList<>();
        if (terms.mostDays() > 0) {
            parts.add(phrases.count("rule.moratorium-most", terms.mostDays()));
        }
        if (terms.monthsBetween() > 0) {
            parts.add(phrases.count("rule.moratorium-between", terms.monthsBetween()));
        }
        MoratoriumTerms.Review review = terms.review();
        if (review != null) {
            parts.add(phrases.say("rule.moratorium-review", review.fromDay(), review.toDay()));
        }
        if (terms.daysAfterTreatment() > 0) {
            parts.add(phrases.count("rule.moratorium-treatment", terms.daysAfterTreatment()));
        }
        return phrases.say(
                "rule.moratorium",
                phrases.word(terms.kind()),
                parts.isEmpty() ? phrases.say("value.none") : String.join("; ", parts));
    }

    /** @return to where somebody may be sent; one sentence without its id and citation, as that of {@link #ofHours} */
    public String ofAddress() {
        return phrases.say("rule.visit-address");
    }

    /** @return when a visit may begin */
    public String ofHours(FieldTerms terms) {
        return phrases.say(
                "rule.visit-hours",
                phrases.say("rule.hours", days(terms.days()), phrases.time(terms.from()), phrases.time(terms.to())));
    }

    private String limit(TimeLimit limit) {
        if (limit instanceof TimeLimit.ContactHours hours) {
            return phrases.say("rule.hours", days(hours.days()), phrases.time(hours.from()), phrases.time(hours.to()));
        }
        if (limit instanceof TimeLimit.NoHolidays holidays) {
            TreeSet<LocalDate> dates = new TreeSet<>(holidays.holidays());
            return dates.isEmpty()
                    ? phrases.say("rule.no-holidays")
                    : phrases.say(
                            "rule.holidays", dates.size(), phrases.date(dates.first()), phrases.date(dates.last()));
        }
        ContactLimit counts = (ContactLimit) limit;
        return phrases.say(
                "rule.limit",
                counts.most(),
                phrases.say(Phrases.counted(Phrases.key(counts.counted()), counts.most())),
                phrases.count(
                        counts.unit() == ContactLimit.WindowUnit.HOURS ? "rule.in-hours" : "rule.in-days",
                        counts.length()),
                phrases.word(counts.per()));
    }

    private String days(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return phrases.say("rule.every-day");
        }
        List<DayOfWeek> sorted = days.stream().sorted().toList();
        DayOfWeek first = sorted.get(0);
        DayOfWeek last = sorted.get(sorted.size() - 1);
        boolean row = last.getValue() - first.getValue() + 1 == sorted.size() && sorted.size() > 2;
        return row
                ? phrases.say("rule.day-range", phrases.dayOfWeek(first), phrases.dayOfWeek(last))
                : phrases.list(sorted.stream().map(phrases::dayOfWeek).toList());
    }

    private String condition(Condition condition) {
        if (condition instanceof Condition.NoticeFirst notice) {
            return phrases.say("rule.notice-first", notice.fromDaysPastDue(), phrases.word(notice.notice()));
        }
        if (condition instanceof Condition.PlacedWhenOlder placed) {
            return phrases.say("rule.placed-when-older", placed.days());
        }
        if (condition instanceof Condition.LenderAttests attests) {
            return phrases.say(attests.given() ? "rule.attested" : "rule.not-attested", attests.name());
        }
        if (condition instanceof Condition.StopsOnHold stops) {
            return phrases.say("rule.stops-on-hold", phrases.words(stops.kinds()));
        }
        if (condition instanceof Condition.ChannelsOnly only) {
            return phrases.say("rule.channels-only", phrases.words(only.channels()));
        }
        return phrases.say(flag(condition));
    }

    private static String flag(Condition condition) {
        if (condition instanceof Condition.OwnContactPoints) {
            return "rule.own-contact-points";
        }
        if (condition instanceof Condition.NoWrongContactPoints) {
            return "rule.no-wrong-contact-points";
        }
        if (condition instanceof Condition.NoEmergencyContacts) {
            return "rule.no-emergency-contacts";
        }
        if (condition instanceof Condition.OnceForEachPoint) {
            return "rule.once-for-each-point";
        }
        if (condition instanceof Condition.NotAtWork) {
            return "rule.not-at-work";
        }
        return condition instanceof Condition.OptOutsRespected ? "rule.opt-outs-respected" : "rule.certified-agents";
    }
}
