package dev.janji.actors.journal;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.protocols.journal.v1.AgeingPause;
import dev.janji.protocols.journal.v1.AgeingPauseCause;
import dev.janji.protocols.journal.v1.AgeingPaused;
import dev.janji.protocols.journal.v1.AgeingResumed;
import dev.janji.protocols.journal.v1.MoratoriumEnded;
import dev.janji.protocols.journal.v1.MoratoriumKind;
import dev.janji.protocols.journal.v1.MoratoriumStarted;
import java.time.LocalDate;

/** Days that do not count, in the journal's words and back. */
final class AgeingWords {
    private AgeingWords() {}

    static LenderEvent read(MoratoriumStarted e) {
        Moratorium read = moratorium(e);
        return new AgeingEvent.MoratoriumStarted(read.id(), read.kind(), read.account(), read.from(), read.until());
    }

    static LenderEvent read(MoratoriumEnded e) {
        return new AgeingEvent.MoratoriumEnded(
                new MoratoriumId(e.getMoratoriumId()),
                Words.date(e.getOnDay()),
                e.hasTreatmentEndedDay() ? Words.date(e.getTreatmentEndedDay()) : null,
                e.getReasonCode());
    }

    static LenderEvent read(AgeingPaused e) {
        return new AgeingEvent.AgeingPaused(
                new AccountId(e.getAccountId()),
                new PauseId(e.getPauseId()),
                Words.date(e.getFromDay()),
                e.hasUntilDay() ? Words.date(e.getUntilDay()) : null,
                e.getReasonCode());
    }

    static LenderEvent read(AgeingResumed e) {
        return new AgeingEvent.AgeingResumed(
                new AccountId(e.getAccountId()), new PauseId(e.getPauseId()), Words.date(e.getOnDay()));
    }

    static Moratorium moratorium(MoratoriumStarted e) {
        return new Moratorium(
                new MoratoriumId(e.getMoratoriumId()),
                read(e.getKind()),
                e.hasAccountId() ? new AccountId(e.getAccountId()) : null,
                Words.date(e.getFromDay()),
                e.hasUntilDay() ? Words.date(e.getUntilDay()) : null);
    }

    static MoratoriumStarted write(Moratorium moratorium) {
        MoratoriumStarted.Builder written = MoratoriumStarted.newBuilder()
                .setMoratoriumId(moratorium.id().value())
                .setKind(write(moratorium.kind()))
                .setFromDay(Words.day(moratorium.from()));
        AccountId account = moratorium.account();
        if (account != null) {
            written.setAccountId(account.value());
        }
        LocalDate until = moratorium.until();
        if (until != null) {
            written.setUntilDay(Words.day(until));
        }
        return written.build();
    }

    static AgeingPause write(Ageing.Pause pause) {
        AgeingPause.Builder written = AgeingPause.newBuilder()
                .setCause(write(pause.cause()))
                .setPauseId(pause.id().value())
                .setFromDay(Words.day(pause.from()));
        LocalDate until = pause.until();
        if (until != null) {
            written.setUntilDay(Words.day(until));
        }
        return written.build();
    }

    static Ageing.Pause read(AgeingPause pause) {
        return new Ageing.Pause(
                read(pause.getCause()),
                new PauseId(pause.getPauseId()),
                Words.date(pause.getFromDay()),
                pause.hasUntilDay() ? Words.date(pause.getUntilDay()) : null);
    }

    private static MoratoriumKind write(Moratorium.Kind value) {
        return switch (value) {
            case BREATHING_SPACE -> MoratoriumKind.MORATORIUM_KIND_BREATHING_SPACE;
            case MENTAL_HEALTH_CRISIS -> MoratoriumKind.MORATORIUM_KIND_MENTAL_HEALTH_CRISIS;
            case LENDER -> MoratoriumKind.MORATORIUM_KIND_LENDER;
            case JOINT_DEBTOR -> MoratoriumKind.MORATORIUM_KIND_JOINT_DEBTOR;
        };
    }

    private static Moratorium.Kind read(MoratoriumKind value) {
        return switch (value) {
            case MORATORIUM_KIND_BREATHING_SPACE -> Moratorium.Kind.BREATHING_SPACE;
            case MORATORIUM_KIND_MENTAL_HEALTH_CRISIS -> Moratorium.Kind.MENTAL_HEALTH_CRISIS;
            case MORATORIUM_KIND_LENDER -> Moratorium.Kind.LENDER;
            case MORATORIUM_KIND_JOINT_DEBTOR -> Moratorium.Kind.JOINT_DEBTOR;
            case MORATORIUM_KIND_UNSPECIFIED -> throw UnreadableRecord.missing("a kind of moratorium");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known kind of moratorium, but found another");
        };
    }

    private static AgeingPauseCause write(Ageing.Cause value) {
        return switch (value) {
            case LENDER -> AgeingPauseCause.AGEING_PAUSE_CAUSE_LENDER;
            case MORATORIUM -> AgeingPauseCause.AGEING_PAUSE_CAUSE_MORATORIUM;
        };
    }

    private static Ageing.Cause read(AgeingPauseCause value) {
        return switch (value) {
            case AGEING_PAUSE_CAUSE_LENDER -> Ageing.Cause.LENDER;
            case AGEING_PAUSE_CAUSE_MORATORIUM -> Ageing.Cause.MORATORIUM;
            case AGEING_PAUSE_CAUSE_UNSPECIFIED -> throw UnreadableRecord.missing("why days do not count");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known cause of a pause, but found another");
        };
    }
}
