package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.address.AddressBook;
import dev.janji.actors.address.Headings;
import dev.janji.actors.address.LoggedAddresses;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.StopCheck;
import dev.janji.actors.channel.Webhook;
import dev.janji.actors.debtor.DebtorHistory;
import dev.janji.actors.debtor.DebtorServices;
import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.debtor.InboundReplies;
import dev.janji.actors.debtor.PastRules;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.debtor.ReplyReview;
import dev.janji.actors.debtor.ReplyTeller;
import dev.janji.actors.desk.AgentDebtors;
import dev.janji.actors.desk.DebtorDoor;
import dev.janji.actors.desk.DeskSettings;
import dev.janji.actors.desk.Desks;
import dev.janji.actors.desk.KnownCaller;
import dev.janji.actors.desk.RecordedCallSettings;
import dev.janji.actors.desk.RecordedVoice;
import dev.janji.actors.desk.WhoCalls;
import dev.janji.actors.field.FieldCaseSettings;
import dev.janji.actors.field.FieldCases;
import dev.janji.actors.journal.keys.CassandraDebtorKeys;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.actors.journal.keys.InstallationCipher;
import dev.janji.actors.journal.keys.KeyedHash;
import dev.janji.actors.lender.CassandraLenderStore;
import dev.janji.actors.lender.Lenders;
import dev.janji.actors.person.CassandraPersons;
import dev.janji.actors.reply.CassandraUnmatchedReplies;
import dev.janji.actors.reply.UnmatchedReplies;
import dev.janji.actors.stop.StandingStops;
import dev.janji.actors.stop.StopTable;
import dev.janji.actors.voice.VoicePort;
import dev.janji.actors.wakeup.WakeAnswer;
import dev.janji.actors.wakeup.WakeUps;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.Stops;
import dev.janji.gateways.Gateways;
import dev.janji.orchestrator.security.Caller;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The debtors of this node, how they are found, what they are worked by and what halts their contacts, their wake-ups and their channels, with what providers call.
 * Immutable.
 */
