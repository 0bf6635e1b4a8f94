package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskBooks.AGENT;
import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.NOW;
import static dev.janji.actors.desk.DeskBooks.OTHER_DEBTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.ConversationHeld;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does with a lead. */
final class AgentSessionTest {
    private final SessionHouse house = new SessionHouse();
    private final RuledDebtors debtors = house.debtors;
    private final PlayedSeats seats = house.seats;

    @AfterEach
    void end() {
        house.kit.shutdownTestKit();
    }

    private SessionRequest.CapturePromise promise(long rupiah, String by) {
        return new SessionRequest.CapturePromise(
                seats.lead(), RuledDebtors.CARD, RuledDebtors.rupiah(rupiah), LocalDate.parse(by));
    }

    private SessionRequest.Dispose dispose(Disposition disposition) {
        return new SessionRequest.Dispose(seats.lead(), disposition, ConversationEvent.Reason.NONE, List.of());
    }

    @Test
    void shouldStoreWhatWasAgreedWhenAPreviewCallIsWorked() {
        // given
        SessionHouse.Line agent = house.signedIn(AGENT);
        agent.ask("ready", new AgentRequest.GetReady());
        agent.ask("accept", new AgentRequest.Accept(seats.lead()));
        assertThat(agent.viewOf(agent.ever(told -> told.notice() instanceof SessionNotice.ScreenIs))
                        .identity())
                .isEqualTo(IdentityCheck.PENDING);
        agent.ask("dial", new AgentRequest.Dial(seats.lead()));
        agent.call(AgentNotice.CallIs.State.TALKING);
        agent.identified(IdentityCheck.PASSED);

        // when
        SessionNotice promised = agent.ask("promise", promise(500_000, "2026-06-05"));
        agent.ask("hang-up", new AgentRequest.HangUp(seats.lead()));
        agent.seat(SeatState.WRAP_UP);
        SessionNotice disposed = agent.ask("dispose", dispose(Disposition.RPC_PTP));
        agent.seat(SeatState.READY);

        // then
        assertThat(promised).isInstanceOf(SessionNotice.Recorded.class);
        assertThat(disposed).isInstanceOf(SessionNotice.Recorded.class);
        assertThat(debtors.told(DEBTOR, LenderEvent.PromiseRecorded.class))
                .singleElement()
                .satisfies(told -> assertThat(told.amount()).isEqualTo(RuledDebtors.rupiah(500_000)));
        assertThat(debtors.told(DEBTOR, ConversationHeld.class)).singleElement().satisfies(told -> {
            assertThat(told.disposition()).isEqualTo(Disposition.RPC_PTP);
            assertThat(told.agentId()).isEqualTo("agent-1");
            assertThat(told.contactPoint()).hasToString("phone");
        });
        assertThat(seats.log()).contains("agent-1 EndWrapUp[lead=" + seats.lead() + "]");
        assertThat(agent.heard)
                .extracting(SessionNotice.Told::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(agent.heard.get(0).sequence()).isEqualTo(1);
    }

    @Test
    void shouldNoteWhatTheRecordingsOfTheConversationAreCalled() {
        // given
        SessionHouse.Line agent = house.signedIn(AGENT).talking().identified(IdentityCheck.PASSED);
        seats.say(
                AGENT,
                new AgentNotice.CallIs(
                        seats.lead(),
                        seats.attempt(),
                        null,
                        AgentNotice.CallIs.State.TALKING,
                        null,
                        DeskBooks.NOW,
                        List.of("r1.call", "r2.call")));
        seats.say(
                AGENT,
                new AgentNotice.CallIs(
                        seats.lead(), seats.attempt(), null, AgentNotice.CallIs.State.HELD, null, DeskBooks.NOW));
        agent.call(AgentNotice.CallIs.State.HELD);

        // when
        agent.ask("dispose", dispose(Disposition.RPC_REFUSED));

        // then
        assertThat(debtors.told(DEBTOR, ConversationHeld.class))
                .singleElement()
                .satisfies(told -> assertThat(told.recordings()).containsExactly("r1.call", "r2.call"));
    }

    @Test
    void shouldSayWhatIsMissingWhenADispositionClaimsMoreThanWasCaptured() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking().identified(IdentityCheck.PASSED);

        assertThat(agent.refused("1", dispose(Disposition.RPC_PTP))).isEqualTo(WhyNot.PROMISE_MISSING);
        assertThat(agent.refused("2", dispose(Disposition.RPC_CALLBACK))).isEqualTo(WhyNot.CALLBACK_MISSING);
        assertThat(agent.refused("3", dispose(Disposition.WRONG_NUMBER))).isEqualTo(WhyNot.IDENTIFIED);
        assertThat(agent.ask(
                        "4",
                        new SessionRequest.BookCallback(
                                seats.lead(), NOW.plusSeconds(3600), NOW.plusSeconds(7200), "")))
                .isInstanceOf(SessionNotice.Recorded.class);
        assertThat(agent.ask("5", dispose(Disposition.RPC_CALLBACK))).isInstanceOf(SessionNotice.Recorded.class);
        assertThat(agent.refused("6", dispose(Disposition.RPC_REFUSED))).isEqualTo(WhyNot.DISPOSED);
    }

