package dev.janji.actors.journal;

import dev.janji.domain.lender.AgreementEvent;
import dev.janji.protocols.journal.v1.ArrangementAgreed;
import dev.janji.protocols.journal.v1.ArrangementEnded;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.PromiseCancelled;

/** Writes agreements, none of which has anything personal, and hands back the manifest. */
record AgreementWriter(LenderEventApplied.Builder applied) implements AgreementEvent.Cases<String> {

    @Override
    public String promiseCancelled(AgreementEvent.PromiseCancelled e) {
        applied.setPromiseCancelled(PromiseCancelled.newBuilder()
                .setAccountId(e.account().value())
                .setPromiseId(e.promise().value())
                .setReasonCode(e.reasonCode()));
        return "debtor.PromiseCancelled";
    }

    @Override
    public String arrangementAgreed(AgreementEvent.ArrangementAgreed e) {
        applied.setArrangementAgreed(ArrangementAgreed.newBuilder()
                .setAccountId(e.account().value())
                .setArrangementId(e.arrangement().value())
                .addAllInstalments(
                        e.instalments().stream().map(Words::instalment).toList())
                .setAgreedBy(AgreementWords.write(e.agreedBy()))
                .setWaivedMinor(e.waivedMinor()));
        return "debtor.ArrangementAgreed";
    }

    @Override
    public String arrangementEnded(AgreementEvent.ArrangementEnded e) {
        applied.setArrangementEnded(ArrangementEnded.newBuilder()
                .setAccountId(e.account().value())
                .setArrangementId(e.arrangement().value())
                .setOutcome(AgreementWords.write(e.outcome())));
        return "debtor.ArrangementEnded";
    }

    @Override
    public String offerMade(AgreementEvent.OfferMade e) {
        applied.setOfferMade(OfferWords.write(e));
        return "debtor.OfferMade";
    }

    @Override
    public String offerAnswered(AgreementEvent.OfferAnswered e) {
        applied.setOfferAnswered(OfferWords.write(e));
        return "debtor.OfferAnswered";
    }

    @Override
    public String offerWithdrawn(AgreementEvent.OfferWithdrawn e) {
        applied.setOfferWithdrawn(OfferWords.write(e));
        return "debtor.OfferWithdrawn";
    }
}
