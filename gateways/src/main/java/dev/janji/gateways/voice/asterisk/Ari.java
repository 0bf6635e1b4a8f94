package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.gateways.voice.asterisk.AriClient.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.apache.pekko.Done;

/** The requests of the switchboard, in words of ours. Each fails with {@link CallLost} when it took no effect. Thread-safe. */
final class Ari {
    private static final int NOT_FOUND = 404;
    /** Two seconds of them. */
    private static final int NAME_TRIES = 40;

    private static final Executor NAME_IS_FREE = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final AriClient client;
    private final AsteriskSettings settings;

    Ari(AriClient client, AsteriskSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Rings a debtor. The plain answer: what it means is the sender's. */
    CompletableFuture<Reply> dial(String channel, String number) {
        return originate(
                channel,
                settings.endpointOf(number),
                "dialed",
                settings.ringLimit().toSeconds());
    }

    /** Rings an agent's telephone. */
    CompletableFuture<Reply> ringLine(String channel, String address) {
        return originate(channel, address, "line", settings.lineRingLimit().toSeconds());
    }

    private CompletableFuture<Reply> originate(String channel, String endpoint, String what, long seconds) {
        return client.post(
                List.of("channels", channel),
                "endpoint",
                endpoint,
                "app",
                settings.app(),
                "appArgs",
                what,
                "callerId",
                settings.callerId(),
                "timeout",
                Long.toString(seconds));
    }

    /** The plain answer. */
    CompletableFuture<Reply> channel(String channel) {
        return client.get(List.of("channels", channel));
    }

    /** The plain answer. */
    CompletableFuture<Reply> channels() {
        return client.get(List.of("channels"));
    }

    /** One that is not there is over. */
    CompletableFuture<Done> hangUp(String channel) {
        return done(client.delete(List.of("channels", channel), "reason", "normal"), "hang up", NOT_FOUND);
    }

    CompletableFuture<Done> answer(String channel) {
        return done(client.post(List.of("channels", channel, "answer")), "answer");
    }

    /** Lets the dialplan find out who answered; our application hears of the channel meanwhile. */
    CompletableFuture<Done> detect(String channel) {
        return done(
                        client.post(
                                List.of("applications", settings.app(), "subscription"),
                                "eventSource",
                                "channel:" + channel),
                        "watch")
                .thenCompose(watched -> done(
                        client.post(
                                List.of("channels", channel, "continue"),
                                "context",
                                settings.detectionContext(),
                                "extension",
                                "s",
                                "priority",
                                "1"),
                        "detect"));
    }

    /**
     * A bridge that is there already is as good. One that was removed may be gone and its name still taken for a moment, as Asterisk lets go of names last; then
     * it is made when that moment is over.
     */
    CompletableFuture<Done> bridge(String bridge, String type) {
        return done(made(bridge, type, NAME_TRIES), "make a bridge");
    }

    private CompletableFuture<Reply> made(String bridge, String type, int tries) {
        return client.post(List.of("bridges", bridge), "type", type)
                .thenCompose(reply -> reply.status() == CONFLICT
                        ? client.get(List.of("bridges", bridge))
                        : CompletableFuture.completedFuture(reply))
                .thenCompose(reply -> reply.status() == NOT_FOUND && tries > 1
                        ? CompletableFuture.runAsync(() -> {}, NAME_IS_FREE)
                                .thenCompose(waited -> made(bridge, type, tries - 1))
                        : CompletableFuture.completedFuture(reply));
    }

    CompletableFuture<Done> removeBridge(String bridge) {
        return done(client.delete(List.of("bridges", bridge)), "remove a bridge", NOT_FOUND);
    }

    CompletableFuture<Done> join(String bridge, String... channels) {
        return done(
                client.post(List.of("bridges", bridge, "addChannel"), "channel", String.join(",", channels)),
                "join a bridge");
    }

    /** One that is not in the bridge, or not there, is out of it. */
    CompletableFuture<Done> leave(String bridge, String channel) {
        return done(
                client.post(List.of("bridges", bridge, "removeChannel"), "channel", channel),
                "leave a bridge",
                NOT_FOUND,
                400,
                UNPROCESSABLE);
    }

    CompletableFuture<Done> music(String channel) {
        return done(client.post(List.of("channels", channel, "moh"), "mohClass", settings.music()), "play music");
    }

    CompletableFuture<Done> noMusic(String channel) {
        return done(client.delete(List.of("channels", channel, "moh")), "end the music");
    }

    CompletableFuture<Done> play(String channel, String playback, String media) {
        return done(client.post(List.of("channels", channel, "play", playback), "media", media), "play");
    }

    /** @param media one after another, with commas between them @param language in which numbers are said */
    CompletableFuture<Done> play(String channel, String playback, String media, String language) {
        return done(
                client.post(List.of("channels", channel, "play", playback), "media", media, "lang", language), "play");
    }

    /** One that has ended is ended. */
    CompletableFuture<Done> stopPlaying(String playback) {
        return done(client.delete(List.of("playbacks", playback)), "stop playing", NOT_FOUND);
    }

    CompletableFuture<Done> record(String bridge, String name) {
        return done(
                client.post(
                        List.of("bridges", bridge, "record"),
                        "name",
                        name,
                        "format",
                        settings.recordingFormat(),
                        "ifExists",
                        "fail"),
                "record");
    }

    CompletableFuture<Done> stopRecording(String name) {
        return done(client.post(List.of("recordings", "live", name, "stop")), "stop recording", NOT_FOUND);
    }

    /** @param whisper {@code none} or {@code out}: heard by whoever has the channel */
    CompletableFuture<Done> snoop(String channel, String snoop, String whisper) {
        return done(
                client.post(
                        List.of("channels", channel, "snoop", snoop),
                        "spy",
                        "both",
                        "whisper",
                        whisper,
                        "app",
                        settings.app(),
                        "appArgs",
                        "snoop"),
                "snoop");
    }

    private static CompletableFuture<Done> done(CompletableFuture<Reply> request, String what, int... asGood) {
        IntPredicate isAsGood = status -> {
            for (int good : asGood) {
                if (status == good) {
                    return true;
                }
            }
            return false;
        };
        return request.handle((reply, failure) -> {
            if (failure != null) {
                throw new CallLost("Expected the Asterisk to " + what + ", but it did not answer");
            }
            if (!reply.isOk() && !isAsGood.test(reply.status())) {
                throw new CallLost("Expected the Asterisk to " + what + ", but it says " + reply.status());
            }
            return Done.getInstance();
        });
    }

    /** Whether a channel of that name was there before. */
    static boolean isThereAlready(Reply reply) {
        return reply.status() == CONFLICT;
    }

    static boolean isNotThere(Reply reply) {
        return reply.status() == NOT_FOUND;
    }
}
