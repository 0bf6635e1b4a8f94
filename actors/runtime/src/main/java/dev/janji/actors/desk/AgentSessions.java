package dev.janji.actors.desk;

import dev.janji.domain.id.AgentId;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The sessions of everybody who is signed in on this node: one a person. An actor. */
public final class AgentSessions extends AbstractBehavior<AgentSessions.Message> {
    /** What it is told. */
    public sealed interface Message {}

    /**
     * Somebody proved who they are.
     *
     * @param connection is answered {@code Accepted} or {@code Rejected}
     */
    public record SignIn(AgentId agent, Wish wish, ActorRef<SessionNotice.ToConnection> connection)
            implements Message {}

    /**
     * What a sign-in asks for.
     *
     * @param resumeToken of an earlier connection; empty to begin a session
     * @param lastSequence that was seen of it
     * @param takeOver whether another session of the person is ended
     */
    public record Wish(String resumeToken, long lastSequence, boolean takeOver) {
        /** Never the token. */
        @Override
        public String toString() {
            return "Wish[last=" + lastSequence + ", takeOver=" + takeOver + "]";
        }
    }

    /** From a session: nothing is sent to it after this. */
    record Ending(AgentId agent, ActorRef<AgentSession.Message> session) implements Message {}

    /** From a session: to whoever of the desk is meant. */
    record Post(OperatorBook.AgentProfile from, SessionRequest.SendText wish, SessionNotice.Text text)
            implements Message {}

    private final SessionServices services;
    private final Map<AgentId, ActorRef<AgentSession.Message>> sessions = new HashMap<>();

    private AgentSessions(ActorContext<Message> context, SessionServices services) {
        super(context);
        this.services = services;
    }

    public static Behavior<Message> create(SessionServices services) {
        return Behaviors.setup(context -> new AgentSessions(context, services));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(SignIn.class, this::signIn)
                .onMessage(Ending.class, this::ending)
                .onMessage(Post.class, this::post)
                .build();
    }

    private Behavior<Message> signIn(SignIn wish) {
        if (services.profile(wish.agent()).isEmpty()) {
            wish.connection().tell(new SessionNotice.ToConnection.Rejected(WhyNot.NOT_KNOWN));
            return this;
        }
        // Who is signed in when the shift ends finishes the case at hand, also over a lost connection.
        if (!sessions.containsKey(wish.agent())
                && !services.isOnShift(services.profile(wish.agent()).get())) {
            wish.connection().tell(new SessionNotice.ToConnection.Rejected(WhyNot.NOT_ON_SHIFT));
            return this;
        }
        ActorRef<AgentSession.Message> session = sessions.computeIfAbsent(
                wish.agent(),
                agent -> getContext()
                        .spawnAnonymous(AgentSession.create(
                                agent, services, getContext().getSelf())));
        session.tell(new AgentSession.Attach(wish.wish(), wish.connection()));
        return this;
    }

    private Behavior<Message> ending(Ending ending) {
        sessions.remove(ending.agent(), ending.session());
        ending.session().tell(AgentSession.End.INSTANCE);
        return this;
    }

    private Behavior<Message> post(Post post) {
        AgentId to = post.wish().to();
        if (to != null) {
            ActorRef<AgentSession.Message> session = sessions.get(to);
            if (session != null) {
                session.tell(new AgentSession.Colleague(post.text()));
            }
            return this;
        }
        sessions.forEach((agent, session) -> {
            boolean isMeant = services.profile(agent)
                    .filter(each -> each.desk().equals(post.from().desk())
                            && each.duty() != post.from().duty())
                    .isPresent();
            if (isMeant) {
                session.tell(new AgentSession.Colleague(post.text()));
            }
        });
        return this;
    }
}
