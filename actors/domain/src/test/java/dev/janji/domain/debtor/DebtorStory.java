package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.Stops;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;

/** One debtor in Jakarta, told step by step in its local time. The rules are those of {@link TestRules#indonesian()} unless given. */
final class DebtorStory {
    static final DebtorKey DEBTOR = new DebtorKey(new LenderId("bank"), new DebtorId("d1"));
    static final AccountId CARD = new AccountId("card");
    static final AccountId LOAN = new AccountId("loan");
    static final Currency RUPIAH = Currency.getInstance("IDR");

    final List<DebtorEvent> journal = new ArrayList<>();
    final List<FollowUp> followUps = new ArrayList<>();
    DebtorState state = new DebtorState.Unknown();
    private RuleContext.LenderRules rules = TestRules.indonesian().rules();
    private Stops stops = Stops.NONE;
    private Instant now;
    private int told;

    DebtorStory(String localTime) {
        at(localTime);
    }

    /** A live debtor with an SMS number and an e-mail address, both usable. */
    static DebtorStory ofDebtor(String localTime) {
        DebtorStory story = new DebtorStory(localTime);
        story.tell(new LenderEvent.DebtorUpserted(profile(sms(), email())));
        return story;
    }

    /** The same with a card of which 100 fall due on each of these days. */
    static DebtorStory ofCard(String localTime, String... dueDates) {
        return ofDebtor(localTime).account(CARD, dueDates);
    }

    /** The same by these rules from the beginning. */
    static DebtorStory ofCard(RuleContext.LenderRules rules, String localTime, String... dueDates) {
        return ofDebtor(localTime).by(rules).account(CARD, dueDates);
    }

    static Profile profile(ContactPoint... points) {
        return new Profile("Ayu", "id", "Jalan 1", TestRules.JAKARTA, List.of(points));
    }

    static ContactPoint sms() {
        return point("sms", Channel.SMS);
    }

    static ContactPoint email() {
        return point("mail", Channel.EMAIL);
    }

