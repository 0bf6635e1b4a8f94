package dev.janji.domain.allocation;

import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The leads that a dialer may call, and which of them is next: of the lender that is furthest behind its weight the queue that is furthest behind its own,
 * and of that queue the first by age and worth. The same rule as for a free agent (docs/desks.md), but a turn is a call that is begun.
 *
 * <p>Mutable, and confined to one thread at a time. Without a clock and without chance. Each method costs O(log n) in leads and a look at each queue.
 */
public final class DialOrder {
    private final List<Waiting> queues = new ArrayList<>();
    private final Map<QueueId, Waiting> byQueue = new HashMap<>();
    private final Map<LeadId, Entry> byLead = new HashMap<>();
    private long added;

    /** A queue with its leads. */
    private static final class Waiting {
        private final DeskTerms.QueueTerms terms;
        private final Share lender;
        private final Share share;
        private final Ranking<Entry> leads = new Ranking<>();
        private int size;

        Waiting(DeskTerms.QueueTerms terms, Share lender, Share share) {
            this.terms = terms;
            this.lender = lender;
            this.share = share;
        }
    }

    private static final class Entry extends Ranking.Entry<Entry> {
        private final LeadId lead;
        private final Waiting queue;
        private final long number;

        Entry(LeadId lead, Waiting queue, long number) {
            this.lead = lead;
            this.queue = queue;
            this.number = number;
        }

        @Override
        boolean precedes(Entry other) {
            return number < other.number;
        }
    }

    /** @param dialed queues whose calls a dialer begins; the others of {@code terms} are nothing to it */
    public DialOrder(DeskTerms terms, Set<QueueId> dialed) {
        Set<LenderId> served = new HashSet<>();
        Map<LenderId, Integer> weights = new HashMap<>();
        for (DeskTerms.QueueTerms queue : terms.queues()) {
            if (dialed.contains(queue.queue())) {
                served.add(queue.lender());
                weights.merge(queue.lender(), queue.weight(), Integer::sum);
            }
        }
        Share.Among lenders = new Share.Among(Math.max(
                1,
                terms.lenders().stream()
                        .filter(lender -> served.contains(lender.lender()))
                        .mapToInt(DeskTerms.LenderTerms::weight)
                        .sum()));
        for (DeskTerms.LenderTerms lender : terms.lenders()) {
            Integer together = weights.get(lender.lender());
            if (together != null) {
                seatQueues(terms, dialed, lender, new Share(lenders, lender.weight()), new Share.Among(together));
            }
        }
    }

    private void seatQueues(
            DeskTerms terms, Set<QueueId> dialed, DeskTerms.LenderTerms lender, Share share, Share.Among among) {
        for (DeskTerms.QueueTerms queue : terms.queues()) {
            if (queue.lender().equals(lender.lender()) && dialed.contains(queue.queue())) {
                Waiting waiting = new Waiting(queue, share, new Share(among, queue.weight()));
                queues.add(waiting);
                byQueue.put(queue.queue(), waiting);
            }
        }
    }

    /**
     * @param since when the lead began to wait
     * @return false, and nothing changed, when it waits already
     * @throws IllegalArgumentException when the queue is none of this order, or the value is in another currency than the queue's
     */
    public boolean add(LeadId lead, QueueId queue, Worth worth, Instant since) {
        Waiting waiting = byQueue.get(queue);
        if (waiting == null) {
            throw new IllegalArgumentException(
                    "Expected a queue that is dialed, but got " + queue + " [lead=" + lead + "]");
        }
        if (!waiting.terms.worthOfAnHour().currency().equals(worth.value().currency())) {
            throw new IllegalArgumentException("Expected a value in the queue's currency, but got another [lead=" + lead
                    + ", queue=" + queue + "]");
        }
        if (byLead.containsKey(lead)) {
            return false;
        }
        Entry entry = new Entry(lead, waiting, added++);
        byLead.put(lead, entry);
        waiting.leads.add(
                entry, Nanos.of(since) - waiting.terms.headStart(worth).toNanos());
        waiting.size++;
        waiting.lender.begin();
        waiting.share.begin();
        return true;
    }

    /** @return whether it waited */
    public boolean remove(LeadId lead) {
        Entry entry = byLead.remove(lead);
        if (entry == null) {
            return false;
        }
        takeOut(entry);
        return true;
    }

    /**
     * Takes out the lead that is called next, and counts the turn for its lender and queue.
     *
     * @param open of which queues one is wanted
     * @return null when none waits in such a queue
     */
    public @Nullable LeadId next(Predicate<QueueId> open) {
        Waiting best = null;
        for (Waiting queue : queues) {
            if (queue.size > 0 && open.test(queue.terms.queue()) && (best == null || isBefore(queue, best))) {
                best = queue;
            }
        }
        Entry first = best == null ? null : best.leads.first();
        if (best == null || first == null) {
            return null;
        }
        best.lender.take();
        best.share.take();
        byLead.remove(first.lead);
        takeOut(first);
        return first.lead;
    }

    /** A turn of this queue came to nothing: the debtor's rules allowed no call. Without effect on a queue that is not dialed. */
    public void giveBack(QueueId queue) {
        Waiting waiting = byQueue.get(queue);
        if (waiting != null) {
            waiting.lender.giveBack();
            waiting.share.giveBack();
        }
    }

    /** Leads that wait in a queue; 0 for one that is not dialed. */
    public int waiting(QueueId queue) {
        Waiting waiting = byQueue.get(queue);
        return waiting == null ? 0 : waiting.size;
    }

    /** Leads that wait. */
    public int size() {
        return byLead.size();
    }

    private static void takeOut(Entry entry) {
        entry.queue.leads.remove(entry);
        entry.queue.size--;
        entry.queue.lender.end();
        entry.queue.share.end();
    }

    private static boolean isBefore(Waiting one, Waiting other) {
        return one.lender == other.lender ? one.share.isBefore(other.share) : one.lender.isBefore(other.lender);
    }
}
