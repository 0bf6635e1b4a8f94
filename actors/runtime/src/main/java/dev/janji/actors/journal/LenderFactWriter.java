package dev.janji.actors.journal;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.journal.v1.AccountClosed;
import dev.janji.protocols.journal.v1.AccountOpened;
import dev.janji.protocols.journal.v1.AccountPlaced;
import dev.janji.protocols.journal.v1.AccountRecalled;
import dev.janji.protocols.journal.v1.AccountTermsSet;
import dev.janji.protocols.journal.v1.AccountWrittenOff;
import dev.janji.protocols.journal.v1.BalanceAdjusted;
import dev.janji.protocols.journal.v1.ChargePosted;
import dev.janji.protocols.journal.v1.ConsentChanged;
import dev.janji.protocols.journal.v1.ContactMadeElsewhere;
import dev.janji.protocols.journal.v1.ContactPointChanged;
import dev.janji.protocols.journal.v1.DebtorConsentChanged;
import dev.janji.protocols.journal.v1.DebtorErased;
import dev.janji.protocols.journal.v1.DebtorGoneLive;
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
import java.time.Instant;
import java.time.ZoneId;

/** Writes what a lender told into a record, knows its manifest, and hands back what is personal of it. For one record. */
final class LenderFactWriter implements LenderEvent.Cases<Personal> {
    private final LenderEventApplied.Builder applied;
    private String manifest = "";

    LenderFactWriter(LenderEventApplied.Builder applied) {
        this.applied = applied;
    }

    /** @return of what was written: a constant, never a class name */
    String manifest() {
        return manifest;
    }

    @Override
    public Personal debtorUpserted(LenderEvent.DebtorUpserted e) {
        Profile profile = e.profile();
        DebtorUpserted.Builder upserted = DebtorUpserted.newBuilder()
                .setLanguage(profile.language())
                .addAllContactPoints(profile.contactPoints().stream()
                        .map(Words::contactPoint)
                        .toList());
        ZoneId zone = profile.zone();
        if (zone != null) {
            upserted.setZone(zone.getId());
        }
        upserted.addAllAddressZones(Words.zones(profile.addressZones()));
        applied.setDebtorUpserted(upserted);
        manifest = "debtor.DebtorUpserted";
        return Personals.of(profile);
    }

    @Override
    public Personal accountOpened(LenderEvent.AccountOpened e) {
        applied.setAccountOpened(AccountOpened.newBuilder()
                .setAccountId(e.account().value())
                .setOpeningBalance(Words.money(e.openingBalance()))
                .setOpenedDay(Words.day(e.openedOn()))
                .setTerms(Words.terms(e.terms())));
        return none("debtor.AccountOpened");
    }

    @Override
    public Personal scheduleSet(LenderEvent.ScheduleSet e) {
        applied.setScheduleSet(ScheduleSet.newBuilder()
                .setAccountId(e.account().value())
                .addAllInstalments(
                        e.instalments().stream().map(Words::instalment).toList()));
        return none("debtor.ScheduleSet");
    }

    @Override
    public Personal paymentReceived(LenderEvent.PaymentReceived e) {
        applied.setPaymentReceived(PaymentReceived.newBuilder()
                .setAccountId(e.account().value())
                .setPaymentId(e.payment().value())
                .setAmount(Words.money(e.amount()))
                .setValueDay(Words.day(e.valueDate())));
        return none("debtor.PaymentReceived");
    }

    @Override
    public Personal paymentReversed(LenderEvent.PaymentReversed e) {
        applied.setPaymentReversed(PaymentReversed.newBuilder()
                .setAccountId(e.account().value())
                .setPaymentId(e.payment().value())
                .setReasonCode(e.reasonCode()));
        return none("debtor.PaymentReversed");
    }

    @Override
    public Personal balanceAdjusted(LenderEvent.BalanceAdjusted e) {
        applied.setBalanceAdjusted(BalanceAdjusted.newBuilder()
                .setAccountId(e.account().value())
                .setAmount(Words.money(e.amount()))
                .setReasonCode(e.reasonCode()));
        return none("debtor.BalanceAdjusted");
    }

    @Override
    public Personal chargePosted(LenderEvent.ChargePosted e) {
        applied.setChargePosted(ChargePosted.newBuilder()
                .setAccountId(e.account().value())
                .setChargeId(e.chargeId())
                .setAmount(Words.money(e.amount()))
                .setDueDay(Words.day(e.dueDate()))
                .setKind(e.kind()));
        return none("debtor.ChargePosted");
    }

    @Override
    public Personal contactPointChanged(LenderEvent.ContactPointChanged e) {
        applied.setContactPointChanged(
                ContactPointChanged.newBuilder().setContactPoint(Words.contactPoint(e.contactPoint())));
        manifest = "debtor.ContactPointChanged";
        return Personals.of(e.contactPoint());
    }

    @Override
    public Personal consentChanged(LenderEvent.ConsentChanged e) {
        applied.setConsentChanged(ConsentChanged.newBuilder()
                .setContactPointId(e.contactPoint().value())
                .setConsent(Enums.write(e.consent())));
        return none("debtor.ConsentChanged");
    }

    @Override
    public Personal debtorConsentChanged(LenderEvent.DebtorConsentChanged e) {
        DebtorConsentChanged.Builder changed = DebtorConsentChanged.newBuilder()
                .setScope(Enums.write(e.scope()))
                .setConsent(Enums.write(e.consent()));
        Channel channel = e.channel();
        if (channel != null) {
            changed.setChannel(Enums.write(channel));
        }
        Instant until = e.until();
        if (until != null) {
            changed.setUntil(Words.timestamp(until));
        }
        applied.setDebtorConsentChanged(changed);
        return none("debtor.DebtorConsentChanged");
    }

