package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.rupiah;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Offer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal, field by field: a live debtor with a card of 100 due on 1 June, today is 5 June 2026. */
class RefusalsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-05");
    private static final AccountId CLOSED = new AccountId("closed");
    private static final AccountId NONE = new AccountId("none");

    private static DebtorStory debtor() {
        DebtorStory story = DebtorStory.ofCard("2026-06-05T10:00", "2026-06-01");
        story.account(CLOSED, "2026-06-01").tell(new LenderEvent.AccountClosed(CLOSED, "PAID"));
        story.pay(CARD, "p1", 10).tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));
        story.tell(new LenderEvent.ChargePosted(CARD, "c1", rupiah(5), TODAY, "FEE"));
        return story;
    }

    static Stream<Arguments> refusals() {
        return Stream.of(lifeCycle(), accounts(), money(), schedules(), profiles(), stops())
                .flatMap(table -> table);
    }

    private static Stream<Arguments> lifeCycle() {
        return Stream.of(
                no(RefusalReason.ALREADY_LIVE, "go_live", new LenderEvent.DebtorGoneLive()),
                no(
                        RefusalReason.TOO_MANY,
                        "persons_linked.persons",
                        new LenderEvent.PersonsLinked(Collections.nCopies(
                                LinkedPerson.MOST + 1, new LinkedPerson(LinkedPerson.Kind.GUARANTOR, "k", null)))));
    }

    private static Stream<Arguments> accounts() {
        LocalDate openedOn = LocalDate.parse("2026-01-01");
        List<Arguments> table = new ArrayList<>();
        table.add(no(
                RefusalReason.ACCOUNT_EXISTS,
                "account_opened.account_id",
                new LenderEvent.AccountOpened(CARD, rupiah(1), openedOn, AccountTerms.NONE)));
        table.add(no(
                RefusalReason.INVALID_AMOUNT,
                "account_opened.opening_balance",
                new LenderEvent.AccountOpened(NONE, rupiah(Money.LARGEST_MINOR + 1), openedOn, AccountTerms.NONE)));
        table.add(no(
                RefusalReason.INVALID_AMOUNT,
                "account_opened.opening_balance",
                new LenderEvent.AccountOpened(NONE, rupiah(-Money.LARGEST_MINOR - 1), openedOn, AccountTerms.NONE)));
        table.add(no(
                RefusalReason.INVALID_FIELD,
                "account_opened.opened_on",
                new LenderEvent.AccountOpened(NONE, rupiah(1), LocalDate.MIN, AccountTerms.NONE)));
        table.add(no(
                RefusalReason.TOO_MANY,
                "account_opened.terms.attributes",
                new LenderEvent.AccountOpened(NONE, rupiah(1), openedOn, crowdedTerms())));
        table.add(no(
                RefusalReason.TOO_MANY,
                "account_terms_set.terms.attributes",
                new LenderEvent.AccountTermsSet(CARD, crowdedTerms())));
        for (AccountId id : List.of(NONE, CLOSED)) {
            RefusalReason reason = id.equals(NONE) ? RefusalReason.ACCOUNT_UNKNOWN : RefusalReason.ACCOUNT_CLOSED;
            table.add(no(reason, "schedule_set.account_id", new LenderEvent.ScheduleSet(id, List.of())));
            table.add(no(reason, "payment_received.account_id", payment(id, rupiah(1), TODAY)));
            table.add(no(
                    reason,
                    "payment_reversed.account_id",
                    new LenderEvent.PaymentReversed(id, new PaymentId("p1"), "")));
            table.add(no(reason, "balance_adjusted.account_id", new LenderEvent.BalanceAdjusted(id, rupiah(1), "")));
            table.add(no(reason, "charge_posted.account_id", charge(id, rupiah(1), TODAY)));
            table.add(no(reason, "dispute_opened.account_id", new LenderEvent.DisputeOpened(id, "d", "")));
            table.add(no(reason, "account_closed.account_id", new LenderEvent.AccountClosed(id, "")));
            table.add(no(reason, "account_placed.account_id", new LenderEvent.AccountPlaced(id, "o")));
            table.add(no(reason, "account_recalled.account_id", new LenderEvent.AccountRecalled(id)));
            table.add(no(reason, "account_written_off.account_id", new LenderEvent.AccountWrittenOff(id)));
            table.add(no(reason, "promise_recorded.account_id", promise(id, rupiah(1), TODAY)));
            table.add(no(
                    reason,
                    "promise_cancelled.account_id",
                    new AgreementEvent.PromiseCancelled(id, new PromiseId("pr"), "")));
            table.add(no(reason, "arrangement_agreed.account_id", arranged(id, 0)));
            table.add(no(
                    reason,
                    "arrangement_ended.account_id",
                    new AgreementEvent.ArrangementEnded(id, new ArrangementId("ar"), Arrangement.State.CANCELLED)));
            table.add(no(reason, "offer_made.account_id", OfferTable.made(id, "of")));
            table.add(no(
                    reason,
                    "offer_answered.account_id",
                    new AgreementEvent.OfferAnswered(id, OfferTable.OF1, Offer.Answer.ACCEPTED)));
            table.add(no(reason, "offer_withdrawn.account_id", new AgreementEvent.OfferWithdrawn(id, OfferTable.OF1)));
            table.add(
                    no(reason, "account_terms_set.account_id", new LenderEvent.AccountTermsSet(id, AccountTerms.NONE)));
        }
        table.add(no(
                RefusalReason.PROMISE_UNKNOWN,
                "promise_cancelled.promise_id",
                new AgreementEvent.PromiseCancelled(CARD, new PromiseId("pr"), "")));
        table.add(no(
                RefusalReason.ARRANGEMENT_UNKNOWN,
                "arrangement_ended.arrangement_id",
                new AgreementEvent.ArrangementEnded(CARD, new ArrangementId("ar"), Arrangement.State.BROKEN)));
        table.add(no(RefusalReason.BEYOND_AUTHORITY, "arrangement_agreed.waived_minor", arranged(CARD, 1)));
        table.add(no(
                RefusalReason.INVALID_AMOUNT,
                "arrangement_agreed.waived_minor",
                arranged(CARD, Money.LARGEST_MINOR + 1)));
        table.add(no(
                RefusalReason.ACCOUNT_UNKNOWN,
                "dispute_resolved.account_id",
                new LenderEvent.DisputeResolved(NONE, "d")));
        table.add(no(
                RefusalReason.ACCOUNT_UNKNOWN,
                "contact_made_elsewhere.account_id",
                new LenderEvent.ContactMadeElsewhere(Channel.VOICE, LenderEvent.ContactResult.REACHED, NONE)));
        table.add(no(
                RefusalReason.ACCOUNT_UNKNOWN,
                "notice_given_elsewhere.account_id",
                new LenderEvent.NoticeGivenElsewhere(NONE, LenderEvent.NoticeKind.PRE_DUE)));
        table.add(no(RefusalReason.ACCOUNT_UNKNOWN, "hold_placed.account_id", hold("h", NONE, null)));
        return table.stream();
    }

    private static Stream<Arguments> money() {
        Money dollar = new Money(1, Currency.getInstance("USD"));
        Money tooMuch = rupiah(Money.LARGEST_MINOR + 1);
        LocalDate never = LocalDate.MAX;
        return Stream.of(
                no(RefusalReason.CURRENCY_MISMATCH, "payment_received.amount.currency", payment(CARD, dollar, TODAY)),
                no(RefusalReason.INVALID_AMOUNT, "payment_received.amount.minor", payment(CARD, rupiah(0), TODAY)),
                no(RefusalReason.INVALID_AMOUNT, "payment_received.amount.minor", payment(CARD, rupiah(-1), TODAY)),
                no(RefusalReason.INVALID_AMOUNT, "payment_received.amount.minor", payment(CARD, tooMuch, TODAY)),
                no(RefusalReason.IN_FUTURE, "payment_received.value_date", payment(CARD, rupiah(1), TODAY.plusDays(1))),
                no(
                        RefusalReason.INVALID_FIELD,
                        "payment_received.value_date",
                        payment(CARD, rupiah(1), LocalDate.of(0, 1, 1))),
                no(
                        RefusalReason.PAYMENT_UNKNOWN,
                        "payment_reversed.payment_id",
                        new LenderEvent.PaymentReversed(CARD, new PaymentId("p9"), "")),
                no(
                        RefusalReason.PAYMENT_ALREADY_REVERSED,
                        "payment_reversed.payment_id",
                        new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "")),
                no(
                        RefusalReason.INVALID_AMOUNT,
                        "balance_adjusted.amount.minor",
                        new LenderEvent.BalanceAdjusted(CARD, rupiah(0), "")),
                no(
                        RefusalReason.INVALID_AMOUNT,
                        "balance_adjusted.amount.minor",
                        new LenderEvent.BalanceAdjusted(CARD, rupiah(-Money.LARGEST_MINOR - 1), "")),
                no(
                        RefusalReason.CURRENCY_MISMATCH,
                        "balance_adjusted.amount.currency",
                        new LenderEvent.BalanceAdjusted(CARD, dollar, "")),
                no(RefusalReason.INVALID_AMOUNT, "charge_posted.amount.minor", charge(CARD, rupiah(0), TODAY)),
                no(RefusalReason.INVALID_FIELD, "charge_posted.due_date", charge(CARD, rupiah(1), never)),
                no(
                        RefusalReason.INVALID_FIELD,
                        "charge_posted.charge_id",
                        new LenderEvent.ChargePosted(CARD, "c1", rupiah(1), TODAY, "FEE")),
                no(RefusalReason.INVALID_AMOUNT, "promise_recorded.amount.minor", promise(CARD, rupiah(-5), TODAY)),
                no(RefusalReason.INVALID_FIELD, "promise_recorded.due_date", promise(CARD, rupiah(5), never)));
    }

    private static Stream<Arguments> schedules() {
        List<Instalment> crowded = IntStream.rangeClosed(1, Ledger.MOST_INSTALMENTS + 1)
                .mapToObj(number -> new Instalment(number, TODAY, 1))
                .toList();
        return Stream.of(
                no(
                        RefusalReason.INVALID_SCHEDULE,
                        "schedule_set.instalments",
                        new LenderEvent.ScheduleSet(CARD, List.of())),
                no(RefusalReason.TOO_MANY, "schedule_set.instalments", new LenderEvent.ScheduleSet(CARD, crowded)),
                no(RefusalReason.INVALID_SCHEDULE, "schedule_set.instalments.number", schedule(0, TODAY, 1)),
                no(
                        RefusalReason.INVALID_SCHEDULE,
                        "schedule_set.instalments.number",
                        new LenderEvent.ScheduleSet(
                                CARD, List.of(new Instalment(1, TODAY, 1), new Instalment(1, TODAY, 1)))),
                no(RefusalReason.INVALID_AMOUNT, "schedule_set.instalments.amount_minor", schedule(1, TODAY, 0)),
                no(
                        RefusalReason.INVALID_AMOUNT,
                        "schedule_set.instalments.amount_minor",
                        schedule(1, TODAY, Money.LARGEST_MINOR + 1)),
                no(
                        RefusalReason.INVALID_FIELD,
                        "schedule_set.instalments.due_date",
                        schedule(1, LocalDate.of(10_000, 1, 1), 1)));
    }

    private static Stream<Arguments> profiles() {
        List<ContactPoint> crowded = IntStream.rangeClosed(0, Profile.MOST_CONTACT_POINTS)
                .mapToObj(i -> DebtorStory.point("cp" + i, Channel.SMS))
                .toList();
        return Stream.of(
                no(
                        RefusalReason.TOO_MANY,
                        "debtor_upserted.contact_points",
                        new LenderEvent.DebtorUpserted(DebtorStory.profile(crowded.toArray(new ContactPoint[0])))),
                no(
                        RefusalReason.INVALID_FIELD,
                        "debtor_upserted.contact_points.contact_point_id",
                        new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms(), DebtorStory.sms()))),
                no(
                        RefusalReason.CONTACT_POINT_UNKNOWN,
                        "consent_changed.contact_point_id",
                        new LenderEvent.ConsentChanged(new ContactPointId("none"), ContactPoint.Consent.GIVEN)));
    }

    private static Stream<Arguments> stops() {
        return Stream.of(
                no(
                        RefusalReason.DISPUTE_UNKNOWN,
                        "dispute_resolved.dispute_id",
                        new LenderEvent.DisputeResolved(CARD, "d")),
                no(RefusalReason.HOLD_UNKNOWN, "hold_lifted.hold_id", new LenderEvent.HoldLifted(new HoldId("h"))),
                no(RefusalReason.INVALID_FIELD, "hold_placed.until", hold("h", null, Instant.MAX)));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("refusals")
    void shouldRefuseTheFieldAtFault(RefusalReason reason, String field, LenderEvent event) {
        assertThat(debtor().decide(event)).isEqualTo(new Decision.Rejected(reason, field));
    }

    @Test
    void shouldRefuseWhatIsThereAlready() {
        DebtorStory story = debtor();
        story.tell(new LenderEvent.DisputeOpened(CARD, "d1", ""));
        story.tell(hold("h1", null, null));
        story.tell(promise(CARD, rupiah(5), TODAY));

        assertThat(story.decide(new LenderEvent.DisputeOpened(CARD, "d2", "")))
                .isEqualTo(new Decision.Rejected(RefusalReason.DISPUTE_EXISTS, "dispute_opened.dispute_id"));
        assertThat(story.decide(new LenderEvent.DisputeResolved(CARD, "d2")))
                .isEqualTo(new Decision.Rejected(RefusalReason.DISPUTE_UNKNOWN, "dispute_resolved.dispute_id"));
        assertThat(story.decide(hold("h1", CARD, null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.HOLD_EXISTS, "hold_placed.hold_id"));
        LenderEvent back = new AgreementEvent.PromiseCancelled(CARD, new PromiseId("pr"), "");
        assertThat(story.copy().tell(back).decide(back))
                .isEqualTo(new Decision.Rejected(RefusalReason.PROMISE_NOT_ACTIVE, "promise_cancelled.promise_id"));
        assertThat(story.copy().tell(arranged(CARD, 0)).decide(arranged(CARD, 0)))
                .isEqualTo(
                        new Decision.Rejected(RefusalReason.ARRANGEMENT_EXISTS, "arrangement_agreed.arrangement_id"));
        assertThat(story.decide(promise(CARD, rupiah(5), TODAY)))
                .isEqualTo(new Decision.Rejected(RefusalReason.PROMISE_EXISTS, "promise_recorded.promise_id"));
        assertThat(story.decide(new LenderEvent.PromiseRecorded(
                        CARD, new PromiseId("pr2"), rupiah(5), TODAY, new PromiseId("other"))))
                .isEqualTo(
                        new Decision.Rejected(RefusalReason.PROMISE_UNKNOWN, "promise_recorded.supersedes_promise_id"));
    }

    @Test
    void shouldRefuseOneMoreWhenThereIsNoRoom() {
        DebtorStory story = debtor();
        for (int i = 0; i < DebtorState.Known.MOST; i++) {
            story.tell(hold("h" + i, null, null));
        }
        for (int i = 2; i < DebtorState.Known.MOST; i++) {
            story.tell(new LenderEvent.AccountOpened(new AccountId("a" + i), rupiah(0), TODAY, AccountTerms.NONE));
        }
        for (int i = 2; i < Profile.MOST_CONTACT_POINTS; i++) {
            story.tell(new LenderEvent.ContactPointChanged(DebtorStory.point("cp" + i, Channel.SMS)));
        }

        assertThat(story.decide(hold("one-more", null, null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "hold_placed.hold_id"));
        assertThat(story.decide(new LenderEvent.AccountOpened(NONE, rupiah(0), TODAY, AccountTerms.NONE)))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "account_opened.account_id"));
        assertThat(story.decide(new LenderEvent.ContactPointChanged(DebtorStory.point("one-more", Channel.SMS))))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "contact_point_changed.contact_point"));
        story.tell(new LenderEvent.ContactPointChanged(DebtorStory.point("cp5", Channel.EMAIL)));
    }

    @Test
    void shouldRefuseOneMoreEntryWhenTheLedgerIsFull() {
        DebtorStory story = debtor();
        Account card = story.account(CARD);
        Ledger full = card.ledger();
        List<dev.janji.domain.account.Adjustment> many = Collections.nCopies(
                Ledger.MOST_ENTRIES - full.entries(), new dev.janji.domain.account.Adjustment(1, story.now()));
        story.state = story.known()
                .changing(
                        CARD,
                        account -> account.with(Ledger.of(
                                full.currency(),
                                0,
                                story.now(),
                                full.schedule(),
                                full.charges(),
                                full.payments(),
                                many)));

        assertThat(story.decide(payment(CARD, rupiah(1), TODAY)))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "payment_received.account_id"));
    }

    @Test
    void shouldRefuseWhoIsUnknownOrErased() {
        assertThat(new DebtorStory("2026-06-05T10:00").decide(payment(CARD, rupiah(1), TODAY)))
                .isEqualTo(new Decision.Rejected(RefusalReason.DEBTOR_UNKNOWN, "debtor_id"));
        DebtorStory erased = debtor().tell(new LenderEvent.DebtorErased());
        assertThat(erased.decide(payment(CARD, rupiah(1), TODAY)))
                .isEqualTo(new Decision.Rejected(RefusalReason.DEBTOR_ERASED, "debtor_id"));
        assertThat(erased.known().profile().name()).isEmpty();
        assertThat(erased.known().profile().address()).isEmpty();
        assertThat(erased.known().profile().contactPoints())
                .allMatch(point -> point.address().isEmpty());
    }

    @Test
    void shouldRefuseInstantsThatCannotBe() {
        DebtorStory story = debtor();
        ApplyLenderEvent fine = story.command(payment(CARD, rupiah(1), TODAY));

        assertThat(story.decide(when(fine, story.now().plusSeconds(5), null))).isInstanceOf(Decision.Accepted.class);
        assertThat(story.decide(when(fine, story.now().plusSeconds(5).plusNanos(1), null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.IN_FUTURE, "occurred_at"));
        assertThat(story.decide(when(fine, Instant.MIN, null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.INVALID_FIELD, "occurred_at"));
        assertThat(story.decide(when(fine, story.now(), Instant.MAX)))
                .isEqualTo(new Decision.Rejected(RefusalReason.INVALID_FIELD, "as_of"));
    }

    @Test
    void shouldRefuseAnIdThatWasUsedForSomethingElse() {
        DebtorStory story = debtor();
        ApplyLenderEvent first = story.command(payment(CARD, rupiah(7), TODAY));
        story.accept(first);
        long number = story.state.version();

        assertThat(story.decide(first)).isEqualTo(new Decision.Duplicate(number, Decision.Ack.NOW));
        assertThat(story.decide(new ApplyLenderEvent(
                        first.eventId(), new BodyHash(0, 0), first.occurredAt(), null, first.event())))
                .isEqualTo(new Decision.Rejected(RefusalReason.EVENT_ID_REUSED, "event_id"));
        assertThat(story.decide(story.command(payment(CARD, rupiah(7), TODAY))))
                .as("the same payment under another event id")
                .isEqualTo(new Decision.Duplicate(number, Decision.Ack.NOW));
        assertThat(story.decide(story.command(payment(CARD, rupiah(8), TODAY))))
                .isEqualTo(new Decision.Rejected(RefusalReason.PAYMENT_ID_REUSED, "payment_received.payment_id"));
    }

    @Test
    void shouldTakeMoneyStillWhenAnAccountWasRecalledOrWrittenOff() {
        DebtorStory story = debtor().tell(new LenderEvent.AccountRecalled(CARD)).pay(CARD, "p2", 5);
        story.tell(new LenderEvent.AccountWrittenOff(CARD)).pay(CARD, "p3", 5);

        assertThat(story.account(CARD).ledger().coveredMinor()).isEqualTo(10);
    }

    @Test
    void shouldHaveARowForEveryReason() {
        Set<RefusalReason> tested = EnumSet.noneOf(RefusalReason.class);
        refusals().forEach(row -> tested.add((RefusalReason) row.get()[0]));
        tested.addAll(Set.of(
                RefusalReason.DISPUTE_EXISTS,
                RefusalReason.HOLD_EXISTS,
                RefusalReason.PROMISE_EXISTS,
                RefusalReason.PROMISE_UNKNOWN,
                RefusalReason.PROMISE_NOT_ACTIVE,
                RefusalReason.ARRANGEMENT_EXISTS,
                RefusalReason.DEBTOR_UNKNOWN,
                RefusalReason.DEBTOR_ERASED,
                RefusalReason.EVENT_ID_REUSED,
                RefusalReason.PAYMENT_ID_REUSED));
        tested.add(RefusalReason.ATTEMPT_UNKNOWN);
        tested.addAll(LeadsTest.REASONS);
        tested.addAll(ConversationRefusalsTest.reasons());
        tested.addAll(OffersTest.reasons());
        tested.addAll(MoratoriumTest.REASONS);

        assertThat(tested).containsExactlyInAnyOrder(RefusalReason.values());
    }

    private static Arguments no(RefusalReason reason, String field, LenderEvent event) {
        return Arguments.of(reason, field, event);
    }

    private static LenderEvent arranged(AccountId id, long waived) {
        return new AgreementEvent.ArrangementAgreed(
                id,
                new ArrangementId("ar"),
                List.of(new Instalment(1, TODAY.plusDays(9), 50)),
                Arrangement.Role.AGENT,
                waived);
    }

    private static AccountTerms crowdedTerms() {
        return new AccountTerms(
                "",
                "",
                "",
                Collections.nCopies(
                        AccountTerms.MOST_ATTRIBUTES + 1,
                        new AccountTerms.Attribute("a", new AccountTerms.Flag(true))));
    }

    private static LenderEvent payment(AccountId id, Money amount, LocalDate valueDate) {
        return new LenderEvent.PaymentReceived(id, new PaymentId("p7"), amount, valueDate);
    }

    private static LenderEvent charge(AccountId id, Money amount, LocalDate dueDate) {
        return new LenderEvent.ChargePosted(id, "c7", amount, dueDate, "FEE");
    }

    private static LenderEvent promise(AccountId id, Money amount, LocalDate dueDate) {
        return new LenderEvent.PromiseRecorded(id, new PromiseId("pr"), amount, dueDate);
    }

    private static LenderEvent schedule(int number, LocalDate dueDate, long minor) {
        return new LenderEvent.ScheduleSet(CARD, List.of(new Instalment(number, dueDate, minor)));
    }

    private static LenderEvent hold(String id, AccountId account, Instant until) {
        return new LenderEvent.HoldPlaced(new Hold(new HoldId(id), Hold.Kind.CEASE, account, until));
    }

    private static ApplyLenderEvent when(ApplyLenderEvent command, Instant occurredAt, Instant asOf) {
        return new ApplyLenderEvent(command.eventId(), command.body(), occurredAt, asOf, command.event());
    }
}
