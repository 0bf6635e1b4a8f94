package dev.janji.orchestrator.grpc;

import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_INVALID_SCHEDULE;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.AccountTermsSet;
import dev.janji.protocols.lender.v1.Attribute;
import dev.janji.protocols.lender.v1.BalanceAdjusted;
import dev.janji.protocols.lender.v1.ChargePosted;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PaymentReversed;
import dev.janji.protocols.lender.v1.PromiseRecorded;
import dev.janji.protocols.lender.v1.ScheduleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Maps what a lender tells about debts and money. Stateless. */
public final class AccountMapper {
    private static final int LONGEST_ATTRIBUTE = 500;

    private AccountMapper() {}

    static AccountId account(String event, String value) {
        return Fields.id(event + ".account_id", value, AccountId::new);
    }

    static LenderEvent opened(AccountOpened e) {
        String at = "account_opened";
        Money balance = Fields.money(at + ".opening_balance", e.hasOpeningBalance(), e.getOpeningBalance());
        return new LenderEvent.AccountOpened(
                account(at, e.getAccountId()),
                balance,
                Fields.date(at + ".opened_on", e.hasOpenedOn(), e.getOpenedOn()),
                e.hasTerms() ? terms(at + ".terms", e.getTerms()) : AccountTerms.NONE);
    }

    static LenderEvent termsSet(AccountTermsSet e) {
        String at = "account_terms_set";
        if (!e.hasTerms()) {
            throw FieldRefused.invalid(at + ".terms", "expected terms, but they are absent");
        }
        return new LenderEvent.AccountTermsSet(account(at, e.getAccountId()), terms(at + ".terms", e.getTerms()));
    }

    static LenderEvent scheduled(ScheduleSet e) {
        String at = "schedule_set";
        return new LenderEvent.ScheduleSet(account(at, e.getAccountId()), instalments(at, e.getInstalmentsList()));
    }

    public static List<Instalment> instalments(String at, List<dev.janji.protocols.lender.v1.Instalment> told) {
        if (told.isEmpty()) {
            throw new FieldRefused(
                    REJECTION_REASON_INVALID_SCHEDULE, at + ".instalments: expected at least one, but there is none");
        }
        Fields.atMost(at + ".instalments", told, Ledger.MOST_INSTALMENTS);
        List<Instalment> instalments = new ArrayList<>(told.size());
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < told.size(); i++) {
            String field = at + ".instalments[" + i + "]";
            var instalment = told.get(i);
            if (instalment.getNumber() < 1) {
                throw FieldRefused.invalid(field + ".number", "expected 1 or more, but got " + instalment.getNumber());
            }
            if (!numbers.add(instalment.getNumber())) {
                throw new FieldRefused(
                        REJECTION_REASON_INVALID_SCHEDULE,
                        field + ".number: expected every number once, but " + instalment.getNumber()
                                + " is there twice");
            }
            instalments.add(new Instalment(
                    instalment.getNumber(),
                    Fields.date(field + ".due_date", instalment.hasDueDate(), instalment.getDueDate()),
                    Fields.positiveMinor(field + ".amount_minor", instalment.getAmountMinor())));
        }
        return instalments;
    }

    /** @param occurredOn the day a payment counts from when it names none */
    static LenderEvent paid(PaymentReceived e, LocalDate occurredOn) {
        String at = "payment_received";
        return new LenderEvent.PaymentReceived(
                account(at, e.getAccountId()),
                Fields.id(at + ".payment_id", e.getPaymentId(), PaymentId::new),
                Fields.positiveMoney(at + ".amount", e.hasAmount(), e.getAmount()),
                e.hasValueDate() ? Fields.date(at + ".value_date", true, e.getValueDate()) : occurredOn);
    }

    static LenderEvent reversed(PaymentReversed e) {
        String at = "payment_reversed";
        return new LenderEvent.PaymentReversed(
                account(at, e.getAccountId()),
                Fields.id(at + ".payment_id", e.getPaymentId(), PaymentId::new),
                Fields.code(at + ".reason_code", e.getReasonCode()));
    }

    static LenderEvent adjusted(BalanceAdjusted e) {
        String at = "balance_adjusted";
        return new LenderEvent.BalanceAdjusted(
                account(at, e.getAccountId()),
                Fields.money(at + ".amount", e.hasAmount(), e.getAmount()),
                Fields.code(at + ".reason_code", e.getReasonCode()));
    }

    static LenderEvent charged(ChargePosted e) {
        String at = "charge_posted";
        return new LenderEvent.ChargePosted(
                account(at, e.getAccountId()),
                Fields.key(at + ".charge_id", e.getChargeId()),
                Fields.positiveMoney(at + ".amount", e.hasAmount(), e.getAmount()),
                Fields.date(at + ".due_date", e.hasDueDate(), e.getDueDate()),
                Fields.code(at + ".kind", e.getKind()));
    }

    static LenderEvent promised(PromiseRecorded e) {
        String at = "promise_recorded";
        return new LenderEvent.PromiseRecorded(
                account(at, e.getAccountId()),
                Fields.id(at + ".promise_id", e.getPromiseId(), PromiseId::new),
                Fields.positiveMoney(at + ".amount", e.hasAmount(), e.getAmount()),
                Fields.date(at + ".due_date", e.hasDueDate(), e.getDueDate()),
                e.getSupersedesPromiseId().isEmpty()
                        ? null
                        : Fields.id(at + ".supersedes_promise_id", e.getSupersedesPromiseId(), PromiseId::new));
    }

    private static AccountTerms terms(String field, dev.janji.protocols.lender.v1.AccountTerms terms) {
        Fields.atMost(field + ".attributes", terms.getAttributesList(), AccountTerms.MOST_ATTRIBUTES);
        List<AccountTerms.Attribute> attributes = new ArrayList<>(terms.getAttributesCount());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < terms.getAttributesCount(); i++) {
            String at = field + ".attributes[" + i + "]";
            Attribute attribute = terms.getAttributes(i);
            String name = Fields.key(at + ".name", attribute.getName());
            if (!names.add(name)) {
                throw FieldRefused.invalid(at + ".name", "expected every name once, but it is there twice");
            }
            attributes.add(new AccountTerms.Attribute(name, value(at, attribute)));
        }
        return new AccountTerms(
                Fields.line(field + ".product", terms.getProduct(), 0, Fields.SHORT),
                Fields.line(field + ".risk_class", terms.getRiskClass(), 0, Fields.SHORT),
                Fields.line(field + ".stage", terms.getStage(), 0, Fields.SHORT),
                attributes);
    }

    private static AccountTerms.AttributeValue value(String at, Attribute attribute) {
        return switch (attribute.getValueCase()) {
            case TEXT -> new AccountTerms.Text(Fields.text(at + ".text", attribute.getText(), 0, LONGEST_ATTRIBUTE));
            case NUMBER -> new AccountTerms.Number(attribute.getNumber());
            case FLAG -> new AccountTerms.Flag(attribute.getFlag());
            case DATE -> new AccountTerms.Day(Fields.date(at + ".date", true, attribute.getDate()));
            case VALUE_NOT_SET -> throw FieldRefused.invalid(at + ".value", "expected a value, but it is absent");
        };
    }
}
