package dev.janji.loadtest.races;

import com.google.protobuf.Timestamp;
import dev.janji.loadtest.agents.AgentsServer;
import dev.janji.loadtest.agents.DeskTime;
import dev.janji.loadtest.agents.EchoLine;
import dev.janji.loadtest.desk.AgentClient;
import dev.janji.loadtest.desk.AgentListener;
import dev.janji.loadtest.desk.SimulatedAgent;
import dev.janji.protocols.desk.v1.CallState;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Ping;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A simulated agent on a real WebSocket who takes a moment for each answer, and tells the race what the screen shows. Thread-safe. */
final class RacingAgent implements AgentListener {
    private static final int SLOWEST_MILLIS = 900;
    private static final int AWAY_MILLIS = 500;

    private final SimulatedAgent agent;
    private final SplittableRandom random;
    private final ScheduledExecutorService timer;
    private final Sight sight;
    private String lead = "";
    private @Nullable AgentClient client;
    private @Nullable EchoLine echo;

    /** Is told what the screen shows, when it does. Called on the client's threads: must not block. */
    interface Sight {
        DeskTime time();

        void signedIn(RacingAgent agent);

        /** @param at by the house clock; null where the desk does not say */
        void at(String lead, SocketPlace place, @Nullable Instant at);

        /** The screen shows that the debtor paid. @param bytes of the message */
        void changed(RacingAgent agent, String lead, int bytes);

        void lost(int code);
    }

    RacingAgent(long seed, ScheduledExecutorService timer, Sight sight) {
        this.agent = new SimulatedAgent(seed);
        this.random = new SplittableRandom(seed);
        this.timer = timer;
        this.sight = sight;
    }

    synchronized void echo(EchoLine line) {
        echo = line;
    }

    synchronized void echo(int bytes) {
        if (echo != null) {
            echo.send(bytes);
        }
    }

    @Override
    public void pinged(AgentClient from, Ping ping) {
        sight.time().heard(instant(ping.getNow()), System.nanoTime());
    }

    @Override
    public synchronized void said(AgentClient from, DeskMessage message) {
        see(from, message);
        List<ClientMessage> answers = agent.on(message);
        if (!answers.isEmpty()) {
            int wait = message.hasSeatChanged() ? AWAY_MILLIS : random.nextInt(SLOWEST_MILLIS);
            timer.schedule(() -> answers.forEach(from::send), wait, TimeUnit.MILLISECONDS);
        }
    }

    private void see(AgentClient from, DeskMessage message) {
        switch (message.getBodyCase()) {
            case SIGNED_IN -> {
                client = from;
                sight.time().heard(instant(message.getSignedIn().getNow()), System.nanoTime());
                sight.signedIn(this);
            }
            case OFFERED -> {
                lead = message.getOffered().getLeadId();
                sight.at(
                        lead,
                        SocketPlace.OFFERED,
                        instant(message.getOffered().getUntil()).minus(AgentsServer.LEASE));
            }
            case SCREEN -> {
                if (message.getScreen().getLeadId().equals(lead)) {
                    sight.at(lead, SocketPlace.READING, null);
                }
            }
            case OFFER_TAKEN_BACK -> sight.at(message.getOfferTakenBack().getLeadId(), SocketPlace.OVER, null);
            case CALL_CHANGED -> {
                Instant at = message.getCallChanged().hasAt()
                        ? instant(message.getCallChanged().getAt())
                        : null;
                SocketPlace place = place(message.getCallChanged().getState());
                if (place != null) {
                    sight.at(message.getCallChanged().getLeadId(), place, at);
                }
            }
            case DEBTOR_CHANGED ->
                sight.changed(this, message.getDebtorChanged().getLeadId(), message.getSerializedSize());
            default -> {
                // Answers, and what happens to the seat.
            }
        }
    }

    private static @Nullable SocketPlace place(CallState state) {
        return switch (state) {
            case CALL_STATE_DIALING -> SocketPlace.DIALING;
            case CALL_STATE_RINGING -> SocketPlace.RINGING;
            case CALL_STATE_TALKING -> SocketPlace.TALKING;
            case CALL_STATE_ENDED, CALL_STATE_NOT_ALLOWED -> SocketPlace.OVER;
            default -> null;
        };
    }

    @Override
    public void closed(AgentClient from, int code) {
        sight.lost(code);
    }

    synchronized void close() {
        if (client != null) {
            client.close();
        }
        if (echo != null) {
            echo.close();
        }
    }

    private static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }
}
