package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.ContactPointId;
import org.junit.jupiter.api.Test;

/** What became of the attempts to one number. */
class PointHistoryTest {
    private static final ContactPointId SMS = new ContactPointId("sms");

    private static DebtorStory sent() {
        return DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01")
                .at("2026-06-02T09:00")
                .wake();
    }

    private static PointHistory of(DebtorStory story) {
        return PointHistory.of(SMS, story.known());
    }

    @Test
    void shouldKnowNothingOfANumberThatNothingWasSentTo() {
        assertThat(PointHistory.of(new ContactPointId("mail"), sent().known()))
                .isEqualTo(new PointHistory(0, 0, 0, null, null));
    }

    @Test
    void shouldCountWhatLeftAndWhatArrived() {
        DebtorStory story = sent();
        var attempt = story.openAttempt();
        assertThat(attempt.contactPoint()).isEqualTo(SMS);

        story.answer(Answer.HANDED_OVER);
        assertThat(of(story)).isEqualTo(new PointHistory(1, 0, 0, attempt.authorizedAt(), null));

        story.outcome(attempt.id(), Outcome.DELIVERED);
        assertThat(of(story)).isEqualTo(new PointHistory(1, 1, 0, attempt.authorizedAt(), Outcome.DELIVERED));
    }

    @Test
    void shouldCountWhatFailed() {
        DebtorStory refused = sent();
        refused.answer(Answer.REFUSED);
        assertThat(of(refused).made()).isZero();
        assertThat(of(refused).failed()).isEqualTo(1);

        DebtorStory bounced = sent();
        var attempt = bounced.openAttempt().id();
        bounced.answer(Answer.HANDED_OVER).outcome(attempt, Outcome.BOUNCED);
        assertThat(of(bounced))
                .isEqualTo(new PointHistory(
                        1, 0, 1, bounced.known().history().find(attempt).at(), Outcome.BOUNCED));
    }
}
