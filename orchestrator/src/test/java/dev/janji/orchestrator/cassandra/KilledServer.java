package dev.janji.orchestrator.cassandra;

import java.nio.file.Path;
import java.time.Duration;

/** A server that starts an embedded Cassandra and then waits to be killed: a process of its own for the tests. */
final class KilledServer {

    private KilledServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedCassandra cassandra = EmbeddedCassandra.start(EmbeddedServers.small(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Duration.ofMillis(Long.parseLong(arguments[3]))));
        System.out.println("UP " + cassandra.pid());
        Thread.currentThread().join();
    }
}
