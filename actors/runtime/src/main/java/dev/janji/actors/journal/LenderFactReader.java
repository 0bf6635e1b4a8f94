package dev.janji.actors.journal;

import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.journal.v1.AccountClosed;
import dev.janji.protocols.journal.v1.AccountOpened;
import dev.janji.protocols.journal.v1.AccountPlaced;
import dev.janji.protocols.journal.v1.AccountRecalled;
import dev.janji.protocols.journal.v1.AccountTermsSet;
import dev.janji.protocols.journal.v1.AccountWrittenOff;
import dev.janji.protocols.journal.v1.BalanceAdjusted;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.ChargePosted;
import dev.janji.protocols.journal.v1.ConsentChanged;
import dev.janji.protocols.journal.v1.ContactMadeElsewhere;
import dev.janji.protocols.journal.v1.ContactPointChanged;
import dev.janji.protocols.journal.v1.DebtorConsentChanged;
import dev.janji.protocols.journal.v1.DebtorUpserted;
import dev.janji.protocols.journal.v1.DisputeOpened;
import dev.janji.protocols.journal.v1.DisputeResolved;
import dev.janji.protocols.journal.v1.HoldLifted;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.NoticeGivenElsewhere;
import dev.janji.protocols.journal.v1.PaymentReceived;
import dev.janji.protocols.journal.v1.PaymentReversed;
import dev.janji.protocols.journal.v1.Personal;
import dev.janji.protocols.journal.v1.PersonsLinked;
import dev.janji.protocols.journal.v1.PromiseRecorded;
import dev.janji.protocols.journal.v1.ScheduleSet;
import java.time.ZoneId;

/** Reads what a lender told. Every case that was ever released stays readable. */
final class LenderFactReader {
    private LenderFactReader() {}

