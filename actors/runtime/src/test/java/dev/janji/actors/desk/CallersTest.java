package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.BOSS;
import static dev.janji.actors.desk.DeskWorld.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.desk.AgentNotice.CallIs.State;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.pacing.PacingMode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debtors who call the house, and what goes wrong with them. */
class CallersTest {
    private static final String NUMBER = "+6281100";
    private final DeskWorld world = DeskWorld.of(PacingMode.PREVIEW);
    private final DeskWorld.Debtor ayu = world.knows("ayu", NUMBER);

    @AfterEach
    void nothingForbiddenHappened() {
        assertThat(world.violations).isEmpty();
    }

    private boolean was(String act) {
        return !world.log(entry -> entry.startsWith(act)).isEmpty();
    }

    private static AgentNotice.Offered offer(DeskWorld world, AgentId agent) {
        List<AgentNotice.Offered> offers = world.told(agent, AgentNotice.Offered.class);
        return offers.get(offers.size() - 1);
    }

    private CallId waits() {
        CallId call = world.callsIn(NUMBER);
        world.settle();
        return call;
    }

    private CallId talks() {
        world.ready(AGENT);
        CallId call = waits();
        world.ask(AGENT, new AgentRequest.Accept(ayu.offer.id())).settle();
        assertThat(world.calls(AGENT)).containsExactly(State.TALKING);
        return call;
    }

    @Test
    void shouldOfferACallerToAReadyAgentAndConnectOnAcceptance() {
        world.ready(AGENT);
        CallId call = waits();
        assertThat(offer(world, AGENT).kind()).isEqualTo(Lead.Kind.INBOUND);
        assertThat(offer(world, AGENT).mode()).isEqualTo(AgentNotice.Offered.Mode.CALLER_WAITS);
        assertThat(was("connect")).as("before anybody accepts").isFalse();
        assertThat(was("play")).as("nobody has to wait").isFalse();

        world.ask(AGENT, new AgentRequest.Accept(ayu.offer.id())).settle();
        assertThat(world.port.calls.get(call).agent).isEqualTo(AGENT);
        assertThat(ayu.talks).containsExactly(AGENT);
        assertThat(world.told(AGENT, AgentNotice.CallIs.class))
                .singleElement()
                .satisfies(said -> assertThat(said.attempt())
                        .isEqualTo(new AttemptId(ayu.offer.id().value())));

        world.port.end(call, End.THEY_HUNG_UP);
        world.settle();
        assertThat(ayu.words).containsExactly("talk", "TALKED");
        assertThat(world.calls(AGENT)).containsExactly(State.TALKING, State.ENDED);
        assertThat(world.desk.isQuiet()).as("but for the seat").isFalse();
        assertThat(world.desk.callers.isEmpty()).isTrue();
    }

    @Test
    void shouldAskTheOwnerFirstAndTellWhichNumberCalls() {
        ContactPointId point = new ContactPointId("phone-1");
        world.callers.put(ayu.key, new KnownCaller(OTHER, point));
        world.ready(AGENT);
        world.ready(OTHER);
        waits();
        assertThat(world.told(AGENT, AgentNotice.Offered.class)).isEmpty();
        assertThat(offer(world, OTHER).why()).contains("Agent: ");
        world.ask(OTHER, new AgentRequest.Accept(ayu.offer.id())).settle();
        assertThat(world.told(OTHER, AgentNotice.CallIs.class).get(0).point()).isEqualTo(point);
    }

    @Test
    void shouldLetTheCallerWaitWithWordsUntilSomebodyIsFree() {
        CallId call = waits();
        assertThat(was("play PLEASE_WAIT " + call)).as("at once").isTrue();
        assertThat(was("play CALLBACK_OFFERED " + call)).as("nobody sits there").isTrue();
        world.pass(Duration.ofSeconds(61));
        assertThat(world.log(entry -> entry.startsWith("play PLEASE_WAIT"))).hasSize(2);
        assertThat(world.log(entry -> entry.startsWith("play CALLBACK_OFFERED")))
                .hasSize(1);
        world.ready(AGENT);
        assertThat(offer(world, AGENT).lead()).isEqualTo(ayu.offer.id());
    }

