package dev.janji.loadtest.journal;

import dev.janji.loadtest.ingest.RawInserts;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The store's own limit: a prepared INSERT of one row for each event. For one sending thread. */
final class RawContender implements Contender {
    private final RawInserts inserts;

    RawContender(RawInserts inserts) {
        this.inserts = inserts;
    }

    @Override
    public void store(int debtor, long intendedNanos, Consumer<@Nullable Throwable> done) {
        inserts.insert().whenComplete((stored, failed) -> done.accept(failed));
    }
}
