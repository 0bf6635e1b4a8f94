package dev.janji.orchestrator.cli;

import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.orchestrator.server.StartFailure;
import java.util.List;
import java.util.stream.IntStream;

/** The slices that a command was told to look at. */
final class Slices {
    private Slices() {}

    /** @return those that were chosen, or all */
    static List<Integer> chosen(List<Integer> chosen, EventLogLayout layout) throws StartFailure {
        for (int slice : chosen) {
            if (slice < 0 || slice >= layout.slices()) {
                throw new StartFailure(
                        "Expected a slice from 0 to " + (layout.slices() - 1) + ", but --slice is " + slice + ".");
            }
        }
        return chosen.isEmpty() ? IntStream.range(0, layout.slices()).boxed().toList() : List.copyOf(chosen);
    }
}
