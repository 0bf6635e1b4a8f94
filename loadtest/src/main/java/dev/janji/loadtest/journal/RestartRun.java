package dev.janji.loadtest.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.EventLogSettings;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Kills an owner of many debtors at full load, and watches the next one. Confined to one thread. */
final class RestartRun {
    /** For the start, and for a thousand debtors. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration PATIENCE_PER_THOUSAND = Duration.ofSeconds(2);
    private static final int THOUSAND = 1_000;

    private final Path arguments;
    private final Path data;
    private final int debtors;
    private final int inFlight;
    private final Duration load;
    private final long seed;
    private final Consumer<String> say;

    /**
     * @param arguments of the server's JVM
     * @param data an empty folder, or that of an earlier run
     * @param load how long the first owner works when all debtors are in memory, and at most a second more
     */
    RestartRun(Path arguments, Path data, int debtors, int inFlight, Duration load, long seed, Consumer<String> say) {
        this.arguments = arguments;
        this.data = data;
        this.debtors = debtors;
        this.inFlight = inFlight;
        this.load = load;
        this.seed = seed;
        this.say = say;
    }

    RestartResult run() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        say.accept("starting the store ...");
        try (StoreProcess store = StoreProcess.start(arguments, data, StoreProcess.Sync.PERIODIC)) {
            Config config = RunningDebtors.config(store.address());
            try (CqlSession session = CassandraSettings.connect(config)) {
                SchemaMigrations.apply(session, CassandraSettings.from(config));
            }
            EventLogSettings settings = EventLogSettings.from(config, "load test");
            RestartOwner.State killed = firstOwner(store, random);
            return nextOwner(store, random, killed, settings);
        }
    }

    private RestartOwner.State firstOwner(StoreProcess store, SplittableRandom random) throws InterruptedException {
        say.accept(text("an owner stores the first events of %,d debtors ...", debtors));
        try (RestartOwner owner = start(store, random)) {
            owner.await("every debtor in memory", patience(), () -> owner.recovery() != null);
            say.accept("full load ...");
            Thread.sleep(load.toMillis() + random.nextInt(THOUSAND));
            owner.kill();
            say.accept(
                    text("killed after %,d acknowledged events", owner.state().acked()));
            return owner.state();
        }
    }

    private RestartResult nextOwner(
            StoreProcess store, SplittableRandom random, RestartOwner.State killed, EventLogSettings settings)
            throws InterruptedException {
        try (RestartOwner owner = start(store, random)) {
            int slices = settings.slices();
            owner.await("an event in every slice", patience(), () -> owner.firsts().length == slices);
            say.accept("the next owner has stored an event in every slice; it recovers all debtors ...");
            owner.await("every debtor in memory", patience(), () -> owner.recovery() != null);
            owner.kill();
            return new RestartResult(
                    debtors,
                    slices,
                    owner.claims(),
                    owner.firsts(),
                    killed,
                    owner.state(),
                    Objects.requireNonNull(owner.recovery()),
                    owner.lostSlices(),
                    settings.memoryBytes());
        }
    }

    private RestartOwner start(StoreProcess store, SplittableRandom random) {
        return RestartOwner.start(
                store.address().getPort(), debtors, inFlight, random.nextLong(), data.resolve("owners.log"));
    }

    private Duration patience() {
        return PATIENCE.plus(PATIENCE_PER_THOUSAND.multipliedBy(debtors / THOUSAND));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
