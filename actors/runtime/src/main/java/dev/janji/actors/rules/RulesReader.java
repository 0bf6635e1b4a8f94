package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.policy.ContactRule;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads one lender's rules; every refusal names the key. */
final class RulesReader {
    private final Config config;
    private final String at;

    RulesReader(Config config, String at) {
        this.config = config;
        this.at = at;
    }

    LenderRules read() {
        Promise.Terms terms = checked(
                "promise",
                () -> new Promise.Terms(
                        config.getInt("promise.tolerance-permille"), config.getInt("promise.grace-days")));
        return checked(
                "contact",
                () -> new LenderRules(
                        strategy(),
                        policy(),
                        buckets(),
                        terms,
                        config.getDuration("contact.validity"),
                        config.getDuration("contact.clock-skew")));
    }

    private Strategy strategy() {
        Config strategy = config.getConfig("strategy");
        return checked("strategy", () -> {
            List<Step> steps = new ArrayList<>();
            for (Config step : strategy.getConfigList("steps")) {
                steps.add(new Step(
                        step.getString("name"),
                        step.getInt("day"),
                        LocalTime.parse(step.getString("time")),
                        step.getStringList("channels").stream()
                                .map(RulesReader::channel)
                                .toList(),
                        step.getString("template")));
            }
            return new Strategy(
                    strategy.getString("version"),
                    steps,
                    strategy.getInt("rest-days-after-payment"),
                    strategy.getInt("retry-minutes"),
                    strategy.getInt("tries-per-step"));
        });
    }

    private PolicyPack policy() {
        Config policy = config.getConfig("policy");
        return checked("policy", () -> {
            List<ContactRule> rules = new ArrayList<>();
            for (Config hours : policy.getConfigList("contact-hours")) {
                rules.add(new ContactRule.ContactHours(
                        hours.getString("id"),
                        hours.getStringList("days").stream()
                                .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toSet()),
                        LocalTime.parse(hours.getString("from")),
                        LocalTime.parse(hours.getString("to"))));
            }
            Set<LocalDate> dates = policy.getStringList("holidays.dates").stream()
                    .map(LocalDate::parse)
                    .collect(Collectors.toSet());
            rules.add(new ContactRule.NoHolidays(policy.getString("holidays.id"), dates));
            rules.add(new ContactRule.DailyCap(policy.getString("daily-cap.id"), policy.getInt("daily-cap.attempts")));
            rules.add(new ContactRule.OwnContactPointsOnly(policy.getString("own-contact-points.id")));
            rules.add(new ContactRule.NeverEmergencyContacts(policy.getString("emergency-contacts.id")));
            rules.add(new ContactRule.ConsentRespected(policy.getString("consent.id")));
            return new PolicyPack(
                    policy.getString("version"),
                    LocalDate.parse(policy.getString("valid-from")),
                    LocalDate.parse(policy.getString("valid-to")),
                    policy.getString("zone.id"),
                    policy.getStringList("zone.when-unknown").stream()
                            .map(ZoneId::of)
                            .toList(),
                    rules);
        });
    }

    private BucketScale buckets() {
        return checked("buckets", () -> {
            List<BucketScale.Bucket> buckets = new ArrayList<>();
            int from = Integer.MIN_VALUE;
            for (Config bucket : config.getConfigList("buckets")) {
                int to = bucket.hasPath("to") ? bucket.getInt("to") : Integer.MAX_VALUE;
                buckets.add(new BucketScale.Bucket(bucket.getString("name"), from, to));
                from = to == Integer.MAX_VALUE ? to : to + 1;
            }
            return new BucketScale(buckets);
        });
    }

    private static Channel channel(String name) {
        return Channel.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private <T> T checked(String key, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException.Generic(at + "." + key + ": " + e.getMessage(), e);
        }
    }
}
