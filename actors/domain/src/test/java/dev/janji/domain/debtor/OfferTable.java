package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The table of docs/debtor-states.md of what becomes of an offer. Of the card of {@link StateTables}. */
final class OfferTable {
    static final OfferId OF1 = new OfferId("of1");

    private OfferTable() {}

    /** 60 on 15 June and 60 on 15 July, valid until 12 June. */
    static AgreementEvent.OfferMade made(String id) {
        return made(CARD, id, 0);
    }

    static AgreementEvent.OfferMade made(AccountId account, String id) {
        return made(account, id, 0);
    }

    private static AgreementEvent.OfferMade made(AccountId account, String id, long waivedMinor) {
        return new AgreementEvent.OfferMade(
                account,
                new OfferId(id),
                Offer.Kind.HARDSHIP,
                List.of(
                        new Instalment(1, LocalDate.parse("2026-06-15"), 60),
                        new Instalment(2, LocalDate.parse("2026-07-15"), 60)),
                Arrangement.Role.AGENT,
                waivedMinor,
                LocalDate.parse("2026-06-12"),
                "");
    }

    private static AgreementEvent.OfferAnswered answered(Offer.Answer answer) {
        return new AgreementEvent.OfferAnswered(CARD, OF1, answer);
    }

    private static DebtorStory open() {
        return StateTables.due().tell(made(OF1.value()));
    }

    static StateTable table() {
        Map<String, DebtorStory> columns = new LinkedHashMap<>();
        columns.put("none", StateTables.due());
        columns.put("open", open());
        columns.put("accepted", open().tell(answered(Offer.Answer.ACCEPTED)));
        columns.put("declined", open().tell(answered(Offer.Answer.DECLINED)));
        columns.put("withdrawn", open().tell(new AgreementEvent.OfferWithdrawn(CARD, OF1)));
        columns.put("lapsed", open().at("2026-06-13T00:00").wake());
        columns.put("superseded", open().tell(StateTables.arranged("ar1")));
        columns.put("cancelled", open().tell(new LenderEvent.AccountRecalled(CARD)));
        Map<String, Function<DebtorStory, DebtorCommand>> rows = new LinkedHashMap<>();
        rows.put("OfferMade", story -> story.command(inTime(story, made("of2"))));
        rows.put("OfferMade under its id", story -> story.command(inTime(story, made(OF1.value()))));
        rows.put("OfferMade, beyond authority", story -> story.command(inTime(story, made(CARD, "of2", 1))));
        rows.put("OfferAnswered ACCEPTED", story -> told(story, answered(Offer.Answer.ACCEPTED)));
        rows.put("OfferAnswered DECLINED", story -> told(story, answered(Offer.Answer.DECLINED)));
        rows.put("OfferAnswered after its last day", story -> {
            story.at("2026-06-13T10:00");
            return story.command(answered(Offer.Answer.ACCEPTED));
        });
        rows.put("OfferAnswered in time, told after its last day", story -> {
            story.at("2026-06-13T10:00");
            return told(story, answered(Offer.Answer.ACCEPTED));
        });
        rows.put("OfferWithdrawn", story -> told(story, new AgreementEvent.OfferWithdrawn(CARD, OF1)));
        rows.put("ArrangementAgreed", story -> story.command(StateTables.arranged("ar2")));
        rows.put("PaymentReceived, all that is owed", story -> story.command(StateTables.paid("p9", 190)));
        rows.put("WakeUp after its last day", story -> {
            story.at("2026-06-13T00:00");
            return new DebtorCommand.WakeUp();
        });
        rows.put("AccountRecalled", story -> story.command(new LenderEvent.AccountRecalled(CARD)));
        rows.put("AccountPlaced", story -> story.command(new LenderEvent.AccountPlaced(CARD, "operator")));
        rows.put("AccountWrittenOff", story -> story.command(new LenderEvent.AccountWrittenOff(CARD)));
        rows.put("AccountClosed", story -> story.command(new LenderEvent.AccountClosed(CARD, "PAID")));
        rows.put("DebtorErased", story -> story.command(new LenderEvent.DebtorErased()));
        return new StateTable("happens", columns, rows, OfferTable::state, OfferTable::cell);
    }

    /** Of Friday, 5 June, whatever the day is. */
    private static ApplyLenderEvent told(DebtorStory story, LenderEvent event) {
        ApplyLenderEvent told = story.command(event);
        Duration since = Duration.between(StateTables.due().now(), story.now());
        return new ApplyLenderEvent(
                told.eventId(), told.body(), told.occurredAt().minus(since), null, told.event());
    }

    /** Of a lapsed one the day is over on which the same could be offered again. */
    private static LenderEvent inTime(DebtorStory story, AgreementEvent.OfferMade made) {
        LocalDate today = story.context().today(story.state);
        return today.isAfter(made.validUntil())
                ? new AgreementEvent.OfferMade(
                        made.account(),
                        made.offer(),
                        made.kind(),
                        made.instalments(),
                        made.offeredBy(),
                        made.waivedMinor(),
                        today,
                        made.madeIn())
                : made;
    }

    static String state(DebtorStory story) {
        Offer offer = story.account(CARD).offer();
        return offer == null ? "NONE" : offer.state().name();
    }

    private static String cell(StateTable.Answered answered) {
        return answered.decision() instanceof Decision.Rejected rejected
                ? rejected.reason().name()
                : state(answered.after()).toLowerCase(Locale.ROOT);
    }
}
