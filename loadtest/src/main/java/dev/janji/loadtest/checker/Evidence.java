package dev.janji.loadtest.checker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that was recorded of one run, by debtor. Immutable once made.
 *
 * @param stops of the operator
 * @param end virtual time that the run reached
 */
public record Evidence(Map<String, DebtorHistory> debtors, StopLog stops, Instant end) {

    /**
     * One debtor in three records.
     *
     * @param facts in the order of the client's log
     * @param rows by sequence number
     * @param sent by real time
     * @param readings what the server said of the debtor, in order of time
     * @param written what the debtor wrote to the house, by the simulator's logs
     */
    public record DebtorHistory(
            String key,
            List<LenderFact> facts,
            List<JournalRow> rows,
            List<SentContact> sent,
            List<DaysPastDueReading> readings,
            List<WrittenReply> written) {

        /** @return by event id what was stored or may have been: of several lines with one id the accepted one */
        Map<String, LenderFact> told() {
            Map<String, LenderFact> byEvent = new HashMap<>();
            facts.forEach(fact -> {
                LenderFact known = byEvent.get(fact.eventId());
                if (!fact.answer().equals("rejected") && (known == null || fact.accepted())) {
                    byEvent.put(fact.eventId(), fact);
                }
            });
            return byEvent;
        }
    }

    public static Evidence of(
            List<LenderFact> facts,
            List<JournalRow> rows,
            List<SentContact> sent,
            List<DaysPastDueReading> readings,
            StopLog stops,
            Instant end) {
        return of(facts, rows, sent, readings, List.of(), stops, end);
    }

    public static Evidence of(
            List<LenderFact> facts,
            List<JournalRow> rows,
            List<SentContact> sent,
            List<DaysPastDueReading> readings,
            List<WrittenReply> written,
            StopLog stops,
            Instant end) {
        Map<String, DebtorHistory> debtors = new TreeMap<>();
        Map<String, WrittenReply> byId = new HashMap<>();
        written.forEach(reply -> {
            byId.put(reply.id(), reply);
            of(debtors, reply.key()).written().add(reply);
        });
        facts.forEach(fact -> of(debtors, fact.key()).facts().add(fact));
        rows.forEach(row -> {
            of(debtors, row.key()).rows().add(row);
            DeskFacts.of(row)
                    .or(() -> ReplyChecks.factOf(row, byId))
                    .ifPresent(fact -> of(debtors, row.key()).facts().add(fact));
        });
        sent.forEach(contact -> of(debtors, contact.key()).sent().add(contact));
        readings.forEach(reading -> of(debtors, reading.key()).readings().add(reading));
        debtors.values().forEach(history -> {
            history.rows().sort(Comparator.comparingLong(JournalRow::sequenceNumber));
            history.sent().sort(Comparator.comparingLong(SentContact::wallMicros));
        });
        return new Evidence(debtors, stops, end);
    }

    private static DebtorHistory of(Map<String, DebtorHistory> debtors, String key) {
        return debtors.computeIfAbsent(
                key,
                k -> new DebtorHistory(
                        k,
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>()));
    }
}
