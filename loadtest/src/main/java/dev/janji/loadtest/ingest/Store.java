package dev.janji.loadtest.ingest;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A session with the store, set as the server's own is. Stateless. */
final class Store {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 1;
    private static final int REQUESTS = 2_048;

    private static final Duration CALM_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int CALM_LOOKS = 3;

    private Store() {}

    /** Waits until nothing is being compacted, so that nobody is measured while the store still works for whoever came before; not for ever. */
    static void awaitCalm(CqlSession session) throws InterruptedException {
        long deadline = System.nanoTime() + CALM_WITHIN.toNanos();
        int calm = 0;
        while (calm < CALM_LOOKS && System.nanoTime() - deadline < 0) {
            boolean busy = session.execute("SELECT task_id FROM system_views.sstable_tasks LIMIT 1")
                            .one()
                    != null;
            calm = busy ? 0 : calm + 1;
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** @param port of the native protocol on this machine */
    static CqlSession open(int port) {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress("127.0.0.1", port))
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, TIMEOUT)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, TIMEOUT)
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "QUORUM")
                        .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, CONNECTIONS)
                        .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, REQUESTS)
                        .build())
                .build();
    }
}
