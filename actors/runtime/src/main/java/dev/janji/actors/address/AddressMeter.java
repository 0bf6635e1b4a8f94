package dev.janji.actors.address;

import dev.janji.actors.telemetry.Telemetry;
import java.time.Duration;

/** The book in the metrics of the house. Thread-safe. */
final class AddressMeter {
    private final Telemetry.Counter entered = Telemetry.counter(Telemetry.ADDRESS_ROWS, "change", "entered");
    private final Telemetry.Counter left = Telemetry.counter(Telemetry.ADDRESS_ROWS, "change", "left");
    private final Telemetry.Counter unreadable = Telemetry.counter(Telemetry.ADDRESS_UNREADABLE);
    private final Telemetry.Timer delay = Telemetry.timer(Telemetry.ADDRESS_DELAY);

    void turned(Turned turned) {
        entered.increment(turned.coming().size());
        left.increment(turned.leaving().size());
    }

    void unreadable() {
        unreadable.increment();
    }

    /** From the commit of the oldest event of a round to its place in the book, by the house clock. */
    void kept(Duration after) {
        delay.record(after.isNegative() ? Duration.ZERO : after);
    }

    /** @return of one slice: seconds for which its book has been behind, by the house clock */
    static Telemetry.Gauge lag(int slice) {
        return Telemetry.gauge(Telemetry.ADDRESS_LAG, "slice", Integer.toString(slice));
    }
}