    @Override
    public Personal disputeOpened(LenderEvent.DisputeOpened e) {
        applied.setDisputeOpened(DisputeOpened.newBuilder()
                .setAccountId(e.account().value())
                .setDisputeId(e.disputeId())
                .setReasonCode(e.reasonCode()));
        return none("debtor.DisputeOpened");
    }

    @Override
    public Personal disputeResolved(LenderEvent.DisputeResolved e) {
        applied.setDisputeResolved(
                DisputeResolved.newBuilder().setAccountId(e.account().value()).setDisputeId(e.disputeId()));
        return none("debtor.DisputeResolved");
    }

    @Override
    public Personal holdPlaced(LenderEvent.HoldPlaced e) {
        applied.setHoldPlaced(Words.hold(e.hold()));
        return none("debtor.HoldPlaced");
    }

    @Override
    public Personal holdLifted(LenderEvent.HoldLifted e) {
        applied.setHoldLifted(HoldLifted.newBuilder().setHoldId(e.hold().value()));
        return none("debtor.HoldLifted");
    }

    @Override
    public Personal accountClosed(LenderEvent.AccountClosed e) {
        applied.setAccountClosed(
                AccountClosed.newBuilder().setAccountId(e.account().value()).setReasonCode(e.reasonCode()));
        return none("debtor.AccountClosed");
    }

    @Override
    public Personal debtorErased(LenderEvent.DebtorErased e) {
        applied.setDebtorErased(DebtorErased.getDefaultInstance());
        return none("debtor.DebtorErased");
    }

    @Override
    public Personal accountTermsSet(LenderEvent.AccountTermsSet e) {
        applied.setAccountTermsSet(
                AccountTermsSet.newBuilder().setAccountId(e.account().value()).setTerms(Words.terms(e.terms())));
        return none("debtor.AccountTermsSet");
    }

    @Override
    public Personal accountPlaced(LenderEvent.AccountPlaced e) {
        applied.setAccountPlaced(
                AccountPlaced.newBuilder().setAccountId(e.account().value()).setOperatorId(e.operatorId()));
        return none("debtor.AccountPlaced");
    }

    @Override
    public Personal accountRecalled(LenderEvent.AccountRecalled e) {
        applied.setAccountRecalled(
                AccountRecalled.newBuilder().setAccountId(e.account().value()));
        return none("debtor.AccountRecalled");
    }

    @Override
    public Personal accountWrittenOff(LenderEvent.AccountWrittenOff e) {
        applied.setAccountWrittenOff(
                AccountWrittenOff.newBuilder().setAccountId(e.account().value()));
        return none("debtor.AccountWrittenOff");
    }

    @Override
    public Personal promiseRecorded(LenderEvent.PromiseRecorded e) {
        PromiseRecorded.Builder recorded = PromiseRecorded.newBuilder()
                .setAccountId(e.account().value())
                .setPromiseId(e.promise().value())
                .setAmount(Words.money(e.amount()))
                .setDueDay(Words.day(e.dueDate()));
        PromiseId supersedes = e.supersedes();
        if (supersedes != null) {
            recorded.setSupersedesPromiseId(supersedes.value());
        }
        applied.setPromiseRecorded(recorded);
        return none("debtor.PromiseRecorded");
    }

    @Override
    public Personal contactMadeElsewhere(LenderEvent.ContactMadeElsewhere e) {
        ContactMadeElsewhere.Builder made = ContactMadeElsewhere.newBuilder()
                .setChannel(Enums.write(e.channel()))
                .setResult(Enums.write(e.result()));
        AccountId account = e.account();
        if (account != null) {
            made.setAccountId(account.value());
        }
        applied.setContactMadeElsewhere(made);
        return none("debtor.ContactMadeElsewhere");
    }

    @Override
    public Personal noticeGivenElsewhere(LenderEvent.NoticeGivenElsewhere e) {
        applied.setNoticeGivenElsewhere(NoticeGivenElsewhere.newBuilder()
                .setAccountId(e.account().value())
                .setKind(Enums.write(e.kind())));
        return none("debtor.NoticeGivenElsewhere");
    }

    @Override
    public Personal personsLinked(LenderEvent.PersonsLinked e) {
        PersonsLinked.Builder linked = PersonsLinked.newBuilder();
        e.persons().forEach(person -> linked.addPersons(Words.linkedPerson(person)));
        applied.setPersonsLinked(linked);
        return none("debtor.PersonsLinked");
    }

    @Override
    public Personal debtorGoneLive(LenderEvent.DebtorGoneLive e) {
        applied.setDebtorGoneLive(DebtorGoneLive.getDefaultInstance());
        return none("debtor.DebtorGoneLive");
    }

    @Override
    public Personal conversation(ConversationEvent e) {
        Personal none = none(e.match(new ConversationFactWriter(applied)));
        return e instanceof ConversationEvent.ReplyReceived reply ? Personals.of(reply.text()) : none;
    }

    @Override
    public Personal agreement(AgreementEvent e) {
        return none(e.match(new AgreementWriter(applied)));
    }

    @Override
    public Personal ageing(AgeingEvent e) {
        return none(e.match(new AgeingWriter(applied)));
    }

    private Personal none(String ofManifest) {
        manifest = ofManifest;
        return Personals.NONE;
    }
}
