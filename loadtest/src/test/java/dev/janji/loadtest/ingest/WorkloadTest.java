package dev.janji.loadtest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorkloadTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T03:04:05Z");
    private static final int EVENTS = 5_000;

    private final Workload workload = new Workload(7, BEGIN);

    @Test
    void shouldKeepTheSharesOfTheMixWhenManyEventsAreMade() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (int debtor = 0; debtor < 20; debtor++) {
            for (int n = Workload.LOADING + 1; n <= EVENTS; n++) {
                counts.merge(workload.kind(debtor, n), 1, Integer::sum);
            }
        }
        double all = counts.values().stream().mapToInt(each -> each).sum();

        assertThat(counts).doesNotContainKey(Kind.DUPLICATE);
        for (Kind kind : counts.keySet()) {
            double share = kind.percent() / (100.0 - Kind.DUPLICATE.percent());
            assertThat(counts.get(kind) / all).as(kind.name()).isCloseTo(share, within(0.01));
        }
    }

    @Test
    void shouldMakeTheSameEventWhenItIsAskedForAgain() {
        for (int n = 1; n < 200; n++) {
            assertThat(new Workload(7, BEGIN).event(3, n)).isEqualTo(workload.event(3, n));
            assertThat(workload.event(3, n).getEventId()).isEqualTo("e-" + n);
        }
    }

    @Test
    void shouldBringTheEarliestDueDateNearerWithEachEventThatWakesEarlier() {
        LocalDate earliest = date(workload.event(5, Workload.LOADING)
                .getScheduleSet()
                .getInstalments(0)
                .getDueDate());
        int moves = 0;
        for (int n = Workload.LOADING + 1; n <= EVENTS; n++) {
            PublishRequest request = workload.event(5, n);
            if (workload.kind(5, n) == Kind.WAKE_UP) {
                LocalDate due = request.hasScheduleSet()
                        ? date(request.getScheduleSet().getInstalments(0).getDueDate())
                        : date(request.getChargePosted().getDueDate());
                assertThat(due).isBefore(earliest);
                earliest = due;
                moves++;
            } else {
                assertThat(request.hasScheduleSet() || request.hasChargePosted())
                        .isFalse();
            }
        }
        assertThat(moves).isGreaterThan(EVENTS / 6);
        assertThat(earliest).isAfter(LocalDate.of(2035, 1, 1));
    }

    @Test
    void shouldKeepThePaymentWhenItComesUnderAnotherEventId() {
        int payment = Workload.LOADING + 1;
        while (workload.kind(9, payment) != Kind.PAYMENT) {
            payment++;
        }
        PublishRequest again = workload.samePayment(9, payment, 77);

        assertThat(again.getEventId()).isNotEqualTo("e-" + payment);
        assertThat(again.getPaymentReceived())
                .isEqualTo(workload.event(9, payment).getPaymentReceived());
    }

    @Test
    void shouldReadTheDebtorBackFromItsId() {
        assertThat(Workload.debtor(Workload.debtorId(123_456))).isEqualTo(123_456);
    }

    private static LocalDate date(Date date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }
}
