package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.MessageVariable;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.link.PaymentPage;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.QuietTerms;
import dev.janji.domain.debtor.RecordedCalls;
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
import org.jspecify.annotations.Nullable;

/** Reads one lender's rules; every refusal names the key, and file and line where rules stand in files. */
final class RulesReader {
    private final Config config;
    private final MessageTemplates templates;
    private final boolean linked;
    private final String at;

    /** @param linked whether the lender has a payment link */
    RulesReader(Config config, MessageTemplates templates, boolean linked, String at) {
        this.config = config;
        this.templates = templates;
        this.linked = linked;
        this.at = at;
    }

    /** @return null when the lender has none. @throws ConfigException when it can't be used; names its key */
    static @Nullable PaymentPage paymentPage(Config config, Config root, String at) {
        String url = config.getString("payment-link.url");
        if (url.isEmpty()) {
            return null;
        }
        if (PaymentLinks.url(root).isEmpty()) {
            throw new ConfigException.Generic(
                    at + ".payment-link: Expected janji.links.url to say where links in messages"
                            + " lead, because the lender has a payment link, but it is empty");
        }
        try {
            return PaymentPage.of(url, config.getDuration("payment-link.valid-for"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(at + ".payment-link: " + e.getMessage(), e);
        }
    }

    /** Whether there is a text for a step, and it says nothing that the lender has not. */
    private boolean has(String template, Channel channel) {
        demandLink(template, channel);
        return templates.has(template, channel);
    }

    private void demandLink(String template, Channel channel) {
        if (!linked && templates.speaksOf(template, channel, MessageVariable.PAYMENT_LINK)) {
            throw new ConfigException.Generic(
                    at + ".payment-link: Expected the address of a page on which to pay, because the"
                            + " text " + template + " for " + YamlValue.written(channel)
                            + " speaks of {payment-link}, but it is empty");
        }
    }

    private int answersADay() {
        int answers = config.getInt("answers-a-day");
        if (answers > 0) {
            FolderReading.ANSWERS.forEach(
                    template -> FolderReading.ANSWERED.forEach(channel -> demandLink(template, channel)));
        }
        return answers;
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
                        .answering(answersADay())
                        .callingByMachine(
                                config.getStringList("policy.attested").contains(RecordedCalls.ATTESTATION)));
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
                                    new StrategyFiles.Vocabulary(buckets, this::has)));
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
