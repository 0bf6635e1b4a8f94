package dev.janji.orchestrator.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.domain.account.Promise.State;
import dev.janji.domain.money.Money;
import dev.janji.domain.report.PromiseReport;
import dev.janji.domain.report.PromiseReport.OfCurrency;
import dev.janji.domain.report.PromiseTotals;
import dev.janji.domain.report.PromiseTotals.Part;
import java.io.PrintWriter;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report of promises as a table for people, or as JSON for programs. Immutable.
 *
 * @param only currency that is shown; null for all
 */
record PromiseReportText(
        String lender, PromiseReport report, @Nullable String only) {
    private static final String ROW = "  %-16s %12s %24s  %s%n";
    private static final String GROUP = "  %-16s %8s %8s %8s %8s %10s %10s%n";

    void print(PrintWriter out) {
        out.printf("Promises of lender %s due from %s to %s%n", lender, report.from(), report.to());
        out.printf("As they count by the newest event of its debtors, of %s%n%n", report.newest());
        out.printf(
                Locale.ROOT,
                "PTP rate %s = %,d promises taken / %,d right-party contacts, both from %s to %s%n",
                percent(report.taken(), report.rightPartyContacts()),
                report.taken(),
                report.rightPartyContacts(),
                report.from(),
                report.to());
        Map<String, OfCurrency> shown = shown();
        if (shown.isEmpty()) {
            out.println();
            out.println("No promise was due in this period" + (only == null ? "." : " in " + only + "."));
        }
        shown.forEach((code, promises) -> print(out, code, promises));
    }

    private void print(PrintWriter out, String code, OfCurrency promises) {
        PromiseTotals all = promises.all();
        out.println();
        out.printf(ROW, code, "count", "promised", "");
        row(out, "kept", all.of(State.KEPT), code, "");
        row(out, "kept in part", all.of(State.PARTIALLY_KEPT), code, "followed up as broken");
        row(out, "broken", all.of(State.BROKEN), code, "");
        row(out, "cancelled", all.of(State.CANCELLED), code, "");
        row(out, "due", all.due(), code, "the sum of these");
        row(
                out,
                "superseded",
                all.of(State.SUPERSEDED),
                code,
                "not due: another promise or an arrangement came instead");
        row(out, "still active", all.of(State.ACTIVE), code, "not due yet");
        out.println();
        rate(out, "kept rate", all.of(State.KEPT), all.due(), code);
        rate(out, "broken rate", all.unkept(), all.due(), code);
        rate(out, "cancelled rate", all.of(State.CANCELLED), all.due(), code);
        out.println();
        Map<String, PromiseTotals> days = new LinkedHashMap<>();
        promises.byDay().forEach((day, totals) -> days.put(day.toString(), totals));
        groups(out, "by date", days);
        Map<String, PromiseTotals> buckets = new LinkedHashMap<>();
        promises.byBucket()
                .forEach((bucket, totals) -> buckets.put(bucket.isEmpty() ? "none entered" : bucket, totals));
        groups(out, "taken in bucket", buckets);
    }

    private static void row(PrintWriter out, String name, Part part, String code, String remark) {
        out.print(String.format(
                        Locale.ROOT,
                        ROW,
                        name,
                        String.format(Locale.ROOT, "%,d", part.count()),
                        money(part, code),
                        remark)
                .replaceAll("\\s+$", ""));
        out.println();
    }

    private static void rate(PrintWriter out, String name, Part part, Part due, String code) {
        out.printf(
                Locale.ROOT,
                "  %-16s %s of count = %,d / %,d;  %s of money = %s / %s%n",
                name,
                percent(part.count(), due.count()),
                part.count(),
                due.count(),
                percent(part.minor(), due.minor()),
                money(part, code),
                money(due, code));
    }

    private static void groups(PrintWriter out, String title, Map<String, PromiseTotals> groups) {
        out.printf(GROUP, title, "due", "kept", "in part", "broken", "cancelled", "kept rate");
        groups.forEach((name, totals) -> out.printf(
                GROUP,
                name,
                totals.due().count(),
                totals.of(State.KEPT).count(),
                totals.of(State.PARTIALLY_KEPT).count(),
                totals.of(State.BROKEN).count(),
                totals.of(State.CANCELLED).count(),
                percent(totals.of(State.KEPT).count(), totals.due().count())));
        out.println();
    }

    String json() {
        ObjectNode page = new JsonMapper().createObjectNode();
        page.put("lender", lender)
                .put("from", report.from().toString())
                .put("to", report.to().toString())
                .put("newestEvent", report.newest().toString())
                .put("promisesTaken", report.taken())
                .put("rightPartyContacts", report.rightPartyContacts());
        put(page, "ptpRate", report.taken(), report.rightPartyContacts());
        ArrayNode currencies = page.putArray("currencies");
        shown().forEach((code, promises) -> {
            ObjectNode each = currencies.addObject().put("currency", code);
            totals(each, promises.all());
            ArrayNode days = each.putArray("byDate");
            promises.byDay().forEach((day, totals) -> totals(days.addObject().put("date", day.toString()), totals));
            ArrayNode buckets = each.putArray("byBucketWhenTaken");
            promises.byBucket()
                    .forEach((bucket, totals) -> totals(buckets.addObject().put("bucket", bucket), totals));
        });
        return page.toPrettyString();
    }

    private static void totals(ObjectNode node, PromiseTotals totals) {
        part(node, "kept", totals.of(State.KEPT));
        part(node, "partiallyKept", totals.of(State.PARTIALLY_KEPT));
        part(node, "broken", totals.of(State.BROKEN));
        part(node, "cancelled", totals.of(State.CANCELLED));
        part(node, "superseded", totals.of(State.SUPERSEDED));
        part(node, "active", totals.of(State.ACTIVE));
        part(node, "due", totals.due());
        rates(node, "keptRate", totals.of(State.KEPT), totals.due());
        rates(node, "brokenRate", totals.unkept(), totals.due());
        rates(node, "cancelledRate", totals.of(State.CANCELLED), totals.due());
    }

    private static void part(ObjectNode node, String name, Part part) {
        node.putObject(name).put("count", part.count()).put("minor", part.minor());
    }

    private static void rates(ObjectNode node, String name, Part part, Part due) {
        ObjectNode rates = node.putObject(name);
        put(rates, "ofCount", part.count(), due.count());
        put(rates, "ofMoney", part.minor(), due.minor());
    }

    /** Null when there is nothing to divide by. */
    private static void put(ObjectNode node, String name, long part, long of) {
        if (of == 0) {
            node.putNull(name);
        } else {
            node.put(name, (double) part / of);
        }
    }

    private Map<String, OfCurrency> shown() {
        if (only == null) {
            return report.currencies();
        }
        OfCurrency promises = report.currencies().get(only);
        return promises == null ? Map.of() : Map.of(only, promises);
    }

    /** Rounded half up to a tenth of a percent. */
    private static String percent(long part, long of) {
        return of == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / of);
    }

    private static String money(Part part, String code) {
        return new Money(part.minor(), Currency.getInstance(code)).toString();
    }
}
