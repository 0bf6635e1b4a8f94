package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.BOSS;
import static dev.janji.actors.desk.DeskWorld.OTHER;
import static dev.janji.actors.desk.DeskWorld.PACED;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.debtor.Reply;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.QueueId;
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

/** How calls and agents come together, and how they are kept apart. */
final class LiveDeskTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private DeskWorld world = DeskWorld.of(PacingMode.PROGRESSIVE);

    @Test
    void shouldCallAndConnectWhenAnAgentAcceptsReadsAndDials() {
        // given
        DeskWorld.Debtor debtor = world.offer("d1", PREVIEW);
        world.ready(AGENT);
        LeadId lead = debtor.offer.id();

        // when
        assertThat(world.told(AGENT, AgentNotice.Offered.class))
                .singleElement()
                .satisfies(offered -> assertThat(offered.mode()).isEqualTo(AgentNotice.Offered.Mode.PREVIEW));
        world.ask(AGENT, new AgentRequest.Accept(lead)).settle();
        assertThat(world.port.log).isEmpty();
        world.ask(AGENT, new AgentRequest.Dial(lead)).settle();
        world.port.ring(debtor.call());
        world.settle();
        world.port.answer(debtor.call(), By.PERSON);
        world.settle();
        assertThat(debtor.talks).containsExactly(AGENT);
        world.ask(AGENT, new AgentRequest.HangUp(lead)).settle();

        // then
        assertThat(world.calls(AGENT))
                .containsExactly(
                        AgentNotice.CallIs.State.DIALING,
                        AgentNotice.CallIs.State.RINGING,
                        AgentNotice.CallIs.State.TALKING,
                        AgentNotice.CallIs.State.ENDED);
        assertThat(debtor.words).containsExactly("talk", "ANSWERED", "TALKED");
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.WRAP_UP);
        world.ask(AGENT, new AgentRequest.EndWrapUp(lead)).settle();
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        assertThat(world.refusals(AGENT)).isEmpty();
        assertAtRest();
    }

    @Test
    void shouldDialByItselfAndConnectTheAgentWhenAPersonAnswers() {
        // given
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        world.pass(SECOND);

        // when
        world.port.ring(debtor.call());
        world.port.answer(debtor.call(), By.PERSON);
        world.pass(SECOND);

        // then
        assertThat(world.told(AGENT, AgentNotice.Offered.class))
                .singleElement()
                .satisfies(offered -> assertThat(offered.mode()).isEqualTo(AgentNotice.Offered.Mode.CONNECTED));
        assertThat(debtor.talks).containsExactly(AGENT);
        world.pass(Duration.ofSeconds(60));
        world.port.end(debtor.call(), End.THEY_HUNG_UP);
        world.settle();
        assertThat(debtor.words).containsExactly("talk", "ANSWERED", "TALKED");
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.WRAP_UP);
        assertAtRest();
    }

    @Test
    void shouldAbandonWithAWordAndChargeTheBudgetWhenNobodyIsFreeInTime() {
        // given
        world = DeskWorld.of(PacingMode.POWER);
        world.ready(AGENT);
        DeskWorld.Debtor first = world.offer("d1", PACED);
        DeskWorld.Debtor second = world.offer("d2", PACED);
        world.sit(BOSS).settle();
        world.pass(SECOND);

        // when
        world.port.answer(first.call(), By.PERSON);
        world.port.answer(second.call(), By.UNKNOWN);
        world.settle();
        assertThat(second.words).isEmpty();
        world.pass(Duration.ofSeconds(2));

        // then
        assertThat(first.talks).containsExactly(AGENT);
        assertThat(second.talks).isEmpty();
        assertThat(second.words).containsExactly("ANSWERED", "ABANDONED");
        assertThat(world.log(line -> line.contains(second.call().value())))
                .containsExactly(
                        "dial " + second.attempt,
                        "play NOBODY_FREE " + second.call(),
                        "hang-up " + second.call(),
                        "over " + second.call() + " WE_HUNG_UP");
        world.passReal(Duration.ofSeconds(1));
        FloorView floor = last(world.told(BOSS, AgentNotice.FloorIs.class)).floor();
        assertThat(floor.queues())
                .filteredOn(queue -> queue.queue().equals(PACED))
                .singleElement()
                .satisfies(queue -> {
                    assertThat(queue.abandoned()).isEqualTo(1);
                    assertThat(queue.answered()).isEqualTo(2);
                    assertThat(queue.pace()).startsWith("power");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, BUSY",
        "NO_ANSWER, NO_ANSWER",
        "REJECTED, BUSY",
        "NOT_IN_SERVICE, BOUNCED",
        "CONGESTION, UNDELIVERED",
        "FAILED, UNDELIVERED",
        "THEY_HUNG_UP, NO_ANSWER"
    })
    void shouldTellTheDebtorWhatBecameOfTheCallWhenNobodyAnswers(End end, String outcome) {
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        world.pass(SECOND);

        world.port.end(debtor.call(), end);
        world.settle();

        assertThat(debtor.words).containsExactly(outcome, "NOT_REACHED");
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        assertAtRest();
    }

    @Test
    void shouldHangUpAndOfferNobodyWhenAMachineAnswers() {
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        world.pass(SECOND);

        world.port.answer(debtor.call(), By.MACHINE);
        world.settle();

        assertThat(debtor.words).containsExactly("MACHINE", "NOT_REACHED");
        assertThat(world.told(AGENT, AgentNotice.Offered.class)).isEmpty();
        assertThat(world.log(line -> line.startsWith("connect"))).isEmpty();
    }

    /** When the debtor takes the lead back. */
    private enum Point {
        QUEUED,
        QUEUED_FOR_DIALING,
        OFFERED,
        READING,
        ASKED,
        DIALING,
        RINGING,
        ANSWERED,
        CONNECTING
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void shouldConnectNobodyAndSaySoWhenTheLeadIsRecalled(Point point) {
        // given
        DeskWorld.Debtor debtor = broughtTo(point);

        // when
        world.recall(debtor);
        world.settle();
        world.pass(Duration.ofSeconds(60));

        // then
        if (point == Point.CONNECTING) {
            assertThat(debtor.talks).containsExactly(AGENT);
            assertThat(world.told(AGENT, AgentNotice.LeadWithdrawn.class)).hasSize(1);
            return;
        }
        assertThat(debtor.closed).containsExactly(LeadResult.RECALLED);
        assertThat(debtor.talks).isEmpty();
        assertThat(world.log(line -> line.startsWith("connected"))).isEmpty();
        assertThat(world.port.upCalls()).isEmpty();
        assertThat(world.desk.leads).isEmpty();
        assertThat(world.violations).isEmpty();
        assertAtRest();
    }

    @Test
    void shouldSayThatSomebodyTalksWhenTheLeadIsRecalledTooLate() {
        // given
        DeskWorld.Debtor debtor = talking();

        // when
        world.recall(debtor);
        world.settle();

        // then
        assertThat(debtor.talks).containsExactly(AGENT, AGENT);
        assertThat(debtor.closed).isEmpty();
        assertThat(world.told(AGENT, AgentNotice.LeadWithdrawn.class))
                .containsExactly(new AgentNotice.LeadWithdrawn(debtor.offer.id()));
        world.port.end(debtor.call(), End.THEY_HUNG_UP);
        world.settle();
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
    }

    @Test
    void shouldAnswerThatItDoesNotKnowTheLeadWhenItNeverHeardOfIt() {
        DeskWorld.Debtor debtor = world.offer("d1", PREVIEW);
        world.settle();
        world.desk.leads.clear();

        world.recall(debtor);
        world.settle();

        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
    }

    @Test
    void shouldNotConfirmWhileItIsNotKnownWhichCallsThereAre() {
        // given
        DeskWorld.Debtor debtor = talking();
        world.port.lose();
        world.desk.end(AgentNotice.Unseated.Why.DESK_CLOSES);
        world.open();
        world.settle();

        // when
        world.recall(debtor);
        world.settle();

        // then
        assertThat(debtor.closed).isEmpty();
        world.port.find();
        world.settle();
        assertThat(world.port.upCalls()).isEmpty();
        assertThat(debtor.closed).containsExactlyInAnyOrder(LeadResult.TALKED, LeadResult.RETURNED);
    }

    @Test
    void shouldGoOnWhenTheTelephoneIsHeardBeforeTheDebtor() {
        // given
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        world.settle();
        world.clock.passTo(world.clock.instant().plus(SECOND));
        runUntilDialed(debtor);

        // when
        world.port.ring(debtor.call());
        world.port.answer(debtor.call(), By.PERSON);
        while (world.runOne(names -> names.stream()
                .filter(name -> !name.startsWith("reply"))
                .findFirst()
                .orElse(names.get(0)))) {}

        // then
        assertThat(debtor.talks).containsExactly(AGENT);
        assertThat(world.log(line -> line.startsWith("hang-up"))).isEmpty();
    }

    @Test
    void shouldKeepToItsOwnCallWhenAnEarlierOneOfTheDebtorIsHeard() {
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        world.clock.passTo(world.clock.instant().plus(SECOND));
        runUntilDialed(debtor);
        CallId earlier = CallId.of(AttemptId.of(debtor.key, 3));

        world.house.switchboard().heard(earlier, new CallEvent.Ended(world.clock.instant(), End.NO_ANSWER));
        world.settle();

        assertThat(debtor.closed).isEmpty();
        assertThat(world.desk.leads.get(debtor.offer.id()).stage).isEqualTo(LiveLead.Stage.DIALING);
    }

    @Test
    void shouldTellTheAgentAndGiveTheLeadBackWhenTheDebtorDoesNotAllowTheCall() {
        DeskWorld.Debtor debtor = reading();
        debtor.refuses = true;

        world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();

        assertThat(world.calls(AGENT))
                .containsExactly(AgentNotice.CallIs.State.DIALING, AgentNotice.CallIs.State.NOT_ALLOWED);
        assertThat(world.port.calls).isEmpty();
        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        assertAtRest();
    }

    @Test
    void shouldTakeTheCallWhenTheDebtorAllowedItAndItsAnswerWasLost() {
        DeskWorld.Debtor debtor = reading();
        debtor.isMute = true;
        world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();

        world.port.answer(debtor.call(), By.PERSON);
        world.settle();

        assertThat(debtor.talks).containsExactly(AGENT);
    }

    @Test
    void shouldGiveUpAndEndALateCallWhenNothingIsHeardOfIt() {
        DeskWorld.Debtor debtor = reading();
        debtor.isMute = true;
        world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();

        world.pass(Duration.ofSeconds(46));
        assertThat(debtor.closed).containsExactly(LeadResult.NOT_REACHED);
        world.port.ring(debtor.call());
        world.settle();

        assertThat(world.port.upCalls()).isEmpty();
        assertAtRest();
    }

    @ParameterizedTest
    @CsvSource({"DIALING, 46", "RINGING, 46"})
    void shouldHangUpWhenTheCallIsPastItsDeadline(Point point, int seconds) {
        DeskWorld.Debtor debtor = broughtTo(point);

        world.pass(Duration.ofSeconds(seconds));

        assertThat(debtor.words).containsExactly("NO_ANSWER", "NOT_REACHED");
        assertThat(world.port.upCalls()).isEmpty();
        assertAtRest();
    }

    @Test
    void shouldEndTheConversationWhenEverybodyForgotIt() {
        DeskWorld.Debtor debtor = talking();

        world.pass(Duration.ofHours(2));

        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        assertThat(world.port.upCalls()).isEmpty();
    }

    @Test
    void shouldTakeTheLeadFromAnAgentWhoNeverDials() {
        DeskWorld.Debtor debtor = reading();

        world.pass(Duration.ofMinutes(10));

        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
        assertThat(world.desk.rules().stateOf(AGENT)).isNotEqualTo(SeatState.TALKING);
    }

    @Test
    void shouldHangUpWhatNobodyAnsweredAndLetTalksGoOnWhenASupervisorStopsDialing() {
        // given
        world = DeskWorld.of(PacingMode.POWER);
        world.sit(BOSS).ready(AGENT);
        DeskWorld.Debtor talks = world.offer("d1", PACED);
        DeskWorld.Debtor rings = world.offer("d2", PACED);
        world.pass(SECOND);
        world.port.answer(talks.call(), By.PERSON);
        world.settle();
        DeskWorld.Debtor waits = world.offer("d3", PACED);
        world.settle();

        // when
        world.ask(BOSS, new AgentRequest.StopDialing(true)).settle();

        // then
        assertThat(rings.words).containsExactly("NO_ANSWER", "NOT_REACHED");
        assertThat(talks.closed).isEmpty();
        world.ask(AGENT, new AgentRequest.HangUp(talks.offer.id()))
                .ask(AGENT, new AgentRequest.EndWrapUp(talks.offer.id()));
        world.pass(Duration.ofSeconds(30));
        assertThat(waits.attempt).isNull();
        world.ask(BOSS, new AgentRequest.StopDialing(false));
        world.pass(Duration.ofSeconds(2));
        assertThat(waits.attempt).isNotNull();
    }

    @Test
    void shouldStopAndGoOnWhenAStopOfTheDeskIsPlacedAndLifted() {
        world.ready(AGENT);
        DeskWorld.Debtor rings = world.offer("d1", PACED);
        world.pass(SECOND);

        world.stops = new Stops(
                List.of(new Stop(
                        new StopId("s-1"),
                        new StopScope.OfDesk(world.desk.id()),
                        "a fire drill",
                        new PersonId("supervisor-1"),
                        world.clock.instant())),
                Stops.LOOK_AGAIN_EVERY);
        world.step(world.desk::lookAtStops);
        world.settle();
        DeskWorld.Debtor waits = world.offer("d2", PACED);
        world.pass(Duration.ofSeconds(10));

        assertThat(rings.closed).containsExactly(LeadResult.NOT_REACHED);
        assertThat(waits.attempt).isNull();
        world.stops = Stops.NONE;
        world.pass(Duration.ofSeconds(2));
        assertThat(waits.attempt).isNotNull();
    }

    @Test
    void shouldDialNobodyAndHangUpWhatRingsWhenTheLastAgentLeaves() {
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        DeskWorld.Debtor next = world.offer("d2", PACED);
        world.pass(SECOND);
        world.port.ring(debtor.call());
        world.settle();

        world.step(() -> world.desk.seats.signOut(AGENT));
        world.settle();
        world.pass(Duration.ofMinutes(5));

        assertThat(debtor.closed).containsExactly(LeadResult.NOT_REACHED);
        assertThat(world.port.upCalls()).isEmpty();
        assertThat(next.attempt).isNull();
        assertThat(world.clock.nextDue()).as("nothing to wait for").isNull();
    }

    @Test
    void shouldDialNobodyWhenTheDeskIsClosed() {
        world.pass(Duration.ofHours(10));
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        DeskWorld.Debtor read = world.offer("d2", PREVIEW);
        world.pass(SECOND);
        world.ask(AGENT, new AgentRequest.Accept(read.offer.id()))
                .ask(AGENT, new AgentRequest.Dial(read.offer.id()))
                .settle();

        assertThat(world.port.calls).isEmpty();
        assertThat(debtor.attempt).isNull();
        assertThat(world.refusals(AGENT)).containsExactly("DESK_CLOSED");
    }

    @Test
    void shouldGoOnWithWhatIsLeftWhenTheGatewayIsLostAndComesBack() {
        // given
        world = DeskWorld.of(PacingMode.POWER);
        world.ready(AGENT).ready(OTHER);
        DeskWorld.Debtor stays = world.offer("d1", PACED);
        DeskWorld.Debtor goes = world.offer("d2", PACED);
        world.pass(SECOND);
        world.port.answer(stays.call(), By.PERSON);
        world.settle();
        world.port.answer(goes.call(), By.PERSON);
        world.settle();
        assertThat(goes.talks).hasSize(1);

        // when
        world.port.lose();
        DeskWorld.Debtor waits = world.offer("d3", PACED);
        world.pass(Duration.ofSeconds(5));
        world.port.end(goes.call(), End.THEY_HUNG_UP);
        world.settle();
        CallId unknown = CallId.of(AttemptId.of(DebtorKey.parse("bank-satu~d9"), 4));
        world.port.dial(new AttemptId(unknown.value()));
        assertThat(waits.attempt).isNull();
        assertThat(goes.closed).isEmpty();
        world.port.find();
        world.settle();

        // then
        assertThat(goes.closed).containsExactly(LeadResult.TALKED);
        assertThat(stays.closed).isEmpty();
        assertThat(world.port.isUp(unknown)).isFalse();
        assertThat(world.port.isUp(stays.call())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"RINGING", "READING"})
    void shouldEndTheCallWhenTheAgentsBrowserDiesAndStaysDead(Point point) {
        DeskWorld.Debtor debtor = previewTo(point);

        world.step(() -> world.desk.seats.left(AGENT, AGENT + " 1"));
        world.settle();
        assertThat(debtor.closed).isEmpty();
        world.passReal(Duration.ofSeconds(21));

        assertThat(debtor.closed)
                .containsExactly(point == Point.READING ? LeadResult.RETURNED : LeadResult.NOT_REACHED);
        assertThat(world.port.upCalls()).isEmpty();
        assertThat(world.desk.rules().stateOf(AGENT)).isNull();
        assertAtRest();
    }

    @Test
    void shouldKeepTheTalkWhenTheBrowserComesBackAndEndItWhenItDoesNot() {
        // given
        DeskWorld.Debtor debtor = talking();
        world.step(() -> world.desk.seats.left(AGENT, AGENT + " 1"));
        world.passReal(Duration.ofSeconds(10));

        // when
        world.sit(AGENT, "second browser").settle();
        world.passReal(Duration.ofSeconds(30));

        // then
        assertThat(world.port.upCalls()).containsExactly(debtor.call());
        assertThat(last(world.told(AGENT, AgentNotice.CallIs.class)).state())
                .isEqualTo(AgentNotice.CallIs.State.TALKING);
        world.step(() -> world.desk.seats.left(AGENT, "second browser"));
        world.passReal(Duration.ofSeconds(21));
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        assertThat(world.port.upCalls()).isEmpty();
    }

    @Test
    void shouldGiveUpTheSeatWhenTheBrowserDiesInTheWrapUp() {
        DeskWorld.Debtor debtor = talking();
        world.ask(AGENT, new AgentRequest.HangUp(debtor.offer.id())).settle();
        world.step(() -> world.desk.seats.left(AGENT, AGENT + " 1"));

        world.passReal(Duration.ofSeconds(21));

        assertThat(world.desk.rules().stateOf(AGENT)).isNull();
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        assertAtRest();
    }

    @Test
    void shouldOfferNothingToAnAgentWhoseSessionIsLost() {
        world.ready(AGENT);
        world.step(() -> world.desk.seats.left(AGENT, AGENT + " 1"));
        world.settle();

        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        world.pass(Duration.ofSeconds(5));

        assertThat(debtor.attempt).isNull();
    }

    @Test
    void shouldTellTheOldSessionWhenTheAgentSignsInElsewhere() {
        world.ready(AGENT);

        world.sit(AGENT, "another machine").settle();
        world.step(() -> world.desk.seats.left(AGENT, AGENT + " 1"));
        world.passReal(Duration.ofMinutes(1));

        assertThat(world.told(AGENT, AgentNotice.Unseated.class))
                .containsExactly(new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER));
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
    }

    @Test
    void shouldHangUpAndTellEveryDebtorWhenTheDeskEnds() {
        // given
        DeskWorld.Debtor talks = talking();
        DeskWorld.Debtor waits = world.offer("d8", PREVIEW);
        world.settle();

        // when
        world.desk.end(AgentNotice.Unseated.Why.DESK_CLOSES);
        world.settle();

        // then
        assertThat(world.port.upCalls()).isEmpty();
        assertThat(talks.closed).containsExactly(LeadResult.TALKED);
        assertThat(waits.closed).containsExactly(LeadResult.RETURNED);
        assertThat(world.told(AGENT, AgentNotice.Unseated.class))
                .containsExactly(new AgentNotice.Unseated(AgentNotice.Unseated.Why.DESK_CLOSES));
        world.open();
        world.ready(AGENT);
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        assertAtRest();
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
                (delay, task) -> world.later("real", task),
                world.clock);
        DebtorKey key = DebtorKey.parse("bank-satu~d1");

        post.send(key, new DebtorCommand.RecordTalk(LeadId.of(key, 1), AGENT));
        post.send(key, new DebtorCommand.CloseLead(LeadId.of(key, 1), LeadResult.TALKED));
        world.settle();

        assertThat(tries).containsExactly("RecordTalk", "RecordTalk", "RecordTalk", "CloseLead");
        assertThat(post.isEmpty()).isTrue();
        assertThat(world.clock.openHolds()).isZero();
    }

    @Test
    void shouldGiveTheLeadBackWhenItIsNotOfThisDesk() {
        DeskWorld.Debtor debtor = world.offer("d1", new QueueId("elsewhere"));
        world.settle();

        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
    }

    @Test
    void shouldWaitForTheAgentsAnswerButNotForEverWhenTheClockIsScaled() {
        world.ready(AGENT);
        world.offer("d1", PREVIEW);
        world.settle();

        assertThat(world.clock.openHolds()).isEqualTo(1);
        world.passReal(Duration.ofSeconds(5));
        assertThat(world.clock.openHolds()).isZero();
    }

    @Test
    void shouldOfferACallbackAheadOfItsTime() {
        world.ready(AGENT);
        world.offer("d1", PREVIEW, Lead.Kind.CALLBACK, world.clock.instant().plus(Duration.ofMinutes(6)));
        world.settle();
        assertThat(world.told(AGENT, AgentNotice.Offered.class)).isEmpty();

        world.pass(Duration.ofMinutes(1));

        assertThat(world.told(AGENT, AgentNotice.Offered.class)).singleElement().satisfies(offered -> {
            assertThat(offered.kind()).isEqualTo(Lead.Kind.CALLBACK);
            assertThat(offered.callAt()).isNotNull();
        });
    }

    @Test
    void shouldSendTheAgentAwayAndAbandonTheCallWhenTheAgentsLineIsDead() {
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        world.pass(SECOND);
        world.port.deaf.add(AGENT);

        world.port.answer(debtor.call(), By.PERSON);
        world.settle();

        assertThat(debtor.words).containsExactly("ANSWERED", "ABANDONED");
        world.pass(Duration.ofSeconds(31));
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.AWAY);
    }

    @Test
    void shouldLetSupervisorsListenForceStatesAndSeeTheFloor() {
        // given
        world.sit(BOSS);
        DeskWorld.Debtor debtor = talking();

        // when
        world.ask(BOSS, new AgentRequest.Supervise(AGENT, VoicePort.Part.LISTEN))
                .ask(BOSS, new AgentRequest.ForceState(AGENT, AgentRequest.ForceState.Forced.AWAY))
                .ask(AGENT, new AgentRequest.StopDialing(true))
                .ask(AGENT, new AgentRequest.Hold(debtor.offer.id(), true))
                .ask(AGENT, new AgentRequest.Record(debtor.offer.id(), true))
                .ask(AGENT, new AgentRequest.HangUp(debtor.offer.id()))
                .settle();
        world.pass(Duration.ofSeconds(31));

        // then
        assertThat(world.port.log)
                .contains(
                        "supervise " + debtor.call() + " " + BOSS + " LISTEN",
                        "hold " + debtor.call(),
                        "play RECORDED " + debtor.call());
        assertThat(world.refusals(AGENT)).contains("NOT_A_SUPERVISOR");
        assertThat(world.desk.isDialingStopped).isFalse();
        assertThat(world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.AWAY);
        assertThat(last(world.told(BOSS, AgentNotice.FloorIs.class)).floor().seats())
                .singleElement()
                .satisfies(seat -> assertThat(seat.state()).isEqualTo(SeatState.AWAY));
    }

    @Test
    void shouldCallNobodyWhenThereIsNoTelephone() {
        world = DeskWorld.withoutTelephone();
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PACED);

        world.pass(Duration.ofMinutes(1));

        assertThat(debtor.attempt).isNull();
        world.recall(debtor);
        world.settle();
        assertThat(debtor.closed).containsExactly(LeadResult.RECALLED);
    }

    private DeskWorld.Debtor reading() {
        return previewTo(Point.READING);
    }

    private DeskWorld.Debtor previewTo(Point point) {
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PREVIEW);
        world.settle();
        world.ask(AGENT, new AgentRequest.Accept(debtor.offer.id())).settle();
        if (point == Point.RINGING) {
            world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();
            world.port.ring(debtor.call());
            world.settle();
        }
        return debtor;
    }

    private DeskWorld.Debtor talking() {
        DeskWorld.Debtor debtor = previewTo(Point.RINGING);
        world.port.answer(debtor.call(), By.PERSON);
        return settled(debtor);
    }

    private DeskWorld.Debtor settled(DeskWorld.Debtor debtor) {
        world.settle();
        return debtor;
    }

    private DeskWorld.Debtor broughtTo(Point point) {
        switch (point) {
            case QUEUED -> {
                return settled(world.offer("d1", PREVIEW));
            }
            case QUEUED_FOR_DIALING -> {
                return settled(world.offer("d1", PACED));
            }
            case OFFERED -> {
                world.ready(AGENT);
                return settled(world.offer("d1", PREVIEW));
            }
            case READING -> {
                return reading();
            }
            case ANSWERED -> world = DeskWorld.of(PacingMode.POWER);
            default -> {}
        }
        world.ready(AGENT);
        if (point == Point.ANSWERED) {
            DeskWorld.Debtor first = world.offer("d0", PACED);
            DeskWorld.Debtor debtor = world.offer("d1", PACED);
            world.pass(SECOND);
            world.port.end(first.call(), End.BUSY);
            world.ask(AGENT, new AgentRequest.GoAway(BreakReason.MEAL)).settle();
            world.port.answer(debtor.call(), By.PERSON);
            return settled(debtor);
        }
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        if (point == Point.ASKED) {
            world.clock.passTo(world.clock.instant().plus(SECOND));
            runUntilDialed(debtor);
            return debtor;
        }
        world.pass(SECOND);
        if (point == Point.RINGING) {
            world.port.ring(debtor.call());
        } else if (point == Point.CONNECTING) {
            world.port.answer(debtor.call(), By.PERSON);
            while (world.log(line -> line.startsWith("connect")).isEmpty()) {
                world.runOne(names -> names.get(0));
            }
            return debtor;
        }
        return settled(debtor);
    }

    private void runUntilDialed(DeskWorld.Debtor debtor) {
        while (debtor.attempt == null) {
            assertThat(world.runOne(names -> names.get(0))).isTrue();
            if (world.clock.nextDue() != null && !world.clock.nextDue().isAfter(world.clock.instant())) {
                world.clock.passTo(world.clock.instant());
            }
        }
    }

    private void assertAtRest() {
        assertThat(world.violations).isEmpty();
        world.passReal(Duration.ofSeconds(6));
        assertThat(world.clock.openHolds()).isZero();
        assertThat(world.house.post().isEmpty()).isTrue();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