    static ContactPoint point(String id, Channel channel) {
        return new ContactPoint(
                new ContactPointId(id),
                channel,
                "address of " + id,
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    static Money rupiah(long minor) {
        return new Money(minor, RUPIAH);
    }

    DebtorStory by(RuleContext.LenderRules changed) {
        rules = changed;
        return this;
    }

    /** From now on exactly these stand. */
    DebtorStory stopped(Stop... standing) {
        stops = new Stops(List.of(standing), Stops.LOOK_AGAIN_EVERY);
        return this;
    }

    /** The same so far, to go on otherwise. */
    DebtorStory copy() {
        DebtorStory copy = new DebtorStory("2026-01-01T00:00").at(now).by(rules);
        copy.state = state;
        copy.told = told;
        copy.journal.addAll(journal);
        return copy;
    }

    DebtorStory at(String localTime) {
        now = LocalDateTime.parse(localTime).atZone(TestRules.JAKARTA).toInstant();
        return this;
    }

    Instant now() {
        return now;
    }

    DebtorStory at(Instant instant) {
        now = instant;
        return this;
    }

    RuleContext context() {
        return RuleContext.at(DEBTOR, now, rules).with(stops);
    }

    DebtorStory account(AccountId id, String... dueDates) {
        tell(new LenderEvent.AccountOpened(
                id, rupiah(100L * dueDates.length), LocalDate.parse("2026-01-01"), AccountTerms.NONE));
        List<Instalment> instalments = new ArrayList<>();
        for (String date : dueDates) {
            instalments.add(new Instalment(instalments.size() + 1, LocalDate.parse(date), 100));
        }
        tell(new LenderEvent.ScheduleSet(id, instalments));
        return this;
    }

    DebtorStory pay(AccountId id, String paymentId, long minor) {
        return tell(new LenderEvent.PaymentReceived(
                id, new PaymentId(paymentId), rupiah(minor), context().today(state)));
    }

    ApplyLenderEvent command(LenderEvent event) {
        return new ApplyLenderEvent(new EventId("e" + ++told), new BodyHash(told, told), now, null, event);
    }

    Decision decide(DebtorCommand command) {
        return DebtorRules.decide(state, command, context());
    }

    Decision decide(LenderEvent event) {
        return decide(command(event));
    }

    /** Must be accepted. */
    DebtorStory tell(LenderEvent event) {
        return accept(command(event));
    }

    DebtorStory accept(DebtorCommand command) {
        Decision decision = decide(command);
        assertThat(decision).as(command.toString()).isInstanceOf(Decision.Accepted.class);
        Decision.Accepted accepted = (Decision.Accepted) decision;
        followUps.clear();
        followUps.addAll(accepted.followUps());
        for (DebtorEvent event : accepted.events()) {
            state = DebtorRules.evolve(state, event);
            journal.add(event);
        }
        return this;
    }

    DebtorStory wake() {
        return accept(new DebtorCommand.WakeUp());
    }

    DebtorStory answer(Answer answer) {
        return accept(new DebtorCommand.RecordAnswer(openAttempt().id(), answer, "detail", "reference"));
    }

    DebtorStory outcome(AttemptId attempt, Outcome outcome) {
        return accept(new DebtorCommand.RecordOutcome(attempt, outcome, now));
    }

    Known known() {
        return (Known) state;
    }

    Account account(AccountId id) {
        return known().account(id);
    }

    Attempt openAttempt() {
        Attempt open = known().openAttempt();
        assertThat(open).as("open attempt").isNotNull();
        return open;
    }

    /** The names of the steps of the contact that must just have been authorized; empty when none was. */
    List<String> contacted() {
        return followUps.stream()
                .filter(FollowUp.SendContact.class::isInstance)
                .flatMap(each -> ((FollowUp.SendContact) each).attempt().covers().stream())
                .map(StepReference::name)
                .toList();
    }

    /** Local time of the next wake-up; null when there is none. */
    LocalDateTime nextWakeUp() {
        Instant next = DebtorRules.outstanding(state, context()).nextWakeUp();
        return next == null ? null : LocalDateTime.ofInstant(next, TestRules.JAKARTA);
    }

    /** Goes from wake-up to wake-up until then, handing every contact over at once. @return day and step of each contact */
    List<String> liveUntil(String localTime) {
        Instant end = LocalDateTime.parse(localTime).atZone(TestRules.JAKARTA).toInstant();
        List<String> contacts = new ArrayList<>();
        for (Instant next = DebtorRules.outstanding(state, context()).nextWakeUp();
                next != null && !next.isAfter(end);
                next = DebtorRules.outstanding(state, context()).nextWakeUp()) {
            now = next.isAfter(now) ? next : now;
            wake();
            if (known().openAttempt() != null) {
                String names = String.join("+", contacted());
                contacts.add(LocalDate.ofInstant(now, TestRules.JAKARTA) + " " + names);
                answer(Answer.HANDED_OVER);
            }
        }
        now = end;
        return contacts;
    }

    /** The same with the minute and the channel of each contact. */
    List<String> minutesUntil(String localTime) {
        int before = journal.size();
        liveUntil(localTime);
        return journal.subList(before, journal.size()).stream()
                .filter(DebtorEvent.ContactAuthorized.class::isInstance)
                .map(each -> ((DebtorEvent.ContactAuthorized) each).attempt())
                .map(attempt -> LocalDateTime.ofInstant(attempt.authorizedAt(), TestRules.JAKARTA) + " "
                        + attempt.channel() + " "
                        + attempt.covers().stream().map(StepReference::name).collect(Collectors.joining("+")))
                .toList();
    }

    DebtorStory promise(String id, long minor, String dueDate) {
        return tell(new LenderEvent.PromiseRecorded(CARD, new PromiseId(id), rupiah(minor), LocalDate.parse(dueDate)));
    }

    /** Local time and name of each segment that was entered, in order. */
    List<String> segments() {
        return events(DebtorEvent.SegmentEntered.class).stream()
                .map(each -> LocalDateTime.ofInstant(each.at(), TestRules.JAKARTA) + " " + each.segment())
                .toList();
    }

    /** What the debtor waits for, by rule. */
    List<String> waitsFor() {
        return DebtorRules.explain(state, context()).ruleIds();
    }

    <E extends DebtorEvent> List<E> events(Class<E> type) {
        return journal.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
