package dev.janji.actors.field;

import dev.janji.actors.telemetry.Telemetry;

/** Cases in the metrics of the house. Thread-safe. */
final class FieldMeter {
    private final Telemetry.Counter handed = Telemetry.counter(Telemetry.FIELD_CASES, "change", "handed");
    private final Telemetry.Counter recalled = Telemetry.counter(Telemetry.FIELD_CASES, "change", "recalled");
    private final Telemetry.Counter waits = Telemetry.counter(Telemetry.FIELD_CASES, "change", "without");
    private final Telemetry.Counter failed = Telemetry.counter(Telemetry.FIELD_FAILURES);

    void handed() {
        handed.increment();
    }

    void recalled() {
        recalled.increment();
    }

    /** An account that was handed over has no case, for a reason that is stored. */
    void waits() {
        waits.increment();
    }

    void failed() {
        failed.increment();
    }

    /** @return of one slice: accounts whose case is out */
    static Telemetry.Gauge open(int slice) {
        return Telemetry.gauge(Telemetry.FIELD_OPEN, "slice", Integer.toString(slice));
    }
}
