package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a lender told of a debtor, and when; may be told again in another order at the same instants. Between them the debtor is woken up
 * when time has come, every contact is handed over at once, and every call made. Immutable.
 *
 * @param before the debtor when the first event is told
 * @param at when the first, the second ... event is told, whichever it is
 * @param end when its state is looked at
 */
record History(TestRules rules, DebtorState before, List<LenderEvent> told, List<Instant> at, Instant end) {
    private static final int MOST_WAKE_UPS = 10_000;

    History {
        told = List.copyOf(told);
        at = List.copyOf(at);
    }

    /** All events at one instant, which is also that of the ending. */
    History atOnce() {
        return new History(rules, before, told, Collections.nCopies(at.size(), at.get(0)), at.get(0));
    }

    History without(int index) {
        List<LenderEvent> fewer = new ArrayList<>(told);
        fewer.remove(index);
        return new History(rules, before, fewer, at.subList(0, fewer.size()), end);
    }

    /** One more at the end; before the erasure, after which nothing can be told. */
    History with(LenderEvent more) {
        List<LenderEvent> all = new ArrayList<>(told);
        boolean erased = !told.isEmpty() && told.get(told.size() - 1) instanceof LenderEvent.DebtorErased;
        all.add(erased ? told.size() - 1 : told.size(), more);
        return new History(rules, before, all, at, end);
    }

    /** Every permitted order, each with how it ends; null when some event of it was refused. The first one is the order as told. */
    void eachPermittedOrder(BiConsumer<List<Integer>, @Nullable Ending> consumer) {
        continued(before, new ArrayList<>(), bound(), consumer);
    }

    /** @return whether the one must be told before the other */
    boolean[][] bound() {
        boolean[][] bound = new boolean[told.size()][told.size()];
        for (int i = 0; i < told.size(); i++) {
            for (int j = i + 1; j < told.size(); j++) {
                bound[i][j] = LenderOrder.bound(told, told.get(i), told.get(j));
            }
        }
        return bound;
    }

    private void continued(
            @Nullable DebtorState state,
            List<Integer> order,
            boolean[][] bound,
            BiConsumer<List<Integer>, @Nullable Ending> consumer) {
        if (order.size() == told.size()) {
            consumer.accept(List.copyOf(order), state == null ? null : ended(state));
            return;
        }
        for (int next = 0; next < told.size(); next++) {
            if (order.contains(next) || waits(next, order, bound)) {
                continue;
            }
            DebtorState after = state == null ? null : heard(state, next, order.size());
            order.add(next);
            continued(after, order, bound, consumer);
            order.remove(order.size() - 1);
        }
    }

    private boolean waits(int next, List<Integer> order, boolean[][] bound) {
        for (int i = 0; i < next; i++) {
            if (bound[i][next] && !order.contains(i)) {
                return true;
            }
        }
        return false;
    }

    /** @return how this order ends, permitted or not; null when some event of it is refused */
    @Nullable
    Ending in(Integer... order) {
        DebtorState state = before;
        for (int i = 0; i < order.length && state != null; i++) {
            state = heard(state, order[i], i);
        }
        return state == null ? null : ended(state);
    }

    private @Nullable DebtorState heard(DebtorState before, int event, int position) {
        Instant now = at.get(position);
        DebtorState state = position == 0 ? before : awake(before, at.get(position - 1), now);
        Decision decision = DebtorRules.decide(state, command("e" + event, told.get(event), at.get(0)), context(now));
        return decision instanceof Decision.Accepted accepted ? accepted.after() : null;
    }

    private Ending ended(DebtorState state) {
        DebtorState last = awake(state, told.isEmpty() ? end : at.get(told.size() - 1), end);
        return Ending.of((Known) last, context(end));
    }

    /** Told of when it is told, whatever its place: the lender knows when it happened. */
    static ApplyLenderEvent command(String id, LenderEvent event, Instant occurredAt) {
        return new ApplyLenderEvent(
                new EventId(id), new BodyHash(id.hashCode(), event.hashCode()), occurredAt, null, event);
    }

    RuleContext context(Instant now) {
        return RuleContext.at(DebtorStory.DEBTOR, now, rules.rules()).with(ContactRecord.NONE);
    }

    private DebtorState awake(DebtorState before, Instant from, Instant to) {
        DebtorState state = before;
        Instant now = from;
        for (int i = 0; i < MOST_WAKE_UPS; i++) {
            Instant next = DebtorRules.outstanding(state, context(now)).nextWakeUp();
            if (next == null || next.isAfter(to)) {
                return state;
            }
            now = next.isAfter(now) ? next : now;
            state = after(state, new DebtorCommand.WakeUp(), now);
            state = dialed(state, now);
            if (state instanceof Known known && known.openAttempt() != null) {
                AttemptId open = known.openAttempt().id();
                state = after(state, new DebtorCommand.RecordAnswer(open, Answer.HANDED_OVER, "", "ref"), now);
            }
        }
        throw new AssertionError("Expected wake-ups to come to rest, but they do not before " + to);
    }

    /** An agent is free at once; every other call is answered. */
    private DebtorState dialed(DebtorState state, Instant now) {
        LiveLead lead = ((Known) state).lead();
        if (lead == null || !lead.isWaiting()) {
            return state;
        }
        DebtorState dialed = after(state, new DebtorCommand.DialLead(lead.id(), null), now);
        Attempt call = ((Known) dialed).openAttempt();
        if (call == null) {
            return dialed;
        }
        dialed = after(dialed, new DebtorCommand.RecordAnswer(call.id(), Answer.HANDED_OVER, "", "call"), now);
        LeadResult result = dialed.version() % 2 == 0 ? LeadResult.TALKED : LeadResult.NOT_REACHED;
        return after(dialed, new DebtorCommand.CloseLead(lead.id(), result), now);
    }

    private DebtorState after(DebtorState state, DebtorCommand command, Instant now) {
        return ((Decision.Accepted) DebtorRules.decide(state, command, context(now))).after();
    }

    /** Both orders, without what they share at their beginning and end. */
    String compared(List<Integer> one, List<Integer> other) {
        int first = 0;
        while (first < one.size() && one.get(first).equals(other.get(first))) {
            first++;
        }
        int last = one.size();
        while (last > first && one.get(last - 1).equals(other.get(last - 1))) {
            last--;
        }
        StringBuilder text = new StringBuilder();
        for (List<Integer> order : Arrays.asList(one, other)) {
            text.append("\n  ").append(order).append(": ");
            for (int i = first; i < last; i++) {
                text.append(told.get(order.get(i)))
                        .append(" at ")
                        .append(at.get(i))
                        .append("; ");
            }
        }
        return text.append("\n  of ").append(told).toString();
    }
}
