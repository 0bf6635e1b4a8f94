package dev.janji.loadtest.races;

import dev.janji.gateways.voice.carrier.LoggedCall;
import dev.janji.loadtest.agents.Latencies;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was seen of the races over sockets, held against what the lender was told: its acknowledgements, the agents' screens, and the carrier's own log. Immutable.
 *
 * @param partial of the payments that met a lead
 */
record SocketResult(
        Map<SocketPlace, Integer> met,
        int partial,
        int talksShown,
        Latencies shown,
        Latencies echoed,
        List<String> violations) {
    /** How far the desk's clock, as this process knows it, may be wrong. */
    private static final long CLOCK_ERROR_NANOS = 100_000_000L;

    /** A conversation that ends so soon after the acknowledgement may end before the screen shows the payment. */
    private static final long QUICKEST_SCREEN_NANOS = 1_000_000_000L;

    private static final double SCREEN_MILLIS = 200;
    private static final int PRINTED = 20;

    /** @param calls the carrier's log */
    static SocketResult of(
            Collection<SocketCase> cases, Path calls, Latencies shown, Latencies echoed, int lost, String lender)
            throws IOException {
        Map<String, List<LoggedCall>> logged = new HashMap<>();
        for (String line : Files.readAllLines(calls)) {
            LoggedCall call = LoggedCall.parse(line);
            String[] parts = call.fact("call").orElse("").split("~", -1);
            if (parts.length == 3 && parts[0].equals(lender)) {
                logged.computeIfAbsent(parts[1], first -> new ArrayList<>()).add(call);
            }
        }
        Map<SocketPlace, Integer> met = new EnumMap<>(SocketPlace.class);
        List<String> violations = new ArrayList<>();
        int partial = 0;
        int talksShown = 0;
        for (SocketCase each : cases) {
            synchronized (each) {
                SocketPlace place = each.metAt;
                if (place == null) {
                    continue;
                }
                met.merge(place, 1, Integer::sum);
                partial += each.isPartial ? 1 : 0;
                talksShown += each.shownNanos == 0 ? 0 : 1;
                judge(each, logged.getOrDefault(each.debtor, List.of()), violations);
            }
        }
        if (lost > 0) {
            violations.add(lost + " agents lost their connection");
        }
        return new SocketResult(met, partial, talksShown, shown, echoed, violations);
    }

    private static void judge(SocketCase each, List<LoggedCall> calls, List<String> violations) {
        String name = " [debtor=" + each.debtor + ", paid while " + each.metAt + "]";
        if (each.ackedNanos == 0 || !each.refused.isEmpty() || each.isInDoubt) {
            violations.add("expected a sure acknowledgement, but got "
                    + (each.ackedNanos == 0 ? "none" : each.isInDoubt ? "one in doubt" : each.refused) + name);
            return;
        }
        for (Instant talk : each.talks) {
            if (isAfterAck(each, talk)) {
                violations.add("a conversation begins after the acknowledgement, by the screen" + name);
            }
        }
        for (LoggedCall call : calls) {
            call.fact("connected")
                    .map(Instant::parse)
                    .filter(at -> isAfterAck(each, at))
                    .ifPresent(at -> violations.add(
                            "a conversation begins after the acknowledgement, by the carrier's log" + name));
            call.fact("dialed")
                    .map(Instant::parse)
                    .filter(at -> isAfterAck(each, at))
                    .ifPresent(at -> violations.add(
                            "somebody is dialed after the acknowledgement, by the carrier's log" + name));
        }
        if (!each.isPartial && each.offers.stream().anyMatch(at -> isAfterAck(each, at))) {
            violations.add("an agent is offered the lead after the acknowledgement" + name);
        }
        boolean isOverSoon = each.endedNanos != 0 && each.endedNanos - each.ackedNanos < QUICKEST_SCREEN_NANOS;
        if (each.metAt == SocketPlace.TALKING && each.shownNanos == 0 && !isOverSoon) {
            violations.add("the screen does not show the payment" + name);
        }
    }

    private static boolean isAfterAck(SocketCase each, Instant at) {
        Instant acked = each.ackedAt;
        return acked != null && at.isAfter(acked.plusNanos(CLOCK_ERROR_NANOS));
    }

    int races() {
        return met.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** @return whether no race was lost, and the screens were quick */
    boolean print(int wanted, PrintWriter out) {
        line(out, "%n%,d payments over sockets, %,d of them partial", races(), partial);
        met.forEach((place, count) -> line(out, "  %-11s %,8d", place.name().toLowerCase(Locale.ROOT), count));
        line(
                out,
                "  payment sent to the talking agent's screen, ms: p50 %.1f, p99 %.1f, longest %.1f (%,d); bare echo then: p50 %.1f, p99 %.1f",
                shown.millis(50),
                shown.millis(99),
                shown.millis(100),
                shown.count(),
                echoed.millis(50),
                echoed.millis(99));
        boolean isQuick = shown.count() > 0 && shown.millis(99) < SCREEN_MILLIS;
        line(out, "  p99 to the screen under %.0f ms: %s", SCREEN_MILLIS, isQuick ? "passed" : "NOT PASSED");
        boolean isEnough = races() >= wanted;
        if (!isEnough) {
            line(out, "  NOT PASSED: %,d payments met a lead, not %,d", races(), wanted);
        }
        line(out, "  %,d violations", violations.size());
        violations.stream().limit(PRINTED).forEach(each -> line(out, "  LOST: %s", each));
        return violations.isEmpty() && isQuick && isEnough;
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
