package dev.janji.loadtest.lender;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import dev.janji.protocols.lender.v1.ArrangementAgreed;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ContactMadeElsewhere;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorConsentChanged;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.OfferMade;
import dev.janji.protocols.lender.v1.PersonsLinked;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** What the client's log says of an event: everything that a rule could depend on, nothing personal. Stateless. */
final class EventFacts {
    private EventFacts() {}

    /** Adds the facts of the request to the line. */
    static ObjectNode of(PublishRequest request, ObjectNode line) {
        line.put("debtor", request.getDebtorId());
        line.put("eventId", request.getEventId());
        line.put("kind", kind(request));
        line.put("occurredAt", instant(request.getOccurredAt()));
        if (request.hasAsOf()) {
            line.put("asOf", instant(request.getAsOf()));
        }
        switch (request.getEventCase()) {
            case DEBTOR_UPSERTED -> {
                line.put("zone", request.getDebtorUpserted().getZone());
                ArrayNode points = line.putArray("points");
                request.getDebtorUpserted().getContactPointsList().forEach(point -> point(point, points.addObject()));
            }
            case CONTACT_POINT_CHANGED ->
                point(request.getContactPointChanged().getContactPoint(), line.putObject("point"));
            case CONSENT_CHANGED ->
                line.put("pointId", request.getConsentChanged().getContactPointId())
                        .put(
                                "consent",
                                word(request.getConsentChanged().getConsent().name(), "CONSENT_"));
            case ACCOUNT_OPENED ->
                money(
                        line.put("account", request.getAccountOpened().getAccountId()),
                        request.getAccountOpened().getOpeningBalance());
            case SCHEDULE_SET -> {
                line.put("account", request.getScheduleSet().getAccountId());
                schedule(request.getScheduleSet().getInstalmentsList(), line);
            }
            case PAYMENT_RECEIVED -> {
                money(
                        line.put("account", request.getPaymentReceived().getAccountId())
                                .put("paymentId", request.getPaymentReceived().getPaymentId()),
                        request.getPaymentReceived().getAmount());
                if (request.getPaymentReceived().hasValueDate()) {
                    line.put("valueDate", date(request.getPaymentReceived().getValueDate()));
                }
            }
            case PAYMENT_REVERSED ->
                line.put("account", request.getPaymentReversed().getAccountId())
                        .put("paymentId", request.getPaymentReversed().getPaymentId());
            case BALANCE_ADJUSTED ->
                money(
                        line.put("account", request.getBalanceAdjusted().getAccountId()),
                        request.getBalanceAdjusted().getAmount());
            case CHARGE_POSTED ->
                money(
                        line.put("account", request.getChargePosted().getAccountId())
                                .put("chargeId", request.getChargePosted().getChargeId())
                                .put("due", date(request.getChargePosted().getDueDate())),
                        request.getChargePosted().getAmount());
            case DISPUTE_OPENED ->
                line.put("account", request.getDisputeOpened().getAccountId())
                        .put("dispute", request.getDisputeOpened().getDisputeId());
            case DISPUTE_RESOLVED ->
                line.put("account", request.getDisputeResolved().getAccountId())
                        .put("dispute", request.getDisputeResolved().getDisputeId());
            case HOLD_PLACED -> {
                line.put("hold", request.getHoldPlaced().getHoldId());
                line.put("holdKind", word(request.getHoldPlaced().getKind().name(), "HOLD_KIND_"));
                line.put("account", request.getHoldPlaced().getAccountId());
                if (request.getHoldPlaced().hasUntil()) {
                    line.put("until", instant(request.getHoldPlaced().getUntil()));
                }
            }
            case HOLD_LIFTED -> line.put("hold", request.getHoldLifted().getHoldId());
            case ACCOUNT_CLOSED ->
                line.put("account", request.getAccountClosed().getAccountId());
            case ACCOUNT_RECALLED ->
                line.put("account", request.getAccountRecalled().getAccountId());
            case ACCOUNT_WRITTEN_OFF ->
                line.put("account", request.getAccountWrittenOff().getAccountId());
            case ACCOUNT_PLACED ->
                line.put("account", request.getAccountPlaced().getAccountId())
                        .put("operator", request.getAccountPlaced().getOperatorId());
            case PROMISE_RECORDED ->
                money(
                        line.put("account", request.getPromiseRecorded().getAccountId())
                                .put("promise", request.getPromiseRecorded().getPromiseId())
                                .put("due", date(request.getPromiseRecorded().getDueDate())),
                        request.getPromiseRecorded().getAmount());
            case CONTACT_MADE_ELSEWHERE -> contactMade(request.getContactMadeElsewhere(), line);
            case NOTICE_GIVEN_ELSEWHERE ->
                line.put("account", request.getNoticeGivenElsewhere().getAccountId())
                        .put(
                                "notice",
                                word(request.getNoticeGivenElsewhere().getKind().name(), "NOTICE_KIND_"));
            case DEBTOR_CONSENT_CHANGED -> debtorConsent(request.getDebtorConsentChanged(), line);
            case ACCOUNT_TERMS_SET ->
                line.put("account", request.getAccountTermsSet().getAccountId());
            case CONVERSATION_HELD,
                    DISPOSITION_CORRECTED,
                    REPLY_RECEIVED,
                    CALLBACK_REQUESTED,
                    CALLBACK_CLOSED,
                    COMPLAINT_RECEIVED,
                    COMPLAINT_CLOSED -> ConversationFacts.add(request, line);
            case PROMISE_CANCELLED ->
                line.put("account", request.getPromiseCancelled().getAccountId())
                        .put("promise", request.getPromiseCancelled().getPromiseId());
            case ARRANGEMENT_AGREED -> arrangement(request.getArrangementAgreed(), line);
            case ARRANGEMENT_ENDED ->
                line.put("account", request.getArrangementEnded().getAccountId())
                        .put("arrangement", request.getArrangementEnded().getArrangementId())
                        .put(
                                "outcome",
                                word(request.getArrangementEnded().getOutcome().name(), "ARRANGEMENT_STATE_"));
            case OFFER_MADE -> offer(request.getOfferMade(), line);
            case OFFER_ANSWERED ->
                line.put("account", request.getOfferAnswered().getAccountId())
                        .put("offer", request.getOfferAnswered().getOfferId())
                        .put(
                                "offerAnswer",
                                word(request.getOfferAnswered().getAnswer().name(), "OFFER_ANSWER_"));
            case OFFER_WITHDRAWN ->
                line.put("account", request.getOfferWithdrawn().getAccountId())
                        .put("offer", request.getOfferWithdrawn().getOfferId());
            case MORATORIUM_STARTED -> {
                line.put("moratorium", request.getMoratoriumStarted().getMoratoriumId())
                        .put("account", request.getMoratoriumStarted().getAccountId())
                        .put("from", date(request.getMoratoriumStarted().getFrom()));
                if (request.getMoratoriumStarted().hasUntil()) {
                    line.put("until", date(request.getMoratoriumStarted().getUntil()));
                }
            }
            case MORATORIUM_ENDED ->
                line.put("moratorium", request.getMoratoriumEnded().getMoratoriumId())
                        .put("on", date(request.getMoratoriumEnded().getOn()));
            case AGEING_PAUSED -> {
                line.put("account", request.getAgeingPaused().getAccountId())
                        .put("pause", request.getAgeingPaused().getPauseId())
                        .put("from", date(request.getAgeingPaused().getFrom()));
                if (request.getAgeingPaused().hasUntil()) {
                    line.put("until", date(request.getAgeingPaused().getUntil()));
                }
            }
            case AGEING_RESUMED ->
                line.put("account", request.getAgeingResumed().getAccountId())
                        .put("pause", request.getAgeingResumed().getPauseId())
                        .put("on", date(request.getAgeingResumed().getOn()));
            case PERSONS_LINKED -> persons(request.getPersonsLinked(), line);
            case DEBTOR_ERASED, GO_LIVE, EVENT_NOT_SET -> {}
        }
        return line;
    }

