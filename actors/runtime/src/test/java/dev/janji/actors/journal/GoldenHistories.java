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
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Histories to begin a golden replay with. The files are the truth once they are there: an entry here may go, its file may not.
 */
final class GoldenHistories {
    private static final AccountId CARD = new AccountId("A-1");
    private static final AccountId LOAN = new AccountId("A-2");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    private final List<DebtorEvent> events = new ArrayList<>();
    private @Nullable Instant asOf;

    private GoldenHistories() {}

    static Map<String, List<DebtorEvent>> byName() {
        Map<String, List<DebtorEvent>> byName = new LinkedHashMap<>();
        byName.put("paid-late-and-reversed", new GoldenHistories().paidLate());
        byName.put("loaded-in-doubt-and-erased", new GoldenHistories().erased());
        byName.put("consents-given-and-taken-back", new GoldenHistories().consents());
        byName.put("arranged-completed-and-broken", new GoldenHistories().arranged());
        byName.put("offered-lapsed-and-accepted", new GoldenHistories().offered());
        byName.put("worked-by-segments-and-handed-over", new GoldenHistories().segments());
        byName.put("talked-corrected-and-complained", new GoldenHistories().said());
        byName.put("paused-and-in-moratorium", new GoldenHistories().paused());
        byName.put("called-recalled-and-talked-with", new GoldenHistories().called());
        byName.put("wrote-deferred-and-answered", new GoldenHistories().written());
        byName.put("called-us-and-gave-up", new GoldenHistories().calledUs());
        byName.put("called-by-a-machine", new GoldenHistories().byMachine());
        return byName;
    }

