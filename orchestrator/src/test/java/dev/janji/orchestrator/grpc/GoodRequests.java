package dev.janji.orchestrator.grpc;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.lender.v1.AccountClosed;
import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.AccountPlaced;
import dev.janji.protocols.lender.v1.AccountRecalled;
import dev.janji.protocols.lender.v1.AccountTerms;
import dev.janji.protocols.lender.v1.AccountTermsSet;
import dev.janji.protocols.lender.v1.AccountWrittenOff;
import dev.janji.protocols.lender.v1.ArrangementAgreed;
import dev.janji.protocols.lender.v1.ArrangementEnded;
import dev.janji.protocols.lender.v1.ArrangementRole;
import dev.janji.protocols.lender.v1.ArrangementState;
import dev.janji.protocols.lender.v1.Attribute;
import dev.janji.protocols.lender.v1.BalanceAdjusted;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ChargePosted;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ConsentChanged;
import dev.janji.protocols.lender.v1.ConsentScope;
import dev.janji.protocols.lender.v1.ContactMadeElsewhere;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointChanged;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.ContactResult;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorConsentChanged;
import dev.janji.protocols.lender.v1.DebtorErased;
import dev.janji.protocols.lender.v1.DebtorGoneLive;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.DisputeOpened;
import dev.janji.protocols.lender.v1.DisputeResolved;
import dev.janji.protocols.lender.v1.HoldKind;
import dev.janji.protocols.lender.v1.HoldLifted;
import dev.janji.protocols.lender.v1.HoldPlaced;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.LinkKind;
import dev.janji.protocols.lender.v1.LinkedPerson;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.NoticeGivenElsewhere;
import dev.janji.protocols.lender.v1.NoticeKind;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PaymentReversed;
import dev.janji.protocols.lender.v1.PersonsLinked;
import dev.janji.protocols.lender.v1.PromiseCancelled;
import dev.janji.protocols.lender.v1.PromiseRecorded;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.ScheduleSet;
import dev.janji.protocols.lender.v1.Verification;
import java.util.ArrayList;
import java.util.List;

/** A good request of every kind, to begin from. */
final class GoodRequests {
    static final Timestamp OCCURRED_AT =
            Timestamp.newBuilder().setSeconds(1_767_225_600L).build();
    static final Date DAY =
            Date.newBuilder().setYear(2026).setMonth(1).setDay(15).build();
    static final Money AMOUNT =
            Money.newBuilder().setCurrency("IDR").setMinor(150_000_00L).build();
    static final ContactPoint MAIL = ContactPoint.newBuilder()
            .setContactPointId("mail-1")
            .setChannel(Channel.CHANNEL_EMAIL)
            .setAddress("someone@example.test")
            .setRole(ContactPointRole.CONTACT_POINT_ROLE_OWN)
            .setVerification(Verification.VERIFICATION_VERIFIED)
            .setConsent(Consent.CONSENT_GIVEN)
            .build();
    static final ContactPoint PHONE = MAIL.toBuilder()
            .setContactPointId("phone-1")
            .setChannel(Channel.CHANNEL_SMS)
            .setAddress("+628110000001")
            .build();

    private GoodRequests() {}

    static PublishRequest.Builder request(String eventId, String debtorId) {
        return PublishRequest.newBuilder()
                .setEventId(eventId)
                .setDebtorId(debtorId)
                .setOccurredAt(OCCURRED_AT);
    }

    static PublishRequest.Builder upserted() {
        return request("e", "d")
                .setDebtorUpserted(DebtorUpserted.newBuilder()
                        .setName("Somebody")
                        .setLanguage("id")
                        .setAddress("Some street 1")
                        .setZone("Asia/Makassar")
                        .addContactPoints(MAIL)
                        .addContactPoints(PHONE));
    }

    static PublishRequest.Builder opened() {
        return request("e", "d")
                .setAccountOpened(AccountOpened.newBuilder()
                        .setAccountId("a")
                        .setOpeningBalance(AMOUNT)
                        .setOpenedOn(DAY)
                        .setTerms(terms()));
    }

    static PublishRequest.Builder scheduled() {
        return request("e", "d")
                .setScheduleSet(ScheduleSet.newBuilder()
                        .setAccountId("a")
                        .addInstalments(instalment(1))
                        .addInstalments(instalment(2)));
    }

