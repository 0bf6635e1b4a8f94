package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort.CallLost;
import dev.janji.domain.id.CallId;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection on which events come, and what they mean. An Asterisk keeps no events for those who are away, so after each connection it is asked
 * which channels are there before anything else is believed. Confined to the adapter's loop, but for {@link #isUp}.
 */
final class AriConnection {
    private static final Logger LOG = LoggerFactory.getLogger(AriConnection.class);
    /** Heartbeats without an answer. */
    private static final int SILENCE = 3;

    private final AsteriskSettings settings;
    private final ScheduledExecutorService loop;
    private final AriClient client;
    private final Ari ari;
    private final ChannelNames names;
    private final CallListener listener;
    private final Consumer<CallId> heardOf;
    private final Switchboard board;
    private final Supervision supervision;

    @Nullable
    private Life life;

    private Duration backoff;
    private long epoch;
    private boolean sweeping;
    private volatile boolean up;
    private boolean closed;

    /** @param heardOf is told of every call that an event speaks of */
    AriConnection(
            AsteriskSettings settings,
            ScheduledExecutorService loop,
            AriClient client,
            Ari ari,
            ChannelNames names,
            CallListener listener,
            Switchboard board,
            Consumer<CallId> heardOf) {
        this.settings = settings;
        this.loop = loop;
        this.client = client;
        this.ari = ari;
        this.names = names;
        this.listener = listener;
        this.board = board;
        this.heardOf = heardOf;
        this.supervision = new Supervision(ari);
        this.backoff = settings.backoffLeast();
    }

    Switchboard board() {
        return board;
    }

    Supervision supervision() {
        return supervision;
    }

    boolean isUp() {
        return up;
    }

    /** The same as long as nothing can have been missed. */
    long epoch() {
        return epoch;
    }

    void begin() {
        long heartbeat = settings.heartbeat().toMillis();
        long sweep = settings.sweep().toMillis();
        loop.scheduleWithFixedDelay(guarded(this::beat), heartbeat, heartbeat, TimeUnit.MILLISECONDS);
        loop.scheduleWithFixedDelay(guarded(this::sweep), sweep, sweep, TimeUnit.MILLISECONDS);
        connect();
    }

