package dev.janji.gateways.voice.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.voice.CallEvent.Answered;
import dev.janji.actors.voice.CallEvent.Ended;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.CallEvent.Ringing;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.Part;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import dev.janji.gateways.voice.HeardCalls;
import dev.janji.gateways.voice.VoiceBench.Telephone;
import dev.janji.gateways.voice.VoicePortContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The adapter against a real Asterisk, {@code -Dasterisk=/path/to/asterisk}, with {@code sipp} for telephones. No part of {@code ./check}: it is run by
 * its name, and fails when there is no Asterisk.
 */
final class AsteriskIT implements VoicePortContract {
    @TempDir
    static Path home;

    private static SippTelephones telephones;
    private static AsteriskServer asterisk;

    @TempDir
    Path folder;

    private AsteriskBench bench;

    @BeforeAll
    static void start() {
        Path program = Path.of(System.getProperty("asterisk", ""));
        assertThat(program)
                .as("-Dasterisk=/path/to/asterisk; see docs/channels.md")
                .matches(Files::isExecutable);
        telephones = new SippTelephones(home);
        asterisk = new AsteriskServer(program, home, telephones.port());
        asterisk.start();
        telephones.start(asterisk.sipPort());
    }

    @AfterAll
    static void stop() throws Exception {
        if (telephones != null) {
            telephones.close();
        }
        if (asterisk != null) {
            asterisk.close();
        }
    }

    @Override
    public AsteriskBench bench() {
        return of("");
    }

    private AsteriskBench of(String own) {
        if (bench == null) {
            bench = new AsteriskBench(asterisk, telephones, folder, own);
        }
        return bench;
    }

    @AfterEach
    void tidy() {
        if (bench != null) {
            bench.close();
        }
    }

    /** An Asterisk never says "no" to a number: what it cannot dial at all is an error of its own, which may pass. */
    @Test
    @Override
    public void shouldSayRefusedWhenTheProviderRefuses() {
        assertThat(ChannelPortContract.refusal(send(message(1, Behaviour.REFUSES), permit())))
                .isEqualTo(RefusalReason.TEMPORARY);
        assertThat(bench().taken(ChannelPortContract.attempt(1))).isZero();
    }

    @Test
    void shouldDescribeTheInterfaceAsAsteriskPublishesIt() {
        assertThat(PublishedAri.differences(file ->
                        asterisk.ask("GET", "/api-docs/" + file + ".json").body()))
                .isEmpty();
    }

    @Test
    void shouldSayWhyWhateverTheTrunkAnswers() {
        Map<String, End> ends = new LinkedHashMap<>();
        ends.put("403", End.REJECTED);
        ends.put("404", End.NOT_IN_SERVICE);
        ends.put("408", End.NO_ANSWER);
        ends.put("410", End.NOT_IN_SERVICE);
        ends.put("480", End.NO_ANSWER);
        ends.put("484", End.NOT_IN_SERVICE);
        ends.put("486", End.BUSY);
        ends.put("500", End.FAILED);
        ends.put("502", End.FAILED);
        ends.put("503", End.CONGESTION);
        ends.put("600", End.BUSY);
        ends.put("603", End.REJECTED);
        Map<String, End> heard = new LinkedHashMap<>();
        int number = 0;
        for (String status : ends.keySet()) {
            CallId call = dial(++number, Telephone.ANSWERS);
            bench().say(call, status);
            bench().heard().await("the end", () -> bench().heard().has(call, Ended.class));
            heard.put(status, end(call));
        }
        assertThat(heard).isEqualTo(ends);
    }

    @Test
    void shouldSayThatItRingsWhenTheTrunkSendsEarlyMedia() {
        CallId call = dial(1, Telephone.ANSWERS);
        bench().say(call, "progress");
        bench().heard().await("ringing", () -> bench().heard().has(call, Ringing.class));
        bench().say(call, "person");
        bench().heard().await("an answer", () -> bench().heard().has(call, Answered.class));
        assertThat(bench().heard().of(call)).hasSize(2);
    }

