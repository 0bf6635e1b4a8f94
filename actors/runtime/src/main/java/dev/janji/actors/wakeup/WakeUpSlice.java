package dev.janji.actors.wakeup;

import dev.janji.actors.confined.OnActor;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.DebtorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * The worker of one slice of the wake-up index, and the only writer of its rows. Sharded: its entity id and shard id are the
 * number of the slice. It never leaves memory, and every node keeps it alive.
 */
public final class WakeUpSlice extends AbstractBehavior<WakeUpSlice.Message> {

    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration RESTART_AFTER_AT_MOST = Duration.ofSeconds(20);

    /** What it accepts. */
    public sealed interface Message {}

    /** Messages that cross the wire between nodes. */
    sealed interface Wire {}

    /**
     * Remembers that a debtor must be woken at {@code due}, or that it may not be woken later than that. A registration that
     * stands for an earlier instant stays.
     *
     * @param due within some hundred thousand years of 1970
     * @param replyTo hears nothing when the outcome is not known: ask again
     */
    public record Register(DebtorKey debtor, Instant due, ActorRef<Registered> replyTo) implements Message, Wire {
        public Register {
            Micros.of(due);
        }
    }

    /** The wake-up is durable and will be fired. */
    public record Registered(DebtorKey debtor, Instant due) implements Wire {}

    /** From the nodes, so that the slice is there; answered when it works. */
    record KeepAlive(int slice, ActorRef<Working> replyTo) implements Message, Wire {}

    record Working(int slice) implements Wire {}

    /** Ends it in good order, because its shard moves or the node leaves. */
    enum Stop implements Message {
        INSTANCE
    }

    private record Step(Runnable step) implements Message {}

    private record Ended() implements Message {}

    /** What a worker is made of; one for all slices of a node. */
    record Workshop(
            WakeUpStore store,
            WakeUpLog log,
            HouseClock clock,
            Waker waker,
            Pace pace,
            WakeUpSettings settings,
            WakeUpMeter meter) {}

    private final SliceIndex index;
    private final AtomicReference<HouseClock.@Nullable Hold> betweenLives;
    private final HouseClock clock;

    private WakeUpSlice(
            ActorContext<Message> context,
            int slice,
            Workshop workshop,
            AtomicReference<HouseClock.@Nullable Hold> betweenLives) {
        super(context);
        this.betweenLives = betweenLives;
        this.clock = workshop.clock();
        this.index = new SliceIndex(new SliceParts(
                slice,
                workshop.store(),
                workshop.log(),
                workshop.clock(),
                workshop.waker(),
                workshop.pace(),
                workshop.settings(),
                workshop.meter(),
                new OnActor<>(context, Step::new)));
        index.start();
        HouseClock.Hold held = betweenLives.getAndSet(null);
        if (held != null) {
            held.close();
        }
    }

    static Behavior<Message> create(int slice, Workshop workshop) {
        AtomicReference<HouseClock.@Nullable Hold> betweenLives = new AtomicReference<>();
        return Behaviors.supervise(
                        Behaviors.<Message>setup(context -> new WakeUpSlice(context, slice, workshop, betweenLives)))
                .onFailure(SupervisorStrategy.restartWithBackoff(RESTART_AFTER, RESTART_AFTER_AT_MOST, 0.2));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Step.class, step -> {
                    step.step().run();
                    return this;
                })
                .onMessage(Register.class, this::onRegister)
                .onMessage(KeepAlive.class, this::onKeepAlive)
                .onMessage(Stop.class, stop -> onStop())
                .onMessage(Ended.class, ended -> Behaviors.stopped())
                .onSignal(PreRestart.class, signal -> onRestart())
                .build();
    }

    private Behavior<Message> onRegister(Register register) {
        index.register(register.debtor().entityId(), Micros.of(register.due())).whenComplete((done, failure) -> {
            if (failure == null) {
                register.replyTo().tell(new Registered(register.debtor(), register.due()));
            }
        });
        return this;
    }

    private Behavior<Message> onKeepAlive(KeepAlive keepAlive) {
        index.whenLoaded(() -> keepAlive.replyTo().tell(new Working(keepAlive.slice())));
        return this;
    }

    private Behavior<Message> onStop() {
        ActorRef<Message> self = getContext().getSelf();
        index.stop(() -> self.tell(new Ended()));
        return this;
    }

    /** Time must not pass what the slice would have fired while there is no slice. */
    private Behavior<Message> onRestart() {
        HouseClock.Hold before = betweenLives.getAndSet(clock.hold("wake-ups restart"));
        if (before != null) {
            before.close();
        }
        index.abandon();
        return this;
    }
}
