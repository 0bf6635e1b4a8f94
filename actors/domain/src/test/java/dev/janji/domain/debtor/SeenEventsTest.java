package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.id.EventId;
import dev.janji.domain.lender.LenderEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Repetitions of events, the newest and those that only history still knows. */
class SeenEventsTest {
    /** A debtor and the events told to it, more than are kept whole. */
    private static List<ApplyLenderEvent> told(DebtorStory story) {
        List<ApplyLenderEvent> told = new ArrayList<>();
        for (int i = 0; i < SeenEvents.NEWEST + 10; i++) {
            ApplyLenderEvent command =
                    story.command(new LenderEvent.AccountTermsSet(DebtorStory.CARD, AccountTerms.NONE));
            story.accept(command);
            told.add(command);
        }
        return told;
    }

    @Test
    void shouldAskForHistoryWhenAnOldIdComesBack() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        List<ApplyLenderEvent> told = told(story);
        ApplyLenderEvent oldest = told.get(0);
        ApplyLenderEvent newest = told.get(told.size() - 1);
        RuleContext context = story.context();

        assertThat(story.decide(oldest)).isEqualTo(new Decision.NeedsHistory(oldest.eventId()));
        assertThat(DebtorRules.decide(
                        story.state, oldest, context.with(new RuleContext.Finding.There(4, oldest.body()))))
                .isEqualTo(new Decision.Duplicate(4, Decision.Ack.NOW));
        assertThat(DebtorRules.decide(
                        story.state, oldest, context.with(new RuleContext.Finding.There(4, new BodyHash(9, 9)))))
                .isEqualTo(new Decision.Rejected(RefusalReason.EVENT_ID_REUSED, "event_id"));
        assertThat(DebtorRules.decide(story.state, oldest, context.with(new RuleContext.Finding.NotThere())))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(story.decide(newest)).isEqualTo(new Decision.Duplicate(story.state.version(), Decision.Ack.NOW));
    }

    @Test
    void shouldNeverAskForHistoryWhenTheIdIsNew() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        told(story);

        for (int i = 0; i < 1_000; i++) {
            assertThat(story.known().seen().mayBeOlder(new EventId("new-" + i))).isFalse();
        }
    }

    /** Snapshots keep the digests, so the function can never change. */
    @Test
    void shouldKeepTheReleasedDigest() {
        SeenEvents seen = SeenEvents.NONE;
        for (int i = 0; i <= SeenEvents.NEWEST; i++) {
            seen = seen.with(new SeenEvents.Seen(new EventId("event-" + i), new BodyHash(1, 2), i + 1));
        }

        assertThat(seen.older()).containsExactly(0x82a62e1d378aac1dL);
    }

    @Test
    void shouldComeBackFromASnapshotAsItWas() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        List<ApplyLenderEvent> told = told(story);
        SeenEvents seen = story.known().seen();

        SeenEvents again = SeenEvents.of(seen.newest(), seen.older());

        assertThat(again).isEqualTo(seen).hasSameHashCodeAs(seen).isNotEqualTo(SeenEvents.NONE);
        assertThat(again.newest()).hasSize(SeenEvents.NEWEST);
        assertThat(again.mayBeOlder(told.get(0).eventId())).isTrue();
        assertThat(again.find(told.get(told.size() - 1).eventId())).isNotNull();
        assertThat(again).hasToString("SeenEvents[32 newest, " + seen.older().length + " older]");
    }

    @Test
    void shouldNotChangeWhenItsCallerChangesAnArray() {
        long[] digests = {1, 2, 3};
        SeenEvents seen = SeenEvents.of(List.of(), digests);
        digests[0] = 9;
        seen.older()[1] = 9;

        assertThat(seen.older()).containsExactly(1, 2, 3);
    }
}
