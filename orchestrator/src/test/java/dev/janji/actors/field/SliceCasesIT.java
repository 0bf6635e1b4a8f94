package dev.janji.actors.field;

import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static dev.janji.actors.eventlog.cassandra.LogTables.fence;
import static dev.janji.actors.eventlog.cassandra.LogTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.actors.eventlog.cassandra.LogTables;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.eventlog.feed.Retention;
import dev.janji.actors.journal.JournalCodec;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.stop.Stops;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The reader on a real Cassandra: stopped, begun again, and begun where the log is cut. A keyspace for each test. */
class SliceCasesIT {
    private static final int SLICE = 3;
    private static final LenderId LENDER = new LenderId("bank-satu");
    private static final AccountId LOAN = new AccountId("loan-1");
    private static final LocalDate DUE = LocalDate.parse("2026-03-20");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Long after every row of the log; a Thursday morning. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-04-02T03:04:05Z"));

    private final List<LogRow> rows = new ArrayList<>();
    private final Map<DebtorKey, List<Event>> told = new HashMap<>();
    private final Map<DebtorKey, DebtorState> states = new ConcurrentHashMap<>();
    private final List<String> outbox = new CopyOnWriteArrayList<>();
    private LogTables tables;
    private Config config;
    private EventLogTables log;
    private LenderBook book;
    private ActorSystem<Void> system;

    @BeforeEach
    void open(TestInfo test) {
        tables = new LogTables(
                "field_" + Integer.toUnsignedString(test.getDisplayName().hashCode()));
        config = ConfigFactory.parseString("""
                        janji.event-log.feed { settle-every = 0 s, restart-after = 50 ms }
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                        """).withFallback(tables.config());
        log = tables.open();
        book = RuleBook.from(ConfigFactory.load(), MessageTemplates.from(ConfigFactory.load()))
                .of(LENDER);
        system = ActorSystem.create(Behaviors.empty(), "field-it", config);
        rows.add(row(SLICE, 1, 1, LogTables.ZEROS, fence()));
        assertThat(await(log.store().commit(rows.get(0))).is(rows.get(0))).isTrue();
    }

    @AfterEach
    void close() {
        system.terminate();
        await(system.getWhenTerminated());
    }

    private static DebtorKey debtor(String id) {
        return new DebtorKey(LENDER, new DebtorId(id));
    }

    private static Money rupiah(long minor) {
        return new Money(minor, Currency.getInstance("IDR"));
    }

    /** Overdue, at a verified address, and handed over; the log has the last event only. */
    private void handOver(DebtorKey debtor) {
        states.put(debtor, new DebtorState.Unknown());
        happens(
                debtor,
                applied(new LenderEvent.DebtorUpserted(new Profile(
                        "Ayu",
                        "id",
                        "Jalan 1",
                        ZoneId.of("Asia/Jakarta"),
                        List.of(new ContactPoint(
                                new ContactPointId("home"),
                                Channel.LETTER,
                                "Ayu\nJalan 1",
                                ContactPoint.Role.OWN,
                                ContactPoint.Verification.VERIFIED,
                                ContactPoint.Consent.GIVEN))))));
        happens(
                debtor,
                applied(new LenderEvent.AccountOpened(
                        LOAN, rupiah(100), LocalDate.parse("2026-01-01"), AccountTerms.NONE)));
        happens(debtor, applied(new LenderEvent.ScheduleSet(LOAN, List.of(new Instalment(1, DUE, 100)))));
        commit(
                debtor,
                new DebtorEvent.AccountHandedOver(
                        CLOCK.instant(),
                        DebtorRules.VERSION,
                        new StepReference(LOAN, Anchor.dueDate(DUE), 0, "H+5"),
                        Action.Receiver.FIELD,
                        DUE,
                        "s-1"));
    }

    private DebtorEvent applied(LenderEvent event) {
        return new DebtorEvent.LenderEventApplied(
                CLOCK.instant(),
                DebtorRules.VERSION,
                LocalDate.parse("2026-04-02"),
                new EventId("e-" + rows.size() + "-" + event.eventName()),
                new BodyHash(rows.size(), 1),
                CLOCK.instant(),
                null,
                event);
    }

    private void pay(DebtorKey debtor) {
        commit(
                debtor,
                applied(new LenderEvent.PaymentReceived(
                        LOAN, new PaymentId("p-1"), rupiah(100), LocalDate.parse("2026-04-02"))));
    }

    private void happens(DebtorKey debtor, DebtorEvent event) {
        states.computeIfPresent(debtor, (key, state) -> DebtorRules.evolve(state, event));
    }

