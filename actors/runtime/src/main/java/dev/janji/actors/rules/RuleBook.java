package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.strategy.Step;
import java.util.HashMap;
import java.util.Map;

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

    private static LenderId lenderId(String id, String at) {
        try {
            return new LenderId(id);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(at + ": " + e.getMessage(), e);
        }
    }

    private static LenderRules read(Config config, MessageTemplates templates, String at) {
        LenderRules rules = new RulesReader(config, at).read();
        for (Step step : rules.strategy().steps()) {
            for (Channel channel : step.channels()) {
                if (!templates.has(step.template(), channel)) {
                    throw new ConfigException.Generic(at + ".strategy.steps: expected step " + step.name()
                            + " to have a text " + step.template() + " for " + channel + ", but there is none");
                }
            }
        }
        return rules;
    }
}
