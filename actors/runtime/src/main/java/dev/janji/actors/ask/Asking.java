package dev.janji.actors.ask;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.scaladsl.AskPattern;
import org.apache.pekko.util.Timeout;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.util.Failure;
import scala.util.Success;

/**
 * Asks an actor and completes on the thread that replies. The stage of Pekko's own ask for Java runs each of its steps on the common pool,
 * which on a machine of two cores is a new thread for every step; here that would be several threads an event.
 */
public final class Asking {
    private Asking() {}

    /**
     * Thread-safe. What follows the future must not block: it runs on the dispatcher of whoever replied.
     *
     * @param question makes the message from where to reply
     * @param within afterwards the future fails with a {@link java.util.concurrent.TimeoutException}
     */
    public static <Q, A> CompletableFuture<A> ask(
            RecipientRef<Q> whom, Function<ActorRef<A>, Q> question, Duration within, ActorSystem<?> system) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        Future<A> asked = AskPattern.Askable$.MODULE$.ask$extension(
                whom, question::apply, Timeout.create(within), system.scheduler());
        asked.onComplete(
                result -> {
                    if (result instanceof Success<A> success) {
                        return answer.complete(success.value());
                    }
                    return answer.completeExceptionally(((Failure<A>) result).exception());
                },
                ExecutionContext.parasitic$.MODULE$);
        return answer;
    }
}
