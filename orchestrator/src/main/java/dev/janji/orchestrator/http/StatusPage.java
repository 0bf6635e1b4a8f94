package dev.janji.orchestrator.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The status page as HTML, complete without a script; status.js only keeps it fresh. Stateless. */
final class StatusPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Janji</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/status.css">
            <script src="/status.js" defer></script>
            </head>
            <body>
            """;

    private StatusPage() {}

    static String html(ServerStatus status) {
        return HEAD
                + "<main id=\"main\">\n<header><h1>Janji</h1>" + readiness(status.ready()) + "</header>\n"
                + "<div class=\"cards\">\n"
                + section(
                        "Time",
                        row("House clock", instant(status.clock().now())),
                        row("Kind", kind(status.clock())),
                        row("Up for", duration(status.uptime())))
                + section(
                        "Lender events",
                        row("Accepted", count(status.events().accepted())),
                        row("Duplicates", count(status.events().duplicates())),
                        row("Refused", count(status.events().refused())))
                + section(
                        "Wake-ups",
                        row("Due now", count(status.wakeUps().due())),
                        row("Being answered", count(status.wakeUps().outstanding())),
                        row("Fired", count(status.wakeUps().fired())))
                + section(
                        "Store",
                        row("Cassandra", escape(status.store().kind())),
                        row("State", status.store().reachable() ? "reachable" : "unreachable"),
                        row(
                                "Nodes up",
                                status.store().nodesUp() + " of "
                                        + status.store().nodesKnown()))
                + "</div>\n"
                + folders(status.folders())
                + stops(status.stops())
                + contacts(status.contacts())
                + refusals(status.events().refusedByReason())
                + "</main>\n" + footer(status) + "</body>\n</html>\n";
    }

    private static String readiness(ServerStatus.Ready ready) {
        String words = ready.ready() ? "Ready" : "Not ready, waits for " + String.join(", ", ready.waitsFor());
        return "<p role=\"status\" class=\"" + (ready.ready() ? "good" : "bad") + "\">" + escape(words) + "</p>";
    }

    private static String section(String title, String... rows) {
        return "<section><h2>" + title + "</h2><dl>" + String.join("", rows) + "</dl></section>\n";
    }

    private static String row(String name, String value) {
        return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>";
    }

    private static String folders(List<ServerStatus.ActiveFolder> folders) {
        if (folders.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        folders.forEach(folder -> rows.append("<tr><th scope=\"row\">")
                .append(escape(folder.lender()))
                .append("</th><td>")
                .append(folder.version())
                .append("</td><td>")
                .append(escape(folder.strategy()))
                .append("</td><td>")
                .append(escape(folder.policy()))
                .append("</td><td>")
                .append(escape(folder.author()))
                .append("</td><td>")
                .append(instant(folder.since()))
                .append("</td></tr>"));
        return "<section><h2>Lenders' folders</h2>"
                + table(
                        "<th scope=\"col\">Lender</th><th scope=\"col\">Version</th><th scope=\"col\">Strategy</th>"
                                + "<th scope=\"col\">Packs</th><th scope=\"col\">By</th><th scope=\"col\">Since</th>",
                        rows)
                + "</section>\n";
    }

    private static String stops(List<ServerStatus.StandingStop> stops) {
        if (stops.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        stops.forEach(stop -> rows.append("<tr><th scope=\"row\">")
                .append(escape(stop.scope()))
                .append("</th><td>")
                .append(escape(stop.reason()))
                .append("</td><td>")
                .append(escape(stop.author()))
                .append("</td><td>")
                .append(instant(stop.placedAt()))
                .append("</td><td>")
                .append(escape(stop.id()))
                .append("</td></tr>"));
        return "<section><h2>Standing stops</h2>"
                + table(
                        "<th scope=\"col\">Stopped</th><th scope=\"col\">Reason</th><th scope=\"col\">By</th>"
                                + "<th scope=\"col\">Since</th><th scope=\"col\">Id</th>",
                        rows)
                + "</section>\n";
    }

    private static String contacts(Map<String, Map<String, Long>> contacts) {
        StringBuilder rows = new StringBuilder();
        contacts.forEach((channel, answers) -> answers.forEach((answer, number) -> rows.append("<tr><th scope=\"row\">")
                .append(escape(channel))
                .append("</th><td>")
                .append(escape(answer))
                .append("</td><td>")
                .append(count(number))
                .append("</td></tr>")));
        return "<section><h2>Contacts by channel</h2>"
                + table(
                        "<th scope=\"col\">Channel</th><th scope=\"col\">Answer</th><th scope=\"col\">Contacts</th>",
                        rows)
                + "</section>\n";
    }

    private static String refusals(Map<String, Long> byReason) {
        if (byReason.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        byReason.forEach((reason, number) -> rows.append("<tr><th scope=\"row\">")
                .append(escape(reason))
                .append("</th><td>")
                .append(count(number))
                .append("</td></tr>"));
        return "<section><h2>Refused events by reason</h2>"
                + table("<th scope=\"col\">Reason</th><th scope=\"col\">Events</th>", rows) + "</section>\n";
    }

    private static String table(String columns, CharSequence rows) {
        return rows.length() == 0
                ? "<p class=\"quiet\">None since the start.</p>"
                : "<table><thead><tr>" + columns + "</tr></thead><tbody>" + rows + "</tbody></table>";
    }

    private static String footer(ServerStatus status) {
        StringBuilder links = new StringBuilder();
        for (ServerStatus.Link link : status.links()) {
            links.append("<li><a href=\"")
                    .append(escape(link.url()))
                    .append("\">")
                    .append(escape(link.name()))
                    .append("</a></li>");
        }
        return "<footer><p>Version " + escape(status.version()) + "</p><nav aria-label=\"Elsewhere\"><ul>" + links
                + "</ul></nav></footer>\n";
    }

    private static String kind(ServerStatus.Clock clock) {
        return clock.factor() == null
                ? "real"
                : "scaled, at most %s times as fast".formatted(count(Math.round(clock.factor())));
    }

    private static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    private static String duration(Duration duration) {
        long days = duration.toDays();
        String clock =
                "%d:%02d:%02d".formatted(duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart());
        return days == 0 ? clock : days + (days == 1 ? " day " : " days ") + clock;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
