package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.Promise;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rescheduled promise is a new one, linked to the old one, in the place of which it comes. */
class RescheduledPromiseTest {
    private static final AccountId CARD = new AccountId("card");
    private static final PromiseId FIRST = new PromiseId("first");
    private static final PromiseId SECOND = new PromiseId("second");

    private final DebtorStory story = DebtorStory.ofCard("2026-06-03T10:00", "2026-06-01");

    private static LenderEvent promise(PromiseId id, String dueDate, @Nullable PromiseId supersedes) {
        return new LenderEvent.PromiseRecorded(
                CARD, id, new Money(10_000, Currency.getInstance("IDR")), LocalDate.parse(dueDate), supersedes);
    }

    @Test
    void shouldEndTheStandingPromiseAndStandInItsPlace() {
        // given
        story.tell(promise(FIRST, "2026-06-08", null));

        // when
        story.at("2026-06-05T10:00").tell(promise(SECOND, "2026-06-15", FIRST));

        // then
        Promise now = story.account(CARD).promise();
        assertThat(now.id()).isEqualTo(SECOND);
        assertThat(now.state()).isEqualTo(Promise.State.ACTIVE);
        assertThat(now.supersedes()).isEqualTo(FIRST);
        assertThat(story.account(CARD).promises()).as("neither kept nor broken").isEqualTo(PromiseTally.NONE);
        assertThat(story.events(DebtorEvent.PromiseSettled.class))
                .singleElement()
                .satisfies(settled -> {
                    assertThat(settled.promise()).isEqualTo(FIRST);
                    assertThat(settled.from()).isEqualTo(Promise.State.ACTIVE);
                    assertThat(settled.to()).isEqualTo(Promise.State.SUPERSEDED);
                });

        // when the date of the old one has passed
        story.at("2026-06-11T00:00").wake();

        // then nothing is broken
        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.ACTIVE);
    }

    @Test
    void shouldFollowABrokenPromiseThatStaysBroken() {
        // given
        story.tell(promise(FIRST, "2026-06-08", null)).at("2026-06-11T00:00").wake();
        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.BROKEN);

        // when
        story.at("2026-06-11T10:00").tell(promise(SECOND, "2026-06-20", FIRST));

        // then
        assertThat(story.account(CARD).promise().supersedes()).isEqualTo(FIRST);
        assertThat(story.account(CARD).promises()).isEqualTo(new PromiseTally(0, 1));
    }

    @Test
    void shouldRefuseToComeInThePlaceOfAnotherOne() {
        story.tell(promise(FIRST, "2026-06-08", null));

        assertThat(story.decide(promise(SECOND, "2026-06-15", new PromiseId("other"))))
                .isEqualTo(
                        new Decision.Rejected(RefusalReason.PROMISE_UNKNOWN, "promise_recorded.supersedes_promise_id"));
        assertThat(story.decide(promise(FIRST, "2026-06-15", FIRST)))
                .isEqualTo(
                        new Decision.Rejected(RefusalReason.PROMISE_UNKNOWN, "promise_recorded.supersedes_promise_id"));
        assertThat(story.decide(promise(SECOND, "2026-06-15", null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.PROMISE_EXISTS, "promise_recorded.promise_id"));
    }
}
