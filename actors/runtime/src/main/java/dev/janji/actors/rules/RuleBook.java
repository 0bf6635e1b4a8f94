package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.LenderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each lender works by, read from {@code janji.rules} and checked once. Immutable. */
public final class RuleBook {
    /** The name of a lender as its debtors know it, and its rules. */
    private record Entry(String name, LenderRules rules) {}

    private final LenderRules byDefault;
    private final Map<LenderId, Entry> lenders;

    private RuleBook(LenderRules byDefault, Map<LenderId, Entry> lenders) {
        this.byDefault = byDefault;
        this.lenders = Map.copyOf(lenders);
    }

    /**
     * @param root the whole configuration
     * @param templates every step must find its text here
     * @throws ConfigException that names the key at fault
     */
    public static RuleBook from(Config root, MessageTemplates templates) {
        Config rules = root.getConfig("janji.rules");
        Config common = rules.getConfig("default");
        LenderRules byDefault = read(common, templates, "janji.rules.default");
        Map<LenderId, Entry> lenders = new HashMap<>();
        for (String id : rules.getObject("lenders").keySet()) {
            String at = "janji.rules.lenders." + id;
            Config own = rules.getConfig("lenders." + ConfigUtil.quoteString(id));
            String name = own.hasPath("name") ? own.getString("name") : id;
            lenders.put(lenderId(id, at), new Entry(name, read(own.withFallback(common), templates, at)));
        }
        return new RuleBook(byDefault, lenders);
    }

    public LenderRules rules(LenderId lender) {
        Entry entry = lenders.get(lender);
        return entry == null ? byDefault : entry.rules();
    }

    /** @return the lender's name as its debtors know it; its id when none is configured */
    public String name(LenderId lender) {
        Entry entry = lenders.get(lender);
        return entry == null ? lender.value() : entry.name();
    }

    /** Everything that lenders work by: the default, and what single lenders have of their own. */
    public List<LenderRules> all() {
        return Stream.concat(Stream.of(byDefault), lenders.values().stream().map(Entry::rules))
                .toList();
    }

    private static LenderId lenderId(String id, String at) {
        try {
            return new LenderId(id);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(at + ": " + e.getMessage(), e);
        }
    }

    private static LenderRules read(Config config, MessageTemplates templates, String at) {
        return new RulesReader(config, templates, at).read();
    }
}
