package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.LeadId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Written conversations at a live desk. */
final class WritingTest {
    private final DeskScene scene = new DeskScene();
    private final DeskWorld.Debtor debtor;
    private final LeadId lead;

    WritingTest() {
        scene.world.ready(AGENT);
        debtor = scene.settled(scene.world.offer("d1", PREVIEW, Lead.Kind.WRITTEN, null));
        lead = debtor.offer.id();
    }

    private void taken() {
        scene.world.ask(AGENT, new AgentRequest.Accept(lead)).settle();
    }

    private void answers(String text) {
        scene.world.ask(AGENT, new AgentRequest.Answer(lead, text)).settle();
    }

    private AgentNotice.AnswerIs.State state() {
        return DeskScene.last(scene.world.told(AGENT, AgentNotice.AnswerIs.class))
                .state();
    }

    private SeatState seat() {
        return scene.world.desk.rules().stateOf(AGENT);
    }

    @Test
    void shouldAnswerWithoutACallAndEndInTheSameWrapUp() {
        assertThat(scene.world.told(AGENT, AgentNotice.Offered.class))
                .singleElement()
                .satisfies(offered -> assertThat(offered.kind()).isEqualTo(Lead.Kind.WRITTEN));
        taken();
        assertThat(debtor.talks).containsExactly(AGENT);

        answers("Terima kasih.");

        assertThat(state()).isEqualTo(AgentNotice.AnswerIs.State.ALLOWED);
        assertThat(debtor.words).containsExactly("talk", "answer Terima kasih.");
        scene.world.ask(AGENT, new AgentRequest.HangUp(lead)).settle();
        assertThat(seat()).isEqualTo(SeatState.WRAP_UP);
        assertThat(DeskScene.last(scene.world.told(AGENT, AgentNotice.SeatIs.class))
                        .until())
                .isEqualTo(scene.world
                        .clock
                        .instant()
                        .plus(scene.world.desk.setup.terms().timing().wrapUp()));
        scene.world.ask(AGENT, new AgentRequest.EndWrapUp(lead)).settle();
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        assertThat(scene.world.port.log).noneMatch(line -> line.startsWith("dial"));
        scene.assertAtRest();
    }

    @Test
    void shouldTakeItOffTheScreenWhenTheDebtorPaidBeforeItWasTaken() {
        debtor.isRecalled = true;
        taken();

        assertThat(scene.world.told(AGENT, AgentNotice.TakenBack.class)).hasSize(1);
        assertThat(debtor.closed).containsExactly(LeadResult.RECALLED);
        assertThat(seat()).isEqualTo(SeatState.READY);
        scene.assertAtRest();
    }

    @Test
    void shouldShowThePaymentToWhoWritesAndGoOn() {
        taken();
        answers("Terima kasih.");

        scene.world.recall(debtor);
        scene.world.settle();

        assertThat(scene.world.told(AGENT, AgentNotice.LeadWithdrawn.class)).hasSize(1);
        assertThat(debtor.words).endsWith("talk");
        assertThat(seat()).isEqualTo(SeatState.TALKING);
        debtor.refuses = true;
        answers("Satu lagi.");
        assertThat(state()).isEqualTo(AgentNotice.AnswerIs.State.NOT_ALLOWED);
        assertThat(debtor.words).doesNotContain("answer Satu lagi.");
    }

    @Test
    void shouldKeepTheConversationWhenATextMayNotBeSentOrNobodyKnowsWhetherItWas() {
        taken();

        answers("polisi");
        assertThat(state()).isEqualTo(AgentNotice.AnswerIs.State.NOT_FIT);
        debtor.isMute = true;
        answers("Halo.");
        assertThat(state()).isEqualTo(AgentNotice.AnswerIs.State.NOT_KNOWN);

        assertThat(debtor.words.stream().filter("answer Halo."::equals))
                .as("at most once")
                .hasSize(1);
        assertThat(seat()).isEqualTo(SeatState.TALKING);
    }

    @Test
    void shouldGiveBackWhatNobodyAnsweredInTime() {
        taken();

        scene.world.pass(scene.world.house.settings().readLimit().plus(Duration.ofSeconds(1)));

        assertThat(debtor.closed).containsExactly(LeadResult.RETURNED);
        assertThat(seat()).isEqualTo(SeatState.READY);
        scene.assertAtRest();
    }

    @Test
    void shouldLetTheAgentGiveItBackUnlessItWasAnswered() {
        taken();
        answers("Halo.");
        scene.world.ask(AGENT, new AgentRequest.ReturnLead(lead)).settle();
        assertThat(debtor.closed).isEmpty();
        assertThat(scene.world.refusals(AGENT)).containsExactly("NOT_NOW");

        scene.world.ask(AGENT, new AgentRequest.HangUp(lead)).settle();
        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
    }

    @Test
    void shouldEndWithoutAnAnswerWhenNoneIsNeeded() {
        taken();
        scene.world.ask(AGENT, new AgentRequest.HangUp(lead)).settle();

        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        assertThat(seat()).isEqualTo(SeatState.WRAP_UP);
    }

    @Test
    void shouldNotBeDialedAndNotBeAnsweredWhileTheDeskIsStopped() {
        taken();
        scene.world.ask(AGENT, new AgentRequest.Dial(lead)).settle();
        scene.world.desk.isDialingStopped = true;
        answers("Halo.");

        assertThat(scene.world.refusals(AGENT)).containsExactly("NOT_NOW", "DIALING_STOPPED");
        assertThat(debtor.words).containsExactly("talk");
    }

    @Test
    void shouldCloseWhatTheAgentLeft() {
        taken();
        answers("Halo.");
        scene.world.step(() -> scene.world.desk.seats.signOut(AGENT));
        scene.world.settle();

        assertThat(debtor.closed).containsExactly(LeadResult.TALKED);
        scene.assertAtRest();
    }
}
