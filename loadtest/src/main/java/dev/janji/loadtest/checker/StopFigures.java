package dev.janji.loadtest.checker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the stops of a run did. Immutable. */
public record StopFigures(List<Of> stops) {
    public StopFigures {
        stops = List.copyOf(stops);
    }

    /**
     * One stop.
     *
     * @param halted debtors of whom the journal says so
     * @param contactedAfter those of them that a contact reached after it was lifted
     */
    public record Of(StopLog.Entry entry, int halted, int contactedAfter) {}

    public static StopFigures of(Evidence evidence) {
        List<Of> stops = new ArrayList<>();
        for (StopLog.Entry entry : evidence.stops().entries()) {
            int halted = 0;
            int after = 0;
            for (Evidence.DebtorHistory debtor : evidence.debtors().values()) {
                boolean named = debtor.rows().stream()
                        .anyMatch(row -> row.record()
                                .getContactDeferred()
                                .getStopIdsList()
                                .contains(entry.id()));
                Instant lifted = entry.liftedAt();
                halted += named ? 1 : 0;
                after += named
                                && lifted != null
                                && debtor.sent().stream()
                                        .anyMatch(sent -> sent.at().isAfter(lifted))
                        ? 1
                        : 0;
            }
            stops.add(new Of(entry, halted, after));
        }
        return new StopFigures(stops);
    }
}
