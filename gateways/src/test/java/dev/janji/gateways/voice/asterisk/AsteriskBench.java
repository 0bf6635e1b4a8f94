package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.voice.HeardCalls;
import dev.janji.gateways.voice.VoiceBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The Asterisk adapter under the contract: before it a real Asterisk, behind which {@code sipp} plays the telephones that the numbers say. */
final class AsteriskBench implements VoiceBench {
    private static final ChannelNames NAMES = new ChannelNames("janji");

    private final ContractClock clock = new ContractClock();
    private final AsteriskServer asterisk;
    private final SippTelephones telephones;
    private final AriBetween between;
    private final AsteriskSettings settings;
    private final Map<CallId, String> sipIds = new HashMap<>();
    private final Set<CallId> rung = new HashSet<>();
    private HeardCalls heard = new HeardCalls();
    private AriVoicePort port;

    AsteriskBench(AsteriskServer asterisk, SippTelephones telephones, Path folder, String own) {
        this.asterisk = asterisk;
        this.telephones = telephones;
        this.between = new AriBetween(asterisk.port());
        String sound = "\"" + asterisk.announcement() + "\"";
        this.settings = AriBench.settings(between.url(), folder, """
                        ring-limit = 20 s
                        announcements { nobody-free = %1$s, please-wait = %1$s, callback-offered = %1$s, recorded = %1$s }
                        """.formatted(sound) + own);
        this.port = AriVoicePort.start(settings, clock);
        listen();
    }

    private void listen() {
        port.listen(heard);
        awaitReachable(1);
        heard.forgetReachable();
    }

    private void awaitReachable(int times) {
        heard.await("the Asterisk", () -> heard.reachable().size() >= times);
    }

    AsteriskServer asterisk() {
        return asterisk;
    }

    AsteriskSettings settings() {
        return settings;
    }

    static String channelOf(CallId call) {
        return NAMES.of(call);
    }

    /** Channels in a bridge; empty when there is no such bridge. */
    Set<String> in(String bridge) {
        Set<String> channels = new HashSet<>();
        for (JsonNode channel : asterisk.ask("GET", "/bridges/" + AsteriskServer.encode(bridge))
                .body()
                .path("channels")) {
            channels.add(channel.asText());
        }
        return channels;
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
    public String lineOf(AgentId agent) {
        return "PJSIP/" + agent;
    }

    /** The call's telephone does so. */
    void say(CallId call, String word) {
        telephones.say(sipId(call), word);
    }

    /** The agent's telephone does so. */
    void say(AgentId agent, String word) {
        telephones.say(telephones.idOf(agent.value()), word);
    }

    /** What the debtor's telephone shows of who calls. */
    String shownOn(CallId call) {
        return telephones.shownOn(sipId(call));
    }

    private String sipId(CallId call) {
        return sipIds.computeIfAbsent(call, asked -> {
            String id = asterisk.sipIdOf(channelOf(asked));
            telephones.numberOf(id);
            return id;
        });
    }

    @Override
    public void goesOn(CallId call, Class<? extends CallEvent> until) {
        while (!heard.has(call, until)) {
            int before = heard.of(call).size();
            advance(call);
            heard.await("the call to go on", () -> heard.of(call).size() > before);
        }
    }

    private void advance(CallId call) {
        if (!asterisk.has(channelOf(call))) {
            // Only its end is left to be heard.
            return;
        }
        if (heard.callers().containsKey(call)) {
            telephones.say(telephones.idOf("1500"), "bye");
        } else if (heard.has(call, CallEvent.Answered.class)) {
            say(call, "bye");
        } else {
            switch (AriBench.telephoneOf(telephones.numberOf(sipId(call)))) {
                case BUSY -> say(call, "486");
                case NO_SUCH_NUMBER -> say(call, "404");
                case NO_CIRCUIT -> say(call, "503");
                case NEVER_ANSWERS -> ringsOr(call, "");
                case DECLINES -> ringsOr(call, "603");
                case ANSWERS -> ringsOr(call, "person");
                case MACHINE -> ringsOr(call, "machine");
            }
        }
    }

    private void ringsOr(CallId call, String word) {
        if (rung.add(call)) {
            say(call, "ring");
        } else if (!word.isEmpty()) {
            say(call, word);
        }
    }

    @Override
    public void endsUnheard(CallId call) {
        Answers.await("the call to end", () -> !asterisk.has(channelOf(call)));
    }

    @Override
    public CallId callsIn(String number) {
        telephones.call(number, asterisk.sipPort());
        String[] channel = {""};
        Answers.await("a caller", () -> {
            for (JsonNode there : asterisk.ask("GET", "/channels").body()) {
                if (there.path("caller").path("number").asText().equals(number)) {
                    channel[0] = there.path("id").asText();
                }
            }
            return !channel[0].isEmpty();
        });
        return NAMES.inbound(channel[0]).orElseThrow();
    }

    @Override
    public int taken(AttemptId attempt) {
        return between.taken(channelOf(CallId.of(attempt)));
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        int losses = heard.losses();
        int times = heard.reachable().size();
        between.setDown(down);
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
            between.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asterisk.tidy();
    }
}