    @Test
    void shouldDialEachOnceWhenThereAreMoreThanTheAsteriskTakesConnections() {
        List<CompletionStage<SendAnswer>> answers = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            answers.add(bench().port().send(messageTo(i, Telephone.BUSY), permit()));
        }
        answers.forEach(answer -> assertThat(Answers.get(answer)).isInstanceOf(SendAnswer.HandedOver.class));
    }

    @Test
    void shouldShowTheDebtorOurNumber() {
        CallId call = ringing(1);
        assertThat(bench().shownOn(call)).contains("+62210000000");
    }

    @Test
    void shouldTakeTheDebtorOutOfTheBridgeWhenHeldAndMoveTheCallToAnotherAgent() {
        CallId call = answered(1);
        seat(AGENT);
        seat(OTHER);
        assertThat(bench().in("janji.waiting.agent-1")).containsExactly("janji.line.agent-1");
        VoicePortContract.done(bench().port().connect(call, AGENT));
        assertThat(bench().in(talk(call))).containsExactlyInAnyOrder(channel(call), "janji.line.agent-1");
        VoicePortContract.done(bench().port().hold(call, true));
        assertThat(bench().in(talk(call))).containsExactly("janji.line.agent-1");
        VoicePortContract.done(bench().port().hold(call, false));
        assertThat(bench().in(talk(call))).containsExactlyInAnyOrder(channel(call), "janji.line.agent-1");
        VoicePortContract.done(bench().port().connect(call, OTHER));
        Answers.await(
                "the first agent to wait again",
                () -> bench().in("janji.waiting.agent-1").contains("janji.line.agent-1"));
        assertThat(bench().in(talk(call))).containsExactlyInAnyOrder(channel(call), "janji.line.agent-2");
        VoicePortContract.done(bench().port().hangUp(call));
        bench().goesOn(call, Ended.class);
        Answers.await(
                "the second agent to wait again",
                () -> bench().in("janji.waiting.agent-2").contains("janji.line.agent-2"));
    }

    @Test
    void shouldPutSupervisorsWhereTheirPartWantsThem() {
        CallId call = answered(1);
        seat(AGENT);
        seat(OTHER);
        VoicePortContract.done(bench().port().connect(call, AGENT));
        VoicePortContract.done(bench().port().supervise(call, OTHER, Part.LISTEN));
        assertThat(bench().in("janji.listening.agent-2.1"))
                .containsExactlyInAnyOrder("janji.snoop.agent-2.1", "janji.line.agent-2");
        VoicePortContract.done(bench().port().supervise(call, OTHER, Part.WHISPER));
        assertThat(bench().in("janji.listening.agent-2.2"))
                .containsExactlyInAnyOrder("janji.snoop.agent-2.2", "janji.line.agent-2");
        VoicePortContract.done(bench().port().supervise(call, OTHER, Part.BARGE));
        assertThat(bench().in(talk(call)))
                .containsExactlyInAnyOrder(channel(call), "janji.line.agent-1", "janji.line.agent-2");
        VoicePortContract.done(bench().port().supervise(call, OTHER, Part.LEAVE));
        assertThat(bench().in("janji.waiting.agent-2")).containsExactly("janji.line.agent-2");
        assertThat(bench().in(talk(call))).containsExactlyInAnyOrder(channel(call), "janji.line.agent-1");
    }

    @Test
    void shouldPlayToItsEndAlsoWhileAnAgentTalks() {
        CallId call = answered(1);
        VoicePortContract.done(bench().port().play(call, Announcement.NOBODY_FREE));
        seat(AGENT);
        VoicePortContract.done(bench().port().connect(call, AGENT));
        VoicePortContract.done(bench().port().play(call, Announcement.RECORDED));
        assertThat(bench().in(talk(call))).containsExactlyInAnyOrder(channel(call), "janji.line.agent-1");
    }

    @Test
    void shouldFailToPlayWhatIsNotThere() {
        of("announcements.recorded = \"sound:nowhere/nothing\"");
        CallId call = answered(1);
        assertThatThrownBy(() -> bench().port()
                        .play(call, Announcement.RECORDED)
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThat(bench().heard().has(call, Ended.class)).isFalse();
    }

    @Test
    void shouldKeepWhatWasSaidWhenRecorded() {
        CallId call = answered(1);
        seat(AGENT);
        VoicePortContract.done(bench().port().connect(call, AGENT));
        String recording = Answers.get(bench().port().startRecording(call));
        VoicePortContract.done(bench().port().play(call, Announcement.RECORDED));
        VoicePortContract.done(bench().port().stopRecording(call));
        Answers.await("a recording", () -> asterisk.recordingSize(recording) > 1_000);
    }

    @Test
    void shouldKeepTheCallWhenTheAgentHangsUpTheLine() {
        CallId call = answered(1);
        seat(AGENT);
        VoicePortContract.done(bench().port().connect(call, AGENT));
        bench().say(AGENT, "bye");
        Answers.await("the line to end", () -> !asterisk.has("janji.line.agent-1"));
        seat(OTHER);
        VoicePortContract.done(bench().port().connect(call, OTHER));
        VoicePortContract.assertLost(bench().port().connect(answered(2), AGENT));
        seat(AGENT);
        assertThat(bench().heard().has(call, Ended.class)).isFalse();
    }

    @Test
    void shouldSayCallLostWhenALineCannotBeOpened() {
        bench();
        VoicePortContract.assertLost(bench.port().openLine(AGENT, "PJSIP/nobody"));
        VoicePortContract.assertLost(bench.port().openLine(AGENT, "PJSIP/agent-3"));
        seat(AGENT);
    }

    @Test
    void shouldBeginAnewWhenTheAsteriskWasRestartedWithCallsUp() {
        CallId call = answered(1);
        seat(AGENT);
        VoicePortContract.done(bench().port().connect(call, AGENT));
        CallId ringing = ringing(2);
        asterisk.stop();
        bench().heard().await("a loss", () -> bench().heard().losses() == 1);
        VoicePortContract.assertLost(bench().port().hangUp(call));
        asterisk.start();
        bench().heard().await("the Asterisk", () -> !bench().heard().reachable().isEmpty());
        assertThat(bench().heard().reachable()).containsExactly(Set.of());
        assertThat(bench().heard().has(call, Ended.class)).isFalse();
        assertThat(bench().heard().has(ringing, Ended.class)).isFalse();
        seat(AGENT);
        VoicePortContract.done(bench().port().connect(answered(3), AGENT));
    }

    @Test
    void shouldWaitForTheDialplanWhenTheConnectionWasLostWhileItListened() {
        CallId call = ringing(1);
        bench().say(call, "person");
        Answers.await("the dialplan to listen", () -> asterisk.isInDialplan(channel(call)));
        bench().setDown(true);
        bench().setDown(false);
        bench().heard().await("who answered", () -> bench().heard().has(call, Answered.class));
        assertThat(((Answered) bench().heard().of(call).get(1)).by()).isEqualTo(Answered.By.PERSON);
        seat(AGENT);
        VoicePortContract.done(bench().port().connect(call, AGENT));
    }

    @Test
    void shouldHearTheEndOfACallerWhoWasThereWhenTheConnectionWasLost() {
        CallId call = bench().callsIn("+62811000077");
        bench().heard().await("a caller", () -> bench().heard().callers().containsKey(call));
        seat(AGENT);
        VoicePortContract.done(bench().port().connect(call, AGENT));
        bench().setDown(true);
        bench().setDown(false);
        assertThat(bench().heard().reachable()).containsExactly(Set.of(call));
        bench().goesOn(call, Ended.class);
        assertThat(end(call)).isEqualTo(End.THEY_HUNG_UP);
    }

    @Test
    void shouldBeLostWhenAnotherServerTakesTheApplication() {
        bench();
        HeardCalls other = new HeardCalls();
        try (AriVoicePort second = AriVoicePort.start(
                AriBench.settings(bench.settings().url().toString(), folder.resolve("second"), ""), bench.clock())) {
            second.listen(other);
            bench.heard().await("a loss", () -> bench.heard().losses() == 1);
        }
    }

    private static String channel(CallId call) {
        return AsteriskBench.channelOf(call);
    }

    private static String talk(CallId call) {
        return "t." + channel(call);
    }
}
