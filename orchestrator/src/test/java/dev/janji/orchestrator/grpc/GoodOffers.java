package dev.janji.orchestrator.grpc;

import dev.janji.protocols.lender.v1.ArrangementRole;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.OfferAnswer;
import dev.janji.protocols.lender.v1.OfferAnswered;
import dev.janji.protocols.lender.v1.OfferKind;
import dev.janji.protocols.lender.v1.OfferMade;
import dev.janji.protocols.lender.v1.OfferWithdrawn;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.util.List;

/** A good request of every kind that speaks of an offer. */
final class GoodOffers {
    private static final Date DAY =
            Date.newBuilder().setYear(2026).setMonth(2).setDay(3).build();

    private GoodOffers() {}

    static List<PublishRequest> all() {
        return List.of(
                GoodRequests.request("e", "d")
                        .setOfferMade(OfferMade.newBuilder()
                                .setAccountId("a")
                                .setOfferId("o")
                                .setKind(OfferKind.OFFER_KIND_HARDSHIP)
                                .addInstalments(Instalment.newBuilder()
                                        .setNumber(1)
                                        .setDueDate(DAY)
                                        .setAmountMinor(100))
                                .addInstalments(Instalment.newBuilder()
                                        .setNumber(2)
                                        .setDueDate(DAY)
                                        .setAmountMinor(100))
                                .setOfferedBy(ArrangementRole.ARRANGEMENT_ROLE_LENDER)
                                .setWaivedMinor(5)
                                .setValidUntil(DAY)
                                .setMadeIn("v"))
                        .build(),
                GoodRequests.request("e", "d")
                        .setOfferAnswered(OfferAnswered.newBuilder()
                                .setAccountId("a")
                                .setOfferId("o")
                                .setAnswer(OfferAnswer.OFFER_ANSWER_ACCEPTED))
                        .build(),
                GoodRequests.request("e", "d")
                        .setOfferWithdrawn(
                                OfferWithdrawn.newBuilder().setAccountId("a").setOfferId("o"))
                        .build());
    }
}
