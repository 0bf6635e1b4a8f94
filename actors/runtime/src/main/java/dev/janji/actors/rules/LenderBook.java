package dev.janji.actors.rules;

import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.link.PaymentPage;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the debtors of one lender are worked by. Read whole, replaced whole. Immutable.
 *
 * @param name of the lender as its debtors know it
 * @param desks that may work its debtors; null: every desk that works for the lender
 * @param paymentPage where they pay; null: no text has a payment link
 */
public record LenderBook(
        String name,
        LenderRules rules,
        MessageTemplates texts,
        @Nullable Set<DeskId> desks,
        @Nullable PaymentPage paymentPage) {

    public LenderBook {
        desks = desks == null ? null : Set.copyOf(desks);
    }

    /** Any desk that works for the lender may. */
    public LenderBook(String name, LenderRules rules, MessageTemplates texts) {
        this(name, rules, texts, null, null);
    }

    /** Whether live agents of this desk may call the lender's debtors, as far as the lender says. */
    public boolean permits(DeskId desk) {
        return desks == null || desks.contains(desk);
    }

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
        return new LenderBook(name, all, words, desks, paymentPage);
    }
}
