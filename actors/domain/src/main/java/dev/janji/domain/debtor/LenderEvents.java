package dev.janji.domain.debtor;

import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deciding about a lender's event: seen before, refused, or applied with what follows from it. */
final class LenderEvents {
    private LenderEvents() {}

    static Decision decide(DebtorState state, ApplyLenderEvent command, RuleContext context) {
        Known known = state instanceof Known already ? already : null;
        boolean stops = command.event().match(StopsContact.INSTANCE);
        if (known != null) {
            Decision before = before(known, command, context, stops);
            if (before != null) {
                return before;
            }
        }
        if (command.occurredAt().isAfter(context.now().plus(context.rules().clockSkew()))) {
            return new Decision.Rejected(RefusalReason.IN_FUTURE, "occurred_at");
        }
        if (!Refusals.isCivil(command.occurredAt())) {
            return new Decision.Rejected(RefusalReason.INVALID_FIELD, "occurred_at");
        }
        Instant asOf = command.asOf();
        if (asOf != null && !Refusals.isCivil(asOf)) {
            return new Decision.Rejected(RefusalReason.INVALID_FIELD, "as_of");
        }
        if (known == null && !(command.event() instanceof LenderEvent.DebtorUpserted)) {
            return new Decision.Rejected(RefusalReason.DEBTOR_UNKNOWN, "debtor_id");
        }
        if (known != null && known.lifeCycle() == LifeCycle.ERASED) {
            return new Decision.Rejected(RefusalReason.DEBTOR_ERASED, "debtor_id");
        }
        Optional<Decision.Rejected> refusal = command.event().match(new Refusals(known, command, context));
        return refusal.isPresent() ? refusal.get() : applied(state, known, command, context, stops);
    }

    /** @return the answer when this event, or the payment it carries, was stored before; null when it is new */
    private static @Nullable Decision before(
            Known known, ApplyLenderEvent command, RuleContext context, boolean stops) {
        Decision.Ack ack = stops && known.mayStillContact() ? Decision.Ack.AFTER_OPEN_ATTEMPT : Decision.Ack.NOW;
        SeenEvents.Seen seen = known.seen().find(command.eventId());
        if (seen != null) {
            return same(seen.body(), seen.sequenceNumber(), command, ack);
        }
        if (known.seen().mayBeOlder(command.eventId())) {
            if (context.finding() instanceof RuleContext.Finding.NotLooked) {
                return new Decision.NeedsHistory(command.eventId());
            }
            if (context.finding() instanceof RuleContext.Finding.There there) {
                return same(there.body(), there.sequenceNumber(), command, ack);
            }
        }
        if (command.event() instanceof LenderEvent.PaymentReceived received) {
            Account account = known.account(received.account());
            Payment payment = account == null ? null : account.ledger().payment(received.payment());
            if (account != null && payment != null) {
                boolean same = payment.amountMinor() == received.amount().minor()
                        && account.ledger().currency().equals(received.amount().currency());
                return same
                        ? new Decision.Duplicate(payment.sequenceNumber(), ack)
                        : new Decision.Rejected(RefusalReason.PAYMENT_ID_REUSED, "payment_received.payment_id");
            }
        }
        return null;
    }

    /** @return the ends of the promise and of the offer in the place of which the event's comes; empty when none stands */
    private static List<DebtorEvent> superseded(Known before, ApplyLenderEvent command, RuleContext context) {
        List<DebtorEvent> ends = new ArrayList<>(0);
        AccountId on = replacesAPromise(command.event());
        Account account = on == null ? null : before.account(on);
        Promise promise = account == null ? null : account.promise();
        if (on != null && promise != null && promise.state() == Promise.State.ACTIVE) {
            ends.add(new DebtorEvent.PromiseSettled(
                    context.now(), DebtorRules.VERSION, on, promise.id(), promise.state(), Promise.State.SUPERSEDED));
        }
        account = command.event() instanceof AgreementEvent agreement && replacesAnOffer(agreement)
                ? before.account(agreement.account())
                : null;
        Offer offer = account == null ? null : account.offer();
        if (account != null && offer != null && offer.mayLapse()) {
            ends.add(new DebtorEvent.OfferSettled(
                    context.now(),
                    DebtorRules.VERSION,
                    account.id(),
                    offer.id(),
                    offer.state(),
                    Offer.State.SUPERSEDED));
        }
        return ends;
    }

    /** @return the account on which the event comes in the place of a promise; null when it does not */
    private static @Nullable AccountId replacesAPromise(LenderEvent event) {
        if (event instanceof LenderEvent.PromiseRecorded recorded && recorded.supersedes() != null) {
            return recorded.account();
        }
        // Who arranges the whole debt has said something newer and larger: the word is neither kept nor broken, nor
        // taken back.
        if (event instanceof AgreementEvent.OfferAnswered answered) {
            return answered.answer() == Offer.Answer.ACCEPTED ? answered.account() : null;
        }
        return event instanceof AgreementEvent.ArrangementAgreed agreed ? agreed.account() : null;
    }

    private static boolean replacesAnOffer(AgreementEvent event) {
        return event instanceof AgreementEvent.OfferMade || event instanceof AgreementEvent.ArrangementAgreed;
    }

    private static Decision same(BodyHash body, long sequenceNumber, ApplyLenderEvent command, Decision.Ack ack) {
        return body.equals(command.body())
                ? new Decision.Duplicate(sequenceNumber, ack)
                : new Decision.Rejected(RefusalReason.EVENT_ID_REUSED, "event_id");
    }

