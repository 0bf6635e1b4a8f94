package dev.janji.actors.rules;

import dev.janji.actors.channel.MessageTemplates;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * What the debtors of one lender are worked by. Read whole, replaced whole. Immutable.
 *
 * @param name of the lender as its debtors know it
 */
public record LenderBook(String name, LenderRules rules, MessageTemplates texts) {

    /**
     * Keeps the strategies of before for the accounts that they work, and their texts.
     *
     * @param before newest first; a version of a strategy that is here, or came earlier in the list, is not taken again
     */
    public LenderBook over(List<LenderBook> before) {
        List<Strategy> earlier = new ArrayList<>(rules.strategies().earlier());
        MessageTemplates words = texts;
        for (LenderBook each : before) {
            List<Strategy> theirs = new ArrayList<>(each.rules().strategies().earlier());
            theirs.add(0, each.rules().strategies().current());
            for (Strategy strategy : theirs) {
                if (!strategy.version().equals(rules.strategies().current().version())
                        && earlier.stream().noneMatch(known -> known.version().equals(strategy.version()))) {
                    earlier.add(strategy);
                }
            }
            words = words.over(each.texts());
        }
        LenderRules all = rules.with(new Strategies(rules.strategies().current(), earlier), rules.policy());
        return new LenderBook(name, all, words);
    }
}