    /** Nothing is told any more. */
    void close() {
        closed = true;
        up = false;
        if (life != null) {
            life.end();
            life = null;
        }
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Expected the Asterisk connection to be looked after, but that failed", e);
            }
        };
    }

    private void connect() {
        if (closed) {
            return;
        }
        Life begun = new Life();
        life = begun;
        client.connect(begun)
                .whenCompleteAsync(
                        (socket, failure) -> {
                            if (failure == null) {
                                begun.opened(socket);
                            } else {
                                begun.lost();
                            }
                        },
                        loop);
    }

    private void beat() {
        if (life != null) {
            life.beat();
        }
    }

    /** One at a time: behind an Asterisk that answers slowly they would hold up what agents ask for. */
    private void sweep() {
        if (!up || sweeping) {
            return;
        }
        sweeping = true;
        long asked = epoch;
        Set<AriCall> before = board.calls();
        ari.channels().whenComplete((reply, failure) -> {
            sweeping = false;
            if (failure == null && reply.isOk() && up && epoch == asked) {
                board.sweep(SeenChannel.of(reply).keySet(), before);
            }
        });
    }

    /** One connection from its beginning to its end. */
    private final class Life implements AriClient.Events {
        private final List<JsonNode> early = new ArrayList<>();

        @Nullable
        private WebSocket socket;

        private boolean isKnown;
        private boolean isOver;
        private long ponged = System.nanoTime();

        void opened(WebSocket opened) {
            socket = opened;
            if (life != this || closed) {
                opened.abort();
                return;
            }
            ponged = System.nanoTime();
            ari.channels().whenComplete((reply, failure) -> {
                if (life != this || closed) {
                    return;
                }
                if (failure != null || !reply.isOk()) {
                    LOG.warn(
                            "Expected the Asterisk to say which channels are there, but it does not [status={}]",
                            failure == null ? reply.status() : 0);
                    lost();
                    return;
                }
                isKnown = true;
                epoch++;
                up = true;
                backoff = settings.backoffLeast();
                LOG.info("Asterisk is reachable [app={}]", settings.app());
                board.reconcile(SeenChannel.of(reply));
                board.calls().stream().filter(AriCall::isBeingDetected).forEach(AriConnection.this::limitDetection);
                early.forEach(this::event);
                early.clear();
            });
        }

        void beat() {
            WebSocket beaten = socket;
            if (beaten == null) {
                return;
            }
            if (System.nanoTime() - ponged > settings.heartbeat().toNanos() * SILENCE) {
                LOG.warn("Expected the Asterisk to answer a ping, but it is silent [app={}]", settings.app());
                lost();
            } else {
                beaten.sendPing(ByteBuffer.allocate(0));
            }
        }

        @Override
        public void pong() {
            ponged = System.nanoTime();
        }

        @Override
        public void event(JsonNode event) {
            if (life != this || closed) {
                return;
            }
            if (!isKnown) {
                early.add(event);
                return;
            }
            try {
                understand(event);
            } catch (RuntimeException e) {
                LOG.error(
                        "Expected to understand an event of the Asterisk, but could not [type={}]",
                        event.path("type").asText(),
                        e);
            }
        }

        @Override
        public void lost() {
            if (isOver) {
                return;
            }
            end();
            if (life != this || closed) {
                return;
            }
            life = null;
            epoch++;
            boolean wasUp = up;
            up = false;
            if (wasUp) {
                LOG.warn("The Asterisk is lost; trying again [app={}]", settings.app());
                listener.lost();
            }
            loop.schedule(guarded(AriConnection.this::connect), backoff.toMillis(), TimeUnit.MILLISECONDS);
            Duration twice = backoff.multipliedBy(2);
            backoff = twice.compareTo(settings.backoffMost()) > 0 ? settings.backoffMost() : twice;
        }

        void end() {
            isOver = true;
            if (socket != null) {
                socket.abort();
            }
        }
    }

    private void understand(JsonNode event) {
        JsonNode channel = event.path("channel");
        String name = channel.path("id").asText();
        switch (event.path("type").asText()) {
            case "StasisStart" -> entered(name, channel, event.path("args"));
            case "ChannelStateChange" -> {
                if (channel.path("state").asText().equals("Ringing")) {
                    board.callOn(name).ifPresent(this::rings);
                }
            }
            case "Dial" -> {
                // Some carriers send early media, and no ringing.
                String status = event.path("dialstatus").asText();
                if (status.equals("RINGING") || status.equals("PROGRESS")) {
                    board.callOn(event.path("peer").path("id").asText()).ifPresent(this::rings);
                }
            }
            case "ChannelDestroyed" -> {
                int cause = event.path("cause").asInt();
                int status = event.path("tech_cause").asInt();
                board.callOn(name).ifPresent(call -> {
                    heardOf.accept(call.id);
                    board.ended(call, cause, status);
                });
                board.lineOn(name).ifPresent(board::lineEnded);
                supervision.left(name);
            }
            // The last word on a channel that the Asterisk did not dial for us: a snoop channel, or who called; they
            // never go back into the dialplan.
            case "StasisEnd" -> {
                board.callOn(name)
                        .filter(call -> call.isInbound)
                        .ifPresent(call -> board.ended(call, Switchboard.NO_CAUSE, 0));
                supervision.left(name);
            }
            case "ChannelDtmfReceived" ->
                board.callOn(name)
                        .ifPresent(
                                call -> board.pressed(call, event.path("digit").asText()));
            case "PlaybackFinished" -> {
                JsonNode playback = event.path("playback");
                board.played(
                        playback.path("id").asText(),
                        playback.path("state").asText().equals("failed"));
            }
            case "ApplicationReplaced" -> {
                LOG.error(
                        "Expected to be alone with our application, but another server took it [app={}]",
                        settings.app());
                backoff = settings.backoffMost();
                if (life != null) {
                    life.lost();
                }
            }
            default ->
                LOG.trace(
                        "An event that says nothing to us [type={}]",
                        event.path("type").asText());
        }
    }

    private void rings(AriCall call) {
        heardOf.accept(call.id);
        board.ringing(call);
    }

    private void entered(String name, JsonNode channel, JsonNode args) {
        if (names.isLine(name)) {
            board.lineOn(name).ifPresent(line -> line.pickedUp.complete(org.apache.pekko.Done.getInstance()));
        } else if (names.isSnoop(name)) {
            supervision.entered(name);
        } else if (args.path(0).asText().equals("detected")) {
            board.callOn(name)
                    .ifPresent(call -> board.heardAs(call, heardAs(args.path(1).asText())));
        } else if (args.path(0).asText().equals("dialed")) {
            board.callOn(name).ifPresent(this::answered);
        } else {
            names.inbound(name)
                    .ifPresentOrElse(
                            id -> board.calledBy(
                                    id,
                                    channel.path("caller").path("number").asText(),
                                    channel.path("dialplan").path("exten").asText()),
                            () -> ari.hangUp(name));
        }
    }

    private void answered(AriCall call) {
        heardOf.accept(call.id);
        board.answered(call);
        if (settings.detectionContext().isEmpty()) {
            board.heardAs(call, By.UNKNOWN);
            return;
        }
        ari.detect(call.channel).whenComplete((done, failure) -> {
            if (failure != null) {
                // It is still in our application, or gone.
                board.call(call.id).filter(known -> known == call).ifPresent(known -> board.heardAs(known, By.UNKNOWN));
            }
        });
        limitDetection(call);
    }

    private void limitDetection(AriCall call) {
        loop.schedule(
                guarded(() -> detectionIsLate(call)), settings.detectionLimit().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** It is in the dialplan, where nobody can be connected with it. */
    private void detectionIsLate(AriCall call) {
        if (!call.isAnswerTold
                && board.call(call.id).filter(known -> known == call).isPresent()) {
            LOG.warn("Expected the dialplan to say who answered, but it does not [call={}]", call.id);
            board.hangUp(call.id);
        }
    }

    /** What AMD() leaves in AMDSTATUS. */
    private static By heardAs(String status) {
        return switch (status) {
            case "MACHINE" -> By.MACHINE;
            case "HUMAN" -> By.PERSON;
            default -> By.UNKNOWN;
        };
    }

    /** @throws CallLost when the Asterisk is not there */
    void demandUp() {
        if (!up) {
            throw new CallLost("Expected the Asterisk to be there, but it is not [app=" + settings.app() + "]");
        }
    }
}
