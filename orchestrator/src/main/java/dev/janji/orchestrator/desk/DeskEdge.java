package dev.janji.orchestrator.desk;

import dev.janji.actors.desk.AgentSessions;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.orchestrator.security.AgentAuthentication;
import dev.janji.protocols.desk.v1.DeskMessage;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.util.ByteString;

/**
 * The agents' WebSocket at {@code /desk/v1}. A page of another origin is turned away; a program that says no origin is let in, and has to sign in
 * like everybody. Thread-safe.
 */
public final class DeskEdge extends AllDirectives {
    private static final String DRAIN = "janji-desk-drain";

    /**
     * What connections need. Immutable.
     *
     * @param grace for which a session without a connection is kept
     */
    public record House(
            ActorRef<AgentSessions.Message> sessions,
            AgentAuthentication authentication,
            Supplier<OperatorBook> book,
            ScreensOfLenders lenders,
            InstantSource clock,
            Duration grace,
            DeskEdgeSettings settings) {
        ScreenMapper screens() {
            return lenders.mapper();
        }
    }

    private final ActorSystem<?> system;
    private final House house;
    private final AtomicLong number = new AtomicLong();
    private final Map<ActorRef<AgentConnection.Message>, CompletableFuture<Done>> open = new ConcurrentHashMap<>();
    private volatile boolean draining;

    private DeskEdge(ActorSystem<?> system, House house) {
        this.system = system;
        this.house = house;
    }

    /** Begins to take connections where {@link #route} is bound; they are told to come back later when the node stops. */
    public static DeskEdge start(ActorSystem<?> system, House house) {
        DeskEdge edge = new DeskEdge(system, house);
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), DRAIN, () -> edge.drain());
        return edge;
    }

    /** @return takes only requests of the agents' path */
    public Route route() {
        return path(
                PathMatchers.segment("desk").slash("v1"),
                () -> optionalHeaderValueByName(
                        "Origin",
                        origin -> optionalHeaderValueByName(
                                "Host",
                                host -> mayConnect(origin, host)
                                        ? extractWebSocketUpgrade(upgrade -> complete(connect(upgrade)))
                                        : complete(StatusCodes.FORBIDDEN, "Expected a page of this server"))));
    }

    /** Tells everybody to connect again. @return completes when all connections are written out */
    public CompletionStage<Done> drain() {
        draining = true;
        CompletableFuture<?>[] closing = open.values().toArray(CompletableFuture[]::new);
        open.keySet().forEach(each -> each.tell(AgentConnection.Drain.INSTANCE));
        return CompletableFuture.allOf(closing).thenApply(all -> Done.getInstance());
    }

    private boolean mayConnect(Optional<String> origin, Optional<String> host) {
        if (origin.isEmpty()) {
            return true;
        }
        String page = origin.get().toLowerCase(Locale.ROOT);
        if (house.settings().origins().contains(page)) {
            return true;
        }
        try {
            String authority = new URI(page).getRawAuthority();
            return authority != null
                    && host.filter(own -> own.toLowerCase(Locale.ROOT).equals(authority))
                            .isPresent();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private HttpResponse connect(WebSocketUpgrade upgrade) {
        Optional<DeskFrames> frames = DeskFrames.of(upgrade.getRequestedProtocols());
        if (frames.isEmpty()) {
            return HttpResponse.create()
                    .withStatus(StatusCodes.BAD_REQUEST)
                    .withEntity("Expected the subprotocol " + DeskFrames.BINARY.subprotocol() + " or "
                            + DeskFrames.JSON.subprotocol());
        }
        if (draining || open.size() >= house.settings().mostConnections()) {
            return HttpResponse.create().withStatus(StatusCodes.SERVICE_UNAVAILABLE);
        }
        return upgrade.handleMessagesWith(flow(frames.get()), frames.get().subprotocol());
    }

    private Flow<Message, Message, NotUsed> flow(DeskFrames frames) {
        DeskEdgeSettings settings = house.settings();
        Pair<BoundedSourceQueue<DeskMessage>, Source<DeskMessage, NotUsed>> out =
                Source.<DeskMessage>queue(settings.outgoing()).preMaterialize(system);
        CompletableFuture<Done> closed = new CompletableFuture<>();
        ActorRef<AgentConnection.Message> connection = system.systemActorOf(
                AgentConnection.create(house, frames, out.first(), () -> closed.complete(Done.getInstance())),
                "agent-connection-" + number.incrementAndGet(),
                Props.empty());
        open.put(connection, closed);
        closed.whenComplete((done, failure) -> open.remove(connection));
        if (draining) {
            connection.tell(AgentConnection.Drain.INSTANCE);
        }
        Sink<Message, NotUsed> in = Flow.<Message>create()
                .mapAsync(1, this::whole)
                .throttle(settings.perSecond(), Duration.ofSeconds(1))
                .to(ActorSink.actorRefWithBackpressure(
                        connection,
                        AgentConnection.Frame::new,
                        AgentConnection.Opened::new,
                        Done.getInstance(),
                        AgentConnection.Gone.INSTANCE,
                        failure -> AgentConnection.Gone.INSTANCE));
        return Flow.fromSinkAndSourceCoupled(in, out.second().map(frames::frame));
    }

    /** A frame may come in pieces. Fails when it is larger than it may be. */
    private CompletionStage<DeskFrames.Content> whole(Message message) {
        int most = house.settings().largestMessage();
        if (message.isText()) {
            return message.asTextMessage()
                    .getStreamedText()
                    .limitWeighted(most, part -> (long) part.length())
                    .runFold(new StringBuilder(), StringBuilder::append, system)
                    .thenApply(
                            text -> new DeskFrames.Content(Optional.of(text.toString()), ByteString.emptyByteString()));
        }
        return message.asBinaryMessage()
                .getStreamedData()
                .limitWeighted(most, part -> (long) part.size())
                .runFold(ByteString.emptyByteString(), ByteString::concat, system)
                .thenApply(bytes -> new DeskFrames.Content(Optional.empty(), bytes));
    }
}
