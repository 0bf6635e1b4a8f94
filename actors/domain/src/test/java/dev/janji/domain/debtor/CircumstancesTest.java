package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LenderEvent.ContactResult;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What the rules look at when they decide. */
class CircumstancesTest {
    private static Circumstances of(DebtorStory story) {
        return DebtorRules.circumstances(story.known(), story.context());
    }

    private static void contacted(DebtorStory story, Channel channel, ContactResult result) {
        story.tell(new LenderEvent.ContactMadeElsewhere(channel, result, null));
    }

    @Test
    void shouldTellDaysBucketAndAmountsOfEveryDebtThatIsWorked() {
        DebtorStory story = DebtorStory.ofCard("2026-06-11T08:00", "2026-06-01", "2026-07-01");
        story.account(DebtorStory.LOAN, "2026-06-05").tell(new LenderEvent.AccountClosed(DebtorStory.LOAN, "PAID"));

        assertThat(of(story).debts()).singleElement().satisfies(debt -> {
            assertThat(debt.account()).isEqualTo(CARD);
            assertThat(debt.daysPastDue()).isEqualTo(10);
            assertThat(debt.bucket()).isEqualTo("B1");
            assertThat(debt.overdue()).isEqualTo(DebtorStory.rupiah(100));
            assertThat(debt.outstanding()).isEqualTo(DebtorStory.rupiah(200));
            assertThat(debt.promise()).isNull();
            assertThat(debt.disputed()).isFalse();
        });
        assertThat(of(story).zone()).isEqualTo(TestRules.JAKARTA);
        assertThat(of(story).zoneKnown()).isTrue();
    }

    @Test
    void shouldTellAPromiseOnlyWhileItStands() {
        DebtorStory story = DebtorStory.ofCard("2026-06-03T08:00", "2026-06-01");
        story.tell(new LenderEvent.PromiseRecorded(
                CARD, new PromiseId("pr"), DebtorStory.rupiah(100), LocalDate.parse("2026-06-05")));
        assertThat(of(story).debts().get(0).promise()).isNotNull();

        story.pay(CARD, "p", 100);

        assertThat(of(story).debts().get(0).promise()).isNull();
    }

    @Test
    void shouldCountContactsOfSevenLocalDaysAndNotTheDebtorsOwn() {
        DebtorStory story = DebtorStory.ofCard("2026-05-31T23:59", "2026-05-01");
        contacted(story, Channel.VOICE, ContactResult.NOT_REACHED);
        story.at("2026-06-01T00:01");
        contacted(story, Channel.SMS, ContactResult.REACHED);
        story.at("2026-06-07T10:00");
        contacted(story, Channel.VOICE, ContactResult.INBOUND);

        Circumstances circumstances = of(story.at("2026-06-07T23:00"));
        assertThat(circumstances.contacts()).isEqualTo(1);
        assertThat(circumstances.moreContacts()).isFalse();
        assertThat(circumstances.last()).extracting(last -> last.channel()).isEqualTo(Channel.SMS);
        assertThat(of(story.at("2026-06-08T00:00")).contacts()).isZero();
    }

    @Test
    void shouldSayThatThereMayBeMoreContactsThanAreRemembered() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-05-01");
        for (int i = 0; i < ContactHistory.KEPT; i++) {
            contacted(story, Channel.SMS, ContactResult.NOT_REACHED);
        }

        assertThat(of(story).moreContacts()).isTrue();
    }

    @Test
    void shouldTellConsentsAndHoldsOnlyWhileTheyStand() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-05-01");
        story.tell(new LenderEvent.DebtorConsentChanged(
                Consents.Scope.OUTSIDE_HOURS,
                null,
                ContactPoint.Consent.GIVEN,
                story.now().plusSeconds(60)));
        story.tell(new LenderEvent.HoldPlaced(
                new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, story.now().plusSeconds(120))));
        assertThat(of(story).consents()).hasSize(1);
        assertThat(of(story).holds()).hasSize(1);

        story.at(story.now().plusSeconds(60));
        assertThat(of(story).consents()).isEmpty();
        assertThat(of(story.at(story.now().plusSeconds(60))).holds()).isEmpty();
    }

    @Test
    void shouldTellByWhichChannelsTheDebtorCanBeReached() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-05-01");
        assertThat(of(story).reachableBy()).containsExactlyInAnyOrder(Channel.SMS, Channel.EMAIL);

        story.tell(new LenderEvent.DebtorConsentChanged(
                Consents.Scope.CHANNEL, Channel.SMS, ContactPoint.Consent.WITHDRAWN, null));

        assertThat(of(story).reachableBy()).containsExactly(Channel.EMAIL);
        assertThat(of(story).optedOut()).containsExactly(Channel.SMS);
    }
}
