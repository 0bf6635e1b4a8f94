package dev.janji.actors.desk;

import dev.janji.actors.debtor.LeadOffice;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * The door to all desks: one actor each, started as soon as the operator's book has the desk, because a desk dials without being spoken to. Thread-safe; nothing
 * here blocks. A desk calls by the telephone of the node that it lives on.
 */
public final class Desks implements LeadOffice {
    private static final EntityTypeKey<DeskEntity.Message> KEY = EntityTypeKey.create(DeskEntity.Message.class, "desk");

    /** In real time. */
    private static final Duration KNOCK_EVERY = Duration.ofSeconds(1);

    /** A message that was lost with a node keeps a scaled clock waiting no longer. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

    private final ActorRef<ShardingEnvelope<DeskEntity.Message>> region;
    private final DeskHouse house;
    private final RealTime realTime;
    private volatile OperatorBook book;

    /** Also those that the operator has given up: they may still have calls. */
    private final Set<DeskId> known = ConcurrentHashMap.newKeySet();

    private Desks(ActorSystem<?> system, DeskHouse house, RealTime realTime, OperatorBook book) {
        this.house = house;
        this.realTime = realTime;
        this.book = book;
        this.region = ClusterSharding.get(system)
                .init(Entity.of(KEY, context -> DeskEntity.create(new DeskId(context.getEntityId()), house, this::book))
                        .withStopMessage(DeskEntity.Leave.INSTANCE));
    }

    /**
     * Starts the desks of this node.
     *
     * @param port null where there is no telephone: leads wait, and nobody is called
     * @param stops those that stand; see {@link #lookAtStops}
     */
    public static Desks start(
            ActorSystem<?> system,
            HouseClock clock,
            DebtorDoor debtors,
            @Nullable VoicePort port,
            Supplier<Stops> stops,
            DeskSettings settings,
            OperatorBook book) {
        RealTime realTime = (delay, task) -> system.scheduler().scheduleOnce(delay, task, system.executionContext());
        DeskHouse house = new DeskHouse(
                clock,
                debtors,
                new DebtorPost(debtors, realTime, clock),
                Switchboard.start(port),
                stops,
                new PacingMemory(),
                settings);
        Desks desks = new Desks(system, house, realTime, book);
        system.scheduler().scheduleAtFixedRate(KNOCK_EVERY, KNOCK_EVERY, desks::knock, system.executionContext());
        desks.knock();
        return desks;
    }

    /** What the operator has decided now. */
    public OperatorBook book() {
        return book;
    }

    /** The operator has decided something else: of people it is in force at once, of a desk as soon as nobody sits there and no call is up. */
    public void apply(OperatorBook next) {
        book = next;
        knock();
    }

    @Override
    public void offer(DebtorKey debtor, LeadOffer lead) {
        book.deskOf(debtor.lender(), lead.queue())
                .ifPresentOrElse(
                        desk -> tell(desk, new DeskEntity.Offer(debtor, lead)), () -> giveBack(debtor, lead.id()));
    }

    @Override
    public void recall(DebtorKey debtor, LeadId lead, QueueId queue) {
        book.deskOf(debtor.lender(), queue)
                .ifPresentOrElse(desk -> tell(desk, new DeskEntity.Recall(debtor, lead)), () -> giveBack(debtor, lead));
    }

    /**
     * A person comes to the desk that the book names, or comes back to the seat that is kept. Who sat there by another session is told {@code TAKEN_OVER}. A session
     * that is told {@code DESK_CLOSES} may sit again.
     *
     * @param session is told everything from here on, first where the seat stands; when this actor ends, the seat is kept for a while
     * @return false when the book has no such person
     */
    public boolean sit(AgentId agent, ActorRef<AgentNotice> session) {
        return toDeskOf(agent, new DeskEntity.Sit(agent, session));
    }

    /** The session is lost, the person may come back: the seat and its call are kept for a while. @return as for {@link #sit} */
    public boolean left(AgentId agent, ActorRef<AgentNotice> session) {
        return toDeskOf(agent, new DeskEntity.Left(agent, session));
    }

    /** The person goes: the seat is given up, a call from it is ended. @return as for {@link #sit} */
    public boolean signOut(AgentId agent) {
        return toDeskOf(agent, new DeskEntity.SignOut(agent));
    }

    /** @return as for {@link #sit}; the answer comes to the session */
    public boolean ask(AgentId agent, AgentRequest request) {
        return toDeskOf(agent, new DeskEntity.Ask(agent, request));
    }

    /** Other stops stand now: what they halt and nobody has answered is hung up. */
    public void lookAtStops() {
        book.desks().keySet().forEach(desk -> tell(desk, DeskEntity.LookAtStops.INSTANCE));
    }

    private void knock() {
        known.addAll(book.desks().keySet());
        known.forEach(desk -> region.tell(envelope(desk, DeskEntity.Knock.INSTANCE)));
    }

    private boolean toDeskOf(AgentId agent, DeskEntity.Message message) {
        OperatorBook.AgentProfile profile = book.agents().get(agent);
        if (profile == null) {
            return false;
        }
        tell(profile.desk(), message);
        return true;
    }

    private void tell(DeskId desk, DeskEntity.Message message) {
        HouseClock.Hold hold = house.clock().hold("desk-message");
        realTime.after(LONGEST_HOLD, hold::close);
        region.tell(envelope(desk, new DeskEntity.Held(message, hold)));
    }

    private static ShardingEnvelope<DeskEntity.Message> envelope(DeskId desk, DeskEntity.Message message) {
        return new ShardingEnvelope<>(desk.value(), message);
    }

    /** No desk has such a queue: the debtor is not left waiting. */
    private void giveBack(DebtorKey debtor, LeadId lead) {
        house.switchboard()
                .noCallOf(debtor)
                .thenRun(() -> house.post().send(debtor, new DebtorCommand.CloseLead(lead, LeadResult.RETURNED)));
    }
}
