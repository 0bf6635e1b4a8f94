package dev.janji.actors.rules;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.policy.ZoneSource;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a policy pack from YAML. What every test of a rule means is in {@code docs/rules.md}. For one pack. */
final class PolicyReader {
    private static final int MOST_DAYS = 10_000;

    /** What a rule can demand, by the key that says so: exactly one of them stands in each rule. */
    private final Map<String, Function<YamlValue, PolicyRule.Test>> tests = new LinkedHashMap<>();

    private final Function<YamlValue, Set<LocalDate>> calendars;
    private final Set<String> attested;

    /**
     * @param calendars finds the dates of a calendar by its name
     * @param attested what the lender has declared
     */
    PolicyReader(Function<YamlValue, Set<LocalDate>> calendars, Set<String> attested) {
        this.calendars = calendars;
        this.attested = attested;
        tests.put("hours", this::hours);
        tests.put("holidays", this::holidays);
        tests.put("limit", this::limit);
        tests.put("own-contact-points", flag(new Condition.OwnContactPoints()));
        tests.put("no-wrong-contact-points", flag(new Condition.NoWrongContactPoints()));
        tests.put("no-emergency-contacts", flag(new Condition.NoEmergencyContacts()));
        tests.put("once-for-each-point", flag(new Condition.OnceForEachPoint()));
        tests.put("not-at-work", flag(new Condition.NotAtWork()));
        tests.put("opt-outs-respected", flag(new Condition.OptOutsRespected()));
        tests.put("certified-agents", flag(new Condition.CertifiedAgents()));
        tests.put("channels-only", value -> new Condition.ChannelsOnly(value.words(Channel.class)));
        tests.put("lender-attests", this::attests);
        tests.put("notice-first", this::notice);
        tests.put("placed-when-older", this::placed);
        tests.put("stops-on-hold", value -> new Condition.StopsOnHold(value.words(Hold.Kind.class)));
    }

    /** @throws RuleFileRefused that names file, line, and what to write instead */
    PolicyPack read(YamlValue root) {
        root.only("policy", "version", "jurisdiction", "valid", "zone", "rules", "classes", "moratoria", "field");
        root.get("jurisdiction").text();
        YamlValue valid = root.get("valid").only("from", "to");
        YamlValue zone = root.get("zone").only("id", "citation", "when-unknown", "zones-from");
        zone.get("citation").text();
        LocalDate from = valid.get("from").date();
        LocalDate to = valid.get("to").date();
        if (to.isBefore(from)) {
            throw valid.refused("expected `to` on or after " + from + ", but found `" + to + "`");
        }
        List<ZoneId> zones = zone.get("when-unknown").some().stream()
                .map(each -> each.parsed(PolicyReader::zone, "an IANA zone such as Asia/Jakarta"))
                .toList();
        return new PolicyPack(
                root.get("policy").text() + "-" + root.get("version").number(1, Integer.MAX_VALUE),
                from,
                to,
                zone.get("id").text(),
                zones,
                YamlValue.readEach(root.get("rules").some(), this::rule),
                root.find("classes") == null ? null : classes(root.get("classes")),
                root.find("moratoria") == null ? List.of() : moratoria(root.get("moratoria")),
                zone.find("zones-from") == null
                        ? Set.of(ZoneSource.ADDRESS)
                        : zone.get("zones-from").words(ZoneSource.class),
                root.find("field") == null ? List.of() : List.of(field(root.get("field"))));
    }

    private static FieldTerms field(YamlValue field) {
        field.only("id", "citation", "hours");
        YamlValue hours = field.get("hours").only("id", "citation", "days", "from", "to");
        return checked(
                hours,
                () -> new FieldTerms(
                        field.get("id").text(),
                        field.get("citation").text(),
                        hours.get("id").text(),
                        hours.get("citation").text(),
                        hours.get("days").words(DayOfWeek.class),
                        hours.get("from").time(),
                        hours.get("to").time()));
    }

    private static BucketScale classes(YamlValue classes) {
        classes.only("id", "citation", "of");
        classes.get("id").text();
        classes.get("citation").text();
        List<BucketScale.Bucket> ranges = new ArrayList<>();
        int from = Integer.MIN_VALUE;
        for (YamlValue each : classes.get("of").list()) {
            each.only("name", "to");
            YamlValue end = each.find("to");
            int to = end == null ? Integer.MAX_VALUE : end.number(-MOST_DAYS, MOST_DAYS);
            ranges.add(new BucketScale.Bucket(each.get("name").text(), from, to));
            from = end == null ? to : to + 1;
        }
        return checked(classes, () -> new BucketScale(ranges));
    }

    private static List<MoratoriumTerms> moratoria(YamlValue moratoria) {
        List<MoratoriumTerms> terms = new ArrayList<>();
        for (YamlValue each : moratoria.some()) {
            each.only("kind", "id", "citation", "most-days", "months-between", "review", "days-after-treatment");
            Moratorium.Kind kind = each.get("kind").word(Moratorium.Kind.class);
            if (terms.stream().anyMatch(other -> other.kind() == kind)) {
                throw each.get("kind")
                        .refused("expected each kind once, but found `"
                                + each.get("kind").text() + "` twice");
            }
            terms.add(checked(
                    each,
                    () -> new MoratoriumTerms(
                            each.get("id").text(),
                            each.get("citation").text(),
                            kind,
                            count(each, "most-days"),
                            count(each, "months-between"),
                            review(each),
                            count(each, "days-after-treatment"))));
        }
        return terms;
    }

    /** @return 0 when it is left out */
    private static int count(YamlValue terms, String key) {
        YamlValue value = terms.find(key);
        return value == null ? 0 : value.number(1, MoratoriumTerms.MOST);
    }

