package dev.janji.loadtest.journal;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/** A persistent actor of the least possible work: a command is an event, the state is their number. Confined to its actor. */
final class MarkedDebtor extends EventSourcedBehavior<MarkedDebtor.Store, Mark, Long> {
    private final String journal;
    private final boolean snapshots;
    private final Life life;

    private MarkedDebtor(String persistenceId, String journal, boolean snapshots, Life life) {
        super(PersistenceId.ofUniqueId(persistenceId));
        this.journal = journal;
        this.snapshots = snapshots;
        this.life = life;
    }

    /** Told what becomes of the actors. Thread-safe. */
    interface Life {
        /** @param events that the actor has now */
        void recovered(String persistenceId, long events);

        /** It failed, or the system ends. */
        void stopped(String persistenceId);
    }

    /** @param done told with null when it is stored */
    record Store(Mark mark, Consumer<@Nullable Throwable> done) {}

    /**
     * @param journal plugin id, empty for the configured one
     * @param snapshots whether it looks for one when it recovers, as a debtor does
     */
    static Behavior<Store> create(String persistenceId, String journal, boolean snapshots, Life life) {
        return Behaviors.setup(context -> new MarkedDebtor(persistenceId, journal, snapshots, life));
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandler<Store, Mark, Long> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onAnyCommand((state, store) -> Effect()
                        .persist(store.mark())
                        .thenRun(stored -> store.done().accept(null)));
    }

    @Override
    public EventHandler<Long, Mark> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent((state, mark) -> state + 1);
    }

    @Override
    public SignalHandler<Long> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(
                        RecoveryCompleted.instance(),
                        state -> life.recovered(persistenceId().id(), state))
                .onSignal(
                        PostStop.instance(),
                        state -> life.stopped(persistenceId().id()))
                .build();
    }

    @Override
    public Recovery recovery() {
        return Recovery.withSnapshotSelectionCriteria(
                snapshots ? SnapshotSelectionCriteria.latest() : SnapshotSelectionCriteria.none());
    }

    @Override
    public String journalPluginId() {
        return journal;
    }
}
