package dev.janji.loadtest.demo;

import dev.janji.loadtest.checker.Arrears;
import dev.janji.loadtest.lender.Answer;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.protocols.lender.v1.AgeingPaused;
import dev.janji.protocols.lender.v1.ArrangementAgreed;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.MoratoriumStarted;
import dev.janji.protocols.lender.v1.OfferAnswer;
import dev.janji.protocols.lender.v1.OfferMade;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PromiseRecorded;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lender's own picture of its portfolio, from what it published and what was accepted; nothing of it is asked of the server.
 * Thread-safe: one lock.
 */
final class PortfolioMirror {
    private static final int GRACE_DAYS = 1;
    private static final int ARRANGEMENT_GRACE_DAYS = 3;
    private static final int[] BORDERS = {0, 30, 60, 90, 120, 150, 180};
    private static final String[] NAMES = {"CURRENT", "B1", "B2", "B3", "B4", "B5", "B6", "CO"};

    private final Map<String, Debtor> debtors = new HashMap<>();

    private static final class Debtor {
        ZoneId zone = Assumptions.LENDER_ZONE;
        Arrears arrears = new Arrears(0);
        final Map<String, Promise> promises = new LinkedHashMap<>();
        final Map<String, OfferMade> offers = new HashMap<>();
        boolean open = true;
    }

    /** @param over taken back, or in the place of which an arrangement came */
    private record Promise(long amountMinor, LocalDate due, long sequenceNumber, boolean over) {}

    /** How promises stand. */
    record Promises(int taken, int kept, int broken) {}

    synchronized void apply(Answer answer) {
        if (!answer.accepted() || answer.duplicate() && answer.sends() == 1) {
            return;
        }
        PublishRequest request = answer.event().request();
        Debtor debtor = debtors.computeIfAbsent(request.getDebtorId(), id -> new Debtor());
        switch (request.getEventCase()) {
            case DEBTOR_UPSERTED -> {
                String zone = request.getDebtorUpserted().getZone();
                debtor.zone = zone.isEmpty() ? Assumptions.LENDER_ZONE : ZoneId.of(zone);
            }
            case ACCOUNT_OPENED ->
                debtor.arrears = new Arrears(
                        request.getAccountOpened().getOpeningBalance().getMinor());
            case SCHEDULE_SET ->
                debtor.arrears.schedule(
                        request.getScheduleSet().getInstalmentsList().stream()
                                .map(each -> date(each.getDueDate()))
                                .toList(),
                        request.getScheduleSet().getInstalmentsList().stream()
                                .map(Instalment::getAmountMinor)
                                .toList());
            case PAYMENT_RECEIVED -> {
                PaymentReceived payment = request.getPaymentReceived();
                debtor.arrears.pay(
                        payment.getPaymentId(),
                        payment.getAmount().getMinor(),
                        payment.hasValueDate() ? date(payment.getValueDate()) : local(debtor, answer),
                        sequence(answer));
            }
            case PAYMENT_REVERSED ->
                debtor.arrears.reverse(request.getPaymentReversed().getPaymentId());
            case BALANCE_ADJUSTED ->
                debtor.arrears.adjust(request.getBalanceAdjusted().getAmount().getMinor());
            case PROMISE_RECORDED -> {
                PromiseRecorded promise = request.getPromiseRecorded();
                debtor.promises.put(
                        promise.getPromiseId(),
                        new Promise(
                                promise.getAmount().getMinor(), date(promise.getDueDate()), sequence(answer), false));
            }
            case PROMISE_CANCELLED -> over(debtor, request.getPromiseCancelled().getPromiseId());
            case ARRANGEMENT_AGREED -> {
                ArrangementAgreed agreed = request.getArrangementAgreed();
                arranged(
                        debtor,
                        answer,
                        agreed.getArrangementId(),
                        agreed.getInstalmentsList(),
                        agreed.getWaivedMinor());
            }
            case OFFER_MADE -> debtor.offers.put(request.getOfferMade().getOfferId(), request.getOfferMade());
            case OFFER_ANSWERED -> {
                OfferMade offer = debtor.offers.get(request.getOfferAnswered().getOfferId());
                if (offer != null && request.getOfferAnswered().getAnswer() == OfferAnswer.OFFER_ANSWER_ACCEPTED) {
                    arranged(debtor, answer, offer.getOfferId(), offer.getInstalmentsList(), offer.getWaivedMinor());
                }
            }
            case ARRANGEMENT_ENDED ->
                debtor.arrears.endArrangement(
                        request.getArrangementEnded().getArrangementId(),
                        request.getArrangementEnded().getOutcome().name().substring("ARRANGEMENT_STATE_".length()));
            case MORATORIUM_STARTED -> {
                MoratoriumStarted started = request.getMoratoriumStarted();
                debtor.arrears.pause(
                        "moratorium " + started.getMoratoriumId(),
                        date(started.getFrom()),
                        started.hasUntil() ? date(started.getUntil()) : null);
            }
            case MORATORIUM_ENDED ->
                debtor.arrears.resume(
                        "moratorium " + request.getMoratoriumEnded().getMoratoriumId(),
                        date(request.getMoratoriumEnded().getOn()));
            case AGEING_PAUSED -> {
                AgeingPaused paused = request.getAgeingPaused();
                debtor.arrears.pause(
                        paused.getPauseId(),
                        date(paused.getFrom()),
                        paused.hasUntil() ? date(paused.getUntil()) : null);
            }
            case AGEING_RESUMED ->
                debtor.arrears.resume(
                        request.getAgeingResumed().getPauseId(),
                        date(request.getAgeingResumed().getOn()));
            case ACCOUNT_CLOSED -> debtor.open = false;
            default -> {}
        }
    }

