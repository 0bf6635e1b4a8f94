package dev.janji.loadtest.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.loadtest.ingest.Machine;
import dev.janji.loadtest.ingest.RawInserts;
import dev.janji.loadtest.stored.LogTables;
import dev.janji.loadtest.stored.StoredLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One measurement, from the start of the store to its end. Confined to one thread. */
final class JournalRun {
    static final String STOCK = "pekko.persistence.cassandra.journal";
    static final String EVENT_LOG = "janji.event-log.journal";
    private static final int MEGABYTE = 1 << 20;

    private final JournalSettings settings;
    private final Consumer<String> say;
    private long lagRows;
    private long lagBytes;

    JournalRun(JournalSettings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    JournalResult run() throws InterruptedException {
        Machine machine = Machine.now(settings.home());
        say.accept("starting the store ...");
        try (StoreProcess store =
                StoreProcess.start(settings.arguments(), settings.data(), StoreProcess.Sync.PERIODIC)) {
            Config config = RunningDebtors.config(store.address());
            try (CqlSession session = CassandraSettings.connect(config)) {
                SchemaMigrations.apply(session, CassandraSettings.from(config));
                return measure(machine, store, session, config);
            }
        }
    }

    private JournalResult measure(Machine machine, StoreProcess store, CqlSession session, Config config)
            throws InterruptedException {
        LogTables tables = new LogTables(session, CassandraSettings.from(config).keyspace());
        int slices = config.getInt("janji.slices");
        int all = settings.debtors();
        Measured raw;
        Measured stock;
        Measured log;
        long heap;
        double entriesPerRow;
        double eventsPerFlush;
        ReaderRun.Result readers;
        StuckSlice.Result held;
        StuckSlice.Result fenced;
        try (RunningDebtors debtors = debtors(store, "")) {
            Contender logged = debtors.on(EVENT_LOG, "Log", all);
            stock = measured("stock plugin", debtors.on(STOCK, "Stock", all), all, store);
            log = measured("event log", logged, all, store);
            load(stock);
            load(log);
            heap = heapMegabytes();
            say.accept(String.format(Locale.ROOT, "  %,d MB of heap with all debtors in memory", heap));
            try (RawInserts inserts = RawInserts.prepare(session, all, settings.eventBytes(), settings.seed())) {
                raw = measured("raw INSERT", new RawContender(inserts), all, store);
                compete(List.of(raw, stock, log), tables, slices);
                entriesPerRow = entriesPerRow(tables, slices);
                eventsPerFlush = eventsPerFlush(debtors);
                double rate = log.seventyPerSecond();
                ReaderRun read = new ReaderRun(log.drive(), debtors, tables, new CpuMeter(store.pid()), rate);
                // Nobody does anything for a slice that waits, and the p99 of a few seconds scatters by so much.
                StuckSlice waits = new StuckSlice("held back", 1, 5, logged, debtors, settings, rate);
                // Each of both claims reads what the history does not have yet, up to 4,096 rows, from the same store.
                StuckSlice claimed = new StuckSlice("fenced", 2, 15, logged, debtors, settings, rate);
                say.accept("measuring each at 70 % of its rate, in turns ...");
                long nanos = settings.turn().toNanos();
                for (int turn = 0; turn < settings.turns(); turn++) {
                    raw.seventy(nanos);
                    log.seventy(nanos);
                    read.turn(nanos);
                    waits.heldTurn(nanos);
                    stock.seventy(nanos);
                    observeLag(tables, slices);
                }
                // Last: who writes while the slice changes hands stops, and what it was sent is not answered.
                try (RunningDebtors rival = debtors(store, "janji.event-log.claim-on-use = off")) {
                    for (int turn = 0; turn < settings.turns(); turn++) {
                        raw.seventy(nanos);
                        claimed.fencedTurn(nanos, rival);
                    }
                }
                readers = read.result();
                held = waits.result();
                fenced = claimed.result();
            }
        }
        Ladder ladder = new Ladder(settings, store, say);
        return new JournalResult(
                machine,
                raw,
                stock,
                log,
                readers,
                held,
                fenced,
                ladder.climb(settings.few()),
                ladder.climb(all, log.cost(), eventsPerFlush),
                heap,
                lagRows,
                lagBytes,
                entriesPerRow);
    }

    /** Of a debtor that one flush writes to its history. */
    static double eventsPerFlush(RunningDebtors debtors) {
        return (double) debtors.door().flushedEvents()
                / Math.max(1, debtors.door().flushedRows());
    }

    private RunningDebtors debtors(StoreProcess store, String laidOver) {
        return RunningDebtors.start(
                store.address(), new RunningDebtors.Making(laidOver, settings.eventBytes(), settings.seed()));
    }

    private Measured measured(String name, Contender contender, int debtors, StoreProcess store) {
        return new Measured(name, new Drive(contender, debtors, settings.seed()), store.pid());
    }

    private void load(Measured contender) throws InterruptedException {
        say.accept(String.format(Locale.ROOT, "loading %,d debtors: %s ...", settings.debtors(), contender.name()));
        Drive.Stretch loaded = contender.drive().once(settings.inFlight());
        say.accept(String.format(Locale.ROOT, "  %,.0f first events a second", loaded.perSecond()));
    }

    /** In rounds, each contender in each of them, every round in another order. */
    private void compete(List<Measured> contenders, LogTables tables, int slices) throws InterruptedException {
        say.accept("warming up ...");
        for (Measured contender : contenders) {
            contender.drive().closedLoop(settings.inFlight(), settings.warmUp().toNanos());
        }
        List<Measured> order = new ArrayList<>(contenders);
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Measured contender : order) {
                contender.round(settings.inFlight(), settings.measured().toNanos());
                observeLag(tables, slices);
            }
            say.accept(String.format(Locale.ROOT, "round %d: %s", round, rates(contenders)));
            Collections.rotate(order, 1);
        }
    }

    private static String rates(List<Measured> contenders) {
        StringBuilder text = new StringBuilder();
        for (Measured contender : contenders) {
            List<Double> rates = contender.rates();
            text.append(text.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%s %,.0f/s", contender.name(), rates.get(rates.size() - 1)));
        }
        return text.toString();
    }

    private void observeLag(LogTables tables, int slices) {
        for (int slice = 0; slice < slices; slice++) {
            long checkpoint = tables.checkpoint(slice);
            long rows = tables.last(slice) - checkpoint;
            if (rows > lagRows) {
                lagRows = rows;
                lagBytes = tables.rows(slice, checkpoint + 1).stream()
                        .mapToLong(row -> row.body().remaining())
                        .sum();
            }
        }
    }

    private static double entriesPerRow(LogTables tables, int slices) {
        long rows = 0;
        long entries = 0;
        for (int slice = 0; slice < slices; slice++) {
            for (StoredLog.LogRow row : tables.rows(slice, Math.max(1, tables.last(slice) - 1_000))) {
                rows++;
                entries += row.entries();
            }
        }
        return (double) entries / Math.max(1, rows);
    }

    private static long heapMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
