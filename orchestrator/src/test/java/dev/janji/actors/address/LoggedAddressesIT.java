package dev.janji.actors.address;

import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static dev.janji.actors.eventlog.cassandra.LogTables.fence;
import static dev.janji.actors.eventlog.cassandra.LogTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.actors.eventlog.cassandra.LogTables;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.eventlog.feed.Retention;
import dev.janji.actors.journal.JournalCodec;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.keys.CassandraDebtorKeys;
import dev.janji.actors.journal.keys.KeyedHash;
import dev.janji.actors.journal.keys.MasterKey;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The book on a real Cassandra: kept through the cluster, erased, made anew from the history, and with another key. A keyspace for each test. */
class LoggedAddressesIT {
    private static final int SLICE = 3;
    private static final LenderId LENDER = new LenderId("bank-satu");
    private static final DebtorKey ONE = new DebtorKey(LENDER, new DebtorId("d-1"));
    private static final DebtorKey TWO = new DebtorKey(LENDER, new DebtorId("d-2"));
    private static final String NUMBER = "0812-3456-7890";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Long after every row of the log. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-04-02T03:04:05Z"));

    @TempDir
    private static Path folder;

    private final List<LogRow> rows = new ArrayList<>();
    private final Map<DebtorKey, List<Event>> told = new HashMap<>();
    private LogTables tables;
    private Config config;
    private CqlSession session;
    private EventLogTables log;
    private CassandraDebtorKeys keys;
    private ActorSystem<Void> system;

    @BeforeEach
    void open(TestInfo test) {
        tables = new LogTables(
                "addresses_" + Integer.toUnsignedString(test.getDisplayName().hashCode()));
        config = ConfigFactory.parseString("""
                        janji.addresses { gather-for = 20 ms, debtors-at-once = 2 }
                        janji.event-log.feed { settle-every = 0 s, restart-after = 50 ms }
                        pekko.actor.provider = cluster
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                        """).withFallback(tables.config());
        session = tables.session();
        log = tables.open();
        keys = new CassandraDebtorKeys(session, tables.keyspace(), master(), CLOCK, 16);
        system = ActorSystem.create(Behaviors.empty(), "addresses-it", config);
        rows.add(row(SLICE, 1, 1, LogTables.ZEROS, fence()));
        assertThat(await(log.store().commit(rows.get(0))).is(rows.get(0))).isTrue();
    }

    @AfterEach
    void close() {
        system.terminate();
        await(system.getWhenTerminated());
    }

    private static MasterKey master() {
        return MasterKey.loadOrCreate(folder.resolve("master-key.json"));
    }

    private KeyedHash hash(String name) {
        return KeyedHash.open(session, CassandraSettings.from(config), master(), name);
    }

    private LoggedAddresses.Log readable() {
        FeedSettings feed = FeedSettings.from(config);
        return new LoggedAddresses.Log(
                log.store(), log.readers(), EventLogSource.create(system, log.store(), feed), feed);
    }