    private static void arranged(
            Debtor debtor, Answer answer, String id, List<Instalment> instalments, long waivedMinor) {
        debtor.promises.keySet().stream()
                .reduce((first, second) -> second)
                .filter(last -> !isSettled(debtor, last, local(debtor, answer)))
                .ifPresent(last -> over(debtor, last));
        debtor.arrears.arrange(
                id,
                instalments.stream().map(each -> date(each.getDueDate())).toList(),
                instalments.stream().map(Instalment::getAmountMinor).toList(),
                waivedMinor,
                sequence(answer));
    }

    private static void over(Debtor debtor, String promise) {
        debtor.promises.computeIfPresent(
                promise, (id, made) -> new Promise(made.amountMinor(), made.due(), made.sequenceNumber(), true));
    }

    private static boolean isSettled(Debtor debtor, String id, LocalDate today) {
        Promise promise = debtor.promises.get(id);
        return promise == null
                || isKept(debtor, promise)
                || today.isAfter(promise.due().plusDays(GRACE_DAYS));
    }

    private static boolean isKept(Debtor debtor, Promise promise) {
        LocalDate deadline = promise.due().plusDays(GRACE_DAYS);
        return debtor.arrears.paidSince(promise.sequenceNumber(), deadline) >= promise.amountMinor();
    }

    private static int daysPastDue(Debtor debtor, LocalDate today) {
        debtor.arrears.lookAt(today, ARRANGEMENT_GRACE_DAYS);
        return debtor.arrears.daysPastDue(today);
    }

    /** @return debtors with an open account by bucket, every bucket in its order */
    synchronized Map<String, Integer> buckets(Instant now) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String name : NAMES) {
            counts.put(name, 0);
        }
        debtors.values().stream()
                .filter(debtor -> debtor.open)
                .forEach(debtor -> counts.merge(
                        bucket(daysPastDue(debtor, LocalDate.ofInstant(now, debtor.zone))), 1, Integer::sum));
        return counts;
    }

    synchronized Promises promises(Instant now) {
        int taken = 0;
        int kept = 0;
        int broken = 0;
        for (Debtor debtor : debtors.values()) {
            for (Promise promise : debtor.promises.values()) {
                taken++;
                LocalDate deadline = promise.due().plusDays(GRACE_DAYS);
                if (promise.over()) {
                    continue;
                }
                if (isKept(debtor, promise)) {
                    kept++;
                } else if (LocalDate.ofInstant(now, debtor.zone).isAfter(deadline)) {
                    broken++;
                }
            }
        }
        return new Promises(taken, kept, broken);
    }

    /** @return of each debtor how many months its oldest unpaid due date is back, counting the month of that date; 0 when none is */
    synchronized Map<String, Integer> monthsLate(Instant now) {
        Map<String, Integer> months = new TreeMap<>();
        debtors.forEach((id, debtor) -> {
            LocalDate today = LocalDate.ofInstant(now, debtor.zone);
            // The bank of the sample knows of no arrangement.
            LocalDate oldest = debtor.arrears.oldestUnpaidOfItsOwn();
            boolean late = oldest != null && oldest.isBefore(today);
            months.put(
                    id,
                    oldest == null || !late
                            ? 0
                            : 12 * (today.getYear() - oldest.getYear())
                                    + today.getMonthValue()
                                    - oldest.getMonthValue()
                                    + 1);
        });
        return months;
    }

    private static String bucket(int days) {
        for (int i = 0; i < BORDERS.length; i++) {
            if (days <= BORDERS[i]) {
                return NAMES[i];
            }
        }
        return NAMES[NAMES.length - 1];
    }

    private static long sequence(Answer answer) {
        return answer.response().getAccepted().getSequenceNumber();
    }

    private static LocalDate local(Debtor debtor, Answer answer) {
        return LocalDate.ofInstant(
                Instant.ofEpochSecond(answer.event().request().getOccurredAt().getSeconds()), debtor.zone);
    }

    private static LocalDate date(Date date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }
}
