package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.loadtest.checker.PromiseFigures.Sum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What {@code janji report promises --json} printed, against our own count of the same journal. Stateless. */
public final class ReportChecks {
    private static final List<String> STATES =
            List.of("kept", "partiallyKept", "broken", "cancelled", "superseded", "active");
    private static final double ROUNDING = 1e-9;

    private ReportChecks() {}

    /**
     * @param report as it was printed
     * @param from the first day that was asked for
     * @param to the last one
     */
    public static List<Violation> check(
            Evidence evidence, JsonNode report, String lender, LocalDate from, LocalDate to) {
        Findings findings = new Findings("report of promises");
        demand(findings, "lender", lender, report.path("lender").asText());
        demand(findings, "from", from.toString(), report.path("from").asText());
        demand(findings, "to", to.toString(), report.path("to").asText());
        Instant newest = Instant.parse(report.path("newestEvent").asText());
        PromiseFigures ours = PromiseFigures.of(evidence, from, to, newest);
        demand(
                findings,
                "promisesTaken",
                ours.taken(),
                report.path("promisesTaken").asLong(-1));
        demand(
                findings,
                "rightPartyContacts",
                ours.rightParty(),
                report.path("rightPartyContacts").asLong(-1));
        rate(findings, "ptpRate", ours.taken(), ours.rightParty(), report.path("ptpRate"));
        Set<String> currencies = new TreeSet<>();
        report.path("currencies")
                .forEach(each -> currencies.add(each.path("currency").asText()));
        demand(findings, "currencies", ours.currencies(), currencies);
        for (JsonNode each : report.path("currencies")) {
            currency(findings, ours, each);
        }
        return findings.violations();
    }

    private static void currency(Findings findings, PromiseFigures ours, JsonNode told) {
        String currency = told.path("currency").asText();
        totals(findings, currency, of(ours, currency), told);
        Set<String> dates = new TreeSet<>();
        for (JsonNode day : told.path("byDate")) {
            String date = day.path("date").asText();
            dates.add(date);
            PromiseFigures ofDay =
                    only(ours, currency, entry -> entry.date().toString().equals(date));
            totals(findings, currency + " of " + date, ofDay, day);
        }
        Set<String> buckets = new TreeSet<>();
        for (JsonNode taken : told.path("byBucketWhenTaken")) {
            String bucket = taken.path("bucket").asText();
            buckets.add(bucket);
            PromiseFigures ofBucket =
                    only(ours, currency, entry -> entry.bucket().equals(bucket));
            totals(findings, currency + " taken in bucket " + bucket, ofBucket, taken);
        }
        Set<String> ourDates = new TreeSet<>();
        Set<String> ourBuckets = new TreeSet<>();
        of(ours, currency).entries().forEach(entry -> {
            ourDates.add(entry.date().toString());
            ourBuckets.add(entry.bucket());
        });
        demand(findings, currency + " dates", ourDates, dates);
        demand(findings, currency + " buckets", ourBuckets, buckets);
    }

    private static PromiseFigures of(PromiseFigures ours, String currency) {
        return only(ours, currency, entry -> true);
    }

    private static PromiseFigures only(PromiseFigures ours, String currency, Predicate<PromiseFigures.Entry> which) {
        return new PromiseFigures(
                ours.entries().stream()
                        .filter(entry -> entry.currency().equals(currency) && which.test(entry))
                        .toList(),
                0,
                0);
    }

    private static void totals(Findings findings, String where, PromiseFigures ours, JsonNode told) {
        for (String state : STATES) {
            Sum sum = ours.sum(entry -> entry.state().equals(state));
            demand(findings, where + " " + state, sum, sum(told.path(state)));
        }
        Sum due = ours.sum(entry -> PromiseFigures.ENDS.contains(entry.state()));
        Sum kept = ours.sum(entry -> entry.state().equals("kept"));
        Sum cancelled = ours.sum(entry -> entry.state().equals("cancelled"));
        demand(findings, where + " due", due, sum(told.path("due")));
        rates(findings, where + " kept rate", kept, due, told.path("keptRate"));
        rates(findings, where + " cancelled rate", cancelled, due, told.path("cancelledRate"));
        // Formula 6.4: broken = 1 - kept - cancelled.
        Sum broken =
                new Sum(due.count() - kept.count() - cancelled.count(), due.minor() - kept.minor() - cancelled.minor());
        rates(findings, where + " broken rate", broken, due, told.path("brokenRate"));
    }

    private static Sum sum(JsonNode part) {
        return new Sum(part.path("count").asLong(-1), part.path("minor").asLong(-1));
    }

    private static void rates(Findings findings, String what, Sum part, Sum of, JsonNode told) {
        rate(findings, what + " of count", part.count(), of.count(), told.path("ofCount"));
        rate(findings, what + " of money", part.minor(), of.minor(), told.path("ofMoney"));
    }

    private static void rate(Findings findings, String what, long part, long of, JsonNode told) {
        boolean same =
                of == 0 ? told.isNull() : told.isNumber() && Math.abs(told.asDouble() - (double) part / of) < ROUNDING;
        if (!same) {
            findings.add(Invariant.REPORT, "expected " + what + " of " + part + " / " + of + ", but got " + told);
        }
    }

    private static void demand(Findings findings, String what, Object ours, Object told) {
        if (!ours.equals(told)) {
            findings.add(Invariant.REPORT, "expected " + what + " " + ours + ", but got " + told);
        }
    }
}
