package dev.janji.actors.journal;

import dev.janji.domain.account.Adjustment;
import dev.janji.domain.account.Ageing;
import dev.janji.domain.account.Charge;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.ContactHistory;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Dialogue;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.debtor.SeenEvents;
import dev.janji.domain.debtor.StepProgress;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.strategy.Anchor;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.ContactAuthorized;
import dev.janji.protocols.journal.v1.KnownDebtor;
import dev.janji.protocols.journal.v1.Outcome;
import dev.janji.protocols.journal.v1.Personal;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.Settlement;
import dev.janji.protocols.journal.v1.StepUnderWay;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a debtor's state. */
final class StateReader {
    private StateReader() {}

    /** @param personal of the snapshot, decrypted; empty when it was forgotten */
    static DebtorState read(KnownDebtor known, long version, Personal personal) {
        Attempt open = known.hasOpenAttempt() ? Words.attempt(known.getOpenAttempt()) : null;
        ContactHistory history = history(known);
        return new DebtorState.Known(
                version,
                Enums.read(known.getLifeCycle()),
                profile(known, personal),
                known.getAccountsList().stream().map(StateReader::account).toList(),
                known.getHoldsList().stream().map(Words::hold).toList(),
                known.getLinksList().stream().map(Words::linkedPerson).toList(),
                open,
                history,
                seen(known),
                known.hasLastDecision() ? decision(known.getLastDecision(), open, history) : null,
                known.hasLastPaidDay() ? Words.date(known.getLastPaidDay()) : null,
                consents(known),
                known.hasDialogue() ? DialogueCodec.read(known.getDialogue()) : Dialogue.NONE,
                known.getMoratoriaList().stream().map(AgeingWords::moratorium).toList(),
                known.hasLead() ? LeadWords.read(known.getLead()) : null);
    }

    /** An authorization that names its attempt only is of one that stands elsewhere in the state. */
    private static DebtorEvent decision(Record record, @Nullable Attempt open, ContactHistory history) {
        if (!record.hasContactAuthorized()
                || !record.getContactAuthorized()
                        .getAttempt()
                        .getContactPointId()
                        .isEmpty()) {
            return EventReader.read(record, Personals.NONE);
        }
        ContactAuthorized authorized = record.getContactAuthorized();
        AttemptId id = new AttemptId(authorized.getAttempt().getAttemptId());
        PastAttempt past = history.find(id);
        Attempt attempt = open != null && open.id().equals(id) ? open : past == null ? null : past.attempt();
        if (attempt == null) {
            throw UnreadableRecord.missing("the attempt of the last decision");
        }
        return new DebtorEvent.ContactAuthorized(
                Words.instant(record.getAt()),
                record.getRulesVersion(),
                attempt,
                authorized.getRuleIdsList(),
                authorized.getStrategyVersion(),
                authorized.getPolicyVersion());
    }

    private static Profile profile(KnownDebtor known, Personal personal) {
        return new Profile(
                personal.getName(),
                known.getLanguage(),
                personal.getAddress(),
                known.hasZone() ? ZoneId.of(known.getZone()) : null,
                Words.contactPoints(known.getContactPointsList(), personal),
                Words.readZones(known.getAddressZonesList()));
    }

    private static Account account(dev.janji.protocols.journal.v1.Account account) {
        return new Account(
                new AccountId(account.getAccountId()),
                Enums.read(account.getStatus()),
                Words.date(account.getOpenedDay()),
                ledger(account.getLedger()),
                Words.terms(account.getTerms()),
                account.hasDisputeId() ? account.getDisputeId() : null,
                account.hasPromise() ? promise(account.getPromise()) : null,
                account.getBucket(),
                account.hasBucketSinceDay() ? Words.date(account.getBucketSinceDay()) : null,
                new PromiseTally(account.getPromisesKept(), account.getPromisesBroken()),
                progress(account),
                account.hasOperatorId() ? account.getOperatorId() : null,
                account.getNoticesList().stream().map(Enums::read).collect(Collectors.toUnmodifiableSet()),
                account.hasOffer() ? OfferWords.read(account.getOffer()) : null);
    }

    private static StepProgress progress(dev.janji.protocols.journal.v1.Account account) {
        Map<Anchor, Integer> passed = new LinkedHashMap<>();
        account.getPassedStepsList()
                .forEach(each -> passed.put(
                        new Anchor(Enums.read(each.getTrigger()), Words.date(each.getAnchorDay())),
                        each.hasMinute() ? each.getMinute() : FirstPlan.minuteOf(each.getCount() - 1)));
        return new StepProgress(
                passed,
                account.hasStepUnderWay() ? underWay(account.getStepUnderWay()) : null,
                account.getStrategyVersion().isEmpty()
                        ? null
                        : new StepProgress.Assignment(account.getStrategyVersion(), account.getSegment()),
                account.hasHandedOver()
                        ? new StepProgress.HandedOver(
                                Enums.read(account.getHandedOver().getTo()),
                                Words.date(account.getHandedOver().getDueDay()))
                        : null);
    }