    private static void arrangement(ArrangementAgreed agreed, ObjectNode line) {
        line.put("account", agreed.getAccountId())
                .put("arrangement", agreed.getArrangementId())
                .put("waivedMinor", agreed.getWaivedMinor());
        schedule(agreed.getInstalmentsList(), line);
    }

    private static void offer(OfferMade made, ObjectNode line) {
        line.put("account", made.getAccountId())
                .put("offer", made.getOfferId())
                .put("waivedMinor", made.getWaivedMinor())
                .put("validUntil", date(made.getValidUntil()));
        schedule(made.getInstalmentsList(), line);
    }

    private static void schedule(List<Instalment> instalments, ObjectNode line) {
        ArrayNode schedule = line.putArray("schedule");
        instalments.forEach(each -> schedule.addObject()
                .put("number", each.getNumber())
                .put("due", date(each.getDueDate()))
                .put("amountMinor", each.getAmountMinor()));
    }

    private static void contactMade(ContactMadeElsewhere made, ObjectNode line) {
        line.put("channel", word(made.getChannel().name(), "CHANNEL_"))
                .put("result", word(made.getResult().name(), "CONTACT_RESULT_"))
                .put("account", made.getAccountId());
    }

    private static void persons(PersonsLinked linked, ObjectNode line) {
        ArrayNode persons = line.putArray("persons");
        linked.getPersonsList()
                .forEach(person -> persons.addObject()
                        .put("kind", word(person.getKind().name(), "LINK_KIND_"))
                        .put("key", person.getPersonKey()));
    }

    private static void debtorConsent(DebtorConsentChanged changed, ObjectNode line) {
        line.put("scope", word(changed.getScope().name(), "CONSENT_SCOPE_"))
                .put("consent", word(changed.getConsent().name(), "CONSENT_"));
        if (changed.getChannel() != Channel.CHANNEL_UNSPECIFIED) {
            line.put("channel", word(changed.getChannel().name(), "CHANNEL_"));
        }
        if (changed.hasUntil()) {
            line.put("until", instant(changed.getUntil()));
        }
    }

    /** @return the name of the event, such as {@code PaymentReceived} */
    static String kind(PublishRequest request) {
        StringBuilder name = new StringBuilder();
        for (String part : request.getEventCase().name().split("_")) {
            name.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static void point(ContactPoint point, ObjectNode node) {
        node.put("id", point.getContactPointId());
        node.put("channel", word(point.getChannel().name(), "CHANNEL_"));
        node.put("role", word(point.getRole().name(), "CONTACT_POINT_ROLE_"));
        node.put("verification", word(point.getVerification().name(), "VERIFICATION_"));
        node.put("consent", word(point.getConsent().name(), "CONSENT_"));
    }

    private static void money(ObjectNode line, Money money) {
        line.put("amountMinor", money.getMinor()).put("currency", money.getCurrency());
    }

    static String word(String name, String prefix) {
        return name.substring(prefix.length());
    }

    static String instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString();
    }

    static String date(Date date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).toString();
    }
}
