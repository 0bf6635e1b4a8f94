package dev.janji.actors.desk;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.debtor.Reply;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.ConversationEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one person has in front of them: the offer, the lead with its call, the debtor on the screen. Confined to the person's session. */
final class CaseDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CaseDesk.class);

    /** A request that is under way: runs its answer when there is one, on the session's actor. */
    interface Pending extends Consumer<Consumer<SessionNotice>> {}

    /** Runs what follows an answer on the session's actor; null stands for none. */
    interface After {
        <T> void run(CompletionStage<T> asked, Function<@Nullable T, Runnable> next);
    }

    private final SessionServices services;
    private final BiConsumer<String, SessionNotice> tell;
    private final After after;
    private final DeskAnswers desk;
    private OperatorBook.@Nullable AgentProfile person;
    private AgentNotice.@Nullable SeatIs seat;
    private AgentNotice.@Nullable Offered offer;
    private AgentNotice.@Nullable CallIs call;
    private @Nullable Casework work;
    /** Of a written lead, from when the debtor was seen. */
    private @Nullable WrittenCase written;
    /** Without a lead. */
    private @Nullable DebtorKey opened;

    private final CaseScreen screen;

    /** @param afterDesk the same for what is asked of the desk: runs after every notice that the desk sent before its answer */
    CaseDesk(SessionServices services, BiConsumer<String, SessionNotice> tell, After after, After afterDesk) {
        this.services = services;
        this.tell = tell;
        this.after = after;
        this.desk = new DeskAnswers(services.seats(), afterDesk);
        this.screen = new CaseScreen(services, tell, after, () -> work, () -> opened, this::seen);
    }

    void person(OperatorBook.AgentProfile next) {
        person = next;
    }

    /** The desk is asked on another way from here on. */
    void reseated() {
        desk.reseated();
    }

    boolean isAtALead() {
        return work != null;
    }

    static Pending done() {
        return answer -> answer.accept(new SessionNotice.Done());
    }

    static Pending refused(WhyNot why, String subject) {
        return answer -> answer.accept(new SessionNotice.Refused(why, subject));
    }

    /** Everything that is known, to somebody who knows nothing. */
    void tellAll() {
        if (seat != null) {
            tell.accept("", new SessionNotice.OfDesk(seat));
        }
        if (offer != null) {
            tell.accept("", new SessionNotice.OfDesk(offer));
        }
        if (call != null && work != null) {
            tell.accept("", new SessionNotice.OfDesk(call));
        }
        screen.lookAnew();
    }

    /** The person is gone for good. */
    void leave() {
        finish();
        offer = null;
        opened = null;
    }

    void noticed(AgentNotice notice) {
        if (notice instanceof AgentNotice.AnswerIs) {
            tell.accept("", new SessionNotice.OfDesk(notice));
            return;
        }
        if (notice.equals(seat) || notice.equals(offer) || notice.equals(call)) {
            return;
        }
        if (notice instanceof AgentNotice.SeatIs now) {
            seat = now;
            seatIs(now);
        } else if (notice instanceof AgentNotice.Offered offered) {
            if (work != null && !work.lead().equals(offered.lead())) {
                finish();
            }
            offer = offered;
        } else if (notice instanceof AgentNotice.TakenBack back) {
            if (offer != null && offer.lead().equals(back.lead())) {
                offer = null;
            }
        } else if (notice instanceof AgentNotice.CallIs now) {
            callIs(now);
        } else if (notice instanceof AgentNotice.LeadWithdrawn withdrawn) {
            if (work != null && work.lead().equals(withdrawn.lead())) {
                screen.lookForChange();
            }
            return;
        } else if (notice instanceof AgentNotice.Refused refused && desk.refused(refused)) {
            return;
        }
        tell.accept("", new SessionNotice.OfDesk(notice));
    }

    private void seatIs(AgentNotice.SeatIs now) {
        switch (now.state()) {
            case TALKING -> begin();
            case WRAP_UP -> {
                if (work != null && work.disposed()) {
                    endWrapUp(work.lead());
                }
            }
            case OFFERED -> finish();
            case AWAY, READY -> {
                finish();
                offer = null;
            }
        }
    }

    private void begin() {
        AgentNotice.Offered accepted = offer;
        if (accepted != null) {
            offer = null;
            if (work == null || !work.lead().equals(accepted.lead())) {
                finish();
                work = Casework.begun(accepted.lead(), accepted.debtor(), accepted.kind());
                opened = null;
                screen.forget();
                screen.look();
            }
        }
    }

    /** What of the lead only the debtor knows. */
    private @Nullable WrittenCase seen(DebtorState state) {
        Casework now = work;
        if (now == null || !(state instanceof DebtorState.Known known)) {
            return null;
        }
        if (now.isWritten() && written == null) {
            written = WrittenCase.of(now.lead(), known).orElse(null);
        }
        work = now.seen(known, written);
        return written;
    }

    private void callIs(AgentNotice.CallIs now) {
        if (offer != null && offer.lead().equals(now.lead())) {
            begin();
        }
        if (work != null && work.lead().equals(now.lead())) {
            call = now;
            work = work.with(now);
            screen.look();
        }
    }

    /** A conversation that nobody disposed of is noted as what claims least. */
    private void finish() {
        Casework over = work;
        OperatorBook.AgentProfile by = person;
        WrittenCase of = written;
        work = null;
        written = null;
        call = null;
        screen.forget();
        if (over == null || by == null || !over.isToBeNoted()) {
            return;
        }
        SessionRequest.Dispose least =
                new SessionRequest.Dispose(over.lead(), over.leastClaim(), ConversationEvent.Reason.NONE, List.of());
        CapturedEvents.Captured held = CapturedEvents.conversation(least, over, of, by.agent());
        String event = CapturedEvents.id("left", over.lead().value());
        CapturedEvents.store(
                        services.debtors(),
                        over.debtor(),
                        event,
                        held.event(),
                        services.clock().instant())
                .whenComplete((reply, failure) -> {
                    if (!(reply instanceof Reply.Applied)) {
                        LOG.warn(
                                "Expected a conversation without a disposition to be stored, but it was not [lead={}, agent={}]",
                                over.lead(),
                                by.agent());
                    }
                });
    }

    private void endWrapUp(LeadId lead) {
        if (person != null) {
            services.seats().ask(person.agent(), new AgentRequest.EndWrapUp(lead));
        }
    }

    Pending handle(String id, SessionRequest request) {
        OperatorBook.AgentProfile by =
                person == null ? null : services.profile(person.agent()).orElse(null);
        if (by == null) {
            return refused(WhyNot.NOT_KNOWN, "");
        }
        person = by;
        if (request instanceof SessionRequest.OfDesk ofDesk) {
            return ofDesk(by, ofDesk.request());
        }
        if (request instanceof SessionRequest.Identify identify) {
            return identify(identify);
        }
        if (request instanceof SessionRequest.Dispose dispose) {
            return dispose(id, dispose, by.agent());
        }
        if (request instanceof SessionRequest.Capture capture) {
            return capture(id, capture, by);
        }
        if (request instanceof SessionRequest.Correct correct) {
            return correct(id, correct, by);
        }
        if (request instanceof SessionRequest.FindDebtor find) {
            return find(find, by);
        }
        if (request instanceof SessionRequest.OpenDebtor open) {
            return open(open, by);
        }
        return refused(WhyNot.BAD_FIELD, "body");
    }

    private Pending ofDesk(OperatorBook.AgentProfile by, AgentRequest request) {
        boolean supervising = request instanceof AgentRequest.Supervise
                || request instanceof AgentRequest.ForceState
                || request instanceof AgentRequest.StopDialing;
        if (supervising && by.duty() != OperatorBook.Duty.SUPERVISOR) {
            return refused(WhyNot.SUPERVISORS_ONLY, "");
        }
        LeadId named = leadOf(request);
        boolean ofOffer = request instanceof AgentRequest.Accept || request instanceof AgentRequest.Reject;
        LeadId expected = ofOffer ? (offer == null ? null : offer.lead()) : work == null ? null : work.lead();
        if (named != null && !named.equals(expected)) {
            return refused(WhyNot.OTHER_LEAD, named.value());
        }
        if (work != null) {
            Optional<WhyNot> against = work.against(request);
            if (against.isPresent()) {
                return refused(against.get(), work.lead().value());
            }
            if (request instanceof AgentRequest.GetReady && seat != null && seat.state() == SeatState.WRAP_UP) {
                return work.talked() && !work.disposed()
                        ? refused(WhyNot.NOT_DISPOSED, work.lead().value())
                        : desk.asked(by.agent(), new AgentRequest.EndWrapUp(work.lead()));
            }
        }
        return desk.asked(by.agent(), request);
    }

    private static @Nullable LeadId leadOf(AgentRequest request) {
        if (request instanceof AgentRequest.Accept accept) {
            return accept.lead();
        }
        if (request instanceof AgentRequest.Reject reject) {
            return reject.lead();
        }
        if (request instanceof AgentRequest.Dial dial) {
            return dial.lead();
        }
        if (request instanceof AgentRequest.HangUp hangUp) {
            return hangUp.lead();
        }
        if (request instanceof AgentRequest.Hold hold) {
            return hold.lead();
        }
        if (request instanceof AgentRequest.Record record) {
            return record.lead();
        }
        if (request instanceof AgentRequest.Answer answer) {
            return answer.lead();
        }
        return request instanceof AgentRequest.ReturnLead back ? back.lead() : null;
    }

    private Pending identify(SessionRequest.Identify wish) {
        Casework now = work;
        Optional<WhyNot> against = against(wish.lead(), of -> of.againstIdentity(wish.result()));
        if (against.isPresent() || now == null) {
            return refused(against.orElse(WhyNot.NO_LEAD), wish.lead().value());
        }
        return answer -> {
            work = now.identified(wish.result());
            answer.accept(new SessionNotice.Done());
            screen.look();
        };
    }

    private Pending dispose(String id, SessionRequest.Dispose wish, AgentId agent) {
        Casework now = work;
        Optional<WhyNot> against = against(wish.lead(), of -> of.againstDisposition(wish.disposition()));
        if (against.isPresent() || now == null) {
            return refused(against.orElse(WhyNot.NO_LEAD), wish.disposition().name());
        }
        CapturedEvents.Captured held = CapturedEvents.conversation(wish, now, written, agent);
        return stored(
                now.debtor(),
                CapturedEvents.id("dispose", now.lead().value(), agent.value(), id),
                AgentAction.DISPOSE,
                held,
                () -> {
                    captured(now.lead(), AgentAction.DISPOSE);
                    if (seat != null && seat.state() == SeatState.WRAP_UP) {
                        endWrapUp(now.lead());
                    }
                });
    }

    private Pending capture(String id, SessionRequest.Capture wish, OperatorBook.AgentProfile by) {
        Casework now = work;
        Optional<WhyNot> against = against(wish.lead(), of -> of.against(wish.action()));
        if (against.isPresent() || now == null) {
            return refused(against.orElse(WhyNot.NO_LEAD), wish.lead().value());
        }
        LocalDate answerBy =
                services.today(services.desk(by)).plusDays(services.settings().complaintDays());
        CapturedEvents.Captured captured = CapturedEvents.of(wish, now, id, by.agent(), by.authority(), answerBy);
        Pending store =
                stored(now.debtor(), captured.id(), wish.action(), captured, () -> captured(now.lead(), wish.action()));
        if (!(wish instanceof SessionRequest.CapturePromise promise)) {
            return store;
        }
        // What is overdue is asked of the debtor at that instant: the screen may be older.
        return answer -> after.run(services.debtors().view(now.debtor()), view -> () -> {
            if (view == null) {
                answer.accept(
                        new SessionNotice.Refused(WhyNot.UNAVAILABLE, now.lead().value()));
                return;
            }
            Optional<WhyNot> rule = view.state() instanceof DebtorState.Known known
                    ? Casework.againstPromise(
                            promise, known, view.today(), services.settings().promiseDays())
                    : Optional.of(WhyNot.DEBTOR_UNKNOWN);
            if (rule.isPresent()) {
                answer.accept(
                        new SessionNotice.Refused(rule.get(), promise.account().value()));
            } else {
                store.accept(answer);
            }
        });
    }

    private Pending correct(String id, SessionRequest.Correct wish, OperatorBook.AgentProfile by) {
        LenderId lender = wish.debtor().lender();
        if (!services.lenders(by).contains(lender)) {
            return refused(WhyNot.NOT_CERTIFIED, lender.value());
        }
        return stored(
                wish.debtor(),
                CapturedEvents.id(
                        "correct", wish.conversation().value(), by.agent().value(), id),
                AgentAction.CORRECT,
                CapturedEvents.correction(wish),
                () -> {});
    }

    private Pending find(SessionRequest.FindDebtor wish, OperatorBook.AgentProfile by) {
        CompletionStage<List<DebtorView>> asked =
                services.search().find(services.debtors(), services.lenders(by), wish.text());
        return answer -> after.run(asked, found -> () -> {
            if (found == null) {
                answer.accept(new SessionNotice.Refused(WhyNot.UNAVAILABLE, "text"));
            } else if (found.isEmpty()) {
                answer.accept(new SessionNotice.Refused(WhyNot.NOBODY_FOUND, "text"));
            } else {
                answer.accept(new SessionNotice.Found(found));
            }
        });
    }

    private Pending open(SessionRequest.OpenDebtor wish, OperatorBook.AgentProfile by) {
        if (work != null) {
            return refused(WhyNot.AT_A_LEAD, work.lead().value());
        }
        LenderId lender = wish.debtor().lender();
        if (!services.lenders(by).contains(lender)) {
            return refused(WhyNot.NOT_CERTIFIED, lender.value());
        }
        return answer -> after.run(services.debtors().view(wish.debtor()), view -> () -> {
            if (view == null) {
                answer.accept(new SessionNotice.Refused(WhyNot.UNAVAILABLE, ""));
            } else if (!(view.state() instanceof DebtorState.Known)) {
                answer.accept(new SessionNotice.Refused(WhyNot.DEBTOR_UNKNOWN, ""));
            } else {
                opened = work == null ? wish.debtor() : null;
                answer.accept(new SessionNotice.Done());
                screen.lookAnew();
            }
        });
    }

    private Optional<WhyNot> against(LeadId lead, Function<Casework, Optional<WhyNot>> rule) {
        if (work == null) {
            return Optional.of(WhyNot.NO_LEAD);
        }
        return work.lead().equals(lead) ? rule.apply(work) : Optional.of(WhyNot.OTHER_LEAD);
    }

    private void captured(LeadId lead, AgentAction action) {
        if (work != null && work.lead().equals(lead)) {
            work = work.captured(action);
            screen.look();
        }
    }

    private Pending stored(
            DebtorKey debtor,
            String eventId,
            AgentAction action,
            CapturedEvents.Captured captured,
            Runnable whenStored) {
        return answer -> after.run(
                CapturedEvents.store(
                        services.debtors(),
                        debtor,
                        eventId,
                        captured.event(),
                        services.clock().instant()),
                reply -> () -> {
                    if (reply instanceof Reply.Applied) {
                        whenStored.run();
                        answer.accept(new SessionNotice.Recorded(action, captured.id()));
                    } else if (reply instanceof Reply.Refused refused) {
                        if (refused.reason() == RefusalReason.CONVERSATION_EXISTS) {
                            // Stored by a request whose answer was lost: from here on it is corrected.
                            whenStored.run();
                        }
                        answer.accept(new SessionNotice.Refused(
                                WhyNot.DEBTORS_RULES, refused.reason() + ": " + refused.detail()));
                    } else {
                        answer.accept(
                                new SessionNotice.Refused(WhyNot.UNAVAILABLE, "the debtor did not answer in time"));
                    }
                });
    }
}
