package dev.janji.actors.journal;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.ContactHistory;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Dialogue;
import dev.janji.domain.debtor.LiveLead;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.debtor.StepProgress;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.PromiseId;
import dev.janji.protocols.journal.v1.Adjustment;
import dev.janji.protocols.journal.v1.Charge;
import dev.janji.protocols.journal.v1.ConsentGiven;
import dev.janji.protocols.journal.v1.ContactElsewhere;
import dev.janji.protocols.journal.v1.HandedOver;
import dev.janji.protocols.journal.v1.KnownDebtor;
import dev.janji.protocols.journal.v1.PassedSteps;
import dev.janji.protocols.journal.v1.Payment;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.SeenEvent;
import dev.janji.protocols.journal.v1.StepUnderWay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Writes a debtor's state without what is personal of it. Equal states give equal bytes. */
final class StateWriter {
    private StateWriter() {}

    static KnownDebtor write(DebtorState.Known state) {
        KnownDebtor.Builder known = KnownDebtor.newBuilder()
                .setLifeCycle(Enums.write(state.lifeCycle()))
                .setLanguage(state.profile().language());
        ZoneId zone = state.profile().zone();
        if (zone != null) {
            known.setZone(zone.getId());
        }
        known.addAllAddressZones(Words.zones(state.profile().addressZones()));
        state.profile().contactPoints().forEach(point -> known.addContactPoints(Words.contactPoint(point)));
        state.accounts().forEach(account -> known.addAccounts(account(account)));
        state.holds().forEach(hold -> known.addHolds(Words.hold(hold)));
        state.links().forEach(person -> known.addLinks(Words.linkedPerson(person)));
        Attempt open = state.openAttempt();
        if (open != null) {
            known.setOpenAttempt(Words.attempt(open));
        }
        state.history().attempts().forEach(past -> known.addPastAttempts(past(past)));
        state.history().elsewhere().forEach(contact -> known.addContactsElsewhere(elsewhere(contact)));
        state.consents().given().forEach(given -> known.addConsents(consent(given)));
        state.consents().optedOut().stream()
                .sorted()
                .forEach(channel -> known.addOptedOutChannels(Enums.write(channel)));
        state.seen()
                .newest()
                .forEach(seen -> known.addNewestEvents(SeenEvent.newBuilder()
                        .setEventId(seen.id().value())
                        .setBodyHashHigh(seen.body().high())
                        .setBodyHashLow(seen.body().low())
                        .setSequenceNumber(seen.sequenceNumber())));
        for (long digest : state.seen().older()) {
            known.addOlderEventDigests(digest);
        }
        DebtorEvent decision = state.lastDecision();
        if (decision != null) {
            known.setLastDecision(decision(decision, state));
        }
        LocalDate paidOn = state.lastPaidOn();
        if (paidOn != null) {
            known.setLastPaidDay(Words.day(paidOn));
        }
        if (!state.dialogue().equals(Dialogue.NONE)) {
            known.setDialogue(DialogueCodec.write(state.dialogue()));
        }
        state.moratoria().forEach(each -> known.addMoratoria(AgeingWords.write(each)));
        LiveLead lead = state.lead();
        if (lead != null) {
            known.setLead(LeadWords.write(lead));
        }
        return known.build();
    }

    private static Record decision(DebtorEvent decision, DebtorState.Known state) {
        Record.Builder record =
                Record.newBuilder().setAt(Words.timestamp(decision.at())).setRulesVersion(decision.rulesVersion());
        if (!Personals.isNone(decision.match(new EventWriter(record)))) {
            throw new IllegalArgumentException("Expected a decision without personal data, but it has some");
        }
        if (decision instanceof DebtorEvent.ContactAuthorized authorized && stands(authorized.attempt(), state)) {
            record.getContactAuthorizedBuilder()
                    .setAttempt(dev.janji.protocols.journal.v1.Attempt.newBuilder()
                            .setAttemptId(authorized.attempt().id().value()));
        }
        return record.build();
    }

    /** Whether the attempt is written elsewhere in the state, so that its id is enough. */
    private static boolean stands(Attempt attempt, DebtorState.Known state) {
        PastAttempt past = state.history().find(attempt.id());
        return attempt.equals(state.openAttempt()) || past != null && attempt.equals(past.attempt());
    }

    private static dev.janji.protocols.journal.v1.Account account(Account account) {
        dev.janji.protocols.journal.v1.Account.Builder written = dev.janji.protocols.journal.v1.Account.newBuilder()
                .setAccountId(account.id().value())
                .setStatus(Enums.write(account.status()))
                .setOpenedDay(Words.day(account.openedOn()))
                .setLedger(ledger(account.ledger()))
                .setTerms(Words.terms(account.terms()))
                .setBucket(account.bucket());
        String dispute = account.dispute();
        if (dispute != null) {
            written.setDisputeId(dispute);
        }
        Promise promise = account.promise();
        if (promise != null) {
            written.setPromise(promise(promise));
        }
        LocalDate bucketSince = account.bucketSince();
        if (bucketSince != null) {
            written.setBucketSinceDay(Words.day(bucketSince));
        }
        written.setPromisesKept(account.promises().kept())
                .setPromisesBroken(account.promises().broken());
        progress(account.progress(), written);
        String operator = account.operator();
        if (operator != null) {
            written.setOperatorId(operator);
        }
        account.notices().stream().sorted().forEach(notice -> written.addNotices(Enums.write(notice)));
        Offer offer = account.offer();
        if (offer != null) {
            written.setOffer(OfferWords.write(offer));
        }
        return written.build();
    }