    /** The debtor has it first, as in a house. */
    private void commit(DebtorKey debtor, DebtorEvent event) {
        happens(debtor, event);
        List<Event> own = told.computeIfAbsent(debtor, none -> new ArrayList<>());
        long number = own.size() + 1L;
        Event logged = Event.newBuilder()
                .setPersistenceId(Recorded.persistenceId(debtor))
                .setSequenceNumber(number)
                .setSerializerId(JournalCodec.SERIALIZER_ID)
                .setPayload(JournalCodec.encode(
                                new Recorded(debtor, number, new UUID(0, 1), event, null), PersonalCipher.FORGOTTEN)
                        .toByteString())
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

    private CompletionStage<DebtorView> view(DebtorKey debtor) {
        DebtorState state = states.getOrDefault(debtor, new DebtorState.Unknown());
        RuleContext context = RuleContext.at(debtor, CLOCK.instant(), book.rules());
        return CompletableFuture.completedFuture(new DebtorView(
                debtor,
                state,
                DebtorRules.explain(state, context),
                null,
                CLOCK.instant(),
                context.today(state),
                book.rules()));
    }

    private final FieldOutbox writing = new FieldOutbox() {
        @Override
        public CompletionStage<Done> hand(Handed handed) {
            outbox.add("case " + handed.about().debtor().debtor() + " " + handed.number());
            return CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public CompletionStage<Done> recall(Recalled recalled) {
            outbox.add("recall " + recalled.reason());
            return CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public void close() {}
    };

    private FieldStore store() {
        return new CassandraFieldStore(tables.session(), tables.keyspace());
    }

    private UniqueKillSwitch read() {
        FeedSettings feed = FeedSettings.from(config);
        FieldMeter meter = new FieldMeter();
        SliceCases cases = new SliceCases(
                new SliceCases.Workshop(
                        system,
                        log.store(),
                        log.readers(),
                        EventLogSource.create(system, log.store(), feed),
                        store(),
                        new CaseKeeper(store(), writing, this::view, () -> Stops.NONE, lender -> book, meter),
                        meter,
                        CLOCK,
                        new AtomicInteger(),
                        new FieldCaseSettings(16, tables.keyspace(), Duration.ofHours(1), 10),
                        Duration.ZERO),
                SLICE);
        return cases.works()
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(system);
    }

    private void eventually(Runnable check) {
        TestProbe.<Object>create(system).awaitAssert(PATIENCE, Duration.ofMillis(50), () -> {
            check.run();
            return Done.getInstance();
        });
    }

    /** In one life of a reader, until all of the log is worked off and this is so. */
    private void readUntil(Runnable check) {
        UniqueKillSwitch running = read();
        eventually(() -> {
            assertThat(await(store().position(SLICE))).hasValue((long) rows.size());
            check.run();
            assertThat(await(store().watches(SLICE)))
                    .noneMatch(watch -> watch.state() == Watch.State.WRITING || watch.state() == Watch.State.RECALLING);
        });
        running.shutdown();
    }

    @Test
    void shouldGoOnWhereItWasStoppedAndRecallWhatWasPaidMeanwhile() {
        // given
        handOver(debtor("d-1"));
        handOver(debtor("d-2"));
        readUntil(() -> assertThat(outbox).containsExactlyInAnyOrder("case d-1 1", "case d-2 1"));
        outbox.clear();

        // when: nobody reads
        pay(debtor("d-1"));
        handOver(debtor("d-3"));
        pay(debtor("d-3"));
        readUntil(() -> assertThat(await(store().watches(SLICE)))
                .extracting(watch -> watch.debtor().debtor() + " " + watch.state() + " " + watch.reason())
                .containsExactlyInAnyOrder("d-1 RECALLED SETTLED", "d-2 OPEN ", "d-3 WAITING SETTLED"));

        // then
        assertThat(outbox).containsExactly("recall SETTLED");
    }

    @Test
    void shouldFindInTheHistoryWhatItMissedWhileItWasOffAndTheLogWasCut() {
        // given
        handOver(debtor("d-1"));
        readUntil(() -> assertThat(outbox).containsExactly("case d-1 1"));
        await(log.readers().forget(SLICE, SliceCases.READER));
        await(store().forget(SLICE));
        pay(debtor("d-1"));
        handOver(debtor("d-2"));
        for (int i = 0; i < 6; i++) {
            handOver(debtor("filler-" + i));
            pay(debtor("filler-" + i));
        }
        flush();
        Retention retention = new Retention(log.store(), log.readers(), LogTables.LAYOUT, Duration.ofDays(1));
        assertThat(await(retention.run(SLICE, CLOCK.instant())).firstKept()).isGreaterThan(1);

        // when
        outbox.clear();
        readUntil(() -> assertThat(outbox).containsExactlyInAnyOrder("recall SETTLED", "case d-2 1"));

        // then
        assertThat(await(log.readers().readers(SLICE)).get(SliceCases.READER)).isNotNull();
    }
}
