package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.janji.protocols.journal.v1.ArrangementRole;
import dev.janji.protocols.journal.v1.Instalment;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.OfferAnswer;
import dev.janji.protocols.journal.v1.OfferAnswered;
import dev.janji.protocols.journal.v1.OfferKind;
import dev.janji.protocols.journal.v1.OfferMade;
import dev.janji.protocols.journal.v1.OfferSettled;
import dev.janji.protocols.journal.v1.OfferState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A debt of 6 April on which halves of 21 April and 21 May are offered on the 2nd: considered to the end of the 8th, valid until the 20th. */
class OfferForgeryTest {
    private static final String MADE = "2026-04-02T03:00:00Z";
    /** The midnight in Jakarta at which the 20th is over. */
    private static final String LAPSED = "2026-04-20T17:00:00Z";

    private static final LocalDate FIRST = LocalDate.of(2026, 4, 21);
    private static final LocalDate SECOND = LocalDate.of(2026, 5, 21);

    private static Forge offered() {
        return offered(new Forge().begun("Asia/Jakarta"), "of-1", 4, MADE, 2_500);
    }

    /** @param rows before it @param stored the amount of the first half in the journal */
    private static Forge offered(Forge forge, String offer, int rows, String at, long stored) {
        String event = "made-" + offer;
        forge.fact(event, "OfferMade", at, "accepted", rows + 1, line -> {
            line.put("account", "card")
                    .put("offer", offer)
                    .put("waivedMinor", 0)
                    .put("validUntil", "2026-04-20");
            ArrayNode schedule = line.putArray("schedule");
            schedule.addObject().put("number", 1).put("due", FIRST.toString()).put("amountMinor", 2_500);
            schedule.addObject().put("number", 2).put("due", SECOND.toString()).put("amountMinor", 2_500);
        });
        OfferMade made = OfferMade.newBuilder()
                .setAccountId("card")
                .setOfferId(offer)
                .setKind(OfferKind.OFFER_KIND_HARDSHIP)
                .addInstalments(instalment(1, FIRST, stored))
                .addInstalments(instalment(2, SECOND, 2_500))
                .setOfferedBy(ArrangementRole.ARRANGEMENT_ROLE_AGENT)
                .setValidUntilDay((int) LocalDate.of(2026, 4, 20).toEpochDay())
                .build();
        forge.row(
                at,
                record -> record.setManifest("debtor.OfferMade")
                        .setLenderEventApplied(LenderEventApplied.newBuilder()
                                .setEventId(event)
                                .setOfferMade(made)));
        forge.end = Instant.parse("2026-04-08T16:00:00Z");
        return forge;
    }

    private static Instalment instalment(int number, LocalDate due, long minor) {
        return Instalment.newBuilder()
                .setNumber(number)
                .setDueDay((int) due.toEpochDay())
                .setAmountMinor(minor)
                .build();
    }

    private static Forge accepted() {
        Forge forge = offered();
        forge.fact(
                "e-6",
                "OfferAnswered",
                "2026-04-03T03:00:00Z",
                "accepted",
                6,
                line -> line.put("account", "card").put("offer", "of-1").put("offerAnswer", "ACCEPTED"));
        OfferAnswered answered = OfferAnswered.newBuilder()
                .setAccountId("card")
                .setOfferId("of-1")
                .setAnswer(OfferAnswer.OFFER_ANSWER_ACCEPTED)
                .build();
        return forge.row(
                "2026-04-03T03:00:00Z",
                record -> record.setManifest("debtor.OfferAnswered")
                        .setLenderEventApplied(LenderEventApplied.newBuilder()
                                .setEventId("e-6")
                                .setOfferAnswered(answered)));
    }

    private static Forge settled(Forge forge, String offer, String at, OfferState from, OfferState to) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.OfferSettled")
                        .setOfferSettled(OfferSettled.newBuilder()
                                .setAccountId("card")
                                .setOfferId(offer)
                                .setFrom(from)
                                .setTo(to)));
    }

    private static Set<Invariant> broken(Forge forge) {
        return forge.checked().violations().stream().map(Violation::invariant).collect(Collectors.toSet());
    }

    @Test
    void shouldFindNothingWhileTheOfferIsConsidered() {
        assertThat(broken(offered())).isEmpty();
    }

    @Test
    void shouldFindTheContactThatDoesNotWaitForTheAnswer() {
        assertThat(broken(offered().contact("2026-04-07T02:00:00Z", 1))).containsExactly(Invariant.OFFER);
    }

    @Test
    void shouldFindTheDebtorWhomNobodyAsksWhenTheTimeToConsiderIsOver() {
        Forge forge = offered();
        forge.end = Instant.parse("2026-04-10T08:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindTheOfferThatIsStoredWithOtherTerms() {
        Forge forge = offered(new Forge().begun("Asia/Jakarta"), "of-1", 4, MADE, 2_600);

        assertThat(broken(forge)).containsExactly(Invariant.OFFER);
    }

    @Test
    void shouldFindTheOfferThatDoesNotLapseAndTheOneThatDoesTooEarly() {
        Forge never = offered();
        never.end = Instant.parse(LAPSED).plusSeconds(1_000);
        assertThat(broken(never)).contains(Invariant.OFFER);

        Forge inTime = settled(offered(), "of-1", LAPSED, OfferState.OFFER_STATE_OPEN, OfferState.OFFER_STATE_LAPSED);
        inTime.end = Instant.parse(LAPSED).plusSeconds(1);
        assertThat(broken(inTime)).doesNotContain(Invariant.OFFER);

        Forge early = settled(
                offered(), "of-1", "2026-04-08T03:00:00Z", OfferState.OFFER_STATE_OPEN, OfferState.OFFER_STATE_LAPSED);
        assertThat(broken(early)).contains(Invariant.OFFER);
    }

    @Test
    void shouldFindTheOfferThatStaysOpenWhenEverythingIsPaid() {
        Forge forge = offered().payment("e-6", "pay-1", 100_000, "2026-04-03T03:00:00Z");
        assertThat(broken(forge)).contains(Invariant.OFFER);

        settled(forge, "of-1", "2026-04-03T03:00:00Z", OfferState.OFFER_STATE_OPEN, OfferState.OFFER_STATE_CANCELLED);
        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldFindTheSecondOpenOffer() {
        Forge forge = offered(offered(), "of-2", 5, "2026-04-03T03:00:00Z", 2_500);
        assertThat(broken(forge)).containsExactly(Invariant.OFFER);

        settled(forge, "of-1", "2026-04-03T03:00:00Z", OfferState.OFFER_STATE_OPEN, OfferState.OFFER_STATE_SUPERSEDED);
        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldFindTheContactThatCountsFromAnotherDayThanTheOfferThatWasAccepted() {
        assertThat(broken(accepted())).isEmpty();
        assertThat(broken(accepted().contact("2026-04-07T02:00:00Z", 1))).containsExactly(Invariant.STATE);

        Forge reminded = accepted();
        reminded.contact("2026-04-18T02:00:00Z", reminded.step("everybody", "H-3", FIRST));
        reminded.end = Instant.parse("2026-04-19T00:00:00Z");
        assertThat(broken(reminded)).isEmpty();
    }
}
