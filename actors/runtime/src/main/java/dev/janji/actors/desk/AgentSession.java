package dev.janji.actors.desk;

import dev.janji.actors.desk.SessionNotice.ToConnection;
import dev.janji.domain.id.AgentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in person: between the connection, the desk and the debtor on the screen. An actor, from the sign-in until the person signs out, the
 * desk gives up the seat, or nobody connected for the grace. Requests are worked off one after another, in the order in which they came; only
 * what must not wait for a slow store ({@link #isUrgent}) overtakes. A request id that was answered before is answered the same, and not done again.
 */
public final class AgentSession extends AbstractBehavior<AgentSession.Message> {
    private static final int REMEMBERED_ANSWERS = 128;
    private static final int MOST_WAITING = 64;
    private static final int TOKEN_BYTES = 32;

    /** What a session is told. */
    public sealed interface Message {}

    /** A connection of the person, which proved who it is. */
    record Attach(AgentSessions.Wish wish, ActorRef<ToConnection> connection) implements Message {}

    /** The connection is gone. */
    public record Detach(ActorRef<ToConnection> connection) implements Message {}

    /** @param from counts only while it is the session's connection. @param id chosen by the console */
    public record Ask(ActorRef<ToConnection> from, String id, SessionRequest request) implements Message {}

    record Colleague(SessionNotice.Text text) implements Message {}

    /** Nothing more comes from the registry. */
    enum End implements Message {
        INSTANCE
    }

    /** What was asked of somebody else is answered: what follows of it. */
    private record Continue(Runnable next) implements Message {}

    private record Noticed(long seating, AgentNotice notice) implements Message {}

    private enum GraceOver implements Message {
        INSTANCE
    }

    private final AgentId agent;
    private final SessionServices services;
    private final ActorRef<AgentSessions.Message> registry;
    private final TimerScheduler<Message> timers;
    private final CaseDesk work;
    private final Deque<Ask> waiting = new ArrayDeque<>();
    private final Map<String, SessionNotice> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SessionNotice> eldest) {
            return size() > REMEMBERED_ANSWERS;
        }
    };

    private ToldNotices told;
    private String resumeToken = "";
    private @Nullable ActorRef<ToConnection> connection;
    private @Nullable ActorRef<AgentNotice> notices;
    private @Nullable ActorRef<Object> fromDesk;
    private boolean seated;
    private long seating;
    private boolean busy;
    private boolean watching;
    private boolean ending;

    private AgentSession(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            AgentId agent,
            SessionServices services,
            ActorRef<AgentSessions.Message> registry) {
        super(context);
        this.timers = timers;
        this.agent = agent;
        this.services = services;
        this.registry = registry;
        this.told = new ToldNotices(services.settings().remembered());
        this.work = new CaseDesk(services, this::tell, this::after, this::afterDesk);
    }

    static Behavior<Message> create(AgentId agent, SessionServices services, ActorRef<AgentSessions.Message> registry) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new AgentSession(context, timers, agent, services, registry)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Attach.class, this::attach)
                .onMessage(Detach.class, this::detach)
                .onMessage(Ask.class, this::asked)
                .onMessage(Colleague.class, this::colleague)
                .onMessage(Noticed.class, this::noticed)
                .onMessage(Continue.class, this::goOn)
                .onMessage(GraceOver.class, over -> end(null))
                .onMessage(End.class, end -> Behaviors.stopped())
                .onSignal(PostStop.class, this::stopped)
                .build();
    }

    /** Whoever is connected and not told by now finds out by a closed connection. */
    private Behavior<Message> stopped(PostStop signal) {
        work.leave();
        close(null);
        return this;
    }

    private Behavior<Message> attach(Attach attach) {
        Optional<OperatorBook.AgentProfile> profile = services.profile(agent);
        if (ending) {
            registry.tell(new AgentSessions.SignIn(agent, attach.wish(), attach.connection()));
            return this;
        }
        if (profile.isEmpty()) {
            attach.connection().tell(new ToConnection.Rejected(WhyNot.NOT_KNOWN));
            return this;
        }
        boolean known = isToken(attach.wish().resumeToken());
        if (connection != null && !known && !attach.wish().takeOver()) {
            attach.connection().tell(new ToConnection.Rejected(WhyNot.SIGNED_IN_ELSEWHERE));
            return this;
        }
        Optional<List<SessionNotice.Told>> missed =
                known ? told.after(attach.wish().lastSequence()) : Optional.empty();
        close(known ? null : new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER));
        timers.cancel(GraceOver.INSTANCE);
        connection = attach.connection();
        if (!known) {
            resumeToken = newToken();
            answers.clear();
            waiting.clear();
            watching = false;
        }
        if (missed.isEmpty()) {
            told = new ToldNotices(services.settings().remembered());
        }
        OperatorBook.AgentProfile person = profile.get();
        work.person(person);
        // First: what the desk says from now on must find the way here, and comes after what is told below.
        if (!seated) {
            sit(person);
        }
        attach.connection()
                .tell(new ToConnection.Accepted(
                        getContext().getSelf(),
                        new SessionNotice.SignedIn(
                                person,
                                services.desk(person),
                                resumeToken,
                                missed.isPresent(),
                                services.clock().instant())));
        if (missed.isPresent()) {
            missed.get().forEach(one -> attach.connection().tell(new ToConnection.Notice(one)));
        } else {
            work.tellAll();
        }
        return this;
    }

    private void sit(OperatorBook.AgentProfile person) {
        ActorRef<AgentNotice> former = notices;
        if (former != null) {
            getContext().stop(former);
        }
        work.reseated();
        long own = ++seating;
        ActorRef<Message> self = getContext().getSelf();
        ActorRef<Object> way = getContext().spawnAnonymous(Behaviors.receiveMessage(said -> {
            self.tell(said instanceof AgentNotice notice ? new Noticed(own, notice) : (Message) said);
            return Behaviors.same();
        }));
        fromDesk = way;
        ActorRef<AgentNotice> next = way.narrow();
        notices = next;
        seated = true;
        services.seats().sit(person, next);
    }

    private Behavior<Message> detach(Detach detach) {
        if (detach.connection().equals(connection)) {
            connection = null;
            timers.startSingleTimer(
                    GraceOver.INSTANCE, GraceOver.INSTANCE, services.settings().grace());
            leaveSeat();
        }
        return this;
    }

    private void leaveSeat() {
        ActorRef<AgentNotice> own = notices;
        if (seated && own != null) {
            seated = false;
            services.seats().left(agent, own);
        }
    }

    private Behavior<Message> asked(Ask ask) {
        if (!ask.from().equals(connection) || ending) {
            return this;
        }
        SessionNotice answered = answers.get(ask.id());
        if (answered != null) {
            tell(ask.id(), answered);
        } else if (isUrgent(ask.request())) {
            handle(ask).accept(answer -> answer(ask.id(), answer));
        } else if (waiting.size() >= MOST_WAITING) {
            tell(ask.id(), new SessionNotice.Refused(WhyNot.UNAVAILABLE, "too many requests wait"));
        } else {
            waiting.add(ask);
            work();
        }
        return this;
    }

    private static boolean isUrgent(SessionRequest request) {
        return request instanceof SessionRequest.OfDesk desk
                && (desk.request() instanceof AgentRequest.HangUp
                        || desk.request() instanceof AgentRequest.Hold
                        || desk.request() instanceof AgentRequest.StopDialing);
    }

    private void work() {
        Ask next = busy || ending ? null : waiting.poll();
        if (next != null) {
            busy = true;
            handle(next).accept(answer -> {
                answer(next.id(), answer);
                busy = false;
                work();
            });
        }
    }

    private void answer(String id, SessionNotice answer) {
        boolean tryAgain = answer instanceof SessionNotice.Refused refused && refused.why() == WhyNot.UNAVAILABLE;
        if (!tryAgain) {
            answers.put(id, answer);
        }
        tell(id, answer);
    }

    private CaseDesk.Pending handle(Ask ask) {
        SessionRequest request = ask.request();
        if (request instanceof SessionRequest.SignOut) {
            return signOut();
        }
        if (request instanceof SessionRequest.SendText text) {
            return send(text);
        }
        if (request instanceof SessionRequest.WatchFloor) {
            return watch();
        }
        return work.handle(ask.id(), request);
    }

    private CaseDesk.Pending signOut() {
        if (work.isAtALead()) {
            return CaseDesk.refused(WhyNot.AT_A_LEAD, "");
        }
        return answer -> {
            seated = false;
            services.seats().signOut(agent);
            answer.accept(new SessionNotice.Done());
            end(new AgentNotice.Unseated(AgentNotice.Unseated.Why.SIGNED_OUT));
        };
    }

    private CaseDesk.Pending send(SessionRequest.SendText wish) {
        Optional<OperatorBook.AgentProfile> self = services.profile(agent);
        if (self.isEmpty()) {
            return CaseDesk.refused(WhyNot.NOT_KNOWN, "");
        }
        OperatorBook.AgentProfile from = self.get();
        AgentId to = wish.to();
        if (to != null) {
            Optional<OperatorBook.AgentProfile> whom =
                    services.profile(to).filter(other -> other.desk().equals(from.desk()));
            if (whom.isEmpty()) {
                return CaseDesk.refused(WhyNot.AGENT_UNKNOWN, to.value());
            }
            if (from.duty() == OperatorBook.Duty.AGENT && whom.get().duty() == OperatorBook.Duty.AGENT) {
                return CaseDesk.refused(WhyNot.SUPERVISORS_ONLY, "agent_id");
            }
        }
        registry.tell(new AgentSessions.Post(
                from,
                wish,
                new SessionNotice.Text(
                        agent, from.name(), wish.text(), services.clock().instant())));
        return CaseDesk.done();
    }

    private CaseDesk.Pending watch() {
        boolean supervises = services.profile(agent)
                .filter(person -> person.duty() == OperatorBook.Duty.SUPERVISOR)
                .isPresent();
        watching |= supervises;
        return supervises ? CaseDesk.done() : CaseDesk.refused(WhyNot.SUPERVISORS_ONLY, "watch_floor");
    }

    private Behavior<Message> colleague(Colleague colleague) {
        tell("", colleague.text());
        return this;
    }

    private Behavior<Message> noticed(Noticed noticed) {
        AgentNotice notice = noticed.notice();
        if (noticed.seating() != seating || ending) {
            return this;
        }
        if (notice instanceof AgentNotice.Unseated unseated) {
            seated = false;
            return end(unseated);
        }
        if (notice instanceof AgentNotice.FloorIs && !watching) {
            return this;
        }
        work.noticed(notice);
        return this;
    }

    private Behavior<Message> goOn(Continue step) {
        if (!ending) {
            step.next().run();
        }
        return this;
    }

    /** Tells the person, or keeps it for who comes back. */
    private void tell(String request, SessionNotice notice) {
        SessionNotice.Told next = told.next(request, notice);
        if (connection != null) {
            connection.tell(new ToConnection.Notice(next));
        }
    }

    /** The same, by the way on which the desk's notices come, so that none is overtaken. */
    private <T> void afterDesk(CompletionStage<T> asked, Function<@Nullable T, Runnable> next) {
        ActorRef<Object> way = fromDesk;
        ActorRef<Message> self = getContext().getSelf();
        asked.whenComplete((value, failure) -> {
            Continue step = new Continue(next.apply(failure == null ? value : null));
            if (way == null) {
                self.tell(step);
            } else {
                way.tell(step);
            }
        });
    }

    /** Runs what follows on this actor. */
    private <T> void after(CompletionStage<T> asked, Function<@Nullable T, Runnable> next) {
        getContext().pipeToSelf(asked, (value, failure) -> new Continue(next.apply(failure == null ? value : null)));
    }

    private Behavior<Message> end(AgentNotice.@Nullable Unseated why) {
        ending = true;
        work.leave();
        leaveSeat();
        close(why);
        registry.tell(new AgentSessions.Ending(agent, getContext().getSelf()));
        return this;
    }

    private void close(AgentNotice.@Nullable Unseated why) {
        if (connection != null) {
            connection.tell(new ToConnection.Close(why));
            connection = null;
        }
    }

    private boolean isToken(String presented) {
        return !presented.isEmpty()
                && MessageDigest.isEqual(
                        presented.getBytes(StandardCharsets.UTF_8), resumeToken.getBytes(StandardCharsets.UTF_8));
    }

    private static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
