package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.testing.Kinds;
import dev.janji.domain.testing.Property;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A lender's queues may deliver in another order than things happened. Every order of a history that the protocol permits is accepted, and
 * ends in the same ledger, days past due, bucket, promise, dispute, holds, consents and notices; the contacts made may differ. Permitted is
 * every order that keeps the pairs that {@link LenderOrder} binds.
 */
class PermutationTest {
    private static final int HISTORIES = Property.isThorough() ? 300 : 48;

    private static final int EVENTS = 6;

    @TestFactory
    Stream<DynamicTest> shouldEndAlikeInEveryPermittedOrderWhenAllIsToldAtOnce() {
        return Property.of(HISTORIES, EVENTS)
                .holds((seed, events) ->
                        endsAlike(new HistoryDraws(seed).history(events).atOnce()));
    }

    /** Each event is told at the instant of its place in the order; between two of them steps, borders of buckets and deadlines pass. */
    @TestFactory
    Stream<DynamicTest> shouldEndAlikeInEveryPermittedOrderWhenTimePasses() {
        return Property.of(HISTORIES, EVENTS)
                .holds((seed, events) -> endsAlike(new HistoryDraws(seed).history(events)));
    }

    private static void endsAlike(History history) {
        assertThat(history.in(asTold(history)))
                .as("the ending of the order as told")
                .isNotNull();
        String difference = difference(history);
        if (difference == null) {
            return;
        }
        History smallest = history;
        for (int i = 0; i < smallest.told().size(); i++) {
            History smaller = smallest.without(i);
            String again = difference(smaller);
            if (again != null) {
                smallest = smaller;
                difference = again;
                i = -1;
            }
        }
        throw new AssertionError("Expected every permitted order to end alike, but not these: " + difference);
    }

    /** @return null when all orders end alike */
    private static @Nullable String difference(History history) {
        List<List<Integer>> orders = new ArrayList<>();
        List<Ending> endings = new ArrayList<>();
        String[] found = new String[1];
        history.eachPermittedOrder((order, ending) -> {
            if (orders.isEmpty()) {
                orders.add(order);
                endings.add(ending);
            } else if (found[0] == null && (ending == null || !ending.equals(endings.get(0)))) {
                found[0] = history.compared(orders.get(0), order) + "\n  " + endings.get(0) + "\n  " + ending;
            }
        });
        return endings.get(0) == null ? null : found[0];
    }

    /** A clause that binds more than it must hides what it should show. */
    @Test
    void shouldFindAPairForEveryClauseThatMayNotBeExchanged() {
        Map<LenderOrder, String> witnesses = new EnumMap<>(LenderOrder.class);
        for (long seed = 0; seed < 10_000 && witnesses.size() < LenderOrder.values().length; seed++) {
            History history = new HistoryDraws(seed).history(EVENTS);
            for (int i = 0; i + 1 < EVENTS; i++) {
                List<LenderOrder> clauses = binding(history, i);
                if (clauses.size() == 1 && !witnesses.containsKey(clauses.get(0))) {
                    String matters = matters(history, i);
                    if (matters != null) {
                        witnesses.put(clauses.get(0), matters);
                    }
                }
            }
        }

        assertThat(witnesses).containsOnlyKeys(LenderOrder.values());
    }

    private static List<LenderOrder> binding(History history, int i) {
        List<LenderEvent> told = history.told();
        return Stream.of(LenderOrder.values())
                .filter(clause -> clause.binds(told, told.get(i), told.get(i + 1)))
                .toList();
    }

    private static Integer[] asTold(History history) {
        return IntStream.range(0, history.told().size()).boxed().toArray(Integer[]::new);
    }

    /** @return null when the event may as well be told after the following one */
    private static @Nullable String matters(History history, int i) {
        Integer[] asTold = asTold(history);
        Integer[] exchanged = asTold.clone();
        exchanged[i] = i + 1;
        exchanged[i + 1] = i;
        return Objects.equals(history.in(asTold), history.in(exchanged))
                ? null
                : history.compared(List.of(asTold), List.of(exchanged));
    }

    /** One that the drawn histories meet too seldom: its promise cannot have been broken before, so it is not bound in time. */
    @Test
    void shouldEndAlikeInAnyOrderWhenAPromiseOfAFarDayIsTakenBack() {
        DebtorStory story = DebtorStory.ofCard("2026-03-10T12:00", "2026-03-09");
        PromiseId promise = new PromiseId("pr1");
        List<LenderEvent> told = List.of(
                new LenderEvent.PromiseRecorded(CARD, promise, DebtorStory.rupiah(100), HistoryDraws.FAR),
                new AgreementEvent.PromiseCancelled(CARD, promise, "DEBTOR"),
                new LenderEvent.AccountTermsSet(CARD, AccountTerms.NONE),
                new LenderEvent.NoticeGivenElsewhere(CARD, LenderEvent.NoticeKind.WARNING_LETTER));
        List<Instant> at = List.of(
                story.now(),
                story.now().plusSeconds(3_600),
                story.now().plusSeconds(90_000),
                story.now().plusSeconds(180_000));
        History history = new History(
                TestRules.indonesian(), story.state, told, at, story.now().plusSeconds(900_000));

        assertThat(history.bound()[1][2]).as("taking back and terms are bound").isFalse();
        assertThat(history.bound()[0][1])
                .as("promising and taking back are bound")
                .isTrue();
        assertThat(difference(history)).isNull();
    }

    /** A property that never meets a case proves nothing about it. */
    @Test
    @EnabledIfSystemProperty(named = "thorough", matches = ".*")
    void shouldTellEveryKindOfEventInManyOrders() {
        Set<Class<?>> kinds = new HashSet<>();
        Set<Class<?>> moved = new HashSet<>();
        long orders = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new HistoryDraws(seed).history(EVENTS);
            List<LenderEvent> told = history.told();
            boolean[][] bound = history.bound();
            for (int i = 0; i < EVENTS; i++) {
                kinds.add(told.get(i).getClass());
                for (int j = i + 1; j < EVENTS; j++) {
                    if (!bound[i][j]) {
                        moved.add(told.get(i).getClass());
                        moved.add(told.get(j).getClass());
                    }
                }
            }
            orders += orders(bound, 0);
        }

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(Kinds.of(LenderEvent.class));
        kinds.remove(LenderEvent.DebtorErased.class);
        // Bound to whatever is told beside it while its promise may have been broken before; one that may not is drawn
        // too seldom here.
        kinds.remove(AgreementEvent.PromiseCancelled.class);
        moved.remove(AgreementEvent.PromiseCancelled.class);
        assertThat(moved).as("kinds that are told in more than one order").isEqualTo(kinds);
        assertThat(orders).as("permitted orders of " + HISTORIES + " histories").isGreaterThan(50_000);
    }

    /** @param told a mask of those that have been */
    private static long orders(boolean[][] bound, int told) {
        if (told == (1 << bound.length) - 1) {
            return 1;
        }
        long orders = 0;
        for (int next = 0; next < bound.length; next++) {
            boolean free = (told & 1 << next) == 0;
            for (int before = 0; before < next; before++) {
                free &= !bound[before][next] || (told & 1 << before) != 0;
            }
            orders += free ? orders(bound, told | 1 << next) : 0;
        }
        return orders;
    }
}