    private static Decision applied(
            DebtorState state, @Nullable Known known, ApplyLenderEvent command, RuleContext context, boolean stops) {
        List<DebtorEvent> events = new ArrayList<>(2);
        Known before = known;
        if (before == null && command.event() instanceof LenderEvent.DebtorUpserted upserted) {
            LocalDate today = LocalDate.ofInstant(
                    context.now(),
                    context.rules().policy().dayZone(upserted.profile().homeZone()));
            return Decision.Accepted.of(state, List.of(event(command, context, today)));
        }
        DebtorEvent base = event(command, context, context.today(before));
        events.add(base);
        List<FollowUp> followUps = new ArrayList<>(1);
        DebtorState after = Evolution.evolve(state, base);
        for (DebtorEvent superseded : before == null ? List.<DebtorEvent>of() : superseded(before, command, context)) {
            events.add(superseded);
            after = Evolution.evolve(after, superseded);
        }
        if (after instanceof Known applied) {
            for (DebtorEvent derived : DerivedEvents.of(applied, context)) {
                events.add(derived);
                after = Evolution.evolve(after, derived);
            }
        }
        LiveLead lead = before == null ? null : before.lead();
        if (lead != null) {
            int told = events.size();
            Leads.told(lead, command.event(), stops, context, events, followUps);
            for (DebtorEvent closing : events.subList(told, events.size())) {
                after = Evolution.evolve(after, closing);
            }
        }
        FollowUp withdrawal = stops && before != null ? Contacts.withdrawal(before) : null;
        if (withdrawal != null) {
            followUps.add(withdrawal);
        }
        if (command.event() instanceof LenderEvent.DebtorErased) {
            followUps.add(new FollowUp.ForgetPersonalData());
        }
        boolean waits = stops && after instanceof Known then && then.mayStillContact();
        return new Decision.Accepted(
                after, events, followUps, waits ? Decision.Ack.AFTER_OPEN_ATTEMPT : Decision.Ack.NOW);
    }

    private static DebtorEvent event(ApplyLenderEvent command, RuleContext context, LocalDate today) {
        return new DebtorEvent.LenderEventApplied(
                context.now(),
                DebtorRules.VERSION,
                today,
                command.eventId(),
                command.body(),
                command.occurredAt(),
                command.asOf(),
                command.event());
    }

    /** Whether a contact decided before the event must not leave after its ack. Only what cannot make a contact wrong lets it go. */
    private enum StopsContact implements LenderEvent.Cases<Boolean> {
        INSTANCE;

        @Override
        public Boolean debtorUpserted(LenderEvent.DebtorUpserted e) {
            return true;
        }

        @Override
        public Boolean accountOpened(LenderEvent.AccountOpened e) {
            return false;
        }

        @Override
        public Boolean scheduleSet(LenderEvent.ScheduleSet e) {
            return true;
        }

        @Override
        public Boolean paymentReceived(LenderEvent.PaymentReceived e) {
            return true;
        }

        @Override
        public Boolean paymentReversed(LenderEvent.PaymentReversed e) {
            return true;
        }

        @Override
        public Boolean balanceAdjusted(LenderEvent.BalanceAdjusted e) {
            return true;
        }

        @Override
        public Boolean chargePosted(LenderEvent.ChargePosted e) {
            return true;
        }

        @Override
        public Boolean contactPointChanged(LenderEvent.ContactPointChanged e) {
            return true;
        }

        @Override
        public Boolean consentChanged(LenderEvent.ConsentChanged e) {
            return true;
        }

        @Override
        public Boolean debtorConsentChanged(LenderEvent.DebtorConsentChanged e) {
            return true;
        }

        @Override
        public Boolean disputeOpened(LenderEvent.DisputeOpened e) {
            return true;
        }

        @Override
        public Boolean disputeResolved(LenderEvent.DisputeResolved e) {
            return false;
        }

        @Override
        public Boolean holdPlaced(LenderEvent.HoldPlaced e) {
            return true;
        }

        @Override
        public Boolean holdLifted(LenderEvent.HoldLifted e) {
            return false;
        }

        @Override
        public Boolean accountClosed(LenderEvent.AccountClosed e) {
            return true;
        }

        @Override
        public Boolean debtorErased(LenderEvent.DebtorErased e) {
            return true;
        }

        @Override
        public Boolean accountTermsSet(LenderEvent.AccountTermsSet e) {
            return false;
        }

        @Override
        public Boolean accountPlaced(LenderEvent.AccountPlaced e) {
            return true;
        }

        @Override
        public Boolean accountRecalled(LenderEvent.AccountRecalled e) {
            return true;
        }

        @Override
        public Boolean accountWrittenOff(LenderEvent.AccountWrittenOff e) {
            return true;
        }

        @Override
        public Boolean promiseRecorded(LenderEvent.PromiseRecorded e) {
            return true;
        }

        @Override
        public Boolean contactMadeElsewhere(LenderEvent.ContactMadeElsewhere e) {
            return true;
        }

        @Override
        public Boolean noticeGivenElsewhere(LenderEvent.NoticeGivenElsewhere e) {
            return false;
        }

        @Override
        public Boolean personsLinked(LenderEvent.PersonsLinked e) {
            return false;
        }

        @Override
        public Boolean debtorGoneLive(LenderEvent.DebtorGoneLive e) {
            return false;
        }

        /** Whatever was said may make a contact wrong; that something is over cannot. */
        @Override
        public Boolean conversation(ConversationEvent e) {
            return !(e instanceof ConversationEvent.CallbackClosed || e instanceof ConversationEvent.ComplaintClosed);
        }

        @Override
        public Boolean agreement(AgreementEvent e) {
            return true;
        }

        /** What a message says of days past due, and what rules make of them, may be wrong. */
        @Override
        public Boolean ageing(AgeingEvent e) {
            return true;
        }
    }
}
