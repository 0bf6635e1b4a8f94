package dev.janji.loadtest.checker;

import dev.janji.loadtest.checker.Evidence.DebtorHistory;
import dev.janji.protocols.journal.v1.Attempt;
import java.util.HashMap;
import java.util.Map;

/** I3, I4 and the validity half of I7: what reached a provider against what was authorized. Stateless. */
final class AttemptChecks {
    private AttemptChecks() {}

    static void check(DebtorHistory debtor, Findings findings) {
        Map<String, JournalRow> authorized = new HashMap<>();
        oneAtATime(debtor, authorized, findings);
        Map<String, SentContact> seen = new HashMap<>();
        for (SentContact sent : debtor.sent()) {
            SentContact first = seen.putIfAbsent(sent.attempt(), sent);
            if (first != null) {
                findings.add(
                        Invariant.I3, "attempt " + sent.attempt() + " was sent twice", first.shown(), sent.shown());
            }
            JournalRow row = authorized.get(sent.attempt());
            if (row == null) {
                findings.add(
                        Invariant.I3,
                        "attempt " + sent.attempt() + " was sent, but the journal authorizes none of this name",
                        sent.shown());
                continue;
            }
            Attempt attempt = row.record().getContactAuthorized().getAttempt();
            String channel = attempt.getChannel().name().replace("CHANNEL_", "");
            if (!attempt.getContactPointId().equals(sent.contactPoint()) || !channel.equals(sent.channel())) {
                findings.add(
                        Invariant.I3,
                        "attempt " + sent.attempt() + " went elsewhere than authorized",
                        row.shown(),
                        sent.shown());
            }
            if (!sent.at().isBefore(JournalRow.instant(attempt.getValidUntil()))) {
                findings.add(
                        Invariant.I7,
                        "attempt " + sent.attempt() + " was sent after its validity",
                        row.shown(),
                        sent.shown());
            }
            if (sent.at().isBefore(row.at())) {
                findings.add(
                        Invariant.I3,
                        "attempt " + sent.attempt() + " was sent before it was authorized",
                        row.shown(),
                        sent.shown());
            }
            afterStop(debtor, sent, row, findings);
        }
    }

    private static void oneAtATime(DebtorHistory debtor, Map<String, JournalRow> authorized, Findings findings) {
        JournalRow open = null;
        for (JournalRow row : debtor.rows()) {
            if (row.record().hasContactAuthorized()) {
                String id = row.record().getContactAuthorized().getAttempt().getAttemptId();
                JournalRow same = authorized.put(id, row);
                if (same != null) {
                    findings.add(Invariant.I3, "attempt " + id + " is authorized twice", same.shown(), row.shown());
                }
                if (open != null) {
                    findings.add(Invariant.I3, "two attempts are open at once", open.shown(), row.shown());
                }
                open = row;
            } else if (open != null
                    && row.record().hasAttemptAnswered()
                    && row.record()
                            .getAttemptAnswered()
                            .getAttemptId()
                            .equals(open.record()
                                    .getContactAuthorized()
                                    .getAttempt()
                                    .getAttemptId())) {
                open = null;
            }
        }
    }

    /** An event that was answered before the message left must have been stored before the decision to send it. */
    private static void afterStop(DebtorHistory debtor, SentContact sent, JournalRow decided, Findings findings) {
        for (LenderFact fact : debtor.facts()) {
            boolean acked = fact.accepted() && fact.stops() && fact.ackedWallMicros() < sent.leftWallMicros();
            if (acked && !fact.contactInDoubt() && fact.sequenceNumber() > decided.sequenceNumber()) {
                findings.add(
                        Invariant.I4,
                        "attempt " + sent.attempt() + " left after the acknowledgement of " + fact.kind() + " "
                                + fact.eventId() + " though it was decided before it",
                        decided.shown(),
                        fact.shown(),
                        sent.shown());
            }
        }
    }
}
