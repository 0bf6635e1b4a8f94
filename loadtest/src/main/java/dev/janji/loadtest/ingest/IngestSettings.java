package dev.janji.loadtest.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured. Immutable.
 *
 * @param debtors that exist before anything is measured
 * @param streams of events, each on its own connection
 * @param rate events a second; 0 to search for the highest that is sustained
 * @param zipf exponent of the choice of debtors; 0 for every debtor alike
 * @param rounds of limit and load, interleaved
 * @param heap whether to wait for the debtors to leave memory, and count
 * @param running data folder of a server that somebody else started; null to start one
 * @param serverOptions more options for the JVM of the server
 * @param data folder of the run
 * @param home Janji's folder, with what the build left
 */
record IngestSettings(
        int debtors,
        int streams,
        int inFlight,
        double rate,
        double zipf,
        long seed,
        int rounds,
        Times times,
        boolean heap,
        boolean keep,
        String lender,
        @Nullable Path running,
        List<String> serverOptions,
        Path data,
        Path home) {
    /**
     * How long each part takes.
     *
     * @param limit of one measurement of the limit
     * @param step of the search for the rate
     * @param measured of one round
     */
    record Times(Duration warmUp, Duration limit, Duration step, Duration measured) {}

    /** @throws IllegalArgumentException that names the option which is wrong */
    IngestSettings {
        serverOptions = List.copyOf(serverOptions);
        demand(debtors >= 100, "--debtors of at least 100", debtors);
        demand(streams >= 1 && streams <= debtors, "--streams from 1 to the number of debtors", streams);
        demand(inFlight >= streams, "--in-flight of at least the number of streams", inFlight);
        demand(rate >= 0 && !Double.isInfinite(rate), "a --rate above 0", rate);
        demand(zipf >= 0 && zipf < 5, "--zipf from 0 to 5", zipf);
        demand(rounds >= 1, "--rounds of at least 1", rounds);
        demand(times.measured.toMillis() >= 1_000, "--seconds of at least 1", times.measured.toSeconds());
    }

    private static void demand(boolean holds, String expected, Object got) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + expected + ", but got " + got);
        }
    }
}
