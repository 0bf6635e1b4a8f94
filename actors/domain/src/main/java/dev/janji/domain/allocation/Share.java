package dev.janji.domain.allocation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a lender has got of a desk, or a queue of its lender, measured against its weight: stride scheduling (C. A. Waldspurger, W. E. Weihl,
 * <i>Stride Scheduling</i>, MIT LCS TM-528, 1995). Each turn costs the reciprocal of the weight, and who has paid least is next. Confined to its
 * desk.
 */
final class Share {
    /** A turn costs this by the weight. Rounding errs by 1.5 in 100,000 at most; 10^11 turns fit at weight 1. */
    static final long SCALE = 1L << 26;

    /** Who could not be served makes up for its share of so many turns, and forgets the rest. */
    static final int REMEMBERED_TURNS = 1_000;

    private final Among among;
    private final int order;
    private final long turn;
    private long paid;
    private int waiting;

    /** Those who share with each other. Confined to its desk. */
    static final class Among {
        private final List<Share> members = new ArrayList<>();
        private final long remembered;
        private long reached;

        /** @param weights of all its members together */
        Among(int weights) {
            remembered = SCALE * REMEMBERED_TURNS / weights;
        }
    }

    /** @param among joined at the end, in the order of the desk's terms */
    Share(Among among, int weight) {
        this.among = among;
        this.turn = SCALE / weight;
        this.order = among.members.size();
        among.members.add(this);
    }

    /** Whether anything waits for it. */
    boolean isWanted() {
        return waiting > 0;
    }

    /** Who has waited for nothing until now saves up nothing. */
    void begin() {
        if (waiting++ == 0) {
            paid = Math.max(paid, among.reached);
        }
    }

    void end() {
        waiting--;
    }

    void take() {
        among.reached = Math.max(among.reached, paid);
        paid = Math.max(paid, among.reached - among.remembered) + turn;
    }

    void giveBack() {
        paid -= turn;
    }

    boolean isBefore(Share other) {
        return paid < other.paid || paid == other.paid && order < other.order;
    }
}
