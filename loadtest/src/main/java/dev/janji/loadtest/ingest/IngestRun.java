package dev.janji.loadtest.ingest;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.loadtest.stored.StoredJournal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One measurement from the start of the server to its end. Confined to one thread. */
final class IngestRun {
    /** So long that the debtors stay while the store alone is measured. */
    private static final Duration PASSIVATE_AFTER = Duration.ofMinutes(3);

    private static final Duration LEAVING = PASSIVATE_AFTER.plusSeconds(90);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);
    /** What the server remembers of debtors that were used lately is forgotten, too: twice {@code remembered-for}, from the last use. */
    private static final Duration FORGETTING = Duration.ofSeconds(120);

    private static final int LOADING_IN_FLIGHT = 512;
    private static final int SAMPLED_EVENTS = 5_000;
    private static final List<Integer> SWEEP = List.of(64, 128, 256, 512, 1_024);
    private static final double PART_OF_RATE = 0.7;
    private static final int WARM_UP_PARTS = 3;
    private static final int LONGEST_WARM_UP_PARTS = 24;
    private static final int STEADY_PARTS = 2;
    private static final double STILL_WARMING = 1.05;

    /** Of a measurement's length: whoever had a pause while the other one was measured runs so long before it counts. */
    private static final int RUN_UP_PART = 4;

    private final IngestSettings settings;
    private final Consumer<String> say;
    private final Tally whole = new Tally();

    IngestRun(IngestSettings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    IngestResult run() throws InterruptedException {
        Machine machine = Machine.now(settings.home());
        say.accept("starting the server ...");
        try (ServerUnderTest server = ServerUnderTest.of(settings, PASSIVATE_AFTER);
                CqlSession store = Store.open(server.storePort());
                Lanes lanes = lanes(server)) {
            return measure(machine, server.pid(), store, lanes);
        }
    }

    private Lanes lanes(ServerUnderTest server) {
        return Lanes.open(
                server.connection(settings.lender()),
                settings.streams(),
                settings.heap() ? 2 * settings.debtors() : settings.debtors(),
                new Workload(settings.seed(), InstantSource.system().instant()),
                Choice.among(settings.debtors(), settings.zipf(), settings.seed()));
    }

    private IngestResult measure(Machine machine, long pid, CqlSession store, Lanes lanes) throws InterruptedException {
        Processes processes = Processes.of(pid);
        load(lanes, 0, settings.debtors());
        double before = warmUp(lanes);
        int eventBytes = meanEventBytes(store);
        try (RawInserts limit = RawInserts.prepare(store, settings.debtors(), eventBytes, settings.seed())) {
            Map<Integer, Double> sweep = sweep(limit);
            int best = sweep.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            double capacity = settings.times().step().isZero() ? before : Math.max(before, backInMemory(lanes));
            Store.awaitCalm(store);
            double rate = rate(lanes, capacity);
            List<Double> limits = new ArrayList<>();
            List<Window> rounds = new ArrayList<>();
            Processes.Cpu limitCpu = new Processes.Cpu(0, 0, 0);
            Processes.Cpu cpu = new Processes.Cpu(0, 0, 0);
            StatementCounts statements = StatementCounts.NONE;
            double limitRows = 0;
            say.accept("measuring ...");
            for (int round = 0; round <= settings.rounds(); round++) {
                Store.awaitCalm(store);
                limit.perSecond(best, settings.times().limit().toNanos() / RUN_UP_PART);
                Processes.Cpu start = processes.cpu();
                double rows = limit.perSecond(best, settings.times().limit().toNanos());
                limits.add(rows);
                limitRows += rows * settings.times().limit().toNanos() / 1e9;
                Processes.Cpu end = processes.cpu();
                limitCpu = limitCpu.plus(end.minus(start));
                if (round < settings.rounds()) {
                    Store.awaitCalm(store);
                    heard(lanes.openLoop(
                            rate,
                            settings.times().measured().toNanos() / RUN_UP_PART,
                            RateSearch.mostOutstanding(rate)));
                    Processes.Cpu between = processes.cpu();
                    StatementCounts counted = StatementCounts.now(store, StoredJournal.KEYSPACE);
                    rounds.add(heard(lanes.openLoop(
                            rate, settings.times().measured().toNanos(), RateSearch.mostOutstanding(rate))));
                    cpu = cpu.plus(processes.cpu().minus(between));
                    statements = statements.plus(
                            StatementCounts.now(store, StoredJournal.KEYSPACE).minus(counted));
                }
            }
            HeapCensus active = settings.heap() ? HeapCensus.of(pid) : null;
            Window seventy = settings.times().step().isZero()
                    ? null
                    : heard(lanes.openLoop(
                            rate * PART_OF_RATE, settings.times().step().toNanos(), RateSearch.mostOutstanding(rate)));
            say.accept("reading the journal ...");
            lanes.awaitAnswers();
            JournalCount.Found journal = JournalCount.of(
                    store,
                    settings.lender(),
                    settings.debtors(),
                    debtor -> lanes.of(debtor).sequences(debtor));
            HeapCensus idle = null;
            HeapCensus doubled = null;
            if (settings.heap()) {
                idle = whenAllHaveLeft(pid);
                load(lanes, settings.debtors(), 2 * settings.debtors());
                doubled = whenAllHaveLeft(pid);
            }
            return new IngestResult(
                    machine,
                    sweep,
                    best,
                    eventBytes,
                    limits,
                    limitRows,
                    rate,
                    rounds,
                    seventy,
                    cpu,
                    limitCpu,
                    statements,
                    active,
                    idle,
                    doubled,
                    journal,
                    whole);
        }
    }

    private void load(Lanes lanes, int from, int to) throws InterruptedException {
        say.accept(String.format(Locale.ROOT, "loading %,d debtors ...", to - from));
        Window loaded = heard(lanes.load(from, to, LOADING_IN_FLIGHT));
        say.accept(String.format(Locale.ROOT, "  %,.0f first events a second", loaded.ackedPerSecond()));
    }

    /** By time, and until the rate grows no more: on few cores a JVM needs minutes to compile what it runs. @return events a second at the end */
    private double warmUp(Lanes lanes) throws InterruptedException {
        say.accept("warming up ...");
        long part = settings.times().warmUp().toNanos() / WARM_UP_PARTS;
        double rate = untilSteady(
                () -> heard(lanes.closedLoop(settings.inFlight(), part)).ackedPerSecond());
        say.accept(String.format(Locale.ROOT, "  closed loop %,.0f/s", rate));
        return rate;
    }

    private Map<Integer, Double> sweep(RawInserts limit) throws InterruptedException {
        say.accept("measuring the limit of the store ...");
        long nanos = settings.times().limit().toNanos();
        untilSteady(() -> limit.perSecond(SWEEP.get(SWEEP.size() / 2), nanos));
        Map<Integer, Double> sweep = new TreeMap<>();
        for (int inFlight : SWEEP) {
            sweep.put(inFlight, limit.perSecond(inFlight, nanos / 2));
        }
        return sweep;
    }

    /** Debtors left memory while the store alone was measured; what is measured next are debtors at work, not their recovery. */
    private double backInMemory(Lanes lanes) throws InterruptedException {
        say.accept("waking the debtors ...");
        long part = settings.times().step().toNanos();
        double rate = untilSteady(
                () -> heard(lanes.closedLoop(settings.inFlight(), part)).ackedPerSecond());
        say.accept(String.format(Locale.ROOT, "  closed loop %,.0f/s", rate));
        return rate;
    }

    /** What is measured part by part. */
    private interface Part {
        double perSecond() throws InterruptedException;
    }

    /** @return the rate of the last part, which no two parts in a row have raised by much */
    private static double untilSteady(Part part) throws InterruptedException {
        double best = 0;
        double now = 0;
        int steady = 0;
        for (int i = 0; i < WARM_UP_PARTS || i < LONGEST_WARM_UP_PARTS && steady < STEADY_PARTS; i++) {
            now = part.perSecond();
            steady = now > best * STILL_WARMING ? 0 : steady + 1;
            best = Math.max(best, now);
        }
        return now;
    }

    private double rate(Lanes lanes, double capacity) throws InterruptedException {
        if (settings.rate() > 0) {
            return settings.rate();
        }
        if (settings.times().step().isZero()) {
            return capacity * PART_OF_RATE;
        }
        say.accept("looking for the highest rate that is sustained ...");
        return new RateSearch(lanes, say).from(capacity, settings.times().step().toNanos());
    }

    private Window heard(Window window) {
        whole.add(window.whole());
        return window;
    }

    /** Of the events of the mix, as far as the store has them at hand. */
    private static int meanEventBytes(CqlSession store) {
        IntSummaryStatistics bytes = StoredJournal.of(store, StoredJournal.KEYSPACE)
                .events()
                .limit(SAMPLED_EVENTS)
                .filter(event -> event.sequenceNumber() > Workload.LOADING)
                .mapToInt(event -> event.record().remaining())
                .summaryStatistics();
        if (bytes.getCount() == 0) {
            throw new IllegalStateException("Expected the journal to have events of the mix, but it has none");
        }
        return (int) bytes.getAverage();
    }

    /** Waits until no debtor is in memory, nor what is remembered of those that were used lately. */
    private HeapCensus whenAllHaveLeft(long pid) throws InterruptedException {
        say.accept("waiting until every debtor has left memory and is forgotten ...");
        long deadline = System.nanoTime() + LEAVING.toNanos();
        HeapCensus census = HeapCensus.of(pid);
        while (census.debtors() > 0 && System.nanoTime() - deadline < 0) {
            Thread.sleep(BETWEEN_COUNTS.toMillis());
            census = HeapCensus.of(pid);
        }
        Thread.sleep(FORGETTING.toMillis());
        return HeapCensus.of(pid);
    }
}
