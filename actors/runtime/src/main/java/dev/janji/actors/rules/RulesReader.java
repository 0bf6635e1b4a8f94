package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.QuietTerms;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.strategy.Strategies;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads one lender's rules; every refusal names the key, and file and line where rules stand in files. */
final class RulesReader {
    private final Config config;
    private final MessageTemplates templates;
    private final String at;

    RulesReader(Config config, MessageTemplates templates, String at) {
        this.config = config;
        this.templates = templates;
        this.at = at;
    }

    LenderRules read() {
        Promise.Terms terms = checked(
                "promise",
                () -> new Promise.Terms(
                        config.getInt("promise.tolerance-permille"), config.getInt("promise.grace-days")));
        QuietTerms quiet = checked(
                "quiet",
                () -> new QuietTerms(
                        config.getInt("quiet.after-paid-days"),
                        config.getInt("quiet.will-pay-days"),
                        config.getInt("quiet.call-me-days")));
        BucketScale buckets = buckets();
        LenderRules rules = checked(
                "contact",
                () -> new LenderRules(
                                strategies(buckets),
                                policy(),
                                buckets,
                                terms,
                                arrangements(),
                                config.getDuration("contact.validity"),
                                config.getDuration("contact.clock-skew"),
                                quiet,
                                checked("offer", () -> new Offer.Terms(config.getInt("offer.consideration-days"))))
                        .answering(config.getInt("answers-a-day")));
        String callbacks = config.getString("callback-queue");
        return callbacks.isEmpty() ? rules : checked("callback-queue", () -> withCallbacks(rules, callbacks));
    }

    private LenderRules withCallbacks(LenderRules rules, String queue) {
        if (!templates.has(FolderReading.CALLBACK, Channel.VOICE)) {
            throw new IllegalArgumentException("Expected a template " + FolderReading.CALLBACK
                    + " with a text for voice, which an agent reads to who was promised a call, but there is none");
        }
        return rules.withCallbacksIn(new QueueId(queue));
    }

    private Arrangement.Terms arrangements() {
        return checked(
                "arrangement",
                () -> new Arrangement.Terms(
                        config.getInt("arrangement.grace-days"),
                        authority("agent"),
                        authority("team-leader"),
                        authority("lender")));
    }

    private Arrangement.Authority authority(String role) {
        Config authority = config.getConfig("arrangement.authority." + role);
        return checked(
                "arrangement.authority." + role,
                () -> new Arrangement.Authority(
                        authority.getInt("longest-months"),
                        authority.getInt("largest-waived-permille"),
                        authority.getInt("least-first-permille")));
    }

    private Strategies strategies(BucketScale buckets) {
        Config strategy = config.getConfig("strategy");
        String folder = strategy.getString("folder");
        try {
            return checked(
                    "strategy",
                    () -> new StrategyFiles(folder.isEmpty() ? null : Path.of(folder))
                            .read(
                                    strategy.getString("file"),
                                    strategy.getStringList("earlier"),
                                    new StrategyFiles.Vocabulary(buckets, templates::has)));
        } catch (RuleFileRefused e) {
            throw new ConfigException.Generic(at + ".strategy: " + e.getMessage(), e);
        }
    }

    private PolicyPack policy() {
        Config policy = config.getConfig("policy");
        String folder = policy.getString("folder");
        try {
            Set<String> attested = Set.copyOf(policy.getStringList("attested"));
            return new Policies(folder.isEmpty() ? null : Path.of(folder))
                    .read(policy.getStringList("packs"), attested)
                    .askingForWhatsApp(attested);
        } catch (RuleFileRefused e) {
            throw new ConfigException.Generic(at + ".policy: " + e.getMessage(), e);
        }
    }

    BucketScale buckets() {
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

    private <T> T checked(String key, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException.Generic(at + "." + key + ": " + e.getMessage(), e);
        }
    }
}