    /** @param personal of the record, decrypted; empty when it was forgotten */
    static LenderEvent read(LenderEventApplied applied, Personal personal) {
        return switch (applied.getEventCase()) {
            case DEBTOR_UPSERTED -> debtorUpserted(applied.getDebtorUpserted(), personal);
            case ACCOUNT_OPENED -> accountOpened(applied.getAccountOpened());
            case SCHEDULE_SET -> scheduleSet(applied.getScheduleSet());
            case PAYMENT_RECEIVED -> paymentReceived(applied.getPaymentReceived());
            case PAYMENT_REVERSED -> paymentReversed(applied.getPaymentReversed());
            case BALANCE_ADJUSTED -> balanceAdjusted(applied.getBalanceAdjusted());
            case CHARGE_POSTED -> chargePosted(applied.getChargePosted());
            case CONTACT_POINT_CHANGED -> contactPointChanged(applied.getContactPointChanged(), personal);
            case CONSENT_CHANGED -> consentChanged(applied.getConsentChanged());
            case DISPUTE_OPENED -> disputeOpened(applied.getDisputeOpened());
            case DISPUTE_RESOLVED -> disputeResolved(applied.getDisputeResolved());
            case HOLD_PLACED -> new LenderEvent.HoldPlaced(Words.hold(applied.getHoldPlaced()));
            case HOLD_LIFTED -> holdLifted(applied.getHoldLifted());
            case ACCOUNT_CLOSED -> accountClosed(applied.getAccountClosed());
            case DEBTOR_ERASED -> new LenderEvent.DebtorErased();
            case ACCOUNT_TERMS_SET -> accountTermsSet(applied.getAccountTermsSet());
            case ACCOUNT_PLACED -> accountPlaced(applied.getAccountPlaced());
            case ACCOUNT_RECALLED -> accountRecalled(applied.getAccountRecalled());
            case ACCOUNT_WRITTEN_OFF -> accountWrittenOff(applied.getAccountWrittenOff());
            case PROMISE_RECORDED -> promiseRecorded(applied.getPromiseRecorded());
            case CONTACT_MADE_ELSEWHERE -> contactMadeElsewhere(applied.getContactMadeElsewhere());
            case NOTICE_GIVEN_ELSEWHERE -> noticeGivenElsewhere(applied.getNoticeGivenElsewhere());
            case PERSONS_LINKED -> personsLinked(applied.getPersonsLinked());
            case DEBTOR_CONSENT_CHANGED -> debtorConsentChanged(applied.getDebtorConsentChanged());
            case PROMISE_CANCELLED -> AgreementWords.read(applied.getPromiseCancelled());
            case ARRANGEMENT_AGREED -> AgreementWords.read(applied.getArrangementAgreed());
            case ARRANGEMENT_ENDED -> AgreementWords.read(applied.getArrangementEnded());
            case OFFER_MADE -> OfferWords.read(applied.getOfferMade());
            case OFFER_ANSWERED -> OfferWords.read(applied.getOfferAnswered());
            case OFFER_WITHDRAWN -> OfferWords.read(applied.getOfferWithdrawn());
            case MORATORIUM_STARTED -> AgeingWords.read(applied.getMoratoriumStarted());
            case MORATORIUM_ENDED -> AgeingWords.read(applied.getMoratoriumEnded());
            case AGEING_PAUSED -> AgeingWords.read(applied.getAgeingPaused());
            case AGEING_RESUMED -> AgeingWords.read(applied.getAgeingResumed());
            case DEBTOR_GONE_LIVE -> new LenderEvent.DebtorGoneLive();
            case CONVERSATION_HELD -> ConversationFactReader.read(applied.getConversationHeld());
            case DISPOSITION_CORRECTED -> ConversationFactReader.read(applied.getDispositionCorrected());
            case REPLY_RECEIVED -> ConversationFactReader.read(applied.getReplyReceived(), personal.getText());
            case CALLBACK_REQUESTED -> ConversationFactReader.read(applied.getCallbackRequested());
            case CALLBACK_CLOSED -> ConversationFactReader.read(applied.getCallbackClosed());
            case COMPLAINT_RECEIVED -> ConversationFactReader.read(applied.getComplaintReceived());
            case COMPLAINT_CLOSED -> ConversationFactReader.read(applied.getComplaintClosed());
            case EVENT_NOT_SET -> throw UnreadableRecord.missing("a lender's event that this version knows");
        };
    }

    private static LenderEvent debtorUpserted(DebtorUpserted e, Personal personal) {
        return new LenderEvent.DebtorUpserted(new Profile(
                personal.getName(),
                e.getLanguage(),
                personal.getAddress(),
                e.hasZone() ? ZoneId.of(e.getZone()) : null,
                Words.contactPoints(e.getContactPointsList(), personal),
                Words.readZones(e.getAddressZonesList())));
    }

    private static LenderEvent accountOpened(AccountOpened e) {
        return new LenderEvent.AccountOpened(
                new AccountId(e.getAccountId()),
                Words.money(e.getOpeningBalance()),
                Words.date(e.getOpenedDay()),
                Words.terms(e.getTerms()));
    }

    private static LenderEvent scheduleSet(ScheduleSet e) {
        return new LenderEvent.ScheduleSet(
                new AccountId(e.getAccountId()),
                e.getInstalmentsList().stream().map(Words::instalment).toList());
    }

    private static LenderEvent paymentReceived(PaymentReceived e) {
        return new LenderEvent.PaymentReceived(
                new AccountId(e.getAccountId()),
                new PaymentId(e.getPaymentId()),
                Words.money(e.getAmount()),
                Words.date(e.getValueDay()));
    }

    private static LenderEvent paymentReversed(PaymentReversed e) {
        return new LenderEvent.PaymentReversed(
                new AccountId(e.getAccountId()), new PaymentId(e.getPaymentId()), e.getReasonCode());
    }

