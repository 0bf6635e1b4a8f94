package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskBooks.AGENT;
import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.LEADER;
import static dev.janji.actors.desk.DeskBooks.NOW;
import static dev.janji.actors.desk.DeskBooks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.SessionNotice.ToConnection;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.lender.ConversationEvent.ConversationHeld;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections of a person that come and go, and what others hear of it. */
final class SessionConnectionsTest {
    private final SessionHouse house = new SessionHouse();
    private final RuledDebtors debtors = house.debtors;
    private final PlayedSeats seats = house.seats;

    @AfterEach
    void end() {
        house.kit.shutdownTestKit();
    }

    @Test
    void shouldTellWhatWasMissedOnceWhenAConnectionComesBack() {
        // given
        SessionHouse.Line first = house.signedIn(AGENT);
        long seen = first.heard.get(first.heard.size() - 1).sequence();
        first.session.tell(new AgentSession.Detach(first.probe.getRef()));
        seats.seat(AGENT, SeatState.READY);
        house.awaitLog("left agent-1");

        // when
        SessionHouse.Line second = house.new Line(AGENT).signIn(first.token, seen, false);
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
        SessionHouse.Line first = house.signedIn(AGENT).talking();
        first.ever(told -> told.notice() instanceof SessionNotice.ScreenIs);
        for (int i = 0; i <= SessionHouse.REMEMBERED; i++) {
            seats.say(AGENT, new AgentNotice.TakenBack(seats.lead(), "time " + i));
        }
        String last = "time " + SessionHouse.REMEMBERED;
        first.until(told -> told.notice() instanceof SessionNotice.OfDesk desk
                && desk.notice() instanceof AgentNotice.TakenBack taken
                && taken.why().equals(last));
        first.session.tell(new AgentSession.Detach(first.probe.getRef()));
        house.awaitLog("left agent-1");

        // when: the browser saw the first of them only
        SessionHouse.Line second = house.new Line(AGENT).signIn(first.token, 1, false);
        second.call(AgentNotice.CallIs.State.TALKING);
        CaseView screen = second.viewOf(second.ever(told -> told.notice() instanceof SessionNotice.ScreenIs));

        // then
        assertThat(second.resumed).isFalse();
        assertThat(second.heard.get(0).sequence()).isEqualTo(1);
        assertThat(screen.lead()).isEqualTo(seats.lead());
    }

    @Test
    void shouldTurnAwayWhoIsNotOnShift() {
        SessionHouse.Line line = house.new Line(DeskBooks.OFF_SHIFT);

        line.signInOnly("", 0, false);

        line.probe.expectMessage(new ToConnection.Rejected(WhyNot.NOT_ON_SHIFT));
    }

    @Test
    void shouldKeepOneSessionForAPersonUnlessItIsTakenOver() {
        SessionHouse.Line first = house.signedIn(AGENT).talking();
        SessionHouse.Line second = house.new Line(AGENT);

        second.signInOnly("", 0, false);
        second.probe.expectMessage(new ToConnection.Rejected(WhyNot.SIGNED_IN_ELSEWHERE));
        second.signIn("", 0, true);

        assertThat(second.resumed).isFalse();
        second.call(AgentNotice.CallIs.State.TALKING);
        assertThat(first.probe.fishForMessage(
                        Duration.ofSeconds(60),
                        said -> said instanceof ToConnection.Close
                                ? org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                                : org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore()))
                .containsExactly(new ToConnection.Close(new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER)));
        assertThat(seats.log()).as("the seat goes on").containsExactly("sit agent-1");
    }

    @Test
    void shouldEndWhenNobodyComesBackWithinTheGrace() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking();
        agent.session.tell(new AgentSession.Detach(agent.probe.getRef()));
        house.awaitLog("left agent-1");

        house.time.timePasses(SessionHouse.GRACE);

        house.kit.<Object>createTestProbe().expectTerminated(agent.session);
        assertThat(debtors.told(DEBTOR, ConversationHeld.class)).hasSize(1);
        assertThat(house.new Line(AGENT).signIn(agent.token, 1, false).resumed).isFalse();
    }

    @Test
    void shouldSignOutOnlyWhenNothingIsOnTheScreen() {
        SessionHouse.Line agent = house.signedIn(AGENT).talking();
        assertThat(agent.refused("1", new SessionRequest.SignOut())).isEqualTo(WhyNot.AT_A_LEAD);
        seats.seat(AGENT, SeatState.READY);
        agent.seat(SeatState.READY);

        assertThat(agent.ask("2", new SessionRequest.SignOut())).isEqualTo(new SessionNotice.Done());

        assertThat(agent.probe.expectMessageClass(ToConnection.Close.class).last())
                .isEqualTo(new AgentNotice.Unseated(AgentNotice.Unseated.Why.SIGNED_OUT));
        house.kit.<Object>createTestProbe().expectTerminated(agent.session);
        assertThat(seats.log()).endsWith("out agent-1");
    }

    @Test
    void shouldLetOnlySupervisorsActOnOthers() {
        SessionHouse.Line agent = house.signedIn(AGENT);
        SessionHouse.Line leader = house.signedIn(LEADER);
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
}
