package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.Decision.Rejected;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/** Why an agreement cannot be applied; empty when it can. */
record AgreementRefusals(Refusals of, Known known) implements AgreementEvent.Cases<Optional<Rejected>> {

    @Override
    public Optional<Rejected> promiseCancelled(AgreementEvent.PromiseCancelled e) {
        Optional<Rejected> refusal = of.open(e.account(), "promise_cancelled");
        Account account = known.account(e.account());
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        Promise last = account.promise();
        if (last == null || !last.id().equals(e.promise())) {
            return Refusals.no(RefusalReason.PROMISE_UNKNOWN, "promise_cancelled.promise_id");
        }
        return last.state() == Promise.State.ACTIVE
                ? Optional.empty()
                : Refusals.no(RefusalReason.PROMISE_NOT_ACTIVE, "promise_cancelled.promise_id");
    }

    @Override
    public Optional<Rejected> arrangementAgreed(AgreementEvent.ArrangementAgreed e) {
        Optional<Rejected> refusal = of.open(e.account(), "arrangement_agreed");
        Account account = known.account(e.account());
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        refusal = Refusals.schedule(e.instalments(), "arrangement_agreed.instalments");
        if (refusal.isPresent()) {
            return refusal;
        }
        if (e.waivedMinor() < 0 || e.waivedMinor() > Money.LARGEST_MINOR) {
            return Refusals.no(RefusalReason.INVALID_AMOUNT, "arrangement_agreed.waived_minor");
        }
        if (account.ledger().hasArrangement()) {
            return Refusals.no(RefusalReason.ARRANGEMENT_EXISTS, "arrangement_agreed.arrangement_id");
        }
        Arrangement proposed = AgreementEvolution.proposed(e, account.ledger());
        LocalDate on = of.occurredOn();
        if (proposed.instalments().get(0).dueDate().isBefore(on)) {
            return Refusals.no(RefusalReason.INVALID_SCHEDULE, "arrangement_agreed.instalments.due_date");
        }
        Arrangement.Authority.Limit exceeded = of.context()
                .rules()
                .arrangementTerms()
                .of(e.agreedBy())
                .exceededBy(proposed, account.ledger().balanceMinor(), on);
        return exceeded == null
                ? Optional.empty()
                : Refusals.no(
                        RefusalReason.BEYOND_AUTHORITY,
                        switch (exceeded) {
                            case LAST_INSTALMENT -> "arrangement_agreed.instalments.due_date";
                            case WAIVED -> "arrangement_agreed.waived_minor";
                            case FIRST_INSTALMENT -> "arrangement_agreed.instalments.amount_minor";
                        });
    }

    @Override
    public Optional<Rejected> arrangementEnded(AgreementEvent.ArrangementEnded e) {
        Optional<Rejected> refusal = of.open(e.account(), "arrangement_ended");
        Account account = known.account(e.account());
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        if (e.outcome() == Arrangement.State.ACTIVE) {
            return Refusals.no(RefusalReason.INVALID_FIELD, "arrangement_ended.outcome");
        }
        Arrangement last = account.ledger().arrangement();
        return last == null || last.ended() || !last.id().equals(e.arrangement())
                ? Refusals.no(RefusalReason.ARRANGEMENT_UNKNOWN, "arrangement_ended.arrangement_id")
                : Optional.empty();
    }
}
