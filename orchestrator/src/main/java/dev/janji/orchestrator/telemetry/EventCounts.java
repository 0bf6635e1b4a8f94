package dev.janji.orchestrator.telemetry;

import dev.janji.actors.telemetry.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the answers to lender events since the server started. Thread-safe. */
public final class EventCounts {
    private final Tally accepted = new Tally("accepted");
    private final Tally duplicates = new Tally("duplicate");
    private final Map<String, Tally> refused = new ConcurrentHashMap<>();
    private final Telemetry.Timer answerTime = Telemetry.timer(EdgeMetrics.EVENT_ANSWER_TIME);

    /** A number for the status page, and the same for Prometheus. */
    private static final class Tally {
        private final LongAdder sum = new LongAdder();
        private final Telemetry.Counter counter;

        Tally(String answer) {
            counter = Telemetry.counter(EdgeMetrics.EVENTS, "answer", answer);
        }

        void add() {
            sum.increment();
            counter.increment();
        }
    }

    /**
     * What was answered until now.
     *
     * @param duplicates are not among the accepted
     * @param refusedByReason only reasons that occurred
     */
    public record Totals(long accepted, long duplicates, long refused, Map<String, Long> refusedByReason) {}

    /** @param nanos real time from arrival to answer */
    public void accepted(boolean duplicate, long nanos) {
        answerTime.record(Duration.ofNanos(nanos));
        (duplicate ? duplicates : accepted).add();
    }

    /**
     * @param reason of few that there are, never a text for people
     * @param nanos real time from arrival to answer
     */
    public void refused(String reason, long nanos) {
        answerTime.record(Duration.ofNanos(nanos));
        refused.computeIfAbsent(reason, Tally::new).add();
    }

    public Totals totals() {
        Map<String, Long> byReason = new TreeMap<>();
        refused.forEach((reason, tally) -> byReason.put(reason, tally.sum.sum()));
        long sum = byReason.values().stream().mapToLong(Long::longValue).sum();
        return new Totals(accepted.sum.sum(), duplicates.sum.sum(), sum, byReason);
    }
}
