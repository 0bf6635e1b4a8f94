package dev.janji.actors.confined;

import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The thread of an actor: steps are messages to itself, which it runs.
 *
 * @param <M> what the actor accepts
 */
public final class OnActor<M> implements Confined {
    private final ActorContext<M> context;
    private final ActorRef<M> self;
    private final Function<Runnable, M> message;

    /** @param message that makes the actor run the step */
    public OnActor(ActorContext<M> context, Function<Runnable, M> message) {
        this.context = context;
        this.self = context.getSelf();
        this.message = message;
    }

    @Override
    public void execute(Runnable step) {
        self.tell(message.apply(step));
    }

    @Override
    public void executeAfter(Duration delay, Runnable step) {
        context.scheduleOnce(delay, self, message.apply(step));
    }

    @Override
    public long realNanos() {
        return System.nanoTime();
    }
}
