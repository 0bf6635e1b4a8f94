package dev.janji.loadtest.desk;

import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.SignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The simulated agents of a run, each with a connection of its own. Whoever loses it comes back with its resume token, for as long as the staff works.
 * Thread-safe.
 */
public final class DeskStaff implements AutoCloseable {
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ScheduledExecutorService comingBack = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "desk-staff");
        thread.setDaemon(true);
        return thread;
    });
    private final URI desk;
    private final List<Member> members = new ArrayList<>();
    private volatile boolean closed;

    private DeskStaff(URI desk) {
        this.desk = desk;
    }

    /**
     * Signs in so many agents, {@code agent-1} and on.
     *
     * @param port of the server's pages, on this machine
     * @param credentials folder of the server's development credentials
     * @param seed of what the agents do
     */
    public static DeskStaff start(int port, Path credentials, int agents, long seed) {
        DeskStaff staff = new DeskStaff(URI.create("ws://127.0.0.1:" + port + "/desk/v1"));
        for (int i = 1; i <= agents; i++) {
            Path token = credentials.resolve("agents").resolve("agent-" + i).resolve("token");
            Member member;
            try {
                member = staff.new Member(Files.readString(token).strip(), new SimulatedAgent(seed + i));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Expected a token of agent-" + i + " in " + token + ", but found none", e);
            }
            staff.members.add(member);
            member.connect(SignIn.newBuilder().setToken(member.token).build());
        }
        return staff;
    }

    /** How often all of them did what, by name. */
    public Map<String, Integer> counts() {
        Map<String, Integer> all = new TreeMap<>();
        members.forEach(member -> member.counts().forEach((what, times) -> all.merge(what, times, Integer::sum)));
        return all;
    }

    @Override
    public void close() {
        closed = true;
        comingBack.shutdownNow();
        members.forEach(Member::close);
    }

    /** One agent with its present connection. */
    private final class Member implements AgentListener {
        private final String token;
        private final SimulatedAgent mind;
        private @Nullable AgentClient client;

        Member(String token, SimulatedAgent mind) {
            this.token = token;
            this.mind = mind;
        }

        void connect(SignIn signIn) {
            AgentClient.connect(http, desk, signIn, this).whenComplete((connected, failure) -> {
                if (failure != null) {
                    again(signIn);
                } else {
                    keep(connected);
                }
            });
        }

        private synchronized void keep(AgentClient connected) {
            client = connected;
            if (closed) {
                connected.close();
            }
        }

        @Override
        public void said(AgentClient from, DeskMessage message) {
            for (ClientMessage answer : think(message)) {
                from.send(answer);
            }
        }

        private synchronized List<ClientMessage> think(DeskMessage message) {
            return mind.on(message);
        }

        synchronized Map<String, Integer> counts() {
            return mind.counts();
        }

        @Override
        public void closed(AgentClient lost, int code) {
            again(lost.resuming(token));
        }

        private void again(SignIn signIn) {
            if (!closed) {
                comingBack.schedule(
                        () -> connect(signIn.toBuilder().setTakeOver(true).build()),
                        AGAIN_AFTER.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        }

        synchronized void close() {
            if (client != null) {
                client.close();
            }
        }
    }
}
