package dev.janji.orchestrator.grpc;

import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_EVENT_MISSING;

import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Maps a lender's event from the wire to the domain, and refuses what lies outside the documented ranges. Knows nothing of a
 * debtor's state: what depends on it is for the rules to refuse. Stateless.
 */
final class IngressMapper {
    private IngressMapper() {}

    /** A request in the domain's words. */
    record Mapped(DebtorId debtor, DebtorCommand.ApplyLenderEvent command) {}

    /**
     * @param dayZone of the lender: gives the local date of {@code occurred_at} where a payment names no value date, and the country in which
     *     an address is read
     * @throws FieldRefused names the first field that is outside its documented range
     */
    static Mapped map(PublishRequest request, BodyHash body, ZoneId dayZone) {
        EventId eventId = Fields.id("event_id", request.getEventId(), EventId::new);
        DebtorId debtor = Fields.id("debtor_id", request.getDebtorId(), DebtorId::new);
        Instant occurredAt = Fields.past("occurred_at", request.hasOccurredAt(), request.getOccurredAt());
        var asOf = Fields.optionalInstant("as_of", request.hasAsOf(), request.getAsOf());
        LenderEvent event = event(request, occurredAt, dayZone);
        return new Mapped(debtor, new DebtorCommand.ApplyLenderEvent(eventId, body, occurredAt, asOf, event));
    }

