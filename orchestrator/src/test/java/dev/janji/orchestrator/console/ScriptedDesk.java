package dev.janji.orchestrator.console;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import dev.janji.orchestrator.http.DeskPages;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Done;
import dev.janji.protocols.desk.v1.Duty;
import dev.janji.protocols.desk.v1.Ping;
import dev.janji.protocols.desk.v1.Reconnect;
import dev.janji.protocols.desk.v1.Refusal;
import dev.janji.protocols.desk.v1.Refused;
import dev.janji.protocols.desk.v1.SignIn;
import dev.janji.protocols.desk.v1.SignedIn;
import dev.janji.protocols.desk.v1.Unseated;
import dev.janji.protocols.desk.v1.UnseatedWhy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.jspecify.annotations.Nullable;

/**
 * A desk that plays a story by the protocol, over real WebSockets: the console's counterpart. What the console sends is read strictly, so a
 * field that the protocol does not have fails the test. It numbers, keeps and repeats what it says as a real desk does. Thread-safe.
 */
final class ScriptedDesk extends AllDirectives implements AutoCloseable {
    static final String AGENT = "token-of-agent-1";
    static final String SUPERVISOR = "token-of-supervisor-1";
    static final String ELSEWHERE = "token-of-agent-2";

    private static final long PATIENCE_SECONDS = 60;

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "scripted-desk");
    private final Story story;
    private final ServerBinding binding;
    private final List<ClientMessage> requests = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<DeskMessage> said = new ArrayList<>();
    private @Nullable SourceQueueWithComplete<Message> line;
    private @Nullable SignedIn person;
    private boolean open = true;
    private int pongs;

    /** What the desk does about a request. Called by one thread at a time. */
    interface Story {
        void asked(ClientMessage request, ScriptedDesk desk);
    }

    private ScriptedDesk(Story story) throws Exception {
        this.story = story;
        this.binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(routes())
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static ScriptedDesk playing(Story story) throws Exception {
        return new ScriptedDesk(story);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path);
    }

    /** Tells the session something; it comes again to whoever resumes. */
    synchronized void say(DeskMessage.Builder message) {
        DeskMessage numbered = message.setSequence(said.size() + 1L).build();
        said.add(numbered);
        put(numbered);
    }

    void answer(ClientMessage request, DeskMessage.Builder message) {
        say(message.setRequestId(request.getRequestId()));
    }

    void done(ClientMessage request) {
        answer(request, DeskMessage.newBuilder().setDone(Done.getDefaultInstance()));
    }

    void refuse(ClientMessage request, Refusal reason, String detail) {
        answer(
                request,
                DeskMessage.newBuilder()
                        .setRefused(Refused.newBuilder().setReason(reason).setDetail(detail)));
    }

    synchronized void ping() {
        put(DeskMessage.newBuilder().setPing(Ping.newBuilder().setNow(now())).build());
    }

    /** The line breaks. @param reachable whether a new one can be had */
    synchronized void cut(boolean reachable) {
        open = reachable;
        if (line != null) {
            line.complete();
            line = null;
        }
    }

    synchronized void reconnect(Duration after) {
        say(DeskMessage.newBuilder().setReconnect(Reconnect.newBuilder().setAfterMillis((int) after.toMillis())));
    }

    /** The seat was not kept: whoever comes with a resume token begins anew. */
    synchronized void forget() {
        said.clear();
        person = null;
    }

    /** The newest request of this kind, when it came or has come. */
    synchronized ClientMessage awaitRequest(ClientMessage.BodyCase kind) throws InterruptedException {
        return awaitRequest(kind, 1);
    }

    synchronized ClientMessage awaitRequest(ClientMessage.BodyCase kind, int times) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (count(kind) < times) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Expected " + times + " of " + kind + ", but got " + kinds());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return requests.stream()
                .filter(r -> r.getBodyCase() == kind)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    synchronized long count(ClientMessage.BodyCase kind) {
        return requests.stream().filter(r -> r.getBodyCase() == kind).count();
    }

    synchronized int pongs() {
        return pongs;
    }

    /** What of the console could not be read as the protocol. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    static Timestamp now() {
        return at(Instant.now());
    }

    static Timestamp at(Instant instant) {
        return Timestamps.fromMillis(instant.toEpochMilli());
    }

    @Override
    public void close() throws Exception {
        cut(false);
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<ClientMessage.BodyCase> kinds() {
        return requests.stream().map(ClientMessage::getBodyCase).toList();
    }

    private Route routes() {
        return concat(
                path(
                        PathMatchers.segment("desk").slash("v1"),
                        () -> isOpen() ? handleWebSocketMessagesForProtocol(line(), "janji.desk.v1+json") : reject()),
                pathPrefix("desk-tests", () -> path(PathMatchers.segment(), this::testPage)),
                new DeskPages().route());
    }

    /** A page or module of the console's own tests, from the test resources beside this class. */
    private Route testPage(String name) {
        try (var in = ScriptedDesk.class.getResourceAsStream(name)) {
            if (in == null) {
                return reject();
            }
            var type = name.endsWith(".html")
                    ? ContentTypes.TEXT_HTML_UTF8
                    : MediaTypes.APPLICATION_JAVASCRIPT.toContentType(
                            org.apache.pekko.http.javadsl.model.HttpCharsets.UTF_8);
            return complete(HttpEntities.create(type, in.readAllBytes()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private Flow<Message, Message, NotUsed> line() {
        // There before the first word comes in, so that it can be answered.
        Pair<SourceQueueWithComplete<Message>, Source<Message, NotUsed>> out =
                Source.<Message>queue(256, OverflowStrategy.fail()).preMaterialize(system);
        opened(out.first());
        Sink<Message, NotUsed> in = Flow.<Message>create()
                .collect(new PFBuilder<Message, TextMessage>()
                        .match(TextMessage.class, m -> m)
                        .build())
                .mapAsync(1, text -> text.toStrict(5_000, Materializer.matFromSystem(system)))
                .map(text -> text.getStrictText())
                .to(Sink.foreach(this::heard));
        return Flow.fromSinkAndSourceCoupled(in, out.second());
    }

    private synchronized void opened(SourceQueueWithComplete<Message> queue) {
        line = queue;
    }

    private synchronized void heard(String text) {
        ClientMessage.Builder read = ClientMessage.newBuilder();
        try {
            JsonFormat.parser().merge(text, read);
        } catch (InvalidProtocolBufferException e) {
            broken.add(e.getMessage() + ": " + text);
            notifyAll();
            return;
        }
        ClientMessage request = read.build();
        if (request.hasPong()) {
            pongs++;
        } else if (request.hasSignIn()) {
            signIn(request);
        } else if (request.hasSignOut()) {
            say(DeskMessage.newBuilder()
                    .setUnseated(Unseated.newBuilder().setWhy(UnseatedWhy.UNSEATED_WHY_SIGNED_OUT)));
        } else {
            story.asked(request, this);
        }
        requests.add(request);
        notifyAll();
    }

    private void signIn(ClientMessage request) {
        SignIn signIn = request.getSignIn();
        boolean known = List.of(AGENT, SUPERVISOR, ELSEWHERE).contains(signIn.getToken());
        boolean resumes = !signIn.getResumeToken().isEmpty() && person != null;
        if (!known || (!signIn.getResumeToken().isEmpty() && !resumes)) {
            put(refusal(request, Refusal.REFUSAL_NOT_KNOWN, "No such token, or not any more"));
            return;
        }
        if (signIn.getToken().equals(ELSEWHERE) && !signIn.getTakeOver() && !resumes) {
            put(refusal(request, Refusal.REFUSAL_SIGNED_IN_ELSEWHERE, "Signed in elsewhere"));
            return;
        }
        boolean supervises = signIn.getToken().equals(SUPERVISOR);
        SignedIn.Builder signedIn = SignedIn.newBuilder()
                .setAgentId(supervises ? "supervisor-1" : "agent-1")
                .setName(supervises ? "Supervisor 1" : "Agent 1")
                .setDeskId("desk-1")
                .setDeskName("Desk 1")
                .setDuty(supervises ? Duty.DUTY_SUPERVISOR : Duty.DUTY_AGENT)
                .setResumeToken("resume-1")
                // The line is not lost by silence, however long a test takes; cut() breaks it.
                .setHeartbeatSeconds(600)
                .setGraceSeconds(60)
                .setResumed(resumes)
                .setNow(now());
        if (!resumes) {
            said.clear();
        }
        person = signedIn.build();
        List<DeskMessage> missed = said.stream()
                .filter(m -> m.getSequence() > signIn.getLastSequence())
                .toList();
        answer(request, DeskMessage.newBuilder().setSignedIn(signedIn));
        missed.forEach(this::put);
        if (!resumes) {
            story.asked(request, this);
        }
    }

    private static DeskMessage refusal(ClientMessage request, Refusal reason, String detail) {
        return DeskMessage.newBuilder()
                .setRequestId(request.getRequestId())
                .setRefused(Refused.newBuilder().setReason(reason).setDetail(detail))
                .build();
    }

    private void put(DeskMessage message) {
        if (line != null) {
            try {
                line.offer(TextMessage.create(
                        JsonFormat.printer().omittingInsignificantWhitespace().print(message)));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("Expected every message to have a JSON form, but one has none", e);
            }
        }
    }
}
