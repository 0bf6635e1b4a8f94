package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telephones through an Asterisk by its REST interface. Requests, answers and events meet on one thread. A call is dialed once: its channel is named by
 * the attempt, every attempt stands in a log before it is dialed, and the request is never repeated. Nobody is dialed before somebody listens. Calls outlive a
 * lost connection and this adapter; what is left of them is told when the connection is there again. Thread-safe. {@code docs/channels.md} says what
 * the dialplan must have.
 */
public final class AriVoicePort implements VoicePort {
    private static final Logger LOG = LoggerFactory.getLogger(AriVoicePort.class);

    private final AsteriskSettings settings;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor loop;
    private final AriClient client;
    private final Ari ari;
    private final ChannelNames names;
    private final AriDialing dialing;
    private final Set<CompletableFuture<?>> requests = ConcurrentHashMap.newKeySet();
    private final Map<CompletableFuture<SendAnswer>, SendPermit> sends = new ConcurrentHashMap<>();
    private volatile @Nullable AriConnection connection;
    private volatile boolean closed;

    private AriVoicePort(AsteriskSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.loop = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "janji-asterisk");
            thread.setDaemon(true);
            return thread;
        });
        // What comes after the end is answered by close().
        loop.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.client = new AriClient(settings, loop);
        this.ari = new Ari(client, settings);
        this.names = new ChannelNames(settings.app());
        this.dialing = new AriDialing(settings, ari, names);
    }

    /** Reads the log; connects when somebody listens. */
    public static AriVoicePort start(AsteriskSettings settings, InstantSource clock) {
        return new AriVoicePort(settings, clock);
    }

    @Override
    public Channel channel() {
        return Channel.VOICE;
    }

    @Override
    public synchronized void listen(CallListener listener) {
        if (connection != null) {
            throw new IllegalStateException("Expected one listener of the Asterisk, but there is one already");
        }
        Switchboard board = new Switchboard(ari, settings, names, clock, listener);
        AriConnection begun = new AriConnection(settings, loop, client, ari, names, listener, board, dialing::heardOf);
        connection = begun;
        loop.execute(begun::begin);
    }

    @Override
    public boolean isUp() {
        AriConnection known = connection;
        return known != null && known.isUp() && !closed;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        CompletableFuture<SendAnswer> answer = new CompletableFuture<>();
        sends.put(answer, permit);
        answer.whenComplete((given, failure) -> sends.remove(answer));
        if (closed) {
            abandon(answer, permit);
            return answer;
        }
        loop.execute(() -> {
            AriConnection known = connection;
            if (known == null) {
                answer.complete(new SendAnswer.Refused(RefusalReason.UNREACHABLE, "nobody listens to calls"));
                return;
            }
            into(answer, () -> dialing.send(known, message, permit));
        });
        return answer;
    }

    private static void abandon(CompletableFuture<SendAnswer> answer, SendPermit permit) {
        answer.complete(
                permit.revoke()
                        ? new SendAnswer.Refused(RefusalReason.STOPPING, "the gateway is going down")
                        : new SendAnswer.Unknown("the gateway was stopped while the Asterisk was asked to dial"));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return request(() -> dialing.lookUp(connection, attempt));
    }

    @Override
    public CompletionStage<Done> openLine(AgentId agent, String address) {
        return onBoard(board -> board.openLine(agent, address));
    }

    @Override
    public CompletionStage<Done> closeLine(AgentId agent) {
        return onBoard(board -> board.closeLine(agent));
    }

    @Override
    public CompletionStage<Done> connect(CallId call, AgentId agent) {
        return onBoard(board -> board.connect(call, agent));
    }

    @Override
    public CompletionStage<Done> hold(CallId call, boolean held) {
        return onBoard(board -> board.hold(call, held));
    }

    @Override
    public CompletionStage<Done> play(CallId call, Announcement announcement) {
        return onBoard(board -> board.play(call, announcement));
    }

    @Override
    public Optional<String> lacksFor(Recording recording) {
        return settings.recordings().lacksFor(recording);
    }

    @Override
    public CompletionStage<Done> play(CallId call, Recording recording) {
        return onBoard(board -> board.play(call, recording));
    }

    @Override
    public CompletionStage<Done> hangUp(CallId call) {
        return onBoard(board -> {
            dialing.hungUp(call);
            return board.hangUp(call);
        });
    }

    @Override
    public CompletionStage<String> startRecording(CallId call) {
        return onBoard(board -> board.startRecording(call));
    }

    @Override
    public CompletionStage<Done> stopRecording(CallId call) {
        return onBoard(board -> board.stopRecording(call));
    }

    @Override
    public CompletionStage<Done> supervise(CallId call, AgentId supervisor, Part part) {
        return connected(known -> known.supervision().supervise(known.board().meeting(call, supervisor), part));
    }

    private <T> CompletableFuture<T> onBoard(Function<Switchboard, CompletableFuture<T>> work) {
        return connected(known -> work.apply(known.board()));
    }

    private <T> CompletableFuture<T> connected(Function<AriConnection, CompletableFuture<T>> work) {
        return request(() -> {
            AriConnection known = connection;
            if (known == null) {
                throw new CallLost("Expected somebody to listen to calls, but nobody does");
            }
            known.demandUp();
            return work.apply(known);
        });
    }

    private <T> CompletableFuture<T> request(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        requests.add(result);
        result.whenComplete((done, failure) -> requests.remove(result));
        if (closed) {
            result.completeExceptionally(stopped());
            return result;
        }
        loop.execute(() -> into(result, work));
        return result;
    }

    /** On the loop. */
    private interface Work<T> {
        CompletableFuture<T> begin();
    }

    private static <T> void into(CompletableFuture<T> result, Work<T> work) {
        try {
            work.begin().whenComplete((done, failure) -> {
                if (failure == null) {
                    result.complete(done);
                } else {
                    result.completeExceptionally(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
                }
            });
        } catch (RuntimeException | Error e) {
            // An executor would swallow an error, and somebody waits for exactly one answer.
            result.completeExceptionally(e);
        }
    }

    private static CallLost stopped() {
        return new CallLost("Expected the gateway to work, but it was stopped");
    }

    /** Leaves calls as they are: the desk hangs up what it no longer wants, and what is left is told to the next life. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        AriConnection known = connection;
        if (known != null) {
            loop.execute(known::close);
        }
        loop.shutdown();
        try {
            if (!loop.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Expected the Asterisk adapter to stop, but it still works");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sends.forEach(AriVoicePort::abandon);
        requests.forEach(request -> request.completeExceptionally(stopped()));
        client.close();
        dialing.close();
    }
}
