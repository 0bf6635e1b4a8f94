package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.AccountTerms.Attribute;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ID-07: the notice that the house gives itself. */
final class WarningLettersTest {
    private static final Set<NoticeKind> WARNED = Set.of(NoticeKind.WARNING_LETTER);

    /** A debtor with an attempt under way, which is made one by this channel and template. */
    private static DebtorStory sending(Channel channel, String template) {
        DebtorStory story = DebtorStory.ofCard("2026-05-20T08:00", "2026-06-01").at("2026-06-02T09:00");
        story.wake();
        Attempt usual = story.openAttempt();
        story.state = story.known()
                .withOpenAttempt(new Attempt(
                        usual.id(),
                        channel,
                        usual.contactPoint(),
                        usual.covers(),
                        template,
                        usual.authorizedAt(),
                        usual.validUntil()));
        return story;
    }

    private static Set<NoticeKind> notices(DebtorStory story) {
        return story.account(DebtorStory.CARD).notices();
    }

    @ParameterizedTest
    @CsvSource({
        "LETTER, warning-letter-1, HANDED_OVER, true",
        "LETTER, warning-letter, HANDED_OVER, true",
        "LETTER, warning-letter-1, REFUSED, false",
        "LETTER, warning-letter-1, EXPIRED, false",
        "LETTER, warning-letter-1, WITHDRAWN, false",
        "LETTER, warning-letter-1, IN_DOUBT, false",
        "LETTER, overdue-30, HANDED_OVER, false",
        "EMAIL, warning-letter-1, HANDED_OVER, false"
    })
    void shouldBeGivenWhenAWarningLetterSurelyLeft(Channel channel, String template, Answer answer, boolean given) {
        DebtorStory story = sending(channel, template).answer(answer);

        assertThat(notices(story)).isEqualTo(given ? WARNED : Set.of());
    }

    @ParameterizedTest
    @CsvSource({"SENT, true", "NEVER_SENT, false", "COUNTED_AS_MADE, false"})
    void shouldBeGivenWhenADoubtEndsWell(Settlement settlement, boolean given) {
        // given
        DebtorStory story = sending(Channel.LETTER, "warning-letter-1");
        Attempt attempt = story.openAttempt();
        story.answer(Answer.IN_DOUBT);

        // when
        story.accept(new DebtorCommand.SettleAttempt(attempt.id(), settlement, ""));

        // then
        assertThat(notices(story)).isEqualTo(given ? WARNED : Set.of());
    }

    @Test
    void shouldNotHaveBeenGivenWhenTheLetterComesBack() {
        // given
        DebtorStory story = sending(Channel.LETTER, "warning-letter-1");
        Attempt attempt = story.openAttempt();
        story.answer(Answer.HANDED_OVER);

        // when
        story.outcome(attempt.id(), Outcome.BOUNCED);

        // then
        assertThat(notices(story)).isEmpty();
    }

    @Test
    void shouldRepeatOnlyWhatTheLenderToldOfTheBalance() {
        // given
        DebtorStory story = DebtorStory.ofCard("2026-05-20T08:00", "2026-06-01");
        Owed before = Owed.of(story.account(DebtorStory.CARD));

        // when
        story.tell(new LenderEvent.AccountTermsSet(
                DebtorStory.CARD,
                new AccountTerms(
                        "",
                        "",
                        "",
                        List.of(
                                new Attribute("principal-minor", new AccountTerms.Number(90)),
                                new Attribute("interest-minor", new AccountTerms.Number(-1)),
                                new Attribute("penalty-minor", new AccountTerms.Text("0"))))));

        // then: a negative part and a text are no amounts
        assertThat(before).isEqualTo(Owed.unknown(DebtorStory.rupiah(100)));
        assertThat(Owed.of(story.account(DebtorStory.CARD)))
                .isEqualTo(new Owed(DebtorStory.rupiah(100), DebtorStory.rupiah(90), null, null));
    }
}
