package dev.janji.actors.field;

import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;

/** Keeps the cases of one slice as long as it lives; begins again after a failure, after a pause. One for each slice in the cluster. */
final class FieldSlice extends AbstractBehavior<FieldSlice.Message> {
    private static final int MOST_PAUSES = 30;
    private static final double JITTER = 0.2;

    /** What it is told. */
    enum Message {
        STOP
    }

    private final int slice;
    private final UniqueKillSwitch running;

    private FieldSlice(ActorContext<Message> context, int slice, SliceCases.Workshop workshop, Duration restartAfter) {
        super(context);
        this.slice = slice;
        SliceCases cases = new SliceCases(workshop, slice);
        running = RestartSource.onFailuresWithBackoff(
                        RestartSettings.create(restartAfter, restartAfter.multipliedBy(MOST_PAUSES), JITTER),
                        cases::works)
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(context.getSystem());
    }

    /** @param restartAfter the first pause after a failure; doubles up to 30 times of it */
    static Behavior<Message> create(int slice, SliceCases.Workshop workshop, Duration restartAfter) {
        return Behaviors.setup(context -> new FieldSlice(context, slice, workshop, restartAfter));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Message.STOP, Behaviors::stopped)
                .onSignal(PostStop.class, stopped -> {
                    running.shutdown();
                    FieldMeter.open(slice).set(0);
                    return this;
                })
                .build();
    }
}
