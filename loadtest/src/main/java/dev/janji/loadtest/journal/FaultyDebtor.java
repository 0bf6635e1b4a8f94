package dev.janji.loadtest.journal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
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

/**
 * A persistent actor that stores an event as soon as the one before is stored, for ever, and tells of each that was acknowledged; after a
 * failure it recovers and goes on. Confined to its actor.
 */
final class FaultyDebtor extends EventSourcedBehavior<FaultyDebtor.Next, Mark, Long> {
    private static final int EVENT_BYTES = 200;

    private final ActorContext<Next> context;
    private final int debtor;
    private final LongSupplier tokens;
    private final Acked acked;

    private FaultyDebtor(ActorContext<Next> context, int debtor, LongSupplier tokens, Acked acked) {
        super(
                PersistenceId.ofUniqueId(persistenceId(debtor)),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2));
        this.context = context;
        this.debtor = debtor;
        this.tokens = tokens;
        this.acked = acked;
    }

    /** Asks it for its next event. */
    record Next() {}

    /** Told of each event that was acknowledged. */
    interface Acked {
        /** @param token that the event begins with */
        void acked(int debtor, long sequenceNumber, long token);
    }

    /** @param tokens numbers that never come again */
    static Behavior<Next> create(int debtor, LongSupplier tokens, Acked acked) {
        return Behaviors.setup(context -> new FaultyDebtor(context, debtor, tokens, acked));
    }

    static String persistenceId(int debtor) {
        return "Fault|" + RunningDebtors.debtorId(debtor);
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandler<Next, Mark, Long> commandHandler() {
        return newCommandHandlerBuilder().forAnyState().onAnyCommand((state, next) -> {
            long token = tokens.getAsLong();
            byte[] bytes = new byte[EVENT_BYTES];
            ByteBuffer.wrap(bytes).putLong(token);
            return Effect().persist(new Mark(bytes)).thenRun(stored -> {
                acked.acked(debtor, stored, token);
                context.getSelf().tell(next);
            });
        });
    }

    @Override
    public EventHandler<Long, Mark> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent((state, mark) -> state + 1);
    }

    @Override
    public SignalHandler<Long> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(
                        RecoveryCompleted.instance(), state -> context.getSelf().tell(new Next()))
                .build();
    }

    @Override
    public Recovery recovery() {
        return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
    }
}
