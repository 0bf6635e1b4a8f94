package dev.janji.gateways.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered;
import dev.janji.actors.voice.CallEvent.Ended;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.CallEvent.Ringing;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.actors.voice.VoicePort.Part;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import dev.janji.gateways.voice.VoiceBench.Telephone;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every telephone adapter must do, besides what every adapter must do. */
public interface VoicePortContract extends ChannelPortContract {
    AgentId AGENT = new AgentId("agent-1");
    AgentId OTHER = new AgentId("agent-2");

    @Override
    VoiceBench bench();

    @Test
    default void shouldTellEachStepOnceWhenACallIsAnsweredConnectedAndEndedByThem() {
        CallId call = answered(1);
        assertThat(((Answered) bench().heard().of(call).get(1)).by()).isEqualTo(Answered.By.PERSON);
        seat(AGENT);
        done(bench().port().connect(call, AGENT));
        bench().goesOn(call, Ended.class);
        assertEvents(call, Ringing.class, Answered.class, Ended.class);
        assertThat(end(call)).isEqualTo(End.THEY_HUNG_UP);
    }

    @Test
    default void shouldSayThatAMachineAnsweredWhenTheDetectionSaysSo() {
        CallId call = dial(1, Telephone.MACHINE);
        bench().goesOn(call, Answered.class);
        assertThat(bench().heard().of(call))
                .filteredOn(Answered.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((Answered) event).by()).isEqualTo(Answered.By.MACHINE));
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, BUSY",
        "NEVER_ANSWERS, NO_ANSWER",
        "DECLINES, REJECTED",
        "NO_SUCH_NUMBER, NOT_IN_SERVICE",
        "NO_CIRCUIT, CONGESTION"
    })
    default void shouldSayWhyWhenNobodyAnswers(Telephone telephone, End end) {
        CallId call = dial(1, telephone);
        bench().goesOn(call, Ended.class);
        assertThat(end(call)).isEqualTo(end);
        assertThat(bench().heard().has(call, Answered.class)).isFalse();
        assertThat(bench().heard().of(call)).filteredOn(Ended.class::isInstance).hasSize(1);
    }

    @Test
    default void shouldEndTheCallWhenWeHangUpWhileItRings() {
        CallId call = ringing(1);
        done(bench().port().hangUp(call));
        bench().goesOn(call, Ended.class);
        assertEvents(call, Ringing.class, Ended.class);
        assertThat(end(call)).isEqualTo(End.WE_HUNG_UP);
        done(bench().port().hangUp(call));
        assertEvents(call, Ringing.class, Ended.class);
    }

    @Test
    default void shouldNeverDialACallThatWasHungUpBefore() {
        SendPermit permit =
                new SendPermit(bench().clock(), bench().clock().instant().plusSeconds(30), () -> false);
        done(bench().port().hangUp(callId(1)));
        assertThat(send(messageTo(1, Telephone.ANSWERS), permit))
                .isEqualTo(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN));
        assertThat(permit.state()).isEqualTo(SendPermit.State.REVOKED);
        assertThat(bench().heard().of(callId(1))).isEmpty();
    }

    @Test
    default void shouldEndTheCallWhenWeHangUpOnAnAgentWhoTalks() {
        CallId call = answered(1);
        seat(AGENT);
        done(bench().port().connect(call, AGENT));
        done(bench().port().hangUp(call));
        bench().goesOn(call, Ended.class);
        assertThat(end(call)).isEqualTo(End.WE_HUNG_UP);
        CallId next = answered(2);
        done(bench().port().connect(next, AGENT));
    }

    @Test
    default void shouldSayCallLostWhenTheCallIsOver() {
        CallId call = answered(1);
        seat(AGENT);
        done(bench().port().hangUp(call));
        bench().goesOn(call, Ended.class);
        assertLost(bench().port().connect(call, AGENT));
        assertLost(bench().port().hold(call, true));
        assertLost(bench().port().play(call, Announcement.NOBODY_FREE));
        assertLost(bench().port().startRecording(call));
        assertLost(bench().port().supervise(call, AGENT, Part.LISTEN));
    }

    @Test
    default void shouldSayCallLostWhenTheAgentHasNoLine() {
        CallId call = answered(1);
        assertLost(bench().port().connect(call, AGENT));
        seat(AGENT);
        done(bench().port().closeLine(AGENT));
        assertLost(bench().port().connect(call, AGENT));
        assertThat(bench().heard().has(call, Ended.class)).isFalse();
    }

    @Test
    default void shouldNotEndTheCallWhenItsAgentsLineIsClosed() {
        CallId call = answered(1);
        seat(AGENT);
        done(bench().port().connect(call, AGENT));
        done(bench().port().closeLine(AGENT));
        assertThat(bench().heard().has(call, Ended.class)).isFalse();
        seat(OTHER);
        done(bench().port().connect(call, OTHER));
        done(bench().port().hangUp(call));
        bench().goesOn(call, Ended.class);
        assertEvents(call, Ringing.class, Answered.class, Ended.class);
    }

    @Test
    default void shouldHoldRecordAndSuperviseWhenAnAgentTalks() {
        CallId call = answered(1);
        seat(AGENT);
        seat(OTHER);
        done(bench().port().connect(call, AGENT));
        done(bench().port().connect(call, AGENT));
        done(bench().port().hold(call, true));
        done(bench().port().hold(call, false));
        String first = Answers.get(bench().port().startRecording(call));
        assertThat(first).isNotBlank().doesNotContain(bench().numberOf(Telephone.ANSWERS));
        assertThat(Answers.get(bench().port().startRecording(call))).isEqualTo(first);
        done(bench().port().stopRecording(call));
        assertThat(Answers.get(bench().port().startRecording(call))).isNotEqualTo(first);
        for (Part part : List.of(Part.LISTEN, Part.WHISPER, Part.BARGE, Part.LEAVE)) {
            done(bench().port().supervise(call, OTHER, part));
        }
        assertThat(bench().heard().has(call, Ended.class)).isFalse();
    }

    @Test
    default void shouldCallNobodyWhenThePermitIsDenied() {
        SendPermit permit = permit();
        permit.revoke();
        assertThat(send(messageTo(1, Telephone.ANSWERS), permit)).isInstanceOf(SendAnswer.NotSent.class);
        assertThat(bench().taken(ChannelPortContract.attempt(1))).isZero();
        // Another call that goes all its way shows that the first never began.
        CallId call = answered(2);
        assertThat(bench().heard().has(call, Answered.class)).isTrue();
        assertThat(bench().heard().of(callId(1))).isEmpty();
    }

    @Test
    default void shouldSayWhichCallsAreLeftWhenTheGatewayIsBack() {
        CallId over = dial(1, Telephone.NEVER_ANSWERS);
        bench().goesOn(over, Ringing.class);
        CallId left = answered(2);
        seat(AGENT);
        done(bench().port().connect(left, AGENT));
        bench().setDown(true);
        bench().heard().await("a loss", () -> bench().heard().losses() == 1);
        assertThat(bench().port().isUp()).isFalse();
        assertLost(bench().port().hangUp(left));
        bench().endsUnheard(over);
        assertThat(bench().heard().has(over, Ended.class)).isFalse();
        bench().setDown(false);
        bench().heard().await("what is left", () -> bench().heard().reachable().size() == 1);
        assertThat(bench().heard().reachable()).containsExactly(Set.of(left));
        assertThat(bench().port().isUp()).isTrue();
        bench().goesOn(left, Ended.class);
        assertEvents(left, Ringing.class, Answered.class, Ended.class);
        assertThat(bench().heard().has(over, Ended.class)).isFalse();
    }

    @Test
    default void shouldConnectACallerWhenSomebodyCalls() {
        CallId call = bench().callsIn("+62811000077");
        bench().heard().await("a caller", () -> bench().heard().callers().containsKey(call));
        assertThat(bench().heard().callers()).containsEntry(call, "+62811000077");
        seat(AGENT);
        done(bench().port().connect(call, AGENT));
        bench().goesOn(call, Ended.class);
        assertEvents(call, Ended.class);
    }

    @Test
    default void shouldTellEachCallsEventsInOrderWhenManyGoOnAtOnce() {
        List<CallId> calls = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            calls.add(dial(i, i % 2 == 0 ? Telephone.ANSWERS : Telephone.BUSY));
        }
        for (CallId call : calls) {
            bench().goesOn(call, Ended.class);
            List<CallEvent> events = bench().heard().of(call);
            assertThat(events).filteredOn(Ended.class::isInstance).hasSize(1);
            assertThat(events.get(events.size() - 1)).isInstanceOf(Ended.class);
            assertThat(events).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        }
    }

    static CallId callId(int number) {
        return CallId.of(ChannelPortContract.attempt(number));
    }

    default OutboundMessage messageTo(int number, Telephone telephone) {
        OutboundMessage message = message(number, Behaviour.ACCEPTS);
        return new OutboundMessage(
                message.attempt(),
                message.debtor(),
                new ContactPointId("cp-1"),
                bench().numberOf(telephone),
                "",
                "",
                "",
                message.strategies(),
                message.validUntil());
    }

    default CallId dial(int number, Telephone telephone) {
        SendPermit permit =
                new SendPermit(bench().clock(), bench().clock().instant().plusSeconds(30), () -> false);
        assertThat(send(messageTo(number, telephone), permit)).isInstanceOf(SendAnswer.HandedOver.class);
        return callId(number);
    }

    default CallId ringing(int number) {
        CallId call = dial(number, Telephone.ANSWERS);
        bench().goesOn(call, Ringing.class);
        return call;
    }

    default CallId answered(int number) {
        CallId call = ringing(number);
        bench().goesOn(call, Answered.class);
        return call;
    }

    default void seat(AgentId agent) {
        done(bench().port().openLine(agent, bench().lineOf(agent)));
        done(bench().port().openLine(agent, bench().lineOf(agent)));
    }

    static void done(CompletionStage<?> stage) {
        Answers.get(stage);
    }

    static void assertLost(CompletionStage<?> stage) {
        assertThatThrownBy(() -> stage.toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CallLost.class);
    }

    default End end(CallId call) {
        List<CallEvent> events = bench().heard().of(call);
        return ((Ended) events.get(events.size() - 1)).end();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private void assertEvents(CallId call, Class<? extends CallEvent>... kinds) {
        assertThat(bench().heard().of(call)).extracting(Object::getClass).containsExactly(kinds);
    }
}