    private static ContactPoint point(String id, String address) {
        return new ContactPoint(
                new ContactPointId(id),
                Channel.SMS,
                address,
                ContactPoint.Role.OWN,
                ContactPoint.Verification.UNVERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    private static LenderEvent profile(ContactPoint... points) {
        return new LenderEvent.DebtorUpserted(new Profile("Debtor", "id", "Jalan Satu 1", null, List.of(points)));
    }

    private static LenderEvent opened(String account) {
        return new LenderEvent.AccountOpened(
                new AccountId(account),
                new Money(100, Currency.getInstance("IDR")),
                LocalDate.parse("2026-01-01"),
                AccountTerms.NONE);
    }

    /** Commits one event, a second after the one before. */
    private void tell(DebtorKey debtor, LenderEvent event) {
        List<Event> own = told.computeIfAbsent(debtor, none -> new ArrayList<>());
        long number = own.size() + 1L;
        Recorded recorded = new Recorded(
                debtor,
                number,
                new UUID(0, 1),
                new DebtorEvent.LenderEventApplied(
                        LogTables.AT.plusSeconds(rows.size()),
                        1,
                        LocalDate.parse("2026-03-02"),
                        new EventId("e-" + number),
                        new BodyHash(number, number),
                        LogTables.AT,
                        null,
                        event),
                null);
        Event logged = Event.newBuilder()
                .setPersistenceId(Recorded.persistenceId(debtor))
                .setSequenceNumber(number)
                .setSerializerId(JournalCodec.SERIALIZER_ID)
                .setPayload(
                        JournalCodec.encode(recorded, await(keys.open(debtor))).toByteString())
                .build();
        own.add(logged);
        LogRow row = row(
                SLICE,
                rows.size() + 1L,
                1,
                rows.get(rows.size() - 1).hash(),
                Entry.newBuilder().setEvent(logged).build());
        rows.add(row);
        assertThat(await(log.store().commit(row)).is(row)).isTrue();
    }

    /** The history has everything by now. */
    private void flush() {
        told.forEach((debtor, events) -> await(log.store()
                .flush(List.of(new HistoryRow(
                        SLICE,
                        Recorded.persistenceId(debtor),
                        1,
                        events.size(),
                        0,
                        rows.size(),
                        Events.newBuilder().addAllEvents(events).build().toByteString())))));
        await(log.store().moveCheckpoint(SLICE, Checkpoint.NONE, new Checkpoint(1, rows.size())));
    }

    /** Reads the slice's log into the book until everything is there, as one life of a server does. */
    private AddressStore.Standing read(KeyedHash hash) {
        AddressStore store = store();
        Index index = new Index(new Headings(lender -> "ID"), hash);
        AddressMeter meter = new AddressMeter();
        LoggedAddresses.Log readable = readable();
        SliceBook book = new SliceBook(
                new SliceBook.Workshop(
                        system,
                        readable.store(),
                        readable.readers(),
                        readable.source(),
                        store,
                        new Bookkeeper(store, keys, index, meter, 2),
                        CLOCK,
                        meter,
                        index.madeWith(AddressSettings.from(config).regions()),
                        Duration.ofMillis(1),
                        Duration.ZERO),
                SLICE);
        UniqueKillSwitch running = book.positions()
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(system);
        AddressStore.Standing standing = eventually(() -> {
            AddressStore.Standing now = await(store.standing(SLICE)).orElseThrow();
            assertThat(now.position()).isEqualTo(rows.size());
            assertThat(now.madeWith())
                    .isEqualTo(index.madeWith(AddressSettings.from(config).regions()));
            return now;
        });
        running.shutdown();
        return standing;
    }

    private AddressStore store() {
        return new CassandraAddressStore(session, tables.keyspace(), 16);
    }

    private <T> T eventually(Supplier<T> check) {
        return TestProbe.<Object>create(system).awaitAssert(PATIENCE, Duration.ofMillis(50), check::get);
    }

    private List<DebtorKey> at(KeyedHash hash, String address) {
        Index index = new Index(new Headings(lender -> "ID"), hash);
        return index.of(LENDER, address).stream()
                .flatMap(entry -> await(store().find(LENDER, entry, 9)).stream())
                .map(AddressStore.Found::debtor)
                .toList();
    }

    private long count(String table) {
        Row row = session.execute("SELECT COUNT(*) FROM " + tables.keyspace() + "." + table)
                .one();
        return row == null ? -1 : row.getLong(0);
    }

    @Test
    void shouldFindDebtorsByNumberAndAccountNewestFirstUntilTheyAreErased() {
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        tell(ONE, profile(point("own", NUMBER)));
        tell(ONE, opened("loan-1"));
        AddressBook book = LoggedAddresses.start(
                system,
                session,
                readable(),
                keys,
                new Headings(lender -> "ID"),
                hash("address-key"),
                CLOCK,
                AddressSettings.from(config));
        tell(TWO, profile(point("office", "+62 812-3456-7890"), point("mail", "021-5550123")));

        eventually(
                () -> assertThat(await(book.reachedAt(LENDER, "6281234567890"))).containsExactly(TWO, ONE));
        assertThat(await(book.owing(LENDER, new AccountId("loan-1")))).containsExactly(ONE);
        assertThat(await(book.reachedAt(new LenderId("bank-dua"), NUMBER))).isEmpty();
        assertThat(await(book.reachedAt(LENDER, ""))).isEmpty();
        session.execute("SELECT * FROM " + tables.keyspace() + ".address")
                .forEach(row -> assertThat(row.getFormattedContents()).doesNotContain("81234567890"));
        session.execute("SELECT * FROM " + tables.keyspace() + ".address_page")
                .forEach(row -> assertThat(row.getFormattedContents()).doesNotContain("81234567890"));

        tell(TWO, new LenderEvent.ContactPointChanged(point("office", "021-5550124")));
        eventually(() -> assertThat(await(book.reachedAt(LENDER, NUMBER))).containsExactly(ONE));
        tell(ONE, new LenderEvent.DebtorErased());
        await(keys.forget(ONE));
        eventually(() -> assertThat(await(book.reachedAt(LENDER, NUMBER))).hasSize(0));
        eventually(() -> assertThat(count("address_page")).isEqualTo(1));
        assertThat(await(book.owing(LENDER, new AccountId("loan-1")))).isEmpty();
        assertThat(count("address")).as("the two of the other debtor").isEqualTo(2);
    }

    @Test
    void shouldFindNobodyAtAnAddressOfTooMany() {
        AddressStore store = store();
        KeyedHash hash = hash("address-key");
        for (int i = 0; i <= AddressBook.MOST; i++) {
            tell(new DebtorKey(LENDER, new DebtorId("d-" + i)), profile(point("own", NUMBER)));
        }
        read(hash);
        AddressBook book = LoggedAddresses.reading(store, new Index(new Headings(lender -> "ID"), hash));

        assertThat(await(book.reachedAt(LENDER, NUMBER))).isEmpty();
        tell(ONE, profile());
        read(hash);
        assertThat(await(book.reachedAt(LENDER, NUMBER)))
                .hasSize(AddressBook.MOST)
                .doesNotContain(ONE);
    }

    @Test
    void shouldBeMadeAnewFromTheHistoryWhenItsPositionIsGoneAndTheLogIsCut() {
        KeyedHash hash = hash("address-key");
        tell(ONE, profile(point("own", NUMBER)));
        tell(ONE, opened("loan-1"));
        tell(TWO, profile(point("own", NUMBER)));
        tell(TWO, profile(point("own", "0813-0000-0001")));
        for (int i = 0; i < 6; i++) {
            tell(ONE, opened("loan-" + (10 + i)));
        }
        flush();
        Retention retention = new Retention(log.store(), log.readers(), LogTables.LAYOUT, Duration.ofDays(1));
        AddressStore.Standing first = read(hash);
        assertThat(await(log.readers().readers(SLICE)).get("addresses").position())
                .as("retention waits for it")
                .isPositive()
                .isLessThanOrEqualTo(rows.size());
        assertThat(await(retention.run(SLICE, CLOCK.instant())).firstKept()).isGreaterThan(1);

        session.execute("TRUNCATE " + tables.keyspace() + ".address_position");
        await(log.readers().forget(SLICE, "addresses"));
        tell(TWO, opened("loan-2"));
        assertThat(read(hash).generation()).isGreaterThanOrEqualTo(first.generation());
        List.of("address", "address_page", "address_position")
                .forEach(table -> session.execute("TRUNCATE " + tables.keyspace() + "." + table));
        read(hash);

        assertThat(at(hash, NUMBER)).containsExactly(ONE);
        assertThat(at(hash, "0813-0000-0001")).containsExactly(TWO);
        Index index = new Index(new Headings(lender -> "ID"), hash);
        Map<String, Integer> owing = new TreeMap<>();
        for (String account : List.of("loan-1", "loan-2", "loan-15")) {
            owing.put(
                    account,
                    await(store().find(LENDER, index.of(LENDER, new AccountId(account)), 9))
                            .size());
        }
        assertThat(owing).containsExactlyInAnyOrderEntriesOf(Map.of("loan-1", 1, "loan-2", 1, "loan-15", 1));
        assertThat(count("address")).isEqualTo(10);
    }

    @Test
    void shouldBeMadeAnewUnderAnotherKeyAndLeaveNothingOfTheFormerOne() {
        KeyedHash former = hash("address-key");
        KeyedHash next = hash("another-address-key");
        tell(ONE, profile(point("own", NUMBER)));
        tell(TWO, opened("loan-2"));
        AddressStore.Standing before = read(former);
        assertThat(hash("address-key").of("x")).as("a key stays").isEqualTo(former.of("x"));
        tell(ONE, opened("loan-1"));

        AddressStore.Standing after = read(next);

        assertThat(after.generation()).isGreaterThan(before.generation());
        assertThat(at(former, NUMBER)).isEmpty();
        assertThat(at(next, NUMBER)).containsExactly(ONE);
        assertThat(count("address")).isEqualTo(3);
        assertThat(next.of("x")).hasSize(43);
    }
}