    static PublishRequest.Builder paid() {
        return request("e", "d")
                .setPaymentReceived(PaymentReceived.newBuilder()
                        .setAccountId("a")
                        .setPaymentId("p")
                        .setAmount(AMOUNT)
                        .setValueDate(DAY));
    }

    static Instalment instalment(int number) {
        return Instalment.newBuilder()
                .setNumber(number)
                .setDueDate(DAY)
                .setAmountMinor(50_000_00L)
                .build();
    }

    static AccountTerms terms() {
        return AccountTerms.newBuilder()
                .setProduct("card")
                .setRiskClass("B")
                .setStage("2")
                .addAttributes(Attribute.newBuilder().setName("branch").setText("Makassar"))
                .addAttributes(Attribute.newBuilder().setName("score").setNumber(7))
                .addAttributes(Attribute.newBuilder().setName("staff").setFlag(true))
                .addAttributes(Attribute.newBuilder().setName("since").setDate(DAY))
                .build();
    }

    /** One of each kind. */
    static List<PublishRequest> all() {
        List<PublishRequest> all = new ArrayList<>(List.of(
                upserted().build(),
                opened().build(),
                scheduled().build(),
                paid().build(),
                reversed().build(),
                adjusted().build(),
                pointChanged().build(),
                consentChanged().build(),
                debtorConsentChanged().build(),
                disputeOpened().build(),
                disputeResolved().build(),
                holdPlaced().build(),
                holdLifted().build(),
                closed().build(),
                request("e", "d")
                        .setDebtorErased(DebtorErased.getDefaultInstance())
                        .build(),
                termsSet().build(),
                charged().build(),
                placed().build(),
                recalled().build(),
                writtenOff().build(),
                promised().build(),
                contactMade().build(),
                noticeGiven().build(),
                linked().build(),
                promiseCancelled().build(),
                arranged().build(),
                arrangementEnded().build(),
                request("e", "d").setGoLive(DebtorGoneLive.getDefaultInstance()).build()));
        all.addAll(GoodConversations.all());
        all.addAll(GoodOffers.all());
        all.addAll(GoodAgeing.all());
        return all;
    }

    static PublishRequest.Builder reversed() {
        return request("e", "d")
                .setPaymentReversed(PaymentReversed.newBuilder()
                        .setAccountId("a")
                        .setPaymentId("p")
                        .setReasonCode("NSF"));
    }

    static PublishRequest.Builder adjusted() {
        return request("e", "d")
                .setBalanceAdjusted(BalanceAdjusted.newBuilder()
                        .setAccountId("a")
                        .setAmount(AMOUNT)
                        .setReasonCode("GOODWILL"));
    }

    static PublishRequest.Builder pointChanged() {
        return request("e", "d")
                .setContactPointChanged(ContactPointChanged.newBuilder().setContactPoint(PHONE));
    }

    static PublishRequest.Builder consentChanged() {
        return request("e", "d")
                .setConsentChanged(
                        ConsentChanged.newBuilder().setContactPointId("phone-1").setConsent(Consent.CONSENT_WITHDRAWN));
    }

    static PublishRequest.Builder debtorConsentChanged() {
        return request("e", "d")
                .setDebtorConsentChanged(DebtorConsentChanged.newBuilder()
                        .setScope(ConsentScope.CONSENT_SCOPE_CALL_FREQUENCY)
                        .setChannel(Channel.CHANNEL_VOICE)
                        .setConsent(Consent.CONSENT_GIVEN)
                        .setUntil(OCCURRED_AT.toBuilder().setSeconds(OCCURRED_AT.getSeconds() + 1)));
    }

    static PublishRequest.Builder disputeOpened() {
        return request("e", "d")
                .setDisputeOpened(DisputeOpened.newBuilder()
                        .setAccountId("a")
                        .setDisputeId("q")
                        .setReasonCode("NOT_MINE"));
    }

    static PublishRequest.Builder disputeResolved() {
        return request("e", "d")
                .setDisputeResolved(
                        DisputeResolved.newBuilder().setAccountId("a").setDisputeId("q"));
    }