    @ParameterizedTest
    @EnumSource(value = IdentityCheck.class, mode = EnumSource.Mode.EXCLUDE, names = "PASSED")
    void shouldTakeNothingThatOnlyTheRightPartyCanAgreeWhenTheCheckIsNotPassed(IdentityCheck check) {
        SessionHouse.Line agent = house.signedIn(AGENT).talking();
        if (check != IdentityCheck.PENDING) {
            agent.identified(check);
        }

        assertThat(agent.refused("1", promise(100_000, "2026-06-05"))).isEqualTo(WhyNot.NOT_IDENTIFIED);
        assertThat(agent.refused("2", new SessionRequest.RaiseDispute(seats.lead(), RuledDebtors.CARD)))
                .isEqualTo(WhyNot.NOT_IDENTIFIED);
        assertThat(agent.refused("3", dispose(Disposition.RPC_REFUSED))).isEqualTo(WhyNot.NOT_IDENTIFIED);
        assertThat(agent.refused("4", dispose(Disposition.FRAUD_CLAIM))).isEqualTo(WhyNot.NOT_IDENTIFIED);
        assertThat(agent.ask("5", dispose(Disposition.TPC_MESSAGE_LEFT))).isInstanceOf(SessionNotice.Recorded.class);
        assertThat(debtors.told(DEBTOR, LenderEvent.PromiseRecorded.class)).isEmpty();
    }

    @Test
    void shouldNameTheRuleWhenAPromiseMayNotBeAgreed() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking().identified(IdentityCheck.PASSED);

