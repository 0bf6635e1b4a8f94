package dev.janji.loadtest.simulation;

import com.google.protobuf.ProtocolMessageEnum;
import com.google.protobuf.Timestamp;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.ArrangementAgreed;
import dev.janji.protocols.lender.v1.ContactMadeElsewhere;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorConsentChanged;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.HoldPlaced;
import dev.janji.protocols.lender.v1.OfferMade;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PromiseRecorded;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.ScheduleSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** What a portfolio tells, in the domain's words, as the server's edge would map it. It tells nothing that an edge refuses. Stateless. */
final class StoryMapper {
    private static final int PREFIX_END = "UNSPECIFIED".length();

    private StoryMapper() {}

    /**
     * @param number of the event in its story; stands for the hash of its content, because a story sends nothing else under the same id
     * @param dayZone in which a payment without a value date counts
     */
    static ApplyLenderEvent command(PublishRequest request, long number, ZoneId dayZone) {
        Instant occurredAt = instant(request.getOccurredAt());
        return new ApplyLenderEvent(
                new EventId(request.getEventId()),
                new BodyHash(number, number),
                occurredAt,
                request.hasAsOf() ? instant(request.getAsOf()) : null,
                event(request, LocalDate.ofInstant(occurredAt, dayZone)));
    }

    private static LenderEvent event(PublishRequest request, LocalDate occurredOn) {
        return switch (request.getEventCase()) {
            case DEBTOR_UPSERTED -> upserted(request.getDebtorUpserted());
            case ACCOUNT_OPENED -> opened(request.getAccountOpened());
            case SCHEDULE_SET -> scheduled(request.getScheduleSet());
            case PAYMENT_RECEIVED -> paid(request.getPaymentReceived(), occurredOn);
            case PAYMENT_REVERSED ->
                new LenderEvent.PaymentReversed(
                        new AccountId(request.getPaymentReversed().getAccountId()),
                        new PaymentId(request.getPaymentReversed().getPaymentId()),
                        request.getPaymentReversed().getReasonCode());
            case BALANCE_ADJUSTED ->
                new LenderEvent.BalanceAdjusted(
                        new AccountId(request.getBalanceAdjusted().getAccountId()),
                        money(request.getBalanceAdjusted().getAmount()),
                        request.getBalanceAdjusted().getReasonCode());
            case CONTACT_POINT_CHANGED ->
                new LenderEvent.ContactPointChanged(
                        point(request.getContactPointChanged().getContactPoint()));
            case CONSENT_CHANGED ->
                new LenderEvent.ConsentChanged(
                        new ContactPointId(request.getConsentChanged().getContactPointId()),
                        word(
                                ContactPoint.Consent.class,
                                request.getConsentChanged().getConsent()));
            case DEBTOR_CONSENT_CHANGED -> debtorConsent(request.getDebtorConsentChanged());
            case DISPUTE_OPENED ->
                new LenderEvent.DisputeOpened(
                        new AccountId(request.getDisputeOpened().getAccountId()),
                        request.getDisputeOpened().getDisputeId(),
                        request.getDisputeOpened().getReasonCode());
            case DISPUTE_RESOLVED ->
                new LenderEvent.DisputeResolved(
                        new AccountId(request.getDisputeResolved().getAccountId()),
                        request.getDisputeResolved().getDisputeId());
            case HOLD_PLACED -> hold(request.getHoldPlaced());
            case HOLD_LIFTED ->
                new LenderEvent.HoldLifted(new HoldId(request.getHoldLifted().getHoldId()));
            case PROMISE_RECORDED -> promised(request.getPromiseRecorded());
            case PROMISE_CANCELLED ->
                new AgreementEvent.PromiseCancelled(
                        new AccountId(request.getPromiseCancelled().getAccountId()),
                        new PromiseId(request.getPromiseCancelled().getPromiseId()),
                        request.getPromiseCancelled().getReasonCode());
            case ARRANGEMENT_ENDED ->
                new AgreementEvent.ArrangementEnded(
                        new AccountId(request.getArrangementEnded().getAccountId()),
                        new ArrangementId(request.getArrangementEnded().getArrangementId()),
                        word(
                                Arrangement.State.class,
                                request.getArrangementEnded().getOutcome()));
            case ARRANGEMENT_AGREED -> arranged(request.getArrangementAgreed());
            case OFFER_MADE -> offered(request.getOfferMade());
            case OFFER_ANSWERED ->
                new AgreementEvent.OfferAnswered(
                        new AccountId(request.getOfferAnswered().getAccountId()),
                        new OfferId(request.getOfferAnswered().getOfferId()),
                        word(Offer.Answer.class, request.getOfferAnswered().getAnswer()));
            case OFFER_WITHDRAWN ->
                new AgreementEvent.OfferWithdrawn(
                        new AccountId(request.getOfferWithdrawn().getAccountId()),
                        new OfferId(request.getOfferWithdrawn().getOfferId()));
            case CONTACT_MADE_ELSEWHERE -> contacted(request.getContactMadeElsewhere());
            case NOTICE_GIVEN_ELSEWHERE ->
                new LenderEvent.NoticeGivenElsewhere(
                        new AccountId(request.getNoticeGivenElsewhere().getAccountId()),
                        word(
                                LenderEvent.NoticeKind.class,
                                request.getNoticeGivenElsewhere().getKind()));
            case ACCOUNT_CLOSED ->
                new LenderEvent.AccountClosed(
                        new AccountId(request.getAccountClosed().getAccountId()),
                        request.getAccountClosed().getReasonCode());
            case MORATORIUM_STARTED -> AgeingMapper.event(request.getMoratoriumStarted());
            case MORATORIUM_ENDED -> AgeingMapper.event(request.getMoratoriumEnded());
            case AGEING_PAUSED -> AgeingMapper.event(request.getAgeingPaused());
            case DEBTOR_ERASED -> new LenderEvent.DebtorErased();
            case GO_LIVE -> new LenderEvent.DebtorGoneLive();
            case CONVERSATION_HELD,
                    DISPOSITION_CORRECTED,
                    REPLY_RECEIVED,
                    CALLBACK_REQUESTED,
                    CALLBACK_CLOSED,
                    COMPLAINT_RECEIVED,
                    COMPLAINT_CLOSED -> SaidMapper.event(request);
            default ->
                throw new IllegalArgumentException("Expected an event that a portfolio tells, but got "
                        + request.getEventCase() + " [event=" + request.getEventId() + "]");
        };
    }

