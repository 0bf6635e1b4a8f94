package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.debtor.DebtorHistory;
import dev.janji.actors.debtor.DebtorServices;
import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.journal.keys.CassandraDebtorKeys;
import dev.janji.actors.wakeup.WakeAnswer;
import dev.janji.actors.wakeup.WakeUps;
import dev.janji.gateways.Gateways;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The debtors of this node, their wake-ups and their channels. Immutable. */
record Inhabitants(Debtors debtors, ActorRef<ChannelDispatcher.Message> channels) {

    static Inhabitants moveIn(House house, CqlSession session) {
        ServerSettings settings = house.settings();
        HouseLog log = HouseLog.open(house, session);
        LateReceipts receipts = new LateReceipts();
        Gateways gateways = Gateways.start(house.config(), house.clock(), receipts);
        house.closing().add("the gateways", gateways);
        ActorRef<ChannelDispatcher.Message> channels = house.system()
                .systemActorOf(
                        ChannelDispatcher.create(gateways.ports(), house.clock(), settings.channels()),
                        "channels",
                        Props.empty());
        CompletableFuture<WakeUps> wakeUps = new CompletableFuture<>();
        DebtorHistory history = new DebtorHistory(house.system());
        DebtorServices services = new DebtorServices(
                house.clock(),
                settings.rules()::of,
                new CassandraDebtorKeys(
                        session,
                        settings.store().keyspace(),
                        house.masterKey(),
                        house.clock(),
                        settings.debtors().numberOfSlices()),
                (debtor, due) -> wakeUps.thenCompose(index -> index.register(debtor, due)),
                history,
                log::admits,
                channels,
                settings.debtors());
        Debtors debtors = Debtors.init(house.system(), services, history);
        wakeUps.complete(WakeUps.init(
                house.system(),
                ClusterSharding.get(house.system()),
                session,
                log.wakeUps(),
                house.clock(),
                settings.wakeUps(),
                (debtor, due) -> debtors.wake(debtor).thenCompose(Inhabitants::worked)));
        receipts.listenTo(debtors);
        return new Inhabitants(debtors, channels);
    }

    /** A debtor that could not work off its wake-up is woken again. */
    private static CompletionStage<WakeAnswer> worked(Reply reply) {
        return reply instanceof Reply.Unavailable unavailable
                ? CompletableFuture.failedStage(new IllegalStateException(
                        "Expected the debtor to work off its wake-up, but it is unavailable: " + unavailable.detail()))
                : CompletableFuture.completedStage(WakeAnswer.ACTED);
    }
}
