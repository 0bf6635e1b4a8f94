package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorEvent.LenderEventApplied;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.lender.AgreementEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each agreement changes. */
record AgreementEvolution(Known known, LenderEventApplied applied) implements AgreementEvent.Cases<DebtorState> {

    @Override
    public DebtorState promiseCancelled(AgreementEvent.PromiseCancelled e) {
        return known.changing(e.account(), account -> {
            Promise promise = account.promise();
            return promise == null || !promise.id().equals(e.promise())
                    ? account
                    : account.promised(promise.in(Promise.State.CANCELLED));
        });
    }

    @Override
    public DebtorState arrangementAgreed(AgreementEvent.ArrangementAgreed e) {
        return known.changing(e.account(), account -> {
            Ledger ledger = account.ledger();
            return account.with(ledger.arranged(
                    begun(e.arrangement(), e.instalments(), e.agreedBy(), e.waivedMinor(), ledger, null)));
        });
    }

    @Override
    public DebtorState arrangementEnded(AgreementEvent.ArrangementEnded e) {
        return known.changing(e.account(), account -> {
            Arrangement last = account.ledger().arrangement();
            return last == null || !last.id().equals(e.arrangement())
                    ? account
                    : account.with(account.ledger().arranged(last.endedIn(e.outcome())));
        });
    }

    @Override
    public DebtorState offerMade(AgreementEvent.OfferMade e) {
        Offer offer = new Offer(
                e.offer(),
                e.kind(),
                e.instalments(),
                e.offeredBy(),
                e.waivedMinor(),
                e.madeIn(),
                applied.occurredAt(),
                e.validUntil(),
                Offer.State.OPEN);
        return known.changing(e.account(), account -> account.offered(offer));
    }

    @Override
    public DebtorState offerAnswered(AgreementEvent.OfferAnswered e) {
        return known.changing(e.account(), account -> {
            Offer last = account.offer();
            if (last == null || !last.id().equals(e.offer())) {
                return account;
            }
            return switch (e.answer()) {
                case DECLINED -> account.offered(last.in(Offer.State.DECLINED));
                case ACCEPTED ->
                    account.offered(last.in(Offer.State.ACCEPTED))
                            .with(account.ledger().arranged(accepted(last, account.ledger())));
            };
        });
    }

    /** @return the arrangement that an offer becomes: of its instalments, under its id */
    private static Arrangement accepted(Offer offer, Ledger ledger) {
        return begun(
                new ArrangementId(offer.id().value()),
                offer.instalments(),
                offer.offeredBy(),
                offer.waivedMinor(),
                ledger,
                offer.id());
    }

    private static Arrangement begun(
            ArrangementId id,
            List<Instalment> instalments,
            Arrangement.Role agreedBy,
            long waivedMinor,
            Ledger ledger,
            @Nullable OfferId offer) {
        return new Arrangement(
                id, instalments, agreedBy, waivedMinor, ledger.before(), Arrangement.State.ACTIVE, false, offer);
    }

    @Override
    public DebtorState offerWithdrawn(AgreementEvent.OfferWithdrawn e) {
        return known.changing(e.account(), account -> {
            Offer last = account.offer();
            return last == null || !last.id().equals(e.offer())
                    ? account
                    : account.offered(last.in(Offer.State.WITHDRAWN));
        });
    }
}
