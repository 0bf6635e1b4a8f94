package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.ArrangementRole;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.OfferAnswer;
import dev.janji.protocols.lender.v1.OfferAnswered;
import dev.janji.protocols.lender.v1.OfferKind;
import dev.janji.protocols.lender.v1.OfferMade;
import dev.janji.protocols.lender.v1.OfferWithdrawn;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Instalments that the lender offers, once a debtor: to who says to be in trouble, and to some others who paid nothing in a month. Some accept,
 * some decline, some offers are taken back or replaced; of the rest nobody ever answers. Confined to one thread.
 */
final class OfferEvents {
    private static final String OFFER = "offer";
    private static final int ONE_PART_WAIVED_OF = 20;

    /** So many days after the due date nobody takes a promise back any more, which an accepted offer comes in the place of. */
    private static final int PROMISES_ARE_OVER = 6;

    private final Story story;
    private final Draws draws;
    private final String account;

    OfferEvents(Story story, String account) {
        this.story = story;
        this.draws = story.draws();
        this.account = account;
    }

    /**
     * @param unpaidMinor what is offered to be spread
     * @param troubleOn the day on which the debtor said to be in trouble; null when nobody heard of it
     * @param before the day of the next statement, which may find nothing owed any more
     * @return whether one was made
     */
    boolean aroundDueDate(int cycle, LocalDate due, long unpaidMinor, @Nullable LocalDate troubleOn, LocalDate before) {
        LocalDate day =
                troubleOn == null ? due.plusDays(draws.between(4, 5, OFFER + "-day-" + cycle)) : troubleOn.plusDays(1);
        boolean made = troubleOn != null || draws.chance(Assumptions.RESCHEDULING_OFFER, OFFER + "-" + cycle);
        if (!made || unpaidMinor < 100 || !day.plusDays(3).isBefore(before)) {
            return false;
        }
        LocalDate until = day.plusDays(draws.between(4, 9, OFFER + "-until"));
        OfferMade.Builder first = OfferMade.newBuilder()
                .setAccountId(account)
                .setOfferId(OFFER + "-1")
                .setKind(troubleOn == null ? OfferKind.OFFER_KIND_RESCHEDULING : OfferKind.OFFER_KIND_HARDSHIP)
                .setOfferedBy(ArrangementRole.ARRANGEMENT_ROLE_TEAM_LEADER)
                .setWaivedMinor(troubleOn == null ? 0 : unpaidMinor / ONE_PART_WAIVED_OF)
                .setValidUntil(Wire.date(until))
                .setMadeIn(troubleOn == null ? "" : SaidEvents.talk(cycle));
        instalments(first, unpaidMinor - first.getWaivedMinor(), until);
        story.tell(at(day, OFFER), b -> b.setOfferMade(first));
        LocalDate answered = day.plusDays(draws.between(2, 3, OFFER + "-answered"));
        answer(first, answered.isBefore(due.plusDays(PROMISES_ARE_OVER)) ? due.plusDays(PROMISES_ARE_OVER) : answered);
        return true;
    }

    private void instalments(OfferMade.Builder offer, long minor, LocalDate until) {
        int parts = draws.between(2, 3, OFFER + "-parts");
        LocalDate first = until.plusDays(draws.between(2, 9, OFFER + "-first"));
        for (int i = 0; i < parts; i++) {
            offer.addInstalments(Instalment.newBuilder()
                    .setNumber(i + 1)
                    .setDueDate(Wire.date(first.plusMonths(i)))
                    .setAmountMinor(i == 0 ? minor - (parts - 1) * (minor / parts) : minor / parts));
        }
    }

    private void answer(OfferMade.Builder offer, LocalDate on) {
        double share = draws.share(OFFER + "-answer");
        Instant at = at(on, OFFER + "-answer");
        if (share < Assumptions.OFFER_ACCEPTED) {
            answered(offer, at, OfferAnswer.OFFER_ANSWER_ACCEPTED);
            return;
        }
        share -= Assumptions.OFFER_ACCEPTED;
        if (share < Assumptions.OFFER_DECLINED) {
            answered(offer, at, OfferAnswer.OFFER_ANSWER_DECLINED);
            return;
        }
        share -= Assumptions.OFFER_DECLINED;
        if (share < Assumptions.OFFER_WITHDRAWN) {
            story.tell(
                    at,
                    b -> b.setOfferWithdrawn(
                            OfferWithdrawn.newBuilder().setAccountId(account).setOfferId(offer.getOfferId())));
            return;
        }
        share -= Assumptions.OFFER_WITHDRAWN;
        if (share < Assumptions.OFFER_REPLACED) {
            OfferMade.Builder second = offer.clone().setOfferId(OFFER + "-2").setWaivedMinor(0);
            story.tell(at, b -> b.setOfferMade(second));
        }
    }

    private void answered(OfferMade.Builder offer, Instant at, OfferAnswer answer) {
        story.tell(
                at,
                b -> b.setOfferAnswered(OfferAnswered.newBuilder()
                        .setAccountId(account)
                        .setOfferId(offer.getOfferId())
                        .setAnswer(answer)));
    }

    private Instant at(LocalDate day, String what) {
        return story.on(day, 9, 18, Assumptions.LENDER_ZONE, what);
    }
}
