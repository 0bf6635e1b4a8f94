package dev.janji.domain.testing;

import dev.janji.domain.account.Adjustment;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Charge;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.Callback;
import dev.janji.domain.debtor.ClosedIds;
import dev.janji.domain.debtor.Complaint;
import dev.janji.domain.debtor.ContactHistory;
import dev.janji.domain.debtor.Conversation;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.Dialogue;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.LiveLead;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.debtor.RecordedCall;
import dev.janji.domain.debtor.Reply;
import dev.janji.domain.debtor.SeenEvents;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.debtor.StepProgress;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Journal events and states with any legal content. */
final class StateGenerators {
    private final DomainGenerators gen;

    StateGenerators(DomainGenerators gen) {
        this.gen = gen;
    }

    List<DebtorEvent> oneOfEachDebtorEvent() {
        List<DebtorEvent> events = new ArrayList<>();
        for (LenderEvent event : gen.oneOfEachLenderEvent()) {
            events.add(new DebtorEvent.LenderEventApplied(
                    gen.instant(),
                    version(),
                    gen.date(),
                    gen.eventId(),
                    gen.bodyHash(),
                    gen.instant(),
                    gen.orNull(gen::instant),
                    event));
        }
        events.add(new DebtorEvent.BucketEntered(
                gen.instant(),
                version(),
                gen.accountId(),
                gen.text(),
                gen.text(),
                gen.random().nextInt()));
        events.add(new DebtorEvent.PromiseSettled(
                gen.instant(),
                version(),
                gen.accountId(),
                gen.promiseId(),
                gen.oneOf(Promise.State.class),
                gen.oneOf(Promise.State.class)));
        events.add(new DebtorEvent.ArrangementSettled(
                gen.instant(),
                version(),
                gen.accountId(),
                gen.arrangementId(),
                gen.oneOf(Arrangement.State.class),
                gen.oneOf(Arrangement.State.class)));
        events.add(new DebtorEvent.OfferSettled(
                gen.instant(),
                version(),
                gen.accountId(),
                gen.offerId(),
                gen.oneOf(Offer.State.class),
                gen.oneOf(Offer.State.class)));
        events.add(new DebtorEvent.SegmentEntered(
                gen.instant(), version(), gen.accountId(), gen.text(), gen.text(), gen.text(), gen.text()));
        events.addAll(decisions());
        events.add(new DebtorEvent.AttemptAnswered(
                gen.instant(), version(), attemptId(), gen.oneOf(Answer.class), gen.text(), gen.text()));
        events.add(new DebtorEvent.AttemptSettled(
                gen.instant(), version(), attemptId(), gen.oneOf(Settlement.class), gen.text()));
        events.add(new DebtorEvent.OutcomeReceived(
                gen.instant(), version(), attemptId(), gen.oneOf(Outcome.class), gen.instant()));
        events.add(new DebtorEvent.LeadOffered(
                gen.instant(),
                version(),
                leadId(),
                gen.oneOf(Lead.Kind.class),
                gen.listOf(3, this::step),
                queue(),
                gen.text(),
                gen.orNull(gen::instant),
                gen.instant(),
                gen.listOf(3, gen::text),
                gen.text(),
                gen.text()));
        events.add(new DebtorEvent.TalkBegan(gen.instant(), version(), leadId(), agent()));
        events.add(new DebtorEvent.LeadRecalled(gen.instant(), version(), leadId(), gen.instant()));
        events.add(new DebtorEvent.LeadClosed(gen.instant(), version(), leadId(), gen.oneOf(LeadResult.class)));
        events.add(new DebtorEvent.AnswerWritten(gen.instant(), version(), leadId(), attemptId(), agent(), gen.text()));
        events.add(new DebtorEvent.RecordedCallNoted(
                gen.instant(), version(), attemptId(), gen.oneOf(RecordedCall.class)));
        return events;
    }

    private List<DebtorEvent> decisions() {
        return List.of(
                new DebtorEvent.ContactAuthorized(
                        gen.instant(), version(), attempt(), gen.listOf(3, gen::text), gen.text(), gen.text()),
                new DebtorEvent.ContactDeferred(
                        gen.instant(),
                        version(),
                        gen.listOf(3, this::step),
                        gen.instant(),
                        gen.listOf(3, gen::text),
                        gen.text(),
                        gen.text(),
                        gen.listOf(2, () -> new StopId("stop-" + version()))),
                new DebtorEvent.ContactRefused(
                        gen.instant(),
                        version(),
                        gen.listOf(3, this::step),
                        gen.listOf(3, gen::text),
                        gen.text(),
                        gen.text()),
                new DebtorEvent.AccountHandedOver(
                        gen.instant(), version(), step(), gen.oneOf(Action.Receiver.class), gen.date(), gen.text()));
    }

