package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.AccountView;
import dev.janji.protocols.lender.v1.ArrangementRole;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.FactView;
import dev.janji.protocols.lender.v1.OfferKind;
import dev.janji.protocols.lender.v1.OfferState;
import dev.janji.protocols.lender.v1.OfferView;
import dev.janji.protocols.lender.v1.RuleView;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lender sees of an offer: the debtor, why nobody is contacted, and the history. */
class OffersInWordsTest {
    private static final OfferId OFFER = new OfferId("of-1");

    /** Due on Friday, 5 June; offered two instalments on the Saturday after. */
    private static DebtorInWords offered() {
        return DebtorInWords.withCard("2026-05-20T08:00", "2026-06-05")
                .at("2026-06-06T08:30")
                .tell(new AgreementEvent.OfferMade(
                        DebtorInWords.CARD,
                        OFFER,
                        Offer.Kind.HARDSHIP,
                        List.of(
                                new Instalment(1, LocalDate.parse("2026-06-25"), 25_000_000),
                                new Instalment(2, LocalDate.parse("2026-07-25"), 20_000_000)),
                        Arrangement.Role.LENDER,
                        5_000_000,
                        LocalDate.parse("2026-06-20"),
                        "cv-3"));
    }

    private static String fact(ExplainResponse explained, String name) {
        return explained.getFactsList().stream()
                .filter(fact -> fact.getName().equals(name))
                .map(FactView::getValue)
                .findFirst()
                .orElse("");
    }

    @Test
    void shouldExplainThatCollectionWaitsForTheAnswer() {
        ExplainResponse english = offered().explain(Language.ENGLISH);
        ExplainResponse indonesian = offered().explain(Language.INDONESIAN);

        assertThat(english.getRuleIdsList()).containsExactly("OFFER");
        assertThat(english.getRulesList())
                .extracting(RuleView::getSentence)
                .containsExactly(
                        "the debtor considers an offer; nothing is collected until the time for that is over or"
                                + " the offer ends");
        assertThat(indonesian.getSummary()).contains("debitur sedang mempertimbangkan penawaran");
        assertThat(english.getSummary()).contains("Saturday, 13 June 2026 at 00:00 WIB");
        assertThat(fact(english, "offer")).isEqualTo("of-1 (hardship): 2 instalments, valid until 20 June 2026");
        assertThat(fact(indonesian, "offer"))
                .isEqualTo("of-1 (kesulitan keuangan): 2 angsuran, berlaku sampai 20 Juni 2026");
    }

    @Test
    void shouldShowTheOfferAndTheArrangementThatItBecame() {
        DebtorInWords debtor = offered();
        OfferView open = debtor.shown().getAccounts(0).getOffer();
        debtor.at("2026-06-08T10:00")
                .tell(new AgreementEvent.OfferAnswered(DebtorInWords.CARD, OFFER, Offer.Answer.ACCEPTED));
        AccountView accepted = debtor.shown().getAccounts(0);

        assertThat(open.getOfferId()).isEqualTo("of-1");
        assertThat(open.getKind()).isEqualTo(OfferKind.OFFER_KIND_HARDSHIP);
        assertThat(open.getState()).isEqualTo(OfferState.OFFER_STATE_OPEN);
        assertThat(open.getOfferedBy()).isEqualTo(ArrangementRole.ARRANGEMENT_ROLE_LENDER);
        assertThat(open.getValidUntil().getDay()).isEqualTo(20);
        assertThat(open.getWaivedMinor()).isEqualTo(5_000_000);
        assertThat(open.getMadeIn()).isEqualTo("cv-3");
        assertThat(open.getMadeAt().getSeconds()).isPositive();
        assertThat(accepted.getOffer().getState()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
        assertThat(accepted.getArrangement().getOfferId()).isEqualTo("of-1");
        assertThat(accepted.getArrangement().getInstalmentsList()).isEqualTo(open.getInstalmentsList());
    }

    @Test
    void shouldTellItsLifeInTwoLanguages() {
        DebtorInWords debtor = offered().at("2026-06-21T00:00").wake();

        assertThat(debtor.history(Language.ENGLISH))
                .contains(
                        "Offer of-1 on account card (hardship), made by the lender, valid until 20 June 2026: 2 instalments,"
                                + " due from 25 June 2026 to 25 July 2026 (part of the debt is waived once it is paid)",
                        "Offer of-1 of account card is lapsed; it was open");
        assertThat(debtor.history(Language.INDONESIAN))
                .contains("Penawaran of-1 atas rekening card lewat waktu; sebelumnya terbuka");
        assertThat(offered()
                        .tell(new AgreementEvent.OfferAnswered(DebtorInWords.CARD, OFFER, Offer.Answer.DECLINED))
                        .history(Language.ENGLISH))
                .contains("The debtor answered offer of-1 on account card: declined");
        assertThat(offered()
                        .tell(new AgreementEvent.OfferWithdrawn(DebtorInWords.CARD, OFFER))
                        .history(Language.INDONESIAN))
                .contains("Penawaran of-1 atas rekening card ditarik kembali");
    }
}