record Inhabitants(
        Debtors debtors,
        AddressBook addresses,
        Headings headings,
        ReplyReview replies,
        Lenders lenders,
        ActorRef<ChannelDispatcher.Message> channels,
        StandingStops stops,
        Desks desks,
        InboundListener inbound,
        List<Webhook> webhooks) {
    private static final Logger LOG = LoggerFactory.getLogger(Inhabitants.class);
    private static final long READ_WITHIN_SECONDS = 60;
    private static final String ADDRESS_KEY = "address-key";

    static Inhabitants moveIn(House house, CqlSession session) throws StartFailure {
        ServerSettings settings = house.settings();
        Lenders lenders = lenders(house, session);
        HouseLog log = HouseLog.open(house, session);
        DebtorKeys keys = new CassandraDebtorKeys(
                session,
                settings.store().keyspace(),
                house.masterKey(),
                house.clock(),
                settings.debtors().numberOfSlices());
        Headings headings = headings(settings, lenders);
        AddressBook addresses = addresses(house, session, log, keys, headings);
        StandingStops stops = stops(house, session);
        LateReceipts receipts = new LateReceipts();
        CompletableFuture<InboundListener> replies = new CompletableFuture<>();
        InboundListener inbound = message -> replies.thenCompose(listener -> listener.received(message));
        Gateways gateways = Gateways.start(house.config(), house.clock(), receipts, inbound);
        house.closing().add("the gateways", gateways);
        CompletableFuture<Debtors> door = new CompletableFuture<>();
        DebtorDoor toDebtors = (debtor, command) -> door.thenCompose(debtors -> debtors.ask(debtor, command));
        VoicePort voice = voice(house, gateways, toDebtors);
        Map<Channel, ChannelPort> ports = new EnumMap<>(gateways.ports());
        if (voice != null) {
            ports.put(Channel.VOICE, voice);
        }
        ActorRef<ChannelDispatcher.Message> channels = house.system()
                .systemActorOf(
                        ChannelDispatcher.create(
                                ports, house.clock(), settings.channels(), StopCheck.of(stops::current)),
                        "channels",
                        Props.empty());
        Desks desks = Desks.start(
                house.system(),
                house.clock(),
                toDebtors,
                voice,
                stops::current,
                (lender, desk) -> lenders.of(lender).permits(desk),
                new WhoCalls(
                        addresses, KnownCaller.by(door.thenApply(debtors -> AgentDebtors.of(debtors, house.system())))),
                DeskSettings.from(house.config()),
                settings.operator().book());
        OperatorWatch.start(house, session, desks);
        stops.listen(() -> {
            channels.tell(ChannelDispatcher.LookAtStops.INSTANCE);
            desks.lookAtStops();
        });
        CompletableFuture<WakeUps> wakeUps = new CompletableFuture<>();
        DebtorHistory history = new DebtorHistory(house.system());
        DebtorServices services = new DebtorServices(
                house.clock(),
                lenders::of,
                stops::current,
                past(lenders, stops),
                keys,
                (debtor, due) -> wakeUps.thenCompose(index -> index.register(debtor, due)),
                history,
                log::admits,
                new CassandraPersons(session, settings.store().keyspace()),
                channels,
                desks,
                settings.links(),
                settings.debtors());
        Debtors debtors = Debtors.init(house.system(), services, history);
        door.complete(debtors);
        wakeUps.complete(WakeUps.init(
                house.system(),
                ClusterSharding.get(house.system()),
                session,
                log.wakeUps(),
                house.clock(),
                settings.wakeUps(),
                (debtor, due) -> debtors.wake(debtor).thenCompose(Inhabitants::worked)));
        receipts.listenTo(debtors);
        fieldCases(house, session, log, debtors, stops, lenders, gateways);
        ReplyTeller teller = new ReplyTeller(new ReplyTeller.House(
                debtors::ask,
                debtors::view,
                addresses,
                headings,
                () -> lendersOf(house),
                lender -> lenders.of(lender).rules().policy().zonesWhenUnknown().get(0)));
        UnmatchedReplies unmatched = unmatched(house, session);
        replies.complete(new InboundReplies(teller, unmatched));
        ReplyReview review = new ReplyReview(unmatched, teller, house.clock());
        return new Inhabitants(
                debtors, addresses, headings, review, lenders, channels, stops, desks, inbound, gateways.webhooks());
    }

    /** @return with a machine beside it; null where there is no telephone */
    private static @Nullable VoicePort voice(House house, Gateways gateways, DebtorDoor debtors) {
        return gateways.ports().get(Channel.VOICE) instanceof VoicePort voice
                ? RecordedVoice.beside(
                        voice, house.system(), house.clock(), debtors, RecordedCallSettings.from(house.config()))
                : null;
    }

    private static Headings headings(ServerSettings settings, Lenders lenders) {
        return new Headings(settings.addresses()
                .regions()
                .by(lender ->
                        lenders.of(lender).rules().policy().zonesWhenUnknown().get(0)));
    }

    private static AddressBook addresses(
            House house, CqlSession session, HouseLog log, DebtorKeys keys, Headings headings) {
        ServerSettings settings = house.settings();
        return LoggedAddresses.start(
                house.system(),
                session,
                log.readable(),
                keys,
                headings,
                KeyedHash.open(session, settings.store(), house.masterKey(), ADDRESS_KEY),
                house.clock(),
                settings.addresses());
    }

    private static void fieldCases(
            House house,
            CqlSession session,
            HouseLog log,
            Debtors debtors,
            StandingStops stops,
            Lenders lenders,
            Gateways gateways) {
        FieldCaseSettings settings = house.settings().field();
        gateways.field()
                .ifPresentOrElse(
                        outbox -> FieldCases.start(
                                house.system(),
                                session,
                                log.readable(),
                                debtors,
                                stops,
                                lenders::of,
                                outbox,
                                house.clock(),
                                settings),
                        () -> FieldCases.off(session, log.readable(), settings).exceptionally(failure -> {
                            LOG.warn(
                                    "Expected to note that no cases are made for field collectors, but could not; the next start does it",
                                    failure);
                            return Done.getInstance();
                        }));
    }

    private static UnmatchedReplies unmatched(House house, CqlSession session) {
        ServerSettings settings = house.settings();
        return new CassandraUnmatchedReplies(
                session,
                settings.store().keyspace(),
                InstallationCipher.open(session, settings.store(), house.masterKey(), CassandraUnmatchedReplies.KEY));
    }

    /** Everybody who can have debtors here. */
    private static List<LenderId> lendersOf(House house) {
        return house.security().credentials().callers().stream()
                .filter(Caller.OfLender.class::isInstance)
                .map(caller -> ((Caller.OfLender) caller).lender())
                .toList();
    }

    private static PastRules past(Lenders lenders, StandingStops stops) {
        return new PastRules() {
            @Override
            public LenderRules rulesAt(LenderId lender, Instant at) {
                return lenders.of(lender, at).rules();
            }

            @Override
            public CompletionStage<Stops> stopsAt(Instant at) {
                return stops.at(at);
            }
        };
    }

    /** Nothing is decided, and nothing sent, before they are known. */
    private static StandingStops stops(House house, CqlSession session) {
        StandingStops stops = StandingStops.start(
                house.system(),
                new StopTable(session, house.settings().store().keyspace()),
                house.config(),
                house.clock());
        try {
            stops.ready().toCompletableFuture().get(READ_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to read the stops, but the start was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "Expected to read the stops within " + READ_WITHIN_SECONDS + " s, but could not", e);
        }
        house.board().watchShared("the standing stops", stops::isBehind);
        return stops;
    }

    /** No debtor is worked before it is known by what. */
    private static Lenders lenders(House house, CqlSession session) throws StartFailure {
        ServerSettings settings = house.settings();
        Lenders lenders = Lenders.start(
                house.system(),
                new CassandraLenderStore(session, settings.store().keyspace()),
                settings.folders(),
                settings.rules(),
                house.clock(),
                settings.lenders().approvalRequired(),
                settings.shared());
        house.board().watchShared("the lenders' folders", lenders::isBehind);
        try {
            lenders.ready().toCompletableFuture().get(READ_WITHIN_SECONDS, TimeUnit.SECONDS);
            return lenders;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure(
                    "The stored folders of lenders could not be read; the log says which file of which can't be used",
                    e);
        }
    }

    /** A debtor that could not work off its wake-up is woken again. */
    private static CompletionStage<WakeAnswer> worked(Reply reply) {
        return reply instanceof Reply.Unavailable unavailable
                ? CompletableFuture.failedStage(new IllegalStateException(
                        "Expected the debtor to work off its wake-up, but it is unavailable: " + unavailable.detail()))
                : CompletableFuture.completedStage(WakeAnswer.ACTED);
    }
}
