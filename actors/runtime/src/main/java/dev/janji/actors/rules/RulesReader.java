package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

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
        String folder = policy.getString("folder");
        try {
            return new Policies(folder.isEmpty() ? null : Path.of(folder))
                    .read(policy.getStringList("packs"), Set.copyOf(policy.getStringList("attested")));
        } catch (RuleFileRefused e) {
            throw new ConfigException.Generic(at + ".policy: " + e.getMessage(), e);
        }
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
