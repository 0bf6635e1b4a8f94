package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.debtor.DebtorStory.rupiah;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.lender.Moratorium;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The three tables of docs/debtor-states.md: what can be asked of a debtor, of an account, and of a promise. A Friday, 10:00 in Jakarta. */
final class StateTables {
    private static final String TODAY = "2026-06-05T10:00";
    private static final LocalDate DAY = LocalDate.parse("2026-06-05");
    private static final EventId TOLD_BEFORE = new EventId("e1");
    private static final BodyHash ITS_BODY = new BodyHash(1, 1);

    private static final ArrangementId AR1 = new ArrangementId("ar1");

    private StateTables() {}

    /** One event of each kind that names nothing that is not there. */
    static List<LenderEvent> lenderEvents() {
        List<LenderEvent> all = new ArrayList<>(List.of(
                new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms())),
                new LenderEvent.ContactPointChanged(DebtorStory.email()),
                new LenderEvent.ConsentChanged(new ContactPointId("sms"), ContactPoint.Consent.WITHDRAWN),
                new LenderEvent.DebtorConsentChanged(
                        Consents.Scope.OUTSIDE_HOURS, null, ContactPoint.Consent.GIVEN, null),
                new LenderEvent.PersonsLinked(List.of(new LinkedPerson(LinkedPerson.Kind.GUARANTOR, "key", null))),
                new LenderEvent.HoldPlaced(new Hold(new HoldId("h2"), Hold.Kind.CEASE, CARD, null)),
                new LenderEvent.HoldLifted(new HoldId("h1")),
                new LenderEvent.AccountOpened(LOAN, rupiah(100), DAY, AccountTerms.NONE),
                new LenderEvent.AccountTermsSet(CARD, AccountTerms.NONE),
                new LenderEvent.ScheduleSet(CARD, List.of(new Instalment(1, LocalDate.parse("2026-07-01"), 200))),
                paid("p9", 50),
                new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"),
                new LenderEvent.BalanceAdjusted(CARD, rupiah(5), "CORRECTION"),
                new LenderEvent.ChargePosted(CARD, "c1", rupiah(5), DAY, "FEE"),
                promised("pr2", "2026-06-20"),
                new AgreementEvent.PromiseCancelled(CARD, new PromiseId("pr1"), "DEBTOR"),
                arranged("ar2"),
                new AgreementEvent.ArrangementEnded(CARD, AR1, Arrangement.State.CANCELLED),
                OfferTable.made("of2"),
                new AgreementEvent.OfferAnswered(CARD, OfferTable.OF1, Offer.Answer.ACCEPTED),
                new AgreementEvent.OfferWithdrawn(CARD, OfferTable.OF1),
                moratorium("m2", "2026-06-05", "2026-07-05"),
                new AgeingEvent.MoratoriumEnded(new MoratoriumId("m1"), LocalDate.parse("2026-03-15"), null, "REVIEW"),
                new AgeingEvent.AgeingPaused(CARD, new PauseId("z2"), DAY, null, "DISASTER"),
                new AgeingEvent.AgeingResumed(CARD, new PauseId("z1"), LocalDate.parse("2026-05-22")),
                new LenderEvent.DisputeOpened(CARD, "d2", "AMOUNT"),
                new LenderEvent.DisputeResolved(CARD, "d1"),
                new LenderEvent.ContactMadeElsewhere(Channel.VOICE, LenderEvent.ContactResult.REACHED, CARD),
                new LenderEvent.NoticeGivenElsewhere(CARD, LenderEvent.NoticeKind.PRE_DUE),
                new LenderEvent.AccountPlaced(CARD, "operator"),
                new LenderEvent.AccountRecalled(CARD),
                new LenderEvent.AccountWrittenOff(CARD),
                new LenderEvent.AccountClosed(CARD, "PAID"),
                new LenderEvent.DebtorGoneLive(),
                new LenderEvent.DebtorErased()));
        all.addAll(conversationEvents());
        return all;
    }

    private static List<LenderEvent> conversationEvents() {
        return List.of(
                held("cv2", Disposition.RPC_DISPUTE),
                new ConversationEvent.DispositionCorrected(
                        new ConversationId("cv1"), Disposition.DECEASED, ConversationEvent.Reason.NONE),
                new ConversationEvent.ReplyReceived(
                        new ReplyId("r1"), Channel.SMS, null, List.of(), ConversationEvent.Intent.PAID, null),
                callback("cb2", "2026-06-06T01:00:00Z"),
                new ConversationEvent.CallbackClosed(new CallbackId("cb1"), ConversationEvent.CallbackResult.DONE),
                complaint("co2"),
                new ConversationEvent.ComplaintClosed(
                        new ComplaintId("co1"), ConversationEvent.ComplaintResult.REJECTED));
    }

    private static LenderEvent held(String conversation, Disposition disposition) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(conversation),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                null,
                List.of(CARD),
                disposition,
                ConversationEvent.Reason.NONE,
                "");
    }

    private static LenderEvent callback(String callback, String from) {
        Instant promised = Instant.parse(from);
        return new ConversationEvent.CallbackRequested(
                new CallbackId(callback), promised, promised.plusSeconds(3_600), "", null);
    }

    private static LenderEvent complaint(String complaint) {
        return new ConversationEvent.ComplaintReceived(
                new ComplaintId(complaint),
                ConversationEvent.ComplaintCategory.CONDUCT,
                ConversationEvent.ComplaintSource.LENDER,
                DAY,
                false);
    }

    static LenderEvent paid(String payment, long minor) {
        return new LenderEvent.PaymentReceived(CARD, new PaymentId(payment), rupiah(minor), DAY);
    }

    private static LenderEvent promised(String promise, String dueDate) {
        return new LenderEvent.PromiseRecorded(CARD, new PromiseId(promise), rupiah(100), LocalDate.parse(dueDate));
    }

    /** 60 on 15 June and 60 on 15 July. */
    static LenderEvent arranged(String id) {
        List<Instalment> instalments = List.of(
                new Instalment(1, LocalDate.parse("2026-06-15"), 60),
                new Instalment(2, LocalDate.parse("2026-07-15"), 60));
        return new AgreementEvent.ArrangementAgreed(
                CARD, new ArrangementId(id), instalments, Arrangement.Role.AGENT, 0);
    }

    private static LenderEvent moratorium(String id, String from, String until) {
        return new AgeingEvent.MoratoriumStarted(
                new MoratoriumId(id), Moratorium.Kind.LENDER, CARD, LocalDate.parse(from), LocalDate.parse(until));
    }

    private static LenderEvent promised() {
        return promised("pr1", "2026-06-08");
    }

    /**
     * A card of which 100 fell due on 1 June and 100 will on 1 July; 10 are paid, a hold and a callback have run out, a conversation that does
     * nothing was held, a complaint that stops nothing is open, and a moratorium and a pause were over before the first due date.
     */
    private static DebtorStory withCard(DebtorStory story) {
        story.account(CARD, "2026-06-01", "2026-07-01").pay(CARD, "p1", 10);
        story.tell(held("cv1", Disposition.RPC_HUNG_UP));
        story.tell(callback("cb1", "2026-06-02T04:00:00Z"));
        story.tell(complaint("co1"));
        story.tell(moratorium("m1", "2026-03-01", "2026-04-01"));
        story.tell(new AgeingEvent.AgeingPaused(
                CARD, new PauseId("z1"), LocalDate.parse("2026-05-20"), LocalDate.parse("2026-05-25"), "DISASTER"));
        return story.tell(new LenderEvent.HoldPlaced(
                new Hold(new HoldId("h1"), Hold.Kind.HARDSHIP, null, story.now().plusSeconds(60))));
    }

    static DebtorStory due() {
        return withCard(DebtorStory.ofDebtor("2026-06-02T10:00")).at(TODAY);
    }

    private static DebtorStory loading() {
        DebtorStory story = new DebtorStory("2026-06-02T10:00");
        story.accept(ofALoad(
                story, new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms(), DebtorStory.email()))));
        return withCard(story).at(TODAY);
    }

    private static ApplyLenderEvent ofALoad(DebtorStory story, LenderEvent event) {
        ApplyLenderEvent command = story.command(event);
        return new ApplyLenderEvent(command.eventId(), command.body(), story.now(), story.now(), event);
    }

    private static DebtorStory resting() {
        return due().wake().answer(Answer.HANDED_OVER);
    }

    static StateTable debtor() {
        Map<String, DebtorStory> columns = new LinkedHashMap<>();
        columns.put("unknown", new DebtorStory(TODAY));
        columns.put("loading", loading());
        columns.put("active, nothing due", resting());
        columns.put("active, a step due", due());
        columns.put("contacting", due().wake());
        columns.put("in doubt", due().wake().answer(Answer.IN_DOUBT));
        columns.put("erased while contacting", due().wake().tell(new LenderEvent.DebtorErased()));
        columns.put("erased", resting().tell(new LenderEvent.DebtorErased()));
        Map<String, Function<DebtorStory, DebtorCommand>> rows = new LinkedHashMap<>();
        lenderEvents().forEach(event -> rows.put(event.eventName(), story -> story.command(event)));
        rows.put(
                "DebtorUpserted of an initial load",
                story -> ofALoad(story, lenderEvents().get(0)));
        rows.put("the same event once more", story -> again(story, ITS_BODY, new LenderEvent.DebtorGoneLive()));
        rows.put(
                "another event under its id",
                story -> again(story, new BodyHash(7, 7), new LenderEvent.DebtorGoneLive()));
        rows.put("a payment once more under another id", story -> story.command(paid("p1", 10)));
        rows.put("another amount under a payment's id", story -> story.command(paid("p1", 11)));
        rows.put("WakeUp", story -> new DebtorCommand.WakeUp());
        rows.put("WakeUp after the time of an attempt", story -> {
            story.at(story.now().plusSeconds(35));
            return new DebtorCommand.WakeUp();
        });
        for (Answer answer : Answer.values()) {
            rows.put(
                    "RecordAnswer " + answer,
                    story -> new DebtorCommand.RecordAnswer(attempt(story), answer, "", "reference"));
        }
        for (Settlement settlement : Settlement.values()) {
            rows.put(
                    "SettleAttempt " + settlement,
                    story -> new DebtorCommand.SettleAttempt(attempt(story), settlement, "reference"));
        }
        rows.put(
                "RecordOutcome",
                story -> new DebtorCommand.RecordOutcome(attempt(story), Outcome.DELIVERED, story.now()));
        return new StateTable("asked", columns, rows, StateTables::lifeCycle, StateTable::inFull);
    }

    private static ApplyLenderEvent again(DebtorStory story, BodyHash body, LenderEvent event) {
        return new ApplyLenderEvent(TOLD_BEFORE, body, story.now(), null, event);
    }

    private static AttemptId attempt(DebtorStory story) {
        if (story.state instanceof Known known && known.openAttempt() != null) {
            return known.openAttempt().id();
        }
        return story.state instanceof Known known && !known.history().attempts().isEmpty()
                ? known.history().attempts().get(0).attempt().id()
                : AttemptId.of(DebtorStory.DEBTOR, 1);
    }

    static String lifeCycle(DebtorStory story) {
        if (!(story.state instanceof Known known)) {
            return "Unknown";
        }
        if (known.lifeCycle() != LifeCycle.ACTIVE) {
            return known.lifeCycle() == LifeCycle.LOADING ? "Loading" : "Erased";
        }
        return known.openAttempt() != null
                ? "Contacting"
                : known.history().inDoubt().isEmpty() ? "Active" : "InDoubt";
    }

    static StateTable account() {
        Map<String, DebtorStory> columns = new LinkedHashMap<>();
        columns.put("not there", DebtorStory.ofDebtor(TODAY));
        columns.put("open", due());
        columns.put("promised", due().tell(promised()));
        columns.put("disputed", due().tell(new LenderEvent.DisputeOpened(CARD, "d1", "AMOUNT")));
        columns.put("recalled", due().tell(new LenderEvent.AccountRecalled(CARD)));
        columns.put("written off", due().tell(new LenderEvent.AccountWrittenOff(CARD)));
        columns.put("closed", due().tell(new LenderEvent.AccountClosed(CARD, "PAID")));
        Map<String, Function<DebtorStory, DebtorCommand>> rows = new LinkedHashMap<>();
        rows.put(
                "AccountOpened",
                story -> story.command(new LenderEvent.AccountOpened(CARD, rupiah(100), DAY, AccountTerms.NONE)));
        lenderEvents().stream()
                .filter(event -> CARD.equals(LenderOrder.account(event)))
                .forEach(event -> rows.put(event.eventName(), story -> story.command(event)));
        rows.put("WakeUp", story -> new DebtorCommand.WakeUp());
        return new StateTable("asked", columns, rows, StateTables::status, StateTable::inFull);
    }

    static String status(DebtorStory story) {
        Account account = story.account(CARD);
        return account == null ? "NOT_THERE" : account.status().name();
    }

    static StateTable promise() {
        Map<String, DebtorStory> columns = new LinkedHashMap<>();
        columns.put("none", due().pay(CARD, "p2", 10));
        columns.put("active", promisedAndPaidInPart());
        columns.put("kept", promisedAndPaidInPart().pay(CARD, "p3", 90));
        columns.put(
                "partially kept", promisedAndPaidInPart().at("2026-06-10T00:00").wake());
        columns.put("broken", due().tell(promised()).at("2026-06-10T00:00").wake());
        columns.put("cancelled", promisedAndPaidInPart().tell(new LenderEvent.AccountClosed(CARD, "PAID")));
        columns.put("superseded", promisedAndPaidInPart().tell(arranged(AR1.value())));
        Map<String, Function<DebtorStory, DebtorCommand>> rows = new LinkedHashMap<>();
        rows.put("PromiseRecorded", story -> {
            story.at(story.now().plusSeconds(1));
            return story.command(promised("pr2", "2026-06-20"));
        });
        rows.put("PromiseRecorded in its place", story -> {
            story.at(story.now().plusSeconds(1));
            return story.command(new LenderEvent.PromiseRecorded(
                    CARD, new PromiseId("pr2"), rupiah(100), LocalDate.parse("2026-06-20"), new PromiseId("pr1")));
        });
        rows.put(
                "PromiseCancelled",
                story -> story.command(new AgreementEvent.PromiseCancelled(CARD, new PromiseId("pr1"), "DEBTOR")));
        rows.put("ArrangementAgreed", story -> story.command(arranged("ar2")));
        rows.put("PaymentReceived, enough", story -> story.command(paid("p9", 100)));
        rows.put("PaymentReceived, less", story -> story.command(paid("p9", 10)));
        rows.put("PaymentReceived, of a day after the deadline", story -> {
            story.at("2026-06-10T10:00");
            return story.command(new LenderEvent.PaymentReceived(
                    CARD, new PaymentId("p9"), rupiah(100), LocalDate.parse("2026-06-10")));
        });
        rows.put("PaymentReversed", story -> story.command(reversed(story)));
        rows.put("PaymentReversed after the deadline", story -> {
            story.at("2026-06-10T10:00");
            return story.command(reversed(story));
        });
        rows.put("WakeUp after the deadline", story -> {
            story.at("2026-06-10T00:00");
            return new DebtorCommand.WakeUp();
        });
        rows.put("AccountClosed", story -> story.command(new LenderEvent.AccountClosed(CARD, "PAID")));
        return new StateTable("happens", columns, rows, StateTables::promised, StateTables::promiseCell);
    }

    static StateTable arrangement() {
        Map<String, DebtorStory> columns = new LinkedHashMap<>();
        columns.put("none", due().pay(CARD, "p2", 10));
        columns.put("active", arrangedAndPaidInPart());
        columns.put("completed", arrangedAndPaidInPart().pay(CARD, "p3", 110));
        columns.put("broken", arrangedAndPaidInPart().at("2026-06-18T00:00").wake());
        columns.put(
                "cancelled",
                arrangedAndPaidInPart()
                        .tell(new AgreementEvent.ArrangementEnded(CARD, AR1, Arrangement.State.CANCELLED)));
        Map<String, Function<DebtorStory, DebtorCommand>> rows = new LinkedHashMap<>();
        rows.put(
                "ArrangementAgreed",
                story -> story.command(new AgreementEvent.ArrangementAgreed(
                        CARD,
                        new ArrangementId("ar2"),
                        List.of(new Instalment(1, LocalDate.parse("2026-07-01"), 50)),
                        Arrangement.Role.LENDER,
                        0)));
        rows.put(
                "ArrangementAgreed, beyond authority",
                story -> story.command(new AgreementEvent.ArrangementAgreed(
                        CARD,
                        new ArrangementId("ar2"),
                        List.of(new Instalment(1, LocalDate.parse("2026-07-01"), 50)),
                        Arrangement.Role.AGENT,
                        1)));
        rows.put("PaymentReceived, all of it", story -> story.command(paid("p9", 110)));
        rows.put("PaymentReceived, the first instalment", story -> story.command(paid("p9", 50)));
        rows.put("PaymentReceived, of a day after the grace", story -> {
            story.at("2026-06-18T10:00");
            return story.command(new LenderEvent.PaymentReceived(
                    CARD, new PaymentId("p9"), rupiah(110), LocalDate.parse("2026-06-18")));
        });
        rows.put("PaymentReversed", story -> story.command(reversed(story)));
        rows.put("WakeUp after the grace", story -> {
            story.at("2026-06-18T00:00");
            return new DebtorCommand.WakeUp();
        });
        rows.put(
                "ArrangementEnded, cancelled",
                story -> story.command(new AgreementEvent.ArrangementEnded(CARD, AR1, Arrangement.State.CANCELLED)));
        rows.put("AccountClosed", story -> story.command(new LenderEvent.AccountClosed(CARD, "PAID")));
        return new StateTable("happens", columns, rows, StateTables::arrangedState, StateTables::arrangementCell);
    }

    private static DebtorStory arrangedAndPaidInPart() {
        return due().tell(arranged(AR1.value())).pay(CARD, "p2", 10);
    }

    static String arrangedState(DebtorStory story) {
        Arrangement arrangement = story.account(CARD).ledger().arrangement();
        return arrangement == null ? "NONE" : arrangement.state().name();
    }

    private static String arrangementCell(StateTable.Answered answered) {
        return answered.decision() instanceof Decision.Rejected rejected
                ? rejected.reason().name()
                : arrangedState(answered.after()).toLowerCase(Locale.ROOT);
    }

    private static DebtorStory promisedAndPaidInPart() {
        return due().tell(promised()).pay(CARD, "p2", 10);
    }

    /** Of the payment that came last. */
    private static LenderEvent reversed(DebtorStory story) {
        List<Payment> payments = story.account(CARD).ledger().payments();
        return new LenderEvent.PaymentReversed(
                CARD, payments.get(payments.size() - 1).id(), "NSF");
    }

    static String promised(DebtorStory story) {
        Promise promise = story.account(CARD).promise();
        return promise == null ? "NONE" : promise.state().name();
    }

    private static String promiseCell(StateTable.Answered answered) {
        return answered.decision() instanceof Decision.Rejected rejected
                ? rejected.reason().name()
                : promised(answered.after()).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