    private List<DebtorEvent> byMachine() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(schedule(CARD));
        List<StepReference> due = steps(CARD, 1, "H+3");
        Attempt missed = call(due, Outcome.NO_ANSWER, "recorded-overdue");
        add(new DebtorEvent.RecordedCallNoted(now(), 1, missed.id(), RecordedCall.UNREACHED));
        add(new DebtorEvent.ContactDeferred(now(), 1, due, now().plusSeconds(60), List.of("RETRY"), "s-1", "p-1"));
        Attempt heard = call(due, Outcome.ANSWERED, "recorded-overdue");
        add(new DebtorEvent.RecordedCallNoted(now(), 1, heard.id(), RecordedCall.GREETED));
        add(new DebtorEvent.RecordedCallNoted(now(), 1, heard.id(), RecordedCall.PLAYED));
        Attempt silent = call(steps(CARD, 2, "H+7"), Outcome.ANSWERED, "recorded-overdue");
        add(new DebtorEvent.RecordedCallNoted(now(), 1, silent.id(), RecordedCall.SILENCED));
        Attempt busy = call(steps(CARD, 3, "H+9"), Outcome.BUSY, "recorded-overdue");
        add(new DebtorEvent.RecordedCallNoted(now(), 1, busy.id(), RecordedCall.UNREACHED));
        return events;
    }

    private List<DebtorEvent> written() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(schedule(CARD));
        tell(GoldenConversations.wrote("R-1"));
        List<StepReference> answer =
                List.of(new StepReference(CARD, Anchor.dueDate(FIRST.plusDays(1)), Integer.MIN_VALUE, "reply:R-1"));
        LeadId returned = offer(answer, Lead.Kind.WRITTEN, null);
        add(new DebtorEvent.LeadClosed(now(), 1, returned, LeadResult.RETURNED));
        add(new DebtorEvent.ContactDeferred(
                now(), 1, answer, now().plusSeconds(60), List.of("RETURNED"), "s-1", "p-1"));
        LeadId answered = offer(answer, Lead.Kind.WRITTEN, null);
        add(new DebtorEvent.TalkBegan(now(), 1, answered, new AgentId("agent-1")));
        Attempt sms = attempt(answer);
        add(new DebtorEvent.ContactAuthorized(now(), 1, sms, List.of("ID-01"), "s-1", "p-1"));
        add(new DebtorEvent.AnswerWritten(now(), 1, answered, sms.id(), new AgentId("agent-1"), "words-1"));
        add(new DebtorEvent.AttemptAnswered(now(), 1, sms.id(), Answer.HANDED_OVER, "", "provider-1"));
        add(new DebtorEvent.LeadClosed(now(), 1, answered, LeadResult.TALKED));
        tell(GoldenConversations.wrote("R-2"));
        add(new DebtorEvent.ContactDeferred(now(), 1, answer, now().plusSeconds(90), List.of("ID-01"), "s-1", "p-1"));
        tell(GoldenConversations.wrote("R-3"));
        LeadId read = offer(answer, Lead.Kind.WRITTEN, null);
        add(new DebtorEvent.TalkBegan(now(), 1, read, new AgentId("agent-2")));
        return events;
    }

    private List<DebtorEvent> calledUs() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(schedule(CARD));
        LeadId waited = offer(steps(CARD, 1, "H+3"), Lead.Kind.OUTBOUND, null);
        add(new DebtorEvent.LeadClosed(now(), 1, waited, LeadResult.RECALLED));
        LeadId gaveUp = offer(List.of(), Lead.Kind.INBOUND, null);
        tell(GoldenConversations.callback("CB-1"));
        add(new DebtorEvent.LeadClosed(now(), 1, gaveUp, LeadResult.ABANDONED));
        LeadId talked = offer(List.of(), Lead.Kind.INBOUND, null);
        add(new DebtorEvent.TalkBegan(now(), 1, talked, new AgentId("agent-1")));
        add(new DebtorEvent.LeadClosed(now(), 1, talked, LeadResult.TALKED));
        tell(GoldenConversations.ofCall("CV-1", new AttemptId(talked.value())));
        LeadId unheard = offer(List.of(), Lead.Kind.INBOUND, null);
        add(new DebtorEvent.LeadClosed(now(), 1, unheard, LeadResult.TALKED));
        LeadId lost = offer(List.of(), Lead.Kind.INBOUND, null);
        add(new DebtorEvent.TalkBegan(now(), 1, lost, new AgentId("agent-1")));
        add(new DebtorEvent.LeadRecalled(now(), 1, lost, now().plusSeconds(35)));
        add(new DebtorEvent.LeadClosed(now(), 1, lost, LeadResult.IN_DOUBT));
        offer(List.of(), Lead.Kind.INBOUND, null);
        return events;
    }

    private List<DebtorEvent> called() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(schedule(CARD));
        List<StepReference> due = steps(CARD, 1, "H+3");
        LeadId returned = offer(due, Lead.Kind.OUTBOUND, null);
        add(new DebtorEvent.LeadClosed(now(), 1, returned, LeadResult.RETURNED));
        LeadId missed = offer(due, Lead.Kind.OUTBOUND, null);
        call(due, Outcome.NO_ANSWER);
        add(new DebtorEvent.LeadRecalled(now(), 1, missed, now().plusSeconds(35)));
        add(new DebtorEvent.LeadClosed(now(), 1, missed, LeadResult.NOT_REACHED));
        add(new DebtorEvent.ContactDeferred(now(), 1, due, now().plusSeconds(60), List.of("RETRY"), "s-1", "p-1"));
        LeadId talked = offer(due, Lead.Kind.OUTBOUND, null);
        Attempt call = call(due, Outcome.ANSWERED);
        add(new DebtorEvent.TalkBegan(now(), 1, talked, new AgentId("agent-1")));
        tell(GoldenConversations.ofCall("CV-1", call.id()));
        tell(GoldenConversations.callback("CB-1"));
        tell(GoldenConversations.callback("CB-2"));
        add(new DebtorEvent.LeadClosed(now(), 1, talked, LeadResult.TALKED));
        List<StepReference> promised = promised("CB-1");
        add(new DebtorEvent.ContactDeferred(now(), 1, promised, now().plusSeconds(60), List.of("ID-01"), "s-1", "p-1"));
        LeadId callback = offer(promised, Lead.Kind.CALLBACK, now().plusSeconds(60));
        call(promised, Outcome.ANSWERED);
        add(new DebtorEvent.LeadClosed(now(), 1, callback, LeadResult.IN_DOUBT));
        add(new DebtorEvent.ContactRefused(now(), 1, promised("CB-2"), List.of("NO-CONTACT-POINT"), "s-1", "p-1"));
        offer(steps(CARD, 2, "H+7"), Lead.Kind.OUTBOUND, null);
        call(steps(CARD, 2, "H+7"), Outcome.ABANDONED);
        return events;
    }

    private LeadId offer(List<StepReference> steps, Lead.Kind kind, @Nullable Instant promisedAt) {
        LeadId id = LeadId.of(GoldenEvents.DEBTOR, events.size() + 1L);
        add(new DebtorEvent.LeadOffered(
                now(),
                1,
                id,
                kind,
                steps,
                new QueueId("early"),
                "hardship",
                promisedAt,
                now().plusSeconds(3_600),
                List.of("ID-01"),
                "s-1",
                "p-1"));
        return id;
    }

    private Attempt call(List<StepReference> steps, Outcome outcome) {
        return call(steps, outcome, "call");
    }

    private Attempt call(List<StepReference> steps, Outcome outcome, String template) {
        Attempt sms = attempt(steps);
        Attempt call = new Attempt(
                sms.id(), Channel.VOICE, sms.contactPoint(), steps, template, sms.authorizedAt(), sms.validUntil());
        add(new DebtorEvent.ContactAuthorized(now(), 1, call, List.of("ID-01"), "s-1", "p-1"));
        add(new DebtorEvent.AttemptAnswered(now(), 1, call.id(), Answer.HANDED_OVER, "", "provider-1"));
        add(new DebtorEvent.OutcomeReceived(now(), 1, call.id(), outcome, now()));
        return call;
    }

    private static List<StepReference> promised(String callback) {
        return List.of(
                new StepReference(CARD, Anchor.dueDate(FIRST.plusDays(1)), Integer.MIN_VALUE, "callback:" + callback));
    }

    private List<DebtorEvent> segments() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(schedule(CARD));
        add(new DebtorEvent.SegmentEntered(now(), 1, CARD, "", "everybody", "s-1", "champion"));
        add(new DebtorEvent.BucketEntered(now(), 1, CARD, "", "1-30", 4));
        tell(new LenderEvent.PromiseRecorded(
                CARD, new PromiseId("PR-1"), GoldenEvents.idr(200_000_00), FIRST.plusDays(2)));
        add(new DebtorEvent.PromiseSettled(
                now(), 1, CARD, new PromiseId("PR-1"), Promise.State.ACTIVE, Promise.State.BROKEN));
        add(new DebtorEvent.SegmentEntered(now(), 1, CARD, "everybody", "broken-promise", "s-2", "champion"));
        Anchor broken = new Anchor(Trigger.PROMISE_BROKEN, FIRST.plusDays(3));
        StepReference followUp = new StepReference(CARD, broken, 600, "promise-broken+0");
        StepReference merged = new StepReference(CARD, Anchor.dueDate(FIRST.plusDays(1)), 10_140, "H+7");
        Attempt attempt = attempt(List.of(followUp, merged));
        add(new DebtorEvent.ContactAuthorized(now(), 1, attempt, List.of("ID-01"), "s-2", "p-1"));
        add(new DebtorEvent.AttemptAnswered(now(), 1, attempt.id(), Answer.HANDED_OVER, "", "provider-1"));
        StepReference placed =
                new StepReference(CARD, new Anchor(Trigger.BUCKET_ENTERED, FIRST.plusDays(5)), 540, "bucket+0");
        add(new DebtorEvent.AccountHandedOver(now(), 1, placed, Action.Receiver.AGENCY, FIRST.plusDays(1), "s-2"));
        return events;
    }

    private List<DebtorEvent> paused() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(schedule(CARD));
        add(new DebtorEvent.BucketEntered(now(), 1, CARD, "", "1-30", 4));
        GoldenAgeing.history().forEach(this::tell);
        add(new DebtorEvent.BucketEntered(now(), 1, CARD, "1-30", "current", 0));
        return events;
    }

    private List<DebtorEvent> said() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(new LenderEvent.AccountOpened(LOAN, GoldenEvents.idr(50_000_00), FIRST, AccountTerms.NONE));
        tell(GoldenConversations.held("CV-1", Disposition.WRONG_NUMBER));
        tell(GoldenConversations.corrected("CV-1", Disposition.DECEASED));
        tell(new LenderEvent.HoldLifted(new HoldId("CV-1")));
        tell(GoldenConversations.held("CV-2", Disposition.RPC_DISPUTE));
        tell(new LenderEvent.DisputeResolved(CARD, "CV-2"));
        tell(GoldenConversations.held("CV-3", Disposition.SKIP_TRACE));
        tell(GoldenConversations.replied("R-1", ConversationEvent.Intent.STOP, null));
        tell(new LenderEvent.ConsentChanged(new ContactPointId("cp-2"), ContactPoint.Consent.GIVEN));
        tell(GoldenConversations.replied("R-2", ConversationEvent.Intent.WRONG_PERSON, null));
        tell(GoldenConversations.replied("R-3", ConversationEvent.Intent.WILL_PAY, FIRST.plusDays(9)));
        tell(GoldenConversations.callback("CB-1"));
        tell(GoldenConversations.callback("CB-2"));
        tell(new ConversationEvent.CallbackClosed(new CallbackId("CB-1"), ConversationEvent.CallbackResult.DONE));
        tell(GoldenConversations.complaint("CO-1"));
        tell(GoldenConversations.complaint("CO-2"));
        tell(new ConversationEvent.ComplaintClosed(new ComplaintId("CO-1"), ConversationEvent.ComplaintResult.UPHELD));
        Attempt attempt = attempt(CARD, 1, "H+3");
        add(new DebtorEvent.ContactAuthorized(now(), 1, attempt, List.of("ID-01"), "s-1", "p-1"));
        add(new DebtorEvent.AttemptAnswered(now(), 1, attempt.id(), Answer.HANDED_OVER, "", "provider-1"));
        add(new DebtorEvent.OutcomeReceived(now(), 1, attempt.id(), Outcome.BOUNCED, now()));
        return events;
    }

    private List<DebtorEvent> arranged() {
        ArrangementId first = new ArrangementId("AR-1");
        ArrangementId second = new ArrangementId("AR-2");
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, AccountTerms.NONE));
        tell(schedule(CARD));
        PromiseId promise = new PromiseId("PR-1");
        tell(new LenderEvent.PromiseRecorded(CARD, promise, GoldenEvents.idr(300_000_00), FIRST.plusDays(9)));
        tell(new AgreementEvent.PromiseCancelled(CARD, promise, "debtor"));
        tell(new LenderEvent.PaymentReceived(CARD, new PaymentId("P-1"), GoldenEvents.idr(100_000_00), FIRST));
        tell(new AgreementEvent.ArrangementAgreed(
                CARD,
                first,
                List.of(
                        new Instalment(1, FIRST.plusDays(20), 400_000_00),
                        new Instalment(2, FIRST.plusDays(50), 300_000_00)),
                Arrangement.Role.LENDER,
                100_000_00));
        tell(new LenderEvent.PaymentReceived(CARD, new PaymentId("P-2"), GoldenEvents.idr(700_000_00), FIRST));
        add(new DebtorEvent.ArrangementSettled(
                now(), 1, CARD, first, Arrangement.State.ACTIVE, Arrangement.State.COMPLETED));
        tell(new AgreementEvent.ArrangementEnded(CARD, first, Arrangement.State.COMPLETED));
        tell(new LenderEvent.BalanceAdjusted(CARD, GoldenEvents.idr(50_000_00), "interest"));
        tell(new AgreementEvent.ArrangementAgreed(
                CARD, second, List.of(new Instalment(1, FIRST.plusDays(60), 50_000_00)), Arrangement.Role.AGENT, 0));
        add(new DebtorEvent.ArrangementSettled(
                now(), 1, CARD, second, Arrangement.State.ACTIVE, Arrangement.State.BROKEN));
        return events;
    }

    private List<DebtorEvent> offered() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, AccountTerms.NONE));
        tell(new LenderEvent.AccountOpened(LOAN, GoldenEvents.idr(50_000_00), FIRST, AccountTerms.NONE));
        tell(schedule(CARD));
        tell(offer(CARD, "OF-1", Offer.Kind.HARDSHIP));
        tell(offer(CARD, "OF-2", Offer.Kind.RESCHEDULING));
        add(new DebtorEvent.OfferSettled(
                now(), 1, CARD, new OfferId("OF-1"), Offer.State.OPEN, Offer.State.SUPERSEDED));
        add(new DebtorEvent.OfferSettled(now(), 1, CARD, new OfferId("OF-2"), Offer.State.OPEN, Offer.State.LAPSED));
        tell(new AgreementEvent.OfferAnswered(CARD, new OfferId("OF-2"), Offer.Answer.ACCEPTED));
        tell(offer(LOAN, "OF-3", Offer.Kind.HARDSHIP));
        tell(new AgreementEvent.OfferAnswered(LOAN, new OfferId("OF-3"), Offer.Answer.DECLINED));
        tell(offer(LOAN, "OF-4", Offer.Kind.HARDSHIP));
        tell(new AgreementEvent.OfferWithdrawn(LOAN, new OfferId("OF-4")));
        tell(offer(LOAN, "OF-5", Offer.Kind.HARDSHIP));
        return events;
    }

    private static LenderEvent offer(AccountId account, String id, Offer.Kind kind) {
        return new AgreementEvent.OfferMade(
                account,
                new OfferId(id),
                kind,
                List.of(
                        new Instalment(1, FIRST.plusDays(20), 20_000_00),
                        new Instalment(2, FIRST.plusDays(50), 25_000_00)),
                Arrangement.Role.LENDER,
                5_000_00,
                FIRST.plusDays(18),
                kind == Offer.Kind.HARDSHIP ? "CV-1" : "");
    }

    private List<DebtorEvent> paidLate() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        tell(schedule(CARD));
        tell(new LenderEvent.ConsentChanged(new ContactPointId("cp-2"), ContactPoint.Consent.GIVEN));
        add(new DebtorEvent.BucketEntered(now(), 1, CARD, "", "1-30", 4));
        add(new DebtorEvent.ContactDeferred(
                now(), 1, steps(CARD, 1, "H+3"), now().plusSeconds(3600), List.of("ID-02"), "s-1", "p-1"));
        Attempt first = attempt(CARD, 1, "H+3");
        add(new DebtorEvent.ContactAuthorized(now(), 1, first, List.of("ID-01", "ID-02"), "s-1", "p-1"));
        add(new DebtorEvent.AttemptAnswered(now(), 1, first.id(), Answer.HANDED_OVER, "", "provider-1"));
        add(new DebtorEvent.OutcomeReceived(now(), 1, first.id(), Outcome.READ, now()));
        add(new DebtorEvent.OutcomeReceived(now(), 1, first.id(), Outcome.DELIVERED, now()));
        tell(new LenderEvent.PaymentReceived(CARD, new PaymentId("P-1"), GoldenEvents.idr(100_000_00), FIRST));
        tell(new LenderEvent.PromiseRecorded(
                CARD, new PromiseId("PR-1"), GoldenEvents.idr(200_000_00), FIRST.plusDays(20)));
        tell(new LenderEvent.PaymentReceived(CARD, new PaymentId("P-2"), GoldenEvents.idr(200_000_00), FIRST));
        add(new DebtorEvent.PromiseSettled(
                now(), 1, CARD, new PromiseId("PR-1"), Promise.State.ACTIVE, Promise.State.KEPT));
        tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("P-2"), "nsf"));
        add(new DebtorEvent.PromiseSettled(
                now(), 1, CARD, new PromiseId("PR-1"), Promise.State.KEPT, Promise.State.ACTIVE));
        tell(new LenderEvent.ChargePosted(CARD, "C-1", GoldenEvents.idr(25_000_00), FIRST.plusDays(30), "late_fee"));
        tell(new LenderEvent.BalanceAdjusted(CARD, GoldenEvents.idr(-5_000_00), "goodwill"));
        tell(new LenderEvent.DisputeOpened(CARD, "D-1", "not_mine"));
        add(new DebtorEvent.ContactRefused(now(), 1, steps(CARD, 2, "H+7"), List.of("ID-09"), "s-1", "p-1"));
        return events;
    }

    private List<DebtorEvent> erased() {
        asOf = Instant.parse("2026-01-01T00:00:00Z");
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, AccountTerms.NONE));
        tell(schedule(CARD));
        tell(new LenderEvent.AccountOpened(LOAN, GoldenEvents.idr(50_000_00), FIRST, AccountTerms.NONE));
        tell(new LenderEvent.AccountTermsSet(LOAN, GoldenEvents.terms()));
        tell(new LenderEvent.AccountPlaced(LOAN, "operator-1"));
        tell(new LenderEvent.ContactMadeElsewhere(Channel.VOICE, LenderEvent.ContactResult.REACHED, LOAN));
        tell(new LenderEvent.NoticeGivenElsewhere(LOAN, LenderEvent.NoticeKind.WARNING_LETTER));
        tell(new LenderEvent.PersonsLinked(
                List.of(new LinkedPerson(LinkedPerson.Kind.CO_DEBTOR, "person-1", new DebtorId("D-9")))));
        tell(new LenderEvent.DebtorGoneLive());
        asOf = null;
        tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("H-1"), Hold.Kind.HARDSHIP, CARD, now())));
        tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("H-2"), Hold.Kind.CEASE, null, null)));
        tell(new LenderEvent.HoldLifted(new HoldId("H-1")));
        tell(new LenderEvent.DisputeOpened(LOAN, "D-1", "not_mine"));
        tell(new LenderEvent.DisputeResolved(LOAN, "D-1"));
        tell(new LenderEvent.ContactPointChanged(GoldenEvents.point("cp-9", "+62-9")));
        Attempt first = attempt(CARD, 0, "H-1");
        add(new DebtorEvent.ContactAuthorized(now(), 1, first, List.of("ID-01"), "s-1", "p-1"));
        add(new DebtorEvent.AttemptAnswered(now(), 1, first.id(), Answer.IN_DOUBT, "no answer", ""));
        add(new DebtorEvent.AttemptSettled(now(), 1, first.id(), Settlement.NEVER_SENT, ""));
        Attempt second = attempt(CARD, 0, "H-1");
        add(new DebtorEvent.ContactAuthorized(now(), 1, second, List.of("ID-01"), "s-1", "p-1"));
        add(new DebtorEvent.AttemptAnswered(now(), 1, second.id(), Answer.REFUSED, "no such number", ""));
        tell(new LenderEvent.AccountRecalled(CARD));
        tell(new LenderEvent.AccountWrittenOff(CARD));
        tell(new LenderEvent.AccountClosed(LOAN, "paid"));
        tell(new LenderEvent.DebtorErased());
        return events;
    }

    private List<DebtorEvent> consents() {
        tell(new LenderEvent.DebtorUpserted(GoldenEvents.profile()));
        tell(new LenderEvent.AccountOpened(CARD, GoldenEvents.idr(900_000_00), FIRST, GoldenEvents.terms()));
        consent(Consents.Scope.OUTSIDE_HOURS, null, ContactPoint.Consent.GIVEN, now().plusSeconds(900_000));
        consent(Consents.Scope.OUTSIDE_HOURS, Channel.SMS, ContactPoint.Consent.GIVEN, null);
        consent(Consents.Scope.CALL_FREQUENCY, Channel.VOICE, ContactPoint.Consent.GIVEN, null);
        consent(Consents.Scope.CHANNEL, null, ContactPoint.Consent.WITHDRAWN, null);
        consent(Consents.Scope.CHANNEL, Channel.SMS, ContactPoint.Consent.GIVEN, null);
        consent(Consents.Scope.OUTSIDE_HOURS, Channel.EMAIL, ContactPoint.Consent.WITHDRAWN, null);
        tell(new LenderEvent.ContactMadeElsewhere(Channel.VOICE, LenderEvent.ContactResult.INBOUND, null));
        return events;
    }

    private void consent(
            Consents.Scope scope, @Nullable Channel channel, ContactPoint.Consent consent, @Nullable Instant until) {
        tell(new LenderEvent.DebtorConsentChanged(scope, channel, consent, until));
    }

    private void tell(LenderEvent event) {
        Instant at = now();
        long number = events.size() + 1L;
        add(new DebtorEvent.LenderEventApplied(
                at,
                1,
                FIRST.plusDays(number / 4),
                new EventId("E-" + number),
                new BodyHash(number, -number),
                at.minusSeconds(60),
                asOf,
                event));
    }

    private void add(DebtorEvent event) {
        events.add(event);
    }

    /** Six hours from event to event. */
    private Instant now() {
        return Instant.parse("2026-01-05T01:00:00Z").plusSeconds(events.size() * 21_600L);
    }

    private Attempt attempt(AccountId account, int index, String name) {
        return attempt(steps(account, index, name));
    }

    private Attempt attempt(List<StepReference> steps) {
        return new Attempt(
                AttemptId.of(GoldenEvents.DEBTOR, events.size() + 1L),
                Channel.SMS,
                new ContactPointId("cp-1"),
                steps,
                "reminder",
                now(),
                now().plusSeconds(30));
    }

    private static List<StepReference> steps(AccountId account, int index, String name) {
        return List.of(new StepReference(account, Anchor.dueDate(FIRST.plusDays(1)), FirstPlan.minuteOf(index), name));
    }

    private static LenderEvent schedule(AccountId account) {
        return new LenderEvent.ScheduleSet(
                account,
                List.of(
                        new Instalment(1, FIRST.plusDays(1), 300_000_00),
                        new Instalment(2, FIRST.plusDays(32), 300_000_00),
                        new Instalment(3, FIRST.plusDays(60), 300_000_00)));
    }
}
