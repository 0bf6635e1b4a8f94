package dev.janji.actors.wakeup;

import dev.janji.actors.telemetry.Telemetry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The index in the metrics of the house. Thread-safe. */
final class TelemetryMeter implements WakeUpMeter {

    private final Telemetry.Counter registered = Telemetry.counter(Telemetry.WAKE_UPS_REGISTERED);
    private final Telemetry.Counter fired = Telemetry.counter(Telemetry.WAKE_UPS_FIRED);
    private final Telemetry.Counter moved = Telemetry.counter(Telemetry.WAKE_UPS_MOVED);
    private final Telemetry.Counter storeFailures = Telemetry.counter(Telemetry.WAKE_UPS_STORE_FAILURES);
    private final Telemetry.Timer lateness = Telemetry.timer(Telemetry.WAKE_UPS_LATENESS);
    private final AtomicReferenceArray<@Nullable Gauges> gauges;

    private record Gauges(Telemetry.Gauge due, Telemetry.Gauge outstanding) {}

    TelemetryMeter(int slices) {
        this.gauges = new AtomicReferenceArray<>(slices);
    }

    @Override
    public void registered() {
        registered.increment();
    }

    @Override
    public void fired(Duration late) {
        fired.increment();
        lateness.record(late);
    }

    @Override
    public void moved() {
        moved.increment();
    }

    @Override
    public void storeFailed() {
        storeFailures.increment();
    }

    @Override
    public void load(int slice, int due, int outstanding) {
        Gauges of = gauges.get(slice);
        if (of == null) {
            String tag = Integer.toString(slice);
            of = new Gauges(
                    Telemetry.gauge(Telemetry.WAKE_UPS_DUE, "slice", tag),
                    Telemetry.gauge(Telemetry.WAKE_UPS_OUTSTANDING, "slice", tag));
            gauges.set(slice, of);
        }
        of.due().set(due);
        of.outstanding().set(outstanding);
    }
}
