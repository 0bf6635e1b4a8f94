package dev.janji.loadtest.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishRequest.EventCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PortfolioTest {
    private static final Sample SAMPLE = Sample.shipped();
    private static final Portfolio PORTFOLIO = Portfolio.of(SAMPLE, 600, Assumptions.DAYS, 7);

    @Test
    void shouldLeaveTheStreamUnchangedWhenTheMonthsOfDelayAreShuffled() {
        // given
        List<String> header = List.of(
                "ID", "X6", "X7", "X8", "X9", "X10", "X11", "X12", "X13", "X14", "X15", "X16", "X17", "X18", "X19",
                "X20", "X21", "X22", "X23");
        List<List<Long>> status = new ArrayList<>();
        SAMPLE.monthsOfDelay()
                .forEach(each -> status.add(
                        each.status().stream().map(Integer::longValue).toList()));
        Collections.shuffle(status, new Random(1));
        StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
        List<CardClient> clients = SAMPLE.clients();
        for (int i = 0; i < clients.size(); i++) {
            List<Long> columns = new ArrayList<>();
            columns.add((long) clients.get(i).number());
            for (List<Long> months : List.of(
                    status.get(i), clients.get(i).bills(), clients.get(i).payments())) {
                List<Long> backward = new ArrayList<>(months);
                Collections.reverse(backward);
                columns.addAll(backward);
            }
            csv.append(columns.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .append('\n');
        }
        Sample shuffled = Sample.of(csv.toString());

        // when
        Portfolio other = Portfolio.of(shuffled, 600, Assumptions.DAYS, 7);

        // then
        assertThat(shuffled.monthsOfDelay()).isNotEqualTo(SAMPLE.monthsOfDelay());
        assertThat(other).isEqualTo(PORTFOLIO);
    }

    @Test
    void shouldPayInEachMonthWhatTheSampleSays() {
        // given
        Map<String, Long> paid = new HashMap<>();
        Map<String, Long> amounts = new HashMap<>();

        // when
        for (PlannedEvent event : PORTFOLIO.events()) {
            PublishRequest request = event.request();
            if (event.duplicate() || event.refusal() != null) {
                continue;
            }
            int month = LocalDate.ofInstant(event.at(), Assumptions.LENDER_ZONE).getMonthValue();
            if (request.hasPaymentReceived()
                    && !request.getPaymentReceived().getPaymentId().startsWith("credit")) {
                String payment = event.debtor() + request.getPaymentReceived().getPaymentId();
                amounts.put(payment, request.getPaymentReceived().getAmount().getMinor());
                paid.merge(event.debtor() + "/" + month, amounts.get(payment), Long::sum);
            }
            if (request.hasPaymentReversed()) {
                String payment = event.debtor() + request.getPaymentReversed().getPaymentId();
                paid.merge(event.debtor() + "/" + month, -amounts.get(payment), Long::sum);
            }
        }

        // then
        for (CardClient client : PORTFOLIO.clients()) {
            for (int i = 0; i < CardClient.MONTHS; i++) {
                String key = ClientStory.debtorId(client.number()) + "/" + (4 + i);
                assertThat(paid.getOrDefault(key, 0L))
                        .as(key)
                        .isEqualTo(client.payments().get(i) * Assumptions.MINOR);
            }
        }
    }

    @Test
    void shouldBringTheBalanceToTheBillWhenAStatementIsIssued() {
        // given
        Map<String, Long> balance = new HashMap<>();
        Map<String, Long> amounts = new HashMap<>();
        Map<String, CardClient> byDebtor = PORTFOLIO.clients().stream()
                .collect(Collectors.toMap(client -> ClientStory.debtorId(client.number()), client -> client));

        // when
        for (PlannedEvent event : PORTFOLIO.events()) {
            PublishRequest request = event.request();
            String debtor = event.debtor();
            if (event.duplicate() || event.refusal() != null) {
                continue;
            }
            if (request.hasAccountOpened()) {
                balance.put(
                        debtor, request.getAccountOpened().getOpeningBalance().getMinor());
            }
            if (request.hasPaymentReceived()) {
                long amount = request.getPaymentReceived().getAmount().getMinor();
                amounts.put(debtor + request.getPaymentReceived().getPaymentId(), amount);
                balance.merge(debtor, -amount, Long::sum);
            }
            if (request.hasPaymentReversed()) {
                balance.merge(
                        debtor,
                        amounts.get(debtor + request.getPaymentReversed().getPaymentId()),
                        Long::sum);
            }
            if (request.hasBalanceAdjusted()) {
                balance.merge(debtor, request.getBalanceAdjusted().getAmount().getMinor(), Long::sum);

                // then
                if (request.hasAsOf()) {
                    assertThat(balance.get(debtor)).isNegative();
                    continue;
                }
                int month =
                        LocalDate.ofInstant(event.at(), Assumptions.LENDER_ZONE).getMonthValue();
                assertThat(balance.get(debtor))
                        .as(debtor + " in month " + month)
                        .isEqualTo(byDebtor.get(debtor).bills().get(month - 4) * Assumptions.MINOR);
            }
        }
    }

    @Test
    void shouldPayAThirdOfThePaymentsInTwoParts() {
        // given
        Set<String> months = new HashSet<>();
        Set<String> split = new HashSet<>();

        // when
        for (PlannedEvent event : PORTFOLIO.events()) {
            String id = event.request().getPaymentReceived().getPaymentId();
            if (id.startsWith("pay-")) {
                months.add(event.debtor() + id.substring(0, 5));
                if (id.endsWith("-a")) {
                    split.add(event.debtor() + id.substring(0, 5));
                }
            }
        }

        // then
        assertThat((double) split.size() / months.size()).isCloseTo(1.0 / 3, within(0.05));
    }

    @Test
    void shouldTakeAPaymentBackOnlyAfterItWasBooked() {
        Set<String> booked = new HashSet<>();
        List<String> early = new ArrayList<>();
        for (PlannedEvent event : Portfolio.of(Sample.shipped(), 3_000, Assumptions.DAYS, Assumptions.SEED)
                .events()) {
            PublishRequest request = event.request();
            if (event.refusal() == null && request.hasPaymentReceived()) {
                booked.add(event.debtor() + "/" + request.getPaymentReceived().getPaymentId());
            } else if (event.refusal() == null && request.hasPaymentReversed()) {
                String payment =
                        event.debtor() + "/" + request.getPaymentReversed().getPaymentId();
                if (!booked.contains(payment)) {
                    early.add(payment);
                }
            }
        }

        assertThat(early).isEmpty();
    }

    @Test
    void shouldKeepEachDebtorsEventsInTheOrderOfWhatHappened() {
        // given
        Map<String, Instant> last = new HashMap<>();

        // when, then
        for (PlannedEvent event : PORTFOLIO.events()) {
            Instant before = last.put(event.debtor(), event.at());
            assertThat(event.at()).isAfterOrEqualTo(before == null ? Assumptions.START : before);
            assertThat(event.at()).isBefore(PORTFOLIO.end());
            assertThat(event.at().getEpochSecond() % 60).isZero();
            boolean future =
                    event.request().getOccurredAt().getSeconds() > event.at().getEpochSecond();
            assertThat(future)
                    .isEqualTo(event.refusal() != null && event.refusal().name().endsWith("IN_FUTURE"));
        }
    }

    @Test
    void shouldBeginEachDebtorWithItsPersonAndItsAccount() {
        // given
        Map<String, List<EventCase>> told = new HashMap<>();

        // when
        PORTFOLIO
                .events()
                .forEach(event -> told.computeIfAbsent(event.debtor(), debtor -> new ArrayList<>())
                        .add(event.request().getEventCase()));

        // then
        assertThat(told.values())
                .allMatch(
                        kinds -> kinds.get(0) == EventCase.DEBTOR_UPSERTED && kinds.get(1) == EventCase.ACCOUNT_OPENED);
    }

    @Test
    void shouldNameNobodyAndReachNobody() {
        for (PlannedEvent event : PORTFOLIO.events()) {
            List<ContactPoint> points =
                    new ArrayList<>(event.request().getDebtorUpserted().getContactPointsList());
            if (event.request().hasContactPointChanged()) {
                points.add(event.request().getContactPointChanged().getContactPoint());
            }
            assertThat(points)
                    .allMatch(point -> point.getAddress().startsWith("+999")
                            || point.getAddress().endsWith("@example.org"));
            if (event.request().hasDebtorUpserted()) {
                assertThat(event.request().getDebtorUpserted().getName()).matches("Client \\d+");
            }
        }
    }

    @Test
    void shouldTellEveryKindThatTheDemoPromises() {
        // given
        Set<EventCase> kinds = EnumSet.noneOf(EventCase.class);
        Set<String> zones = new HashSet<>();

        // when
        PORTFOLIO.events().forEach(event -> {
            kinds.add(event.request().getEventCase());
            if (event.request().hasDebtorUpserted()) {
                zones.add(event.request().getDebtorUpserted().getZone());
            }
        });

        // then
        assertThat(kinds)
                .contains(
                        EventCase.DEBTOR_UPSERTED,
                        EventCase.ACCOUNT_OPENED,
                        EventCase.SCHEDULE_SET,
                        EventCase.GO_LIVE,
                        EventCase.PAYMENT_RECEIVED,
                        EventCase.PAYMENT_REVERSED,
                        EventCase.BALANCE_ADJUSTED,
                        EventCase.CONTACT_POINT_CHANGED,
                        EventCase.CONSENT_CHANGED,
                        EventCase.DEBTOR_CONSENT_CHANGED,
                        EventCase.DISPUTE_OPENED,
                        EventCase.DISPUTE_RESOLVED,
                        EventCase.HOLD_PLACED,
                        EventCase.HOLD_LIFTED,
                        EventCase.ACCOUNT_CLOSED,
                        EventCase.PROMISE_RECORDED,
                        EventCase.CONTACT_MADE_ELSEWHERE,
                        EventCase.NOTICE_GIVEN_ELSEWHERE,
                        EventCase.CONVERSATION_HELD,
                        EventCase.DISPOSITION_CORRECTED,
                        EventCase.REPLY_RECEIVED,
                        EventCase.CALLBACK_REQUESTED,
                        EventCase.CALLBACK_CLOSED,
                        EventCase.COMPLAINT_RECEIVED,
                        EventCase.COMPLAINT_CLOSED);
        assertThat(zones).containsExactlyInAnyOrder("", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura");
    }

    @Test
    void shouldContainTheSmallerPortfolioWhenItIsLarger() {
        // given
        Portfolio smaller = Portfolio.of(SAMPLE, 20, 30, 7);

        // when
        Portfolio larger = Portfolio.of(SAMPLE, 60, 60, 7);
        Portfolio odd = Portfolio.of(SAMPLE, 21, 30, 7);

        // then
        assertThat(larger.events()).containsAll(smaller.events());
        assertThat(larger.events()).containsAll(odd.events());
        assertThat(smaller.clients()).hasSize(20);
    }
}
