package dev.janji.domain.lender;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a lender tells about one debtor. Immutable. A new one breaks the compile wherever it must be thought of. */
public sealed interface LenderEvent
        permits LenderEvent.DebtorUpserted,
                LenderEvent.AccountOpened,
                LenderEvent.ScheduleSet,
                LenderEvent.PaymentReceived,
                LenderEvent.PaymentReversed,
                LenderEvent.BalanceAdjusted,
                LenderEvent.ChargePosted,
                LenderEvent.ContactPointChanged,
                LenderEvent.ConsentChanged,
                LenderEvent.DebtorConsentChanged,
                LenderEvent.DisputeOpened,
                LenderEvent.DisputeResolved,
                LenderEvent.HoldPlaced,
                LenderEvent.HoldLifted,
                LenderEvent.AccountClosed,
                LenderEvent.DebtorErased,
                LenderEvent.AccountTermsSet,
                LenderEvent.AccountPlaced,
                LenderEvent.AccountRecalled,
                LenderEvent.AccountWrittenOff,
                LenderEvent.PromiseRecorded,
                LenderEvent.ContactMadeElsewhere,
                LenderEvent.NoticeGivenElsewhere,
                LenderEvent.PersonsLinked,
                LenderEvent.DebtorGoneLive,
                AgeingEvent,
                AgreementEvent,
                ConversationEvent {
    <R> R match(Cases<R> cases);

    /** @return the name of the record, such as {@code PaymentReceived}: the event's kind in history and metrics */
    default String eventName() {
        return getClass().getSimpleName();
    }

    /**
     * Whether it may spare the debtor a contact: payments, stops, disputes, promises. When a server is busy these are the last to be refused.
     */
    default boolean sparesContact() {
        return false;
    }

    /** Whether the debtor was reached, for contacts made elsewhere. */
    enum ContactResult {
        NOT_REACHED,
        REACHED,
        RIGHT_PARTY,
        /** The debtor called, and somebody talked with them. */
        INBOUND
    }

    /** Notices that a rule may demand before collection. */
    enum NoticeKind {
        PRE_DUE,
        WARNING_LETTER
    }

    /** One method an event. */
    interface Cases<R> {
        R debtorUpserted(DebtorUpserted e);

        R accountOpened(AccountOpened e);

        R scheduleSet(ScheduleSet e);

        R paymentReceived(PaymentReceived e);

        R paymentReversed(PaymentReversed e);

        R balanceAdjusted(BalanceAdjusted e);

        R chargePosted(ChargePosted e);

        R contactPointChanged(ContactPointChanged e);

        R consentChanged(ConsentChanged e);

        R debtorConsentChanged(DebtorConsentChanged e);

        R disputeOpened(DisputeOpened e);

        R disputeResolved(DisputeResolved e);

        R holdPlaced(HoldPlaced e);

        R holdLifted(HoldLifted e);

        R accountClosed(AccountClosed e);

        R debtorErased(DebtorErased e);

        R accountTermsSet(AccountTermsSet e);

        R accountPlaced(AccountPlaced e);

        R accountRecalled(AccountRecalled e);

        R accountWrittenOff(AccountWrittenOff e);

        R promiseRecorded(PromiseRecorded e);

        R contactMadeElsewhere(ContactMadeElsewhere e);

        R noticeGivenElsewhere(NoticeGivenElsewhere e);

        R personsLinked(PersonsLinked e);

        R debtorGoneLive(DebtorGoneLive e);

        /** The family of what was said. */
        R conversation(ConversationEvent e);

        R agreement(AgreementEvent e);

        /** The family of days that do not count. */
        R ageing(AgeingEvent e);
    }

    /** Name, language, address and contact points; replaces what was known. */
    record DebtorUpserted(Profile profile) implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.debtorUpserted(this);
        }
    }

    /** A debt begins. */
    record AccountOpened(AccountId account, Money openingBalance, LocalDate openedOn, AccountTerms terms)
            implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accountOpened(this);
        }
    }

    /** The whole schedule; replaces the one before. */
    record ScheduleSet(AccountId account, List<Instalment> instalments) implements LenderEvent {
        public ScheduleSet {
            instalments = List.copyOf(instalments);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.scheduleSet(this);
        }
    }

    /** Money came in. */
    record PaymentReceived(AccountId account, PaymentId payment, Money amount, LocalDate valueDate)
            implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.paymentReceived(this);
        }
    }

    /** A payment was taken back (NSF). */
    record PaymentReversed(AccountId account, PaymentId payment, String reasonCode) implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.paymentReversed(this);
        }
    }

    /** A signed change of the balance that is neither payment nor charge. */
    record BalanceAdjusted(AccountId account, Money amount, String reasonCode) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.balanceAdjusted(this);
        }
    }

    /** A fee or penalty with a due date of its own. */
    record ChargePosted(AccountId account, String chargeId, Money amount, LocalDate dueDate, String kind)
            implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.chargePosted(this);
        }
    }

    /** Adds a contact point or replaces the one with the same id. */
    record ContactPointChanged(ContactPoint contactPoint) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contactPointChanged(this);
        }
    }

    /** The debtor allowed a contact point or opted it out. */
    record ConsentChanged(ContactPointId contactPoint, ContactPoint.Consent consent) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.consentChanged(this);
        }
    }

    /**
     * The debtor agreed to something beyond a single contact point, or took that back.
     *
     * @param channel null for every channel
     * @param until first instant at which it no longer stands; null when it stands until taken back
     */
    record DebtorConsentChanged(
            Consents.Scope scope,
            @Nullable Channel channel,
            ContactPoint.Consent consent,
            @Nullable Instant until) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.debtorConsentChanged(this);
        }
    }

    /** The debtor disputes an account: no collection contact on it until resolved. */
    record DisputeOpened(AccountId account, String disputeId, String reasonCode) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.disputeOpened(this);
        }
    }

    /** A dispute ended. */
    record DisputeResolved(AccountId account, String disputeId) implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.disputeResolved(this);
        }
    }

    /** A stop on contacts. */
    record HoldPlaced(Hold hold) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.holdPlaced(this);
        }
    }

    /** A stop ended. */
    record HoldLifted(HoldId hold) implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.holdLifted(this);
        }
    }

    /** The debt ended. */
    record AccountClosed(AccountId account, String reasonCode) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accountClosed(this);
        }
    }

    /** The debtor's personal data is to be unreadable for ever. */
    record DebtorErased() implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.debtorErased(this);
        }
    }

    /** Product, risk class, stage and attributes; replaces what was known. */
    record AccountTermsSet(AccountId account, AccountTerms terms) implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accountTermsSet(this);
        }
    }

    /** An operator works the account from now on. */
    record AccountPlaced(AccountId account, String operatorId) implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accountPlaced(this);
        }
    }

    /** The lender took the account back: it is no longer worked. */
    record AccountRecalled(AccountId account) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accountRecalled(this);
        }
    }

    /** The lender wrote the account off: it is no longer worked. */
    record AccountWrittenOff(AccountId account) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accountWrittenOff(this);
        }
    }

    /**
     * A promise to pay that was taken elsewhere.
     *
     * @param supersedes the account's last promise, in the place of which it comes; null when it stands for itself
     */
    record PromiseRecorded(
            AccountId account,
            PromiseId promise,
            Money amount,
            LocalDate dueDate,
            @Nullable PromiseId supersedes) implements LenderEvent {

        /** A promise that stands for itself. */
        public PromiseRecorded(AccountId account, PromiseId promise, Money amount, LocalDate dueDate) {
            this(account, promise, amount, dueDate, null);
        }

        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.promiseRecorded(this);
        }
    }

    /** A contact outside this system; counts for caps. The account is null when it was about none in particular. */
    record ContactMadeElsewhere(
            Channel channel, ContactResult result, @Nullable AccountId account) implements LenderEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contactMadeElsewhere(this);
        }
    }

    /** A notice outside this system (satisfies ID-07, ID-11). */
    record NoticeGivenElsewhere(AccountId account, NoticeKind kind) implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.noticeGivenElsewhere(this);
        }
    }

    /** Co-debtors, guarantors and the same person elsewhere; replaces what was known. */
    record PersonsLinked(List<LinkedPerson> persons) implements LenderEvent {
        public PersonsLinked {
            persons = List.copyOf(persons);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.personsLinked(this);
        }
    }

    /** The initial load of this debtor is over. */
    record DebtorGoneLive() implements LenderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.debtorGoneLive(this);
        }
    }
}
