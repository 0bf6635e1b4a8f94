package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskBooks.AGENT;
import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.LEADER;
import static dev.janji.actors.desk.DeskBooks.NOW;
import static dev.janji.actors.desk.DeskBooks.OTHER_DEBTOR;
import static dev.janji.actors.desk.DeskBooks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.SessionNotice.ToConnection;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.ConversationHeld;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person at a desk that is played, with a debtor by the real rules. */
final class AgentSessionTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config()
            .withFallback(ConfigFactory.parseString(
                    "pekko.actor.testkit.typed { single-expect-default = 10 s, timefactor = 1 }"))
            .withFallback(ConfigFactory.load()));
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int REMEMBERED = 8;

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final RuledDebtors debtors = new RuledDebtors(clock);
    private final PlayedSeats seats = new PlayedSeats(clock, DEBTOR);
    private ActorRef<AgentSessions.Message> sessions =
            KIT.<AgentSessions.Message>createTestProbe().getRef();

    @BeforeEach
    void begin() {
        debtors.add(DEBTOR, LocalDate.parse("2026-05-20"));
        debtors.add(OTHER_DEBTOR, LocalDate.parse("2026-05-20"));
        OperatorBook book = DeskBooks.book();
        sessions = KIT.spawn(AgentSessions.create(new SessionServices(
                seats, debtors, () -> book, clock, new SessionSettings(GRACE, REMEMBERED, 14, 20))));
    }

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    /** One connection of a person; remembers all that it hears. */
    private final class Line {
        private final TestProbe<ToConnection> probe = KIT.createTestProbe();
        private final List<SessionNotice.Told> heard = new ArrayList<>();
        private final AgentId agent;
        private String token = "";
        private boolean resumed;
        private ActorRef<AgentSession.Message> session =
                KIT.<AgentSession.Message>createTestProbe().getRef();

        private Line(AgentId agent) {
            this.agent = agent;
        }

        Line signIn(String resumeToken, long last, boolean takeOver) {
            signInOnly(resumeToken, last, takeOver);
            ToConnection.Accepted accepted = probe.expectMessageClass(ToConnection.Accepted.class);
            token = accepted.signedIn().resumeToken();
            resumed = accepted.signedIn().resumed();
            session = accepted.session();
            return this;
        }

        void signInOnly(String resumeToken, long last, boolean takeOver) {
            sessions.tell(new AgentSessions.SignIn(
                    agent, new AgentSessions.Wish(resumeToken, last, takeOver), probe.getRef()));
        }

        SessionNotice ask(String id, SessionRequest request) {
            session.tell(new AgentSession.Ask(probe.getRef(), id, request));
            return until(told -> told.request().equals(id)).notice();
        }

        SessionNotice ask(String id, AgentRequest request) {
            return ask(id, new SessionRequest.OfDesk(request));
        }

        WhyNot refused(String id, SessionRequest request) {
            SessionNotice answer = ask(id, request);
            assertThat(answer).isInstanceOf(SessionNotice.Refused.class);
            return ((SessionNotice.Refused) answer).why();
        }

        SessionNotice.Told until(Predicate<SessionNotice.Told> wanted) {
            while (true) {
                SessionNotice.Told told =
                        probe.expectMessageClass(ToConnection.Notice.class).told();
                heard.add(told);
                if (wanted.test(told)) {
                    return told;
                }
            }
        }

        /** Whether it was heard already or comes: an answer and what it brings about come in either order. */
        SessionNotice.Told ever(Predicate<SessionNotice.Told> wanted) {
            return heard.stream().filter(wanted).findFirst().orElseGet(() -> until(wanted));
        }

        CaseView screen(Predicate<CaseView> wanted) {
            return viewOf(until(
                    told -> told.notice() instanceof SessionNotice.ScreenIs screen && wanted.test(screen.view())));
        }

        CaseView viewOf(SessionNotice.Told told) {
            return ((SessionNotice.ScreenIs) told.notice()).view();
        }

        void seat(SeatState state) {
            ever(told -> told.notice() instanceof SessionNotice.OfDesk desk
                    && desk.notice() instanceof AgentNotice.SeatIs seat
                    && seat.state() == state);
        }

        void call(AgentNotice.CallIs.State state) {
            ever(told -> told.notice() instanceof SessionNotice.OfDesk desk
                    && desk.notice() instanceof AgentNotice.CallIs call
                    && call.state() == state);
        }

        Line talking() {
            seats.offer(agent, AgentNotice.Offered.Mode.CONNECTED);
            seats.seat(agent, SeatState.TALKING);
            seats.call(agent, AgentNotice.CallIs.State.TALKING);
            call(AgentNotice.CallIs.State.TALKING);
            return this;
        }

        Line identified(IdentityCheck result) {
            assertThat(ask("check-" + result, new SessionRequest.Identify(seats.lead(), result)))
                    .isEqualTo(new SessionNotice.Done());
            return this;
        }
    }

    private Line signedIn(AgentId agent) {
        Line line = new Line(agent).signIn("", 0, false);
        line.seat(SeatState.AWAY);
        return line;
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
        Line agent = signedIn(AGENT);
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
    void shouldSayWhatIsMissingWhenADispositionClaimsMoreThanWasCaptured() {
        Line agent = signedIn(AGENT).talking().identified(IdentityCheck.PASSED);

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
        Line agent = signedIn(AGENT).talking();
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
        Line agent = signedIn(AGENT).talking().identified(IdentityCheck.PASSED);

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
        Line agent = signedIn(AGENT).talking().identified(IdentityCheck.PASSED);

        SessionNotice first = agent.ask("1", promise(500_000, "2026-06-05"));
        SessionNotice again = agent.ask("1", promise(500_000, "2026-06-05"));

        assertThat(again).isEqualTo(first);
        assertThat(debtors.told(DEBTOR, LenderEvent.PromiseRecorded.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(IdentityCheck.class)
    void shouldNoteWhatClaimsLeastWhenTheWrapUpRunsOut(IdentityCheck check) {
        Line agent = signedIn(AGENT).talking();
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
        Line agent = signedIn(AGENT);
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
        Line agent = signedIn(AGENT).talking();
        seats.seat(AGENT, SeatState.WRAP_UP);
        agent.seat(SeatState.WRAP_UP);

        assertThat(agent.refused("1", new SessionRequest.OfDesk(new AgentRequest.GetReady())))
                .isEqualTo(WhyNot.NOT_DISPOSED);
    }

    @Test
    void shouldSayWhatHappenedAndShowItWhenTheDebtorPaysMeanwhile() {
        Line agent = signedIn(AGENT).talking().identified(IdentityCheck.PASSED);
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
        Line agent = signedIn(AGENT);

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
        assertThat(agent.refused("4", new SessionRequest.FindDebtor(RuledDebtors.NUMBER)))
                .isEqualTo(WhyNot.ONLY_DEBTOR_IDS);
        assertThat(agent.ask("5", new SessionRequest.OpenDebtor(DEBTOR))).isEqualTo(new SessionNotice.Done());
        assertThat(agent.viewOf(agent.ever(told -> told.notice() instanceof SessionNotice.ScreenIs))
                        .lead())
                .isNull();
    }

    @Test
    void shouldCorrectTheDispositionOfAConversation() {
        Line agent = signedIn(AGENT).talking();
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
        Line agent = signedIn(AGENT).talking();

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

    @Test
    void shouldTellWhatWasMissedOnceWhenAConnectionComesBack() {
        // given
        Line first = signedIn(AGENT);
        long seen = first.heard.get(first.heard.size() - 1).sequence();
        first.session.tell(new AgentSession.Detach(first.probe.getRef()));
        seats.seat(AGENT, SeatState.READY);
        awaitLog("left agent-1");

        // when
        Line second = new Line(AGENT).signIn(first.token, seen, false);
        second.seat(SeatState.READY);
        seats.call(AGENT, AgentNotice.CallIs.State.RINGING);
        second.call(AgentNotice.CallIs.State.RINGING);

        // then
        assertThat(second.resumed).isTrue();
        assertThat(second.token).isEqualTo(first.token);
        assertThat(second.heard).extracting(SessionNotice.Told::sequence).containsExactly(seen + 1, seen + 2);
        assertThat(seats.log()).containsSubsequence("sit agent-1", "left agent-1", "sit agent-1");
    }

    @Test
    void shouldTellEverythingAnewWhenMoreWasMissedThanIsRemembered() {
        // given
        Line first = signedIn(AGENT).talking();
        first.ever(told -> told.notice() instanceof SessionNotice.ScreenIs);
        first.session.tell(new AgentSession.Detach(first.probe.getRef()));
        awaitLog("left agent-1");
        for (int i = 0; i <= REMEMBERED; i++) {
            seats.say(AGENT, new AgentNotice.TakenBack(seats.lead(), "time " + i));
        }

        // when
        Line second = new Line(AGENT).signIn(first.token, 1, false);
        second.call(AgentNotice.CallIs.State.TALKING);
        CaseView screen = second.viewOf(second.ever(told -> told.notice() instanceof SessionNotice.ScreenIs));

        // then
        assertThat(second.resumed).isFalse();
        assertThat(second.heard.get(0).sequence()).isEqualTo(1);
        assertThat(screen.lead()).isEqualTo(seats.lead());
    }

    @Test
    void shouldKeepOneSessionForAPersonUnlessItIsTakenOver() {
        Line first = signedIn(AGENT).talking();
        Line second = new Line(AGENT);

        second.signInOnly("", 0, false);
        second.probe.expectMessage(new ToConnection.Rejected(WhyNot.SIGNED_IN_ELSEWHERE));
        second.signIn("", 0, true);

        assertThat(second.resumed).isFalse();
        second.call(AgentNotice.CallIs.State.TALKING);
        assertThat(first.probe.fishForMessage(
                        Duration.ofSeconds(10),
                        said -> said instanceof ToConnection.Close
                                ? org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                                : org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore()))
                .containsExactly(new ToConnection.Close(new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER)));
        assertThat(seats.log()).as("the seat goes on").containsExactly("sit agent-1");
    }

    @Test
    void shouldEndWhenNobodyComesBackWithinTheGrace() {
        Line agent = signedIn(AGENT).talking();
        agent.session.tell(new AgentSession.Detach(agent.probe.getRef()));
        awaitLog("left agent-1");

        TIME.timePasses(GRACE);

        KIT.<Object>createTestProbe().expectTerminated(agent.session);
        assertThat(debtors.told(DEBTOR, ConversationHeld.class)).hasSize(1);
        assertThat(new Line(AGENT).signIn(agent.token, 1, false).resumed).isFalse();
    }

    @Test
    void shouldSignOutOnlyWhenNothingIsOnTheScreen() {
        Line agent = signedIn(AGENT).talking();
        assertThat(agent.refused("1", new SessionRequest.SignOut())).isEqualTo(WhyNot.AT_A_LEAD);
        seats.seat(AGENT, SeatState.READY);
        agent.seat(SeatState.READY);

        assertThat(agent.ask("2", new SessionRequest.SignOut())).isEqualTo(new SessionNotice.Done());

        assertThat(agent.probe.expectMessageClass(ToConnection.Close.class).last())
                .isEqualTo(new AgentNotice.Unseated(AgentNotice.Unseated.Why.SIGNED_OUT));
        KIT.<Object>createTestProbe().expectTerminated(agent.session);
        assertThat(seats.log()).endsWith("agent-1 GoAway[reason=BREAK]", "left agent-1");
    }

    @Test
    void shouldLetOnlySupervisorsActOnOthers() {
        Line agent = signedIn(AGENT);
        Line leader = signedIn(LEADER);
        AgentRequest stop = new AgentRequest.StopDialing(true);

        assertThat(agent.refused("1", new SessionRequest.OfDesk(stop))).isEqualTo(WhyNot.SUPERVISORS_ONLY);
        assertThat(agent.refused("2", new SessionRequest.WatchFloor())).isEqualTo(WhyNot.SUPERVISORS_ONLY);
        assertThat(agent.refused("3", new SessionRequest.SendText(SECOND, "hello")))
                .isEqualTo(WhyNot.SUPERVISORS_ONLY);
        assertThat(leader.ask("1", stop)).isEqualTo(new SessionNotice.Done());
        assertThat(leader.ask("2", new SessionRequest.SendText(null, "hello"))).isEqualTo(new SessionNotice.Done());
        assertThat(agent.ever(told -> told.notice() instanceof SessionNotice.Text)
                        .notice())
                .isEqualTo(new SessionNotice.Text(LEADER, "Leader 1", "hello", NOW));
        assertThat(agent.ask("4", new SessionRequest.SendText(null, "help"))).isEqualTo(new SessionNotice.Done());
        leader.ever(told ->
                told.notice() instanceof SessionNotice.Text text && text.from().equals(AGENT));
    }

    @Test
    void shouldSayWhatTheDeskRefused() {
        Line agent = signedIn(AGENT);
        seats.refuseNext("NOT_AWAY", "the seat is ready already");

        assertThat(agent.ask("1", new AgentRequest.GetReady()))
                .isEqualTo(new SessionNotice.Refused(WhyNot.DESK, "NOT_AWAY: the seat is ready already"));
        assertThat(agent.refused("2", new SessionRequest.OfDesk(new AgentRequest.Dial(seats.lead()))))
                .isEqualTo(WhyNot.OTHER_LEAD);
    }

    private void awaitLog(String entry) {
        KIT.<Object>createTestProbe().awaitAssert(Duration.ofSeconds(10), () -> {
            assertThat(seats.log()).contains(entry);
            return entry;
        });
    }
}