    private static MoratoriumTerms.@Nullable Review review(YamlValue terms) {
        YamlValue review = terms.find("review");
        if (review == null) {
            return null;
        }
        review.only("from-day", "to-day");
        return checked(
                review,
                () -> new MoratoriumTerms.Review(
                        review.get("from-day").number(1, MoratoriumTerms.MOST),
                        review.get("to-day").number(1, MoratoriumTerms.MOST)));
    }

    private static ZoneId zone(String name) {
        ZoneId zone = ZoneId.of(name);
        if (zone instanceof ZoneOffset) {
            throw new DateTimeException("Expected a zone that knows its clock changes, but found an offset");
        }
        return zone;
    }

    private PolicyRule rule(YamlValue rule) {
        String[] known = Stream.concat(
                        Stream.of("id", "citation", "channels", "purposes", "products", "lifted-by"),
                        tests.keySet().stream())
                .toArray(String[]::new);
        rule.only(known);
        List<String> demands =
                tests.keySet().stream().filter(key -> rule.find(key) != null).toList();
        if (demands.size() != 1) {
            throw rule.refused("expected one of " + String.join(", ", tests.keySet()) + " in rule "
                    + rule.get("id").text() + ", but found "
                    + (demands.isEmpty() ? "none" : String.join(" and ", demands)));
        }
        String demand = demands.get(0);
        PolicyRule.Test test = Objects.requireNonNull(tests.get(demand)).apply(rule.get(demand));
        YamlValue lifted = rule.find("lifted-by");
        if (lifted != null && !(test instanceof TimeLimit)) {
            throw lifted.refused(
                    "expected `lifted-by` with hours, holidays or limit only, but found it with " + demand);
        }
        return new PolicyRule(
                rule.get("id").text(),
                rule.get("citation").text(),
                scope(rule),
                lifted == null ? null : lifting(lifted),
                test);
    }

    private static PolicyRule.Scope scope(YamlValue rule) {
        YamlValue channels = rule.find("channels");
        YamlValue purposes = rule.find("purposes");
        YamlValue products = rule.find("products");
        return new PolicyRule.Scope(
                channels == null ? Set.of() : channels.words(Channel.class),
                purposes == null ? Set.of() : purposes.words(Purpose.class),
                products == null
                        ? Set.of()
                        : products.some().stream().map(YamlValue::text).collect(Collectors.toUnmodifiableSet()));
    }

    private static PolicyRule.Lifting lifting(YamlValue lifted) {
        lifted.only("id", "consent", "most-days");
        Consents.Scope scope = lifted.get("consent").word(Consents.Scope.class);
        if (scope == Consents.Scope.CHANNEL) {
            throw lifted.get("consent").refused("expected outside-hours or call-frequency, but found `channel`");
        }
        YamlValue most = lifted.find("most-days");
        return new PolicyRule.Lifting(lifted.get("id").text(), scope, most == null ? 0 : most.number(1, MOST_DAYS));
    }

    private static Function<YamlValue, PolicyRule.Test> flag(PolicyRule.Test test) {
        return value -> {
            value.demandTrue();
            return test;
        };
    }

    private PolicyRule.Test hours(YamlValue hours) {
        hours.only("days", "from", "to");
        return checked(
                hours,
                () -> new TimeLimit.ContactHours(
                        hours.get("days").words(DayOfWeek.class),
                        hours.get("from").time(),
                        hours.get("to").time()));
    }

    private PolicyRule.Test holidays(YamlValue holidays) {
        holidays.only("calendar", "dates");
        YamlValue calendar = holidays.find("calendar");
        if ((calendar == null) == (holidays.find("dates") == null)) {
            throw holidays.refused(
                    "expected either `calendar` or `dates`, but found " + (calendar == null ? "neither" : "both"));
        }
        if (calendar != null) {
            return new TimeLimit.NoHolidays(calendars.apply(calendar));
        }
        return new TimeLimit.NoHolidays(
                holidays.get("dates").list().stream().map(YamlValue::date).collect(Collectors.toUnmodifiableSet()));
    }

    private PolicyRule.Test limit(YamlValue limit) {
        limit.only("of", "most", "days", "hours", "per");
        YamlValue days = limit.find("days");
        YamlValue hours = limit.find("hours");
        if ((days == null) == (hours == null)) {
            throw limit.refused("expected either `days` or `hours`, but found " + (days == null ? "neither" : "both"));
        }
        return new ContactLimit(
                limit.get("of").word(TimeLimit.Counted.class),
                limit.get("per").word(TimeLimit.Unit.class),
                limit.get("most").number(1, ContactLimit.LARGEST),
                days == null ? limit.get("hours").number(1, 24 * MOST_DAYS) : days.number(1, MOST_DAYS),
                days == null ? WindowUnit.HOURS : WindowUnit.DAYS);
    }

    private PolicyRule.Test attests(YamlValue name) {
        return new Condition.LenderAttests(name.text(), attested.contains(name.text()));
    }

    private PolicyRule.Test notice(YamlValue notice) {
        notice.only("notice", "from-days-past-due");
        return new Condition.NoticeFirst(
                notice.get("notice").word(NoticeKind.class),
                notice.get("from-days-past-due").number(-MOST_DAYS, MOST_DAYS));
    }

    private PolicyRule.Test placed(YamlValue placed) {
        placed.only("days");
        return new Condition.PlacedWhenOlder(placed.get("days").number(0, MOST_DAYS));
    }

    private static <T> T checked(YamlValue value, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw value.refused(String.valueOf(e.getMessage()));
        }
    }
}
