package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.NOW;
import static dev.janji.actors.desk.DeskBooks.OTHER_DEBTOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.SessionNotice.ToConnection;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
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

/** Sessions at a desk that is played, with debtors by the real rules; time passes by hand. Of one test. */
final class SessionHouse {
    final ActorTestKit kit = ActorTestKit.create(ManualTime.config()
            .withFallback(ConfigFactory.parseString(
                    "pekko.actor.testkit.typed { single-expect-default = 60 s, timefactor = 1 }"))
            .withFallback(ConfigFactory.load()));
    final ManualTime time = ManualTime.get(kit.system());
    static final Duration GRACE = Duration.ofSeconds(20);
    static final int REMEMBERED = 8;

    final InstantSource clock = InstantSource.fixed(NOW);
    final RuledDebtors debtors = new RuledDebtors(clock);
    final PlayedAddresses addresses = new PlayedAddresses();
    final PlayedSeats seats = new PlayedSeats(clock, DEBTOR);
    private ActorRef<AgentSessions.Message> sessions =
            kit.<AgentSessions.Message>createTestProbe().getRef();

    SessionHouse() {
        debtors.add(DEBTOR, LocalDate.parse("2026-05-20"));
        debtors.add(OTHER_DEBTOR, LocalDate.parse("2026-05-20"));
        OperatorBook book = DeskBooks.book();
        sessions = kit.spawn(AgentSessions.create(new SessionServices(
                seats,
                debtors,
                addresses.search(),
                () -> book,
                clock,
                new SessionSettings(GRACE, REMEMBERED, 14, 20))));
    }

    /** One connection of a person; remembers all that it hears. */
    final class Line {
        final TestProbe<ToConnection> probe = kit.createTestProbe();
        final List<SessionNotice.Told> heard = new ArrayList<>();
        final AgentId agent;
        String token = "";
        boolean resumed;
        ActorRef<AgentSession.Message> session =
                kit.<AgentSession.Message>createTestProbe().getRef();

        Line(AgentId agent) {
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

    Line signedIn(AgentId agent) {
        Line line = new Line(agent).signIn("", 0, false);
        line.seat(SeatState.AWAY);
        return line;
    }

    void awaitLog(String entry) {
        kit.<Object>createTestProbe().awaitAssert(Duration.ofSeconds(60), () -> {
            assertThat(seats.log()).contains(entry);
            return entry;
        });
    }
}
