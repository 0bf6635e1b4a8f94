package dev.janji.orchestrator.desk;

import dev.janji.actors.desk.AgentSession;
import dev.janji.actors.desk.AgentSessions;
import dev.janji.actors.desk.SessionNotice;
import dev.janji.actors.desk.WhyNot;
import dev.janji.domain.id.AgentId;
import dev.janji.orchestrator.grpc.FieldRefused;
import dev.janji.orchestrator.grpc.Fields;
import dev.janji.orchestrator.grpc.ViewMapper;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Ping;
import dev.janji.protocols.desk.v1.Reconnect;
import dev.janji.protocols.desk.v1.SignIn;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket: proves who connects, reads requests for the person's session and writes what it tells, and notices when nobody is there any
 * more. An actor, as long as the connection. What it says of itself (signed in, ping, a message that can't be read, unseated, reconnect) is not
 * counted: its sequence is 0.
 */
final class AgentConnection extends AbstractBehavior<AgentConnection.Message> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentConnection.class);
    private static final int MISSED_HEARTBEATS = 3;
    /** So that thousands do not come back in the same instant. */
    private static final int RECONNECT_SPREAD_MILLIS = 1_000;

    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(3);
    private static final int LONGEST_TOKEN = 8_192;

    /** What a connection is told. */
    sealed interface Message {}

    /** The stream of frames begins. */
    record Opened(ActorRef<Done> ready) implements Message {}

    /** A frame. @param ready is told when the next one may come */
    record Frame(ActorRef<Done> ready, DeskFrames.Content content) implements Message {}

    /** The other side closed, or the connection broke. */
    enum Gone implements Message {
        INSTANCE
    }

    /** The node stops. */
    enum Drain implements Message {
        INSTANCE
    }

    private record FromSession(SessionNotice.ToConnection notice) implements Message {}

    private record Proved(String request, AgentSessions.Wish wish, Optional<AgentId> agent, boolean known)
            implements Message {}

    private enum Beat implements Message {
        INSTANCE
    }

    /** What was said last has had its time to be written. */
    private enum Written implements Message {
        INSTANCE
    }

    private enum SignInOver implements Message {
        INSTANCE
    }

    private final TimerScheduler<Message> timers;
    private final DeskEdge.House house;
    private final DeskFrames frames;
    private final BoundedSourceQueue<DeskMessage> out;
    private final Runnable closed;
    private final ActorRef<SessionNotice.ToConnection> self;
    private NoticeWriter writer;
    private @Nullable ActorRef<AgentSession.Message> session;
    private @Nullable AgentId agent;
    private String signInRequest = "";
    private boolean signingIn;
    private boolean closing;
    private int silentBeats;
    private int bad;

    private AgentConnection(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            DeskEdge.House house,
            DeskFrames frames,
            BoundedSourceQueue<DeskMessage> out,
            Runnable closed) {
        super(context);
        this.timers = timers;
        this.house = house;
        this.frames = frames;
        this.out = out;
        this.closed = closed;
        this.writer = new NoticeWriter(house.screens(), house.book(), Language.ENGLISH);
        this.self = context.messageAdapter(SessionNotice.ToConnection.class, FromSession::new);
    }

    /** @param closed is run once, when nothing more is written */
    static Behavior<Message> create(
            DeskEdge.House house, DeskFrames frames, BoundedSourceQueue<DeskMessage> out, Runnable closed) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Beat.INSTANCE, house.settings().heartbeat());
            timers.startSingleTimer(SignInOver.INSTANCE, house.settings().signInWithin());
            return new AgentConnection(context, timers, house, frames, out, closed);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Opened.class, opened -> {
                    opened.ready().tell(Done.getInstance());
                    return this;
                })
                .onMessage(Frame.class, this::frame)
                .onMessage(Proved.class, this::proved)
                .onMessage(FromSession.class, this::fromSession)
                .onMessage(Beat.class, beat -> beat())
                .onMessage(SignInOver.class, over -> session == null && !signingIn ? close() : this)
                .onMessage(Drain.class, drain -> drain())
                .onMessage(Gone.class, gone -> Behaviors.stopped())
                .onMessage(Written.class, over -> Behaviors.stopped())
                .onSignal(PostStop.class, this::stopped)
                .build();
    }

    private Behavior<Message> frame(Frame frame) {
        silentBeats = 0;
        frame.ready().tell(Done.getInstance());
        if (closing) {
            return this;
        }
        String request = "";
        try {
            ClientMessage message = frames.read(frame.content());
            if (message.hasPong()) {
                return this;
            }
            request = RequestReader.requestId(message);
            return message.hasSignIn() ? signIn(request, message.getSignIn()) : request(request, message);
        } catch (FieldRefused e) {
            boolean open = say(writer.refused(request, WhyNot.BAD_FIELD, e.detail()));
            return open && ++bad < house.settings().badMessages() ? this : close();
        }
    }

    private Behavior<Message> signIn(String request, SignIn wish) {
        if (session != null || signingIn) {
            throw FieldRefused.invalid("sign_in", "expected once, as the first message");
        }
        if (wish.getToken().isEmpty() || wish.getToken().length() > LONGEST_TOKEN) {
            throw FieldRefused.invalid("sign_in.token", "expected a token");
        }
        Language language = Fields.answerLanguage("sign_in.language", wish.getLanguage());
        writer = new NoticeWriter(house.screens(), house.book(), language);
        signingIn = true;
        signInRequest = request;
        AgentSessions.Wish asked =
                new AgentSessions.Wish(wish.getResumeToken(), wish.getLastSequence(), wish.getTakeOver());
        getContext()
                .pipeToSelf(
                        house.authentication().agentOf(wish.getToken()),
                        (found, failure) -> failure == null && found != null
                                ? new Proved(request, asked, found, true)
                                : new Proved(request, asked, Optional.empty(), false));
        return this;
    }

    private Behavior<Message> proved(Proved proved) {
        if (closing) {
            return this;
        }
        if (proved.agent().isEmpty()) {
            signingIn = false;
            say(writer.refused(proved.request(), proved.known() ? WhyNot.NOT_KNOWN : WhyNot.UNAVAILABLE, ""));
            return close();
        }
        AgentId known = proved.agent().get();
        agent = known;
        house.sessions().tell(new AgentSessions.SignIn(known, proved.wish(), self));
        return this;
    }

    private Behavior<Message> request(String request, ClientMessage message) {
        ActorRef<AgentSession.Message> own = session;
        if (own == null) {
            throw FieldRefused.invalid("body", "expected sign_in first");
        }
        own.tell(new AgentSession.Ask(self, request, RequestReader.request(message)));
        return this;
    }

    private Behavior<Message> fromSession(FromSession from) {
        SessionNotice.ToConnection notice = from.notice();
        if (closing) {
            if (notice instanceof SessionNotice.ToConnection.Accepted late) {
                late.session().tell(new AgentSession.Detach(self));
            }
            return this;
        }
        if (notice instanceof SessionNotice.ToConnection.Accepted accepted) {
            signingIn = false;
            session = accepted.session();
            return said(writer.signedIn(
                    signInRequest, accepted.signedIn(), house.settings().heartbeat(), house.grace()));
        }
        if (notice instanceof SessionNotice.ToConnection.Rejected rejected) {
            signingIn = false;
            // Another try on the same connection may take over.
            return said(writer.refused(signInRequest, rejected.why(), ""));
        }
        if (notice instanceof SessionNotice.ToConnection.Close last) {
            session = null;
            if (last.last() != null) {
                say(NoticeWriter.unseated(last.last()));
            }
            return close();
        }
        return said(writer.told(((SessionNotice.ToConnection.Notice) notice).told()));
    }

    private Behavior<Message> beat() {
        if (++silentBeats > MISSED_HEARTBEATS) {
            return close();
        }
        return said(DeskMessage.newBuilder()
                .setPing(Ping.newBuilder()
                        .setNow(ViewMapper.timestamp(house.clock().instant())))
                .build());
    }

    private Behavior<Message> drain() {
        AgentId known = agent;
        int after = known == null ? 0 : Math.floorMod(known.hashCode(), RECONNECT_SPREAD_MILLIS);
        say(DeskMessage.newBuilder()
                .setReconnect(Reconnect.newBuilder().setAfterMillis(after))
                .build());
        return close();
    }

    private Behavior<Message> said(DeskMessage message) {
        return say(message) ? this : close();
    }

    /** @return false when nobody reads: what waits is thrown away, and the person comes back with the resume token */
    private boolean say(DeskMessage message) {
        QueueOfferResult offered = out.offer(message);
        if (offered.equals(QueueOfferResult.dropped())) {
            finish(() -> out.fail(new SlowReader()));
        }
        return offered.isEnqueued();
    }

    /** What was said is still written: the stream ends by itself, and this actor with it. */
    private Behavior<Message> close() {
        if (!closing) {
            closing = true;
            leaveSession();
            finish(out::complete);
            timers.cancel(Beat.INSTANCE);
            timers.startSingleTimer(Written.INSTANCE, WRITTEN_WITHIN);
        }
        return this;
    }

    private void leaveSession() {
        ActorRef<AgentSession.Message> own = session;
        session = null;
        if (own != null) {
            own.tell(new AgentSession.Detach(self));
        }
    }

    private Behavior<Message> stopped(PostStop signal) {
        leaveSession();
        finish(out::complete);
        closed.run();
        return this;
    }

    /** The stream may have ended by itself, also in this instant. */
    private void finish(Runnable end) {
        try {
            if (!out.isCompleted()) {
                end.run();
            }
        } catch (IllegalStateException e) {
            LOG.debug("Expected to end a stream, but it had ended", e);
        }
    }

    /** The other side does not read what it is told. */
    private static final class SlowReader extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlowReader() {
            super("Expected the connection to be read, but too many messages wait", null, false, false);
        }
    }
}
