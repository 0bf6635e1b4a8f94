package dev.janji.loadtest.portfolio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That two clients of a portfolio are one person: two cards, two debtors. Immutable.
 *
 * @param client number of the one that was chosen first; its draws say what both have in common
 * @param second whether this is the other one
 */
record SamePerson(int client, boolean second) {
    private static final int PAIRS = (int) Math.round(1 / Assumptions.SAME_PERSON);

    /**
     * Looks at the chosen two by two: of every 25 pairs the first whose clients both owe something on the first day are one
     * person. So a portfolio of fifty has some, and a larger one says the same of whoever is in the smaller one.
     *
     * @param order in which the clients are chosen, with the other one of the last pair
     * @param index of the client in it
     * @return null for a client who is nobody else
     */
    static @Nullable SamePerson of(List<CardClient> order, int index) {
        int pair = index / 2;
        for (int each = pair - pair % PAIRS; each < pair; each++) {
            if (mayBeOne(order, each)) {
                return null;
            }
        }
        return mayBeOne(order, pair) ? new SamePerson(order.get(2 * pair).number(), index % 2 == 1) : null;
    }

    private static boolean mayBeOne(List<CardClient> order, int pair) {
        int second = 2 * pair + 1;
        return second < order.size()
                && order.get(second - 1).billOfMarch() > 0
                && order.get(second).billOfMarch() > 0;
    }

    /** The key that the lender tells of both. */
    String key() {
        return "person-" + client;
    }
}
