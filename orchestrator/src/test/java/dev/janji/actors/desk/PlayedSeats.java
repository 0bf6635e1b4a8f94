package dev.janji.actors.desk;

import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Plays the desk to one agent after another: who gets ready is offered the lead, a call is answered at once. Thread-safe. */
public final class PlayedSeats implements DeskSeats {
    private static final ContactPointId PHONE = new ContactPointId("phone");

    /** What was asked, said and left, in order. */
    public final List<String> log = new ArrayList<>();

    private final InstantSource clock;
    private final DebtorKey debtor;
    private final Map<AgentId, ActorRef<AgentNotice>> seats = new HashMap<>();
    private final Map<AgentId, AgentNotice.SeatIs> states = new HashMap<>();
    private AgentNotice.@Nullable Refused refusal;
    private boolean byNotice;

    public PlayedSeats(InstantSource clock, DebtorKey debtor) {
        this.clock = clock;
        this.debtor = debtor;
    }

    public LeadId lead() {
        return LeadId.of(debtor, 4);
    }

    public AttemptId attempt() {
        return AttemptId.of(debtor, 5);
    }

    /** The next request is refused, in the answer or by a notice before it. */
    public synchronized void refuseNext(String reason, String detail, boolean asNotice) {
        byNotice = asNotice;
        refusal = new AgentNotice.Refused(reason, detail);
    }

    public synchronized boolean hasSeat(AgentId agent) {
        return seats.containsKey(agent);
    }

    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public synchronized void sit(OperatorBook.AgentProfile agent, ActorRef<AgentNotice> notices) {
        log.add("sit " + agent.agent());
        ActorRef<AgentNotice> former = seats.put(agent.agent(), notices);
        if (former != null) {
            former.tell(new AgentNotice.Unseated(AgentNotice.Unseated.Why.TAKEN_OVER));
        }
        AgentNotice.SeatIs state = states.computeIfAbsent(
                agent.agent(), added -> new AgentNotice.SeatIs(SeatState.AWAY, BreakReason.SIGNED_IN, clock.instant()));
        notices.tell(state);
    }

    @Override
    public synchronized void left(AgentId agent, ActorRef<AgentNotice> notices) {
        log.add("left " + agent);
    }

    @Override
    public synchronized void signOut(AgentId agent) {
        log.add("out " + agent);
        states.remove(agent);
        seats.remove(agent);
    }

    /** Something that the desk says by itself. */
    public synchronized void say(AgentId agent, AgentNotice notice) {
        if (notice instanceof AgentNotice.SeatIs state) {
            states.put(agent, state);
        }
        ActorRef<AgentNotice> seat = seats.get(agent);
        if (seat != null) {
            seat.tell(notice);
        }
    }

    public void seat(AgentId agent, SeatState state) {
        say(agent, new AgentNotice.SeatIs(state, null, clock.instant()));
    }

    public void call(AgentId agent, AgentNotice.CallIs.State state) {
        say(agent, new AgentNotice.CallIs(lead(), attempt(), PHONE, state, null, clock.instant()));
    }

    public void offer(AgentId agent, AgentNotice.Offered.Mode mode) {
        seat(agent, SeatState.OFFERED);
        say(
                agent,
                new AgentNotice.Offered(
                        lead(),
                        debtor,
                        Lead.Kind.OUTBOUND,
                        clock.instant().plusSeconds(20),
                        mode,
                        null,
                        "it came first"));
    }

    @Override
    public synchronized CompletionStage<Optional<AgentNotice.Refused>> ask(AgentId agent, AgentRequest request) {
        log.add(agent + " " + request);
        AgentNotice.Refused refused = refusal;
        if (refused != null) {
            refusal = null;
            if (byNotice) {
                say(agent, refused);
                return CompletableFuture.completedStage(Optional.empty());
            }
            return CompletableFuture.completedStage(Optional.of(refused));
        }
        if (request instanceof AgentRequest.GetReady) {
            offer(agent, AgentNotice.Offered.Mode.PREVIEW);
        } else if (request instanceof AgentRequest.Accept) {
            seat(agent, SeatState.TALKING);
        } else if (request instanceof AgentRequest.Dial) {
            call(agent, AgentNotice.CallIs.State.DIALING);
            call(agent, AgentNotice.CallIs.State.RINGING);
            call(agent, AgentNotice.CallIs.State.TALKING);
        } else if (request instanceof AgentRequest.HangUp) {
            say(
                    agent,
                    new AgentNotice.CallIs(
                            lead(),
                            attempt(),
                            PHONE,
                            AgentNotice.CallIs.State.ENDED,
                            dev.janji.actors.voice.CallEvent.Ended.End.WE_HUNG_UP,
                            clock.instant()));
            seat(agent, SeatState.WRAP_UP);
        } else if (request instanceof AgentRequest.EndWrapUp) {
            seat(agent, SeatState.READY);
        } else if (request instanceof AgentRequest.GoAway away) {
            say(agent, new AgentNotice.SeatIs(SeatState.AWAY, away.reason(), clock.instant()));
        }
        return CompletableFuture.completedStage(Optional.empty());
    }
}
