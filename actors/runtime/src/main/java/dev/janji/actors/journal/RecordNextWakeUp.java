package dev.janji.actors.journal;

import dev.janji.actors.eventlog.NextWakeUp;
import dev.janji.protocols.journal.v1.Record;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every record of a debtor says when the debtor must be woken next. Thread-safe. */
public final class RecordNextWakeUp implements NextWakeUp {
    @Override
    public @Nullable Instant of(Object payload) {
        return payload instanceof Record record && record.hasNextWakeUp()
                ? Words.instant(record.getNextWakeUp())
                : null;
    }
}
