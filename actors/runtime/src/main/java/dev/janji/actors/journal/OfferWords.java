package dev.janji.actors.journal;

import dev.janji.domain.account.Offer;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.journal.v1.OfferAnswer;
import dev.janji.protocols.journal.v1.OfferAnswered;
import dev.janji.protocols.journal.v1.OfferKind;
import dev.janji.protocols.journal.v1.OfferMade;
import dev.janji.protocols.journal.v1.OfferState;
import dev.janji.protocols.journal.v1.OfferWithdrawn;

/** Offers in the journal's words and back. */
final class OfferWords {
    private OfferWords() {}

    static OfferMade write(AgreementEvent.OfferMade e) {
        return OfferMade.newBuilder()
                .setAccountId(e.account().value())
                .setOfferId(e.offer().value())
                .setKind(write(e.kind()))
                .addAllInstalments(
                        e.instalments().stream().map(Words::instalment).toList())
                .setOfferedBy(AgreementWords.write(e.offeredBy()))
                .setWaivedMinor(e.waivedMinor())
                .setValidUntilDay(Words.day(e.validUntil()))
                .setMadeIn(e.madeIn())
                .build();
    }

    static LenderEvent read(OfferMade e) {
        return new AgreementEvent.OfferMade(
                new AccountId(e.getAccountId()),
                new OfferId(e.getOfferId()),
                read(e.getKind()),
                e.getInstalmentsList().stream().map(Words::instalment).toList(),
                AgreementWords.read(e.getOfferedBy()),
                e.getWaivedMinor(),
                Words.date(e.getValidUntilDay()),
                e.getMadeIn());
    }

    static OfferAnswered write(AgreementEvent.OfferAnswered e) {
        return OfferAnswered.newBuilder()
                .setAccountId(e.account().value())
                .setOfferId(e.offer().value())
                .setAnswer(
                        switch (e.answer()) {
                            case ACCEPTED -> OfferAnswer.OFFER_ANSWER_ACCEPTED;
                            case DECLINED -> OfferAnswer.OFFER_ANSWER_DECLINED;
                        })
                .build();
    }

    static LenderEvent read(OfferAnswered e) {
        return new AgreementEvent.OfferAnswered(
                new AccountId(e.getAccountId()), new OfferId(e.getOfferId()), read(e.getAnswer()));
    }

    static OfferWithdrawn write(AgreementEvent.OfferWithdrawn e) {
        return OfferWithdrawn.newBuilder()
                .setAccountId(e.account().value())
                .setOfferId(e.offer().value())
                .build();
    }

    static LenderEvent read(OfferWithdrawn e) {
        return new AgreementEvent.OfferWithdrawn(new AccountId(e.getAccountId()), new OfferId(e.getOfferId()));
    }

    static dev.janji.protocols.journal.v1.Offer write(Offer offer) {
        return dev.janji.protocols.journal.v1.Offer.newBuilder()
                .setOfferId(offer.id().value())
                .setKind(write(offer.kind()))
                .addAllInstalments(
                        offer.instalments().stream().map(Words::instalment).toList())
                .setOfferedBy(AgreementWords.write(offer.offeredBy()))
                .setWaivedMinor(offer.waivedMinor())
                .setMadeIn(offer.madeIn())
                .setMadeAt(Words.timestamp(offer.madeAt()))
                .setValidUntilDay(Words.day(offer.validUntil()))
                .setState(write(offer.state()))
                .build();
    }

    static Offer read(dev.janji.protocols.journal.v1.Offer offer) {
        return new Offer(
                new OfferId(offer.getOfferId()),
                read(offer.getKind()),
                offer.getInstalmentsList().stream().map(Words::instalment).toList(),
                AgreementWords.read(offer.getOfferedBy()),
                offer.getWaivedMinor(),
                offer.getMadeIn(),
                Words.instant(offer.getMadeAt()),
                Words.date(offer.getValidUntilDay()),
                read(offer.getState()));
    }

    private static OfferKind write(Offer.Kind value) {
        return switch (value) {
            case HARDSHIP -> OfferKind.OFFER_KIND_HARDSHIP;
            case RESCHEDULING -> OfferKind.OFFER_KIND_RESCHEDULING;
        };
    }

    private static Offer.Kind read(OfferKind value) {
        return switch (value) {
            case OFFER_KIND_HARDSHIP -> Offer.Kind.HARDSHIP;
            case OFFER_KIND_RESCHEDULING -> Offer.Kind.RESCHEDULING;
            case OFFER_KIND_UNSPECIFIED -> throw UnreadableRecord.missing("the kind of an offer");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known kind of an offer, but found another");
        };
    }

    private static Offer.Answer read(OfferAnswer value) {
        return switch (value) {
            case OFFER_ANSWER_ACCEPTED -> Offer.Answer.ACCEPTED;
            case OFFER_ANSWER_DECLINED -> Offer.Answer.DECLINED;
            case OFFER_ANSWER_UNSPECIFIED -> throw UnreadableRecord.missing("the answer to an offer");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known answer to an offer, but found another");
        };
    }

    static OfferState write(Offer.State value) {
        return switch (value) {
            case OPEN -> OfferState.OFFER_STATE_OPEN;
            case ACCEPTED -> OfferState.OFFER_STATE_ACCEPTED;
            case DECLINED -> OfferState.OFFER_STATE_DECLINED;
            case WITHDRAWN -> OfferState.OFFER_STATE_WITHDRAWN;
            case LAPSED -> OfferState.OFFER_STATE_LAPSED;
            case SUPERSEDED -> OfferState.OFFER_STATE_SUPERSEDED;
            case CANCELLED -> OfferState.OFFER_STATE_CANCELLED;
        };
    }

    static Offer.State read(OfferState value) {
        return switch (value) {
            case OFFER_STATE_OPEN -> Offer.State.OPEN;
            case OFFER_STATE_ACCEPTED -> Offer.State.ACCEPTED;
            case OFFER_STATE_DECLINED -> Offer.State.DECLINED;
            case OFFER_STATE_WITHDRAWN -> Offer.State.WITHDRAWN;
            case OFFER_STATE_LAPSED -> Offer.State.LAPSED;
            case OFFER_STATE_SUPERSEDED -> Offer.State.SUPERSEDED;
            case OFFER_STATE_CANCELLED -> Offer.State.CANCELLED;
            case OFFER_STATE_UNSPECIFIED -> throw UnreadableRecord.missing("a state of an offer");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known state of an offer, but found another");
        };
    }
}
