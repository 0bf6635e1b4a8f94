package dev.janji.actors.desk;

import dev.janji.actors.confined.OnActor;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LeadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * The actor of one desk: the thread on which a {@link LiveDesk} works. It stores nothing. When it ends, for whatever reason, its calls are hung up and its debtors are told;
 * they come again by their own plans, and agents by their sessions.
 */
final class DeskEntity extends AbstractBehavior<DeskEntity.Message> {
    /** What this actor accepts. */
    sealed interface Message {}

    record Offer(DebtorKey debtor, LeadOffer lead) implements Message {}

    record Recall(DebtorKey debtor, LeadId lead) implements Message {}

    /** A debtor calls the house. */
    record CallIn(Reception.Arrival arrival) implements Message {}

    /** A person comes, or comes back; told again, it changes nothing. */
    record Sit(AgentId agent, ActorRef<AgentNotice> session) implements Message {}

    /** The session is lost. */
    record Left(AgentId agent, ActorRef<AgentNotice> session) implements Message {}

    record SignOut(AgentId agent) implements Message {}

    /** @param replyTo is told why nothing was done; empty when it was, or is under way */
    record Ask(AgentId agent, AgentRequest request, ActorRef<Optional<AgentNotice.Refused>> replyTo)
            implements Message {}

    /** A scaled clock waits until the message is worked off. */
    record Held(Message message, HouseClock.Hold hold) implements Message {}

    enum LookAtStops implements Message {
        INSTANCE
    }

    /** So that it is there, and looks whether its operator decided something else. */
    enum Knock implements Message {
        INSTANCE
    }

    enum Leave implements Message {
        INSTANCE
    }

    /** A step of the desk, on the desk's thread. */
    record Run(Runnable step) implements Message {}

    private final DeskId id;
    private final DeskHouse house;
    private final Supplier<OperatorBook> books;
    private final OnActor<Message> confined;
    private final Map<ActorRef<AgentNotice>, AgentId> watched = new HashMap<>();
    private OperatorBook book = OperatorBook.NONE;

    /** Null while the operator has no such desk. */
    private @Nullable LiveDesk live;

    private DeskEntity(ActorContext<Message> context, DeskId id, DeskHouse house, Supplier<OperatorBook> books) {
        super(context);
        this.id = id;
        this.house = house;
        this.books = books;
        this.confined = new OnActor<>(context, Run::new);
        look();
    }

    static Behavior<Message> create(DeskId id, DeskHouse house, Supplier<OperatorBook> books) {
        return Behaviors.supervise(Behaviors.<Message>setup(context -> new DeskEntity(context, id, house, books)))
                .onFailure(SupervisorStrategy.restart());
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Run.class, run -> {
                    run.step().run();
                    return this;
                })
                .onMessage(Held.class, this::onHeld)
                .onMessage(Leave.class, leave -> Behaviors.stopped())
                .onMessage(Offer.class, this::did)
                .onMessage(Recall.class, this::did)
                .onMessage(CallIn.class, this::did)
                .onMessage(Sit.class, this::did)
                .onMessage(Left.class, this::did)
                .onMessage(SignOut.class, this::did)
                .onMessage(Ask.class, this::did)
                .onMessage(LookAtStops.class, this::did)
                .onMessage(Knock.class, this::did)
                .onSignal(PreRestart.class, signal -> ended(AgentNotice.Unseated.Why.DESK_CLOSES))
                .onSignal(PostStop.class, signal -> ended(AgentNotice.Unseated.Why.DESK_CLOSES))
                .build();
    }

    private Behavior<Message> onHeld(Held held) {
        try {
            return did(held.message());
        } finally {
            held.hold().close();
        }
    }

    private Behavior<Message> did(Message message) {
        LiveDesk desk = live;
        if (message instanceof Offer offer) {
            if (desk == null) {
                giveBack(offer.debtor(), offer.lead().id());
            } else {
                desk.step(() -> desk.offer(offer.debtor(), offer.lead()));
            }
        } else if (message instanceof Recall recall) {
            if (desk == null) {
                giveBack(recall.debtor(), recall.lead());
            } else {
                desk.step(() -> desk.recall(recall.debtor(), recall.lead()));
            }
        } else if (message instanceof CallIn in && desk != null) {
            // Without a desk the reception's time for it runs out.
            desk.step(() -> desk.arrive(in.arrival()));
        } else if (message instanceof Sit sit) {
            sit(sit);
        } else if (message instanceof Left left) {
            watched.remove(left.session());
            getContext().unwatch(left.session());
            if (desk != null) {
                desk.step(() -> desk.seats.left(left.agent(), left.session()));
            }
        } else if (message instanceof SignOut out && desk != null) {
            desk.step(() -> desk.seats.signOut(out.agent()));
        } else if (message instanceof Ask ask && desk != null) {
            desk.step(() -> ask.replyTo().tell(desk.request(ask.agent(), ask.request())));
        } else if (message instanceof LookAtStops && desk != null) {
            desk.step(desk::lookAtStops);
        } else if (message instanceof Knock) {
            look();
        }
        return this;
    }

    private void sit(Sit sit) {
        look();
        LiveDesk desk = live;
        OperatorBook.AgentProfile profile = book.agents().get(sit.agent());
        if (desk == null || profile == null || !profile.desk().equals(id)) {
            sit.session()
                    .tell(new AgentNotice.Refused(
                            "NO_DESK",
                            "Expected an agent of this desk, but the operator knows none [agent=" + sit.agent()
                                    + ", desk=" + id + "]"));
            return;
        }
        if (watched.put(sit.session(), sit.agent()) == null) {
            getContext().watchWith(sit.session(), new Left(sit.agent(), sit.session()));
        }
        desk.step(() -> desk.seats.sit(profile, new Session(sit.session(), sit.session()::tell)));
    }

    /** What the operator decided of people is in force at once; of the desk, as soon as nobody sits there and no call is up. */
    private void look() {
        OperatorBook now = books.get();
        boolean isOther = !now.equals(book);
        book = now;
        LiveDesk desk = live;
        if (desk != null && isOther) {
            desk.step(() -> desk.seats.apply(now));
        }
        OperatorBook.DeskSetup setup = now.desks().get(id);
        if (desk == null && setup != null) {
            live = new LiveDesk(house, setup, confined);
        } else if (desk != null && !desk.setup.equals(setup) && desk.isQuiet()) {
            List<LiveLead> waiting = new ArrayList<>(desk.retire());
            LiveDesk next = setup == null ? null : new LiveDesk(house, setup, confined);
            live = next;
            for (LiveLead lead : waiting) {
                if (next == null) {
                    giveBack(lead.debtor, lead.id());
                } else {
                    next.step(() -> next.offer(lead.debtor, lead.offer));
                }
            }
        }
    }

    private void giveBack(DebtorKey debtor, LeadId lead) {
        house.switchboard()
                .noCallOf(debtor)
                .thenRun(() -> house.post().send(debtor, new DebtorCommand.CloseLead(lead, LeadResult.RETURNED)));
    }

    private Behavior<Message> ended(AgentNotice.Unseated.Why why) {
        LiveDesk desk = live;
        live = null;
        if (desk != null) {
            desk.end(why);
        }
        return this;
    }
}
