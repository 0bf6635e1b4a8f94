package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import dev.janji.protocols.journal.v1.ConversationHeld;
import dev.janji.protocols.journal.v1.DebtorUpserted;
import dev.janji.protocols.journal.v1.Disposition;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.Money;
import dev.janji.protocols.journal.v1.PromiseCancelled;
import dev.janji.protocols.journal.v1.PromiseRecorded;
import dev.janji.protocols.journal.v1.PromiseSettled;
import dev.janji.protocols.journal.v1.PromiseState;
import dev.janji.protocols.journal.v1.Record;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report of promises that does not say what the journal says is found. */
class ReportForgeryTest {
    private static final LocalDate FROM = LocalDate.of(2026, 4, 1);
    private static final LocalDate TO = LocalDate.of(2026, 4, 30);

    /** 1 April, 01:00 in Jakarta: in UTC still the day before the period. */
    private static final Instant NIGHT = Instant.parse("2026-03-31T18:00:00Z");

    private static final String PRINTED = """
            {
              "lender": "bank", "from": "2026-04-01", "to": "2026-04-30", "newestEvent": "2026-04-20T00:00:00Z",
              "promisesTaken": 4, "rightPartyContacts": 1, "ptpRate": 4.0,
              "currencies": [ {
                "currency": "IDR",
                "kept": {"count": 1, "minor": 100}, "partiallyKept": {"count": 1, "minor": 60},
                "broken": {"count": 0, "minor": 0}, "cancelled": {"count": 1, "minor": 40},
                "superseded": {"count": 0, "minor": 0}, "active": {"count": 0, "minor": 0},
                "due": {"count": 3, "minor": 200},
                "keptRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.5},
                "brokenRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.3},
                "cancelledRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.2},
                "byDate": [ {
                  "date": "2026-04-10",
                  "kept": {"count": 1, "minor": 100}, "partiallyKept": {"count": 1, "minor": 60},
                  "broken": {"count": 0, "minor": 0}, "cancelled": {"count": 1, "minor": 40},
                  "superseded": {"count": 0, "minor": 0}, "active": {"count": 0, "minor": 0},
                  "due": {"count": 3, "minor": 200},
                  "keptRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.5},
                  "brokenRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.3},
                  "cancelledRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.2}
                } ],
                "byBucketWhenTaken": [ {
                  "bucket": "",
                  "kept": {"count": 1, "minor": 100}, "partiallyKept": {"count": 1, "minor": 60},
                  "broken": {"count": 0, "minor": 0}, "cancelled": {"count": 1, "minor": 40},
                  "superseded": {"count": 0, "minor": 0}, "active": {"count": 0, "minor": 0},
                  "due": {"count": 3, "minor": 200},
                  "keptRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.5},
                  "brokenRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.3},
                  "cancelledRate": {"ofCount": 0.3333333333333333, "ofMoney": 0.2}
                } ]
              } ]
            }
            """;

    private final List<JournalRow> rows = new ArrayList<>();

    private void row(Instant at, Record.Builder record) {
        long number = rows.size() + 1L;
        rows.add(new JournalRow(
                Forge.KEY,
                number,
                "writer-1",
                record.setSequenceNumber(number)
                        .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                        .build()));
    }

    private void told(LenderEventApplied.Builder event) {
        row(
                NIGHT,
                Record.newBuilder()
                        .setLenderEventApplied(
                                event.setOccurredAt(Timestamp.newBuilder().setSeconds(NIGHT.getEpochSecond()))));
    }

    private void promised(String id, long minor, LocalDate date) {
        told(LenderEventApplied.newBuilder()
                .setPromiseRecorded(PromiseRecorded.newBuilder()
                        .setAccountId("card")
                        .setPromiseId(id)
                        .setAmount(Money.newBuilder().setCurrency("IDR").setMinor(minor))
                        .setDueDay((int) date.toEpochDay())));
    }

    private void settled(Instant at, String id, PromiseState state) {
        row(
                at,
                Record.newBuilder()
                        .setPromiseSettled(PromiseSettled.newBuilder()
                                .setAccountId("card")
                                .setPromiseId(id)
                                .setTo(state)));
    }

    /** What the report above was printed of. */
    private Evidence evidence() {
        told(LenderEventApplied.newBuilder()
                .setDebtorUpserted(DebtorUpserted.newBuilder().setZone("Asia/Jakarta")));
        told(LenderEventApplied.newBuilder()
                .setConversationHeld(ConversationHeld.newBuilder()
                        .setConversationId("c-1")
                        .setDisposition(Disposition.DISPOSITION_RPC_PTP)));
        LocalDate date = LocalDate.of(2026, 4, 10);
        promised("kept", 100, date);
        settled(NIGHT, "kept", PromiseState.PROMISE_STATE_BROKEN);
        settled(NIGHT, "kept", PromiseState.PROMISE_STATE_KEPT);
        promised("part", 60, date);
        settled(NIGHT, "part", PromiseState.PROMISE_STATE_PARTIALLY_KEPT);
        promised("back", 40, date);
        told(LenderEventApplied.newBuilder()
                .setPromiseCancelled(
                        PromiseCancelled.newBuilder().setAccountId("card").setPromiseId("back")));
        promised("may", 7, LocalDate.of(2026, 5, 1));
        // After the newest event of the report.
        settled(Instant.parse("2026-04-21T00:00:00Z"), "part", PromiseState.PROMISE_STATE_KEPT);
        return Evidence.of(
                List.of(), rows, List.of(), List.of(), new StopLog(List.of()), Instant.parse("2026-04-22T00:00:00Z"));
    }

    private List<Violation> found(String printed) throws JsonProcessingException {
        JsonNode report = new ObjectMapper().readTree(printed);
        return ReportChecks.check(evidence(), report, "bank", FROM, TO);
    }

    @Test
    void shouldFindNothingWhenTheReportSaysWhatTheJournalSays() throws JsonProcessingException {
        assertThat(found(PRINTED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"promisesTaken\": 4 | \"promisesTaken\": 3",
                "\"rightPartyContacts\": 1 | \"rightPartyContacts\": 0",
                "\"ptpRate\": 4.0 | \"ptpRate\": null",
                "\"partiallyKept\": {\"count\": 1 | \"partiallyKept\": {\"count\": 0",
                "\"cancelled\": {\"count\": 1, \"minor\": 40 | \"cancelled\": {\"count\": 1, \"minor\": 39",
                "\"ofMoney\": 0.3 | \"ofMoney\": 0.0",
                "\"date\": \"2026-04-10\" | \"date\": \"2026-04-11\"",
                "\"bucket\": \"\" | \"bucket\": \"B1\"",
                "\"currency\": \"IDR\" | \"currency\": \"USD\"",
                "\"to\": \"2026-04-30\" | \"to\": \"2026-05-30\"",
                "\"newestEvent\": \"2026-04-20 | \"newestEvent\": \"2026-04-21"
            })
    void shouldFindTheReportThatSaysOtherwise(String right, String wrong) throws JsonProcessingException {
        assertThat(PRINTED).contains(right.strip());

        assertThat(found(PRINTED.replace(right.strip(), wrong.strip())))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.invariant()).isEqualTo(Invariant.REPORT));
    }
}
