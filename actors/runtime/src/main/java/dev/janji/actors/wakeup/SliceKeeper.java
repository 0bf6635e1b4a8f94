package dev.janji.actors.wakeup;

import dev.janji.actors.time.HouseClock;
import java.time.Duration;
import java.util.BitSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * One on every node: pings all slices, which starts those that are not there. Time waits until every slice has answered once.
 */
final class SliceKeeper extends AbstractBehavior<SliceKeeper.Message> {

    private static final Duration UNTIL_ALL_WORK = Duration.ofSeconds(1);

    sealed interface Message {}

    private enum Tick implements Message {
        INSTANCE
    }

    private record Answered(int slice) implements Message {}

    private final ActorRef<WakeUpSlice.Message> region;
    private final int slices;
    private final Duration interval;
    private final HouseClock.Hold starting;
    private final ActorRef<WakeUpSlice.Working> answers;
    private final BitSet working = new BitSet();

    private SliceKeeper(
            ActorContext<Message> context,
            ActorRef<WakeUpSlice.Message> region,
            int slices,
            Duration interval,
            HouseClock.Hold starting) {
        super(context);
        this.region = region;
        this.slices = slices;
        this.interval = interval;
        this.starting = starting;
        this.answers = context.messageAdapter(WakeUpSlice.Working.class, answer -> new Answered(answer.slice()));
        ping();
    }

    /** @param starting closed when every slice works */
    static Behavior<Message> create(
            ActorRef<WakeUpSlice.Message> region, int slices, Duration interval, HouseClock.Hold starting) {
        return Behaviors.setup(context -> new SliceKeeper(context, region, slices, interval, starting));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tick.class, tick -> {
                    ping();
                    return this;
                })
                .onMessage(Answered.class, this::onAnswered)
                .onSignal(PostStop.class, signal -> {
                    starting.close();
                    return this;
                })
                .build();
    }

    private void ping() {
        for (int slice = 0; slice < slices; slice++) {
            region.tell(new WakeUpSlice.KeepAlive(slice, answers));
        }
        Duration next = working.cardinality() == slices ? interval : UNTIL_ALL_WORK;
        getContext().scheduleOnce(next, getContext().getSelf(), Tick.INSTANCE);
    }

    private Behavior<Message> onAnswered(Answered answered) {
        if (!working.get(answered.slice())) {
            working.set(answered.slice());
            if (working.cardinality() == slices) {
                getContext().getLog().info("All slices of the wake-up index work [slices={}]", slices);
                starting.close();
            }
        }
        return this;
    }
}
