package dev.janji.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.orchestrator.words.Phrases;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a server tells of a debtor as text for people. Used once, by one thread. */
final class DebtorText {
    private final PrintWriter out;
    private final Ink ink;
    private final Phrases phrases;
    private ZoneId zone = ZoneId.of("UTC");
    private int numberWidth = 1;
    private @Nullable LocalDate day;

    DebtorText(PrintWriter out, Ink ink, Phrases phrases) {
        this.out = out;
        this.ink = ink;
        this.phrases = phrases;
    }

    /** Who it is. */
    void begin(JsonNode page) {
        zone = zone(page);
        long events = page.at("/debtor/sequenceNumber").asLong();
        numberWidth = Long.toString(events).length();
        out.println(ink.strong(phrases.count(
                "replay.head",
                events,
                page.at("/debtor/debtorId").asText(),
                page.path("lender").asText(),
                zone.getId())));
    }

    /**
     * The events of a page by local day.
     *
     * @param from first day; null for the first that there is
     * @param to last day; null for the last that there is
     */
    void days(JsonNode page, @Nullable LocalDate from, @Nullable LocalDate to) {
        for (JsonNode line : page.path("history")) {
            ZonedDateTime at = Instant.parse(line.path("at").asText()).atZone(zone);
            LocalDate date = at.toLocalDate();
            if (from != null && date.isBefore(from) || to != null && date.isAfter(to)) {
                continue;
            }
            if (!date.equals(day)) {
                day = date;
                out.println();
                out.println(ink.strong(phrases.day(date)));
            }
            String number = "#" + line.path("sequenceNumber").asText();
            out.println("  "
                    + ink.quiet(phrases.clock(at.toLocalTime()) + "  " + " ".repeat(numberWidth + 1 - number.length())
                            + number)
                    + "  "
                    + ink.event(line.path("kind").asText(), line.path("summary").asText()) + rules(line));
        }
    }

    /** After the last page. */
    void end() {
        if (day == null) {
            out.println();
            out.println(phrases.say("replay.nothing"));
        }
    }

    /** What happened up to an instant, why, what is awaited, the facts and the hash of the state. */
    void explanation(JsonNode page) {
        zone = zone(page);
        JsonNode explanation = page.path("explanation");
        Instant at = Instant.parse(explanation.path("at").asText());
        out.println(ink.strong(phrases.say(
                "replay.explained",
                page.at("/debtor/debtorId").asText(),
                page.path("lender").asText(),
                phrases.when(at, zone))));
        out.println();
        out.println(explanation.path("summary").asText());
        out.println();
        facts(explanation.path("facts"));
        out.println();
        line(phrases.say("replay.position"), explanation.path("sequenceNumber").asText(), 0);
        line(phrases.say("replay.hash"), explanation.path("stateHash").asText(), 0);
    }

    private void facts(JsonNode facts) {
        Map<String, List<JsonNode>> byAccount = new LinkedHashMap<>();
        int width = 0;
        for (JsonNode fact : facts) {
            byAccount
                    .computeIfAbsent(fact.path("accountId").asText(), account -> new ArrayList<>())
                    .add(fact);
            width = Math.max(width, fact.path("label").asText().length());
        }
        out.println(phrases.say("replay.facts"));
        for (Map.Entry<String, List<JsonNode>> each : byAccount.entrySet()) {
            if (!each.getKey().isEmpty()) {
                out.println("  " + phrases.say("replay.account", each.getKey()));
            }
            String indent = each.getKey().isEmpty() ? "  " : "    ";
            for (JsonNode fact : each.getValue()) {
                line(indent + fact.path("label").asText(), fact.path("value").asText(), width + 4);
            }
        }
    }

    private void line(String label, String value, int width) {
        out.println(ink.quiet(label) + " ".repeat(Math.max(0, width - label.length())) + "  " + value);
    }

    private String rules(JsonNode line) {
        List<String> ids = new ArrayList<>();
        line.path("ruleIds").forEach(id -> ids.add(id.asText()));
        return ids.isEmpty() ? "" : ink.quiet("  [" + String.join(" ", ids) + "]");
    }

    static ZoneId zone(JsonNode page) {
        return ZoneId.of(page.at("/explanation/zone").asText());
    }
}