    Known knownState() {
        return new Known(
                1 + gen.random().nextLong(1_000_000),
                gen.oneOf(DebtorState.LifeCycle.class),
                gen.profile(),
                gen.listOf(3, this::account),
                gen.listOf(3, gen::hold),
                gen.listOf(3, gen::linkedPerson),
                gen.orNull(this::attempt),
                new ContactHistory(gen.listOf(5, this::pastAttempt), gen.listOf(3, this::elsewhere)),
                SeenEvents.of(
                        gen.listOf(SeenEvents.NEWEST, this::seen),
                        gen.random().longs(gen.random().nextInt(5)).toArray()),
                gen.orNull(() -> gen.oneOf(decisions())),
                gen.orNull(gen::date),
                consents(),
                dialogue(),
                gen.listOf(3, new AgeingDraws(gen)::moratorium),
                gen.orNull(this::lead));
    }

    private LiveLead lead() {
        List<StepReference> steps = new ArrayList<>(gen.listOf(2, this::step));
        steps.add(step());
        Lead.Kind kind = gen.oneOf(Lead.Kind.class);
        return new LiveLead(
                leadId(),
                kind,
                kind == Lead.Kind.INBOUND ? List.of() : steps,
                queue(),
                gen.text(),
                gen.instant(),
                gen.orNull(gen::instant),
                gen.instant(),
                gen.orNull(this::attemptId),
                gen.orNull(this::agent),
                gen.percent(50));
    }

    private LeadId leadId() {
        return new LeadId(gen.idText());
    }

    private QueueId queue() {
        return new QueueId("queue-" + gen.random().nextInt(100));
    }

    private AgentId agent() {
        return new AgentId("agent-" + gen.random().nextInt(100));
    }

    private Dialogue dialogue() {
        if (gen.percent(30)) {
            return Dialogue.NONE;
        }
        return new Dialogue(
                gen.listOf(3, this::conversation),
                gen.listOf(3, this::reply),
                gen.listOf(
                        2,
                        () -> new Callback(
                                new CallbackId(gen.idText()),
                                gen.instant(),
                                gen.instant(),
                                gen.text(),
                                gen.orNull(gen::contactPointId))),
                gen.listOf(
                        2,
                        () -> new Complaint(
                                new ComplaintId(gen.idText()),
                                gen.instant(),
                                gen.oneOf(ConversationEvent.ComplaintCategory.class),
                                gen.oneOf(ConversationEvent.ComplaintSource.class),
                                gen.date(),
                                gen.percent(50))),
                gen.listOf(2, () -> new Dialogue.DeadPoint(gen.contactPointId(), gen.instant())),
                gen.orNull(gen::instant),
                gen.percent(70)
                        ? null
                        : new ClosedIds(
                                List.of(new CallbackId(gen.idText())),
                                gen.listOf(2, () -> new ComplaintId(gen.idText()))));
    }

    private Conversation conversation() {
        return new Conversation(
                new ConversationId(gen.idText()),
                gen.instant(),
                gen.oneOf(Channel.class),
                gen.oneOf(ConversationEvent.Direction.class),
                gen.orNull(gen::contactPointId),
                new HashSet<>(gen.listOf(3, gen::accountId)),
                gen.oneOf(Disposition.class),
                gen.oneOf(ConversationEvent.Reason.class),
                gen.percent(50),
                new HashSet<>(gen.listOf(3, gen::accountId)),
                gen.orNull(this::attemptId));
    }

    private Reply reply() {
        return new Reply(
                new ReplyId(gen.idText()),
                gen.instant(),
                gen.oneOf(Channel.class),
                gen.orNull(gen::contactPointId),
                new HashSet<>(gen.listOf(3, gen::accountId)),
                gen.oneOf(ConversationEvent.Intent.class),
                gen.orNull(gen::date),
                gen.percent(50),
                new HashSet<>(gen.listOf(3, gen::accountId)),
                gen.orNull(gen::instant),
                gen.orNull(() -> gen.date().atTime(gen.random().nextInt(24), 15)));
    }

    private Account account() {
        return new Account(
                gen.accountId(),
                gen.oneOf(Account.Status.class),
                gen.date(),
                ledger(),
                gen.terms(),
                gen.orNull(gen::idText),
                gen.orNull(this::promise),
                gen.text(),
                gen.orNull(gen::date),
                new PromiseTally(gen.random().nextInt(9), gen.random().nextInt(9)),
                progress(),
                gen.orNull(gen::idText),
                new HashSet<>(gen.listOf(2, () -> gen.oneOf(LenderEvent.NoticeKind.class))),
                gen.orNull(this::offer));
    }

