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
    private static final String FORGETFUL = "janji.loadtest.forgetful";
    private static final String NO_FLUSH = """
            janji.event-log { flush-after = 1 h, flush-bytes = 1 GiB, flush-rows = 1000000000, memory-bytes = 2 GiB }
            """;
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
        try (StoreProcess store = StoreProcess.start(settings.arguments(), settings.data())) {
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
        try (RawInserts inserts =
                RawInserts.prepare(session, settings.debtors(), settings.eventBytes(), settings.seed())) {
            Measured raw = measured("raw INSERT", new RawContender(inserts), settings.debtors(), store);
            Measured stock;
            Measured log;
            Measured pekko;
            long heap;
            double entriesPerRow;
            try (RunningDebtors debtors = debtors(store, "")) {
                stock = measured(
                        "stock plugin", debtors.on(STOCK, "Stock", settings.debtors()), settings.debtors(), store);
                log = measured(
                        "event log", debtors.on(EVENT_LOG, "Log", settings.debtors()), settings.debtors(), store);
                load(stock);
                load(log);
                heap = heapMegabytes();
                say.accept(String.format(Locale.ROOT, "  %,d MB of heap with all debtors in memory", heap));
                compete(List.of(raw, stock, log), tables, slices);
                entriesPerRow = entriesPerRow(tables, slices);
                pekko = ladder("Pekko alone", debtors.on(FORGETFUL, "Pekko", settings.debtorsOfLadder()), store);
            }
            Measured commit;
            try (RunningDebtors debtors = debtors(store, NO_FLUSH)) {
                commit = ladder("commit", debtors.on(EVENT_LOG, "Ladder", settings.debtorsOfLadder()), store);
            }
            return new JournalResult(machine, raw, stock, log, pekko, commit, heap, lagRows, lagBytes, entriesPerRow);
        }
    }

    private RunningDebtors debtors(StoreProcess store, String laidOver) {
        return RunningDebtors.start(store.address(), laidOver, settings.eventBytes(), settings.seed());
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
        say.accept("measuring each at 70 % of its rate ...");
        for (Measured contender : contenders) {
            contender.seventy(settings.measured().toNanos());
            observeLag(tables, slices);
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

    private Measured ladder(String name, Contender contender, StoreProcess store) throws InterruptedException {
        say.accept("measuring " + name + " ...");
        Measured measured = measured(name, contender, settings.debtorsOfLadder(), store);
        measured.drive().once(settings.inFlight());
        measured.drive().closedLoop(settings.inFlight(), settings.warmUp().toNanos() / 2);
        measured.round(settings.inFlight(), settings.measured().toNanos());
        return measured;
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