    private static Ledger ledger(dev.janji.protocols.journal.v1.Ledger ledger) {
        return Ledger.of(
                Currency.getInstance(ledger.getCurrency()),
                ledger.getOpeningMinor(),
                Words.instant(ledger.getOpenedAt()),
                ledger.getScheduleList().stream().map(Words::instalment).toList(),
                ledger.getChargesList().stream()
                        .map(each -> new Charge(
                                each.getChargeId(),
                                each.getAmountMinor(),
                                Words.date(each.getDueDay()),
                                each.getKind(),
                                Words.instant(each.getPostedAt())))
                        .toList(),
                ledger.getPaymentsList().stream().map(StateReader::payment).toList(),
                ledger.getAdjustmentsList().stream()
                        .map(each -> new Adjustment(each.getAmountMinor(), Words.instant(each.getAt())))
                        .toList(),
                ledger.hasArrangement() ? AgreementWords.read(ledger.getArrangement()) : null,
                Ageing.of(ledger.getPausesList().stream().map(AgeingWords::read).toList()));
    }

    private static Payment payment(dev.janji.protocols.journal.v1.Payment payment) {
        return new Payment(
                new PaymentId(payment.getPaymentId()),
                payment.getAmountMinor(),
                Words.date(payment.getValueDay()),
                Words.instant(payment.getReceivedAt()),
                payment.getSequenceNumber(),
                payment.hasReversedAt() ? Words.instant(payment.getReversedAt()) : null);
    }

    private static Promise promise(dev.janji.protocols.journal.v1.Promise promise) {
        return new Promise(
                new PromiseId(promise.getPromiseId()),
                promise.getAmountMinor(),
                Words.date(promise.getDueDay()),
                Words.instant(promise.getMadeAt()),
                Enums.read(promise.getState()),
                promise.getSupersedesPromiseId().isEmpty() ? null : new PromiseId(promise.getSupersedesPromiseId()));
    }

    private static StepProgress.Trying underWay(StepUnderWay step) {
        return new StepProgress.Trying(
                new Anchor(Enums.read(step.getTrigger()), Words.date(step.getAnchorDay())),
                step.hasMinute() ? step.getMinute() : FirstPlan.minuteOf(step.getIndex()),
                step.hasNotBefore() ? Words.instant(step.getNotBefore()) : null,
                step.getTries(),
                step.getRefusedByList().stream().map(ContactPointId::new).collect(Collectors.toUnmodifiableSet()));
    }

    private static ContactHistory history(KnownDebtor known) {
        return new ContactHistory(
                known.getPastAttemptsList().stream().map(StateReader::past).toList(),
                known.getContactsElsewhereList().stream()
                        .map(each -> new ContactHistory.Elsewhere(
                                Words.instant(each.getAt()),
                                Enums.read(each.getChannel()),
                                Enums.read(each.getResult()),
                                each.hasAccountId() ? new AccountId(each.getAccountId()) : null,
                                each.hasCallId() ? new AttemptId(each.getCallId()) : null))
                        .toList());
    }

    private static Consents consents(KnownDebtor known) {
        return new Consents(
                known.getConsentsList().stream()
                        .map(each -> new Consents.Given(
                                Enums.read(each.getScope()),
                                each.getChannel() == Channel.CHANNEL_UNSPECIFIED ? null : Enums.read(each.getChannel()),
                                Words.instant(each.getAt()),
                                each.hasUntil() ? Words.instant(each.getUntil()) : null))
                        .toList(),
                known.getOptedOutChannelsList().stream().map(Enums::read).collect(Collectors.toUnmodifiableSet()));
    }

    private static PastAttempt past(dev.janji.protocols.journal.v1.PastAttempt past) {
        return new PastAttempt(
                Words.attempt(past.getAttempt()),
                Enums.read(past.getAnswer()),
                past.getSettlement() == Settlement.SETTLEMENT_UNSPECIFIED ? null : Enums.read(past.getSettlement()),
                past.getOutcome() == Outcome.OUTCOME_UNSPECIFIED ? null : Enums.read(past.getOutcome()));
    }

    private static SeenEvents seen(KnownDebtor known) {
        return SeenEvents.of(
                known.getNewestEventsList().stream()
                        .map(each -> new SeenEvents.Seen(
                                new EventId(each.getEventId()),
                                new BodyHash(each.getBodyHashHigh(), each.getBodyHashLow()),
                                each.getSequenceNumber()))
                        .toList(),
                known.getOlderEventDigestsList().stream()
                        .mapToLong(Long::longValue)
                        .toArray());
    }
}
