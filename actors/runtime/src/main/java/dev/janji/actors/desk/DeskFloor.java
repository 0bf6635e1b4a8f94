package dev.janji.actors.desk;

import dev.janji.domain.id.DeskId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;

/** The desks of an actor system that is no cluster: starts each when it is first spoken to, as sharding does. */
final class DeskFloor extends AbstractBehavior<ShardingEnvelope<DeskEntity.Message>> {
    private final DeskHouse house;
    private final Supplier<OperatorBook> books;
    private final Map<String, ActorRef<DeskEntity.Message>> desks = new HashMap<>();

    private DeskFloor(
            ActorContext<ShardingEnvelope<DeskEntity.Message>> context, DeskHouse house, Supplier<OperatorBook> books) {
        super(context);
        this.house = house;
        this.books = books;
    }

    static Behavior<ShardingEnvelope<DeskEntity.Message>> create(DeskHouse house, Supplier<OperatorBook> books) {
        return Behaviors.setup(context -> new DeskFloor(context, house, books));
    }

    @Override
    public Receive<ShardingEnvelope<DeskEntity.Message>> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::onEnvelope)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<ShardingEnvelope<DeskEntity.Message>> onEnvelope(ShardingEnvelope<DeskEntity.Message> envelope) {
        desks.computeIfAbsent(envelope.entityId(), this::open).tell(envelope.message());
        return this;
    }

    private ActorRef<DeskEntity.Message> open(String id) {
        ActorRef<DeskEntity.Message> desk =
                getContext().spawnAnonymous(DeskEntity.create(new DeskId(id), house, books));
        getContext().watch(desk);
        return desk;
    }

    private Behavior<ShardingEnvelope<DeskEntity.Message>> onTerminated(Terminated ended) {
        desks.values().removeIf(ended.getRef()::equals);
        return this;
    }
}
