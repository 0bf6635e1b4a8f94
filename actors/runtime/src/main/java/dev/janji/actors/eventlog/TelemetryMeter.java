package dev.janji.actors.eventlog;

import dev.janji.actors.telemetry.Telemetry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The event log in the metrics of the house. Thread-safe. */
final class TelemetryMeter implements EventLogMeter {
    private final Telemetry.Distribution batchSize = Telemetry.distribution(Telemetry.EVENT_LOG_BATCH_SIZE);
    private final Telemetry.Timer commitLatency = Telemetry.timer(Telemetry.EVENT_LOG_COMMIT_LATENCY);
    private final Telemetry.Counter offeredAgain = Telemetry.counter(Telemetry.EVENT_LOG_OFFERED_AGAIN);
    private final Telemetry.Counter fenced = Telemetry.counter(Telemetry.EVENT_LOG_FENCED);
    private final Telemetry.Counter forgotten = Telemetry.counter(Telemetry.EVENT_LOG_FORGOTTEN);
    private final Telemetry.Counter flushed = Telemetry.counter(Telemetry.EVENT_LOG_FLUSHED_ROWS);
    private final AtomicReferenceArray<@Nullable Gauges> gauges;

    private record Gauges(Telemetry.Gauge lag, Telemetry.Gauge memory) {}

    TelemetryMeter(int slices) {
        this.gauges = new AtomicReferenceArray<>(slices);
    }

    @Override
    public void committed(int entries, Duration latency) {
        batchSize.record(entries);
        commitLatency.record(latency);
    }

    @Override
    public void offeredAgain() {
        offeredAgain.increment();
    }

    @Override
    public void fenced() {
        fenced.increment();
    }

    @Override
    public void forgotten() {
        forgotten.increment();
    }

    @Override
    public void flushed(int rows) {
        flushed.increment(rows);
    }

    @Override
    public void load(int slice, long lag, long memoryBytes) {
        Gauges of = gauges.get(slice);
        if (of == null) {
            String tag = Integer.toString(slice);
            of = new Gauges(
                    Telemetry.gauge(Telemetry.EVENT_LOG_CHECKPOINT_LAG, "slice", tag),
                    Telemetry.gauge(Telemetry.EVENT_LOG_TAIL_MEMORY, "slice", tag));
            gauges.set(slice, of);
        }
        of.lag().set((double) lag);
        of.memory().set((double) memoryBytes);
    }
}
