package dev.janji.actors.shared;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * A value that every node of the cluster knows alike: read whole from the store, held in memory, replaced whole. Whoever changes it in the
 * store announces that with {@link #changed()}; every node also reads it every few seconds, so that a lost announcement heals. When
 * the store can't be read the last value stands. Thread-safe.
 *
 * @param <T> immutable, with {@code equals} by content
 */
public final class SharedValue<T> {
    private final HeldValue<T> held;
    private final ActorRef<SharedKeeper.Message> keeper;
    private final SharedSettings settings;

    private SharedValue(HeldValue<T> held, ActorRef<SharedKeeper.Message> keeper, SharedSettings settings) {
        this.held = held;
        this.keeper = keeper;
        this.settings = settings;
    }

    /**
     * Reads it for the first time and keeps reading it until the system ends.
     *
     * @param name the same on every node and different for every value, such as {@code stops}: a part of an actor's path, and a tag
     * @param store reads the value whole; a read that fails is tried again. It must see what was written before {@link #changed()} was
     *     called, on whichever node
     */
    public static <T> SharedValue<T> start(
            ActorSystem<?> system, String name, Supplier<CompletionStage<T>> store, SharedSettings settings) {
        return start(system, name, store, settings, System::nanoTime);
    }

    static <T> SharedValue<T> start(
            ActorSystem<?> system,
            String name,
            Supplier<CompletionStage<T>> store,
            SharedSettings settings,
            LongSupplier nanoTime) {
        HeldValue<T> held = new HeldValue<>(name, nanoTime);
        ActorRef<SharedKeeper.Message> keeper =
                system.systemActorOf(SharedKeeper.create(name, store, settings, held), "shared-" + name, Props.empty());
        return new SharedValue<>(held, keeper, settings);
    }

    /** @return completes with the first read; nothing may be let in before */
    public CompletionStage<Done> ready() {
        return held.first();
    }

    /**
     * The newest value that this node has read. Never blocks.
     *
     * @throws IllegalStateException before {@link #ready()}
     */
    public T current() {
        return held.current();
    }

    /**
     * Says that the store has changed. Call it when the change is stored.
     *
     * @return completes with the addresses of all reachable nodes, this one among them, when each has read anew and its listeners have been
     *     told; fails with {@link NotHeldByAll} when some have not within the configured bound
     */
    public CompletionStage<Set<String>> changed() {
        CompletableFuture<Set<String>> everywhere = new CompletableFuture<>();
        keeper.tell(new SharedKeeper.Announce(everywhere));
        return everywhere;
    }

    /** @param listener is told the old and the new value when they differ, on an actor's thread: it must not block */
    public void listen(BiConsumer<T, T> listener) {
        held.listen(listener);
    }

    /** Whether this node could not read the value for longer than the configured bound. */
    public boolean isBehind() {
        return held.age().compareTo(settings.behindAfter()) > 0;
    }
}
