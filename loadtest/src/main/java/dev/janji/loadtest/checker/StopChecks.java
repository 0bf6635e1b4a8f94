package dev.janji.loadtest.checker;

import dev.janji.loadtest.checker.Evidence.DebtorHistory;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.ContactAuthorized;
import java.util.HashMap;
import java.util.Map;

/** STOP: nothing that a stop covers is decided, or leaves the house, while it stands; and whoever is halted is halted by one. Stateless. */
final class StopChecks {
    private StopChecks() {}

    static void check(DebtorHistory debtor, StopLog stops, Findings findings) {
        Map<String, SentContact> byAttempt = new HashMap<>();
        debtor.sent().forEach(sent -> byAttempt.putIfAbsent(sent.attempt(), sent));
        for (JournalRow row : debtor.rows()) {
            if (row.record().hasContactAuthorized()) {
                authorized(debtor, row, byAttempt, stops, findings);
            } else if (row.record().hasContactDeferred()) {
                halted(row, stops, findings);
            }
        }
    }

    private static void authorized(
            DebtorHistory debtor,
            JournalRow row,
            Map<String, SentContact> byAttempt,
            StopLog stops,
            Findings findings) {
        ContactAuthorized authorized = row.record().getContactAuthorized();
        Attempt attempt = authorized.getAttempt();
        SentContact sent = byAttempt.get(attempt.getAttemptId());
        for (StopLog.Entry stop : stops.entries()) {
            if (!stop.covers(debtor.key(), attempt, authorized.getStrategyVersion())) {
                continue;
            }
            if (stop.stoodAt(row.at())) {
                findings.add(
                        Invariant.STOP,
                        "a contact was authorized under a stop that covers it",
                        stop.shown(),
                        row.shown());
            }
            if (sent != null && stop.stoodAt(sent.at())) {
                findings.add(
                        Invariant.STOP,
                        "attempt " + sent.attempt() + " left the house under a stop that covers it",
                        stop.shown(),
                        row.shown(),
                        sent.shown());
            }
        }
    }

    private static void halted(JournalRow row, StopLog stops, Findings findings) {
        for (String id : row.record().getContactDeferred().getStopIdsList()) {
            boolean stood = stops.entries().stream()
                    .anyMatch(stop -> stop.id().equals(id)
                            && !row.at().isBefore(stop.placedAt())
                            && (stop.liftedAt() == null || !row.at().isAfter(stop.liftedAt())));
            if (!stood) {
                findings.add(Invariant.STOP, "halted by stop " + id + ", which did not stand", row.shown());
            }
        }
    }
}
