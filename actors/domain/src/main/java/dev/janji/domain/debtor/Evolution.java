package dev.janji.domain.debtor;

import dev.janji.domain.account.Adjustment;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Charge;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorEvent.LenderEventApplied;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The only way a debtor's state changes, live and on replay. Knows nothing of time, policy or configuration. An arm that was released
 * never changes: new behaviour is a new event.
 */
final class Evolution implements DebtorEvent.Cases<DebtorState> {
    private final DebtorState before;

    private Evolution(DebtorState before) {
        this.before = before;
    }

    static DebtorState evolve(DebtorState state, DebtorEvent event) {
        DebtorState after = event.match(new Evolution(state));
        return after instanceof Known known ? known.withVersion(state.version() + 1) : after;
    }

    @Override
    public DebtorState lenderEventApplied(LenderEventApplied e) {
        Known known = before instanceof Known already ? already : born(e);
        if (known == null) {
            return before;
        }
        SeenEvents seen = known.seen().with(new SeenEvents.Seen(e.eventId(), e.body(), before.version() + 1));
        return e.event().match(new LenderEventEvolution(known.with(seen), e, before.version() + 1));
    }

    private static @Nullable Known born(LenderEventApplied e) {
        return e.event() instanceof LenderEvent.DebtorUpserted upserted
                ? new Known(
                        0,
                        e.asOf() == null ? LifeCycle.ACTIVE : LifeCycle.LOADING,
                        upserted.profile(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        ContactHistory.NONE,
                        SeenEvents.NONE,
                        null,
                        null,
                        Consents.NONE,
                        Dialogue.NONE,
                        List.of(),
                        null)
                : null;
    }

    @Override
    public DebtorState bucketEntered(DebtorEvent.BucketEntered e) {
        return onKnown(known ->
                known.changing(e.account(), account -> account.inBucket(e.to(), dayOf(e, known, account.ledger()))));
    }

    /** @return the debtor's local date of the event; null when nothing is unpaid or nobody can tell */
    private static @Nullable LocalDate dayOf(DebtorEvent.BucketEntered e, Known known, Ledger ledger) {
        LocalDate dueDate = ledger.earliestUnpaidDueDate();
        if (dueDate == null) {
            return null;
        }
        if (e.daysPastDue() > 0) {
            return dueDate.plusDays(e.daysPastDue());
        }
        // Of an account that is not late the days past due say nothing of the day.
        ZoneId zone = known.profile().homeZone();
        LocalDate day = zone == null ? null : LocalDate.ofInstant(e.at(), zone);
        // Past the due date and yet not late: every day since is paused.
        return day != null && dueDate.isBefore(day) ? dueDate : day;
    }

    @Override
    public DebtorState segmentEntered(DebtorEvent.SegmentEntered e) {
        return onKnown(known -> known.changing(
                e.account(),
                account -> account.with(
                        account.progress().assigned(new StepProgress.Assignment(e.strategyVersion(), e.segment())))));
    }

    @Override
    public DebtorState accountHandedOver(DebtorEvent.AccountHandedOver e) {
        return onKnown(known -> known.decided(e)
                .changing(
                        e.step().account(),
                        account -> account.with(account.progress()
                                .pass(e.step())
                                .handedOver(new StepProgress.HandedOver(e.to(), e.dueDate())))));
    }

    @Override
    public DebtorState promiseSettled(DebtorEvent.PromiseSettled e) {
        return onKnown(known -> known.changing(e.account(), account -> {
            Promise promise = account.promise();
            return promise == null || !promise.id().equals(e.promise())
                    ? account
                    : account.promised(promise.in(e.to()))
                            .with(account.promises().moved(e.from(), e.to()));
        }));
    }

    @Override
    public DebtorState arrangementSettled(DebtorEvent.ArrangementSettled e) {
        return onKnown(known -> known.changing(e.account(), account -> {
            Arrangement last = account.ledger().arrangement();
            return last == null || !last.id().equals(e.arrangement())
                    ? account
                    : account.with(account.ledger().arranged(last.in(e.to())));
        }));
    }

    @Override
    public DebtorState offerSettled(DebtorEvent.OfferSettled e) {
        return onKnown(known -> known.changing(e.account(), account -> {
            Offer last = account.offer();
            return last == null || !last.id().equals(e.offer()) ? account : account.offered(last.in(e.to()));
        }));
    }

    @Override
    public DebtorState contactAuthorized(DebtorEvent.ContactAuthorized e) {
        return onKnown(known -> {
            Known next = LeadEvolution.dialed(known.withOpenAttempt(e.attempt()).decided(e), e.attempt());
            next = LeadEvolution.answering(next, e.attempt());
            return StepEvolution.onSteps(next, e.attempt().covers(), StepProgress::taken, StepProgress::pass);
        });
    }

    @Override
    public DebtorState contactDeferred(DebtorEvent.ContactDeferred e) {
        return onKnown(known -> {
            Known next = LeadEvolution.deferred(known.decided(e), e.steps(), e.until());
            return StepEvolution.onSteps(
                    next,
                    e.steps(),
                    (progress, step) -> progress.waiting(step, e.until()),
                    (progress, step) -> progress);
        });
    }

    @Override
    public DebtorState contactRefused(DebtorEvent.ContactRefused e) {
        return onKnown(known -> StepEvolution.onSteps(
                LeadEvolution.refused(known.decided(e), e.steps()), e.steps(), StepProgress::pass, StepProgress::pass));
    }

    @Override
    public DebtorState attemptAnswered(DebtorEvent.AttemptAnswered e) {
        return onKnown(known -> {
            Attempt open = known.openAttempt();
            if (open == null || !open.id().equals(e.attempt())) {
                return known;
            }
            Known next = known.withOpenAttempt(null)
                    .with(known.history().with(new PastAttempt(open, e.answer(), null, null)));
            if (e.answer().countsAsMade()) {
                return e.answer() == Answer.HANDED_OVER ? WarningLetters.left(next, open) : next;
            }
            next = LeadEvolution.unanswered(next, open, e.answer() == Answer.WITHDRAWN);
            return StepEvolution.reopened(next, open, e.answer() == Answer.REFUSED);
        });
    }

    @Override
    public DebtorState attemptSettled(DebtorEvent.AttemptSettled e) {
        return onKnown(known -> {
            PastAttempt past = known.history().find(e.attempt());
            if (past == null || !past.inDoubt()) {
                return known;
            }
            Known next = known.with(known.history().changed(e.attempt(), each -> each.settled(e.settlement())));
            return switch (e.settlement()) {
                case NEVER_SENT ->
                    StepEvolution.reopened(
                            LeadEvolution.unanswered(next, past.attempt(), false), past.attempt(), false);
                case SENT -> WarningLetters.left(next, past.attempt());
                case COUNTED_AS_MADE -> next;
            };
        });
    }

    @Override
    public DebtorState outcomeReceived(DebtorEvent.OutcomeReceived e) {
        return onKnown(known -> {
            Known next = known.with(known.history().changed(e.attempt(), each -> each.with(e.outcome())));
            PastAttempt past = known.history().find(e.attempt());
            return past == null || e.outcome() != Outcome.BOUNCED ? next : withDeadPoint(next, past, e.at());
        });
    }

    private static Known withDeadPoint(Known known, PastAttempt past, Instant at) {
        Profile profile = known.profile();
        ContactPointId id = past.attempt().contactPoint();
        ContactPoint point = profile.contactPoint(id);
        // A profile that comes without it may come with it again.
        Profile marked =
                point == null ? profile : profile.with(point.withVerification(ContactPoint.Verification.WRONG));
        return WarningLetters.cameBack(known, past.attempt())
                .with(marked)
                .with(known.dialogue()
                        .with(new Dialogue.DeadPoint(id, at), each -> profile.contactPoint(each) != null));
    }

    @Override
    public DebtorState leadOffered(DebtorEvent.LeadOffered e) {
        return onKnown(known -> LeadEvolution.offered(known, e));
    }

    @Override
    public DebtorState talkBegan(DebtorEvent.TalkBegan e) {
        return onKnown(known -> LeadEvolution.talking(known, e));
    }

    @Override
    public DebtorState leadRecalled(DebtorEvent.LeadRecalled e) {
        return onKnown(known -> LeadEvolution.recalled(known, e));
    }

    @Override
    public DebtorState leadClosed(DebtorEvent.LeadClosed e) {
        return onKnown(known -> LeadEvolution.closed(known, e));
    }

    @Override
    public DebtorState answerWritten(DebtorEvent.AnswerWritten e) {
        return onKnown(known -> known.with(known.dialogue().takenUp()));
    }

    @Override
    public DebtorState recordedCallNoted(DebtorEvent.RecordedCallNoted e) {
        return onKnown(known -> StepEvolution.noted(known, e));
    }

    private DebtorState onKnown(UnaryOperator<Known> change) {
        return before instanceof Known known ? change.apply(known) : before;
    }

    /** What each lender's event changes. */
    private record LenderEventEvolution(Known known, LenderEventApplied applied, long sequenceNumber)
            implements LenderEvent.Cases<DebtorState> {

        private Instant at() {
            return applied.at();
        }

        private Known ledger(AccountId id, UnaryOperator<Ledger> change) {
            return known.changing(id, account -> account.with(change.apply(account.ledger())));
        }

        @Override
        public DebtorState debtorUpserted(LenderEvent.DebtorUpserted e) {
            return known.with(e.profile());
        }

        @Override
        public DebtorState accountOpened(LenderEvent.AccountOpened e) {
            List<Account> accounts = new ArrayList<>(known.accounts());
            Ledger ledger = Ledger.opened(
                    e.openingBalance().currency(), e.openingBalance().minor(), at());
            Account opened = Account.opened(e.account(), e.openedOn(), ledger, e.terms());
            for (Moratorium moratorium : known.moratoria()) {
                opened = AgeingEvolution.paused(opened, moratorium);
            }
            accounts.add(opened);
            return known.withAccounts(accounts);
        }

        @Override
        public DebtorState scheduleSet(LenderEvent.ScheduleSet e) {
            return ledger(e.account(), ledger -> ledger.scheduled(e.instalments()));
        }

        @Override
        public DebtorState paymentReceived(LenderEvent.PaymentReceived e) {
            Payment payment = new Payment(e.payment(), e.amount().minor(), e.valueDate(), at(), sequenceNumber, null);
            return ledger(e.account(), ledger -> ledger.paid(payment)).paidOn(applied.on());
        }

        @Override
        public DebtorState paymentReversed(LenderEvent.PaymentReversed e) {
            return ledger(e.account(), ledger -> ledger.reversed(e.payment(), at()));
        }

        @Override
        public DebtorState balanceAdjusted(LenderEvent.BalanceAdjusted e) {
            return ledger(
                    e.account(),
                    ledger -> ledger.adjusted(new Adjustment(e.amount().minor(), at())));
        }

        @Override
        public DebtorState chargePosted(LenderEvent.ChargePosted e) {
            Charge charge = new Charge(e.chargeId(), e.amount().minor(), e.dueDate(), e.kind(), at());
            return ledger(e.account(), ledger -> ledger.charged(charge));
        }

        @Override
        public DebtorState contactPointChanged(LenderEvent.ContactPointChanged e) {
            Known next = known.with(known.profile().with(e.contactPoint()));
            return e.contactPoint().verification() == ContactPoint.Verification.VERIFIED
                    ? next.with(known.dialogue().verified(e.contactPoint().id()))
                    : next;
        }

        @Override
        public DebtorState consentChanged(LenderEvent.ConsentChanged e) {
            ContactPoint point = known.profile().contactPoint(e.contactPoint());
            Known next = point == null ? known : known.with(known.profile().with(point.withConsent(e.consent())));
            return e.consent() == ContactPoint.Consent.GIVEN
                    ? next.with(known.dialogue().optedIn(e.contactPoint()))
                    : next;
        }

        @Override
        public DebtorState debtorConsentChanged(LenderEvent.DebtorConsentChanged e) {
            Consents.Given given = new Consents.Given(e.scope(), e.channel(), applied.occurredAt(), e.until());
            boolean granted = e.consent() == ContactPoint.Consent.GIVEN;
            Known next = known.with(known.consents().with(given, granted));
            return granted && e.scope() == Consents.Scope.CHANNEL
                    ? next.with(known.dialogue().optedIn(e.channel()))
                    : next;
        }

        @Override
        public DebtorState disputeOpened(LenderEvent.DisputeOpened e) {
            return known.changing(e.account(), account -> account.disputed(e.disputeId()));
        }

        @Override
        public DebtorState disputeResolved(LenderEvent.DisputeResolved e) {
            Account disputed = known.account(e.account());
            boolean formal = disputed != null && e.disputeId().equals(disputed.dispute());
            // A dispute that was opened gathers what was said of it before; a conversation or reply stands for itself.
            Known next = formal ? known.changing(e.account(), account -> account.disputed(null)) : known;
            return next.with(known.dialogue().resolved(e.account(), formal ? null : e.disputeId()));
        }

        @Override
        public DebtorState holdPlaced(LenderEvent.HoldPlaced e) {
            List<Hold> holds = new ArrayList<>(known.holds());
            holds.removeIf(hold -> hold.id().equals(e.hold().id()));
            holds.add(e.hold());
            return known.withHolds(holds);
        }

        @Override
        public DebtorState holdLifted(LenderEvent.HoldLifted e) {
            return known.withHolds(known.holds().stream()
                            .filter(hold -> !hold.id().equals(e.hold()))
                            .toList())
                    .with(known.dialogue().lifted(e.hold().value()));
        }

        @Override
        public DebtorState accountClosed(LenderEvent.AccountClosed e) {
            return known.changing(e.account(), account -> account.in(Account.Status.CLOSED));
        }

        @Override
        public DebtorState debtorErased(LenderEvent.DebtorErased e) {
            Profile redacted = known.profile().redacted();
            return known.with(redacted).in(LifeCycle.ERASED);
        }

        @Override
        public DebtorState accountTermsSet(LenderEvent.AccountTermsSet e) {
            return known.changing(e.account(), account -> account.with(e.terms()));
        }

        @Override
        public DebtorState accountPlaced(LenderEvent.AccountPlaced e) {
            return known.changing(
                    e.account(),
                    account -> account.placedWith(e.operatorId())
                            .in(Account.Status.OPEN)
                            .with(account.progress().handedOver(null)));
        }

        @Override
        public DebtorState accountRecalled(LenderEvent.AccountRecalled e) {
            return known.changing(e.account(), account -> account.in(Account.Status.RECALLED));
        }

        @Override
        public DebtorState accountWrittenOff(LenderEvent.AccountWrittenOff e) {
            return known.changing(e.account(), account -> account.in(Account.Status.WRITTEN_OFF));
        }

        @Override
        public DebtorState promiseRecorded(LenderEvent.PromiseRecorded e) {
            Promise promise = new Promise(
                    e.promise(), e.amount().minor(), e.dueDate(), at(), Promise.State.ACTIVE, e.supersedes());
            return known.changing(e.account(), account -> account.promised(promise));
        }

        @Override
        public DebtorState contactMadeElsewhere(LenderEvent.ContactMadeElsewhere e) {
            return known.with(known.history()
                    .with(new ContactHistory.Elsewhere(applied.occurredAt(), e.channel(), e.result(), e.account())));
        }

        @Override
        public DebtorState noticeGivenElsewhere(LenderEvent.NoticeGivenElsewhere e) {
            return known.changing(e.account(), account -> account.noticed(e.kind()));
        }

        @Override
        public DebtorState personsLinked(LenderEvent.PersonsLinked e) {
            return known.withLinks(e.persons());
        }

        @Override
        public DebtorState debtorGoneLive(LenderEvent.DebtorGoneLive e) {
            return known.in(LifeCycle.ACTIVE);
        }

        @Override
        public DebtorState conversation(ConversationEvent e) {
            return e.match(new ConversationEvolution(known, applied));
        }

        @Override
        public DebtorState agreement(AgreementEvent e) {
            return e.match(new AgreementEvolution(known, applied));
        }

        @Override
        public DebtorState ageing(AgeingEvent e) {
            return e.match(new AgeingEvolution(known));
        }
    }
}
