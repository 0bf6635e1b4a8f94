package dev.janji.orchestrator.http;

import dev.janji.orchestrator.telemetry.EventCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server is, for people and for programs. Contains no id of a debtor.
 *
 * @param clock of the house
 * @param folders of lenders that their debtors are worked by, by lender; lenders without one go by the configuration
 * @param contacts answers of the channels since the start, by channel and answer
 * @param stops of the operator that stand, oldest first
 * @param ready whether the server takes work, with what it waits for
 */
public record ServerStatus(
        String version,
        Instant startedAt,
        Duration uptime,
        Clock clock,
        Ready ready,
        EventCounts.Totals events,
        Map<String, Map<String, Long>> contacts,
        List<ActiveFolder> folders,
        List<StandingStop> stops,
        WakeUps wakeUps,
        Store store,
        List<Link> links) {

    /**
     * @param factor seconds of the house in a second of the world; null on a real clock
     * @param waitsFor names of the work that a scaled clock waits for
     */
    public record Clock(String kind, Instant now, @Nullable Double factor, List<String> waitsFor) {}

    /** @param waitsFor empty when the server is ready */
    public record Ready(boolean ready, List<String> waitsFor) {}

    /**
     * The active version of a lender's folder.
     *
     * @param strategy its version
     * @param policy versions of its packs
     * @param author who applied it
     * @param since instant of the house's clock
     */
    public record ActiveFolder(
            String lender, int version, String strategy, String policy, String author, Instant since) {}

    /** @param scope what it halts, in words */
    public record StandingStop(String id, String scope, String reason, String author, Instant placedAt) {}

    /** Since the start, and now. */
    public record WakeUps(long due, long outstanding, long fired) {}

    /** @param kind embedded or external */
    public record Store(String kind, boolean reachable, int nodesUp, int nodesKnown) {}

    /** Where else to look. */
    public record Link(String name, String url) {}
}
