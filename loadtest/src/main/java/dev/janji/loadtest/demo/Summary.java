package dev.janji.loadtest.demo;

import dev.janji.loadtest.checker.PersonFigures;
import dev.janji.loadtest.checker.PromiseFigures;
import dev.janji.loadtest.checker.RunFigures;
import dev.janji.loadtest.checker.SegmentFigures;
import dev.janji.loadtest.checker.StopFigures;
import dev.janji.loadtest.checker.Verdict;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last words of a run. Confined to one thread. */
final class Summary {
    private final PrintStream out;
    private final Style style;

    Summary(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** @param silent clients of the sample with nothing to tell within the run */
    void print(
            int silent,
            Dashboard.Totals totals,
            RunFigures figures,
            SegmentFigures segments,
            StopFigures stops,
            PromiseFigures promises,
            Map<String, Integer> agents,
            Map<Integer, Integer> links,
            Map<String, Integer> callers,
            PersonFigures persons,
            DelayComparison comparison,
            Verdict verdict) {
        heading("Lender events");
        line(
                "accepted %,d, sent again and known %,d, refused by name %,d, answered otherwise than expected %,d",
                totals.accepted(), totals.duplicates(), totals.refusals(), totals.unexpected());
        if (silent > 0) {
            line("%,d clients of the sample have no bill to tell of yet", silent);
        }
        contacts(figures);
        segments(segments);
        rules(figures);
        heading("Stops");
        stops(stops);
        if (!agents.isEmpty()) {
            heading("Live desk");
            line("agents: %s", counts(agents, "nothing to do"));
            line("calls to the house: %s", counts(callers, "none"));
        }
        heading("Persons");
        line(
                "debtors told to be the same person as another %,d (persons %,d), contacts deferred by those of the other %,d",
                persons.debtors(), persons.persons(), persons.deferred());
        heading("Promises");
        line("%s", counts(figures.promises(), "none settled yet"));
        promises.currencies().forEach(currency -> promises(promises, currency));
        heading("What was said");
        line("conversations: %s", counts(figures.conversations(), "none"));
        line("replies: %s", counts(figures.replies(), "none"));
        line("of these written back to us: %s", counts(figures.written(), "none"));
        line("%s", counts(figures.otherwiseSaid(), "no correction, callback or complaint"));
        line(
                "payment links opened in mails: led to the bill %,d, past their end %,d",
                links.getOrDefault(302, 0), links.getOrDefault(410, 0));
        heading("Arrangements");
        line("%s", counts(figures.arrangements(), "none agreed yet"));
        heading("Offers");
        line("%s", counts(figures.offers(), "none made yet"));
        heading("Moratoria and paused ageing");
        line("%s", counts(figures.pauses(), "none told"));
        comparison(comparison);
        heading("Checker");
        verdict.print(new PrintWriter(out, true, StandardCharsets.UTF_8));
        out.println();
        if (!figures.rulesWorked()) {
            line("%s", style.bad("No rule deferred or refused any contact, so this run says nothing about the rules."));
        }
        boolean good = verdict.kept() && figures.rulesWorked();
        line("%s", good ? style.good("Every invariant is kept.") : style.bad("This run does not pass."));
    }

    /** The rates of those that were due within the run; docs/operations.md says how they are counted. */
    private void promises(PromiseFigures promises, String currency) {
        PromiseFigures.Sum due = promises.due(currency);
        PromiseFigures.Sum kept = promises.sum(currency, List.of("kept"));
        PromiseFigures.Sum unkept = promises.sum(currency, List.of("partiallyKept", "broken"));
        line(
                "kept rate %.1f %% = %,d / %,d due, broken rate %.1f %% = %,d, of them %,d kept in part; PTP rate: %,d taken / %,d right-party contacts",
                kept.percentOf(due),
                kept.count(),
                due.count(),
                unkept.percentOf(due),
                unkept.count(),
                promises.sum(currency, List.of("partiallyKept")).count(),
                promises.taken(),
                promises.rightParty());
        line(
                "by amount in %s: kept rate %.1f %%, broken rate %.1f %%; cancelled %,d, superseded %,d, still active %,d",
                currency,
                kept.percentOfMoney(due),
                unkept.percentOfMoney(due),
                promises.sum(currency, List.of("cancelled")).count(),
                promises.sum(currency, List.of("superseded")).count(),
                promises.sum(currency, List.of("active")).count());
    }

    private void contacts(RunFigures figures) {
        heading("Contacts that reached a provider");
        TreeSet<String> steps = new TreeSet<>(figures.stepOrder());
        figures.contacts().values().forEach(byStep -> steps.addAll(byStep.keySet()));
        if (steps.isEmpty()) {
            line("none");
        }
        figures.contacts()
                .forEach((channel, byStep) -> line(
                        "%-8s %,7d   %s",
                        channel.toLowerCase(Locale.ENGLISH),
                        figures.contactsIn(channel),
                        steps.stream()
                                .filter(byStep::containsKey)
                                .map(step -> String.format(Locale.ENGLISH, "%s %,d", step, byStep.get(step)))
                                .collect(Collectors.joining("  "))));
        line("answers of the channels: %s", counts(figures.answers(), "none"));
    }

    private void segments(SegmentFigures figures) {
        heading("Contacts by segment and arm");
        TreeSet<String> arms = new TreeSet<>(figures.debtors().keySet());
        row("segment", arms, arm -> arm);
        figures.contacts().forEach((segment, byArm) -> row(segment, arms, arm -> count(byArm, arm)));
        row("debtors", arms, arm -> count(figures.debtors(), arm));
        line(
                "promise reminders %,d   broken promises followed up %,d   returned payments told %,d   handed over: %s",
                figures.promiseReminders(),
                figures.brokenPromises(),
                figures.returnedPayments(),
                counts(figures.handedOver(), "none"));
    }

    private void row(String name, TreeSet<String> arms, UnaryOperator<String> cell) {
        line(
                "%-16s%s",
                name,
                arms.stream().map(arm -> String.format("%12s", cell.apply(arm))).collect(Collectors.joining()));
    }

    private static String count(Map<String, Integer> counts, String key) {
        return String.format(Locale.ENGLISH, "%,d", counts.getOrDefault(key, 0));
    }

    private void rules(RunFigures figures) {
        heading("Rules at work, by id");
        line("deferred  %s", byId(figures.deferred()));
        line("refused   %s", byId(figures.refused()));
    }

    private void stops(StopFigures figures) {
        if (figures.stops().isEmpty()) {
            line("none placed");
        }
        figures.stops()
                .forEach(stop -> line(
                        "stops: %s %s of %s, %s to %s: debtors halted %,d, contacts after it %,d",
                        stop.entry().kind(),
                        stop.entry().subject().toLowerCase(Locale.ENGLISH),
                        stop.entry().lender().isEmpty()
                                ? "every lender"
                                : stop.entry().lender(),
                        stop.entry().placedAt(),
                        stop.entry().liftedAt() == null ? "now" : stop.entry().liftedAt(),
                        stop.halted(),
                        stop.contactedAfter()));
    }

    private void comparison(DelayComparison comparison) {
        heading("Days past due against the bank's months of delay");
        if (comparison.months().isEmpty()) {
            line("no month has ended yet");
            return;
        }
        line(
                "%-10s %-13s %8s %8s %11s %13s",
                "statement", "held to end", "clients", "agree", "both late", "same count");
        comparison
                .months()
                .forEach(month -> line(
                        "%-10s %-13s %,8d %7.1f%% %,11d %,13d",
                        name(month.month()),
                        "of " + name(month.sameMonth() ? month.month() : month.month() + 1),
                        month.clients(),
                        100.0 * month.agree() / Math.max(1, month.clients()),
                        month.bothLate(),
                        month.sameCount()));
        line("agreement %.1f %% of client months; reasons where they disagree:", 100 * comparison.agreement());
        comparison.reasons().forEach((reason, count) -> line("%,6d  %s: %s", count, reason.who(), reason.sentence()));
    }

    /** Where to look next. */
    void lookFurther(ServerPages pages, String lender, @Nullable String debtor, String data, boolean serverRuns) {
        heading("Look further");
        if (serverRuns) {
            line("status page    %s", pages.address());
            if (debtor != null) {
                line("one debtor     %s", pages.debtorPage(lender, debtor));
            }
            line("checker again  ./janji loadtest check --data %s", data);
        }
        line("records        %s (client.jsonl, provider-*.jsonl, readings.jsonl, server.log)", data);
        line("assumptions    docs/demo.md");
        out.println();
    }

    private static String name(int month) {
        return java.time.Month.of(month).getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH);
    }

    /** Ids stay as they are written everywhere else. */
    private static String byId(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(each -> String.format(Locale.ENGLISH, "%s %,d", each.getKey(), each.getValue()))
                        .collect(Collectors.joining("   "));
    }

    private static String counts(Map<String, Integer> counts, String none) {
        return counts.isEmpty()
                ? none
                : counts.entrySet().stream()
                        .map(each -> String.format(
                                Locale.ENGLISH,
                                "%s %,d",
                                each.getKey().replace('_', ' ').toLowerCase(Locale.ENGLISH),
                                each.getValue()))
                        .collect(Collectors.joining("   "));
    }

    private void heading(String text) {
        out.println();
        out.println("  " + style.strong(text));
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ENGLISH, "    " + format + "%n", values);
    }
}
