package dev.janji.gateways.voice.asterisk;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.voice.HeardCalls;
import dev.janji.gateways.voice.VoiceBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The Asterisk adapter under the contract: before it an {@link AriFake}, whose telephones do what their numbers say. */
final class AriBench implements VoiceBench {
    private static final ChannelNames NAMES = new ChannelNames("janji");

    private final ContractClock clock = new ContractClock();
    private final AriFake asterisk = new AriFake();
    private final AsteriskSettings settings;
    private HeardCalls heard = new HeardCalls();
    private AriVoicePort port;

    AriBench(Path folder, String own) {
        this.settings = settings(asterisk.url(), folder, own);
        this.port = AriVoicePort.start(settings, clock);
        listen();
    }

    static AsteriskSettings settings(String url, Path folder, String own) {
        return AsteriskSettings.from(ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseString("""
                        user = janji
                        endpoint = "PJSIP/{number}@trunk"
                        caller-id = "+62210000000"
                        detection { context = janji-amd, limit = 20 s }
                        reconnect { least = 10 ms, most = 50 ms }
                        request-timeout = 20 s
                        other-servers-dial = off
                        """))
                .withFallback(ConfigFactory.parseString("url = \"" + url + "\", password = \"" + AriFake.PASSWORD
                        + "\", log = \"" + folder.resolve("voice.jsonl") + "\""))
                .withFallback(ConfigFactory.parseResources("reference.conf").getConfig("janji.gateways.voice.asterisk"))
                .resolve());
    }

    private void listen() {
        port.listen(heard);
        awaitReachable(1);
        heard.forgetReachable();
    }

    private void awaitReachable(int times) {
        heard.await("the Asterisk", () -> heard.reachable().size() >= times);
    }

    AriFake asterisk() {
        return asterisk;
    }

    AsteriskSettings settings() {
        return settings;
    }

    static String channelOf(CallId call) {
        return NAMES.of(call);
    }

    static Telephone telephoneOf(String number) {
        return switch (number.substring(number.length() - 2)) {
            case "00" -> Telephone.BUSY;
            case "01" -> Telephone.NO_SUCH_NUMBER;
            case "02" -> Telephone.MACHINE;
            case "04" -> Telephone.NEVER_ANSWERS;
            case "05" -> Telephone.DECLINES;
            case "06" -> Telephone.NO_CIRCUIT;
            default -> Telephone.ANSWERS;
        };
    }

    static AriFake.Answer answerOf(String number) {
        return switch (number.substring(number.length() - 2)) {
            case "91" -> AriFake.Answer.NO;
            case "92" -> AriFake.Answer.LATER;
            case "93" -> AriFake.Answer.TAKES_NOTHING_AND_IS_SILENT;
            case "94" -> AriFake.Answer.DIALS_AND_IS_SILENT;
            case "95" -> AriFake.Answer.DIALS_AND_NEVER_ANSWERS;
            default -> AriFake.Answer.YES;
        };
    }

    @Override
    public AriVoicePort port() {
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
        while (!heard.has(call, until)) {
            int before = heard.of(call).size();
            asterisk.advance(channelOf(call));
            heard.await("the call to go on", () -> heard.of(call).size() > before);
        }
    }

    @Override
    public void endsUnheard(CallId call) {
        asterisk.vanishes(channelOf(call));
    }

    @Override
    public CallId callsIn(String number) {
        return NAMES.inbound(asterisk.callsIn(number)).orElseThrow();
    }

    @Override
    public int taken(AttemptId attempt) {
        return asterisk.timesDialed(channelOf(CallId.of(attempt)));
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        int losses = heard.losses();
        int times = heard.reachable().size();
        asterisk.setDown(down);
        if (down) {
            heard.await("a loss", () -> heard.losses() > losses);
        } else {
            awaitReachable(times + 1);
        }
    }

    @Override
    public void restartAdapter() {
        port.close();
        heard = new HeardCalls();
        port = AriVoicePort.start(settings, clock);
        listen();
    }

    @Override
    public boolean answersLookUps() {
        return true;
    }

    @Override
    public void close() {
        port.close();
        try {
            asterisk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
