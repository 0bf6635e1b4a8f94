package dev.janji.actors.journal;

import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.protocols.journal.v1.AccountHandedOver;
import dev.janji.protocols.journal.v1.ArrangementSettled;
import dev.janji.protocols.journal.v1.AttemptAnswered;
import dev.janji.protocols.journal.v1.AttemptSettled;
import dev.janji.protocols.journal.v1.BucketEntered;
import dev.janji.protocols.journal.v1.ContactAuthorized;
import dev.janji.protocols.journal.v1.ContactDeferred;
import dev.janji.protocols.journal.v1.ContactRefused;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.OfferSettled;
import dev.janji.protocols.journal.v1.OutcomeReceived;
import dev.janji.protocols.journal.v1.Personal;
import dev.janji.protocols.journal.v1.PromiseSettled;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.SegmentEntered;
import java.time.Instant;

/** Writes an event and its manifest into a record and hands back what is personal of it. For one record. */
final class EventWriter implements DebtorEvent.Cases<Personal> {
    private final Record.Builder record;

    EventWriter(Record.Builder record) {
        this.record = record;
    }

    @Override
    public Personal lenderEventApplied(DebtorEvent.LenderEventApplied e) {
        LenderEventApplied.Builder applied = LenderEventApplied.newBuilder()
                .setEventId(e.eventId().value())
                .setBodyHashHigh(e.body().high())
                .setBodyHashLow(e.body().low())
                .setOccurredAt(Words.timestamp(e.occurredAt()))
                .setLocalDay(Words.day(e.on()));
        Instant asOf = e.asOf();
        if (asOf != null) {
            applied.setAsOf(Words.timestamp(asOf));
        }
        LenderFactWriter writer = new LenderFactWriter(applied);
        Personal personal = e.event().match(writer);
        record.setManifest(writer.manifest()).setLenderEventApplied(applied);
        return personal;
    }

    @Override
    public Personal bucketEntered(DebtorEvent.BucketEntered e) {
        record.setManifest("debtor.BucketEntered")
                .setBucketEntered(BucketEntered.newBuilder()
                        .setAccountId(e.account().value())
                        .setFrom(e.from())
                        .setTo(e.to())
                        .setDaysPastDue(e.daysPastDue()));
        return Personals.NONE;
    }

    @Override
    public Personal promiseSettled(DebtorEvent.PromiseSettled e) {
        record.setManifest("debtor.PromiseSettled")
                .setPromiseSettled(PromiseSettled.newBuilder()
                        .setAccountId(e.account().value())
                        .setPromiseId(e.promise().value())
                        .setFrom(Enums.write(e.from()))
                        .setTo(Enums.write(e.to())));
        return Personals.NONE;
    }

    @Override
    public Personal arrangementSettled(DebtorEvent.ArrangementSettled e) {
        record.setManifest("debtor.ArrangementSettled")
                .setArrangementSettled(ArrangementSettled.newBuilder()
                        .setAccountId(e.account().value())
                        .setArrangementId(e.arrangement().value())
                        .setFrom(AgreementWords.write(e.from()))
                        .setTo(AgreementWords.write(e.to())));
        return Personals.NONE;
    }

    @Override
    public Personal offerSettled(DebtorEvent.OfferSettled e) {
        record.setManifest("debtor.OfferSettled")
                .setOfferSettled(OfferSettled.newBuilder()
                        .setAccountId(e.account().value())
                        .setOfferId(e.offer().value())
                        .setFrom(OfferWords.write(e.from()))
                        .setTo(OfferWords.write(e.to())));
        return Personals.NONE;
    }

    @Override
    public Personal segmentEntered(DebtorEvent.SegmentEntered e) {
        record.setManifest("debtor.SegmentEntered")
                .setSegmentEntered(SegmentEntered.newBuilder()
                        .setAccountId(e.account().value())
                        .setFrom(e.from())
                        .setSegment(e.segment())
                        .setStrategyVersion(e.strategyVersion())
                        .setArm(e.arm()));
        return Personals.NONE;
    }

    @Override
    public Personal accountHandedOver(DebtorEvent.AccountHandedOver e) {
        record.setManifest("debtor.AccountHandedOver")
                .setAccountHandedOver(AccountHandedOver.newBuilder()
                        .setStep(Words.step(e.step()))
                        .setTo(Enums.write(e.to()))
                        .setDueDay(Words.day(e.dueDate()))
                        .setStrategyVersion(e.strategyVersion()));
        return Personals.NONE;
    }

