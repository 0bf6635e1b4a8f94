package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.Desk;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A desk in an actor, one message a decision; and an actor that answers alike without deciding anything. */
final class DeskActor {
    /** @param intended when it should have been sent, of {@link System#nanoTime()} */
    record Decide(DeskCommand command, Instant at, long intended, ActorRef<? super Decided> replyTo) {}

    /** @param intended as it came */
    record Decided(List<DeskDecision> decisions, long intended) implements Driver.Message {}

    private static final long BEGAN = System.nanoTime();

    private DeskActor() {}

    /** The desk's time in this process: real, from the morning of its day on. */
    static Instant now() {
        return DeskWorld.START.plusNanos(System.nanoTime() - BEGAN);
    }

    /** @param desk nobody else's from here on */
    static Behavior<Decide> of(Desk desk) {
        return Behaviors.receiveMessage(message -> {
            message.replyTo()
                    .tell(new Decided(desk.decide(message.command(), message.at(), DeskWorld.DAY), message.intended()));
            return Behaviors.same();
        });
    }

    static Behavior<Decide> bare() {
        return Behaviors.receiveMessage(message -> {
            message.replyTo()
                    .tell(new Decided(message.command().match(new BareDesk(message.at())), message.intended()));
            return Behaviors.same();
        });
    }
}
