package dev.janji.gateways.voice.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.voice.CallEvent.Answered;
import dev.janji.actors.voice.CallEvent.Ended;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.CallEvent.Ringing;
import dev.janji.actors.voice.VoicePort.Part;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import dev.janji.gateways.simulator.AttemptLog;
import dev.janji.gateways.voice.HeardCalls;
import dev.janji.gateways.voice.VoiceBench.Telephone;
import dev.janji.gateways.voice.VoicePortContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AriVoicePortTest implements VoicePortContract {
    @TempDir
    Path folder;

    private AriBench bench;

    @Override
    public AriBench bench() {
        return of("");
    }

    private AriBench of(String own) {
        if (bench == null) {
            bench = new AriBench(folder, own);
        }
        return bench;
    }

    @AfterEach
    void shouldHaveUsedOnlyWhatTheDescriptionHas() {
        if (bench != null) {
            bench.close();
            assertThat(bench.asterisk().faults()).isEmpty();
        }
    }

    private static String channel(CallId call) {
        return AriBench.channelOf(call);
    }

    private static String line(AgentId agent) {
        return "janji.line." + agent;
    }

    @Test
    void shouldBridgeTheCallWithTheAgentAndPutTheAgentBackWhenItIsOver() {
        CallId call = answered(1);
        seat(AGENT);
        assertThat(bench.asterisk().bridges()).containsEntry("janji.waiting.agent-1", Set.of(line(AGENT)));
        VoicePortContract.done(bench.port().connect(call, AGENT));
        assertThat(bench.asterisk().bridges())
                .containsEntry("t." + channel(call), Set.of(channel(call), line(AGENT)))
                .containsEntry("janji.waiting.agent-1", Set.of());
        bench.goesOn(call, Ended.class);
        seat(OTHER);
        awaitBridge("janji.waiting.agent-1", Set.of(line(AGENT)));
        Answers.await("the bridge to go", () -> !bench.asterisk().bridges().containsKey("t." + channel(call)));
    }

    @Test
    void shouldBridgeTheCallWhenTheNameOfABridgeThatIsGoneIsFreeAgain() {
        CallId call = answered(1);
        seat(AGENT);
        bench.asterisk().bridges.keepName("t." + channel(call), Integer.MAX_VALUE);
        VoicePortContract.assertLost(bench.port().connect(call, AGENT));
        bench.asterisk().bridges.keepName("t." + channel(call), 3);
        VoicePortContract.done(bench.port().connect(call, AGENT));
        awaitBridge("t." + channel(call), Set.of(channel(call), line(AGENT)));
    }

    /** What is tidied up is not answered to anybody. */
    private void awaitBridge(String bridge, Set<String> members) {
        Answers.await(
                bridge + " with " + members,
                () -> members.equals(bench.asterisk().bridges().get(bridge)));
    }

    /** Until the Asterisk has heard of these; what it makes of them may still be under way. */
    private void awaitRequests(String... last) {
        for (int i = 0; i < 1_000 && !bench.asterisk().requests().containsAll(List.of(last)); i++) {
            Answers.get(bench.port().lookUp(ChannelPortContract.doubted(99)));
        }
        assertThat(bench.asterisk().requests()).contains(last);
    }

    @Test
    void shouldTakeTheDebtorOutOfTheBridgeAndPlayMusicWhenHeld() {
        CallId call = answered(1);
        seat(AGENT);
        VoicePortContract.done(bench.port().connect(call, AGENT));
        VoicePortContract.done(bench.port().hold(call, true));
        assertThat(bench.asterisk().bridges()).containsEntry("t." + channel(call), Set.of(line(AGENT)));
        assertThat(bench.asterisk().requests()).contains("POST channels/" + channel(call) + "/moh");
        VoicePortContract.done(bench.port().hold(call, false));
        assertThat(bench.asterisk().requests()).contains("DELETE channels/" + channel(call) + "/moh");
        assertThat(bench.asterisk().bridges()).containsEntry("t." + channel(call), Set.of(channel(call), line(AGENT)));
    }

    @Test
    void shouldMoveTheCallWhenItIsConnectedWithAnotherAgent() {
        CallId call = answered(1);
        seat(AGENT);
        seat(OTHER);
        VoicePortContract.done(bench.port().connect(call, AGENT));
        VoicePortContract.done(bench.port().connect(call, OTHER));
        awaitBridge("t." + channel(call), Set.of(channel(call), line(OTHER)));
        awaitBridge("janji.waiting.agent-1", Set.of(line(AGENT)));
    }

    @Test
    void shouldPutSupervisorsWhereTheirPartWantsThem() {
        CallId call = answered(1);
        seat(AGENT);
        seat(OTHER);
        VoicePortContract.done(bench.port().connect(call, AGENT));
        VoicePortContract.done(bench.port().supervise(call, OTHER, Part.LISTEN));
        assertThat(bench.asterisk().requests())
                .contains("POST channels/" + line(AGENT) + "/snoop/janji.snoop.agent-2.1");
        assertThat(bench.asterisk().bridges())
                .containsEntry("janji.listening.agent-2.1", Set.of("janji.snoop.agent-2.1", line(OTHER)));
        VoicePortContract.done(bench.port().supervise(call, OTHER, Part.BARGE));
        assertThat(bench.asterisk().has("janji.snoop.agent-2.1")).isFalse();
        assertThat(bench.asterisk().bridges())
                .doesNotContainKey("janji.listening.agent-2.1")
                .containsEntry("t." + channel(call), Set.of(channel(call), line(AGENT), line(OTHER)));
        VoicePortContract.done(bench.port().supervise(call, OTHER, Part.LEAVE));
        assertThat(bench.asterisk().bridges())
                .containsEntry("t." + channel(call), Set.of(channel(call), line(AGENT)))
                .containsEntry("janji.waiting.agent-2", Set.of(line(OTHER)));
    }

    @Test
    void shouldSayUnknownWhoAnsweredWhenNobodyLooks() {
        of("detection.context = \"\"");
        CallId call = answered(1);
        assertThat(((Answered) bench.heard().of(call).get(1)).by()).isEqualTo(Answered.By.UNKNOWN);
        assertThat(bench.asterisk().requests()).noneMatch(request -> request.endsWith("/continue"));
    }

    @Test
    void shouldHangUpWhenTheDialplanDoesNotComeBack() {
        of("detection.limit = 50 ms");
        bench.asterisk().detects(false);
        CallId call = ringing(1);
        bench.asterisk().advance(channel(call));
        bench.heard().await("the end", () -> bench.heard().has(call, Ended.class));
        assertThat(bench.heard().of(call))
                .extracting(Object::getClass)
                .containsExactly(Ringing.class, Answered.class, Ended.class);
        assertThat(end(call)).isEqualTo(End.WE_HUNG_UP);
        assertThat(bench.asterisk().has(channel(call))).isFalse();
    }

    @Test
    void shouldWaitForTheDialplanWhenTheConnectionWasLostWhileItListened() {
        bench();
        bench.asterisk().detects(false);
        CallId call = ringing(1);
        bench.asterisk().advance(channel(call));
        awaitRequests("POST channels/" + channel(call) + "/continue");
        bench.setDown(true);
        bench.setDown(false);
        bench.asterisk().detected(channel(call), "MACHINE");
        bench.heard().await("who answered", () -> bench.heard().has(call, Answered.class));
        assertThat(((Answered) bench.heard().of(call).get(1)).by()).isEqualTo(Answered.By.MACHINE);
    }

    @Test
    void shouldHangUpWhenTheDialplanDoesNotComeBackAfterTheConnectionWasLost() {
        of("detection.limit = 200 ms");
        bench.asterisk().detects(false);
        CallId call = ringing(1);
        bench.setDown(true);
        bench.asterisk().advance(channel(call));
        bench.asterisk().leavesApplication(channel(call));
        bench.setDown(false);
        bench.heard().await("the end", () -> bench.heard().has(call, Ended.class));
        assertThat(end(call)).isEqualTo(End.WE_HUNG_UP);
    }

    @Test
    void shouldHearTheEndOfACallerWhoWasThereWhenTheConnectionWasLost() {
        bench();
        CallId call = bench.callsIn("+62811000077");
        bench.heard().await("a caller", () -> bench.heard().callers().containsKey(call));
        seat(AGENT);
        VoicePortContract.done(bench.port().connect(call, AGENT));
        bench.setDown(true);
        bench.setDown(false);
        bench.goesOn(call, Ended.class);
        assertThat(end(call)).isEqualTo(End.THEY_HUNG_UP);
    }

    @Test
    void shouldNotOpenMoreConnectionsThanItMayWhenManyCallsAreDialedAtOnce() {
        of("connections = 4");
        shouldSendEachOnceWhenManyComeAtOnce();
        // One more each may be opened while the one before is still put away, and one is for events.
        assertThat(bench.asterisk().mostConnections()).isBetween(2, 9);
    }

    @Test
    void shouldHangUpACallThatWasHungUpBeforeItWasThere() {
        bench();
        List<CompletionStage<?>> hangUps = new ArrayList<>();
        List<CompletionStage<SendAnswer>> answers = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            answers.add(bench.port().send(messageTo(i, Telephone.ANSWERS), permit()));
            hangUps.add(bench.port().hangUp(VoicePortContract.callId(i)));
        }
        hangUps.forEach(VoicePortContract::done);
        answers.forEach(answer -> assertThat(Answers.get(answer)).isInstanceOf(SendAnswer.HandedOver.class));
        for (int i = 1; i <= 50; i++) {
            CallId call = VoicePortContract.callId(i);
            bench.heard().await("the end", () -> bench.heard().has(call, Ended.class));
            assertThat(end(call)).isEqualTo(End.WE_HUNG_UP);
            assertThat(bench.asterisk().has(channel(call))).isFalse();
        }
    }

    @Test
    void shouldFindTheCallWhenTheAnswerWasLostButTheAsteriskDialed() {
        bench();
        assertThat(send(message(1, Behaviour.LOST_AFTER_ACCEPTANCE), permit())).isInstanceOf(SendAnswer.Unknown.class);
        CallId call = VoicePortContract.callId(1);
        bench.goesOn(call, Answered.class);
        assertThat(bench.taken(ChannelPortContract.attempt(1))).isEqualTo(1);
        assertThat(send(message(1, Behaviour.LOST_AFTER_ACCEPTANCE), permit()))
                .isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(bench.taken(ChannelPortContract.attempt(1))).isEqualTo(1);
    }

    @Test
    void shouldLookForTheCallAndNotDialAgainWhenTheAnswerTakesTooLong() {
        of("request-timeout = 3 s");
        CallId call = dialNumber("+62811000095");
        assertThat(bench.asterisk().timesDialed(channel(call))).isEqualTo(1);
        assertThat(bench.asterisk().requests()).contains("GET channels/" + channel(call));
        bench.goesOn(call, Answered.class);
    }

    @Test
    void shouldSayThatItRingsWhenTheCarrierSendsEarlyMedia() {
        bench();
        CallId call = dialNumber("+62811000007");
        bench.goesOn(call, Ended.class);
        assertThat(bench.heard().of(call))
                .extracting(Object::getClass)
                .containsExactly(Ringing.class, Answered.class, Ended.class);
    }

    private CallId dialNumber(String number) {
        OutboundMessage message = message(1, Behaviour.ACCEPTS);
        SendAnswer answer = send(
                new OutboundMessage(
                        message.attempt(),
                        message.debtor(),
                        message.contactPoint(),
                        number,
                        "",
                        "",
                        "",
                        Set.of(),
                        message.validUntil()),
                permit());
        assertThat(answer).isInstanceOf(SendAnswer.HandedOver.class);
        return VoicePortContract.callId(1);
    }

    @Test
    void shouldKeepTheBridgeOfALineThatIsOpenedWhileTheOneBeforeIsStillRemoved() {
        bench();
        seat(AGENT);
        bench.asterisk().holdsRemovals(true);
        VoicePortContract.done(bench.port().closeLine(AGENT));
        CompletionStage<?> opened = bench.port().openLine(AGENT, "PJSIP/agent-1");
        awaitRequests("DELETE bridges/janji.waiting.agent-1");
        bench.asterisk().holdsRemovals(false);
        VoicePortContract.done(opened);
        Answers.await("the removal", () -> bench.asterisk().removals() == 1);
        assertThat(bench.asterisk().bridges()).containsEntry("janji.waiting.agent-1", Set.of(line(AGENT)));
    }

    @Test
    void shouldOpenALineAnewThatWasGoneWhenTheAsteriskCameBack() {
        bench();
        seat(AGENT);
        bench.asterisk().setDown(true);
        bench.heard().await("a loss", () -> bench.heard().losses() == 1);
        bench.asterisk().vanishes(line(AGENT));
        bench.asterisk().setDown(false);
        bench.heard().await("the Asterisk", () -> bench.port().isUp());
        CallId call = answered(1);
        VoicePortContract.assertLost(bench.port().connect(call, AGENT));
        seat(AGENT);
        VoicePortContract.done(bench.port().connect(call, AGENT));
    }

    @Test
    void shouldNeverDialAgainWhatStandsInTheLogThoughItIsOver() {
        CallId call = dial(1, Telephone.BUSY);
        bench.goesOn(call, Ended.class);
        bench.restartAdapter();
        assertThat(send(messageTo(1, Telephone.BUSY), permit())).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(bench.taken(ChannelPortContract.attempt(1))).isEqualTo(1);
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.CannotTell.class);
    }

    @Test
    void shouldLogAnAttemptBeforeTheAsteriskHearsOfIt() {
        bench();
        send(message(1, Behaviour.LOST_BEFORE_ACCEPTANCE), permit());
        List<String> logged = new ArrayList<>();
        AttemptLog.read(bench.settings().log(), attempt -> logged.add(attempt.attempt()));
        assertThat(logged).containsExactly(ChannelPortContract.attempt(1).value());
    }

    @Test
    void shouldNotSayNeverSentWhenOthersDialOrSomethingWasMissed() {
        of("other-servers-dial = on");
        assertThat(lookUp(7)).isInstanceOf(LookUpAnswer.CannotTell.class);
        send(message(1, Behaviour.LOST_BEFORE_ACCEPTANCE), permit());
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.NeverSent.class);
        bench.setDown(true);
        bench.setDown(false);
        assertThat(lookUp(1)).isInstanceOf(LookUpAnswer.CannotTell.class);
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        bench();
        for (String address : List.of("+62811@elsewhere", "PJSIP/1", "", "+62811&Local/1", "62 811")) {
            SendPermit permit = permit();
            OutboundMessage message = message(1, Behaviour.ACCEPTS);
            SendAnswer answer = send(
                    new OutboundMessage(
                            message.attempt(),
                            message.debtor(),
                            message.contactPoint(),
                            address,
                            "",
                            "",
                            "",
                            Set.of(),
                            message.validUntil()),
                    permit);
            assertThat(ChannelPortContract.refusal(answer)).isEqualTo(RefusalReason.INVALID_ADDRESS);
            assertThat(permit.state()).isEqualTo(SendPermit.State.WAITING);
        }
    }

    @Test
    void shouldSayNotAuthorisedWhenThePasswordIsWrong() {
        bench();
        try (AriVoicePort wrong = AriVoicePort.start(
                AriBench.settings(bench.asterisk().url(), folder.resolve("wrong"), "password = wrong"),
                bench.clock())) {
            HeardCalls nothing = new HeardCalls();
            wrong.listen(nothing);
            VoicePortContract.assertLost(wrong.openLine(AGENT, "PJSIP/agent-1"));
            assertThat(wrong.isUp()).isFalse();
            assertThat(nothing.reachable()).isEmpty();
        }
    }

    @Test
    void shouldNoticeThatTheAsteriskIsSilent() {
        of("heartbeat = 30 ms");
        bench.asterisk().answersPings(false);
        bench.asterisk().setDown(true);
        bench.asterisk().setDown(false);
        bench.heard().await("another loss", () -> bench.heard().losses() >= 2);
        bench.asterisk().answersPings(true);
        bench.heard()
                .await(
                        "the Asterisk",
                        () -> bench.heard().reachable().size() >= 2
                                && bench.port().isUp());
    }

    @Test
    void shouldBeLostWhenAnotherServerTakesTheApplication() {
        bench();
        bench.asterisk().replaceListener();
        bench.heard().await("a loss", () -> bench.heard().losses() == 1);
    }

    @Test
    void shouldTellWhatIsLeftOfAFormerLife() {
        CallId call = ringing(1);
        bench.port().close();
        HeardCalls next = new HeardCalls();
        try (AriVoicePort port = AriVoicePort.start(bench.settings(), bench.clock())) {
            port.listen(next);
            next.await("what is left", () -> !next.reachable().isEmpty());
            assertThat(next.reachable()).containsExactly(Set.of(call));
            VoicePortContract.done(port.hangUp(call));
            next.await("the end", () -> next.has(call, Ended.class));
            assertThat(bench.asterisk().has(channel(call))).isFalse();
        }
    }

    @Test
    void shouldTellTheEndOfACallThatIsOnlyGone() {
        of("sweep = 20 ms");
        CallId call = answered(1);
        seat(AGENT);
        VoicePortContract.done(bench.port().connect(call, AGENT));
        bench.asterisk().vanishes(channel(call));
        bench.heard().await("the end", () -> bench.heard().has(call, Ended.class));
        assertThat(end(call)).isEqualTo(End.THEY_HUNG_UP);
        CallId next = answered(2);
        VoicePortContract.done(bench.port().connect(next, AGENT));
    }

    @Test
    void shouldFreeTheLineWhenTheConnectionFailed() {
        CallId call = answered(1);
        seat(AGENT);
        bench.asterisk().breaks("t." + channel(call));
        VoicePortContract.assertLost(bench.port().connect(call, AGENT));
        bench.asterisk().breaks();
        CallId next = answered(2);
        VoicePortContract.done(bench.port().connect(next, AGENT));
        assertThat(bench.heard().has(call, Ended.class)).isFalse();
    }

    @Test
    void shouldSayCallLostWhenALineCannotBeOpened() {
        bench();
        VoicePortContract.assertLost(bench.port().openLine(AGENT, "PJSIP/nobody"));
        VoicePortContract.done(bench.port().openLine(AGENT, "PJSIP/agent-1"));
    }

    @Test
    void shouldTakeOverTheLineOfAFormerLife() {
        bench();
        seat(AGENT);
        bench.restartAdapter();
        seat(AGENT);
        CallId call = answered(1);
        VoicePortContract.done(bench.port().connect(call, AGENT));
    }

    @Test
    void shouldDialALongIdAsWell() {
        bench();
        DebtorKey debtor = new DebtorKey(new LenderId("acme"), new DebtorId("/?&%".repeat(16)));
        OutboundMessage message = message(1, Behaviour.ACCEPTS);
        AttemptId attempt = AttemptId.of(debtor, 7);
        assertThat(send(
                        new OutboundMessage(
                                attempt,
                                debtor,
                                message.contactPoint(),
                                bench.numberOf(Telephone.ANSWERS),
                                "",
                                "",
                                "",
                                Set.of(),
                                message.validUntil()),
                        permit()))
                .isInstanceOf(SendAnswer.HandedOver.class);
        CallId call = CallId.of(attempt);
        assertThat(channel(call)).hasSizeLessThanOrEqualTo(130).startsWith("janji.hash.");
        bench.goesOn(call, Answered.class);
        VoicePortContract.done(bench.port().hangUp(call));
        bench.goesOn(call, Ended.class);
    }
}
