package dev.janji.actors.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AskingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ActorTestKit KIT = ActorTestKit.create();

    private record Double(int number, ActorRef<Integer> replyTo) {}

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldBringTheAnswerOnTheThreadThatReplies() throws Exception {
        CompletableFuture<String> replier = new CompletableFuture<>();
        CompletableFuture<Boolean> mayReply = new CompletableFuture<>();
        ActorRef<Double> doubling = KIT.spawn(Behaviors.receiveMessage(message -> {
            mayReply.join();
            replier.complete(Thread.currentThread().getName());
            message.replyTo().tell(2 * message.number());
            return Behaviors.same();
        }));

        CompletableFuture<String> follower = Asking.<Double, Integer>ask(
                        doubling, replyTo -> new Double(21, replyTo), LONG, KIT.system())
                .thenApply(answer -> answer + " on " + Thread.currentThread().getName());
        mayReply.complete(true);

        assertThat(follower.get()).isEqualTo("42 on " + replier.get());
    }

    @Test
    void shouldFailWhenNobodyAnswersInTime() {
        ActorRef<Double> silent = KIT.spawn(Behaviors.ignore());

        CompletableFuture<Integer> answer = Asking.ask(
                silent, (ActorRef<Integer> replyTo) -> new Double(1, replyTo), Duration.ofMillis(1), KIT.system());

        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }
}
