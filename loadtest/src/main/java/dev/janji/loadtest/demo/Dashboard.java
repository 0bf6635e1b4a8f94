package dev.janji.loadtest.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.loadtest.checker.HouseRules;
import dev.janji.loadtest.lender.Answer;
import dev.janji.loadtest.lender.LenderListener;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.protocols.lender.v1.ConsentScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The figures of a run while it runs, from the client's and the providers' own records; only the wake-ups are the server's word.
 * Thread-safe: one lock.
 */
final class Dashboard implements LenderListener, KillPlan.Progress {
    private final Instant start;
    private final Instant end;
    private final PortfolioMirror mirror = new PortfolioMirror();
    private final HouseRules rules = HouseRules.standard();
    private final Map<String, Integer> contacts = new TreeMap<>();
    private final Map<LocalDate, Integer> contactsByDay = new HashMap<>();
    private final Map<String, String> zones = new HashMap<>();
    private final Set<String> otherHours = new HashSet<>();
    private final Set<String> attempts = new HashSet<>();
    private String phase = "";
    private Instant now;
    private long accepted;
    private long duplicates;
    private long refusals;
    private long unexpected;
    private long violations;
    private long wakeUpsDue;
    private long wakeUpsFired;
    private long wakeUpsFiredBefore;
    private boolean connected = true;
    private String waitsFor = "";

    /**
     * What a view shows. Immutable.
     *
     * @param phase what is being done before and after the run; empty while time flows
     * @param contactsToday on the virtual day of {@code now} in Jakarta
     */
    record Picture(
            String phase,
            Instant start,
            Instant end,
            Instant now,
            long accepted,
            long duplicates,
            long refusals,
            Map<String, Integer> contacts,
            int contactsToday,
            Map<String, Integer> buckets,
            PortfolioMirror.Promises promises,
            long wakeUpsDue,
            long wakeUpsFired,
            long violations,
            boolean connected,
            String waitsFor) {}

    Dashboard(Instant start, Instant end) {
        this.start = start;
        this.end = end;
        this.now = start;
    }

    PortfolioMirror mirror() {
        return mirror;
    }

    synchronized void phase(String what) {
        phase = what;
    }

    @Override
    public void answered(Answer answer) {
        mirror.apply(answer);
        synchronized (this) {
            connected = true;
            PlannedEvent event = answer.event();
            if (event.request().hasDebtorUpserted()) {
                zones.put(event.debtor(), event.request().getDebtorUpserted().getZone());
            }
            if (event.request().getDebtorConsentChanged().getScope() == ConsentScope.CONSENT_SCOPE_OUTSIDE_HOURS) {
                otherHours.add(event.debtor());
            }
            if (!answer.accepted()) {
                refusals++;
            } else if (answer.duplicate()) {
                duplicates++;
            } else {
                accepted++;
            }
            if (!answer.asExpected()) {
                unexpected++;
            }
        }
    }

    @Override
    public synchronized void timeIs(Instant at) {
        connected = true;
        now = at.isAfter(now) ? at : now;
    }

    @Override
    public synchronized long answered() {
        return accepted + duplicates + refusals;
    }

    @Override
    public synchronized double time() {
        return Duration.between(start, now).toMillis()
                / (double) Duration.between(start, end).toMillis();
    }

    @Override
    public synchronized void disconnected(String why) {
        connected = false;
    }

    /** One line of a provider's log. */
    synchronized void contact(JsonNode line) {
        Instant at = Instant.parse(line.path("atVirtual").asText());
        contacts.merge(line.path("channel").asText().toUpperCase(Locale.ROOT), 1, Integer::sum);
        contactsByDay.merge(jakarta(at), 1, Integer::sum);
        boolean first = attempts.add(line.path("attempt").asText());
        String debtor = line.path("debtor").asText();
        // Who agreed to other hours is judged by the checker, which knows from when to when.
        boolean open = otherHours.contains(debtor) || rules.openAt(at, zones.getOrDefault(debtor, ""));
        if (!first || !open) {
            violations++;
        }
    }

    /** The server's own figures. A server that was started again begins to count anew. */
    synchronized void status(JsonNode status) {
        JsonNode wakeUps = status.path("wakeUps").isMissingNode() ? status.path("wake_ups") : status.path("wakeUps");
        if (wakeUps.isMissingNode()) {
            return;
        }
        long fired = wakeUps.path("fired").asLong();
        if (fired + wakeUpsFiredBefore < wakeUpsFired) {
            wakeUpsFiredBefore = wakeUpsFired;
        }
        wakeUpsFired = wakeUpsFiredBefore + fired;
        wakeUpsDue = wakeUps.path("due").asLong();
        JsonNode waits = status.path("clock").path("waitsFor");
        waitsFor = waits.size() == 0 ? "" : waits.get(0).asText();
    }

    synchronized long violations() {
        return violations + unexpected;
    }

    synchronized Map<String, Integer> contacts() {
        return new TreeMap<>(contacts);
    }

    synchronized Totals totals() {
        return new Totals(accepted, duplicates, refusals, unexpected);
    }

    /** How the lender's events were answered. */
    record Totals(long accepted, long duplicates, long refusals, long unexpected) {}

    Picture picture() {
        Instant at;
        synchronized (this) {
            at = now;
        }
        Map<String, Integer> buckets = mirror.buckets(at);
        PortfolioMirror.Promises promises = mirror.promises(at);
        synchronized (this) {
            return new Picture(
                    phase,
                    start,
                    end,
                    at,
                    accepted,
                    duplicates,
                    refusals,
                    new TreeMap<>(contacts),
                    contactsByDay.getOrDefault(jakarta(at), 0),
                    buckets,
                    promises,
                    wakeUpsDue,
                    wakeUpsFired,
                    violations + unexpected,
                    connected,
                    waitsFor);
        }
    }

    private static LocalDate jakarta(Instant at) {
        return LocalDate.ofInstant(at, ZoneId.of("Asia/Jakarta"));
    }
}