    private static LenderEvent balanceAdjusted(BalanceAdjusted e) {
        return new LenderEvent.BalanceAdjusted(
                new AccountId(e.getAccountId()), Words.money(e.getAmount()), e.getReasonCode());
    }

    private static LenderEvent chargePosted(ChargePosted e) {
        return new LenderEvent.ChargePosted(
                new AccountId(e.getAccountId()),
                e.getChargeId(),
                Words.money(e.getAmount()),
                Words.date(e.getDueDay()),
                e.getKind());
    }

    private static LenderEvent contactPointChanged(ContactPointChanged e, Personal personal) {
        return new LenderEvent.ContactPointChanged(
                Words.contactPoint(e.getContactPoint(), Personals.address(personal, 0)));
    }

    private static LenderEvent consentChanged(ConsentChanged e) {
        return new LenderEvent.ConsentChanged(new ContactPointId(e.getContactPointId()), Enums.read(e.getConsent()));
    }

    private static LenderEvent debtorConsentChanged(DebtorConsentChanged e) {
        return new LenderEvent.DebtorConsentChanged(
                Enums.read(e.getScope()),
                e.getChannel() == Channel.CHANNEL_UNSPECIFIED ? null : Enums.read(e.getChannel()),
                Enums.read(e.getConsent()),
                e.hasUntil() ? Words.instant(e.getUntil()) : null);
    }

    private static LenderEvent disputeOpened(DisputeOpened e) {
        return new LenderEvent.DisputeOpened(new AccountId(e.getAccountId()), e.getDisputeId(), e.getReasonCode());
    }

    private static LenderEvent disputeResolved(DisputeResolved e) {
        return new LenderEvent.DisputeResolved(new AccountId(e.getAccountId()), e.getDisputeId());
    }

    private static LenderEvent holdLifted(HoldLifted e) {
        return new LenderEvent.HoldLifted(new HoldId(e.getHoldId()));
    }

    private static LenderEvent accountClosed(AccountClosed e) {
        return new LenderEvent.AccountClosed(new AccountId(e.getAccountId()), e.getReasonCode());
    }

    private static LenderEvent accountTermsSet(AccountTermsSet e) {
        return new LenderEvent.AccountTermsSet(new AccountId(e.getAccountId()), Words.terms(e.getTerms()));
    }

    private static LenderEvent accountPlaced(AccountPlaced e) {
        return new LenderEvent.AccountPlaced(new AccountId(e.getAccountId()), e.getOperatorId());
    }

    private static LenderEvent accountRecalled(AccountRecalled e) {
        return new LenderEvent.AccountRecalled(new AccountId(e.getAccountId()));
    }

    private static LenderEvent accountWrittenOff(AccountWrittenOff e) {
        return new LenderEvent.AccountWrittenOff(new AccountId(e.getAccountId()));
    }

    private static LenderEvent promiseRecorded(PromiseRecorded e) {
        return new LenderEvent.PromiseRecorded(
                new AccountId(e.getAccountId()),
                new PromiseId(e.getPromiseId()),
                Words.money(e.getAmount()),
                Words.date(e.getDueDay()),
                e.getSupersedesPromiseId().isEmpty() ? null : new PromiseId(e.getSupersedesPromiseId()));
    }

    private static LenderEvent contactMadeElsewhere(ContactMadeElsewhere e) {
        return new LenderEvent.ContactMadeElsewhere(
                Enums.read(e.getChannel()),
                Enums.read(e.getResult()),
                e.hasAccountId() ? new AccountId(e.getAccountId()) : null);
    }

    private static LenderEvent noticeGivenElsewhere(NoticeGivenElsewhere e) {
        return new LenderEvent.NoticeGivenElsewhere(new AccountId(e.getAccountId()), Enums.read(e.getKind()));
    }

    private static LenderEvent personsLinked(PersonsLinked e) {
        return new LenderEvent.PersonsLinked(
                e.getPersonsList().stream().map(Words::linkedPerson).toList());
    }
}
