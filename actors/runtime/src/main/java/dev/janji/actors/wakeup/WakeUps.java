package dev.janji.actors.wakeup;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.ask.Asking;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.Slices;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The wake-up index of the house, seen from outside. Thread-safe. */
public final class WakeUps {

    private static final EntityTypeKey<WakeUpSlice.Message> TYPE =
            EntityTypeKey.create(WakeUpSlice.Message.class, "WakeUpSlice");

    private final ActorSystem<?> system;
    private final ActorRef<WakeUpSlice.Message> region;
    private final HouseClock clock;
    private final WakeUpSettings settings;

    private WakeUps(
            ActorSystem<?> system, ActorRef<WakeUpSlice.Message> region, HouseClock clock, WakeUpSettings settings) {
        this.system = system;
        this.region = region;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Starts the slices of this node and keeps all of them alive. A scaled clock waits until every slice works.
     *
     * @param session to a store whose migrations are applied
     * @param log says what debtors wait for; {@link WakeUpLog#NOTHING} when they register everything themselves
     * @param waker wakes a debtor; is called from the first due row on
     */
    public static WakeUps init(
            ActorSystem<?> system,
            ClusterSharding sharding,
            CqlSession session,
            WakeUpLog log,
            HouseClock clock,
            WakeUpSettings settings,
            Waker waker) {
        HouseClock.Hold starting = clock.hold("wake-ups start");
        WakeUpSlice.Workshop workshop = new WakeUpSlice.Workshop(
                new CassandraWakeUpStore(session, settings.keyspace()),
                log,
                clock,
                waker,
                new Pace(settings.perSecond(), System.nanoTime()),
                settings,
                new TelemetryMeter(settings.slices()));
        ActorRef<WakeUpSlice.Message> region = sharding.init(Entity.of(
                        TYPE, entity -> WakeUpSlice.create(Integer.parseInt(entity.getEntityId()), workshop))
                .withMessageExtractor(new BySlice(settings.slices()))
                .withStopMessage(WakeUpSlice.Stop.INSTANCE)
                .withSettings(ClusterShardingSettings.create(system).withNoPassivationStrategy()));
        system.systemActorOf(
                SliceKeeper.create(region, settings.slices(), settings.keepAliveInterval(), starting),
                "wake-up-slices",
                Props.empty());
        return new WakeUps(system, region, clock, settings);
    }

    /**
     * Remembers that the debtor must be woken at {@code due} or before, where no event of the log says so.
     *
     * @return completes when that is durable; fails when it is not known to be, and then the wake-up that asked for it must not count as
     *     answered
     */
    public CompletionStage<Done> register(DebtorKey debtor, Instant due) {
        HouseClock.Hold hold = clock.hold("wake-up registration");
        return Asking.<WakeUpSlice.Message, WakeUpSlice.Registered>ask(
                        region,
                        replyTo -> new WakeUpSlice.Register(debtor, due, replyTo),
                        settings.registerTimeout(),
                        system)
                .whenComplete((registered, failure) -> hold.close())
                .thenApply(registered -> Done.getInstance());
    }

    /** The slice is the entity and the shard. */
    private static final class BySlice extends ShardingMessageExtractor<WakeUpSlice.Message, WakeUpSlice.Message> {
        private final int slices;

        BySlice(int slices) {
            this.slices = slices;
        }

        @Override
        public String entityId(WakeUpSlice.Message message) {
            if (message instanceof WakeUpSlice.Register register) {
                return Integer.toString(Slices.sliceOf(register.debtor(), slices));
            }
            if (message instanceof WakeUpSlice.KeepAlive keepAlive) {
                return Integer.toString(keepAlive.slice());
            }
            throw new IllegalArgumentException("Expected a message for a slice, but got " + message);
        }

        @Override
        public String shardId(String entityId) {
            return entityId;
        }

        @Override
        public WakeUpSlice.Message unwrapMessage(WakeUpSlice.Message message) {
            return message;
        }
    }
}
