package dev.janji.orchestrator.grpc;

import dev.janji.domain.account.Offer;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.lender.v1.OfferAnswer;
import dev.janji.protocols.lender.v1.OfferAnswered;
import dev.janji.protocols.lender.v1.OfferKind;
import dev.janji.protocols.lender.v1.OfferMade;
import dev.janji.protocols.lender.v1.OfferState;
import dev.janji.protocols.lender.v1.OfferView;
import dev.janji.protocols.lender.v1.OfferWithdrawn;

/** Maps what a lender tells of offers, and shows them. Stateless. */
final class OfferMapper {
    private OfferMapper() {}

    static LenderEvent made(OfferMade e) {
        String at = "offer_made";
        return new AgreementEvent.OfferMade(
                AccountMapper.account(at, e.getAccountId()),
                offer(at, e.getOfferId()),
                kind(at + ".kind", e.getKind()),
                AccountMapper.instalments(at, e.getInstalmentsList()),
                AgreementMapper.role(at + ".offered_by", e.getOfferedBy()),
                Fields.minor(at + ".waived_minor", e.getWaivedMinor()),
                Fields.date(at + ".valid_until", e.hasValidUntil(), e.getValidUntil()),
                Fields.code(at + ".made_in", e.getMadeIn()));
    }

    static LenderEvent answered(OfferAnswered e) {
        String at = "offer_answered";
        return new AgreementEvent.OfferAnswered(
                AccountMapper.account(at, e.getAccountId()),
                offer(at, e.getOfferId()),
                answer(at + ".answer", e.getAnswer()));
    }

    static LenderEvent withdrawn(OfferWithdrawn e) {
        String at = "offer_withdrawn";
        return new AgreementEvent.OfferWithdrawn(
                AccountMapper.account(at, e.getAccountId()), offer(at, e.getOfferId()));
    }

    private static OfferId offer(String at, String value) {
        return Fields.id(at + ".offer_id", value, OfferId::new);
    }

    private static Offer.Kind kind(String field, OfferKind value) {
        return switch (value) {
            case OFFER_KIND_HARDSHIP -> Offer.Kind.HARDSHIP;
            case OFFER_KIND_RESCHEDULING -> Offer.Kind.RESCHEDULING;
            case OFFER_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw FieldRefused.invalid(field, "expected a kind, but it is unspecified or unknown");
        };
    }

    private static Offer.Answer answer(String field, OfferAnswer value) {
        return switch (value) {
            case OFFER_ANSWER_ACCEPTED -> Offer.Answer.ACCEPTED;
            case OFFER_ANSWER_DECLINED -> Offer.Answer.DECLINED;
            case OFFER_ANSWER_UNSPECIFIED, UNRECOGNIZED ->
                throw FieldRefused.invalid(field, "expected an answer, but it is unspecified or unknown");
        };
    }

    static OfferView view(Offer offer) {
        return OfferView.newBuilder()
                .setOfferId(offer.id().value())
                .setKind(
                        switch (offer.kind()) {
                            case HARDSHIP -> OfferKind.OFFER_KIND_HARDSHIP;
                            case RESCHEDULING -> OfferKind.OFFER_KIND_RESCHEDULING;
                        })
                .setState(
                        switch (offer.state()) {
                            case OPEN -> OfferState.OFFER_STATE_OPEN;
                            case ACCEPTED -> OfferState.OFFER_STATE_ACCEPTED;
                            case DECLINED -> OfferState.OFFER_STATE_DECLINED;
                            case WITHDRAWN -> OfferState.OFFER_STATE_WITHDRAWN;
                            case LAPSED -> OfferState.OFFER_STATE_LAPSED;
                            case SUPERSEDED -> OfferState.OFFER_STATE_SUPERSEDED;
                            case CANCELLED -> OfferState.OFFER_STATE_CANCELLED;
                        })
                .setOfferedBy(AgreementMapper.role(offer.offeredBy()))
                .addAllInstalments(AgreementMapper.instalments(offer.instalments()))
                .setWaivedMinor(offer.waivedMinor())
                .setValidUntil(ViewMapper.date(offer.validUntil()))
                .setMadeAt(ViewMapper.timestamp(offer.madeAt()))
                .setMadeIn(offer.madeIn())
                .build();
    }
}
