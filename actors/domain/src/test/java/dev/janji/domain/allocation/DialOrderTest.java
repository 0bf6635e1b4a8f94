package dev.janji.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which lead is dialed next. */
final class DialOrderTest {
    private static final Currency IDR = Currency.getInstance("IDR");
    private static final LenderId SATU = new LenderId("bank-satu");
    private static final LenderId DUA = new LenderId("bank-dua");
    private static final QueueId EARLY = new QueueId("satu-early");
    private static final QueueId LATE = new QueueId("satu-late");
    private static final QueueId OTHER = new QueueId("dua");
    private static final QueueId PREVIEW = new QueueId("dua-preview");
    private static final Instant START = Instant.parse("2026-06-02T03:00:00Z");

    private final DialOrder order = new DialOrder(terms(), Set.of(EARLY, LATE, OTHER));

    @Test
    void shouldGiveLendersAndQueuesTheirSharesByWeight() {
        // given
        for (int i = 0; i < 600; i++) {
            add("e" + i, EARLY, 0, i);
            add("l" + i, LATE, 0, i);
            add("o" + i, OTHER, 0, i);
        }

        // when
        Map<QueueId, Integer> turns = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            turns.merge(queueOf(order.next(queue -> true)), 1, Integer::sum);
        }

        // then: two thirds are the first lender's, three quarters of these its early queue's
        assertThat(turns.get(EARLY)).isBetween(298, 302);
        assertThat(turns.get(LATE)).isBetween(98, 102);
        assertThat(turns.get(OTHER)).isBetween(198, 202);
    }

    @Test
    void shouldTakeTheOlderAndTheMoreWorthFirstWithinAQueue() {
        add("older", OTHER, 0, 0);
        add("younger", OTHER, 0, 60);
        add("worth-two-hours", OTHER, 20_000_000, 3_600);
        add("worth-most", OTHER, Money.LARGEST_MINOR, 9 * 3_600);

        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly("worth-two-hours", "older", "younger", "worth-most");
        assertThat(order.next(queue -> true)).isNull();
    }

    @Test
    void shouldTakeFromOpenQueuesOnlyAndForgetWhatIsRemoved() {
        add("e", EARLY, 0, 0);
        add("o", OTHER, 0, 0);
        assertThat(order.add(new LeadId("o"), OTHER, worth(0), START)).isFalse();

        assertThat(order.next(queue -> queue.equals(LATE))).isNull();
        assertThat(order.remove(new LeadId("e"))).isTrue();
        assertThat(order.remove(new LeadId("e"))).isFalse();
        assertThat(order.waiting(EARLY)).isZero();
        assertThat(order.waiting(OTHER)).isEqualTo(1);
        assertThat(order.size()).isEqualTo(1);
        assertThat(next()).isEqualTo("o");
    }

    @Test
    void shouldCountATurnThatCameToNothingForNobody() {
        add("e1", EARLY, 0, 0);
        add("e2", EARLY, 0, 1);
        add("o1", OTHER, 0, 0);

        assertThat(next()).isEqualTo("e1");
        order.giveBack(EARLY);

        assertThat(next()).isEqualTo("e2");
    }

    @Test
    void shouldRefuseWhatItCannotCompare() {
        assertThatThrownBy(() -> order.add(new LeadId("p"), PREVIEW, worth(0), START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dialed");
        Worth dollars = new Worth(new Money(1, Currency.getInstance("USD")), 10_000);
        assertThatThrownBy(() -> order.add(new LeadId("d"), OTHER, dollars, START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("currency");
    }

    @Test
    void shouldAgreeWithAListThatIsSortedForEveryQuestion() {
        Random random = new Random(7);
        Map<LeadId, Long> dues = new HashMap<>();
        List<LeadId> came = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(3) > 0) {
                LeadId lead = new LeadId("o" + i);
                long hours = random.nextInt(12);
                int second = random.nextInt(40_000);
                order.add(lead, OTHER, worth(hours * 10_000_000), START.plusSeconds(second));
                dues.put(lead, second - Math.min(8, hours) * 3_600);
                came.add(lead);
            } else if (random.nextInt(4) == 0 && !dues.isEmpty()) {
                LeadId gone = came.get(random.nextInt(came.size()));
                assertThat(order.remove(gone)).isEqualTo(dues.remove(gone) != null);
            } else {
                LeadId expected = came.stream()
                        .filter(dues::containsKey)
                        .min(Comparator.comparingLong(dues::get))
                        .orElse(null);
                assertThat(order.next(queue -> true)).isEqualTo(expected);
                dues.remove(expected);
            }
        }
    }

    private String next() {
        LeadId lead = order.next(queue -> true);
        return lead == null ? "" : lead.value();
    }

    private static QueueId queueOf(LeadId lead) {
        return switch (lead.value().charAt(0)) {
            case 'e' -> EARLY;
            case 'l' -> LATE;
            default -> OTHER;
        };
    }

    private void add(String lead, QueueId queue, long worthMinor, int second) {
        assertThat(order.add(new LeadId(lead), queue, worth(worthMinor), START.plusSeconds(second)))
                .isTrue();
    }

    private static Worth worth(long minor) {
        return new Worth(new Money(minor, IDR), 10_000);
    }

    private static DeskTerms terms() {
        return new DeskTerms(
                List.of(new DeskTerms.LenderTerms(SATU, 2, true), new DeskTerms.LenderTerms(DUA, 1, true)),
                List.of(queue(EARLY, SATU, 3), queue(LATE, SATU, 1), queue(OTHER, DUA, 1), queue(PREVIEW, DUA, 1)),
                DeskTerms.Timing.USUAL,
                DeskTerms.MOST_URGENT_IN_A_ROW,
                DeskTerms.MOST_LINES);
    }

    private static DeskTerms.QueueTerms queue(QueueId queue, LenderId lender, int weight) {
        return new DeskTerms.QueueTerms(queue, lender, weight, new Money(10_000_000, IDR), Duration.ofHours(8));
    }
}
