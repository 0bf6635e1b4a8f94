package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.debtor.DebtorHistory;
import dev.janji.actors.debtor.DebtorServices;
import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.journal.keys.CassandraDebtorKeys;
import dev.janji.gateways.Gateways;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/** The debtors of this node, their wake-ups and their channels. Immutable. */
record Inhabitants(Debtors debtors, ActorRef<ChannelDispatcher.Message> channels) {

    static Inhabitants moveIn(House house, CqlSession session) {
        ServerSettings settings = house.settings();
        LateReceipts receipts = new LateReceipts();
        Gateways gateways = Gateways.start(house.config(), house.clock(), receipts);
        house.closing().add("the gateways", gateways);
        ActorRef<ChannelDispatcher.Message> channels = house.system()
                .systemActorOf(
                        ChannelDispatcher.create(gateways.ports(), house.clock(), settings.channels()),
                        "channels",
                        Props.empty());
        java.util.concurrent.atomic.AtomicReference<Debtors> waker =
                new java.util.concurrent.atomic.AtomicReference<>();
        Debtors debtors = Debtors.init(
                house.system(),
                new DebtorServices(
                        house.clock(),
                        settings.rules()::rules,
                        settings.rules()::name,
                        new CassandraDebtorKeys(
                                session,
                                settings.store().keyspace(),
                                house.masterKey(),
                                house.clock(),
                                settings.debtors().numberOfSlices()),
                        (debtor, due) -> {
                            house.clock().at(due, () -> {
                                var hold = house.clock().hold("wake-up");
                                waker.get().wake(debtor).whenComplete((reply, failure) -> hold.close());
                            });
                            return java.util.concurrent.CompletableFuture.completedStage(
                                    org.apache.pekko.Done.getInstance());
                        },
                        new DebtorHistory(house.system()),
                        channels,
                        settings.templates(),
                        settings.debtors()),
                new DebtorHistory(house.system()));
        receipts.listenTo(debtors);
        waker.set(debtors);
        return new Inhabitants(debtors, channels);
    }
}
