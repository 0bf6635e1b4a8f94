package dev.janji.actors.debtor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.ask.Asking;
import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.domain.debtor.AccountBalance;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.BucketHistory;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.Slices;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** The door to all debtors, wherever in the cluster they live. The shard of a debtor is its slice. Thread-safe. */
public final class Debtors implements ReceiptListener {
    private static final EntityTypeKey<DebtorEntity.Message> KEY =
            EntityTypeKey.create(DebtorEntity.Message.class, Recorded.ENTITY_TYPE);

    /** Whoever holds it owns the slice's event log, so a shard that works anywhere else can store nothing. */
    private static final String LEASE = "janji.event-log.lease";

    /** Debtors looked at together when a whole lender is added up. */
    private static final int RECONCILED_TOGETHER = 64;

    private final ActorSystem<?> system;
    private final ActorRef<ShardingEnvelope<DebtorEntity.Message>> region;
    private final DebtorKeys keys;
    private final int slices;
    private final DebtorHistory history;
    private final DebtorServices services;
    private final Duration answerWithin;

    private Debtors(
            ActorSystem<?> system,
            ActorRef<ShardingEnvelope<DebtorEntity.Message>> region,
            DebtorServices services,
            DebtorHistory history) {
        this.system = system;
        this.region = region;
        this.keys = services.keys();
        this.slices = services.settings().numberOfSlices();
        this.history = history;
        this.services = services;
        this.answerWithin = services.settings().answerWithin();
    }

    /** Starts the sharding of debtors on this node. */
    public static Debtors init(ActorSystem<?> system, DebtorServices services, DebtorHistory history) {
        int slices = services.settings().numberOfSlices();
        ClusterShardingSettings sharding = sharding(system);
        ClusterShardingSettings passivating = sharding.withPassivationStrategy(sharding.passivationStrategySettings()
                .withIdleEntityPassivation(services.settings().passivateAfter()));
        ActorRef<ShardingEnvelope<DebtorEntity.Message>> region = ClusterSharding.get(system)
                .init(Entity.of(KEY, context -> DebtorEntity.create(DebtorKey.parse(context.getEntityId()), services))
                        .withStopMessage(DebtorEntity.Leave.INSTANCE)
                        .withSettings(passivating)
                        .withMessageExtractor(new BySlice(slices)));
        return new Debtors(system, region, services, history);
    }

    /** As configured for all shards, with a lease for those of debtors. */
    private static ClusterShardingSettings sharding(ActorSystem<?> system) {
        Config config = system.settings().config();
        return ClusterShardingSettings.fromConfig(ConfigFactory.parseMap(Map.of("use-lease", LEASE))
                .withFallback(config.getConfig("pekko.cluster.sharding")));
    }

    /** Tells a debtor; the answer comes to {@code replyTo}, or never when the debtor's node is lost on the way. */
    public void tell(DebtorKey debtor, DebtorCommand command, ActorRef<Reply> replyTo) {
        region.tell(new ShardingEnvelope<>(debtor.entityId(), new DebtorEntity.Execute(command, replyTo)));
    }

    /** @return the answer; {@link Reply.Unavailable} when none came in time, and then it is not known whether it was done */
    public CompletionStage<Reply> ask(DebtorKey debtor, DebtorCommand command) {
        return answered(debtor, replyTo -> new DebtorEntity.Execute(command, replyTo));
    }

    /** Wakes a debtor for the wake-up index. @return like {@link #ask} */
    public CompletionStage<Reply> wake(DebtorKey debtor) {
        return answered(debtor, DebtorEntity.Wake::new);
    }

    /** @return how the debtor looks now; of an unknown one, too. Fails when no answer came in time */
    public CompletionStage<DebtorView> view(DebtorKey debtor) {
        return Asking.ask(
                region,
                (ActorRef<DebtorView> replyTo) ->
                        new ShardingEnvelope<>(debtor.entityId(), new DebtorEntity.Show(replyTo)),
                answerWithin,
                system);
    }

    /**
     * Travels back: replays what the debtor had stored by then, and judges it at that instant by the {@link PastRules rules and stops of then}.
     * Wakes nobody.
     *
     * @param at an instant that has passed
     * @throws IllegalArgumentException when it is still to come
     */
    public CompletionStage<DebtorView> viewAt(DebtorKey debtor, Instant at) {
        Instant now = services.clock().instant();
        if (at.isAfter(now)) {
            throw new IllegalArgumentException("Expected an instant that has passed, but the server's time is " + now);
        }
        RuleContext rules = RuleContext.at(debtor, at, services.past().rulesAt(debtor.lender(), at));
        CompletionStage<DebtorState> then = history(debtor, 1)
                .map(Recorded::event)
                .takeWhile(event -> !event.at().isAfter(at))
                .runWith(Sink.fold((DebtorState) new DebtorState.Unknown(), DebtorRules::evolve), system);
        return services.past()
                .stopsAt(at)
                .thenCombine(then, (stops, state) -> DebtorView.of(debtor, state, rules.with(stops)));
    }

    /** @param from first sequence number wanted, from 1 */
    public Source<Recorded, NotUsed> history(DebtorKey debtor, long from) {
        return Source.completionStage(keys.find(debtor))
                .flatMapConcat(
                        cipher -> history.of(debtor, cipher.orElse(PersonalCipher.FORGOTTEN), Math.max(1, from)));
    }

