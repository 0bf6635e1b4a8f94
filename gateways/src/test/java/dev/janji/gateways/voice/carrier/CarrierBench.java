package dev.janji.gateways.voice.carrier;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.simulator.AttemptLog;
import dev.janji.gateways.simulator.LoggedAttempt;
import dev.janji.gateways.voice.HeardCalls;
import dev.janji.gateways.voice.VoiceBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The played carrier under the contract: numbers with a certain fate, and time that goes on second by second. */
final class CarrierBench implements VoiceBench {
    private static final String FATES = """
            reaction = 0
            threads = 2
            script {
              latency { least = 0 s, most = 2 ms }
              patience = 5 ms
              waits { least = 5 minutes, most = 10 minutes }
              endings {
                "91" = refused, "92" = throttled, "93" = lost-before, "94" = lost-after
              }
            }
            """;

    private final ContractClock clock = new ContractClock();
    private final CarrierSettings settings;
    private HeardCalls heard = new HeardCalls();
    private CarrierPort port;

    CarrierBench(Path folder, String own) {
        this.settings = settings(folder, FATES + "\n" + own);
        this.port = CarrierPort.start(settings, clock);
        port.listen(heard);
    }

    /** The defaults of the house with other files. @param own overrides below {@code janji.gateways.voice.carrier} */
    static CarrierSettings settings(Path folder, String own) {
        Config files = ConfigFactory.parseString(
                "log = \"" + folder.resolve("voice.jsonl") + "\", calls = \"" + folder.resolve("calls.jsonl") + "\"");
        return CarrierSettings.from(ConfigFactory.parseString(own)
                .withFallback(files)
                .withFallback(
                        ConfigFactory.parseResources("reference.conf").getConfig("janji.gateways.voice.carrier")));
    }

    @Override
    public CarrierPort port() {
        return port;
    }

    @Override
    public HeardCalls heard() {
        return heard;
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    @Override
    public void goesOn(CallId call, Class<? extends CallEvent> until) {
        for (int seconds = 0; seconds < 3_600 && !heard.has(call, until); seconds++) {
            clock.pass(Duration.ofSeconds(1));
        }
        heard.await("the call to go on", () -> heard.has(call, until));
    }

    @Override
    public void endsUnheard(CallId call) {
        int before = port.callsUp();
        clock.pass(Duration.ofSeconds(34));
        if (port.callsUp() != before - 1) {
            throw new AssertionError("Expected one call of " + before + " to end, but there are " + port.callsUp());
        }
    }

    @Override
    public CallId callsIn(String number) {
        return port.call(number);
    }

    List<LoggedAttempt> attempts() {
        List<LoggedAttempt> lines = new ArrayList<>();
        AttemptLog.read(settings.log(), lines::add);
        return lines;
    }

    List<LoggedCall> calls() {
        try {
            return Files.readAllLines(settings.calls()).stream()
                    .map(LoggedCall::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int taken(AttemptId attempt) {
        return (int) attempts().stream()
                .filter(line -> line.attempt().equals(attempt.value()))
                .count();
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        port.setDown(down);
    }

    @Override
    public void restartAdapter() {
        port.close();
        heard = new HeardCalls();
        port = CarrierPort.start(settings, clock);
        port.listen(heard);
    }

    @Override
    public boolean answersLookUps() {
        return true;
    }

    @Override
    public void close() {
        port.close();
    }
}
