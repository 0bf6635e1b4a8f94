package dev.janji.loadtest.races;

import dev.janji.actors.desk.AgentNotice;
import dev.janji.actors.desk.AgentRequest;
import dev.janji.actors.desk.Desks;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.LeadId;
import java.time.Duration;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * A person at a seat: takes leads, reads, dials, talks, hangs up, and now and then does something else. Mostly quick, so that a shift has many calls. Confined to its
 * actor.
 */
final class PlayedAgent {
    private final Desks desks;
    private final OperatorBook.AgentProfile profile;
    private final Timeline timeline;
    private final SplittableRandom random;
    private final Screen screen;
    private @Nullable ActorRef<AgentNotice> self;
    private @Nullable LeadId lead;

    /** Is told what the agent sees, before the agent does anything about it. */
    interface Screen {
        void shows(OperatorBook.AgentProfile agent, AgentNotice notice);

        /** The agent has the lead on the screen and reads. */
        void reads(LeadId lead);
    }

    private PlayedAgent(
            Desks desks, OperatorBook.AgentProfile profile, Timeline timeline, SplittableRandom random, Screen screen) {
        this.desks = desks;
        this.profile = profile;
        this.timeline = timeline;
        this.random = random;
        this.screen = screen;
    }

    static Behavior<AgentNotice> create(
            Desks desks, OperatorBook.AgentProfile profile, Timeline timeline, SplittableRandom random, Screen screen) {
        return Behaviors.setup(context -> {
            PlayedAgent agent = new PlayedAgent(desks, profile, timeline, random, screen);
            agent.self = context.getSelf();
            desks.sit(profile, context.getSelf());
            return Behaviors.receiveMessage(notice -> {
                screen.shows(profile, notice);
                agent.sees(notice);
                return Behaviors.same();
            });
        });
    }

    private void sees(AgentNotice notice) {
        if (notice instanceof AgentNotice.SeatIs seat) {
            seatIs(seat.state());
        } else if (notice instanceof AgentNotice.Offered offer) {
            lead = offer.lead();
            if (offer.mode() == AgentNotice.Offered.Mode.PREVIEW) {
                answers(offer.lead());
            }
        } else if (notice instanceof AgentNotice.CallIs call) {
            callIs(call);
        } else if (notice instanceof AgentNotice.Unseated && self != null) {
            desks.sit(profile, self);
        }
    }

    private void seatIs(SeatState state) {
        LeadId known = lead;
        if (state == SeatState.AWAY) {
            after(5_000, new AgentRequest.GetReady());
        } else if (state == SeatState.TALKING && known != null) {
            screen.reads(known);
            after(3_000, random.nextInt(25) == 0 ? new AgentRequest.ReturnLead(known) : new AgentRequest.Dial(known));
        } else if (state == SeatState.WRAP_UP && known != null) {
            after(4_000, new AgentRequest.EndWrapUp(known));
        }
    }

    private void answers(LeadId offered) {
        switch (random.nextInt(20)) {
            case 0 -> after(3_000, new AgentRequest.Reject(offered));
            // Nobody answers: the lease runs out.
            case 1 -> {}
            default -> after(3_000, new AgentRequest.Accept(offered));
        }
    }

    private void callIs(AgentNotice.CallIs call) {
        int drawn = random.nextInt(20);
        boolean isUp =
                call.state() == AgentNotice.CallIs.State.RINGING || call.state() == AgentNotice.CallIs.State.TALKING;
        if (isUp && drawn < 2) {
            after(6_000, new AgentRequest.HangUp(call.lead()));
        }
    }

    private void after(int mostMillis, AgentRequest request) {
        timeline.after(Duration.ofMillis(random.nextInt(mostMillis)), () -> desks.ask(profile.agent(), request));
    }
}
