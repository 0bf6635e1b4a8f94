package dev.janji.loadtest.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.rules.Policies;
import dev.janji.actors.rules.RuleBook;
import dev.janji.actors.rules.StrategyFiles;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation tries: a strategy under policy packs, everything else as the configuration's default lender has it. Immutable.
 *
 * @param source file or name that it was asked for by
 * @param rules of which the strategy is the only version
 * @param warnings of the strategy's reader; each begins with file and line
 */
record TrialRules(String source, LenderRules rules, List<String> packs, List<String> warnings) {
    static final LenderId LENDER = new LenderId("simulated");

    private static final ConfigParseOptions STRICT =
            ConfigParseOptions.defaults().setAllowMissing(false);

    TrialRules {
        packs = List.copyOf(packs);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads what is asked for, the way the server does.
     *
     * @param config of a server, laid over the shipped one; null for the shipped one alone
     * @param packs null for those of the configuration
     * @throws dev.janji.actors.rules.RuleFileRefused names file and line
     * @throws com.typesafe.config.ConfigException names the key at fault
     */
    static TrialRules read(
            String fileOrName, @Nullable Path config, @Nullable List<String> packs, Set<String> attested) {
        Config whole = config == null
                ? ConfigFactory.load()
                : ConfigFactory.load(ConfigFactory.parseFile(config.toFile(), STRICT));
        MessageTemplates templates = MessageTemplates.from(whole);
        LenderRules base = RuleBook.from(whole, templates).rules(LENDER);
        Config common = whole.getConfig("janji.rules.default");
        StrategyFiles.Vocabulary vocabulary = new StrategyFiles.Vocabulary(base.buckets(), templates::has);
        StrategyFiles.Checked checked = isFile(fileOrName)
                ? StrategyFiles.read(Path.of(fileOrName), vocabulary)
                : new StrategyFiles(folder(common.getString("strategy.folder"))).named(fileOrName, vocabulary);
        List<String> names = packs == null ? common.getStringList("policy.packs") : packs;
        boolean asConfigured = packs == null && attested.isEmpty();
        LenderRules rules = base.with(
                Strategies.only(checked.strategy()),
                asConfigured
                        ? base.policy()
                        : new Policies(folder(common.getString("policy.folder"))).read(names, attested));
        return new TrialRules(fileOrName, rules, names, checked.warnings());
    }

    Strategy strategy() {
        return rules.strategies().current();
    }

    private static boolean isFile(String fileOrName) {
        return fileOrName.endsWith(".yaml") || fileOrName.indexOf('/') >= 0 || Files.isRegularFile(Path.of(fileOrName));
    }

    private static @Nullable Path folder(String configured) {
        return configured.isEmpty() ? null : Path.of(configured);
    }
}
