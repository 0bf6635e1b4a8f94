package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.BOSS;
import static dev.janji.actors.desk.DeskWorld.OTHER;
import static dev.janji.actors.desk.DeskWorld.PACED;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.debtor.Reply;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a desk does when somebody or something fails, and when it is told to stop. */
final class LiveDeskFaultTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final DeskScene scene = new DeskScene();

    @Test
    void shouldNotConfirmWhileItIsNotKnownWhichCallsThereAre() {
        // given
        DeskWorld.Debtor debtor = scene.talking();
        scene.world.port.lose();
        scene.world.desk.end(AgentNotice.Unseated.Why.DESK_CLOSES);
        scene.world.open();
        scene.world.settle();

        // when
        scene.world.recall(debtor);
        scene.world.settle();

        // then
        assertThat(debtor.closed).isEmpty();
        scene.world.port.find();
        scene.world.settle();
        assertThat(scene.world.port.upCalls()).isEmpty();
        assertThat(debtor.closed).containsExactlyInAnyOrder(LeadResult.TALKED, LeadResult.RETURNED);
    }

    @Test
    void shouldGiveUpAndEndALateCallWhenNothingIsHeardOfIt() {
        DeskWorld.Debtor debtor = scene.reading();
        debtor.isMute = true;
        scene.world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();

        scene.world.pass(Duration.ofSeconds(46));
        assertThat(debtor.closed).containsExactly(LeadResult.NOT_REACHED);
        scene.world.port.ring(debtor.call());
        scene.world.settle();

        assertThat(scene.world.port.upCalls()).isEmpty();
        scene.assertAtRest();
    }

    @ParameterizedTest
    @CsvSource({"DIALING, 46", "RINGING, 46"})
    void shouldHangUpWhenTheCallIsPastItsDeadline(DeskScene.Point point, int seconds) {
        DeskWorld.Debtor debtor = scene.broughtTo(point);

        scene.world.pass(Duration.ofSeconds(seconds));

        assertThat(debtor.words).containsExactly("NO_ANSWER", "NOT_REACHED");
        assertThat(scene.world.port.upCalls()).isEmpty();
        scene.assertAtRest();
    }

    @Test
    void shouldEndTheConversationWhenEverybodyForgotIt() {
        DeskWorld.Debtor debtor = scene.talking();

        scene.world.pass(Duration.ofHours(2));

        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        assertThat(scene.world.port.upCalls()).isEmpty();
    }

    @Test
    void shouldTakeTheLeadFromAnAgentWhoNeverDials() {
        DeskWorld.Debtor debtor = scene.reading();

        scene.world.pass(Duration.ofMinutes(10));

        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isNotEqualTo(SeatState.TALKING);
    }

    @Test
    void shouldHangUpWhatNobodyAnsweredAndLetTalksGoOnWhenASupervisorStopsDialing() {
        // given
        scene.world = DeskWorld.of(PacingMode.POWER);
        scene.world.sit(BOSS).ready(AGENT);
        DeskWorld.Debtor talks = scene.world.offer("d1", PACED);
        DeskWorld.Debtor rings = scene.world.offer("d2", PACED);
        scene.world.pass(SECOND);
        scene.world.port.answer(talks.call(), By.PERSON);
        scene.world.settle();
        DeskWorld.Debtor waits = scene.world.offer("d3", PACED);
        scene.world.settle();

        // when
        scene.world.ask(BOSS, new AgentRequest.StopDialing(true)).settle();

        // then
        assertThat(rings.words).containsExactly("NO_ANSWER", "NOT_REACHED");
        assertThat(talks.closed).isEmpty();
        scene.world
                .ask(AGENT, new AgentRequest.HangUp(talks.offer.id()))
                .ask(AGENT, new AgentRequest.EndWrapUp(talks.offer.id()));
        scene.world.pass(Duration.ofSeconds(30));
        assertThat(waits.attempt).isNull();
        scene.world.ask(BOSS, new AgentRequest.StopDialing(false));
        scene.world.pass(Duration.ofSeconds(2));
        assertThat(waits.attempt).isNotNull();
    }

    @Test
    void shouldStopAndGoOnWhenAStopOfTheDeskIsPlacedAndLifted() {
        scene.world.ready(AGENT);
        DeskWorld.Debtor rings = scene.world.offer("d1", PACED);
        scene.world.pass(SECOND);

        scene.world.stops = new Stops(
                List.of(new Stop(
                        new StopId("s-1"),
                        new StopScope.OfDesk(scene.world.desk.id()),
                        "a fire drill",
                        new PersonId("supervisor-1"),
                        scene.world.clock.instant())),
                Stops.LOOK_AGAIN_EVERY);
        scene.world.step(scene.world.desk::lookAtStops);
        scene.world.settle();
        DeskWorld.Debtor waits = scene.world.offer("d2", PACED);
        scene.world.pass(Duration.ofSeconds(10));

        assertThat(rings.closed).containsExactly(LeadResult.NOT_REACHED);
        assertThat(waits.attempt).isNull();
        scene.world.stops = Stops.NONE;
        scene.world.pass(Duration.ofSeconds(2));
        assertThat(waits.attempt).isNotNull();
    }

    @Test
    void shouldDialNobodyAndHangUpWhatRingsWhenTheLastAgentLeaves() {
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        DeskWorld.Debtor next = scene.world.offer("d2", PACED);
        scene.world.pass(SECOND);
        scene.world.port.ring(debtor.call());
        scene.world.settle();

        scene.world.step(() -> scene.world.desk.seats.signOut(AGENT));
        scene.world.settle();
        scene.world.pass(Duration.ofMinutes(5));

        assertThat(debtor.closed).containsExactly(LeadResult.NOT_REACHED);
        assertThat(scene.world.port.upCalls()).isEmpty();
        assertThat(next.attempt).isNull();
        assertThat(scene.world.clock.nextDue()).as("nothing to wait for").isNull();
    }

    @Test
    void shouldDialNobodyWhenTheDeskIsClosed() {
        scene.world.pass(Duration.ofHours(10));
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        DeskWorld.Debtor read = scene.world.offer("d2", PREVIEW);
        scene.world.pass(SECOND);
        scene.world
                .ask(AGENT, new AgentRequest.Accept(read.offer.id()))
                .ask(AGENT, new AgentRequest.Dial(read.offer.id()))
                .settle();

        assertThat(scene.world.port.calls).isEmpty();
        assertThat(debtor.attempt).isNull();
        assertThat(scene.world.refusals(AGENT)).containsExactly("DESK_CLOSED");
    }

    @Test
    void shouldGoOnWithWhatIsLeftWhenTheGatewayIsLostAndComesBack() {
        // given
        scene.world = DeskWorld.of(PacingMode.POWER);
        scene.world.ready(AGENT).ready(OTHER);
        DeskWorld.Debtor stays = scene.world.offer("d1", PACED);
        DeskWorld.Debtor goes = scene.world.offer("d2", PACED);
        scene.world.pass(SECOND);
        scene.world.port.answer(stays.call(), By.PERSON);
        scene.world.settle();
        scene.world.port.answer(goes.call(), By.PERSON);
        scene.world.settle();
        assertThat(goes.talks).hasSize(1);

        // when
        scene.world.port.lose();
        DeskWorld.Debtor waits = scene.world.offer("d3", PACED);
        scene.world.pass(Duration.ofSeconds(5));
        scene.world.port.end(goes.call(), End.THEY_HUNG_UP);
        scene.world.settle();
        CallId unknown = CallId.of(AttemptId.of(DebtorKey.parse("bank-satu~d9"), 4));
        scene.world.port.dial(new AttemptId(unknown.value()));
        assertThat(waits.attempt).isNull();
        assertThat(goes.closed).isEmpty();
        scene.world.port.find();
        scene.world.settle();

        // then
        assertThat(goes.closed).containsExactly(LeadResult.TALKED);
        assertThat(stays.closed).isEmpty();
        assertThat(scene.world.port.isUp(unknown)).isFalse();
        assertThat(scene.world.port.isUp(stays.call())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = DeskScene.Point.class,
            names = {"RINGING", "READING"})
    void shouldEndTheCallWhenTheAgentsBrowserDiesAndStaysDead(DeskScene.Point point) {
        DeskWorld.Debtor debtor = scene.previewTo(point);

        scene.world.step(() -> scene.world.desk.seats.left(AGENT, AGENT + " 1"));
        scene.world.settle();
        assertThat(debtor.closed).isEmpty();
        scene.world.passReal(Duration.ofSeconds(21));

        assertThat(debtor.closed)
                .containsExactly(point == DeskScene.Point.READING ? LeadResult.RETURNED : LeadResult.NOT_REACHED);
        assertThat(scene.world.port.upCalls()).isEmpty();
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isNull();
        scene.assertAtRest();
    }

    @Test
    void shouldKeepTheTalkWhenTheBrowserComesBackAndEndItWhenItDoesNot() {
        // given
        DeskWorld.Debtor debtor = scene.talking();
        scene.world.step(() -> scene.world.desk.seats.left(AGENT, AGENT + " 1"));
        scene.world.passReal(Duration.ofSeconds(10));

        // when
        scene.world.sit(AGENT, "second browser").settle();
        scene.world.passReal(Duration.ofSeconds(30));

        // then
        assertThat(scene.world.port.upCalls()).containsExactly(debtor.call());
        assertThat(DeskScene.last(scene.world.told(AGENT, AgentNotice.CallIs.class))
                        .state())
                .isEqualTo(AgentNotice.CallIs.State.TALKING);
        scene.world.step(() -> scene.world.desk.seats.left(AGENT, "second browser"));
        scene.world.passReal(Duration.ofSeconds(21));
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        assertThat(scene.world.port.upCalls()).isEmpty();
    }

    @Test
    void shouldGiveUpTheSeatWhenTheBrowserDiesInTheWrapUp() {
        DeskWorld.Debtor debtor = scene.talking();
        scene.world.ask(AGENT, new AgentRequest.HangUp(debtor.offer.id())).settle();
        scene.world.step(() -> scene.world.desk.seats.left(AGENT, AGENT + " 1"));

        scene.world.passReal(Duration.ofSeconds(21));

        assertThat(scene.world.desk.rules().stateOf(AGENT)).isNull();
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        scene.assertAtRest();
    }

    @Test
    void shouldOfferNothingToAnAgentWhoseSessionIsLost() {
        scene.world.ready(AGENT);
        scene.world.step(() -> scene.world.desk.seats.left(AGENT, AGENT + " 1"));
        scene.world.settle();

        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        scene.world.pass(Duration.ofSeconds(5));

        assertThat(debtor.attempt).isNull();
    }

    @Test
    void shouldTellTheOldSessionWhenTheAgentSignsInElsewhere() {
        scene.world.ready(AGENT);

        scene.world.sit(AGENT, "another machine").settle();
        scene.world.step(() -> scene.world.desk.seats.left(AGENT, AGENT + " 1"));
        scene.world.passReal(Duration.ofMinutes(1));

        assertThat(scene.world.told(AGENT, AgentNotice.Unseated.class))
                .containsExactly(new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER));
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
    }

    @Test
    void shouldHangUpAndTellEveryDebtorWhenTheDeskEnds() {
        // given
        DeskWorld.Debtor talks = scene.talking();
        DeskWorld.Debtor waits = scene.world.offer("d8", PREVIEW);
        scene.world.settle();

        // when
        scene.world.desk.end(AgentNotice.Unseated.Why.DESK_CLOSES);
        scene.world.settle();

        // then
        assertThat(scene.world.port.upCalls()).isEmpty();
        assertThat(talks.closed).containsExactly(LeadResult.TALKED);
        assertThat(waits.closed).containsExactly(LeadResult.RETURNED);
        assertThat(scene.world.told(AGENT, AgentNotice.Unseated.class))
                .containsExactly(new AgentNotice.Unseated(AgentNotice.Unseated.Why.DESK_CLOSES));
        scene.world.open();
        scene.world.ready(AGENT);
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        scene.assertAtRest();
    }

    @Test
    void shouldTryAgainUntilTheDebtorHasHeardHowItsLeadEnded() {
        List<String> tries = new ArrayList<>();
        DebtorPost post = new DebtorPost(
                (key, command) -> {
                    tries.add(command.getClass().getSimpleName());
                    return CompletableFuture.completedStage(
                            tries.size() < 3 ? new Reply.Unavailable("not now") : new Reply.Applied(1, false, false));
                },
                (delay, task) -> scene.world.later("real", task),
                scene.world.clock);
        DebtorKey key = DebtorKey.parse("bank-satu~d1");

        post.send(key, new DebtorCommand.RecordTalk(LeadId.of(key, 1), AGENT));
        post.send(key, new DebtorCommand.CloseLead(LeadId.of(key, 1), LeadResult.TALKED));
        scene.world.settle();

        assertThat(tries).containsExactly("RecordTalk", "RecordTalk", "RecordTalk", "CloseLead");
        assertThat(post.isEmpty()).isTrue();
        assertThat(scene.world.clock.openHolds()).isZero();
    }

    @Test
    void shouldWaitForTheAgentsAnswerButNotForEverWhenTheClockIsScaled() {
        scene.world.ready(AGENT);
        scene.world.offer("d1", PREVIEW);
        scene.world.settle();

        assertThat(scene.world.clock.openHolds()).isEqualTo(1);
        scene.world.passReal(Duration.ofSeconds(5));
        assertThat(scene.world.clock.openHolds()).isZero();
    }

    @Test
    void shouldSendTheAgentAwayAndAbandonTheCallWhenTheAgentsLineIsDead() {
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        scene.world.pass(SECOND);
        scene.world.port.deaf.add(AGENT);

        scene.world.port.answer(debtor.call(), By.PERSON);
        scene.world.settle();

        assertThat(debtor.words).containsExactly("ABANDONED", "ABANDONED");
        scene.world.pass(Duration.ofSeconds(31));
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.AWAY);
    }

    @Test
    void shouldLetSupervisorsListenForceStatesAndSeeTheFloor() {
        // given
        scene.world.sit(BOSS);
        DeskWorld.Debtor debtor = scene.talking();

        // when
        scene.world
                .ask(BOSS, new AgentRequest.Supervise(AGENT, VoicePort.Part.LISTEN))
                .ask(BOSS, new AgentRequest.ForceState(AGENT, AgentRequest.ForceState.Forced.AWAY))
                .ask(AGENT, new AgentRequest.StopDialing(true))
                .ask(AGENT, new AgentRequest.Hold(debtor.offer.id(), true))
                .ask(AGENT, new AgentRequest.Record(debtor.offer.id(), true))
                .ask(AGENT, new AgentRequest.HangUp(debtor.offer.id()))
                .settle();
        scene.world.pass(Duration.ofSeconds(31));

        // then
        assertThat(scene.world.port.log)
                .contains(
                        "supervise " + debtor.call() + " " + BOSS + " LISTEN",
                        "hold " + debtor.call(),
                        "play RECORDED " + debtor.call());
        assertThat(scene.world.refusals(AGENT)).contains("NOT_A_SUPERVISOR");
        assertThat(scene.world.desk.isDialingStopped).isFalse();
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.AWAY);
        assertThat(DeskScene.last(scene.world.told(BOSS, AgentNotice.FloorIs.class))
                        .floor()
                        .seats())
                .singleElement()
                .satisfies(seat -> assertThat(seat.state()).isEqualTo(SeatState.AWAY));
    }

    @Test
    void shouldTellTheAgentWhatTheRecordingsAreCalled() {
        // given
        DeskWorld.Debtor debtor = scene.talking();

        // when
        scene.world.ask(AGENT, new AgentRequest.Record(debtor.offer.id(), true)).settle();
        scene.world
                .ask(AGENT, new AgentRequest.Record(debtor.offer.id(), false))
                .ask(AGENT, new AgentRequest.Record(debtor.offer.id(), true))
                .ask(AGENT, new AgentRequest.HangUp(debtor.offer.id()))
                .settle();

        // then: each that was begun, also in what is told last
        List<AgentNotice.CallIs> told = scene.world.told(AGENT, AgentNotice.CallIs.class);
        assertThat(told.get(0).recordings()).isEmpty();
        assertThat(DeskScene.last(told).state()).isEqualTo(AgentNotice.CallIs.State.ENDED);
        assertThat(DeskScene.last(told).recordings())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(reference -> assertThat(reference).isNotBlank());
    }

    @Test
    void shouldCallNobodyWhenThereIsNoTelephone() {
        scene.world = DeskWorld.withoutTelephone();
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);

        scene.world.pass(Duration.ofMinutes(1));

        assertThat(debtor.attempt).isNull();
        scene.world.recall(debtor);
        scene.world.settle();
        assertThat(debtor.closed).containsExactly(LeadResult.RECALLED);
    }
}
