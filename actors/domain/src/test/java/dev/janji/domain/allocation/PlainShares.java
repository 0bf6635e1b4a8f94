package dev.janji.domain.allocation;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What each lender, and each queue within its lender, has paid for its turns; a turn costs 2^26 by the weight. Who has paid least is next, in case of a tie whom
 * the terms name first.
 */
final class PlainShares {
    private static final long SCALE = 67_108_864;

    private final DeskTerms terms;
    private final Map<Object, Long> paid = new HashMap<>();

    /** The most that anybody had paid who was next, among all lenders ("desk") and among the queues of each lender. */
    private final Map<Object, Long> reached = new HashMap<>();

    PlainShares(DeskTerms terms) {
        this.terms = terms;
    }

    LenderId lenderFurthestBehind(List<PlainLead> leads) {
        LenderId least = null;
        for (DeskTerms.LenderTerms each : terms.lenders()) {
            if (leads.stream().anyMatch(lead -> lead.lead.debtor().lender().equals(each.lender()))
                    && (least == null || paid(each.lender()) < paid(least))) {
                least = each.lender();
            }
        }
        return least;
    }

    QueueId queueFurthestBehind(LenderId lender, List<PlainLead> leads) {
        QueueId least = null;
        for (DeskTerms.QueueTerms each : terms.queues()) {
            if (each.lender().equals(lender)
                    && leads.stream().anyMatch(lead -> lead.lead.queue().equals(each.queue()))
                    && (least == null || paid(each.queue()) < paid(least))) {
                least = each.queue();
            }
        }
        return least;
    }

    /** A lead begins to wait. @param anyWaits whether one waits already for which this is true */
    void begin(Lead lead, Predicate<Predicate<Lead>> anyWaits) {
        LenderId lender = lead.debtor().lender();
        if (!anyWaits.test(other -> other.debtor().lender().equals(lender))) {
            paid.merge(lender, reached("desk"), Math::max);
        }
        if (!anyWaits.test(other -> other.queue().equals(lead.queue()))) {
            paid.merge(lead.queue(), reached(lender), Math::max);
        }
    }

    void take(Lead lead) {
        LenderId lender = lead.debtor().lender();
        int allWeights =
                terms.lenders().stream().mapToInt(DeskTerms.LenderTerms::weight).sum();
        take(lender, "desk", lenderWeight(lender), allWeights);
        int queueWeights = terms.queues().stream()
                .filter(queue -> queue.lender().equals(lender))
                .mapToInt(DeskTerms.QueueTerms::weight)
                .sum();
        take(lead.queue(), lender, queueWeight(lead.queue()), queueWeights);
    }

    void giveBack(Lead lead) {
        LenderId lender = lead.debtor().lender();
        paid.put(lender, paid(lender) - SCALE / lenderWeight(lender));
        paid.put(lead.queue(), paid(lead.queue()) - SCALE / queueWeight(lead.queue()));
    }

    private void take(Object who, Object among, int weight, int allWeights) {
        reached.merge(among, paid(who), Math::max);
        long forgiven = reached(among) - SCALE * 1_000 / allWeights;
        paid.put(who, Math.max(paid(who), forgiven) + SCALE / weight);
    }

    private int lenderWeight(LenderId lender) {
        return terms.lenders().stream()
                .filter(each -> each.lender().equals(lender))
                .findFirst()
                .orElseThrow()
                .weight();
    }

    private int queueWeight(QueueId queue) {
        return terms.queues().stream()
                .filter(each -> each.queue().equals(queue))
                .findFirst()
                .orElseThrow()
                .weight();
    }

    private long paid(Object who) {
        return paid.getOrDefault(who, 0L);
    }

    private long reached(Object among) {
        return reached.getOrDefault(among, 0L);
    }
}
