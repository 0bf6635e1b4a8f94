package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.actors.voice.VoicePort.Recording;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/** What is said to the people on the line: each announcement from its request until the Asterisk says how it ended. Confined to the switchboard's loop. */
final class SpokenWords {
    private static final String RECORDING = "m";

    private final Ari ari;
    private final AsteriskSettings settings;

    SpokenWords(Ari ari, AsteriskSettings settings) {
        this.ari = ari;
        this.settings = settings;
    }

    /** @param pickedUp completed when somebody is on the line to hear it */
    CompletableFuture<Done> play(AriCall call, CompletableFuture<Done> pickedUp, Announcement announcement) {
        cut(call);
        String playback = "p" + ++call.playbacks + "." + call.channel;
        return begin(
                call,
                playback,
                pickedUp.thenCompose(done -> ari.play(call.channel, playback, settings.mediaOf(announcement))));
    }

    /** @throws IllegalStateException when the settings lack something for it */
    CompletableFuture<Done> play(AriCall call, CompletableFuture<Done> pickedUp, Recording recording) {
        String media = settings.recordings().mediaOf(recording);
        cut(call);
        String playback = RECORDING + ++call.playbacks + "." + call.channel;
        return begin(
                call,
                playback,
                pickedUp.thenCompose(done -> ari.play(call.channel, playback, media, recording.language())));
    }

    /** Whoever has pressed a key need not hear a recording to its end. */
    private void cut(AriCall call) {
        for (String playback : List.copyOf(call.playing.keySet())) {
            CompletableFuture<Done> playing = playback.startsWith(RECORDING) ? call.playing.remove(playback) : null;
            if (playing != null) {
                ari.stopPlaying(playback);
                playing.complete(Done.getInstance());
            }
        }
    }

    private static CompletableFuture<Done> begin(AriCall call, String playback, CompletableFuture<Done> asked) {
        CompletableFuture<Done> played = new CompletableFuture<>();
        call.playing.put(playback, played);
        asked.whenComplete((done, failure) -> {
            if (failure != null && call.playing.remove(playback) != null) {
                played.completeExceptionally(failure);
            }
        });
        return played;
    }

    /** One has ended; of another call's nothing happens. */
    void ended(AriCall call, String playback, boolean isFailed) {
        CompletableFuture<Done> playing = call.playing.remove(playback);
        if (playing != null && isFailed) {
            playing.completeExceptionally(new IllegalStateException(
                    "Expected an announcement to play, but the Asterisk could not [call=" + call.id + "]"));
        } else if (playing != null) {
            playing.complete(Done.getInstance());
        }
    }

    /** The call is over, and with it all that it still heard. */
    static void stop(AriCall call, CallLost lost) {
        List.copyOf(call.playing.values()).forEach(playing -> playing.completeExceptionally(lost));
        call.playing.clear();
    }
}
