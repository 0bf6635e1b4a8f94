package dev.janji.loadtest.agents;

import com.google.protobuf.Timestamp;
import dev.janji.loadtest.desk.AgentClient;
import dev.janji.loadtest.desk.AgentListener;
import dev.janji.protocols.desk.v1.AcceptOffer;
import dev.janji.protocols.desk.v1.BreakReason;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.GetReady;
import dev.janji.protocols.desk.v1.Offered;
import dev.janji.protocols.desk.v1.Ping;
import dev.janji.protocols.desk.v1.ReturnLead;
import dev.janji.protocols.desk.v1.SeatChanged;
import dev.janji.protocols.desk.v1.SeatState;
import dev.janji.protocols.desk.v1.TakeBreak;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent who works when told to: is ready, accepts the next offer, looks at the screen, gives the lead back and is away again. So offers come at the pace
 * of the run and not at that of conversations. Thread-safe.
 */
final class PacedAgent implements AgentListener {
    /** What the run is told. Called on the client's threads: must not block. */
    interface Floor {
        DeskTime time();

        void signedIn(PacedAgent agent);

        /** It is away and may be told to {@link #work}. */
        void free(PacedAgent agent);

        /** A screen came. @param bytes of the message */
        void shown(PacedAgent agent, int bytes);

        /** Something came out otherwise than by an offer and a screen. */
        void otherwise(String what);

        void lost(PacedAgent agent, int code);
    }

    private enum At {
        SIGNING_IN,
        AWAY,
        READY,
        ACCEPTED,
        LEAVING
    }

    private final Floor floor;
    private At at = At.SIGNING_IN;
    private String lead = "";
    private Stretch stretch = new Stretch();
    private Instant offeredAt = Instant.EPOCH;
    private long acceptedAtNanos;
    private @Nullable AgentClient client;
    private @Nullable EchoLine echo;

    PacedAgent(Floor floor) {
        this.floor = floor;
    }

    /** The line beside which this agent's screens are measured. */
    synchronized void echo(EchoLine line) {
        echo = line;
    }

    synchronized void echo(int bytes) {
        if (echo != null) {
            echo.send(bytes);
        }
    }

    /** Is ready from here on, for one offer. @param now gets what is measured of it */
    synchronized void work(Stretch now) {
        AgentClient own = client;
        if (own != null && at == At.AWAY) {
            stretch = now;
            at = At.READY;
            now.asked.incrementAndGet();
            own.send(ClientMessage.newBuilder().setGetReady(GetReady.getDefaultInstance()));
        }
    }

    synchronized Stretch stretch() {
        return stretch;
    }

    synchronized void close() {
        if (client != null) {
            client.close();
        }
        if (echo != null) {
            echo.close();
        }
    }

    @Override
    public void pinged(AgentClient from, Ping ping) {
        floor.time().heard(instant(ping.getNow()), System.nanoTime());
    }

    @Override
    public synchronized void said(AgentClient from, DeskMessage message) {
        long now = System.nanoTime();
        switch (message.getBodyCase()) {
            case SIGNED_IN -> {
                floor.time().heard(instant(message.getSignedIn().getNow()), now);
                client = from;
                at = At.AWAY;
                floor.signedIn(this);
                floor.free(this);
            }
            case OFFERED -> offered(from, message.getOffered(), now);
            case SCREEN -> {
                if (at == At.ACCEPTED && message.getScreen().getLeadId().equals(lead)) {
                    shown(from, message.getSerializedSize(), now);
                }
            }
            case OFFER_TAKEN_BACK -> {
                // It is also how a desk says that a lead which was given back is off the screen.
                if (at == At.ACCEPTED && message.getOfferTakenBack().getLeadId().equals(lead)) {
                    floor.otherwise("offer taken back");
                    at = At.READY;
                }
            }
            case SEAT_CHANGED -> seat(message.getSeatChanged());
            case REFUSED ->
                floor.otherwise("refused " + message.getRefused().getReason() + " while " + at + ": "
                        + message.getRefused().getDetail());
            case UNSEATED -> floor.otherwise("unseated " + message.getUnseated().getWhy());
            default -> {
                // Answers, and what happens to a lead that is on the screen anyhow.
            }
        }
    }

    private void offered(AgentClient from, Offered offer, long now) {
        if (at != At.READY) {
            floor.otherwise("offered while " + at);
            return;
        }
        lead = offer.getLeadId();
        offeredAt = instant(offer.getUntil()).minus(AgentsServer.LEASE);
        stretch.heard.record(floor.time().since(offeredAt, now));
        at = At.ACCEPTED;
        acceptedAtNanos = System.nanoTime();
        from.send(ClientMessage.newBuilder()
                .setAcceptOffer(AcceptOffer.newBuilder().setLeadId(lead)));
    }

    private void shown(AgentClient from, int bytes, long now) {
        stretch.shown.record(floor.time().since(offeredAt, now));
        stretch.fetched.record(now - acceptedAtNanos);
        at = At.LEAVING;
        floor.shown(this, bytes);
        from.send(ClientMessage.newBuilder()
                .setTakeBreak(TakeBreak.newBuilder().setReason(BreakReason.BREAK_REASON_MEETING)));
        from.send(
                ClientMessage.newBuilder().setReturnLead(ReturnLead.newBuilder().setLeadId(lead)));
    }

    private void seat(SeatChanged seat) {
        if (seat.getState() != SeatState.SEAT_STATE_AWAY) {
            return;
        }
        if (at == At.LEAVING) {
            at = At.AWAY;
            floor.free(this);
        } else if (at != At.SIGNING_IN && at != At.AWAY) {
            floor.otherwise("away by " + seat.getReason() + " while " + at);
            at = At.AWAY;
        }
    }

    @Override
    public void closed(AgentClient from, int code) {
        floor.lost(this, code);
    }

    private static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }
}
