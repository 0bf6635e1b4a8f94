package dev.janji.loadtest.journal;

import dev.janji.loadtest.ingest.ProcessCpu;

/** Measures CPU of this process and of the store from one instant to another. Confined to one thread. */
final class CpuMeter {
    private final ProcessCpu self = new ProcessCpu(ProcessHandle.current().pid());
    private final ProcessCpu store;
    private long selfBefore;
    private long storeBefore;

    /** @param storePid of Cassandra */
    CpuMeter(long storePid) {
        this.store = new ProcessCpu(storePid);
    }

    void begin() {
        selfBefore = self.micros();
        storeBefore = store.micros();
    }

    /** @param events since {@link #begin()} */
    Cost end(long events) {
        return new Cost(events, self.micros() - selfBefore, store.micros() - storeBefore);
    }
}