    /**
     * Reads an attempt as it was authorised, however long ago. Wakes nobody.
     *
     * @return empty when there is none, or its debtor was forgotten
     */
    public CompletionStage<Optional<Attempt>> attempt(AttemptId id) {
        DebtorKey debtor = id.debtor();
        return keys.find(debtor).thenCompose(cipher -> {
            if (cipher.isEmpty() || cipher.get() == PersonalCipher.FORGOTTEN) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            return history.of(debtor, cipher.get(), id.sequenceNumber())
                    .take(1)
                    .map(recorded -> recorded.event() instanceof DebtorEvent.ContactAuthorized authorized
                                    && authorized.attempt().id().equals(id)
                            ? Optional.of(authorized.attempt())
                            : Optional.<Attempt>empty())
                    .runWith(Sink.headOption(), system)
                    .thenApply(found -> found.flatMap(attempt -> attempt));
        });
    }

    /** Reads where each account stood on each day up to the view, from everything that the debtor stored until then. Wakes nobody. */
    public CompletionStage<BucketHistory> bucketHistory(DebtorView view) {
        return history(view.debtor(), 1)
                .takeWhile(recorded -> recorded.sequenceNumber() <= view.state().version())
                .map(Recorded::event)
                .runWith(Sink.fold(new BucketHistory.Fold(view.rules()), BucketHistory.Fold::add), system)
                .thenApply(fold -> fold.at(view.today()));
    }

    /** Adds up all debtors of a lender, waking each; a matter of minutes for a million of them. */
    public CompletionStage<Reconciliation> reconcile(LenderId lender, Instant asOf) {
        return all(lender)
                .mapAsyncUnordered(RECONCILED_TOGETHER, this::view)
                .filter(view -> view.state().version() > 0)
                .map(view -> AccountBalance.of(view.state(), asOf, view.rules()))
                .runWith(Sink.fold(new Reconciliation.Sum(), Reconciliation.Sum::add), system)
                .thenApply(sum -> sum.asOf(asOf));
    }

    /**
     * Tries other rules on all debtors of a lender and changes nothing. Wakes each from the store; a matter of minutes for a million of them.
     *
     * @param rules that are compared with those that the lender has
     */
    public CompletionStage<RulesEffect> effect(LenderId lender, LenderRules rules) {
        return all(lender)
                .mapAsyncUnordered(RECONCILED_TOGETHER, this::view)
                .filter(view -> view.state().version() > 0)
                .runWith(Sink.fold(new RulesEffect.Sum(rules), RulesEffect.Sum::add), system)
                .thenApply(RulesEffect.Sum::result);
    }

    /**
     * Lets all debtors of a lender look at their plans, as a wake-up does. One that does not answer in time looks at its next event or wake-up.
     *
     * @param perSecond of real time, above 0
     * @param woken is told of each, on any thread
     */
    public CompletionStage<Done> wakeAll(LenderId lender, int perSecond, Runnable woken) {
        return all(lender)
                .throttle(perSecond, Duration.ofSeconds(1))
                .mapAsyncUnordered(RECONCILED_TOGETHER, this::wake)
                .runWith(Sink.foreach(reply -> woken.run()), system);
    }

    private Source<DebtorKey, NotUsed> all(LenderId lender) {
        return Source.range(0, slices - 1).flatMapConcat(slice -> keys.list(lender, slice));
    }

    @Override
    public CompletionStage<Done> receipt(DebtorKey debtor, AttemptId attempt, Receipt receipt) {
        return ask(debtor, new DebtorCommand.RecordOutcome(attempt, receipt.outcome(), receipt.at()))
                .thenCompose(reply -> reply instanceof Reply.Unavailable unavailable
                        ? CompletableFuture.failedStage(new IllegalStateException(
                                "Expected the receipt to be stored, but the debtor is unavailable: "
                                        + unavailable.detail()))
                        : CompletableFuture.completedStage(Done.getInstance()));
    }

    private CompletionStage<Reply> answered(DebtorKey debtor, Function<ActorRef<Reply>, DebtorEntity.Message> message) {
        return Asking.ask(
                        region,
                        (ActorRef<Reply> replyTo) -> new ShardingEnvelope<>(debtor.entityId(), message.apply(replyTo)),
                        answerWithin,
                        system)
                .exceptionally(failure -> new Reply.Unavailable("no answer within " + answerWithin));
    }

    /** The slice is the shard. */
    private static final class BySlice
            extends ShardingMessageExtractor<ShardingEnvelope<DebtorEntity.Message>, DebtorEntity.Message> {
        private final int slices;

        BySlice(int slices) {
            this.slices = slices;
        }

        @Override
        public String entityId(ShardingEnvelope<DebtorEntity.Message> envelope) {
            return envelope.entityId();
        }

        @Override
        public String shardId(String entityId) {
            return Integer.toString(Slices.sliceOf(entityId, slices));
        }

        @Override
        public DebtorEntity.Message unwrapMessage(ShardingEnvelope<DebtorEntity.Message> envelope) {
            return envelope.message();
        }
    }
}