    static PublishRequest.Builder holdPlaced() {
        return request("e", "d")
                .setHoldPlaced(HoldPlaced.newBuilder()
                        .setHoldId("h")
                        .setKind(HoldKind.HOLD_KIND_HARDSHIP)
                        .setAccountId("a")
                        .setUntil(OCCURRED_AT));
    }

    static PublishRequest.Builder holdLifted() {
        return request("e", "d").setHoldLifted(HoldLifted.newBuilder().setHoldId("h"));
    }

    static PublishRequest.Builder closed() {
        return request("e", "d")
                .setAccountClosed(AccountClosed.newBuilder().setAccountId("a").setReasonCode("PAID"));
    }

    static PublishRequest.Builder termsSet() {
        return request("e", "d")
                .setAccountTermsSet(
                        AccountTermsSet.newBuilder().setAccountId("a").setTerms(terms()));
    }

    static PublishRequest.Builder charged() {
        return request("e", "d")
                .setChargePosted(ChargePosted.newBuilder()
                        .setAccountId("a")
                        .setChargeId("c")
                        .setAmount(AMOUNT)
                        .setDueDate(DAY)
                        .setKind("LATE_FEE"));
    }

    static PublishRequest.Builder placed() {
        return request("e", "d")
                .setAccountPlaced(AccountPlaced.newBuilder().setAccountId("a").setOperatorId("agency-1"));
    }

    static PublishRequest.Builder recalled() {
        return request("e", "d").setAccountRecalled(AccountRecalled.newBuilder().setAccountId("a"));
    }

    static PublishRequest.Builder writtenOff() {
        return request("e", "d")
                .setAccountWrittenOff(AccountWrittenOff.newBuilder().setAccountId("a"));
    }

    static PublishRequest.Builder promised() {
        return request("e", "d")
                .setPromiseRecorded(PromiseRecorded.newBuilder()
                        .setAccountId("a")
                        .setPromiseId("j")
                        .setSupersedesPromiseId("k")
                        .setAmount(AMOUNT)
                        .setDueDate(DAY));
    }

    static PublishRequest.Builder promiseCancelled() {
        return request("e", "d")
                .setPromiseCancelled(PromiseCancelled.newBuilder()
                        .setAccountId("a")
                        .setPromiseId("j")
                        .setReasonCode("DEBTOR"));
    }

    static PublishRequest.Builder arranged() {
        return request("e", "d")
                .setArrangementAgreed(ArrangementAgreed.newBuilder()
                        .setAccountId("a")
                        .setArrangementId("r")
                        .addInstalments(Instalment.newBuilder()
                                .setNumber(1)
                                .setDueDate(DAY)
                                .setAmountMinor(100))
                        .addInstalments(Instalment.newBuilder()
                                .setNumber(2)
                                .setDueDate(DAY)
                                .setAmountMinor(100))
                        .setAgreedBy(ArrangementRole.ARRANGEMENT_ROLE_LENDER)
                        .setWaivedMinor(5));
    }

    static PublishRequest.Builder arrangementEnded() {
        return request("e", "d")
                .setArrangementEnded(ArrangementEnded.newBuilder()
                        .setAccountId("a")
                        .setArrangementId("r")
                        .setOutcome(ArrangementState.ARRANGEMENT_STATE_CANCELLED));
    }

    static PublishRequest.Builder contactMade() {
        return request("e", "d")
                .setContactMadeElsewhere(ContactMadeElsewhere.newBuilder()
                        .setChannel(Channel.CHANNEL_VOICE)
                        .setResult(ContactResult.CONTACT_RESULT_RIGHT_PARTY)
                        .setAccountId("a"));
    }

    static PublishRequest.Builder noticeGiven() {
        return request("e", "d")
                .setNoticeGivenElsewhere(NoticeGivenElsewhere.newBuilder()
                        .setAccountId("a")
                        .setKind(NoticeKind.NOTICE_KIND_WARNING_LETTER));
    }

    static PublishRequest.Builder linked() {
        return request("e", "d")
                .setPersonsLinked(PersonsLinked.newBuilder()
                        .addPersons(LinkedPerson.newBuilder()
                                .setKind(LinkKind.LINK_KIND_GUARANTOR)
                                .setPersonKey("k-1")
                                .setDebtorId("d-2")));
    }
}
