package dev.janji.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.Promise.State;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.report.PromiseTotals.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseReportTest {
    private static final AccountId CARD = new AccountId("card");
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    /** 1 June 2026, 01:00 in Jakarta: still the day before in UTC. */
    private static final Instant NIGHT = Instant.parse("2026-05-31T18:00:00Z");

    private static final LocalDate FIRST = LocalDate.parse("2026-06-01");
    private static final LocalDate LAST = LocalDate.parse("2026-06-30");

    private static DebtorEvent told(LenderEvent event) {
        return new DebtorEvent.LenderEventApplied(
                NIGHT, 1, FIRST, new EventId("e"), new BodyHash(1, 1), NIGHT, null, event);
    }

    private static DebtorEvent promised(String id, long minor, String currency, String dueDate) {
        return told(new LenderEvent.PromiseRecorded(
                CARD, new PromiseId(id), new Money(minor, Currency.getInstance(currency)), LocalDate.parse(dueDate)));
    }

    private static DebtorEvent settled(String id, State from, State to) {
        return new DebtorEvent.PromiseSettled(NIGHT, 1, CARD, new PromiseId(id), from, to);
    }

    private static DebtorEvent zone() {
        return told(new LenderEvent.DebtorUpserted(new Profile("", "id", "", JAKARTA, List.of())));
    }

    private static DebtorEvent talked(String id, Disposition disposition) {
        return told(new ConversationEvent.ConversationHeld(
                new ConversationId(id),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                null,
                List.of(),
                disposition,
                ConversationEvent.Reason.NONE,
                ""));
    }

    private static PromiseReport of(DebtorEvent... events) {
        PromiseLives lives = new PromiseLives();
        List.of(events).forEach(lives::add);
        return new PromiseReport.Sum(FIRST, LAST).add(lives).report();
    }

    @Test
    void shouldCountEachPromiseOnceByHowItCountsNow() {
        PromiseReport report = of(
                zone(),
                promised("late", 100, "IDR", "2026-06-03"),
                settled("late", State.ACTIVE, State.BROKEN),
                settled("late", State.BROKEN, State.KEPT),
                promised("part", 40, "IDR", "2026-06-04"),
                settled("part", State.ACTIVE, State.PARTIALLY_KEPT),
                promised("broken", 20, "IDR", "2026-06-04"),
                settled("broken", State.ACTIVE, State.BROKEN),
                promised("taken-back", 10, "IDR", "2026-06-05"),
                told(new AgreementEvent.PromiseCancelled(CARD, new PromiseId("taken-back"), "NO_MONEY")),
                promised("old", 8, "IDR", "2026-06-06"),
                promised("new", 4, "IDR", "2026-06-30"),
                settled("old", State.ACTIVE, State.SUPERSEDED),
                promised("july", 2, "IDR", "2026-07-01"),
                promised("dollars", 1, "USD", "2026-06-01"));

        PromiseTotals rupiah = report.currencies().get("IDR").all();
        assertThat(rupiah.of(State.KEPT)).isEqualTo(new Part(1, 100));
        assertThat(rupiah.of(State.PARTIALLY_KEPT)).isEqualTo(new Part(1, 40));
        assertThat(rupiah.of(State.BROKEN)).isEqualTo(new Part(1, 20));
        assertThat(rupiah.of(State.CANCELLED)).isEqualTo(new Part(1, 10));
        assertThat(rupiah.of(State.SUPERSEDED)).isEqualTo(new Part(1, 8));
        assertThat(rupiah.of(State.ACTIVE)).isEqualTo(new Part(1, 4));
        assertThat(rupiah.due()).isEqualTo(new Part(4, 170));
        assertThat(rupiah.unkept()).as("1 - kept - cancelled").isEqualTo(new Part(2, 60));
        assertThat(report.currencies().get("USD").all().parts()).containsOnlyKeys(State.ACTIVE);
        assertThat(report.taken()).isEqualTo(8);
        assertThat(report.newest()).isEqualTo(NIGHT);
    }

    @Test
    void shouldCountByTheDayOfThePromiseAndByTheBucketWhenItWasTold() {
        PromiseReport report = of(
                promised("a", 1, "IDR", "2026-06-09"),
                new DebtorEvent.BucketEntered(NIGHT, 1, CARD, "CURRENT", "B1", 1),
                promised("b", 2, "IDR", "2026-06-02"),
                promised("c", 4, "IDR", "2026-06-09"),
                new DebtorEvent.BucketEntered(NIGHT, 1, CARD, "B1", "B2", 31));

        PromiseReport.OfCurrency rupiah = report.currencies().get("IDR");
        assertThat(rupiah.byDay().keySet())
                .containsExactly(LocalDate.parse("2026-06-02"), LocalDate.parse("2026-06-09"));
        assertThat(rupiah.byDay().get(LocalDate.parse("2026-06-09")).of(State.ACTIVE))
                .isEqualTo(new Part(2, 5));
        assertThat(rupiah.byBucket().keySet()).containsExactly("", "B1");
        assertThat(rupiah.byBucket().get("B1").of(State.ACTIVE)).isEqualTo(new Part(2, 6));
    }

    @Test
    void shouldCountTheDaysWhereTheDebtorLives() {
        assertThat(of(zone(), promised("a", 1, "IDR", "2026-06-09")).taken()).isEqualTo(1);
        assertThat(of(promised("a", 1, "IDR", "2026-06-09")).taken())
                .as("in UTC it was taken in May")
                .isZero();
    }

    @Test
    void shouldCountConversationsWithTheDebtorByTheirLastDisposition() {
        PromiseReport report = of(
                zone(),
                talked("a", Disposition.RPC_PTP),
                talked("b", Disposition.TPC_MESSAGE_LEFT),
                talked("c", Disposition.RPC_REFUSED),
                told(new ConversationEvent.DispositionCorrected(
                        new ConversationId("c"), Disposition.WRONG_NUMBER, ConversationEvent.Reason.NONE)),
                talked("d", Disposition.LANGUAGE),
                told(new ConversationEvent.DispositionCorrected(
                        new ConversationId("d"), Disposition.RPC_HARDSHIP, ConversationEvent.Reason.NONE)));

        assertThat(report.rightPartyContacts()).isEqualTo(2);
    }

    @Test
    void shouldCancelWhatAnErasedDebtorHadPromised() {
        PromiseReport report = of(promised("a", 1, "IDR", "2026-06-09"), told(new LenderEvent.DebtorErased()));

        assertThat(report.currencies().get("IDR").all().of(State.CANCELLED)).isEqualTo(new Part(1, 1));
    }

    @Test
    void shouldMoveTheLastPromiseWhenAnIdIsUsedAgain() {
        PromiseReport report = of(
                promised("a", 1, "IDR", "2026-06-09"),
                settled("a", State.ACTIVE, State.BROKEN),
                promised("a", 2, "IDR", "2026-06-10"),
                settled("a", State.ACTIVE, State.KEPT));

        assertThat(report.currencies().get("IDR").all().of(State.BROKEN)).isEqualTo(new Part(1, 1));
        assertThat(report.currencies().get("IDR").all().of(State.KEPT)).isEqualTo(new Part(1, 2));
    }

    @Test
    void shouldRefuseAPeriodThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> new PromiseReport.Sum(LAST, FIRST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-06-01");
    }
}
