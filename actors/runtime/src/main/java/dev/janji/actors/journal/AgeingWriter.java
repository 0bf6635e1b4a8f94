package dev.janji.actors.journal;

import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.protocols.journal.v1.AgeingPaused;
import dev.janji.protocols.journal.v1.AgeingResumed;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.MoratoriumEnded;
import java.time.LocalDate;

/** Writes days that do not count, none of which has anything personal, and hands back the manifest. */
record AgeingWriter(LenderEventApplied.Builder applied) implements AgeingEvent.Cases<String> {

    @Override
    public String moratoriumStarted(AgeingEvent.MoratoriumStarted e) {
        applied.setMoratoriumStarted(
                AgeingWords.write(new Moratorium(e.moratorium(), e.kind(), e.account(), e.from(), e.until())));
        return "debtor.MoratoriumStarted";
    }

    @Override
    public String moratoriumEnded(AgeingEvent.MoratoriumEnded e) {
        MoratoriumEnded.Builder written = MoratoriumEnded.newBuilder()
                .setMoratoriumId(e.moratorium().value())
                .setOnDay(Words.day(e.on()))
                .setReasonCode(e.reasonCode());
        LocalDate treated = e.treatmentEndedOn();
        if (treated != null) {
            written.setTreatmentEndedDay(Words.day(treated));
        }
        applied.setMoratoriumEnded(written);
        return "debtor.MoratoriumEnded";
    }

    @Override
    public String ageingPaused(AgeingEvent.AgeingPaused e) {
        AgeingPaused.Builder written = AgeingPaused.newBuilder()
                .setAccountId(e.account().value())
                .setPauseId(e.pause().value())
                .setFromDay(Words.day(e.from()))
                .setReasonCode(e.reasonCode());
        LocalDate until = e.until();
        if (until != null) {
            written.setUntilDay(Words.day(until));
        }
        applied.setAgeingPaused(written);
        return "debtor.AgeingPaused";
    }

    @Override
    public String ageingResumed(AgeingEvent.AgeingResumed e) {
        applied.setAgeingResumed(AgeingResumed.newBuilder()
                .setAccountId(e.account().value())
                .setPauseId(e.pause().value())
                .setOnDay(Words.day(e.on())));
        return "debtor.AgeingResumed";
    }
}
