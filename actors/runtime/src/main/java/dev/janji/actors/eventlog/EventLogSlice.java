package dev.janji.actors.eventlog;

import dev.janji.actors.confined.Confined;
import dev.janji.actors.confined.OnActor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The actor around one {@link SliceLog}: its one thread at a time and its timers. A restart of it is a crash of the slice, no more. */
final class EventLogSlice extends AbstractBehavior<EventLogSlice.Message> {
    /** Never leaves its node. */
    interface Message {}

    /** Something for the slice to do. */
    record Request(Consumer<SliceLog> request) implements Message {}

    private record Step(Runnable step) implements Message {}

    private final SliceLog log;

    private EventLogSlice(ActorContext<Message> context, Function<Confined, SliceParts> partsOn) {
        super(context);
        log = new SliceLog(partsOn.apply(new OnActor<>(context, Step::new)));
        log.start();
    }

    /** @param partsOn makes the parts of one life of the slice */
    static Behavior<Message> create(Function<Confined, SliceParts> partsOn) {
        return Behaviors.supervise(Behaviors.<Message>setup(context -> new EventLogSlice(context, partsOn)))
                .onFailure(SupervisorStrategy.restart());
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Step.class, step -> {
                    step.step().run();
                    return this;
                })
                .onMessage(Request.class, request -> {
                    request.request().accept(log);
                    return this;
                })
                .onSignal(PreRestart.class, signal -> abandon("it failed"))
                .onSignal(PostStop.class, signal -> abandon("it has stopped"))
                .build();
    }

    private Behavior<Message> abandon(String reason) {
        log.abandon(reason);
        return this;
    }
}
