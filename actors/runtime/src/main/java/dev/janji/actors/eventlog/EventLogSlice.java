package dev.janji.actors.eventlog;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import scala.concurrent.Batchable;

/** The actor around one {@link SliceLog}: its one thread at a time and its timers. A restart of it is a crash of the slice, no more. */
final class EventLogSlice extends AbstractBehavior<EventLogSlice.Message> {
    /** Never leaves its node. */
    interface Message {}

    /** Something for the slice to do. */
    record Request(Consumer<SliceLog> request) implements Message {}

    private record Step(Runnable step) implements Message {}

    private final SliceLog log;

    private EventLogSlice(ActorContext<Message> context, Function<Confined, SliceParts> partsOn, Executor answers) {
        super(context);
        log = new SliceLog(partsOn.apply(new OnActor(context, answers)));
        log.start();
    }

    /**
     * @param partsOn makes the parts of one life of the slice
     * @param answers where callers hear what became of their requests
     */
    static Behavior<Message> create(Function<Confined, SliceParts> partsOn, Executor answers) {
        return Behaviors.supervise(Behaviors.<Message>setup(context -> new EventLogSlice(context, partsOn, answers)))
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

    /** Steps of the slice as messages to its own actor. */
    private static final class OnActor implements Confined {
        private final ActorContext<Message> context;
        private final ActorRef<Message> self;
        private final Executor answers;

        OnActor(ActorContext<Message> context, Executor answers) {
            this.context = context;
            this.self = context.getSelf();
            this.answers = answers;
        }

        @Override
        public void execute(Runnable step) {
            self.tell(new Step(step));
        }

        @Override
        public void executeAfter(Duration delay, Runnable step) {
            context.scheduleOnce(delay, self, new Step(step));
        }

        @Override
        public void answer(Runnable all) {
            answers.execute(new Answers(all));
        }

        @Override
        public long realNanos() {
            return System.nanoTime();
        }
    }

    /** What callers do on their answers runs on one thread, one behind the other, instead of being scheduled one by one. */
    private record Answers(Runnable all) implements Runnable, Batchable {
        @Override
        public void run() {
            all.run();
        }
    }
}
