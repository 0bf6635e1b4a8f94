package dev.janji.actors.desk;

import dev.janji.actors.ask.Asking;
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
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * The door to all desks: one actor each, started as soon as the operator's book has the desk, because a desk dials without being spoken to. Thread-safe; nothing
 * here blocks. A desk calls by the telephone of the node that it lives on.
 */
public final class Desks implements LeadOffice, DeskSeats {
    private static final EntityTypeKey<DeskEntity.Message> KEY = EntityTypeKey.create(DeskEntity.Message.class, "desk");

    /** In real time. */
    private static final Duration KNOCK_EVERY = Duration.ofSeconds(1);

    /** A message that was lost with a node keeps a scaled clock waiting no longer. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

    /** In real time. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final ActorSystem<?> system;
    private final ActorRef<ShardingEnvelope<DeskEntity.Message>> region;
    private final DeskHouse house;
    private final RealTime realTime;
    private final BiPredicate<LenderId, DeskId> permitted;
    private volatile OperatorBook book;

    /** Also those that the operator has given up: they may still have calls. */
    private final Set<DeskId> known = ConcurrentHashMap.newKeySet();

    private Desks(
            ActorSystem<?> system,
            DeskHouse house,
            RealTime realTime,
            BiPredicate<LenderId, DeskId> permitted,
            OperatorBook book,
            BiFunction<DeskHouse, Supplier<OperatorBook>, ActorRef<ShardingEnvelope<DeskEntity.Message>>> floor) {
        this.system = system;
        this.house = house;
        this.realTime = realTime;
        this.permitted = permitted;
        this.book = book;
        this.region = floor.apply(house, this::book);
    }

    /**
     * Starts the desks of this node.
     *
     * @param port null where there is no telephone: leads wait, and nobody is called
     * @param stops those that stand; see {@link #lookAtStops}
     * @param permitted whether a lender lets a desk work its debtors
     * @param who calls the house
     */
    public static Desks start(
            ActorSystem<?> system,
            HouseClock clock,
            DebtorDoor debtors,
            @Nullable VoicePort port,
            Supplier<Stops> stops,
            BiPredicate<LenderId, DeskId> permitted,
            WhoCalls who,
            DeskSettings settings,
            OperatorBook book) {
        return start(
                system,
                clock,
                debtors,
                port,
                stops,
                permitted,
                who,
                settings,
                book,
                (house, books) -> ClusterSharding.get(system)
                        .init(Entity.of(
                                        KEY,
                                        context -> DeskEntity.create(new DeskId(context.getEntityId()), house, books))
                                .withStopMessage(DeskEntity.Leave.INSTANCE)));
    }

    /** The same in an actor system that is no cluster, such as one in virtual time: each desk is an actor of this system, and nobody who calls is known. */
    public static Desks startAlone(
            ActorSystem<?> system,
            HouseClock clock,
            DebtorDoor debtors,
            VoicePort port,
            Supplier<Stops> stops,
            DeskSettings settings,
            OperatorBook book) {
        return start(
                system,
                clock,
                debtors,
                port,
                stops,
                (lender, desk) -> true,
                WhoCalls.NOBODY,
                settings,
                book,
                (house, books) -> system.systemActorOf(DeskFloor.create(house, books), "desks", Props.empty()));
    }

    private static Desks start(
            ActorSystem<?> system,
            HouseClock clock,
            DebtorDoor debtors,
            @Nullable VoicePort port,
            Supplier<Stops> stops,
            BiPredicate<LenderId, DeskId> permitted,
            WhoCalls who,
            DeskSettings settings,
            OperatorBook book,
            BiFunction<DeskHouse, Supplier<OperatorBook>, ActorRef<ShardingEnvelope<DeskEntity.Message>>> floor) {
        RealTime realTime = (delay, task) -> system.scheduler().scheduleOnce(delay, task, system.executionContext());
        DeskHouse house = new DeskHouse(
                clock,
                debtors,
                new DebtorPost(debtors, realTime, clock),
                Switchboard.start(port),
                stops,
                new PacingMemory(),
                who.callers(),
                settings);
        Desks desks = new Desks(system, house, realTime, permitted, book, floor);
        system.scheduler().scheduleAtFixedRate(KNOCK_EVERY, KNOCK_EVERY, desks::knock, system.executionContext());
        desks.knock();
        house.switchboard()
                .receiveBy(new Reception(
                        house.switchboard(),
                        desks::book,
                        permitted,
                        who,
                        clock,
                        realTime,
                        (desk, arrival) -> desks.tell(desk, new DeskEntity.CallIn(arrival))));
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
                .filter(desk -> permitted.test(debtor.lender(), desk))
                .ifPresentOrElse(
                        desk -> tell(desk, new DeskEntity.Offer(debtor, lead)), () -> giveBack(debtor, lead.id()));
    }

    @Override
    public void recall(DebtorKey debtor, LeadId lead, QueueId queue) {
        book.deskOf(debtor.lender(), queue)
                .ifPresentOrElse(desk -> tell(desk, new DeskEntity.Recall(debtor, lead)), () -> giveBack(debtor, lead));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Who sat there by another session is told {@code TAKEN_OVER}. When the session's actor ends, the seat is kept for a while. A session that is told
     * {@code DESK_CLOSES} may sit again.
     */
    @Override
    public void sit(OperatorBook.AgentProfile agent, ActorRef<AgentNotice> session) {
        tell(agent.desk(), new DeskEntity.Sit(agent.agent(), session));
    }

    @Override
    public void left(AgentId agent, ActorRef<AgentNotice> session) {
        toDeskOf(agent, new DeskEntity.Left(agent, session));
    }

    /** {@inheritDoc} A call from it is ended. */
    @Override
    public void signOut(AgentId agent) {
        toDeskOf(agent, new DeskEntity.SignOut(agent));
    }

    @Override
    public CompletionStage<Optional<AgentNotice.Refused>> ask(AgentId agent, AgentRequest request) {
        OperatorBook.AgentProfile profile = book.agents().get(agent);
        return profile == null
                ? CompletableFuture.completedStage(Optional.of(new AgentNotice.Refused(
                        "NO_SEAT", "Expected a person of the operator, but found none [agent=" + agent + "]")))
                : Asking.ask(
                        region,
                        (ActorRef<Optional<AgentNotice.Refused>> replyTo) ->
                                envelope(profile.desk(), held(new DeskEntity.Ask(agent, request, replyTo))),
                        ANSWER_WITHIN,
                        system);
    }

    /** Other stops stand now: what they halt and nobody has answered is hung up. */
    public void lookAtStops() {
        book.desks().keySet().forEach(desk -> tell(desk, DeskEntity.LookAtStops.INSTANCE));
    }

    private void knock() {
        known.addAll(book.desks().keySet());
        known.forEach(desk -> region.tell(envelope(desk, DeskEntity.Knock.INSTANCE)));
    }

    /** A person whom the operator has given up has no seat that could be told anything. */
    private void toDeskOf(AgentId agent, DeskEntity.Message message) {
        OperatorBook.AgentProfile profile = book.agents().get(agent);
        if (profile != null) {
            tell(profile.desk(), message);
        }
    }

    private void tell(DeskId desk, DeskEntity.Message message) {
        region.tell(envelope(desk, held(message)));
    }

    private DeskEntity.Message held(DeskEntity.Message message) {
        HouseClock.Hold hold = house.clock().hold("desk-message");
        realTime.after(LONGEST_HOLD, hold::close);
        return new DeskEntity.Held(message, hold);
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
