package dev.janji.actors.address;

import dev.janji.actors.telemetry.Telemetry;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;

/** Keeps the address book of one slice as long as it lives; begins again after a failure, after a pause. One for each slice in the cluster. */
final class AddressSlice extends AbstractBehavior<AddressSlice.Message> {
    private static final int MOST_PAUSES = 30;
    private static final double JITTER = 0.2;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** What it is told. */
    enum Message {
        LOOK,
        STOP
    }

    private final SliceBook book;
    private final Telemetry.Gauge lag;
    private final UniqueKillSwitch running;

    private AddressSlice(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            int slice,
            SliceBook.Workshop workshop,
            Duration restartAfter) {
        super(context);
        book = new SliceBook(workshop, slice);
        lag = AddressMeter.lag(slice);
        running = RestartSource.onFailuresWithBackoff(
                        RestartSettings.create(restartAfter, restartAfter.multipliedBy(MOST_PAUSES), JITTER),
                        book::positions)
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(context.getSystem());
        timers.startTimerAtFixedRate(Message.LOOK, LOOK_EVERY);
    }

    /** @param restartAfter the first pause after a failure; doubles up to 30 times of it */
    static Behavior<Message> create(int slice, SliceBook.Workshop workshop, Duration restartAfter) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new AddressSlice(context, timers, slice, workshop, restartAfter)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Message.LOOK, () -> {
                    lag.set(book.lag().toMillis() / 1000.0);
                    return this;
                })
                .onMessageEquals(Message.STOP, Behaviors::stopped)
                .onSignal(PostStop.class, stopped -> {
                    running.shutdown();
                    lag.set(0);
                    return this;
                })
                .build();
    }
}
