package dev.janji.orchestrator.words;

import dev.janji.domain.account.Instalment;
import dev.janji.domain.lender.AgreementEvent;
import java.time.LocalDate;
import java.util.List;

/** What a lender told of an agreement as one sentence, without a code that the lender may choose freely. */
record AgreementSentence(Phrases phrases) implements AgreementEvent.Cases<String> {

    @Override
    public String promiseCancelled(AgreementEvent.PromiseCancelled e) {
        return phrases.say("lender.promise-cancelled", e.account(), e.promise());
    }

    @Override
    public String arrangementAgreed(AgreementEvent.ArrangementAgreed e) {
        List<LocalDate> dates = dates(e.instalments());
        return waiving(
                e.waivedMinor(),
                phrases.count(
                        "lender.arrangement-agreed",
                        dates.size(),
                        e.account(),
                        phrases.date(dates.get(0)),
                        phrases.date(dates.get(dates.size() - 1)),
                        phrases.word(e.agreedBy()),
                        e.arrangement()));
    }

    private static List<LocalDate> dates(List<Instalment> instalments) {
        return instalments.stream().map(Instalment::dueDate).sorted().toList();
    }

    private String waiving(long waivedMinor, String sentence) {
        return waivedMinor == 0
                ? sentence
                : phrases.say("event.appended", sentence, phrases.say("lender.arrangement-waives"));
    }

    @Override
    public String arrangementEnded(AgreementEvent.ArrangementEnded e) {
        return phrases.say("lender.arrangement-ended", e.account(), e.arrangement(), phrases.word(e.outcome()));
    }

    @Override
    public String offerMade(AgreementEvent.OfferMade e) {
        List<LocalDate> dates = dates(e.instalments());
        return waiving(
                e.waivedMinor(),
                phrases.count(
                        "lender.offer-made",
                        dates.size(),
                        e.account(),
                        phrases.date(dates.get(0)),
                        phrases.date(dates.get(dates.size() - 1)),
                        phrases.word(e.offeredBy()),
                        e.offer(),
                        phrases.word(e.kind()),
                        phrases.date(e.validUntil())));
    }

    @Override
    public String offerAnswered(AgreementEvent.OfferAnswered e) {
        return phrases.say("lender.offer-answered", e.account(), e.offer(), phrases.word(e.answer()));
    }

    @Override
    public String offerWithdrawn(AgreementEvent.OfferWithdrawn e) {
        return phrases.say("lender.offer-withdrawn", e.account(), e.offer());
    }
}
