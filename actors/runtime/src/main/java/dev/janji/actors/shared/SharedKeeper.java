package dev.janji.actors.shared;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * One on every node for every shared value: reads it, one read at a time, whenever somebody announces a change and every few seconds besides.
 * Whoever announced is answered by a read that began after the announcement came.
 */
final class SharedKeeper<T> extends AbstractBehavior<SharedKeeper.Message> {
    /** What goes over the wire. */
    interface Wire {}

    interface Message {}

    /** The value has changed in the store. */
    record ReadAnew(ActorRef<Held> replyTo) implements Message, Wire {}

    /** This node holds the value as it was when it was asked, or newer. */
    record Held(String node) implements Wire {}

    /** Tell every node, and complete with those that hold the value. */
    record Announce(CompletableFuture<Set<String>> held) implements Message {}

    private enum Tick implements Message {
        INSTANCE
    }

    private record Read<T>(T value) implements Message {}

    private record ReadFailed(Throwable cause) implements Message {}

    private final String name;
    private final Supplier<CompletionStage<T>> store;
    private final SharedSettings settings;
    private final HeldValue<T> held;
    private final String self;
    private Set<ActorRef<Held>> waitForThisRead = new HashSet<>();
    private Set<ActorRef<Held>> waitForTheNext = new HashSet<>();
    private boolean reading;

    private SharedKeeper(
            ActorContext<Message> context,
            String name,
            Supplier<CompletionStage<T>> store,
            SharedSettings settings,
            HeldValue<T> held) {
        super(context);
        this.name = name;
        this.store = store;
        this.settings = settings;
        this.held = held;
        this.self = Announcement.self(context.getSystem());
        read();
    }

    static <T> Behavior<Message> create(
            String name, Supplier<CompletionStage<T>> store, SharedSettings settings, HeldValue<T> held) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.INSTANCE, settings.readEvery());
            return new SharedKeeper<>(context, name, store, settings, held);
        }));
    }

    @Override
    @SuppressWarnings("unchecked") // only this actor makes a Read, and only of its own T
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tick.class, tick -> {
                    held.tellAge();
                    return readUnlessReading();
                })
                .onMessage(ReadAnew.class, anew -> {
                    waitForTheNext.add(anew.replyTo());
                    return readUnlessReading();
                })
                .onMessage(Announce.class, this::onAnnounce)
                .onMessage(Read.class, read -> onRead((T) read.value()))
                .onMessage(ReadFailed.class, this::onReadFailed)
                .build();
    }

    private Behavior<Message> onAnnounce(Announce announce) {
        getContext()
                .spawnAnonymous(
                        Announcement.create(name, getContext().getSelf(), settings.announceWithin(), announce.held()));
        return this;
    }

    private Behavior<Message> readUnlessReading() {
        if (!reading) {
            read();
        }
        return this;
    }

    private void read() {
        reading = true;
        Set<ActorRef<Held>> none = waitForThisRead;
        waitForThisRead = waitForTheNext;
        waitForTheNext = none;
        getContext()
                .pipeToSelf(
                        bounded(settings.announceWithin()),
                        (value, failure) -> failure == null ? new Read<>(value) : new ReadFailed(failure));
    }

    private CompletionStage<T> bounded(Duration within) {
        try {
            return store.get().toCompletableFuture().copy().orTimeout(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Behavior<Message> onRead(T value) {
        held.replace(value);
        waitForThisRead.forEach(asked -> asked.tell(new Held(self)));
        waitForThisRead.clear();
        return readAgainIfAsked();
    }

    /** Nobody is answered: who announces asks again, and every node reads again soon. */
    private Behavior<Message> onReadFailed(ReadFailed failed) {
        held.readFailed(failed.cause());
        waitForThisRead.clear();
        return readAgainIfAsked();
    }

    private Behavior<Message> readAgainIfAsked() {
        reading = false;
        if (!waitForTheNext.isEmpty()) {
            read();
        }
        return this;
    }
}
