package dev.janji.actors.debtor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.RecordNextWakeUp;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.rules.RuleBook;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.RuleContext.Finding;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.stop.Stops;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One debtor's actor with a journal in memory, a clock that stands where the test puts it, and probes where the rest of the house
 * would be.
 */
final class DebtorHouse implements AutoCloseable {
    /** What time waits for. */
    final List<String> holds = new CopyOnWriteArrayList<>();

    static final Currency IDR = Currency.getInstance("IDR");
    static final LenderId LENDER = new LenderId("bank-satu");
    static final AccountId ACCOUNT = new AccountId("loan-1");

    /** A Tuesday, 02:00 in Jakarta. */
    static final Instant START = Instant.parse("2026-06-01T19:00:00Z");

    /** What the desk was told. */
    final List<LeadOffer> offered = new CopyOnWriteArrayList<>();

    final List<LeadId> recalled = new CopyOnWriteArrayList<>();
    final ActorTestKit kit;
    final TestProbe<ChannelDispatcher.Message> channels;
    final TestProbe<Reply> lender;
    final List<String> steps = new ArrayList<>();
    final Keys keys = new Keys();
    final MemoryPersons persons = new MemoryPersons();
    boolean wakeUpsFail;
    /** Whether there is room for nothing but what is urgent, or for nothing at all. */
    volatile boolean busy;

    volatile boolean full;

    /** Whether unclear replies wait for an agent in queue {@code replies}. */
    volatile boolean answersReplies;

    Optional<Finding> history = Optional.empty();
    volatile Instant now = START;
    /** Those that stand now. */
    volatile Stops stops = Stops.NONE;

    private final DebtorKey debtor;
    private final DebtorServices services;
    private ActorRef<DebtorEntity.Message> actor;
    private int events;

    DebtorHouse(String name) {
        this(name, "");
    }

    /** @param settings that are other than the usual ones */
    DebtorHouse(String name, String settings) {
        Config config = ConfigFactory.parseString(settings)
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(PersistenceTestKitSnapshotPlugin.config())
                .withFallback(ConfigFactory.parseString("pekko.actor.testkit.typed.single-expect-default = 30 s"))
                .withFallback(ConfigFactory.load());
        kit = ActorTestKit.create("debtor-house", config);
        channels = kit.createTestProbe();
        lender = kit.createTestProbe();
        debtor = new DebtorKey(LENDER, new DebtorId(name));
        MessageTemplates templates = MessageTemplates.from(config);
        RuleBook book = RuleBook.from(config, templates);
        services = new DebtorServices(
                new StandingClock(),
                lender -> answersReplies ? answering(book.of(lender)) : book.of(lender),
                () -> stops,
                new PastRules() {
                    @Override
                    public LenderRules rulesAt(LenderId of, Instant at) {
                        return book.rules(of);
                    }

                    @Override
                    public CompletionStage<Stops> stopsAt(Instant at) {
                        return CompletableFuture.completedStage(stops);
                    }
                },
                keys,
                this::register,
                (key, cipher, id) -> CompletableFuture.completedFuture(history.orElseThrow()),
                (key, urgent) -> urgent ? !full : !busy,
                persons,
                channels.getRef(),
                new LeadOffice() {
                    @Override
                    public void offer(DebtorKey from, LeadOffer lead) {
                        offered.add(lead);
                    }

                    @Override
                    public void recall(DebtorKey from, LeadId lead, QueueId queue) {
                        recalled.add(lead);
                    }
                },
                PaymentLinks.from(config),
                DebtorSettings.from(config));
        actor = kit.spawn(DebtorEntity.create(debtor, services));
    }

    private static LenderBook answering(LenderBook book) {
        return new LenderBook(
                book.name(), book.rules().withRepliesIn(new QueueId("replies")), book.texts(), book.desks(), null);
    }

    /** Recovers the debtor in a new actor, as after a crash. */
    void restart() {
        kit.stop(actor);
        actor = kit.spawn(DebtorEntity.create(debtor, services));
    }

    void tell(LenderEvent event) {
        events++;
        tell("event-" + events, event);
    }

    void tell(String id, LenderEvent event) {
        DebtorCommand command = new DebtorCommand.ApplyLenderEvent(
                new EventId(id), new BodyHash(event.hashCode(), 7), now, null, event);
        actor.tell(new DebtorEntity.Execute(command, lender.getRef()));
    }

    Reply told(LenderEvent event) {
        tell(event);
        return lender.receiveMessage();
    }

    /** @return the answer to a command of a desk */
    Reply asked(DebtorCommand command) {
        TestProbe<Reply> desk = kit.createTestProbe();
        actor.tell(new DebtorEntity.Execute(command, desk.getRef()));
        return desk.receiveMessage();
    }