        assertThat(agent.refused("1", promise(500_001, "2026-06-05"))).isEqualTo(WhyNot.ABOVE_OVERDUE);
        assertThat(agent.refused("2", promise(500_000, "2026-05-31"))).isEqualTo(WhyNot.DAY_OVER);
        assertThat(agent.refused("3", promise(500_000, "2026-06-16"))).isEqualTo(WhyNot.DAY_TOO_FAR);
        assertThat(agent.refused(
                        "4",
                        new SessionRequest.CapturePromise(
                                seats.lead(),
                                new AccountId("another"),
                                RuledDebtors.rupiah(1),
                                LocalDate.parse("2026-06-05"))))
                .isEqualTo(WhyNot.ACCOUNT_UNKNOWN);
        assertThat(agent.ask("5", promise(500_000, "2026-06-15"))).isInstanceOf(SessionNotice.Recorded.class);
        assertThat(agent.refused("6", promise(100_000, "2026-06-15"))).isEqualTo(WhyNot.PROMISE_ACTIVE);
        assertThat(agent.refused("7", new SessionRequest.Identify(seats.lead(), IdentityCheck.THIRD_PARTY)))
                .isEqualTo(WhyNot.CHECK_STANDS);
    }

    @Test
    void shouldAnswerTheSameAndStoreNothingTwiceWhenARequestComesAgain() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking().identified(IdentityCheck.PASSED);

        SessionNotice first = agent.ask("1", promise(500_000, "2026-06-05"));
        SessionNotice again = agent.ask("1", promise(500_000, "2026-06-05"));

        assertThat(again).isEqualTo(first);
        assertThat(debtors.told(DEBTOR, LenderEvent.PromiseRecorded.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(IdentityCheck.class)
    void shouldNoteWhatClaimsLeastWhenTheWrapUpRunsOut(IdentityCheck check) {
        SessionHouse.Line agent = house.signedIn(AGENT).talking();
        if (check != IdentityCheck.PENDING) {
            agent.identified(check);
        }

        seats.seat(AGENT, SeatState.WRAP_UP);
        seats.seat(AGENT, SeatState.READY);
        agent.seat(SeatState.READY);

        assertThat(debtors.told(DEBTOR, ConversationHeld.class))
                .extracting(ConversationHeld::disposition)
                .containsExactly(
                        check == IdentityCheck.PASSED ? Disposition.RPC_NO_COMMITMENT : Disposition.TPC_MESSAGE_LEFT);
    }

    @Test
    void shouldNoteNothingWhenNobodyAnswered() {
        SessionHouse.Line agent = house.signedIn(AGENT);
        agent.ask("ready", new AgentRequest.GetReady());
        agent.ask("accept", new AgentRequest.Accept(seats.lead()));
        seats.call(AGENT, AgentNotice.CallIs.State.RINGING);
        agent.call(AgentNotice.CallIs.State.RINGING);
        assertThat(agent.refused("1", dispose(Disposition.WRONG_NUMBER))).isEqualTo(WhyNot.NOBODY_TALKED);

        seats.call(AGENT, AgentNotice.CallIs.State.ENDED);
        seats.seat(AGENT, SeatState.WRAP_UP);
        agent.seat(SeatState.WRAP_UP);
        agent.ask("2", new AgentRequest.GetReady());
        agent.seat(SeatState.READY);

        assertThat(debtors.told(DEBTOR, ConversationHeld.class)).isEmpty();
        assertThat(seats.log()).contains("agent-1 EndWrapUp[lead=" + seats.lead() + "]");
    }

    @Test
    void shouldDemandTheDispositionWhenSomebodyTalkedAndTheAgentWantsToGoOn() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking();
        seats.seat(AGENT, SeatState.WRAP_UP);
        agent.seat(SeatState.WRAP_UP);

        assertThat(agent.refused("1", new SessionRequest.OfDesk(new AgentRequest.GetReady())))
                .isEqualTo(WhyNot.NOT_DISPOSED);
    }

    @Test
    void shouldSayWhatHappenedAndShowItWhenTheDebtorPaysMeanwhile() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking().identified(IdentityCheck.PASSED);
        agent.ever(told -> told.notice() instanceof SessionNotice.ScreenIs screen
                && screen.view().identity() == IdentityCheck.PASSED);

        debtors.tell(
                DEBTOR,
                new LenderEvent.PaymentReceived(
                        RuledDebtors.CARD,
                        new PaymentId("p-1"),
                        RuledDebtors.rupiah(500_000),
                        LocalDate.parse("2026-06-01")));
        seats.say(AGENT, new AgentNotice.LeadWithdrawn(seats.lead()));

        SessionNotice changed = agent.until(told -> told.notice() instanceof SessionNotice.DebtorChanged)
                .notice();
        assertThat(((SessionNotice.DebtorChanged) changed).change()).isEqualTo(SessionNotice.DebtorChanged.Change.PAID);
        CaseView now = agent.screen(view -> true);
        assertThat(((DebtorState.Known) now.view().state())
                        .accounts()
                        .get(0)
                        .ledger()
                        .overdueMinor(now.view().today()))
                .isZero();
        assertThat(now.actions().get(AgentAction.PROMISE)).contains(WhyNot.NOTHING_OVERDUE);
    }

    @Test
    void shouldShowOnlyLendersOfAValidCertificate() {
        SessionHouse.Line agent = house.signedIn(AGENT);

        assertThat(agent.refused("1", new SessionRequest.OpenDebtor(OTHER_DEBTOR)))
                .isEqualTo(WhyNot.NOT_CERTIFIED);
        assertThat(agent.refused(
                        "2",
                        new SessionRequest.Correct(
                                OTHER_DEBTOR,
                                new ConversationId("c-1"),
                                Disposition.WRONG_NUMBER,
                                ConversationEvent.Reason.NONE)))
                .isEqualTo(WhyNot.NOT_CERTIFIED);
        assertThat(agent.ask("3", new SessionRequest.FindDebtor("d-1")))
                .isInstanceOfSatisfying(
                        SessionNotice.Found.class,
                        found -> assertThat(found.debtors())
                                .singleElement()
                                .satisfies(view -> assertThat(view.debtor()).isEqualTo(DEBTOR)));
        assertThat(agent.refused("4", new SessionRequest.FindDebtor("d-9"))).isEqualTo(WhyNot.NOBODY_FOUND);
        assertThat(agent.ask("5", new SessionRequest.OpenDebtor(DEBTOR))).isEqualTo(new SessionNotice.Done());
        assertThat(agent.viewOf(agent.ever(told -> told.notice() instanceof SessionNotice.ScreenIs))
                        .lead())
                .isNull();
    }

    @Test
    void shouldFindByNumberAndAccountOnlyWhoHasThemNowAndOnlyOfItsLenders() {
        DebtorKey hint = new DebtorKey(DEBTOR.lender(), new DebtorId("d-8"));
        debtors.tell(
                hint,
                new LenderEvent.DebtorUpserted(
                        new Profile("Debtor Eight", "id", "Jalan Delapan 8", RuledDebtors.JAKARTA, List.of())));
        house.addresses.hints.addAll(List.of(DEBTOR, OTHER_DEBTOR, hint));
        SessionHouse.Line agent = house.signedIn(AGENT);

        int request = 0;
        for (String text : List.of("0812-3456-7890", "+62 812-3456-7890", "6281234567890", RuledDebtors.CARD.value())) {
            assertThat(agent.ask("found-" + ++request, new SessionRequest.FindDebtor(text)))
                    .as(text)
                    .isInstanceOfSatisfying(
                            SessionNotice.Found.class,
                            found -> assertThat(found.debtors())
                                    .extracting(DebtorView::debtor)
                                    .containsExactly(DEBTOR));
        }
        assertThat(agent.refused("other-number", new SessionRequest.FindDebtor("0812-3456-7891")))
                .as("the book's word is a hint")
                .isEqualTo(WhyNot.NOBODY_FOUND);
        assertThat(house.addresses.asked).containsOnly(DEBTOR.lender());

        house.addresses.away = true;
        assertThat(agent.refused("away", new SessionRequest.FindDebtor("0812-3456-7890")))
                .isEqualTo(WhyNot.UNAVAILABLE);
        house.addresses.away = false;
        assertThat(agent.ask("away", new SessionRequest.FindDebtor("0812-3456-7890")))
                .isInstanceOf(SessionNotice.Found.class);
    }

    @Test
    void shouldCorrectTheDispositionOfAConversation() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking();
        SessionNotice.Recorded held = (SessionNotice.Recorded) agent.ask("1", dispose(Disposition.TPC_MESSAGE_LEFT));

        SessionNotice corrected = agent.ask(
                "2",
                new SessionRequest.Correct(
                        DEBTOR,
                        new ConversationId(held.id()),
                        Disposition.WRONG_NUMBER,
                        ConversationEvent.Reason.NONE));

        assertThat(corrected).isEqualTo(new SessionNotice.Recorded(AgentAction.CORRECT, held.id()));
        assertThat(debtors.told(DEBTOR, ConversationEvent.DispositionCorrected.class))
                .hasSize(1);
    }

    @Test
    void shouldFileAComplaintWithTheDayByWhichItIsAnswered() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking();

        agent.ask(
                "1", new SessionRequest.FileComplaint(seats.lead(), ConversationEvent.ComplaintCategory.CONDUCT, true));

        assertThat(debtors.told(DEBTOR, ConversationEvent.ComplaintReceived.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.source()).isEqualTo(ConversationEvent.ComplaintSource.AGENT);
                    assertThat(told.answerBy()).isEqualTo(LocalDate.parse("2026-06-21"));
                    assertThat(told.hold()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayWhatTheDeskRefused(boolean byNotice) {
        SessionHouse.Line agent = house.signedIn(AGENT);
        seats.refuseNext("NOT_AWAY", "the seat is ready already", byNotice);

        assertThat(agent.ask("1", new AgentRequest.GetReady()))
                .isEqualTo(new SessionNotice.Refused(WhyNot.DESK, "NOT_AWAY: the seat is ready already"));
        assertThat(agent.refused("2", new SessionRequest.OfDesk(new AgentRequest.Dial(seats.lead()))))
                .isEqualTo(WhyNot.OTHER_LEAD);
    }
}