    private static void progress(StepProgress progress, dev.janji.protocols.journal.v1.Account.Builder written) {
        progress.passed().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> written.addPassedSteps(PassedSteps.newBuilder()
                        .setAnchorDay(Words.day(each.getKey().date()))
                        .setTrigger(Enums.write(each.getKey().trigger()))
                        .setMinute(each.getValue())));
        StepProgress.Trying current = progress.current();
        if (current != null) {
            written.setStepUnderWay(underWay(current));
        }
        StepProgress.Assignment assignment = progress.assignment();
        if (assignment != null) {
            written.setStrategyVersion(assignment.strategyVersion()).setSegment(assignment.segment());
        }
        StepProgress.HandedOver handedOver = progress.handedOver();
        if (handedOver != null) {
            written.setHandedOver(HandedOver.newBuilder()
                    .setTo(Enums.write(handedOver.to()))
                    .setDueDay(Words.day(handedOver.dueDate())));
        }
    }

    private static dev.janji.protocols.journal.v1.Ledger ledger(Ledger ledger) {
        dev.janji.protocols.journal.v1.Ledger.Builder written = dev.janji.protocols.journal.v1.Ledger.newBuilder()
                .setCurrency(ledger.currency().getCurrencyCode())
                .setOpeningMinor(ledger.openingMinor())
                .setOpenedAt(Words.timestamp(ledger.openedAt()));
        ledger.schedule().forEach(each -> written.addSchedule(Words.instalment(each)));
        ledger.charges()
                .forEach(each -> written.addCharges(Charge.newBuilder()
                        .setChargeId(each.chargeId())
                        .setAmountMinor(each.amountMinor())
                        .setDueDay(Words.day(each.dueDate()))
                        .setKind(each.kind())
                        .setPostedAt(Words.timestamp(each.postedAt()))));
        ledger.payments().forEach(each -> written.addPayments(payment(each)));
        ledger.adjustments()
                .forEach(each -> written.addAdjustments(Adjustment.newBuilder()
                        .setAmountMinor(each.amountMinor())
                        .setAt(Words.timestamp(each.at()))));
        Arrangement arrangement = ledger.arrangement();
        if (arrangement != null) {
            written.setArrangement(AgreementWords.write(arrangement));
        }
        ledger.ageing().pauses().forEach(each -> written.addPauses(AgeingWords.write(each)));
        return written.build();
    }

    private static Payment payment(dev.janji.domain.account.Payment payment) {
        Payment.Builder written = Payment.newBuilder()
                .setPaymentId(payment.id().value())
                .setAmountMinor(payment.amountMinor())
                .setValueDay(Words.day(payment.valueDate()))
                .setReceivedAt(Words.timestamp(payment.receivedAt()))
                .setSequenceNumber(payment.sequenceNumber());
        Instant reversedAt = payment.reversedAt();
        if (reversedAt != null) {
            written.setReversedAt(Words.timestamp(reversedAt));
        }
        return written.build();
    }

    private static dev.janji.protocols.journal.v1.Promise promise(Promise promise) {
        dev.janji.protocols.journal.v1.Promise.Builder written = dev.janji.protocols.journal.v1.Promise.newBuilder()
                .setPromiseId(promise.id().value())
                .setAmountMinor(promise.amountMinor())
                .setDueDay(Words.day(promise.dueDate()))
                .setMadeAt(Words.timestamp(promise.madeAt()))
                .setState(Enums.write(promise.state()));
        PromiseId supersedes = promise.supersedes();
        return supersedes == null
                ? written.build()
                : written.setSupersedesPromiseId(supersedes.value()).build();
    }

    private static StepUnderWay underWay(StepProgress.Trying current) {
        StepUnderWay.Builder written = StepUnderWay.newBuilder()
                .setAnchorDay(Words.day(current.from().date()))
                .setTrigger(Enums.write(current.from().trigger()))
                .setMinute(current.minute())
                .setTries(current.tries());
        Instant notBefore = current.notBefore();
        if (notBefore != null) {
            written.setNotBefore(Words.timestamp(notBefore));
        }
        current.refusedBy().stream().map(ContactPointId::value).sorted().forEach(written::addRefusedBy);
        return written.build();
    }

    private static dev.janji.protocols.journal.v1.PastAttempt past(PastAttempt past) {
        dev.janji.protocols.journal.v1.PastAttempt.Builder written =
                dev.janji.protocols.journal.v1.PastAttempt.newBuilder()
                        .setAttempt(Words.attempt(past.attempt()))
                        .setAnswer(Enums.write(past.answer()));
        if (past.settlement() != null) {
            written.setSettlement(Enums.write(past.settlement()));
        }
        if (past.outcome() != null) {
            written.setOutcome(Enums.write(past.outcome()));
        }
        return written.build();
    }

    private static ContactElsewhere elsewhere(ContactHistory.Elsewhere contact) {
        ContactElsewhere.Builder written = ContactElsewhere.newBuilder()
                .setAt(Words.timestamp(contact.at()))
                .setChannel(Enums.write(contact.channel()))
                .setResult(Enums.write(contact.result()));
        AccountId account = contact.account();
        if (account != null) {
            written.setAccountId(account.value());
        }
        AttemptId call = contact.call();
        if (call != null) {
            written.setCallId(call.value());
        }
        return written.build();
    }

    private static ConsentGiven consent(Consents.Given given) {
        ConsentGiven.Builder written =
                ConsentGiven.newBuilder().setScope(Enums.write(given.scope())).setAt(Words.timestamp(given.at()));
        Channel channel = given.channel();
        if (channel != null) {
            written.setChannel(Enums.write(channel));
        }
        Instant until = given.until();
        if (until != null) {
            written.setUntil(Words.timestamp(until));
        }
        return written.build();
    }
}