    @Override
    public Personal contactAuthorized(DebtorEvent.ContactAuthorized e) {
        record.setManifest("debtor.ContactAuthorized")
                .setContactAuthorized(ContactAuthorized.newBuilder()
                        .setAttempt(Words.attempt(e.attempt()))
                        .addAllRuleIds(e.ruleIds())
                        .setStrategyVersion(e.strategyVersion())
                        .setPolicyVersion(e.policyVersion()));
        return Personals.NONE;
    }

    @Override
    public Personal contactDeferred(DebtorEvent.ContactDeferred e) {
        ContactDeferred.Builder deferred = ContactDeferred.newBuilder()
                .setUntil(Words.timestamp(e.until()))
                .addAllRuleIds(e.ruleIds())
                .setStrategyVersion(e.strategyVersion())
                .setPolicyVersion(e.policyVersion());
        e.steps().forEach(step -> deferred.addSteps(Words.step(step)));
        e.stops().forEach(stop -> deferred.addStopIds(stop.value()));
        record.setManifest("debtor.ContactDeferred").setContactDeferred(deferred);
        return Personals.NONE;
    }

    @Override
    public Personal contactRefused(DebtorEvent.ContactRefused e) {
        ContactRefused.Builder refused = ContactRefused.newBuilder()
                .addAllRuleIds(e.ruleIds())
                .setStrategyVersion(e.strategyVersion())
                .setPolicyVersion(e.policyVersion());
        e.steps().forEach(step -> refused.addSteps(Words.step(step)));
        record.setManifest("debtor.ContactRefused").setContactRefused(refused);
        return Personals.NONE;
    }

    @Override
    public Personal attemptAnswered(DebtorEvent.AttemptAnswered e) {
        record.setManifest("debtor.AttemptAnswered")
                .setAttemptAnswered(AttemptAnswered.newBuilder()
                        .setAttemptId(e.attempt().value())
                        .setAnswer(Enums.write(e.answer()))
                        .setDetail(e.detail())
                        .setProviderReference(e.providerReference()));
        return Personals.NONE;
    }

    @Override
    public Personal attemptSettled(DebtorEvent.AttemptSettled e) {
        record.setManifest("debtor.AttemptSettled")
                .setAttemptSettled(AttemptSettled.newBuilder()
                        .setAttemptId(e.attempt().value())
                        .setSettlement(Enums.write(e.settlement()))
                        .setProviderReference(e.providerReference()));
        return Personals.NONE;
    }

    @Override
    public Personal outcomeReceived(DebtorEvent.OutcomeReceived e) {
        record.setManifest("debtor.OutcomeReceived")
                .setOutcomeReceived(OutcomeReceived.newBuilder()
                        .setAttemptId(e.attempt().value())
                        .setOutcome(Enums.write(e.outcome()))
                        .setReportedAt(Words.timestamp(e.reportedAt())));
        return Personals.NONE;
    }

    @Override
    public Personal leadOffered(DebtorEvent.LeadOffered e) {
        record.setManifest("debtor.LeadOffered").setLeadOffered(LeadWords.write(e));
        return Personals.NONE;
    }

    @Override
    public Personal talkBegan(DebtorEvent.TalkBegan e) {
        record.setManifest("debtor.TalkBegan").setTalkBegan(LeadWords.write(e));
        return Personals.NONE;
    }

    @Override
    public Personal leadRecalled(DebtorEvent.LeadRecalled e) {
        record.setManifest("debtor.LeadRecalled").setLeadRecalled(LeadWords.write(e));
        return Personals.NONE;
    }

    @Override
    public Personal leadClosed(DebtorEvent.LeadClosed e) {
        record.setManifest("debtor.LeadClosed").setLeadClosed(LeadWords.write(e));
        return Personals.NONE;
    }

    @Override
    public Personal answerWritten(DebtorEvent.AnswerWritten e) {
        record.setManifest("debtor.AnswerWritten").setAnswerWritten(LeadWords.write(e));
        return Personals.of(e.text());
    }

    @Override
    public Personal recordedCallNoted(DebtorEvent.RecordedCallNoted e) {
        record.setManifest("debtor.RecordedCallNoted").setRecordedCallNoted(LeadWords.write(e));
        return Personals.NONE;
    }
}
