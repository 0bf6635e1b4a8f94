package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.BOSS;
import static dev.janji.actors.desk.DeskWorld.PACED;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.pacing.PacingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How calls and agents come together, and how they are kept apart. */
final class LiveDeskTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final DeskScene scene = new DeskScene();

    @Test
    void shouldCallAndConnectWhenAnAgentAcceptsReadsAndDials() {
        // given
        DeskWorld.Debtor debtor = scene.world.offer("d1", PREVIEW);
        scene.world.ready(AGENT);
        LeadId lead = debtor.offer.id();

        // when
        assertThat(scene.world.told(AGENT, AgentNotice.Offered.class))
                .singleElement()
                .satisfies(offered -> assertThat(offered.mode()).isEqualTo(AgentNotice.Offered.Mode.PREVIEW));
        scene.world.ask(AGENT, new AgentRequest.Accept(lead)).settle();
        assertThat(scene.world.port.log).isEmpty();
        scene.world.ask(AGENT, new AgentRequest.Dial(lead)).settle();
        scene.world.port.ring(debtor.call());
        scene.world.settle();
        scene.world.port.answer(debtor.call(), By.PERSON);
        scene.world.settle();
        assertThat(debtor.talks).containsExactly(AGENT);
        scene.world.ask(AGENT, new AgentRequest.HangUp(lead)).settle();

        // then
        assertThat(scene.world.calls(AGENT))
                .containsExactly(
                        AgentNotice.CallIs.State.DIALING,
                        AgentNotice.CallIs.State.RINGING,
                        AgentNotice.CallIs.State.TALKING,
                        AgentNotice.CallIs.State.ENDED);
        assertThat(debtor.words).containsExactly("talk", "ANSWERED", "TALKED");
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.WRAP_UP);
        scene.world.ask(AGENT, new AgentRequest.EndWrapUp(lead)).settle();
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        assertThat(scene.world.refusals(AGENT)).isEmpty();
        scene.assertAtRest();
    }

    @Test
    void shouldDialByItselfAndConnectTheAgentWhenAPersonAnswers() {
        // given
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        scene.world.pass(SECOND);

        // when
        scene.world.port.ring(debtor.call());
        scene.world.port.answer(debtor.call(), By.PERSON);
        scene.world.pass(SECOND);

        // then
        assertThat(scene.world.told(AGENT, AgentNotice.Offered.class))
                .singleElement()
                .satisfies(offered -> assertThat(offered.mode()).isEqualTo(AgentNotice.Offered.Mode.CONNECTED));
        assertThat(debtor.talks).containsExactly(AGENT);
        scene.world.pass(Duration.ofSeconds(60));
        scene.world.port.end(debtor.call(), End.THEY_HUNG_UP);
        scene.world.settle();
        assertThat(debtor.words).containsExactly("talk", "ANSWERED", "TALKED");
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.WRAP_UP);
        scene.assertAtRest();
    }

    @Test
    void shouldAbandonWithAWordAndChargeTheBudgetWhenNobodyIsFreeInTime() {
        // given
        scene.world = DeskWorld.of(PacingMode.POWER);
        scene.world.ready(AGENT);
        DeskWorld.Debtor first = scene.world.offer("d1", PACED);
        DeskWorld.Debtor second = scene.world.offer("d2", PACED);
        scene.world.sit(BOSS).settle();
        scene.world.pass(SECOND);

        // when
        scene.world.port.answer(first.call(), By.PERSON);
        scene.world.port.answer(second.call(), By.UNKNOWN);
        scene.world.settle();
        assertThat(second.words).isEmpty();
        scene.world.pass(Duration.ofSeconds(2));

        // then
        assertThat(first.talks).containsExactly(AGENT);
        assertThat(second.talks).isEmpty();
        assertThat(second.words).containsExactly("ABANDONED", "ABANDONED");
        assertThat(scene.world.log(line -> line.contains(second.call().value())))
                .containsExactly(
                        "dial " + second.attempt,
                        "play NOBODY_FREE " + second.call(),
                        "hang-up " + second.call(),
                        "over " + second.call() + " WE_HUNG_UP");
        scene.world.passReal(Duration.ofSeconds(1));
        FloorView floor = DeskScene.last(scene.world.told(BOSS, AgentNotice.FloorIs.class))
                .floor();
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
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        scene.world.pass(SECOND);

        scene.world.port.end(debtor.call(), end);
        scene.world.settle();

        assertThat(debtor.words).containsExactly(outcome, "NOT_REACHED");
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        scene.assertAtRest();
    }

    @Test
    void shouldHangUpAndOfferNobodyWhenAMachineAnswers() {
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        scene.world.pass(SECOND);

        scene.world.port.answer(debtor.call(), By.MACHINE);
        scene.world.settle();

        assertThat(debtor.words).containsExactly("MACHINE", "NOT_REACHED");
        assertThat(scene.world.told(AGENT, AgentNotice.Offered.class)).isEmpty();
        assertThat(scene.world.log(line -> line.startsWith("connect"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DeskScene.Point.class)
    void shouldConnectNobodyAndSaySoWhenTheLeadIsRecalled(DeskScene.Point point) {
        // given
        DeskWorld.Debtor debtor = scene.broughtTo(point);

        // when
        scene.world.recall(debtor);
        scene.world.settle();
        scene.world.pass(Duration.ofSeconds(60));

        // then
        if (point == DeskScene.Point.CONNECTING) {
            assertThat(debtor.talks).containsExactly(AGENT);
            assertThat(scene.world.told(AGENT, AgentNotice.LeadWithdrawn.class)).hasSize(1);
            return;
        }
        assertThat(debtor.closed).containsExactly(LeadResult.RECALLED);
        assertThat(debtor.talks).isEmpty();
        assertThat(scene.world.log(line -> line.startsWith("connected"))).isEmpty();
        assertThat(scene.world.port.upCalls()).isEmpty();
        assertThat(scene.world.desk.leads).isEmpty();
        assertThat(scene.world.violations).isEmpty();
        scene.assertAtRest();
    }

    @Test
    void shouldSayThatSomebodyTalksWhenTheLeadIsRecalledTooLate() {
        // given
        DeskWorld.Debtor debtor = scene.talking();

        // when
        scene.world.recall(debtor);
        scene.world.settle();

        // then
        assertThat(debtor.talks).containsExactly(AGENT, AGENT);
        assertThat(debtor.closed).isEmpty();
        assertThat(scene.world.told(AGENT, AgentNotice.LeadWithdrawn.class))
                .containsExactly(new AgentNotice.LeadWithdrawn(debtor.offer.id()));
        scene.world.port.end(debtor.call(), End.THEY_HUNG_UP);
        scene.world.settle();
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
    }

    @Test
    void shouldAnswerThatItDoesNotKnowTheLeadWhenItNeverHeardOfIt() {
        DeskWorld.Debtor debtor = scene.world.offer("d1", PREVIEW);
        scene.world.settle();
        scene.world.desk.leads.clear();

        scene.world.recall(debtor);
        scene.world.settle();

        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
    }

    @Test
    void shouldGoOnWhenTheTelephoneIsHeardBeforeTheDebtor() {
        // given
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        scene.world.settle();
        scene.world.clock.passTo(scene.world.clock.instant().plus(SECOND));
        scene.runUntilDialed(debtor);

        // when
        scene.world.port.ring(debtor.call());
        scene.world.port.answer(debtor.call(), By.PERSON);
        while (scene.world.runOne(names -> names.stream()
                .filter(name -> !name.startsWith("reply"))
                .findFirst()
                .orElse(names.get(0)))) {}

        // then
        assertThat(debtor.talks).containsExactly(AGENT);
        assertThat(scene.world.log(line -> line.startsWith("hang-up"))).isEmpty();
    }

    @Test
    void shouldKeepToItsOwnCallWhenAnEarlierOneOfTheDebtorIsHeard() {
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer("d1", PACED);
        scene.world.clock.passTo(scene.world.clock.instant().plus(SECOND));
        scene.runUntilDialed(debtor);
        CallId earlier = CallId.of(AttemptId.of(debtor.key, 3));

        scene.world.house.switchboard().heard(earlier, new CallEvent.Ended(scene.world.clock.instant(), End.NO_ANSWER));
        scene.world.settle();

        assertThat(debtor.closed).isEmpty();
        assertThat(scene.world.desk.leads.get(debtor.offer.id()).stage).isEqualTo(LiveLead.Stage.DIALING);
    }

    @Test
    void shouldTellTheAgentAndGiveTheLeadBackWhenTheDebtorDoesNotAllowTheCall() {
        DeskWorld.Debtor debtor = scene.reading();
        debtor.refuses = true;

        scene.world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();

        assertThat(scene.world.calls(AGENT))
                .containsExactly(AgentNotice.CallIs.State.DIALING, AgentNotice.CallIs.State.NOT_ALLOWED);
        assertThat(DeskScene.last(scene.world.told(AGENT, AgentNotice.CallIs.class))
                        .against())
                .isEqualTo(new AgentNotice.CallIs.Against(debtor.key.lender(), List.of("EXAMPLE-1")));
        assertThat(scene.world.port.calls).isEmpty();
        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
        assertThat(scene.world.desk.rules().stateOf(AGENT)).isEqualTo(SeatState.READY);
        scene.assertAtRest();
    }

    @Test
    void shouldTakeTheCallWhenTheDebtorAllowedItAndItsAnswerWasLost() {
        DeskWorld.Debtor debtor = scene.reading();
        debtor.isMute = true;
        scene.world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();

        scene.world.port.answer(debtor.call(), By.PERSON);
        scene.world.settle();

        assertThat(debtor.talks).containsExactly(AGENT);
    }

    @Test
    void shouldGiveTheLeadBackWhenItIsNotOfThisDesk() {
        DeskWorld.Debtor debtor = scene.world.offer("d1", new QueueId("elsewhere"));
        scene.world.settle();

        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
    }

    @Test
    void shouldOfferACallbackAheadOfItsTime() {
        scene.world.ready(AGENT);
        scene.world.offer(
                "d1", PREVIEW, Lead.Kind.CALLBACK, scene.world.clock.instant().plus(Duration.ofMinutes(6)));
        scene.world.settle();
        assertThat(scene.world.told(AGENT, AgentNotice.Offered.class)).isEmpty();

        scene.world.pass(Duration.ofMinutes(1));

        assertThat(scene.world.told(AGENT, AgentNotice.Offered.class))
                .singleElement()
                .satisfies(offered -> {
                    assertThat(offered.kind()).isEqualTo(Lead.Kind.CALLBACK);
                    assertThat(offered.callAt()).isNotNull();
                });
    }

    @Test
    void shouldNotDialAPromisedCallBeforeItsTimeAndLetTheAgentWaitForIt() {
        // given
        scene.world.ready(AGENT);
        DeskWorld.Debtor debtor = scene.world.offer(
                "d1", PREVIEW, Lead.Kind.CALLBACK, scene.world.clock.instant().plus(Duration.ofMinutes(5)));
        scene.world.settle();
        scene.world.ask(AGENT, new AgentRequest.Accept(debtor.offer.id())).settle();

        // when
        scene.world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();

        // then
        assertThat(scene.world.refusals(AGENT)).containsExactly("NOT_YET");
        assertThat(debtor.closed).isEmpty();
        // As long to read as ever, from the promised time on.
        scene.world.pass(Duration.ofMinutes(14));
        assertThat(debtor.closed).isEmpty();
        scene.world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();
        assertThat(scene.world.refusals(AGENT)).containsExactly("NOT_YET");
        assertThat(scene.world.log(line -> line.startsWith("dial "))).hasSize(1);
    }
}