    Reply wake() {
        TestProbe<Reply> index = kit.createTestProbe();
        actor.tell(new DebtorEntity.Wake(index.getRef()));
        return index.receiveMessage();
    }

    /** @return the next wake-up of every stored event, as the event log is told of it */
    List<Instant> stored() {
        RecordNextWakeUp nextWakeUp = new RecordNextWakeUp();
        return PersistenceTestKit.create(kit.system()).persistedInStorage(Recorded.persistenceId(debtor)).stream()
                .map(nextWakeUp::of)
                .toList();
    }

    DebtorView view() {
        TestProbe<DebtorView> reader = kit.createTestProbe();
        actor.tell(new DebtorEntity.Show(reader.getRef()));
        return reader.receiveMessage();
    }

    /** A debtor with one instalment of 1,000,000.00 rupiah that was due yesterday. */
    void overdueDebtor() {
        told(upserted());
        told(new LenderEvent.AccountOpened(
                ACCOUNT, new Money(100_000_000, IDR), LocalDate.of(2026, 1, 5), AccountTerms.NONE));
        told(new LenderEvent.ScheduleSet(ACCOUNT, List.of(new Instalment(1, LocalDate.of(2026, 6, 1), 100_000_000))));
    }

    /** @return the contact that leaves when the step of the first day is due */
    ChannelGateway.Send firstContact() {
        now = Instant.parse("2026-06-02T02:00:00Z");
        wake();
        return dispatched(ChannelGateway.Send.class);
    }

    <T> T dispatched(Class<T> type) {
        ChannelDispatcher.Dispatch dispatch = channels.expectMessageClass(ChannelDispatcher.Dispatch.class);
        return type.cast(dispatch.request());
    }

    static LenderEvent.PaymentReceived payment(String id, long minor) {
        return new LenderEvent.PaymentReceived(
                ACCOUNT, new PaymentId(id), new Money(minor, IDR), LocalDate.of(2026, 6, 2));
    }

    static LenderEvent.DebtorUpserted upserted() {
        ContactPoint phone = new ContactPoint(
                new ContactPointId("phone"),
                Channel.SMS,
                "+628110000001",
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
        return new LenderEvent.DebtorUpserted(
                new Profile("Client 1", "id", "Jalan 1", ZoneId.of("Asia/Jakarta"), List.of(phone)));
    }

    private CompletionStage<Done> register(DebtorKey key, Instant due) {
        if (wakeUpsFail) {
            return CompletableFuture.failedFuture(new IllegalStateException("the wake-up index is away"));
        }
        steps.add("wake-up " + due);
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    /** Keys in memory. */
    static final class Keys implements DebtorKeys {
        final Map<DebtorKey, PersonalCipher> ciphers = new HashMap<>();
        volatile boolean away;
        volatile boolean neverForgets;

        @Override
        public synchronized CompletionStage<Optional<PersonalCipher>> find(DebtorKey debtor) {
            return away
                    ? CompletableFuture.failedFuture(new IllegalStateException("the key store is away"))
                    : CompletableFuture.completedFuture(Optional.ofNullable(ciphers.get(debtor)));
        }

        @Override
        public synchronized CompletionStage<PersonalCipher> open(DebtorKey debtor) {
            return CompletableFuture.completedFuture(ciphers.computeIfAbsent(debtor, key -> new Plain()));
        }

        @Override
        public synchronized CompletionStage<Done> forget(DebtorKey debtor) {
            if (neverForgets) {
                return CompletableFuture.failedFuture(new IllegalStateException("the key store is away"));
            }
            ciphers.put(debtor, PersonalCipher.FORGOTTEN);
            return CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public Source<DebtorKey, NotUsed> list(LenderId lender, int slice) {
            return Source.from(List.copyOf(ciphers.keySet()));
        }
    }

    /** Turns every bit over, which is enough to see that it was used. */
    private static final class Plain implements PersonalCipher {
        private final UUID id = UUID.randomUUID();

        @Override
        public Optional<Sealed> seal(byte[] personal, byte[] associated) {
            return Optional.of(new Sealed(id, turned(personal)));
        }

        @Override
        public Optional<byte[]> unseal(Sealed sealed, byte[] associated) {
            return Optional.of(turned(sealed.bytes()));
        }

        private static byte[] turned(byte[] bytes) {
            byte[] turned = bytes.clone();
            for (int i = 0; i < turned.length; i++) {
                turned[i] = (byte) ~turned[i];
            }
            return turned;
        }
    }

    /** Stands still. */
    private final class StandingClock implements HouseClock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Hold hold(String what) {
            holds.add(what);
            return () -> holds.remove(what);
        }

        @Override
        public Appointment at(Instant due, Runnable task) {
            throw new IllegalStateException("Expected debtors to make no appointments, but one does");
        }
    }
}
