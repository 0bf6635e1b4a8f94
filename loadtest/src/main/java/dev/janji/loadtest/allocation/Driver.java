package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.DeskCommand;
import dev.janji.loadtest.allocation.DeskActor.Decide;
import dev.janji.loadtest.allocation.DeskActor.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** Keeps so many messages to a desk unanswered, for a while at a time. Confined to its actor. */
final class Driver extends AbstractBehavior<Driver.Message> {
    private static final int LOOK_AT_THE_CLOCK_EVERY = 64;

    private final AgentsAtWork work;
    private final ActorRef<Decide> desk;
    private final int inFlight;
    private int open;
    private long answered;
    private long offersBefore;
    private long began;
    private boolean over;
    private @Nullable Round round;

    /** What it accepts. */
    sealed interface Message permits Round, Decided {}

    /** @param done told when everything is answered that was sent within the length */
    record Round(Duration length, CompletableFuture<Rate> done) implements Message {}

    /** @param offers of the messages' answers */
    record Rate(long messages, long offers, long nanos) {
        double perSecond() {
            return messages * 1e9 / nanos;
        }

        double offersPerSecond() {
            return offers * 1e9 / nanos;
        }
    }

    private Driver(ActorContext<Message> context, AgentsAtWork work, ActorRef<Decide> desk, int inFlight) {
        super(context);
        this.work = work;
        this.desk = desk;
        this.inFlight = inFlight;
    }

    /** @param work nobody else's while a round lasts */
    static Behavior<Message> create(AgentsAtWork work, ActorRef<Decide> desk, int inFlight) {
        return Behaviors.setup(context -> new Driver(context, work, desk, inFlight));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Decided.class, this::onDecided)
                .onMessage(Round.class, this::onRound)
                .build();
    }

    private Behavior<Message> onRound(Round next) {
        round = next;
        answered = 0;
        offersBefore = work.offers();
        over = false;
        began = System.nanoTime();
        fill();
        return this;
    }

    private Behavior<Message> onDecided(Decided decided) {
        open--;
        work.learn(decided.decisions());
        Round current = round;
        if (current == null) {
            return this;
        }
        if (++answered % LOOK_AT_THE_CLOCK_EVERY == 0
                && System.nanoTime() - began > current.length().toNanos()) {
            over = true;
        }
        if (!over) {
            fill();
        } else if (open == 0) {
            round = null;
            current.done().complete(new Rate(answered, work.offers() - offersBefore, System.nanoTime() - began));
        }
        return this;
    }

    private void fill() {
        while (open < inFlight) {
            Instant now = DeskActor.now();
            DeskCommand command = work.next(now);
            if (command == null) {
                return;
            }
            open++;
            desk.tell(new Decide(command, now, 0, getContext().getSelf()));
        }
    }
}