    @Test
    void shouldStoreACallBackWhenTheCallerPressesOne() {
        CallId call = waits();
        world.port.press(call, '2');
        world.settle();
        assertThat(ayu.words).as("another key").isEmpty();
        world.port.press(call, '1');
        world.port.press(call, '1');
        world.settle();
        assertThat(was("play CALLBACK_NOTED " + call)).isTrue();
        assertThat(ayu.words).containsExactly("CallbackRequested", "RETURNED");
        assertThat(world.port.isUp(call)).isFalse();
        assertThat(world.desk.leads).isEmpty();
    }

    @Test
    void shouldNotTakeAKeyForAWishThatNobodyWasAskedFor() {
        world.ready(AGENT);
        CallId call = waits();
        world.port.press(call, '1');
        world.settle();
        assertThat(ayu.words).isEmpty();
        assertThat(world.port.isUp(call)).isTrue();
    }

    @Test
    void shouldLetTheCallerWaitOnWhenTheWishCouldNotBeStored() {
        ayu.isDeaf = true;
        CallId call = waits();
        world.port.press(call, '1');
        world.settle();
        assertThat(world.port.isUp(call)).isTrue();
        world.ready(AGENT);
        assertThat(offer(world, AGENT).lead()).isEqualTo(ayu.offer.id());
    }

    @Test
    void shouldNoteWhoGivesUpWaiting() {
        CallId call = waits();
        world.port.end(call, End.THEY_HUNG_UP);
        world.settle();
        assertThat(ayu.closed).containsExactly(LeadResult.ABANDONED);
        assertThat(world.desk.leads).isEmpty();
        world.ready(AGENT);
        assertThat(world.told(AGENT, AgentNotice.Offered.class)).isEmpty();
    }

    @Test
    void shouldTakeTheOfferBackWhenTheCallerHangsUpMeanwhile() {
        world.ready(AGENT);
        CallId call = waits();
        world.port.end(call, End.THEY_HUNG_UP);
        world.settle();
        assertThat(world.told(AGENT, AgentNotice.TakenBack.class)).hasSize(1);
        assertThat(ayu.closed).containsExactly(LeadResult.ABANDONED);
        world.ask(AGENT, new AgentRequest.Accept(ayu.offer.id())).settle();
        assertThat(was("connect")).isFalse();
    }

    @Test
    void shouldCloseTheLeadOfACallerWhoHangsUpBeforeTheDebtorHasAnswered() {
        CallId call = world.callsIn(NUMBER);
        while (ayu.words.isEmpty() && world.port.isUp(call)) {
            assertThat(world.runOne(names -> names.get(0))).isTrue();
            if (world.lines.containsKey("debtor " + ayu.key)) {
                world.port.end(call, End.THEY_HUNG_UP);
            }
        }
        world.settle();
        assertThat(ayu.closed).containsExactly(LeadResult.ABANDONED);
        assertThat(world.desk.callers.isEmpty()).isTrue();
    }

    @Test
    void shouldOfferTheCallerToSomebodyElseWhenTheAgentDeclinesOrDoesNotAnswer() {
        world.ready(AGENT);
        waits();
        world.ready(OTHER);
        world.ask(AGENT, new AgentRequest.Reject(ayu.offer.id())).settle();
        assertThat(offer(world, OTHER).lead()).isEqualTo(ayu.offer.id());
        world.ready(AGENT);
        world.pass(Duration.ofSeconds(21));
        assertThat(world.told(AGENT, AgentNotice.Offered.class)).hasSize(2);
    }

    @Test
    void shouldLetTheCallerWaitOnWhenTheAgentsLineIsDead() {
        world.ready(AGENT);
        CallId call = waits();
        world.port.deaf.add(AGENT);
        world.ask(AGENT, new AgentRequest.Accept(ayu.offer.id())).settle();
        assertThat(world.port.isUp(call)).isTrue();
        assertThat(ayu.talks).isEmpty();
        assertThat(world.desk.seats.of(AGENT).state).isEqualTo(SeatState.AWAY);
        world.ready(OTHER);
        world.ask(OTHER, new AgentRequest.Accept(ayu.offer.id())).settle();
        assertThat(ayu.talks).containsExactly(OTHER);
    }

