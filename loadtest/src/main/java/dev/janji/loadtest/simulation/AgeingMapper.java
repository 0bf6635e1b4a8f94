package dev.janji.loadtest.simulation;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.protocols.lender.v1.AgeingPaused;
import dev.janji.protocols.lender.v1.MoratoriumEnded;
import dev.janji.protocols.lender.v1.MoratoriumStarted;

/** What a portfolio tells of days that do not count, in the domain's words. Stateless. */
final class AgeingMapper {
    private AgeingMapper() {}

    static LenderEvent event(MoratoriumStarted e) {
        return new AgeingEvent.MoratoriumStarted(
                new MoratoriumId(e.getMoratoriumId()),
                StoryMapper.word(Moratorium.Kind.class, e.getKind()),
                e.getAccountId().isEmpty() ? null : new AccountId(e.getAccountId()),
                StoryMapper.date(e.getFrom()),
                e.hasUntil() ? StoryMapper.date(e.getUntil()) : null);
    }

    static LenderEvent event(MoratoriumEnded e) {
        return new AgeingEvent.MoratoriumEnded(
                new MoratoriumId(e.getMoratoriumId()),
                StoryMapper.date(e.getOn()),
                e.hasTreatmentEndedOn() ? StoryMapper.date(e.getTreatmentEndedOn()) : null,
                e.getReasonCode());
    }

    static LenderEvent event(AgeingPaused e) {
        return new AgeingEvent.AgeingPaused(
                new AccountId(e.getAccountId()),
                new PauseId(e.getPauseId()),
                StoryMapper.date(e.getFrom()),
                e.hasUntil() ? StoryMapper.date(e.getUntil()) : null,
                e.getReasonCode());
    }
}
