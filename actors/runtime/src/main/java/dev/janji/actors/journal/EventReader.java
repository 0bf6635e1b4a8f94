package dev.janji.actors.journal;

import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.id.StopId;
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

/** Reads the event of a record. Every case that was ever released stays readable. */
final class EventReader {
    private EventReader() {}

    /** @param personal of the record, decrypted; empty when it was forgotten */
    static DebtorEvent read(Record record, Personal personal) {
        Instant at = Words.instant(record.getAt());
        int rules = record.getRulesVersion();
        return switch (record.getEventCase()) {
            case LENDER_EVENT_APPLIED -> lenderEventApplied(at, rules, record.getLenderEventApplied(), personal);
            case BUCKET_ENTERED -> bucketEntered(at, rules, record.getBucketEntered());
            case PROMISE_SETTLED -> promiseSettled(at, rules, record.getPromiseSettled());
            case OFFER_SETTLED -> offerSettled(at, rules, record.getOfferSettled());
            case ARRANGEMENT_SETTLED -> arrangementSettled(at, rules, record.getArrangementSettled());
            case SEGMENT_ENTERED -> segmentEntered(at, rules, record.getSegmentEntered());
            case ACCOUNT_HANDED_OVER -> accountHandedOver(at, rules, record.getAccountHandedOver());
            case CONTACT_AUTHORIZED -> contactAuthorized(at, rules, record.getContactAuthorized());
            case CONTACT_DEFERRED -> contactDeferred(at, rules, record.getContactDeferred());
            case CONTACT_REFUSED -> contactRefused(at, rules, record.getContactRefused());
            case ATTEMPT_ANSWERED -> attemptAnswered(at, rules, record.getAttemptAnswered());
            case ATTEMPT_SETTLED -> attemptSettled(at, rules, record.getAttemptSettled());
            case OUTCOME_RECEIVED -> outcomeReceived(at, rules, record.getOutcomeReceived());
            case LEAD_OFFERED -> LeadWords.read(at, rules, record.getLeadOffered());
            case TALK_BEGAN -> LeadWords.read(at, rules, record.getTalkBegan());
            case LEAD_RECALLED -> LeadWords.read(at, rules, record.getLeadRecalled());
            case LEAD_CLOSED -> LeadWords.read(at, rules, record.getLeadClosed());
            case ANSWER_WRITTEN -> LeadWords.read(at, rules, record.getAnswerWritten(), personal.getText());
            case RECORDED_CALL_NOTED -> LeadWords.read(at, rules, record.getRecordedCallNoted());
            case EVENT_NOT_SET -> throw UnreadableRecord.missing("an event that this version knows");
        };
    }

    private static DebtorEvent lenderEventApplied(Instant at, int rules, LenderEventApplied e, Personal personal) {
        return new DebtorEvent.LenderEventApplied(
                at,
                rules,
                Words.date(e.getLocalDay()),
                new EventId(e.getEventId()),
                new BodyHash(e.getBodyHashHigh(), e.getBodyHashLow()),
                Words.instant(e.getOccurredAt()),
                e.hasAsOf() ? Words.instant(e.getAsOf()) : null,
                LenderFactReader.read(e, personal));
    }

    private static DebtorEvent bucketEntered(Instant at, int rules, BucketEntered e) {
        return new DebtorEvent.BucketEntered(
                at, rules, new AccountId(e.getAccountId()), e.getFrom(), e.getTo(), e.getDaysPastDue());
    }

    private static DebtorEvent promiseSettled(Instant at, int rules, PromiseSettled e) {
        return new DebtorEvent.PromiseSettled(
                at,
                rules,
                new AccountId(e.getAccountId()),
                new PromiseId(e.getPromiseId()),
                Enums.read(e.getFrom()),
                Enums.read(e.getTo()));
    }

    private static DebtorEvent arrangementSettled(Instant at, int rules, ArrangementSettled e) {
        return new DebtorEvent.ArrangementSettled(
                at,
                rules,
                new AccountId(e.getAccountId()),
                new ArrangementId(e.getArrangementId()),
                AgreementWords.read(e.getFrom()),
                AgreementWords.read(e.getTo()));
    }

    private static DebtorEvent offerSettled(Instant at, int rules, OfferSettled e) {
        return new DebtorEvent.OfferSettled(
                at,
                rules,
                new AccountId(e.getAccountId()),
                new OfferId(e.getOfferId()),
                OfferWords.read(e.getFrom()),
                OfferWords.read(e.getTo()));
    }

    private static DebtorEvent segmentEntered(Instant at, int rules, SegmentEntered e) {
        return new DebtorEvent.SegmentEntered(
                at,
                rules,
                new AccountId(e.getAccountId()),
                e.getFrom(),
                e.getSegment(),
                e.getStrategyVersion(),
                e.getArm());
    }

    private static DebtorEvent accountHandedOver(Instant at, int rules, AccountHandedOver e) {
        return new DebtorEvent.AccountHandedOver(
                at,
                rules,
                Words.step(e.getStep()),
                Enums.read(e.getTo()),
                Words.date(e.getDueDay()),
                e.getStrategyVersion());
    }

    private static DebtorEvent contactAuthorized(Instant at, int rules, ContactAuthorized e) {
        return new DebtorEvent.ContactAuthorized(
                at,
                rules,
                Words.attempt(e.getAttempt()),
                e.getRuleIdsList(),
                e.getStrategyVersion(),
                e.getPolicyVersion());
    }

    private static DebtorEvent contactDeferred(Instant at, int rules, ContactDeferred e) {
        return new DebtorEvent.ContactDeferred(
                at,
                rules,
                e.getStepsList().stream().map(Words::step).toList(),
                Words.instant(e.getUntil()),
                e.getRuleIdsList(),
                e.getStrategyVersion(),
                e.getPolicyVersion(),
                e.getStopIdsList().stream().map(StopId::new).toList());
    }

    private static DebtorEvent contactRefused(Instant at, int rules, ContactRefused e) {
        return new DebtorEvent.ContactRefused(
                at,
                rules,
                e.getStepsList().stream().map(Words::step).toList(),
                e.getRuleIdsList(),
                e.getStrategyVersion(),
                e.getPolicyVersion());
    }

    private static DebtorEvent attemptAnswered(Instant at, int rules, AttemptAnswered e) {
        return new DebtorEvent.AttemptAnswered(
                at,
                rules,
                new AttemptId(e.getAttemptId()),
                Enums.read(e.getAnswer()),
                e.getDetail(),
                e.getProviderReference());
    }

    private static DebtorEvent attemptSettled(Instant at, int rules, AttemptSettled e) {
        return new DebtorEvent.AttemptSettled(
                at, rules, new AttemptId(e.getAttemptId()), Enums.read(e.getSettlement()), e.getProviderReference());
    }

    private static DebtorEvent outcomeReceived(Instant at, int rules, OutcomeReceived e) {
        return new DebtorEvent.OutcomeReceived(
                at,
                rules,
                new AttemptId(e.getAttemptId()),
                Enums.read(e.getOutcome()),
                Words.instant(e.getReportedAt()));
    }
}
