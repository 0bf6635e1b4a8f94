package dev.janji.actors.journal;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.RecordedCall;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.money.Money;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the golden bytes of every kind of event mean: entry {@code n} of a kind is what file {@code 00n} holds. Every value of an event
 * differs from its neighbours, so that two fields that change places are noticed. Entries are added, never changed.
 */
final class GoldenEvents {
    static final DebtorKey DEBTOR = DebtorKey.parse("bank-a~D-1");
    static final AccountId ACCOUNT = new AccountId("A-1");

    private static final Instant AT = Instant.parse("2026-01-05T02:03:04.000000005Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    private GoldenEvents() {}

    /** @return by the name of the kind */
    static Map<String, List<DebtorEvent>> byKind() {
        Map<String, List<DebtorEvent>> byKind = new TreeMap<>();
        for (DebtorEvent event : all()) {
            byKind.computeIfAbsent(kind(event), kind -> new ArrayList<>()).add(event);
        }
        return byKind;
    }

    static String kind(DebtorEvent event) {
        return event instanceof DebtorEvent.LenderEventApplied applied
                ? applied.event().getClass().getSimpleName()
                : event.getClass().getSimpleName();
    }

    static Profile profile() {
        return new Profile(
                "Name of D-1",
                "id",
                "Street 1",
                ZoneId.of("Asia/Makassar"),
                List.of(point("cp-1", "+62-1"), point("cp-2", "d1@mail.invalid")));
    }

    /** As {@link #profile()}, where the lender gave no zone. */
    private static Profile profileByItsWords() {
        return new Profile(
                "Name of D-1",
                "id",
                "Street 1",
                null,
                List.of(withZones(point("cp-1", "+62-1"), "Asia/Jayapura")),
                List.of(ZoneId.of("Asia/Pontianak"), ZoneId.of("Asia/Makassar")));
    }

    private static ContactPoint withZones(ContactPoint point, String... zones) {
        return new ContactPoint(
                point.id(),
                point.channel(),
                point.address(),
                point.role(),
                point.verification(),
                point.consent(),
                Stream.of(zones).map(ZoneId::of).toList());
    }

    static ContactPoint point(String id, String address) {
        return new ContactPoint(
                new ContactPointId(id),
                Channel.EMAIL,
                address,
                ContactPoint.Role.WORK,
                ContactPoint.Verification.UNVERIFIED,
                ContactPoint.Consent.WITHDRAWN);
    }

    static Attempt attempt(long sequenceNumber) {
        return new Attempt(
                AttemptId.of(DEBTOR, sequenceNumber),
                Channel.WHATSAPP,
                new ContactPointId("cp-3"),
                steps(),
                "template-4",
                AT.plusSeconds(1),
                AT.plusSeconds(2));
    }

    static List<StepReference> steps() {
        return List.of(
                new StepReference(ACCOUNT, Anchor.dueDate(DAY.plusDays(1)), FirstPlan.minuteOf(1), "H+3"),
                new StepReference(new AccountId("A-2"), Anchor.dueDate(DAY.plusDays(2)), FirstPlan.minuteOf(0), "H-1"));
    }

    private static Attempt placedAttempt() {
        Attempt first = attempt(42);
        return new Attempt(
                first.id(),
                first.channel(),
                first.contactPoint(),
                List.of(placedStep()),
                first.template(),
                first.authorizedAt(),
                first.validUntil());
    }

    private static StepReference placedStep() {
        return new StepReference(ACCOUNT, new Anchor(Trigger.BUCKET_ENTERED, DAY.plusDays(4)), 541, "bucket+0");
    }

    static AccountTerms terms() {
        return new AccountTerms(
                "product-1",
                "risk-2",
                "stage-3",
                List.of(
                        new AccountTerms.Attribute("text", new AccountTerms.Text("text-4")),
                        new AccountTerms.Attribute("number", new AccountTerms.Number(-5)),
                        new AccountTerms.Attribute("flag", new AccountTerms.Flag(true)),
                        new AccountTerms.Attribute("date", new AccountTerms.Day(DAY.plusDays(6)))));
    }

    static Money idr(long minor) {
        return new Money(minor, Currency.getInstance("IDR"));
    }

    private static List<DebtorEvent> all() {
        List<DebtorEvent> all = new ArrayList<>();
        lenderEvents().forEach(event -> all.add(applied(event)));
        GoldenConversations.events().forEach(event -> all.add(applied(event)));
        GoldenAgeing.events().forEach(event -> all.add(applied(event)));
        all.addAll(ownEvents());
        return all;
    }

    private static DebtorEvent applied(LenderEvent event) {
        return new DebtorEvent.LenderEventApplied(
                AT,
                3,
                DAY,
                new EventId("E-1"),
                new BodyHash(0x0102030405060708L, 0xf1f2f3f4f5f6f7f8L),
                AT.minusSeconds(7),
                AT.minusSeconds(8),
                event);
    }

    private static List<LenderEvent> lenderEvents() {
        return List.of(
                new LenderEvent.DebtorUpserted(profile()),
                new LenderEvent.AccountOpened(ACCOUNT, idr(-1), DAY, terms()),
                new LenderEvent.ScheduleSet(
                        ACCOUNT,
                        List.of(new Instalment(1, DAY, 2), new Instalment(3, DAY.plusDays(4), Money.LARGEST_MINOR))),
                new LenderEvent.PaymentReceived(ACCOUNT, new PaymentId("P-2"), idr(3), DAY),
                new LenderEvent.PaymentReversed(ACCOUNT, new PaymentId("P-2"), "reason-3"),
                new LenderEvent.BalanceAdjusted(ACCOUNT, idr(-2), "reason-3"),
                new LenderEvent.ChargePosted(ACCOUNT, "C-2", idr(3), DAY, "kind-4"),
                new LenderEvent.ContactPointChanged(point("cp-1", "+62-2")),
                new LenderEvent.ConsentChanged(new ContactPointId("cp-1"), ContactPoint.Consent.WITHDRAWN),
                new LenderEvent.DebtorConsentChanged(
                        Consents.Scope.CALL_FREQUENCY, Channel.VOICE, ContactPoint.Consent.GIVEN, AT.plusSeconds(4)),
                new LenderEvent.DisputeOpened(ACCOUNT, "D-2", "reason-3"),
                new LenderEvent.DisputeResolved(ACCOUNT, "D-2"),
                new LenderEvent.HoldPlaced(new Hold(new HoldId("H-1"), Hold.Kind.ATTORNEY, ACCOUNT, AT.plusSeconds(9))),
                new LenderEvent.HoldLifted(new HoldId("H-1")),
                new LenderEvent.AccountClosed(ACCOUNT, "reason-2"),
                new LenderEvent.DebtorErased(),
                new LenderEvent.AccountTermsSet(ACCOUNT, terms()),
                new LenderEvent.AccountPlaced(ACCOUNT, "operator-2"),
                new LenderEvent.AccountRecalled(ACCOUNT),
                new LenderEvent.AccountWrittenOff(ACCOUNT),
                new LenderEvent.PromiseRecorded(ACCOUNT, new PromiseId("PR-2"), idr(3), DAY),
                new LenderEvent.PromiseRecorded(ACCOUNT, new PromiseId("PR-2"), idr(3), DAY, new PromiseId("PR-1")),
                new LenderEvent.ContactMadeElsewhere(Channel.VOICE, LenderEvent.ContactResult.RIGHT_PARTY, ACCOUNT),
                new LenderEvent.NoticeGivenElsewhere(ACCOUNT, LenderEvent.NoticeKind.WARNING_LETTER),
                new LenderEvent.PersonsLinked(List.of(
                        new LinkedPerson(LinkedPerson.Kind.GUARANTOR, "person-1", new DebtorId("D-2")),
                        new LinkedPerson(LinkedPerson.Kind.SAME_PERSON, "person-3", null))),
                new LenderEvent.DebtorGoneLive(),
                new AgreementEvent.PromiseCancelled(ACCOUNT, new PromiseId("PR-2"), "reason-3"),
                new AgreementEvent.ArrangementAgreed(
                        ACCOUNT,
                        new ArrangementId("AR-2"),
                        List.of(new Instalment(1, DAY, 2), new Instalment(3, DAY.plusDays(4), 5)),
                        Arrangement.Role.TEAM_LEADER,
                        6),
                new AgreementEvent.ArrangementEnded(ACCOUNT, new ArrangementId("AR-2"), Arrangement.State.CANCELLED),
                new AgreementEvent.OfferMade(
                        ACCOUNT,
                        new OfferId("OF-2"),
                        Offer.Kind.RESCHEDULING,
                        List.of(new Instalment(1, DAY, 2), new Instalment(3, DAY.plusDays(4), 5)),
                        Arrangement.Role.TEAM_LEADER,
                        6,
                        DAY.minusDays(7),
                        "CV-8"),
                new AgreementEvent.OfferAnswered(ACCOUNT, new OfferId("OF-2"), Offer.Answer.DECLINED),
                new AgreementEvent.OfferWithdrawn(ACCOUNT, new OfferId("OF-2")),
                new LenderEvent.DebtorUpserted(profileByItsWords()),
                new LenderEvent.ContactPointChanged(
                        withZones(point("cp-1", "+62-2"), "America/Boise", "America/Los_Angeles")));
    }

    private static List<DebtorEvent> ownEvents() {
        return List.of(
                new DebtorEvent.SegmentEntered(AT, 3, ACCOUNT, "segment-1", "segment-2", "strategy-3", "arm-4"),
                new DebtorEvent.AccountHandedOver(
                        AT, 3, placedStep(), Action.Receiver.LEGAL, DAY.plusDays(3), "strategy-3"),
                new DebtorEvent.BucketEntered(AT, 3, ACCOUNT, "bucket-1", "bucket-2", 31),
                new DebtorEvent.ArrangementSettled(
                        AT, 3, ACCOUNT, new ArrangementId("AR-2"), Arrangement.State.ACTIVE, Arrangement.State.BROKEN),
                new DebtorEvent.OfferSettled(
                        AT, 3, ACCOUNT, new OfferId("OF-2"), Offer.State.OPEN, Offer.State.SUPERSEDED),
                new DebtorEvent.PromiseSettled(
                        AT, 3, ACCOUNT, new PromiseId("PR-2"), Promise.State.ACTIVE, Promise.State.PARTIALLY_KEPT),
                new DebtorEvent.ContactAuthorized(
                        AT, 3, attempt(42), List.of("ID-01", "ID-02"), "strategy-3", "policy-4"),
                new DebtorEvent.ContactDeferred(
                        AT, 3, steps(), AT.plusSeconds(5), List.of("ID-01", "ID-02"), "strategy-3", "policy-4"),
                new DebtorEvent.ContactRefused(AT, 3, steps(), List.of("ID-03"), "strategy-3", "policy-4"),
                new DebtorEvent.ContactAuthorized(AT, 3, placedAttempt(), List.of("ID-01"), "strategy-3", "policy-4"),
                new DebtorEvent.ContactDeferred(
                        AT, 3, List.of(placedStep()), AT.plusSeconds(5), List.of("ID-01"), "strategy-3", "policy-4"),
                new DebtorEvent.ContactDeferred(
                        AT,
                        3,
                        List.of(placedStep()),
                        AT.plusSeconds(5),
                        List.of("STOP"),
                        "strategy-3",
                        "policy-4",
                        List.of(new StopId("stop-1"), new StopId("stop-2"))),
                new DebtorEvent.ContactRefused(
                        AT, 3, List.of(placedStep()), List.of("ID-03"), "strategy-3", "policy-4"),
                new DebtorEvent.AttemptAnswered(
                        AT, 3, AttemptId.of(DEBTOR, 41), Answer.HANDED_OVER, "detail-1", "provider-2"),
                new DebtorEvent.AttemptSettled(
                        AT, 3, AttemptId.of(DEBTOR, 41), Settlement.COUNTED_AS_MADE, "provider-2"),
                new DebtorEvent.OutcomeReceived(AT, 3, AttemptId.of(DEBTOR, 41), Outcome.UNKNOWN, AT.minusSeconds(3)),
                new DebtorEvent.OutcomeReceived(AT, 3, AttemptId.of(DEBTOR, 41), Outcome.ABANDONED, AT.minusSeconds(3)),
                new DebtorEvent.LeadOffered(
                        AT,
                        3,
                        LeadId.of(DEBTOR, 40),
                        Lead.Kind.CALLBACK,
                        steps(),
                        new QueueId("queue-1"),
                        "skill-2",
                        AT.plusSeconds(6),
                        AT.plusSeconds(7),
                        List.of("ID-01", "ID-02"),
                        "strategy-3",
                        "policy-4"),
                new DebtorEvent.TalkBegan(AT, 3, LeadId.of(DEBTOR, 40), new AgentId("agent-1")),
                new DebtorEvent.LeadRecalled(AT, 3, LeadId.of(DEBTOR, 40), AT.plusSeconds(8)),
                new DebtorEvent.LeadClosed(AT, 3, LeadId.of(DEBTOR, 40), LeadResult.NOT_REACHED),
                new DebtorEvent.AnswerWritten(
                        AT, 3, LeadId.of(DEBTOR, 40), AttemptId.of(DEBTOR, 41), new AgentId("agent-1"), "words-9"),
                new DebtorEvent.RecordedCallNoted(AT, 3, AttemptId.of(DEBTOR, 42), RecordedCall.SILENCED));
    }
}
