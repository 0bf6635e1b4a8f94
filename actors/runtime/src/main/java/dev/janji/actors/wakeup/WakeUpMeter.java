package dev.janji.actors.wakeup;

import java.time.Duration;

/** Counts what the index does. Thread-safe. */
public interface WakeUpMeter {

    void registered();

    /** @param lateness between the due instant and the firing, by the house clock */
    void fired(Duration lateness);

    /** A debtor did not answer, and its wake-up went to a later minute. */
    void moved();

    void storeFailed();

    /** @param due read and not yet fired, {@code outstanding} fired and not yet answered */
    void load(int slice, int due, int outstanding);

    /** Counts nothing. */
    static WakeUpMeter silent() {
        return new WakeUpMeter() {
            @Override
            public void registered() {}

            @Override
            public void fired(Duration lateness) {}

            @Override
            public void moved() {}

            @Override
            public void storeFailed() {}

            @Override
            public void load(int slice, int due, int outstanding) {}
        };
    }
}