    private Offer offer() {
        return new Offer(
                gen.offerId(),
                gen.oneOf(Offer.Kind.class),
                gen.listOf(6, gen::instalment),
                gen.oneOf(Arrangement.Role.class),
                gen.random().nextInt(1_000),
                gen.percent(50) ? "" : gen.idText(),
                gen.instant(),
                gen.date(),
                gen.oneOf(Offer.State.class));
    }

    private Ledger ledger() {
        return Ledger.of(
                gen.currency(),
                gen.signedMoney().minor(),
                gen.instant(),
                gen.listOf(12, gen::instalment),
                gen.listOf(3, () -> new Charge(gen.idText(), gen.amountMinor(), gen.date(), gen.text(), gen.instant())),
                gen.listOf(5, this::payment),
                gen.listOf(3, () -> new Adjustment(gen.signedMoney().minor(), gen.instant())),
                gen.orNull(this::arrangement),
                new AgeingDraws(gen).ageing());
    }

    private Arrangement arrangement() {
        return new Arrangement(
                gen.arrangementId(),
                gen.listOf(6, gen::instalment),
                gen.oneOf(Arrangement.Role.class),
                gen.random().nextInt(1_000),
                new Arrangement.Before(
                        gen.random().nextInt(3),
                        gen.random().nextInt(2),
                        gen.random().nextInt(1_000)),
                gen.oneOf(Arrangement.State.class),
                gen.percent(30),
                gen.orNull(gen::offerId));
    }

    private Payment payment() {
        return new Payment(
                gen.paymentId(),
                gen.amountMinor(),
                gen.date(),
                gen.instant(),
                1 + gen.random().nextLong(1_000),
                gen.orNull(gen::instant));
    }

    private Promise promise() {
        return new Promise(
                gen.promiseId(),
                gen.amountMinor(),
                gen.date(),
                gen.instant(),
                gen.oneOf(Promise.State.class),
                gen.orNull(gen::promiseId));
    }

    private StepProgress progress() {
        Map<Anchor, Integer> passed = new LinkedHashMap<>();
        gen.listOf(4, this::anchor)
                .forEach(anchor -> passed.put(anchor, gen.random().nextInt(-9, 90_000)));
        return new StepProgress(
                passed,
                gen.orNull(() -> new StepProgress.Trying(
                        anchor(),
                        gen.random().nextInt(-9, 90_000),
                        gen.orNull(gen::instant),
                        gen.random().nextInt(5),
                        new HashSet<>(gen.listOf(3, gen::contactPointId)))),
                gen.orNull(() -> new StepProgress.Assignment(gen.idText(), gen.text())),
                gen.orNull(() -> new StepProgress.HandedOver(gen.oneOf(Action.Receiver.class), gen.date())));
    }

    private Attempt attempt() {
        List<StepReference> covers = new ArrayList<>(gen.listOf(2, this::step));
        covers.add(step());
        return new Attempt(
                attemptId(),
                gen.oneOf(Channel.class),
                gen.contactPointId(),
                covers,
                gen.text(),
                gen.instant(),
                gen.instant());
    }

    private PastAttempt pastAttempt() {
        Answer answer = gen.oneOf(Answer.class);
        return new PastAttempt(
                attempt(),
                answer,
                answer == Answer.IN_DOUBT ? gen.orNull(() -> gen.oneOf(Settlement.class)) : null,
                gen.orNull(() -> gen.oneOf(Outcome.class)));
    }

    private ContactHistory.Elsewhere elsewhere() {
        return new ContactHistory.Elsewhere(
                gen.instant(),
                gen.oneOf(Channel.class),
                gen.oneOf(LenderEvent.ContactResult.class),
                gen.orNull(gen::accountId),
                gen.orNull(this::attemptId));
    }

    private Consents consents() {
        return new Consents(
                gen.listOf(
                        3,
                        () -> new Consents.Given(
                                gen.oneOf(Consents.Scope.class),
                                gen.orNull(() -> gen.oneOf(Channel.class)),
                                gen.instant(),
                                gen.orNull(gen::instant))),
                new HashSet<>(gen.listOf(2, () -> gen.oneOf(Channel.class))));
    }

    private SeenEvents.Seen seen() {
        return new SeenEvents.Seen(
                gen.eventId(), gen.bodyHash(), 1 + gen.random().nextLong(1_000));
    }

    private StepReference step() {
        return new StepReference(gen.accountId(), anchor(), gen.random().nextInt(-9, 90_000), gen.text());
    }

    private Anchor anchor() {
        return new Anchor(gen.oneOf(Trigger.class), gen.date());
    }

    private AttemptId attemptId() {
        DomainGenerators ids = gen;
        return new AttemptId("l~" + ids.idText() + "~" + ids.random().nextInt(10_000));
    }

    private int version() {
        return 1 + gen.random().nextInt(5);
    }
}
