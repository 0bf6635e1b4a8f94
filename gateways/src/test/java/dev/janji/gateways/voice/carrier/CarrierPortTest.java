package dev.janji.gateways.voice.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered;
import dev.janji.actors.voice.CallEvent.Ended;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.CallEvent.Ringing;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.Part;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.voice.VoiceBench.Telephone;
import dev.janji.gateways.voice.VoicePortContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CarrierPortTest implements VoicePortContract {
    @TempDir
    Path folder;

    private CarrierBench bench;

    @Override
    public CarrierBench bench() {
        return of("");
    }

    private CarrierBench of(String own) {
        if (bench == null) {
            bench = new CarrierBench(folder, own);
        }
        return bench;
    }

    @AfterEach
    void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void shouldDialNobodyWhenNobodyListens() {
        try (CarrierPort deaf = CarrierPort.start(CarrierBench.settings(folder.resolve("deaf"), ""), bench().clock())) {
            SendPermit permit = permit();
            assertThat(ChannelPortContract.refusal(Answers.get(deaf.send(messageTo(1, Telephone.ANSWERS), permit))))
                    .isEqualTo(RefusalReason.UNREACHABLE);
            assertThat(permit.state()).isNotEqualTo(SendPermit.State.CLAIMED);
            assertThat(deaf.isUp()).isFalse();
            assertThat(deaf.callsUp()).isZero();
        }
    }

    @Test
    void shouldLogWhatHappenedToACallWithoutItsNumber() {
        CallId call = answered(1);
        seat(AGENT);
        seat(OTHER);
        VoicePortContract.done(bench.port().connect(call, AGENT));
        VoicePortContract.done(bench.port().hold(call, true));
        VoicePortContract.done(bench.port().hold(call, false));
        String recording = Answers.get(bench.port().startRecording(call));
        VoicePortContract.done(bench.port().supervise(call, OTHER, Part.WHISPER));
        VoicePortContract.done(bench.port().stopRecording(call));
        bench.goesOn(call, Ended.class);
        LoggedCall line = bench.calls().get(0);
        assertThat(line.facts())
                .containsEntry("call", call.value())
                .containsEntry("way", "PERSON")
                .containsEntry("dialed", ContractClock.START.toString())
                .containsEntry("heardAs", "PERSON")
                .containsEntry("agent", "agent-1")
                .containsEntry("end", "THEY_HUNG_UP");
        List<CallEvent> events = bench.heard().of(call);
        assertThat(line.fact("ringing")).contains(events.get(0).at().toString());
        assertThat(line.fact("answered")).contains(events.get(1).at().toString());
        assertThat(line.fact("ended")).contains(events.get(2).at().toString());
        assertThat(line.acts())
                .extracting(act -> act.substring(act.indexOf(' ') + 1))
                .containsExactly(
                        "connected agent-1",
                        "held",
                        "unheld",
                        "records " + recording,
                        "WHISPER agent-2",
                        "stops " + recording);
        assertThat(line.toString()).doesNotContain("+62");
    }

    @Test
    void shouldLogTheAttemptWithTheInstantOfTheClaim() {
        CallId call = ringing(1);
        assertThat(bench.attempts()).singleElement().satisfies(line -> {
            assertThat(line.attempt()).isEqualTo(call.value());
            assertThat(line.channel()).isEqualTo("VOICE");
            assertThat(line.atVirtual()).isEqualTo(ContractClock.START);
        });
    }

    @Test
    void shouldHangUpAfterOneSecondWhenNobodyComesToTheImpatient() {
        of("script.endings { \"03\" = impatient }");
        CallId call = answered(1);
        Instant answered = bench.heard().of(call).get(1).at();
        bench.goesOn(call, Ended.class);
        Ended ended = (Ended) bench.heard().of(call).get(2);
        assertThat(ended.end()).isEqualTo(End.THEY_HUNG_UP);
        assertThat(ended.at()).isEqualTo(answered.plusSeconds(1));
    }

    @Test
    void shouldSayThatSomebodyAnsweredWhenTheyHangUpBeforeItIsKnownWho() {
        of("script { detection = 2 s, endings { \"03\" = impatient } }");
        CallId call = ringing(1);
        bench.goesOn(call, Ended.class);
        assertThat(bench.heard().of(call)).hasSize(3);
        Answered answered = (Answered) bench.heard().of(call).get(1);
        assertThat(answered.by()).isEqualTo(Answered.By.UNKNOWN);
        assertThat(bench.heard().of(call).get(2).at()).isEqualTo(answered.at().plusSeconds(1));
    }

    @Test
    void shouldTellTheInstantOfTheAnswerWhenTheDetectionTookItsTime() {
        of("script.detection = 1500 ms");
        CallId call = ringing(1);
        while (!bench.heard().has(call, Answered.class)) {
            bench.clock().pass(Duration.ofMillis(100));
        }
        assertThat(bench.heard().of(call).get(1).at())
                .isEqualTo(bench.clock().instant().minusMillis(1500).minus(sinceDue(call)));
    }

    /** How long after the answer was told the clock has gone on, in steps of the test. */
    private Duration sinceDue(CallId call) {
        Instant told = bench.heard().of(call).get(1).at().plusMillis(1500);
        assertThat(told).isBeforeOrEqualTo(bench.clock().instant());
        assertThat(told).isAfter(bench.clock().instant().minusMillis(100));
        return Duration.between(told, bench.clock().instant());
    }

    @Test
    void shouldPlayToItsEndUnlessTheyHangUp() {
        of("script.announcement = 8 s");
        CallId call = answered(1);
        CompletableFuture<?> played =
                bench.port().play(call, Announcement.NOBODY_FREE).toCompletableFuture();
        bench.clock().pass(Duration.ofSeconds(7));
        assertThat(played).isNotDone();
        bench.clock().pass(Duration.ofSeconds(1));
        assertThat(played).isCompleted();
        CompletableFuture<?> again =
                bench.port().play(call, Announcement.NOBODY_FREE).toCompletableFuture();
        VoicePortContract.done(bench.port().hangUp(call));
        VoicePortContract.assertLost(again);
    }

    @Test
    void shouldNotConnectATelephoneThatRings() {
        CallId call = ringing(1);
        seat(AGENT);
        assertThat(bench.port().connect(call, AGENT).toCompletableFuture()).isCompletedExceptionally();
        bench.goesOn(call, Answered.class);
        VoicePortContract.done(bench.port().connect(call, AGENT));
    }

    @Test
    void shouldNotGiveALineASecondCall() {
        CallId first = answered(1);
        CallId second = answered(2);
        seat(AGENT);
        VoicePortContract.done(bench.port().connect(first, AGENT));
        assertThat(bench.port().connect(second, AGENT).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void shouldFindNoCircuitWhenAllLinesAreTaken() {
        of("lines = 1");
        CallId first = ringing(1);
        CallId second = dial(2, Telephone.ANSWERS);
        bench.goesOn(second, Ended.class);
        assertThat(end(second)).isEqualTo(End.CONGESTION);
        assertThat(bench.heard().has(second, Ringing.class)).isFalse();
        assertThat(bench.heard().has(first, Ended.class)).isFalse();
    }

    @Test
    void shouldTellWhatWasMissedOfACallThatIsLeft() {
        CallId call = dial(1, Telephone.ANSWERS);
        bench.setDown(true);
        bench.clock().pass(Duration.ofSeconds(40));
        assertThat(bench.heard().of(call)).isEmpty();
        bench.setDown(false);
        assertThat(bench.heard().of(call)).extracting(Object::getClass).containsExactly(Ringing.class, Answered.class);
        seat(AGENT);
        VoicePortContract.done(bench.port().connect(call, AGENT));
    }

    @Test
    void shouldHoldTheHouseClockUntilTheHouseReacts() {
        of("reaction = 30 s");
        CallId call = ringing(1);
        CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> {
            while (!bench.heard().has(call, Answered.class)) {
                bench.clock().pass(Duration.ofSeconds(1));
            }
        });
        bench.heard().await("an answer", () -> bench.heard().has(call, Answered.class));
        assertThat(bench.clock().openHolds()).isEqualTo(1);
        VoicePortContract.done(bench.port().hangUp(call));
        assertThat(passing).succeedsWithin(Duration.ofSeconds(20));
        assertThat(bench.clock().openHolds()).isZero();
    }

    @Test
    void shouldLetTheHouseClockGoWhenTheHouseDoesNotReact() {
        of("reaction = 20 ms");
        CallId call = ringing(1);
        bench.goesOn(call, Answered.class);
        assertThat(bench.clock().openHolds()).isZero();
    }

    @Test
    void shouldBeCalledAsOftenAsTheRateSays() {
        of("inbound { per-hour = 60, withheld = 1 }");
        bench.clock().pass(Duration.ofHours(10));
        assertThat(bench.heard().callers()).hasSizeBetween(500, 700);
        assertThat(bench.port().callsUp()).isLessThan(20);
    }

    @Test
    void shouldBeCalledBackByThoseWhoDidNotAnswer() {
        of("inbound { per-hour = 60, withheld = 0 }");
        CallId call = dial(1, Telephone.NEVER_ANSWERS);
        bench.goesOn(call, Ended.class);
        bench.clock().pass(Duration.ofHours(1));
        assertThat(bench.heard().callers().values()).containsExactly(bench.numberOf(Telephone.NEVER_ANSWERS));
    }

    @Test
    void shouldPressOneOnlyWhenAskedWhetherToBeCalledBack() {
        of("inbound { per-hour = 0, agrees = 1, waits { least = 10 minutes, most = 10 minutes } }");
        CallId call = bench.callsIn("+6281100");
        bench.port().play(call, Announcement.PLEASE_WAIT);
        bench.clock().pass(Duration.ofMinutes(1));
        assertThat(bench.heard().of(call)).isEmpty();
        bench.port().play(call, Announcement.CALLBACK_OFFERED);
        bench.clock().pass(Duration.ofMinutes(1));
        assertThat(bench.heard().of(call))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEvent.Pressed.class,
                        pressed -> assertThat(pressed.key()).isEqualTo('1'));
    }

    @Test
    void shouldNotPressAnythingWhenNobodyAgrees() {
        of("inbound { per-hour = 0, agrees = 0, waits { least = 10 minutes, most = 10 minutes } }");
        CallId call = bench.callsIn("+6281100");
        bench.port().play(call, Announcement.CALLBACK_OFFERED);
        bench.clock().pass(Duration.ofMinutes(1));
        assertThat(bench.heard().of(call)).isEmpty();
    }

    @Test
    void shouldEndEveryCallExactlyOnceWhateverTheHouseDoes() {
        of("script.endings = null");
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        seat(AGENT);
        seat(OTHER);
        for (int i = 1; i <= 300; i++) {
            dial(i, Telephone.ANSWERS);
            bench.clock().pass(Duration.ofMillis(random.nextInt(4_000)));
            CallId call = VoicePortContract.callId(1 + random.nextInt(i));
            switch (random.nextInt(6)) {
                case 0 -> bench.port().connect(call, random.nextBoolean() ? AGENT : OTHER);
                case 1 -> bench.port().hangUp(call);
                case 2 -> bench.port().play(call, Announcement.PLEASE_WAIT);
                case 3 -> bench.port().hold(call, random.nextBoolean());
                case 4 -> bench.port().startRecording(call);
                default -> bench.port().supervise(call, OTHER, Part.LISTEN);
            }
        }
        bench.clock().pass(Duration.ofHours(1));
        assertThat(bench.port().callsUp()).as("seed %d", seed).isZero();
        for (int i = 1; i <= 300; i++) {
            List<CallEvent> events = bench.heard().of(VoicePortContract.callId(i));
            assertThat(events)
                    .as("seed %d, call %d", seed, i)
                    .filteredOn(Ended.class::isInstance)
                    .hasSize(1);
            assertThat(events.get(events.size() - 1))
                    .as("seed %d, call %d", seed, i)
                    .isInstanceOf(Ended.class);
        }
        assertThat(bench.calls()).as("seed %d", seed).hasSize(300);
    }

    @Test
    void shouldHangUpWhenClosed() {
        CallId call = answered(1);
        bench.port().close();
        assertThat(end(call)).isEqualTo(End.WE_HUNG_UP);
        assertThat(bench.port().callsUp()).isZero();
        assertThat(bench.port().isUp()).isFalse();
    }
}