    @Test
    void shouldEndTheCallWhenTheAgentLeavesForGood() {
        CallId call = talks();
        world.step(() -> world.desk.seats.signOut(AGENT));
        world.settle();
        assertThat(world.port.isUp(call)).isFalse();
        assertThat(ayu.words).containsExactly("talk", "TALKED");
    }

    @Test
    void shouldTellAReturningAgentOfTheCallThatGoesOn() {
        talks();
        world.sit(AGENT, "another screen").settle();
        assertThat(offer(world, AGENT).mode()).isEqualTo(AgentNotice.Offered.Mode.CALLER_WAITS);
        assertThat(world.calls(AGENT)).containsExactly(State.TALKING, State.TALKING);
    }

    @Test
    void shouldShowTheAgentWhatHappensToTheDebtorAndGoOn() {
        CallId call = talks();
        world.recall(ayu);
        world.settle();
        assertThat(world.told(AGENT, AgentNotice.LeadWithdrawn.class)).hasSize(1);
        assertThat(world.port.isUp(call)).isTrue();
        assertThat(ayu.talks).containsExactly(AGENT, AGENT);
    }

    @Test
    void shouldAskAgainWhileACallOfOursIsTakenBack() {
        ayu.busy = 2;
        world.ready(AGENT);
        CallId call = waits();
        assertThat(was("play PLEASE_WAIT " + call)).isTrue();
        assertThat(world.told(AGENT, AgentNotice.Offered.class)).isEmpty();
        world.pass(Duration.ofSeconds(2));
        assertThat(offer(world, AGENT).lead()).isEqualTo(ayu.offer.id());
    }

    @Test
    void shouldAnswerWhileDialingIsStopped() {
        world.ready(BOSS).ready(AGENT);
        world.ask(BOSS, new AgentRequest.StopDialing(true)).settle();
        CallId call = waits();
        world.ask(AGENT, new AgentRequest.Accept(ayu.offer.id())).settle();
        assertThat(world.port.calls.get(call).agent).isEqualTo(AGENT);
    }

    @Test
    void shouldShowSupervisorsWhoWaitsOnTheLine() {
        waits();
        world.ready(BOSS);
        world.passReal(Duration.ofSeconds(1));
        List<AgentNotice.FloorIs> floors = world.told(BOSS, AgentNotice.FloorIs.class);
        assertThat(floors.get(floors.size() - 1).floor().queues())
                .filteredOn(queue -> queue.queue().equals(DeskWorld.PREVIEW))
                .singleElement()
                .satisfies(queue -> {
                    assertThat(queue.callers()).isEqualTo(1);
                    assertThat(queue.waiting()).isZero();
                });
    }

