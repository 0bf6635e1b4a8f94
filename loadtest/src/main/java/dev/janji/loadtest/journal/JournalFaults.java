package dev.janji.loadtest.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.domain.id.Slices;
import dev.janji.loadtest.stored.LogTables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Faults of real processes at full load: an owner is killed, an owner stands still past another one's fence, the store is killed in the
 * middle of commits. After each, {@link LogAudit} reads the tables. Confined to one thread.
 */
final class JournalFaults implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final StoreProcess store;
    private final CqlSession session;
    private final LogTables tables;
    private final int slices;
    private final int debtors;
    private final SplittableRandom random;
    private final Path log;
    private final Consumer<String> say;
    private final List<OwnerProcess.Ack> acks = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private OwnerProcess owner;
    private long lives;
    private Duration slowestFirstAck = Duration.ZERO;

    private JournalFaults(StoreProcess store, int debtors, long seed, Path data, Consumer<String> say)
            throws InterruptedException {
        Config config = ConfigFactory.parseString("datastax-java-driver.basic.request.timeout = 60 s")
                .withFallback(RunningDebtors.config(store.address()));
        this.store = store;
        this.session = CassandraSettings.connect(config);
        SchemaMigrations.apply(session, CassandraSettings.from(config));
        this.tables = new LogTables(session, CassandraSettings.from(config).keyspace());
        this.slices = config.getInt("janji.slices");
        this.debtors = debtors;
        this.random = new SplittableRandom(seed);
        this.log = data.resolve("owners.log");
        this.say = say;
        this.owner = launch();
        awaitLoad(owner);
    }

    /**
     * @param arguments of the server's JVM
     * @param data an empty folder, or that of an earlier run
     * @param debtors that each have an event on its way all the time
     */
    static JournalFaults start(Path arguments, Path data, int debtors, long seed, Consumer<String> say)
            throws InterruptedException {
        return new JournalFaults(
                StoreProcess.start(arguments, data, StoreProcess.Sync.GROUP), debtors, seed, data, say);
    }

    private OwnerProcess launch() {
        return OwnerProcess.start(
                store.address().getPort(),
                debtors,
                ++lives,
                log,
                debtor -> Slices.sliceOf(RunningDebtors.debtorId(debtor), slices));
    }

    /** Until it has acknowledged events in every slice, and then for a random moment more. */
    private void awaitLoad(OwnerProcess started) throws InterruptedException {
        started.await("the claim of every slice", PATIENCE, () -> started.claimedSlices() == slices);
        started.await("an event in every slice", PATIENCE, () -> started.ackingSlices() == slices);
        Duration firstAck = started.slowestFirstAck();
        slowestFirstAck = slowestFirstAck.compareTo(firstAck) < 0 ? firstAck : slowestFirstAck;
        Thread.sleep(500 + random.nextInt(2_000));
    }

    /** Over all owners and slices, from the claim to the first acknowledged event. */
    Duration slowestFirstAck() {
        return slowestFirstAck;
    }

    /** SIGKILL at full load; the next owner goes on. */
    void killOwner() throws InterruptedException {
        owner.kill();
        retire(owner);
        long before = owner.acked();
        owner = launch();
        awaitLoad(owner);
        say.accept(text(
                "owner killed after %,d events; the next one's slices stored their first event at most %,d ms after their claim",
                before, owner.slowestFirstAck().toMillis()));
        verify();
    }

    /** SIGSTOP, another owner claims everything and works, SIGCONT: the first one must find out and acknowledge nothing more. */
    void freezeOwner() throws InterruptedException {
        OwnerProcess zombie = owner;
        zombie.freeze();
        owner = launch();
        awaitLoad(owner);
        zombie.thaw();
        zombie.await("the loss of every slice", PATIENCE, () -> zombie.lostSlices() == slices);
        // What was committed before the fence may still be on its way to us; the audit tells whether it was.
        Thread.sleep(500);
        long then = zombie.acked();
        Thread.sleep(1_000 + random.nextInt(1_000));
        demand(zombie.acked() == then, "Expected a fenced owner to acknowledge nothing, but it did");
        demand(owner.lostSlices() == 0, "Expected the new owner to keep every slice, but it lost some");
        zombie.kill();
        retire(zombie);
        say.accept(
                text("owner stood still past a fence and lost all %d slices; it had stored %,d events", slices, then));
        verify();
    }

    /** Kills Cassandra in the middle of commits and starts it again; the same owner must go on. */
    void killStore() throws InterruptedException {
        store.kill();
        Thread.sleep(random.nextInt(3_000));
        store.startAgain();
        long then = owner.acked();
        owner.await("events after the store was back", PATIENCE, () -> owner.acked() > then + debtors);
        Thread.sleep(500 + random.nextInt(1_000));
        say.accept(text("store killed and started; the same owner went on, lost slices: %d", owner.lostSlices()));
        verify();
    }

    /** What was found wrong so far. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** The tables against everything that was acknowledged; events go on being stored meanwhile. */
    private void verify() {
        List<OwnerProcess.Ack> known = new ArrayList<>(acks);
        known.addAll(owner.acks());
        LogAudit audit = new LogAudit(tables, slices);
        List<String> wrong = audit.judge(known);
        wrong.forEach(each -> demand(false, each));
        say.accept(text(
                "  %,d rows with %,d events, %,d of them acknowledged: %s",
                audit.rows(), audit.events(), known.size(), wrong.isEmpty() ? "all is well" : wrong));
    }

    private void retire(OwnerProcess ended) {
        acks.addAll(ended.acks());
    }

    private void demand(boolean right, String otherwise) {
        if (!right) {
            findings.add(otherwise);
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public void close() throws InterruptedException {
        owner.close();
        session.close();
        store.close();
    }
}
