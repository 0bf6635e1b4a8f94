package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.Decision.Rejected;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
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
        return beyond(account, "arrangement_agreed", "arrangement_id", e.instalments(), e.agreedBy(), e.waivedMinor());
    }

    /** What nobody may agree on this account, or not this role: the same of an arrangement and of an offer of one. */
    private Optional<Rejected> beyond(
            Account account,
            String event,
            String id,
            List<Instalment> instalments,
            Arrangement.Role role,
            long waivedMinor) {
        Optional<Rejected> refusal = Refusals.schedule(instalments, event + ".instalments");
        if (refusal.isPresent()) {
            return refusal;
        }
        if (waivedMinor < 0 || waivedMinor > Money.LARGEST_MINOR) {
            return Refusals.no(RefusalReason.INVALID_AMOUNT, event + ".waived_minor");
        }
        if (account.ledger().hasArrangement()) {
            return Refusals.no(RefusalReason.ARRANGEMENT_EXISTS, event + "." + id);
        }
        LocalDate on = of.occurredOn();
        if (first(instalments).isBefore(on)) {
            return Refusals.no(RefusalReason.INVALID_SCHEDULE, event + ".instalments.due_date");
        }
        Arrangement.Authority.Limit exceeded = of.context()
                .rules()
                .arrangementTerms()
                .of(role)
                .exceededBy(instalments, waivedMinor, account.ledger().balanceMinor(), on);
        return exceeded == null
                ? Optional.empty()
                : Refusals.no(
                        RefusalReason.BEYOND_AUTHORITY,
                        event
                                + switch (exceeded) {
                                    case LAST_INSTALMENT -> ".instalments.due_date";
                                    case WAIVED -> ".waived_minor";
                                    case FIRST_INSTALMENT -> ".instalments.amount_minor";
                                });
    }

    private static LocalDate first(List<Instalment> instalments) {
        LocalDate first = instalments.get(0).dueDate();
        for (Instalment each : instalments) {
            first = each.dueDate().isBefore(first) ? each.dueDate() : first;
        }
        return first;
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

    @Override
    public Optional<Rejected> offerMade(AgreementEvent.OfferMade e) {
        Optional<Rejected> refusal = of.open(e.account(), "offer_made");
        Account account = known.account(e.account());
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        refusal = beyond(account, "offer_made", "account_id", e.instalments(), e.offeredBy(), e.waivedMinor());
        if (refusal.isPresent()) {
            return refusal;
        }
        Offer last = account.offer();
        if (last != null && last.id().equals(e.offer())) {
            return Refusals.no(RefusalReason.OFFER_EXISTS, "offer_made.offer_id");
        }
        if (!account.mayBeOffered()) {
            return Refusals.no(RefusalReason.OFFER_NOT_POSSIBLE, "offer_made.account_id");
        }
        // Whoever accepts on the last day must still be able to pay the first instalment in time.
        boolean inTime =
                !e.validUntil().isBefore(of.occurredOn()) && !e.validUntil().isAfter(first(e.instalments()));
        return inTime ? Optional.empty() : Refusals.no(RefusalReason.INVALID_FIELD, "offer_made.valid_until");
    }

    @Override
    public Optional<Rejected> offerAnswered(AgreementEvent.OfferAnswered e) {
        Optional<Rejected> refusal = unanswered(e.account(), e.offer(), "offer_answered");
        Account account = known.account(e.account());
        if (refusal.isPresent() || account == null || e.answer() == Offer.Answer.DECLINED) {
            return refusal;
        }
        if (account.ledger().hasArrangement()) {
            return Refusals.no(RefusalReason.ARRANGEMENT_EXISTS, "offer_answered.account_id");
        }
        return account.mayBeOffered()
                ? Optional.empty()
                : Refusals.no(RefusalReason.OFFER_NOT_POSSIBLE, "offer_answered.account_id");
    }

    @Override
    public Optional<Rejected> offerWithdrawn(AgreementEvent.OfferWithdrawn e) {
        return unanswered(e.account(), e.offer(), "offer_withdrawn");
    }

    /** What was said by the last day counts, however late it is told. */
    private Optional<Rejected> unanswered(AccountId id, OfferId offer, String event) {
        Optional<Rejected> refusal = of.open(id, event);
        Account account = known.account(id);
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        Offer last = account.offer();
        if (last == null || !last.id().equals(offer)) {
            return Refusals.no(RefusalReason.OFFER_UNKNOWN, event + ".offer_id");
        }
        if (!last.isUnanswered()) {
            return Refusals.no(RefusalReason.OFFER_NOT_OPEN, event + ".offer_id");
        }
        return of.occurredOn().isAfter(last.validUntil())
                ? Refusals.no(RefusalReason.OFFER_LAPSED, event + ".offer_id")
                : Optional.empty();
    }
}
