package dev.janji.domain.debtor;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.debtor.Decision.Rejected;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a lender's event cannot be applied; empty when it can. The detail is the path of the field at fault. */
record Refusals(@Nullable Known known, DebtorCommand.ApplyLenderEvent command, RuleContext context)
        implements LenderEvent.Cases<Optional<Rejected>> {
    private static final int LAST_YEAR = 9999;
    private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    @Override
    public Optional<Rejected> debtorUpserted(LenderEvent.DebtorUpserted e) {
        List<ContactPoint> points = e.profile().contactPoints();
        if (points.size() > Profile.MOST_CONTACT_POINTS) {
            return no(RefusalReason.TOO_MANY, "debtor_upserted.contact_points");
        }
        Set<ContactPointId> ids = new HashSet<>();
        for (ContactPoint point : points) {
            if (!ids.add(point.id())) {
                return no(RefusalReason.INVALID_FIELD, "debtor_upserted.contact_points.contact_point_id");
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Rejected> accountOpened(LenderEvent.AccountOpened e) {
        if (here().account(e.account()) != null) {
            return no(RefusalReason.ACCOUNT_EXISTS, "account_opened.account_id");
        }
        if (here().accounts().size() >= Known.MOST) {
            return no(RefusalReason.TOO_MANY, "account_opened.account_id");
        }
        if (e.terms().attributes().size() > AccountTerms.MOST_ATTRIBUTES) {
            return no(RefusalReason.TOO_MANY, "account_opened.terms.attributes");
        }
        if (!inRange(e.openingBalance(), true)) {
            return no(RefusalReason.INVALID_AMOUNT, "account_opened.opening_balance");
        }
        return civil(e.openedOn(), "account_opened.opened_on");
    }

    @Override
    public Optional<Rejected> scheduleSet(LenderEvent.ScheduleSet e) {
        Optional<Rejected> refusal = open(e.account(), "schedule_set");
        return refusal.isPresent() ? refusal : schedule(e.instalments(), "schedule_set.instalments");
    }

    static Optional<Rejected> schedule(List<Instalment> instalments, String field) {
        if (instalments.isEmpty()) {
            return no(RefusalReason.INVALID_SCHEDULE, field);
        }
        if (instalments.size() > Ledger.MOST_INSTALMENTS) {
            return no(RefusalReason.TOO_MANY, field);
        }
        Set<Integer> numbers = new HashSet<>();
        for (Instalment instalment : instalments) {
            if (instalment.number() < 1 || !numbers.add(instalment.number())) {
                return no(RefusalReason.INVALID_SCHEDULE, field + ".number");
            }
            if (instalment.amountMinor() < 1 || instalment.amountMinor() > Money.LARGEST_MINOR) {
                return no(RefusalReason.INVALID_AMOUNT, field + ".amount_minor");
            }
            Optional<Rejected> date = civil(instalment.dueDate(), field + ".due_date");
            if (date.isPresent()) {
                return date;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Rejected> paymentReceived(LenderEvent.PaymentReceived e) {
        Optional<Rejected> refusal = money(e.account(), e.amount(), false, "payment_received");
        if (refusal.isPresent()) {
            return refusal;
        }
        return e.valueDate().isAfter(context.today(known))
                ? no(RefusalReason.IN_FUTURE, "payment_received.value_date")
                : civil(e.valueDate(), "payment_received.value_date");
    }

    @Override
    public Optional<Rejected> paymentReversed(LenderEvent.PaymentReversed e) {
        Optional<Rejected> refusal = open(e.account(), "payment_reversed");
        if (refusal.isPresent()) {
            return refusal;
        }
        Account account = here().account(e.account());
        Payment payment = account == null ? null : account.ledger().payment(e.payment());
        if (payment == null) {
            return no(RefusalReason.PAYMENT_UNKNOWN, "payment_reversed.payment_id");
        }
        return payment.stands()
                ? Optional.empty()
                : no(RefusalReason.PAYMENT_ALREADY_REVERSED, "payment_reversed.payment_id");
    }

    @Override
    public Optional<Rejected> balanceAdjusted(LenderEvent.BalanceAdjusted e) {
        return money(e.account(), e.amount(), true, "balance_adjusted");
    }

    @Override
    public Optional<Rejected> chargePosted(LenderEvent.ChargePosted e) {
        Optional<Rejected> refusal = money(e.account(), e.amount(), false, "charge_posted");
        if (refusal.isPresent()) {
            return refusal;
        }
        if (AgeingRefusals.isChargedInside(here(), e, occurredOn())) {
            return no(RefusalReason.CHARGED_IN_MORATORIUM, "occurred_at");
        }
        Account account = here().account(e.account());
        return account != null && account.ledger().hasCharge(e.chargeId())
                ? no(RefusalReason.INVALID_FIELD, "charge_posted.charge_id")
                : civil(e.dueDate(), "charge_posted.due_date");
    }

    @Override
    public Optional<Rejected> contactPointChanged(LenderEvent.ContactPointChanged e) {
        Profile profile = here().profile();
        boolean room = profile.contactPoint(e.contactPoint().id()) != null
                || profile.contactPoints().size() < Profile.MOST_CONTACT_POINTS;
        return room ? Optional.empty() : no(RefusalReason.TOO_MANY, "contact_point_changed.contact_point");
    }

    @Override
    public Optional<Rejected> consentChanged(LenderEvent.ConsentChanged e) {
        return here().profile().contactPoint(e.contactPoint()) == null
                ? no(RefusalReason.CONTACT_POINT_UNKNOWN, "consent_changed.contact_point_id")
                : Optional.empty();
    }

    @Override
    public Optional<Rejected> debtorConsentChanged(LenderEvent.DebtorConsentChanged e) {
        Instant until = e.until();
        return until == null || isCivil(until) && until.isAfter(command.occurredAt())
                ? Optional.empty()
                : no(RefusalReason.INVALID_FIELD, "debtor_consent_changed.until");
    }

    @Override
    public Optional<Rejected> disputeOpened(LenderEvent.DisputeOpened e) {
        Optional<Rejected> refusal = open(e.account(), "dispute_opened");
        Account account = here().account(e.account());
        return refusal.isPresent() || account == null || account.dispute() == null
                ? refusal
                : no(RefusalReason.DISPUTE_EXISTS, "dispute_opened.dispute_id");
    }

    @Override
    public Optional<Rejected> disputeResolved(LenderEvent.DisputeResolved e) {
        Optional<Rejected> refusal = there(e.account(), "dispute_resolved");
        Account account = here().account(e.account());
        return refusal.isPresent()
                        || account == null
                        || e.disputeId().equals(account.dispute())
                        || here().dialogue().disputes(e.account(), e.disputeId())
                ? refusal
                : no(RefusalReason.DISPUTE_UNKNOWN, "dispute_resolved.dispute_id");
    }

    @Override
    public Optional<Rejected> holdPlaced(LenderEvent.HoldPlaced e) {
        Hold hold = e.hold();
        if (hold.kind() == Hold.Kind.MORATORIUM) {
            // It has a first day and an end, and pauses the ageing: `moratorium_started` tells all of it.
            return no(RefusalReason.INVALID_FIELD, "hold_placed.kind");
        }
        if (hold.account() != null) {
            Optional<Rejected> refusal = there(hold.account(), "hold_placed");
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        if (here().hold(hold.id()) != null) {
            return no(RefusalReason.HOLD_EXISTS, "hold_placed.hold_id");
        }
        if (here().holds().size() >= Known.MOST) {
            return no(RefusalReason.TOO_MANY, "hold_placed.hold_id");
        }
        return hold.until() == null || isCivil(hold.until())
                ? Optional.empty()
                : no(RefusalReason.INVALID_FIELD, "hold_placed.until");
    }

    @Override
    public Optional<Rejected> holdLifted(LenderEvent.HoldLifted e) {
        boolean known = here().hold(e.hold()) != null
                || here().dialogue().holds().stream().anyMatch(hold -> hold.id().equals(e.hold()));
        return known ? Optional.empty() : no(RefusalReason.HOLD_UNKNOWN, "hold_lifted.hold_id");
    }

    @Override
    public Optional<Rejected> accountClosed(LenderEvent.AccountClosed e) {
        return open(e.account(), "account_closed");
    }

    @Override
    public Optional<Rejected> debtorErased(LenderEvent.DebtorErased e) {
        return Optional.empty();
    }

    @Override
    public Optional<Rejected> accountTermsSet(LenderEvent.AccountTermsSet e) {
        Optional<Rejected> refusal = open(e.account(), "account_terms_set");
        if (refusal.isPresent()) {
            return refusal;
        }
        return e.terms().attributes().size() > AccountTerms.MOST_ATTRIBUTES
                ? no(RefusalReason.TOO_MANY, "account_terms_set.terms.attributes")
                : Optional.empty();
    }

    @Override
    public Optional<Rejected> accountPlaced(LenderEvent.AccountPlaced e) {
        return open(e.account(), "account_placed");
    }

    @Override
    public Optional<Rejected> accountRecalled(LenderEvent.AccountRecalled e) {
        return open(e.account(), "account_recalled");
    }

    @Override
    public Optional<Rejected> accountWrittenOff(LenderEvent.AccountWrittenOff e) {
        return open(e.account(), "account_written_off");
    }

    @Override
    public Optional<Rejected> promiseRecorded(LenderEvent.PromiseRecorded e) {
        Optional<Rejected> refusal = money(e.account(), e.amount(), false, "promise_recorded");
        Account account = here().account(e.account());
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        Promise last = account.promise();
        PromiseId supersedes = e.supersedes();
        if (supersedes != null && (last == null || !last.id().equals(supersedes) || supersedes.equals(e.promise()))) {
            return no(RefusalReason.PROMISE_UNKNOWN, "promise_recorded.supersedes_promise_id");
        }
        return account.hasActivePromise() && supersedes == null
                ? no(RefusalReason.PROMISE_EXISTS, "promise_recorded.promise_id")
                : civil(e.dueDate(), "promise_recorded.due_date");
    }

    @Override
    public Optional<Rejected> contactMadeElsewhere(LenderEvent.ContactMadeElsewhere e) {
        return e.account() == null ? Optional.empty() : there(e.account(), "contact_made_elsewhere");
    }

    @Override
    public Optional<Rejected> noticeGivenElsewhere(LenderEvent.NoticeGivenElsewhere e) {
        return there(e.account(), "notice_given_elsewhere");
    }

    @Override
    public Optional<Rejected> personsLinked(LenderEvent.PersonsLinked e) {
        return e.persons().size() > LinkedPerson.MOST
                ? no(RefusalReason.TOO_MANY, "persons_linked.persons")
                : Optional.empty();
    }

    @Override
    public Optional<Rejected> debtorGoneLive(LenderEvent.DebtorGoneLive e) {
        return here().lifeCycle() == LifeCycle.LOADING ? Optional.empty() : no(RefusalReason.ALREADY_LIVE, "go_live");
    }

    @Override
    public Optional<Rejected> conversation(ConversationEvent e) {
        return e.match(new ConversationRefusals(here(), command.occurredAt()));
    }

    @Override
    public Optional<Rejected> agreement(AgreementEvent e) {
        return e.match(new AgreementRefusals(this, here()));
    }

    @Override
    public Optional<Rejected> ageing(AgeingEvent e) {
        return e.match(new AgeingRefusals(this, here()));
    }

    /** The debtor's local date on which it happened, which may be long before it is told. */
    LocalDate occurredOn() {
        return LocalDate.ofInstant(
                command.occurredAt(),
                context.rules().policy().dayZone(here().profile().homeZone()));
    }

    /** Only the first event of a debtor has no state behind it, and that one never asks. */
    private Known here() {
        if (known == null) {
            throw new IllegalStateException("Expected a known debtor, but there is none");
        }
        return known;
    }

    Optional<Rejected> there(AccountId id, String event) {
        return here().account(id) == null ? no(RefusalReason.ACCOUNT_UNKNOWN, event + ".account_id") : Optional.empty();
    }

    /** An account that was recalled or written off still takes money and corrections; a closed one takes nothing. */
    Optional<Rejected> open(AccountId id, String event) {
        Account account = here().account(id);
        if (account == null) {
            return no(RefusalReason.ACCOUNT_UNKNOWN, event + ".account_id");
        }
        return account.status() == Account.Status.CLOSED
                ? no(RefusalReason.ACCOUNT_CLOSED, event + ".account_id")
                : Optional.empty();
    }

    private Optional<Rejected> money(AccountId id, Money amount, boolean signed, String event) {
        Optional<Rejected> refusal = open(id, event);
        Account account = here().account(id);
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        if (!account.ledger().currency().equals(amount.currency())) {
            return no(RefusalReason.CURRENCY_MISMATCH, event + ".amount.currency");
        }
        if (!inRange(amount, signed) || amount.minor() == 0) {
            return no(RefusalReason.INVALID_AMOUNT, event + ".amount.minor");
        }
        return account.ledger().entries() >= Ledger.MOST_ENTRIES
                ? no(RefusalReason.TOO_MANY, event + ".account_id")
                : Optional.empty();
    }

    private static boolean inRange(Money amount, boolean signed) {
        return amount.minor() <= Money.LARGEST_MINOR && amount.minor() >= (signed ? -Money.LARGEST_MINOR : 0);
    }

    private static Optional<Rejected> civil(LocalDate date, String field) {
        return isCivil(date) ? Optional.empty() : no(RefusalReason.INVALID_FIELD, field);
    }

    static boolean isCivil(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= LAST_YEAR;
    }

    /** Whether a calendar can show it: computing with it never leaves what the JDK can count. */
    static boolean isCivil(Instant instant) {
        return !instant.isBefore(FIRST_INSTANT) && instant.isBefore(END);
    }

    static Optional<Rejected> no(RefusalReason reason, String field) {
        return Optional.of(new Rejected(reason, field));
    }
}
