package dev.janji.actors.eventlog.contract;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A journal on a real Cassandra, in a keyspace of its own. The store is broken by asking for more replicas than there are nodes. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JournalOnCassandra implements JournalUnderTest {
    private static final AtomicInteger IDS = new AtomicInteger();

    private final String keyspace;
    private final String plugins;
    private RunningJournal journal;

    /** @param plugins HOCON that selects the plugins */
    JournalOnCassandra(String keyspace, String plugins) {
        this.keyspace = keyspace;
        this.plugins = plugins;
    }

    @BeforeAll
    void open() {
        SchemaMigrations.apply(SharedCassandra.session(), CassandraSettings.from(config()));
        journal = RunningJournal.start(config());
    }

    @AfterAll
    void close() {
        journal.close();
    }

    private Config config() {
        return ConfigFactory.parseString("janji.actors.store.keyspace = " + keyspace)
                .withFallback(ConfigFactory.parseString(plugins))
                .withFallback(SharedCassandra.config())
                .resolve();
    }

    @Override
    public RunningJournal journal() {
        return journal;
    }

    @Override
    public String freshId() {
        return "Note|" + IDS.incrementAndGet();
    }

    @Override
    public void restart() {
        journal.close();
        journal = RunningJournal.start(config());
    }

    @Override
    public void breakStore() {
        replicas(3);
    }

    @Override
    public void mendStore() {
        replicas(1);
    }

    private void replicas(int count) {
        CqlSession session = SharedCassandra.session();
        session.execute(SimpleStatement.newInstance("ALTER KEYSPACE " + keyspace
                        + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': " + count + "}")
                .setTimeout(Duration.ofSeconds(60)));
    }
}
