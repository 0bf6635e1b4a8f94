package dev.janji.loadtest.ingest;

/**
 * The three processes of a run. Immutable.
 *
 * @param server 0 when it is not known
 * @param store 0 when it is not known
 */
record Processes(long server, long store, long client) {
    /** CPU time in microseconds. */
    record Cpu(long server, long store, long client) {
        Cpu minus(Cpu before) {
            return new Cpu(server - before.server, store - before.store, client - before.client);
        }

        Cpu plus(Cpu more) {
            return new Cpu(server + more.server, store + more.store, client + more.client);
        }
    }

    /** @param server its store is its child */
    static Processes of(long server) {
        long store = ProcessHandle.of(server)
                .flatMap(handle -> handle.children()
                        .filter(child -> child.info().commandLine().orElse("").contains("cassandra"))
                        .findFirst())
                .map(ProcessHandle::pid)
                .orElse(0L);
        return new Processes(server, store, ProcessHandle.current().pid());
    }

    Cpu cpu() {
        return new Cpu(
                new ProcessCpu(server).micros(), new ProcessCpu(store).micros(), new ProcessCpu(client).micros());
    }
}