    @Test
    void shouldSendAwayWhoCallsOutsideTheHours() {
        world.pass(Duration.ofHours(11));
        CallId call = waits();
        assertThat(was("play CLOSED " + call)).isTrue();
        assertThat(world.port.isUp(call)).isFalse();
        assertThat(ayu.words).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+620000", "+6281999"})
    void shouldSendAwayWhoIsNotOneDebtor(String number) {
        world.numbers.add("+6281999", ayu.key);
        world.knows("budi", "+6281999");
        world.ready(AGENT);
        CallId call = world.callsIn(number);
        world.settle();
        assertThat(was("play CALLER_UNKNOWN " + call)).isTrue();
        assertThat(world.port.isUp(call)).isFalse();
        assertThat(world.told(AGENT, AgentNotice.Offered.class)).isEmpty();
    }

    @Test
    void shouldSendAwayWhoCannotBeLookedUpAndWhomTheDebtorRefuses() {
        ayu.refuses = true;
        assertThat(world.port.isUp(waits())).isFalse();
        assertThat(was("play CALLER_UNKNOWN")).isTrue();
        world.numbers.isBroken = true;
        CallId call = waits();
        assertThat(was("play NOBODY_FREE " + call)).isTrue();
        assertThat(world.port.isUp(call)).isFalse();
    }

    @Test
    void shouldEndTheCallOfWhoHasWaitedAsLongAsAnybodyMay() {
        CallId call = waits();
        world.pass(DeskWorld.SETTINGS.longestWait());
        assertThat(was("play NOBODY_FREE " + call)).isTrue();
        assertThat(world.port.isUp(call)).isFalse();
        assertThat(ayu.closed).containsExactly(LeadResult.ABANDONED);
    }

    @Test
    void shouldEndACallThatNoDeskTakesInTime() {
        CallId call = world.callsIn(NUMBER);
        assertThat(world.runOne(names -> "event " + call)).isTrue();
        assertThat(world.lines.remove("mailbox")).as("the word to the desk").hasSize(1);
        world.passReal(Reception.LONGEST);
        assertThat(was("play NOBODY_FREE " + call)).isTrue();
        assertThat(world.port.isUp(call)).isFalse();
    }

    @Test
    void shouldEndWhatIsUpWhenTheDeskDies() {
        CallId talking = talks();
        DeskWorld.Debtor budi = world.knows("budi", "+6281200");
        CallId waiting = world.callsIn("+6281200");
        world.settle();
        DeskWorld.Debtor citra = world.knows("citra", "+6281300");
        citra.busy = 100;
        CallId asked = world.callsIn("+6281300");
        world.settle();

        world.desk.end(AgentNotice.Unseated.Why.DESK_CLOSES);
        world.open();
        world.settle();

        assertThat(List.of(talking, waiting, asked)).noneMatch(world.port::isUp);
        assertThat(ayu.words).containsExactly("talk", "TALKED");
        assertThat(budi.words).containsExactly("RETURNED");
        assertThat(citra.words).isEmpty();
    }

    @Test
    void shouldForgetCallsThatTheGatewayLost() {
        CallId call = waits();
        world.port.calls.get(call).isOver = true;
        world.port.lose();
        world.port.find();
        world.settle();
        assertThat(ayu.closed).containsExactly(LeadResult.ABANDONED);
        assertThat(world.desk.callers.isEmpty()).isTrue();
    }

    @Test
    void shouldEndEveryCallAndCloseEveryLeadOnceWhateverHappens() {
        long seed = Long.getLong("seed", 20260601);
        for (int run = 0; run < 300; run++) {
            Random random = new Random(seed + run);
            DeskWorld any = DeskWorld.of(PacingMode.PREVIEW);
            DeskWorld.Debtor debtor = any.knows("ayu", NUMBER);
            debtor.busy = random.nextInt(2);
            any.ready(AGENT);
            CallId call = any.callsIn(NUMBER);
            for (int turn = 0; turn < 60; turn++) {
                switch (random.nextInt(12)) {
                    case 0 -> any.ask(AGENT, new AgentRequest.Accept(debtor.offer.id()));
                    case 1 -> any.ask(AGENT, new AgentRequest.Reject(debtor.offer.id()));
                    case 2 -> any.ask(AGENT, new AgentRequest.GetReady());
                    case 3 -> any.ask(AGENT, new AgentRequest.HangUp(debtor.offer.id()));
                    case 4 -> any.port.press(call, '1');
                    case 5 -> any.clock.passTo(any.clock.instant().plusSeconds(random.nextInt(40)));
                    default -> any.runOne(names -> names.get(random.nextInt(names.size())));
                }
            }
            any.port.end(call, End.THEY_HUNG_UP);
            any.settle();
            any.pass(Duration.ofHours(1));
            String which = "seed " + (seed + run);
            assertThat(any.violations).as(which).isEmpty();
            assertThat(any.port.isUp(call)).as(which).isFalse();
            assertThat(any.desk.callers.isEmpty()).as(which).isTrue();
            assertThat(any.desk.leads).as(which).isEmpty();
            boolean talked = !debtor.talks.isEmpty();
            assertThat(debtor.closed).as(which).hasSizeLessThanOrEqualTo(1);
            assertThat(debtor.closed.contains(LeadResult.TALKED)).as(which).isEqualTo(talked);
        }
    }
}