    private static LenderEvent event(PublishRequest request, Instant occurredAt, ZoneId dayZone) {
        return switch (request.getEventCase()) {
            case DEBTOR_UPSERTED -> PersonMapper.upserted(request.getDebtorUpserted(), dayZone);
            case ACCOUNT_OPENED -> AccountMapper.opened(request.getAccountOpened());
            case SCHEDULE_SET -> AccountMapper.scheduled(request.getScheduleSet());
            case PAYMENT_RECEIVED ->
                AccountMapper.paid(request.getPaymentReceived(), LocalDate.ofInstant(occurredAt, dayZone));
            case PAYMENT_REVERSED -> AccountMapper.reversed(request.getPaymentReversed());
            case BALANCE_ADJUSTED -> AccountMapper.adjusted(request.getBalanceAdjusted());
            case CONTACT_POINT_CHANGED -> PersonMapper.contactPointChanged(request.getContactPointChanged());
            case CONSENT_CHANGED ->
                new LenderEvent.ConsentChanged(
                        Fields.id(
                                "consent_changed.contact_point_id",
                                request.getConsentChanged().getContactPointId(),
                                ContactPointId::new),
                        WireWords.consent(
                                "consent_changed.consent",
                                request.getConsentChanged().getConsent()));
            case DEBTOR_CONSENT_CHANGED -> PersonMapper.debtorConsentChanged(request.getDebtorConsentChanged());
            case DISPUTE_OPENED ->
                new LenderEvent.DisputeOpened(
                        AccountMapper.account(
                                "dispute_opened", request.getDisputeOpened().getAccountId()),
                        Fields.key(
                                "dispute_opened.dispute_id",
                                request.getDisputeOpened().getDisputeId()),
                        Fields.code(
                                "dispute_opened.reason_code",
                                request.getDisputeOpened().getReasonCode()));
            case DISPUTE_RESOLVED ->
                new LenderEvent.DisputeResolved(
                        AccountMapper.account(
                                "dispute_resolved", request.getDisputeResolved().getAccountId()),
                        Fields.key(
                                "dispute_resolved.dispute_id",
                                request.getDisputeResolved().getDisputeId()));
            case HOLD_PLACED -> holdPlaced(request.getHoldPlaced());
            case HOLD_LIFTED ->
                new LenderEvent.HoldLifted(
                        Fields.id("hold_lifted.hold_id", request.getHoldLifted().getHoldId(), HoldId::new));
            case ACCOUNT_CLOSED ->
                new LenderEvent.AccountClosed(
                        AccountMapper.account(
                                "account_closed", request.getAccountClosed().getAccountId()),
                        Fields.code(
                                "account_closed.reason_code",
                                request.getAccountClosed().getReasonCode()));
            case DEBTOR_ERASED -> new LenderEvent.DebtorErased();
            case ACCOUNT_TERMS_SET -> AccountMapper.termsSet(request.getAccountTermsSet());
            case CHARGE_POSTED -> AccountMapper.charged(request.getChargePosted());
            case ACCOUNT_PLACED ->
                new LenderEvent.AccountPlaced(
                        AccountMapper.account(
                                "account_placed", request.getAccountPlaced().getAccountId()),
                        Fields.key(
                                "account_placed.operator_id",
                                request.getAccountPlaced().getOperatorId()));
            case ACCOUNT_RECALLED ->
                new LenderEvent.AccountRecalled(AccountMapper.account(
                        "account_recalled", request.getAccountRecalled().getAccountId()));
            case ACCOUNT_WRITTEN_OFF ->
                new LenderEvent.AccountWrittenOff(AccountMapper.account(
                        "account_written_off", request.getAccountWrittenOff().getAccountId()));
            case PROMISE_RECORDED -> AccountMapper.promised(request.getPromiseRecorded());
            case CONTACT_MADE_ELSEWHERE -> contactMade(request.getContactMadeElsewhere());
            case NOTICE_GIVEN_ELSEWHERE ->
                new LenderEvent.NoticeGivenElsewhere(
                        AccountMapper.account(
                                "notice_given_elsewhere",
                                request.getNoticeGivenElsewhere().getAccountId()),
                        WireWords.notice(
                                "notice_given_elsewhere.kind",
                                request.getNoticeGivenElsewhere().getKind()));
            case PERSONS_LINKED -> PersonMapper.linked(request.getPersonsLinked());
            case PROMISE_CANCELLED -> AgreementMapper.cancelled(request.getPromiseCancelled());
            case ARRANGEMENT_AGREED -> AgreementMapper.agreed(request.getArrangementAgreed());
            case ARRANGEMENT_ENDED -> AgreementMapper.ended(request.getArrangementEnded());
            case OFFER_MADE -> OfferMapper.made(request.getOfferMade());
            case OFFER_ANSWERED -> OfferMapper.answered(request.getOfferAnswered());
            case OFFER_WITHDRAWN -> OfferMapper.withdrawn(request.getOfferWithdrawn());
            case MORATORIUM_STARTED -> AgeingMapper.started(request.getMoratoriumStarted());
            case MORATORIUM_ENDED -> AgeingMapper.ended(request.getMoratoriumEnded());
            case AGEING_PAUSED -> AgeingMapper.paused(request.getAgeingPaused());
            case AGEING_RESUMED -> AgeingMapper.resumed(request.getAgeingResumed());
            case GO_LIVE -> new LenderEvent.DebtorGoneLive();
            case CONVERSATION_HELD -> ConversationMapper.held(request.getConversationHeld());
            case DISPOSITION_CORRECTED -> ConversationMapper.corrected(request.getDispositionCorrected());
            case REPLY_RECEIVED -> ConversationMapper.replied(request.getReplyReceived());
            case CALLBACK_REQUESTED -> ConversationMapper.callbackRequested(request.getCallbackRequested());
            case CALLBACK_CLOSED -> ConversationMapper.callbackClosed(request.getCallbackClosed());
            case COMPLAINT_RECEIVED -> ConversationMapper.complained(request.getComplaintReceived());
            case COMPLAINT_CLOSED -> ConversationMapper.complaintClosed(request.getComplaintClosed());
            case EVENT_NOT_SET ->
                throw new FieldRefused(
                        REJECTION_REASON_EVENT_MISSING,
                        "event: expected one that this server knows, but there is none");
        };
    }

    private static LenderEvent holdPlaced(dev.janji.protocols.lender.v1.HoldPlaced e) {
        return new LenderEvent.HoldPlaced(new Hold(
                Fields.id("hold_placed.hold_id", e.getHoldId(), HoldId::new),
                WireWords.hold("hold_placed.kind", e.getKind()),
                Fields.optionalId("hold_placed.account_id", e.getAccountId(), AccountId::new),
                Fields.optionalInstant("hold_placed.until", e.hasUntil(), e.getUntil())));
    }

    private static LenderEvent contactMade(dev.janji.protocols.lender.v1.ContactMadeElsewhere e) {
        return new LenderEvent.ContactMadeElsewhere(
                WireWords.channel("contact_made_elsewhere.channel", e.getChannel()),
                WireWords.result("contact_made_elsewhere.result", e.getResult()),
                Fields.optionalId("contact_made_elsewhere.account_id", e.getAccountId(), AccountId::new));
    }
}