    private static LenderEvent upserted(DebtorUpserted e) {
        List<ContactPoint> points = new ArrayList<>(e.getContactPointsCount());
        e.getContactPointsList().forEach(each -> points.add(point(each)));
        return new LenderEvent.DebtorUpserted(new Profile(
                e.getName(),
                e.getLanguage(),
                e.getAddress(),
                e.getZone().isEmpty() ? null : ZoneId.of(e.getZone()),
                points));
    }

    private static ContactPoint point(dev.janji.protocols.lender.v1.ContactPoint point) {
        return new ContactPoint(
                new ContactPointId(point.getContactPointId()),
                word(Channel.class, point.getChannel()),
                point.getAddress(),
                word(ContactPoint.Role.class, point.getRole()),
                word(ContactPoint.Verification.class, point.getVerification()),
                word(ContactPoint.Consent.class, point.getConsent()));
    }

    private static LenderEvent opened(AccountOpened e) {
        return new LenderEvent.AccountOpened(
                new AccountId(e.getAccountId()),
                money(e.getOpeningBalance()),
                date(e.getOpenedOn()),
                new AccountTerms(
                        e.getTerms().getProduct(),
                        e.getTerms().getRiskClass(),
                        e.getTerms().getStage(),
                        List.of()));
    }

    private static LenderEvent scheduled(ScheduleSet e) {
        return new LenderEvent.ScheduleSet(new AccountId(e.getAccountId()), instalments(e.getInstalmentsList()));
    }

    private static List<Instalment> instalments(List<dev.janji.protocols.lender.v1.Instalment> told) {
        return told.stream()
                .map(each -> new Instalment(each.getNumber(), date(each.getDueDate()), each.getAmountMinor()))
                .toList();
    }

    private static LenderEvent arranged(ArrangementAgreed e) {
        return new AgreementEvent.ArrangementAgreed(
                new AccountId(e.getAccountId()),
                new ArrangementId(e.getArrangementId()),
                instalments(e.getInstalmentsList()),
                word(Arrangement.Role.class, e.getAgreedBy()),
                e.getWaivedMinor());
    }

    private static LenderEvent offered(OfferMade e) {
        return new AgreementEvent.OfferMade(
                new AccountId(e.getAccountId()),
                new OfferId(e.getOfferId()),
                word(Offer.Kind.class, e.getKind()),
                instalments(e.getInstalmentsList()),
                word(Arrangement.Role.class, e.getOfferedBy()),
                e.getWaivedMinor(),
                date(e.getValidUntil()),
                e.getMadeIn());
    }

    private static LenderEvent paid(PaymentReceived e, LocalDate occurredOn) {
        return new LenderEvent.PaymentReceived(
                new AccountId(e.getAccountId()),
                new PaymentId(e.getPaymentId()),
                money(e.getAmount()),
                e.hasValueDate() ? date(e.getValueDate()) : occurredOn);
    }

    private static LenderEvent debtorConsent(DebtorConsentChanged e) {
        boolean everyChannel = e.getChannel() == dev.janji.protocols.lender.v1.Channel.CHANNEL_UNSPECIFIED;
        return new LenderEvent.DebtorConsentChanged(
                word(Consents.Scope.class, e.getScope()),
                everyChannel ? null : word(Channel.class, e.getChannel()),
                word(ContactPoint.Consent.class, e.getConsent()),
                e.hasUntil() ? instant(e.getUntil()) : null);
    }

    private static LenderEvent hold(HoldPlaced e) {
        return new LenderEvent.HoldPlaced(new Hold(
                new HoldId(e.getHoldId()),
                word(Hold.Kind.class, e.getKind()),
                e.getAccountId().isEmpty() ? null : new AccountId(e.getAccountId()),
                e.hasUntil() ? instant(e.getUntil()) : null));
    }

    private static LenderEvent promised(PromiseRecorded e) {
        return new LenderEvent.PromiseRecorded(
                new AccountId(e.getAccountId()),
                new PromiseId(e.getPromiseId()),
                money(e.getAmount()),
                date(e.getDueDate()));
    }

    private static LenderEvent contacted(ContactMadeElsewhere e) {
        return new LenderEvent.ContactMadeElsewhere(
                word(Channel.class, e.getChannel()),
                word(LenderEvent.ContactResult.class, e.getResult()),
                e.getAccountId().isEmpty() ? null : new AccountId(e.getAccountId()));
    }

    private static Money money(dev.janji.protocols.lender.v1.Money money) {
        return new Money(money.getMinor(), Currency.getInstance(money.getCurrency()));
    }

    static LocalDate date(Date date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }

    static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    /** The wire's word {@code HOLD_KIND_CEASE} is the domain's {@code CEASE}; its prefix stands before its {@code UNSPECIFIED}. */
    static <E extends Enum<E>> E word(Class<E> type, ProtocolMessageEnum word) {
        String unspecified = word.getDescriptorForType().getValues().get(0).getName();
        return Enum.valueOf(type, word.getValueDescriptor().getName().substring(unspecified.length() - PREFIX_END));
    }
}
