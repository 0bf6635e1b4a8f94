package dev.janji.actors.journal;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import java.time.LocalDate;
import java.util.List;

/** What golden bytes of days that do not count mean, and a history with them. Entries are added, never changed. */
final class GoldenAgeing {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final AccountId SECOND = new AccountId("A-2");

    private GoldenAgeing() {}

    static List<LenderEvent> events() {
        return List.of(
                new AgeingEvent.MoratoriumStarted(
                        new MoratoriumId("M-1"),
                        Moratorium.Kind.BREATHING_SPACE,
                        GoldenEvents.ACCOUNT,
                        DAY,
                        DAY.plusDays(60)),
                new AgeingEvent.MoratoriumEnded(new MoratoriumId("M-1"), DAY.plusDays(2), DAY.plusDays(3), "reason-4"),
                new AgeingEvent.AgeingPaused(
                        GoldenEvents.ACCOUNT, new PauseId("Z-2"), DAY.plusDays(3), DAY.plusDays(4), "reason-5"),
                new AgeingEvent.AgeingResumed(GoldenEvents.ACCOUNT, new PauseId("Z-2"), DAY.plusDays(3)));
    }

    /** Follows the opening of {@link GoldenEvents#ACCOUNT}. */
    static List<LenderEvent> history() {
        return List.of(
                new AgeingEvent.MoratoriumStarted(
                        new MoratoriumId("M-1"), Moratorium.Kind.MENTAL_HEALTH_CRISIS, null, DAY, null),
                new LenderEvent.AccountOpened(SECOND, GoldenEvents.idr(50_000_00), DAY, AccountTerms.NONE),
                new AgeingEvent.AgeingPaused(
                        GoldenEvents.ACCOUNT, new PauseId("Z-1"), DAY.minusDays(9), DAY.plusDays(4), "disaster"),
                new AgeingEvent.AgeingPaused(SECOND, new PauseId("Z-1"), DAY.plusDays(80), null, "error"),
                new AgeingEvent.MoratoriumEnded(new MoratoriumId("M-1"), DAY.plusDays(71), DAY.plusDays(40), "treated"),
                new AgeingEvent.AgeingResumed(GoldenEvents.ACCOUNT, new PauseId("Z-1"), DAY.minusDays(2)),
                new AgeingEvent.MoratoriumStarted(
                        new MoratoriumId("M-2"), Moratorium.Kind.LENDER, SECOND, DAY.plusDays(90), DAY.plusDays(100)));
    }
}
